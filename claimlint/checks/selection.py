"""What is said of the wrong kind of thing: a knee that feels nauseous, a tablet that one drinks, a risk of recovery."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.chosen import chooser
from claimlint.checks.mentions import mentioned, own_prose
from claimlint.checks.surroundings import Find, matcher_of
from claimlint.finding import Hit
from claimlint.terms import KINDS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_WORDS = {"type": "array", "items": {"type": "string", "minLength": 1}}
OPTIONS: Mapping[str, Any] = {
    "bans": {
        "type": "array",
        "minItems": 1,
        "description": "What cannot be said, each with a reason.",
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": ["says", "because"],
            "properties": {
                "says": {
                    **_WORDS,
                    "minItems": 1,
                    "description": "Wordings of the predicate, or of all of it.",
                },
                "of": {**_WORDS, "description": "Lemmas of the subject of which it cannot be said."},
                "of_terms": {
                    "type": "array",
                    "items": {"enum": list(KINDS)},
                    "description": "Kinds of health term the subject may be instead.",
                },
                "to": {**_WORDS, "description": "Lemmas of the object to which it cannot be done."},
                "not_before": {**_WORDS, "description": "Words that may not follow right after it."},
                "unless": {**_WORDS, "description": "Words of which none may stand in the sentence."},
                "because": {"type": "string", "minLength": 1, "description": "Why, for the message."},
            },
        },
    }
}
#: Tokens between a subject and its predicate, or a predicate and its object.
BETWEEN = 5
#: Before a subject's last noun, back to the start of its clause, there is nothing but this: "people with pain" is about people.
_NOMINAL = frozenset("DET ADJ NOUN PROPN PRON NUM ADV CCONJ SCONJ PUNCT PART INTJ".split())
_LINKS = frozenset("AUX ADV PART VERB".split())
_SPECIFIERS = frozenset("DET ADJ NUM PRON ADV NOUN".split())
#: Who can feel, swallow and see a doctor.
_PERSONS = frozenset(
    "people person patient patients anyone everyone someone anybody everybody those who you i we he she they child children baby babies woman"
    " women man men adult adults parent parents mother mothers user users sufferer sufferers boy girl friend dog cat animal animals mouse mice"
    " rat rats body bodies whom whose whoever your_child".split()
)
_CLAUSE_START = frozenset([",", ";", ":", ".", "–", "—", "(", "that", "if", "when", "because", "while", "so"])
_DENIED = frozenset(["not", "n't", "never", "cannot", "no"])
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")


@dataclass(frozen=True)
class _Ban:
    find: Find
    of: frozenset[str]
    kinds: frozenset[str]
    to: frozenset[str]
    not_before: frozenset[str]
    unless: frozenset[str]
    because: str


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Compile the bans; a hit spans subject and predicate, or predicate and object, and carries the reason."""
    bans = [_ban(ban, nlp) for ban in options["bans"]]
    choose = chooser([ban.find for ban in bans])

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in own_prose(analysis):
            taken: set[int] = set()
            for ban in (bans[number] for number in choose(sentence)):
                for first, last in _broken(analysis, sentence, ban):
                    start, end = sentence.range(first, last)
                    if taken.isdisjoint(range(first, last + 1)) and not mentioned(
                        analysis, sentence, start, end
                    ):
                        taken.update(range(first, last + 1))
                        yield Hit(start, end, {"because": ban.because}, 0.8)

    return check


def _ban(ban: Mapping[str, Any], nlp: Language) -> _Ban:
    return _Ban(
        find=matcher_of(nlp, ban["says"]),
        of=frozenset(ban.get("of", ())),
        kinds=frozenset(ban.get("of_terms", ())),
        to=frozenset(ban.get("to", ())),
        not_before=frozenset(ban.get("not_before", ())),
        unless=frozenset(ban.get("unless", ())),
        because=ban["because"],
    )


def _broken(analysis: Analysis, sentence: Sentence, ban: _Ban) -> Iterator[tuple[int, int]]:
    """Yield first and last token of what breaks a ban."""
    wanted = ban.of | ban.to
    if not ban.unless.isdisjoint(sentence.vocabulary) or (
        wanted and not ban.kinds and wanted.isdisjoint(sentence.vocabulary)
    ):
        return
    terms = analysis.terms.get(sentence.index, ())
    for match in ban.find(sentence, terms):
        low, high = match.start - sentence.span.start, match.end - sentence.span.start - 1
        if not wanted and not ban.kinds:
            place: tuple[int, int] | None = low, high
        else:
            doc = analysis.parse(sentence)
            if doc is None:
                continue
            place = _with_object(doc, low, high, ban) if ban.to else _with_subject(doc, low, high, ban, terms)
        if place is None or not _DENIED.isdisjoint(sentence.lower[place[0] : place[1] + 1]):
            continue
        if ban.not_before.isdisjoint(sentence.lower[place[1] + 1 : place[1] + 2]):
            yield place


def _with_subject(doc: Doc, low: int, high: int, ban: _Ban, terms: Sequence[Any]) -> tuple[int, int] | None:
    """Return the range from the banned subject to the predicate's end, where parse and order of words both show it."""
    heads = {t.last for t in terms if t.kind in ban.kinds}
    for token in doc[low : high + 1]:
        for child in token.children:
            at = child.i
            if child.dep_ not in _SUBJECTS or at >= low or low - at > BETWEEN:
                continue
            banned = child.lemma_.lower() in ban.of or at in heads
            if banned and all(t.pos_ in _LINKS for t in doc[at + 1 : low]) and _alone(doc, at):
                return _phrase_start(doc, at), high
    return None


def _alone(doc: Doc, at: int) -> bool:
    """Whether a noun is the head of its clause's first phrase, with no person in it."""
    start = next((i + 1 for i in range(at - 1, -1, -1) if doc[i].lower_ in _CLAUSE_START), 0)
    before = doc[start:at]
    return all(t.pos_ in _NOMINAL for t in before) and _PERSONS.isdisjoint(t.lower_ for t in before)


def _phrase_start(doc: Doc, at: int) -> int:
    """Return the first token of the noun phrase that ends at a noun."""
    while at and doc[at - 1].pos_ in ("ADJ", "NOUN", "PROPN", "NUM"):
        at -= 1
    return at


def _with_object(doc: Doc, low: int, high: int, ban: _Ban) -> tuple[int, int] | None:
    """Return the range from the predicate to the banned object that follows it."""
    for at in range(high + 1, min(high + 1 + BETWEEN, len(doc))):
        token = doc[at]
        if token.lemma_.lower() in ban.to and not _goes_on(doc, at):
            return (low, at) if _is_object(token, low, high) else None
        if token.pos_ not in _SPECIFIERS:
            return None
    return None


def _goes_on(doc: Doc, at: int) -> bool:
    """Whether a noun begins a compound ("tablet box", "patient's"), or is the subject of what follows it."""
    after = doc[at + 1] if at + 1 < len(doc) else None
    going = ("NOUN", "PROPN", "AUX", "VERB")
    return after is not None and (after.pos_ in going or after.lower_ in ("-", "'s", "’s", "'"))


def _is_object(token: Token, low: int, high: int) -> bool:
    return token.dep_ in ("obj", "iobj", "conj", "obl") and low <= token.head.i <= high
