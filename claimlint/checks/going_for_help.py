"""Whether what a sentence names is tied to going for help: a sign that is only listed sends nobody to a doctor."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from claimlint.analysis import Analysis, Sentence
from claimlint.care import advises_care, presses_care
from claimlint.topics import plain

#: Headings of passages on going for help.
_HELP_HEADING = re.compile(
    r"\b(?:when (?:to|should)|get(?:ting)? (?:medical )?help|seek(?:ing)?|see(?:ing)? (?:a|your)|call(?:ing)?|contact|(?:warning|danger|alarm) (?:signs?|symptoms?)"
    r"|red flags?|emergenc(?:y|ies)|urgent(?:ly)?|worr(?:y|ied)|doctor|gp)\b"
)
#: What makes a sentence speak of the danger in the ones beside it: urgency, or words that point back.
_URGENT = re.compile(
    r"^\W*(?:999|911|112|000|a ?& ?e|hospital|ambulance)\b|\b(?:emergenc(?:y|ies)|(?:call|dial|ring|phone) (?:for )?(?:999|911|112|000|triple \w+|an ambulance|the ambulance|help|medical help|emergency services)|(?:minutes|hours|seconds|every minute) counts?|urgent(?:ly)?|immediate(?:ly)?|straight ?away|right away|at once|without delay|as soon as possible|same day|life-threatening|danger(?:ous)?"
    r"|serious|(?:warning|danger|alarm) (?:signs?|symptoms?)|red flags?|do the same|any of (?:these|those|the following|the above)|these (?:need|are|signs?|symptoms?|cases?)"
    r"|such (?:signs?|symptoms?|cases?)|in (?:this|that|these|those|such an?) (?:cases?|event)|(?:this|that|which) (?:is|may be|can be|could be|needs) (?:an? )?(?:emergency|sign|serious|urgent))\b"
)
_POINTS_BACK = re.compile(r"\b(?:these|those|any of|the above|such)\b")
_CONDITION = re.compile(
    r"\b(?:if|when|whenever|once|unless|should (?:you|he|she|it|they|your)|in case|anyone|anybody|any|nobody|no one)\b|\?$"
)
#: Sentences around one on care in which a sign may stand.
NEAR = 2
#: Lines of a list that lost its marks: so many, of so many words, below one that ends in a colon.
LINES, WORDS = 20, 30


@dataclass(frozen=True)
class Passage:
    """A sentence in lower case. care: it sends readers to a professional; bound: what it names is tied to doing so."""

    text: str
    care: bool
    urgent: bool
    bound: bool


def passages_of(analysis: Analysis) -> list[Passage]:
    """Return all sentences of a document, footers too, with what ties them to going for help; computed once."""
    return analysis.memo("passages", lambda: _passages(analysis))


def _passages(analysis: Analysis) -> list[Passage]:
    texts = [plain(sentence.text) for sentence in analysis.sentences]
    care = [advises_care(text) for text in texts]
    # Beside a sign, wordings count that would be too loose by themselves ("that means hospital").
    sends = [plainly or presses_care(text) for plainly, text in zip(care, texts, strict=True)]
    urgent = [bool(_URGENT.search(text)) for text in texts]
    bound = list(sends)
    for section in _sections(analysis.sentences):
        _bind_section(analysis.sentences, section, texts, care, bound)
        _bind_lists(analysis.sentences, section, texts, care, bound)
        _bind_neighbours(section, texts, sends, urgent, bound)
    return [Passage(*row) for row in zip(texts, care, urgent, bound, strict=True)]


def _sections(sentences: Sequence[Sentence]) -> list[range]:
    """Return the stretches of sentences from one heading to the next; in plain text a short line in lower case is none."""
    starts = [
        i for i, s in enumerate(sentences) if s.block.kind in ("title", "heading") and not s.text[0].islower()
    ]
    edges = sorted({0, *starts, len(sentences)})
    return [range(low, high) for low, high in pairwise(edges)]


def _bind_section(
    sentences: Sequence[Sentence],
    section: range,
    texts: Sequence[str],
    care: Sequence[bool],
    bound: list[bool],
) -> None:
    """Below a heading on when to get help, everything is tied to it, if anything there sends readers to somebody."""
    first = section[0]
    if sentences[first].block.kind == "heading" and _HELP_HEADING.search(texts[first]):
        bound[section.start : section.stop] = [any(care[i] for i in section)] * len(section)


def _bind_lists(
    sentences: Sequence[Sentence],
    section: range,
    texts: Sequence[str],
    care: Sequence[bool],
    bound: list[bool],
) -> None:
    """The items of a list belong to the line above it, and to one below it that points back."""
    groups = [list(group) for _, group in groupby(section, key=lambda i: sentences[i].block.start)]
    led, lines = False, 0
    listed: list[int] = []
    for group in groups:
        item = sentences[group[0]].block.kind == "item"
        if item:
            listed += group
        else:
            if any(care[i] and _POINTS_BACK.search(texts[i]) for i in group):
                for i in listed:
                    bound[i] = True
            listed = []
            lines -= 1
        short = sum(len(sentences[i].span) for i in group) <= WORDS
        led = led and (item or (lines > 0 and short))
        if led:
            for i in group:
                bound[i] = True
        if not item and any(care[i] for i in group):
            colon = texts[group[-1]].rstrip().endswith((":", " if", "…", " have"))
            led, lines = True, LINES if colon and care[group[-1]] else 0


def _bind_neighbours(
    section: range, texts: Sequence[str], care: Sequence[bool], urgent: Sequence[bool], bound: list[bool]
) -> None:
    """Sentences beside one on care are tied to it where one of both is urgent, or the sign is a condition."""
    caring = [i for i in section if care[i]]
    for i in section:
        if bound[i] or not caring:
            continue
        at = bisect_left(caring, i)
        for near in caring[max(at - 1, 0) : at + 1]:
            if abs(near - i) <= NEAR and (urgent[near] or urgent[i] or _CONDITION.search(texts[i])):
                bound[i] = True
