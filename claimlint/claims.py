"""Claims: what is said to have which effect on which ill or function, read off the parse.

A claim is (agent) – effect – target. The agent is a remedy by name ("ginger"), by reference ("this fruit", "it") or by
its kind ("natural methods"); standard care and people are none. The effect is a verb, noun or adjective of
``effects.py``, the target a condition, symptom, marker, body part or function. Voice, relative clauses, control and
coordination are levelled by ``roles.py``; where the parse gives an effect no argument, the words beside it decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimlint import effects
from claimlint.agents import CARE, Agent, agent_of, lent, named_before
from claimlint.analysis import Analysis, Sentence
from claimlint.framing import frame_of
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
_PREDICATES = effects.ADJECTIVES.keys() | effects.NOUNS.keys()
_VERBS = effects.AGAINST | effects.FOR | effects.THROUGH.keys() | effects.PARTICLES.keys()
#: "It really works!" after a claim; tokens of the longest.
_WORKS = re.compile(
    r"(?:and |but |yes,? )?(?:it|this|they|these|that)(?: (?:really|truly|actually|does|do|just|always)){0,2} works?\b",
    re.I,
)
_SHORT = 8
#: How far into a list item its remedy may begin (tokens).
_OPENING = 3
#: How far behind a verb its particle may stand ("keeps colds and the flu away"), in tokens.
_PARTICLE = 8
#: Any of these lemmas or forms in a sentence makes it worth a look.
TRIGGERS = frozenset(
    {f"{verb}{s}" for verb in _VERBS for s in ("", "s", "es")} | _PREDICATES | effects.ENDINGS
)


@dataclass(frozen=True)
class Target:
    """What an effect is on, at tokens ``first`` to ``last``; ill: something bad, else something good."""

    name: str
    ill: bool
    first: int
    last: int


@dataclass(frozen=True)
class Claim:
    """An effect credited to an agent. first, last: tokens of the sentence from effect to target, both included."""

    sentence: Sentence
    agent: Agent
    effect: str
    targets: tuple[Target, ...]
    first: int
    last: int

    @property
    def target(self) -> str:
        """The first of its targets, as written."""
        return self.targets[0].name


def claims_of(analysis: Analysis) -> tuple[Claim, ...]:
    """Return the claims of a document, in order; computed once."""
    return analysis.memo("claims", lambda: tuple(_claims(analysis)))


def _claims(analysis: Analysis) -> Iterator[Claim]:
    last: Claim | None = None
    for sentence in analysis.prose:
        found = (
            [*_in_sentence(analysis, sentence)] or _listed(analysis, sentence) or _affirmed(sentence, last)
        )
        yield from found
        last = found[-1] if found else None


def _affirmed(sentence: Sentence, last: Claim | None) -> list[Claim]:
    """Return the claim of the sentence before, said again: "It works!"."""
    if last is None or len(sentence.lower) > _SHORT or not _WORKS.match(sentence.text):
        return []
    edge = len(sentence.lower) - 1
    targets = tuple(replace(target, first=0, last=edge) for target in last.targets)
    return [Claim(sentence, last.agent, "works", targets, 0, edge)]


def _in_sentence(analysis: Analysis, sentence: Sentence) -> Iterator[Claim]:
    if TRIGGERS.isdisjoint(sentence.vocabulary):
        return
    targets = targets_in(analysis, sentence)
    doc = analysis.parse(sentence) if targets else None
    if doc is None:
        return
    by_token = {i: target for target in targets for i in range(target.first, target.last + 1)}
    for i, forms in enumerate(sentence.forms):
        if i in by_token and by_token[i].last > by_token[i].first:
            continue
        for effect in _readings(forms):
            found = _parsed(analysis, sentence, doc, i, effect, by_token)
            found = found or _row(analysis, sentence, i, effect, by_token)
            if found:
                agent, on = found
                edge = [i, *(t.first for t in on), *(t.last for t in on)]
                yield Claim(sentence, agent, doc[i].lower_, tuple(on), min(edge), max(edge))
                break


def _readings(forms: tuple[str, str]) -> Iterable[str]:
    """Yield lemma and form of a word, and the verb in a form that the tagger took for a plural noun ("soothes")."""
    lemma, form = forms
    bare = (form[:-1], form[:-2]) if form.endswith("s") else ()
    return dict.fromkeys((lemma, form, *bare))


def _parsed(
    analysis: Analysis, sentence: Sentence, doc: Doc, i: int, effect: str, by_token: Mapping[int, Target]
) -> tuple[Agent, list[Target]] | None:
    """Return agent and targets of an effect as the parse has them."""
    found = _targets_of(doc, i, effect, by_token)
    agent = agent_of(analysis, sentence, doc, i, found[0].first) if found else None
    if agent is None or (effect in effects.MILD_NOUNS and agent.kind in ("natural", "unsaid")):
        # "Alternative treatments for a slipped disc" names a subject.
        return None
    return agent, found


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


# --- where the parse fails: words in a row ---------------------------------------------------------


def _row(
    analysis: Analysis, sentence: Sentence, i: int, effect: str, by_token: Mapping[int, Target]
) -> tuple[Agent, list[Target]] | None:
    """Return a remedy before an effect and the target after it, whatever the parse says of them.

    Parsers take "Amla juice dissolves gallstones" for a row of nouns, and fail on spun text.
    """
    token = sentence.span[i]
    if effect not in effects.AGAINST | effects.FOR or token.tag_ in ("VBD", "VBN"):
        return None
    targets = _fitting(effect, _beside(sentence.span, i, (), by_token, True))
    if not targets:
        return None
    agent = named_before(analysis, sentence, i) or (lent(analysis, sentence) if i == 0 else None)
    return (agent, targets) if agent else None


def _listed(analysis: Analysis, sentence: Sentence) -> list[Claim]:
    """Return a remedy that opens an item of a list of remedies for an ill, which the line above the list names."""
    terms = analysis.terms.get(sentence.index, ())
    if sentence.block.kind != "item" or not terms or terms[0].first > _OPENING:
        return []
    remedy = terms[0]
    if remedy.kind != "remedy" or remedy.name in effects.GENERIC or any(t.kind in CARE for t in terms):
        return []
    frame = frame_of(analysis, sentence)
    if frame is None or frame.ill is None:
        return []
    target = Target(frame.ill.text, True, remedy.first, remedy.last)
    return [Claim(sentence, Agent(remedy.text, "remedy"), "remedy", (target,), remedy.first, remedy.last)]


# --- from an effect to its targets ----------------------------------------------------------------


def _targets_of(doc: Doc, i: int, effect: str, by_token: Mapping[int, Target]) -> list[Target]:
    token = doc[i]
    if effect in effects.NOUNS and token.pos_ in ("NOUN", "PROPN"):
        return _reached(doc, i, effects.NOUNS[effect], by_token, direct=("compound",))
    if effect in effects.ADJECTIVES and token.pos_ == "ADJ":
        return _of_adjective(doc, i, effects.ADJECTIVES[effect], by_token)
    if effect in effects.ENDINGS and i > 1 and doc[i - 1].text == "-":
        return _fitting(effect, _unique(by_token.get(i - 2)))
    if effect in _VERBS and _verbal(token):
        direct = ("object",) if _transitive(doc, i, effect) else ()
        found = _reached(doc, i, effects.THROUGH.get(effect, ()), by_token, direct)
        return _fitting(effect, found)
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


def _fitting(effect: str, targets: list[Target]) -> list[Target]:
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
        found = _beside(doc, i, tuple(prepositions), by_token, "object" in direct)
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


def _beside(
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
