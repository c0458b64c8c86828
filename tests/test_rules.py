"""Each rule's examples: one finding at the marks of a bad one, none in a good one, and a near miss among them."""

from __future__ import annotations

import pytest

from claimlint.analysis import analyse
from claimlint.checks import CHECKS
from claimlint.examples import has_near_miss, run_examples
from claimlint.readers import read_text
from claimlint.rulebase import load_rules


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.id)
def test_examples(rule):
    outcomes = list(run_examples(rule))
    assert not any(outcome.skipped for outcome in outcomes)
    problems = [f"line {o.example.line}: {o.problem}: {o.example.text[:120]}" for o in outcomes if o.problem]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.id)
def test_some_good_example_is_a_near_miss(rule):
    """A good example proves something only when it holds words that a bad one is flagged for."""
    assert has_near_miss(rule)


#: Rules whose checks find what they find by themselves.
ALONE = [rule for rule in load_rules() if not any(CHECKS[name].last for name, _ in rule.checks)]


@pytest.mark.parametrize("rule", ALONE, ids=lambda rule: rule.id)
def test_every_pattern_is_needed_by_an_example(rule, nlp):
    """Without any one pattern, or without its check, a bad example of the rule is missed."""
    bad = [example for example in rule.examples if example.bad]
    analyses = [analyse(read_text(example.text, "example", example.media), nlp) for example in bad]

    def places(check, analysis):
        return [analysis.document.to_source(hit.start, hit.end) for hit in check(analysis)]

    def missed(checks):
        built = [CHECKS[name].build(options, nlp) for name, options in checks]
        return any(
            not any(low < end and start < high for check in built for low, high in places(check, analysis))
            for example, analysis in zip(bad, analyses, strict=True)
            for start, end in example.marks
        )

    assert not missed(rule.checks)
    for at, (name, options) in enumerate(rule.checks):
        others = [check for i, check in enumerate(rule.checks) if i != at]
        assert missed(others), f"no example needs the check {name}"
        patterns = options.get("patterns", ())
        for pattern in patterns if len(patterns) > 1 else ():
            fewer = {**options, "patterns": [other for other in patterns if other is not pattern]}
            assert missed([*others, (name, fewer)]), f"no example needs {pattern}"
