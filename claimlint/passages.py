"""Where an article is hard to read: its sections, and its hardest sentences; with what is asked of it, for the JSON report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from claimlint.analysis import Analysis
from claimlint.clock import charged
from claimlint.document import Block
from claimlint.readability import (
    PlainSentence,
    grade,
    grades,
    joined,
    long_enough,
    plain_sentences,
    scores,
    syllables,
    target,
)

#: Sentences that are named as the hardest; shorter ones (words) are names and labels.
HARDEST = 5
SHORTEST = 10


@dataclass(frozen=True)
class HardSentence:
    """A sentence that weighs on the grade. start, end: code points of the source; grade: its own Flesch–Kincaid grade."""

    start: int
    end: int
    line: int
    words: int
    syllables: int
    grade: float


def hardest(analysis: Analysis) -> list[HardSentence]:
    """Return the hardest sentences above what is asked for, hardest first; computed once."""
    return analysis.memo("hardest sentences", lambda: _hardest(analysis))


@charged("readability")
def _hardest(analysis: Analysis) -> list[HardSentence]:
    running = (s for s in plain_sentences(analysis) if s.sentence.scope not in ("title", "heading"))
    graded = [(grade(s.text), s) for s in running if s.words >= SHORTEST]
    above = [pair for pair in graded if pair[0] > (target(analysis) or 0)]
    above.sort(key=lambda pair: (-pair[0], pair[1].sentence.start))
    return [_placed(analysis, own, sentence) for own, sentence in above[:HARDEST]]


def _placed(analysis: Analysis, own: float, plain: PlainSentence) -> HardSentence:
    start, end = analysis.document.to_source(plain.sentence.start, plain.sentence.end)
    line, _ = analysis.document.line_column(start)
    return HardSentence(start, end, line, plain.words, syllables(plain.text), round(own, 1))


def _sections(analysis: Analysis) -> Iterator[dict[str, Any]]:
    """Yield what stands below each heading, with its heading, graded."""
    for heading, group in groupby(plain_sentences(analysis), lambda s: _heading(analysis, s)):
        sentences = list(group)
        start = analysis.document.to_source(sentences[0].sentence.start, sentences[0].sentence.end)[0]
        end = analysis.document.to_source(sentences[-1].sentence.start, sentences[-1].sentence.end)[1]
        yield {
            "heading": " ".join(analysis.document.block_text(heading).split()) if heading else None,
            "start": start,
            "end": end,
            "line": analysis.document.line_column(start)[0],
            "sentences": len(sentences),
            "words": sum(sentence.words for sentence in sentences),
            **asdict(scores(joined(sentences))),
            "reliable": grades(analysis).reliable and long_enough(sentences),
        }


def _heading(analysis: Analysis, plain: PlainSentence) -> Block | None:
    block = plain.sentence.block
    return block if block.kind in ("title", "heading") else analysis.heading_of.get(block.start)


@charged("readability")
def readability(analysis: Analysis) -> dict[str, Any]:
    """Return the ``readability`` object of the JSON report."""
    found, asked = grades(analysis), target(analysis)
    blocks = (analysis.document.block_text(block) for block in analysis.prose_blocks)
    met = None if asked is None or not found.reliable else found.consensus_grade <= asked
    return {
        **asdict(found),
        "target": {"audience": analysis.readership.audience, "grade": asked, "met": met},
        "as_written": asdict(scores("\n\n".join(blocks))),
        "sections": list(_sections(analysis)),
        "hardest": [asdict(sentence) for sentence in hardest(analysis)],
    }
