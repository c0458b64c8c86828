"""Wordings in an order or advice to the reader: "Take some drops", "You should rest for a while"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.surroundings import NEAR, PATTERNS, WITH, WITHOUT, matcher_of, tests_of
from claimlint.finding import Hit
from claimlint.roles import is_advice

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

OPTIONS: Mapping[str, Any] = {
    "patterns": {
        **PATTERNS,
        "description": "Wordings, or spaCy token patterns; verbs that order are no part of them.",
    },
    "verbs": {
        "type": "array",
        "items": {"type": "string", "minLength": 1},
        "description": "Lemmas of the verbs that may order; without them any.",
    },
    "near": NEAR,
    "with": WITH,
    "without": WITHOUT,
}
#: Steps up the parse from a match to its verb.
STEPS = 5
_MODALS = frozenset("should must can could may ought need".split())
#: Clauses in which nobody is told anything: "if it hurts a bit".
_UNSAID = frozenset("advcl acl acl:relcl csubj".split())


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Compile the patterns; a hit spans the match, the longest where several overlap."""
    matcher = matcher_of(nlp, options["patterns"])
    tests = tests_of(options, nlp)
    verbs = frozenset(options.get("verbs", ()))

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in analysis.prose:
            end = -1
            for first, last in _matches(matcher(sentence, analysis.terms.get(sentence.index, ())), sentence):
                if first <= end or not all(test(analysis, sentence, first, last) for test in tests):
                    continue
                doc = analysis.parse(sentence)
                verb = _verb(doc, first, last) if doc is not None else None
                if verb is not None and _orders(verb) and (not verbs or verb.lemma_.lower() in verbs):
                    end = last
                    yield Hit(*sentence.range(first, last), confidence=0.8)

    return check


def _orders(verb: Token) -> bool:
    """Whether a verb is an order, or says what "you" should, must or can do; "you have" tells nobody anything."""
    said = any(child.dep_.startswith("nsubj") for child in verb.children)
    modal = any(child.lower_ in _MODALS for child in verb.children)
    return is_advice(verb) and (modal or not said)


def _matches(found: list[Any], sentence: Sentence) -> list[tuple[int, int]]:
    first = sentence.span.start
    return sorted(((m.start - first, m.end - first - 1) for m in found), key=lambda m: (m[0], -m[1]))


def _verb(doc: Doc, first: int, last: int) -> Token | None:
    """Return the verb that governs a match, or None where its clause is a condition or an aside."""
    token = next(
        (t for t in doc[first : last + 1] if not first <= t.head.i <= last or t.head == t), doc[first]
    )
    for _ in range(STEPS):
        if token.pos_ == "VERB":
            return None if token.dep_ in _UNSAID else token
        if token.head == token:
            return None
        token = token.head
    return None
