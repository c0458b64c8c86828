"""Patterns of users' own rules cost a bounded number of steps a word: repeats are written out, and RE2 searches for REGEX."""

from __future__ import annotations

import random
import re
from math import prod

import pytest
import re2
from spacy.matcher import Matcher
from spacy.tokens import Doc

from claimlint import token_patterns
from claimlint.nlp import token_matcher
from claimlint.rulebase import load_rules
from claimlint.token_patterns import LEFT, MOST_WAYS, refuse_costly, written_out

WORD = {"LOWER": "a"}
ANY = {"ORTH": {"NOT_IN": [","]}}


def optional(pattern) -> int:
    """Return how many tokens of a pattern may be missing: spaCy follows two to the power of it ways."""
    counts = [token_patterns._counts(token["OP"]) for token in pattern if "OP" in token]
    return sum(len(one) - 1 for one in counts if one)


@pytest.mark.parametrize(
    ("op", "counts"),
    [
        ("?", range(2)),
        ("+", range(1, 51)),
        ("*", range(51)),
        ("{3}", range(3, 4)),
        ("{2,4}", range(2, 5)),
        ("{,4}", range(5)),
        ("{45,}", range(45, 51)),
        ("!", None),
        ("{4,2}", None),
        ("{}", None),
        ("{,}", None),
        (7, None),
    ],
)
def test_what_an_op_stands_for(op, counts):
    assert token_patterns._counts(op) == counts


@pytest.mark.parametrize(
    "pattern",
    [
        [WORD, {**ANY, "OP": "{0,20}"}, {"LOWER": "b"}],
        [WORD, {**ANY, "OP": "{0,9}"}, WORD, {**ANY, "OP": "{1,9}"}, {"LOWER": "b"}],
        [WORD, {**ANY, "OP": "*"}, {"LOWER": "b", "OP": "?"}],
        [{**WORD, "OP": "+"}, {"LOWER": "b"}],
        [{**WORD, "OP": "?"} for _ in range(12)],
        [WORD, {"LOWER": "b", "OP": "!"}],
    ],
)
def test_no_pattern_leaves_spacy_more_than_a_few_ways(pattern):
    written = written_out(pattern)
    assert all(optional(one) <= LEFT and one for one in written)


def test_what_is_written_out_matches_the_same(nlp):
    drawn = random.Random(5)
    for _ in range(40):
        # Narrow enough for spaCy to do it its way.
        pattern = [
            {**drawn.choice([WORD, ANY, {"LOWER": "b"}]), **({"OP": op} if op else {})}
            for op in drawn.choices(["", "", "?", "{0,3}", "{1,4}", "{,5}"], k=5)
        ]
        doc = Doc(nlp.vocab, words=drawn.choices(["a", "b", ",", "c"], k=40))
        plain = Matcher(nlp.vocab)
        try:
            plain.add("pattern", [pattern])
        except ValueError:
            continue
        assert sorted(set(plain(doc))) == sorted(set(token_matcher(nlp, [pattern])(doc)))


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ([{**ANY, "OP": "{0,60}"}], "at most 50 times"),
        ([{**ANY, "OP": "{60,}"}], "at most 50 times"),
        ([WORD, {**ANY, "OP": "*"}, WORD, {**ANY, "OP": "*"}], "ways"),
        ([{**WORD, "OP": "?"} for _ in range(40)], "ways"),
        ([{"_": {"x": 1}}], "custom attributes"),
        ([{"LOWER": {"REGEX": r"(a)\1"}}], "RE2 cannot use"),
        ([{"LOWER": {"regex": r"a(?=b)"}}], "RE2 cannot use"),
        ([{"LOWER": {"REGEX": "("}}], "RE2 cannot use"),
        ([{"LOWER": {"REGEX": "a" * 501}}], "500 characters"),
        ([{"LOWER": {"REGEX": {"IN": ["(a+)+"]}}}], "one text"),
        ([{"LOWER": {"IN": [], "NOT_IN": {"REGEX": 3}}}], "one text"),
    ],
)
def test_what_costs_too_much_is_refused(pattern, said):
    with pytest.raises(ValueError, match=f"Pattern 0: .*{said}"):
        refuse_costly([pattern])


def test_a_regex_is_searched_for_in_linear_time(nlp):
    matcher = token_matcher(nlp, [[{"LOWER": {"REGEX": "^(?:a+)+$"}}, {"LOWER": {"REGEX": "b|c"}}]])
    # Python's own engine takes two to the thousandth steps.
    doc = Doc(nlp.vocab, words=["a" * 999 + "b", "c", "aaa", "xcx"])
    assert [match[1:] for match in matcher(doc)] == [(2, 4)]
    assert all(not isinstance(one.value, re.Pattern) for one in matcher._extra_predicates) and re2


def test_without_re2_a_regex_is_refused_with_what_to_install(monkeypatch):
    monkeypatch.setattr(token_patterns, "_re2", lambda: None)
    with pytest.raises(ValueError, match=r"Pattern 0: REGEX needs google-re2.*claimlint-health\[regex\]"):
        refuse_costly([[{"LOWER": {"REGEX": "a"}}]])


def test_no_bundled_rule_needs_re2():
    assert not [rule.id for rule in load_rules() if "REGEX" in repr(rule.checks)]


def test_a_rule_with_a_costly_wording_is_refused_at_its_line(run, put, tmp_path):
    assert run("rules", "new", "claims/wide", "--dir", "r").exit_code == 0
    text = (tmp_path / "r/claims/wide.yml").read_text(encoding="utf-8")
    wide = re.sub(r"(?m)^(phrases|check):.*\n(?:  .*\n)*", "", text)
    put("r/claims/wide.yml", wide + 'check: tokens\npatterns:\n  - "a ..40 b ..40 c"\n')
    result = run("rules", "test", "r")
    assert result.exit_code == 2 and "ways" in result.output and "wide.yml:" in result.output


def test_no_bundled_wording_is_near_the_limit(nlp, monkeypatch):
    from claimlint.checks import surroundings
    from claimlint.compiled import compiled
    from claimlint.rulebase import load_rules

    ways: list[int] = []

    def count(patterns):
        counted = [token_patterns._written_out(pattern) for pattern in patterns]
        ways.append(sum(prod(len(counts) for counts in one if counts) for one in counted))

    monkeypatch.setattr(surroundings, "refuse_wide", count)
    for rule in load_rules():
        # Past what is remembered of rules that were compiled before.
        compiled.__wrapped__(rule, nlp)
    assert len(ways) > 500 and max(ways) <= MOST_WAYS / 2
