"""Paragraphs with too many words or sentences, the longest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.document import Block
from claimlint.finding import Hit

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "words": {"type": "integer", "minimum": 1, "description": "More words than this are noted."},
    "sentences": {
        "type": "integer",
        "minimum": 1,
        "description": "More sentences than this are noted, in paragraphs of half as many words.",
    },
}
#: Plain text in fewer paragraphs than this has lost its own.
FEWEST = 3
#: An interview or a dialogue: labels of speakers, or so many quotations.
_SPEAKER = re.compile(r"(?:^|[.?!]\s)(?:Q|A|[A-Z][a-z]+|[A-Z]{2,}): ")
_QUOTED = re.compile(r"[“\"][^“”\"]{8,}[”\"]")
QUOTATIONS = 3


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; a hit spans the paragraph."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        paragraphs = [block for block in analysis.prose_blocks if block.kind == "paragraph"]
        if analysis.document.source.media == "text" and len(paragraphs) < FEWEST:
            return
        counted = [(*_counts(analysis, block), block) for block in paragraphs]
        long = [
            (words, sentences, block)
            for words, sentences, block in counted
            if words > options["words"] or (sentences > options["sentences"] and 2 * words > options["words"])
        ]
        for words, sentences, block in sorted(long, key=lambda found: (-found[0], found[2].start)):
            if not _apart(analysis, block):
                yield Hit(block.start, block.end, {"words": words, "sentences": sentences}, 0.95)

    return check


def _counts(analysis: Analysis, block: Block) -> tuple[int, int]:
    sentences = analysis.in_block(block)
    return sum(word[0].isalnum() for s in sentences for word in s.lower), len(sentences)


def _apart(analysis: Analysis, block: Block) -> bool:
    """Whether a paragraph is a list of sources or speech."""
    text = analysis.document.block_text(block)
    listed = block.start in analysis.listed
    return bool(listed or _SPEAKER.search(text) or len(_QUOTED.findall(text)) >= QUOTATIONS)
