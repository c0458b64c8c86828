"""The short notation for token patterns."""

from __future__ import annotations

import pytest

from claimlint.wording import compile_wording, forms


@pytest.fixture
def matches(nlp, analysis_of):
    from claimlint.checks.surroundings import matcher_of

    def run(wording: str, text: str) -> list[str]:
        find = matcher_of(nlp, [wording])
        analysis = analysis_of(text)
        found = [m for s in analysis.sentences for m in find(s, analysis.terms.get(s.index, ()))]
        longest = sorted(found, key=lambda m: (m.start, -m.end))
        kept: list[str] = []
        end = -1
        for match in longest:
            if match.start >= end:
                end = match.end
                kept.append(match.text)
        return kept

    return run


@pytest.mark.parametrize(
    ("wording", "text", "found"),
    [
        ("magic beans", "Magic beans, magic. Beans.", ["Magic beans"]),
        ("magic|fine beans", "Eat magic beans or fine beans.", ["magic beans", "fine beans"]),
        ("~boost your|the? immunity", "It boosts immunity; boosting your immunity.", ["boosts immunity", "boosting your immunity"]),
        ("~lose fat", "He lost fat, she loses fat, losing fat.", ["lost fat", "loses fat", "losing fat"]),
        ("~get_rid_of|end pain", "It got rid of pain and ends pain.", ["got rid of pain", "ends pain"]),
        ("flush .. toxins", "Flush a decade of toxins. Flush, and toxins go.", ["Flush a decade of toxins"]),
        ("flush ..1 toxins", "Flush a decade of toxins. Flush all toxins.", ["Flush all toxins"]),
        ("# times", "It is 3 times as much, or three times.", ["3 times", "three times"]),
        ("don't wait", "Don't wait. Don’t wait.", ["Don't wait", "Don’t wait"]),
        ("risk-free|harmless tea", "A risk-free tea, a harmless tea.", ["risk-free tea", "harmless tea"]),
        ("a ADJ? tea", "A strong tea and a tea.", ["A strong tea", "a tea"]),
        ("no <care> is needed", "No strong antibiotic is needed. No car is needed.", ["No strong antibiotic is needed"]),
        ("<remedy> ~beat <medicine|standard-care>", "Raw honey beats any antibiotic you know.", ["Raw honey beats any antibiotic"]),
        ("act now , before", "Act now, before it ends. Act now before it ends.", ["Act now, before"]),
    ],
)  # fmt: skip
def test_what_a_wording_matches(matches, wording, text, found):
    assert matches(wording, text) == found


@pytest.mark.parametrize(
    ("verb", "some"),
    [
        ("boost", {"boosts", "boosted", "boosting"}),
        ("cure", {"cures", "cured", "curing"}),
        ("stop", {"stops", "stopped", "stopping"}),
        ("carry", {"carries", "carried", "carrying"}),
        ("flush", {"flushes", "flushed", "flushing"}),
        ("shrink", {"shrank", "shrunk", "shrinks"}),
        ("get_rid_of", {"gets_rid_of", "got_rid_of", "getting_rid_of"}),
    ],
)
def test_forms(verb, some):
    assert {verb} | some <= set(forms(verb))


@pytest.mark.parametrize("wording", ["", "  ", "x?", ".."])
def test_a_wording_that_matches_anything_or_nothing_is_an_error(wording):
    with pytest.raises(ValueError, match="matches"):
        compile_wording(wording, str.split)


def test_a_number_among_words_is_an_error():
    with pytest.raises(ValueError, match="by itself"):
        compile_wording("dozens|# diseases", str.split)


def test_an_unknown_kind_of_term_is_an_error(nlp):
    from claimlint.checks.surroundings import matcher_of

    with pytest.raises(ValueError, match="remedy"):
        matcher_of(nlp, ["<remedi> helps"])


def test_a_wording_with_far_too_many_variants_is_an_error():
    with pytest.raises(ValueError, match="variants"):
        compile_wording(" ".join(["a_b|c_d|e_f"] * 6), lambda word: word.split())


def test_looking_patterns_up_by_a_word_misses_nothing(nlp, analysis_of):
    """The same matches as when every pattern walks through every sentence."""
    from claimlint.checks.surroundings import matcher_of
    from claimlint.nlp import token_matcher
    from claimlint.rulebase import load_rules

    wordings = sorted(
        {
            p
            for rule in load_rules()
            for _, o in rule.checks
            for p in o.get("patterns", ())
            if isinstance(p, str) and "<" not in p
        }
    )
    assert len(wordings) > 100
    compiled = [
        v for w in wordings for v in compile_wording(w, lambda word: [t.text for t in nlp.make_doc(word)])
    ]
    walk, find = token_matcher(nlp, compiled, sound=True), matcher_of(nlp, wordings)
    examples = [example.text for rule in load_rules() for example in rule.examples if len(example.text) < 300]
    for sentence in analysis_of("\n\n".join(examples[::12])).sentences:
        slow = {(m.start, m.end) for m in walk(sentence.span, as_spans=True)}
        assert {(m.start, m.end) for m in find(sentence, ())} == slow
