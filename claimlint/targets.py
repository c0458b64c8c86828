"""What an effect is said to be on: conditions, symptoms, markers, body parts and functions of a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimlint import effects
from claimlint.analysis import Analysis, Sentence
from claimlint.roles import arguments
from claimlint.topics import CONDITION_KINDS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

#: Kinds of term that are an ill, and those that are a good.
ILL_KINDS = CONDITION_KINDS | {"marker"}
GOOD_KINDS = frozenset({"body-part", "function"})
#: Nouns a target hangs from without being it: "the risk of stroke", "symptoms of gout".
_PASSING = frozenset(
    (
        "risk symptom sign level effect severity pain progression growth frequency duration chance incidence attack problem case"
        " type form discomfort intensity amount development onset occurrence function health quality appearance flow"
        " production number cause root rate feeling sensation kind condition likelihood presence spread variety lot many"
        " range all most any some treatment cure relief prevention treating management strength bout sort part"
        " control reduction regulation management"
        " patient people person those sufferer child woman man adult diabetic effort stiffness"
    ).split()
)
#: Words for an ill that the sentence before names.
_STANDING = frozenset("it them".split())
_GENERAL = frozenset("condition problem disease disorder complaint".split())
_THE = frozenset("the this that your these".split())
_MODIFIERS = frozenset("compound amod conj appos flat nmod:poss nummod fixed".split())
_OF = frozenset(("of", "in", "from", "like", "such", "including", "as", "for", "around", "to", "with"))
#: Between an effect and its target when the parse helps no further (tokens).
_ADJACENT = 4
_BETWEEN = frozenset("DET ADJ ADV NOUN PROPN PRON NUM PART CCONJ".split())
VERBS = effects.AGAINST | effects.FOR | effects.THROUGH.keys() | effects.PARTICLES.keys()
#: How far behind a verb its particle may stand ("keeps colds and the flu away"), in tokens.
_PARTICLE = 8


@dataclass(frozen=True)
class Target:
    """What an effect is on, at tokens ``first`` to ``last``; ill: something bad, else something good."""

    name: str
    ill: bool
    first: int
    last: int


def targets_in(analysis: Analysis, sentence: Sentence) -> list[Target]:
    """Return what a sentence could claim an effect on: terms of the word lists, and ills without a name."""
    terms = analysis.terms.get(sentence.index, ())
    found = [
        Target(term.text, term.kind in ILL_KINDS, term.first, term.last)
        for term in terms
        if term.kind in ILL_KINDS or term.kind in GOOD_KINDS
    ]
    found += _referred(analysis, sentence)
    taken = {i for term in terms for i in range(term.first, term.last + 1)}
    if not effects.ILLS.isdisjoint(sentence.vocabulary):
        found += [
            Target(form, True, i, i)
            for i, (lemma, form) in enumerate(sentence.forms)
            if i not in taken and lemma in effects.ILLS
        ]
    return sorted(found, key=lambda target: target.first)


def _referred(analysis: Analysis, sentence: Sentence) -> list[Target]:
    """Return words that can stand for the ill of the sentence before: "this will prevent it", "treats the condition"."""
    places = [
        i
        for i, (lemma, form) in enumerate(sentence.forms)
        if i and (form in _STANDING or (lemma in _GENERAL and sentence.lower[i - 1] in _THE))
    ]
    if not places or sentence.index == 0:
        return []
    before = analysis.sentences[sentence.index - 1]
    ills = [t for t in analysis.terms.get(before.index, ()) if t.kind in CONDITION_KINDS]
    return [Target(ills[-1].text, True, i, i) for i in places] if ills else []


# --- from an effect to its targets ----------------------------------------------------------------


def targets_of(doc: Doc, i: int, effect: str, by_token: Mapping[int, Target]) -> list[Target]:
    """Return what the effect at token i is on, as the parse has it. by_token: the targets of the sentence by their tokens."""
    token = doc[i]
    if effect in effects.NOUNS and token.pos_ in ("NOUN", "PROPN"):
        return _reached(doc, i, effects.NOUNS[effect], by_token, direct=("compound",))
    if effect in effects.ADJECTIVES and token.pos_ == "ADJ":
        return _of_adjective(doc, i, effects.ADJECTIVES[effect], by_token)
    if effect in effects.ENDINGS and i > 1 and doc[i - 1].text == "-":
        return fitting(effect, _unique(by_token.get(i - 2)))
    if effect in VERBS and _verbal(token):
        direct = ("object",) if _transitive(doc, i, effect) else ()
        found = _reached(doc, i, effects.THROUGH.get(effect, ()), by_token, direct)
        return fitting(effect, found)
    return []


def _of_adjective(
    doc: Doc, i: int, prepositions: tuple[str, ...], by_token: Mapping[int, Target]
) -> list[Target]:
    """Targets of "effective against gout"; an adjective before its noun takes what hangs from that ("a good herb for gout")."""
    found = _reached(doc, i, prepositions, by_token, direct=())
    head = doc[i].head
    if not found and doc[i].dep_ == "amod" and head.lemma_.lower() not in effects.NOUNS:
        found = _reached(doc, head.i, ("for", "against"), by_token, direct=())
    return found


def _transitive(doc: Doc, i: int, effect: str) -> bool:
    """Whether an effect is on the verb's object, by itself or by a word behind it ("keeps … at bay")."""
    particles = effects.PARTICLES.get(effect, frozenset())
    behind = {token.lower_ for token in doc[i + 1 : i + 1 + _PARTICLE]}
    return (
        effect in effects.AGAINST | effects.FOR
        or effect in ("help", "aid")
        or not particles.isdisjoint(behind)
    )


def _verbal(token: Token) -> bool:
    """Whether a word is used as a verb, or the parse gives it an object whatever the tagger says."""
    return token.pos_ == "VERB" or any(child.dep_ == "obj" for child in token.children)


def fitting(effect: str, targets: list[Target]) -> list[Target]:
    """Keep targets an effect is good for: one lowers an ill and strengthens a good."""
    both = any(effect in kind for kind in (effects.THROUGH, effects.ENDINGS, effects.PARTICLES))
    against, in_favour = effect in effects.AGAINST or both, effect in effects.FOR or both
    return [t for t in targets if (against if t.ill else in_favour)]


def _reached(
    doc: Doc, i: int, prepositions: Iterable[str], by_token: Mapping[int, Target], direct: tuple[str, ...]
) -> list[Target]:
    roles = arguments(doc[i])
    names = (*direct, *prepositions)
    tokens = [token for name in names for token in roles.get(name, ())]
    found = _unique(*(by_token.get(t.i) for token in tokens for t in _reach(token, by_token)))
    if not found and all(token.dep_ in ("amod", "compound") for token in tokens):
        found = beside(doc, i, tuple(prepositions), by_token, "object" in direct)
    return [t for t in found if not t.first <= i <= t.last]


def _reach(token: Token, by_token: Mapping[int, Target], depth: int = 5) -> Iterator[Token]:
    """Yield an argument with its modifiers, coordinated nouns, and what hangs from a noun that only leads to it."""
    yield token
    if not depth:
        return
    passing = token.lemma_.lower() in _PASSING or token.lemma_.lower() in effects.ILLS or token.i in by_token
    for child in token.children:
        follow = child.dep_ in _MODIFIERS
        if child.dep_ == "nmod" or child.dep_ in ("acl", "obl", "advcl"):
            case = {c.lower_ for c in child.children if c.dep_ in ("case", "mark")}
            follow = (passing or token.pos_ == "VERB") and not case.isdisjoint(_OF)
        follow = follow or (child.dep_ == "acl" and passing and child.lemma_.lower() in ("suffer", "have"))
        follow = follow or (token.pos_ == "VERB" and child.dep_ == "obj")
        if follow:
            yield from _reach(child, by_token, depth - 1)


def beside(
    doc: Doc | Span, i: int, prepositions: tuple[str, ...], by_token: Mapping[int, Target], transitive: bool
) -> list[Target]:
    """Targets right after an effect without arguments in the parse, over words that may stand between."""
    led = transitive
    for at in range(i + 1, min(i + 2 + _ADJACENT, len(doc))):
        if at in by_token:
            return [by_token[at]] if led else []
        if doc[at].lower_ in prepositions:
            led = True
        elif doc[at].pos_ not in _BETWEEN:
            return []
    return []


def _unique(*targets: Target | None) -> list[Target]:
    return list(dict.fromkeys(t for t in targets if t is not None))
