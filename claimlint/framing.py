"""What a heading or the line above a list lends to the lines below it: their remedy, or the ill they are for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimlint import effects
from claimlint.analysis import Analysis, Sentence
from claimlint.document import Block
from claimlint.terms import Term
from claimlint.topics import CONDITION_KINDS

#: "Home remedies for", "foods that fight", "herbs to calm": an ill follows, remedies stand below.
_REMEDIES = re.compile(
    r"\b(?:remed(?:y|ies)|cures?|herbs|herbals?|spices|super ?foods|foods|juices|teas|oils|supplements"
    r"|(?:natural|home|herbal|alternative|ayurvedic|holistic|traditional) (?:ways?|treatments?|methods?|therap(?:y|ies)|solutions?|healing|medicines?))"
    r"(?: [\w'-]+){0,2}? (?:for|against|to|that|which)\b",
    re.I,
)
#: "Try these for": the same, over a list.
_TRIED = re.compile(r"\b(?:try|use|take|eat|drink|apply)\b.{0,40}\bfor\b", re.I)
#: "Benefits of", "uses of", "what … does for you": a remedy is named, its effects stand below.
_BENEFITS = re.compile(
    r"\b(?:benefits?|uses|virtues|powers?|properties|advantages|effects) of\b|\b(?:benefits|uses|properties)\s*:?\s*$"
    r"|\bgood for (?:you|your)\b|\b(?:do|does) for (?:you|your)\b",
    re.I,
)


@dataclass(frozen=True)
class Frame:
    """What a line lends: the remedy (``remedy``) or the ill (``ill``) it names; the other is None."""

    remedy: Term | None = None
    ill: Term | None = None


def frame_of(analysis: Analysis, sentence: Sentence) -> Frame | None:
    """Return what the line above a sentence's list lends it, or else the heading over it."""
    frames = analysis.memo("frames", dict[int, "Frame | None"])
    for table in (analysis.lead_in_of, analysis.heading_of):
        block = table.get(sentence.block.start)
        if block is None:
            continue
        if block.start not in frames:
            frames[block.start] = _read(analysis, block)
        if frames[block.start] is not None:
            return frames[block.start]
        if any(
            t.kind in CONDITION_KINDS
            for s in analysis.in_block(block)
            for t in analysis.terms.get(s.index, ())
        ):
            # A list that its own line says is about something else.
            return None
    return None


def _read(analysis: Analysis, block: Block) -> Frame | None:
    sentences = analysis.in_block(block)
    if not sentences:
        return None
    last = sentences[-1]
    terms = analysis.terms.get(last.index, ())
    remedies = _REMEDIES.search(last.text) or (block.kind == "paragraph" and _TRIED.search(last.text))
    if remedies:
        behind = last.start + remedies.end()
        ills = [t for t in terms if t.kind in CONDITION_KINDS and last.range(t.first, t.last)[0] >= behind]
        return Frame(ill=ills[0]) if ills else None
    if _BENEFITS.search(last.text):
        named = [t for t in terms if t.kind == "remedy" and t.name not in effects.GENERIC]
        return Frame(remedy=named[0]) if len(named) == 1 else None
    return None
