"""Claims: what is said to have which effect on which ill or function, read off the parse.

A claim is (agent) – effect – target. The agent is a remedy by name ("ginger"), by reference ("this fruit", "it") or by
its kind ("natural methods"); standard care and people are none. The effect is a verb, noun or adjective of
``effects.py``, the target a condition, symptom, marker, body part or function. Voice, relative clauses, control and
coordination are levelled by ``roles.py``; where the parse gives an effect no argument, the words beside it decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimlint import effects
from claimlint.agents import CARE, Agent, agent_of, lent, may_name, named_before
from claimlint.analysis import Analysis, Sentence
from claimlint.clock import charged
from claimlint.framing import frame_of
from claimlint.targets import VERBS, Target, beside, fitting, targets_in, targets_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PREDICATES = effects.ADJECTIVES.keys() | effects.NOUNS.keys()
#: "It really works!" after a claim; tokens of the longest.
_WORKS = re.compile(
    r"(?:and |but |yes,? )?(?:it|this|they|these|that)(?: (?:really|truly|actually|does|do|just|always)){0,2} works?\b",
    re.I,
)
_SHORT = 8
#: How far into a list item its remedy may begin (tokens).
_OPENING = 3
#: Any of these lemmas or forms in a sentence makes it worth a look.
TRIGGERS = frozenset(
    {f"{verb}{s}" for verb in VERBS for s in ("", "s", "es")} | _PREDICATES | effects.ENDINGS
)


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
    return analysis.memo("claims", lambda: _all(analysis))


@charged("claims")
def _all(analysis: Analysis) -> tuple[Claim, ...]:
    return tuple(_claims(analysis))


def _claims(analysis: Analysis) -> Iterator[Claim]:
    last: Claim | None = None
    targets = {s.index: on for s in analysis.prose if (on := _targets(analysis, s))}
    analysis.parse_ahead(analysis.sentences[index] for index in targets)
    for sentence in analysis.prose:
        found = (
            [*_in_sentence(analysis, sentence, targets.get(sentence.index, ()))]
            or _listed(analysis, sentence)
            or _affirmed(sentence, last)
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


def _targets(analysis: Analysis, sentence: Sentence) -> Sequence[Target]:
    """Return what a sentence could claim an effect on, where it also holds an effect and something that could have it."""
    if TRIGGERS.isdisjoint(sentence.vocabulary):
        return ()
    targets = targets_in(analysis, sentence)
    return targets if targets and may_name(analysis, sentence) else ()


def _in_sentence(analysis: Analysis, sentence: Sentence, targets: Sequence[Target]) -> Iterator[Claim]:
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
    found = targets_of(doc, i, effect, by_token)
    agent = agent_of(analysis, sentence, doc, i, found[0].first) if found else None
    if agent is None or (effect in effects.MILD_NOUNS and agent.kind in ("natural", "unsaid")):
        # "Alternative treatments for a slipped disc" names a subject.
        return None
    return agent, found


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
    targets = fitting(effect, beside(sentence.span, i, (), by_token, True))
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
