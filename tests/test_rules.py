"""Each rule's examples: one finding at the marks of a bad one, none in a good one, and a near miss among them."""

from __future__ import annotations

import pytest

from claimlint.examples import has_near_miss, run_examples
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
