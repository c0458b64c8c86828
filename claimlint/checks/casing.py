"""Damage to capitals and punctuation, as careless copying, rewording and translation leave it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.document import Block, BlockKind
from claimlint.finding import Hit
from claimlint.sentences import ends_in_abbreviation

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "space before punctuation",
        re.compile(r"(?<=[a-z]) +(?:,|\.(?!\.|\d|[a-z]|\s\.)|;(?![-)(])|!|\?)(?=\s|$)"),
    ),
    (
        "doubled punctuation",
        re.compile(r"(?<=\w)(?:,\s?,|;;|\.\.(?!\.)(?=\s|$)|,\.|(?<=[a-z]{4})\.,(?=\s[a-z]))"),
    ),
    ("no space after a full stop", re.compile(r"(?<=[a-z]{2})[.!?](?=[A-Z][a-z]+\b(?!\.))")),
)
#: Characters looked at on each side of a mark for the address it may belong to.
LONGEST_NAME = 500
#: Addresses, file names and code have dots inside words.
_NAME_WITH_DOT = re.compile(r"[\w-]+\.(?:[A-Z][a-z]+)(?:\.|/|\()|https?:|www\.|[@/#_]")
#: Words that are written small at the start of a sentence: pH, mRNA, iPhone, e-mail style and names with particles.
_SMALL_START = re.compile(
    r"^(?:[a-z]+[A-Z0-9]|[a-z]-[a-zA-Z]|(?:de|van|von|der|al|bin|la|le)\b|https?:|doi:|www\.|\w+\.\w)"
)
_BULLET_LIKE = re.compile(r"^[a-z]\)|^[ivx]+[.)]")
#: One mark: dots in a row, close or spaced, only pause.
_SENTENCE_END = re.compile(r"(?<![.…])(?<!\. )[.!?]['\"”’)\]]*$")


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. A hit spans the damaged place."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        for block in analysis.document.blocks:
            if block.kind in ("paragraph", "item", "quote"):
                yield from _lower_starts(analysis, block)
                yield from _punctuation(analysis, block)

    return check


def _lower_starts(analysis: Analysis, block: Block) -> Iterator[Hit]:
    before: Sentence | None = None
    for sentence in analysis.in_block(block):
        text = sentence.text
        small = text[:1].islower() and not _SMALL_START.match(text) and not _BULLET_LIKE.match(text)
        if small and _begins(analysis, block, before, sentence):
            yield _hit(sentence, "a sentence starts in lower case")
        before = sentence


def _begins(analysis: Analysis, block: Block, before: Sentence | None, sentence: Sentence) -> bool:
    """Whether a sentence of a block begins where a capital is wanted: behind another's end, or on a line of its own."""
    if before is None:
        return _stray_item(analysis, block, sentence)
    return bool(_SENTENCE_END.search(before.text)) and not ends_in_abbreviation(before.text)


def _hit(sentence: Sentence, damage: str) -> Hit:
    return Hit(*sentence.range(0, 0), {"damage": damage}, 0.8)


def _stray_item(analysis: Analysis, block: Block, sentence: Sentence) -> bool:
    """A whole sentence on its own line in lower case, in an article whose other lines start with capitals."""
    if not _SENTENCE_END.search(sentence.text) or len(sentence.span) < 4:
        return False
    count, capital = analysis.memo(f"capitals {block.kind}", lambda: _capitals(analysis, block.kind))
    others = count - 1
    return others >= 3 and capital - _capital(analysis, block) >= 0.8 * others


def _capitals(analysis: Analysis, kind: BlockKind) -> tuple[int, int]:
    """Return how many blocks of a kind there are, and how many of them start with a capital."""
    blocks = [block for block in analysis.document.blocks if block.kind == kind]
    return len(blocks), sum(_capital(analysis, block) for block in blocks)


def _capital(analysis: Analysis, block: Block) -> bool:
    return analysis.document.text[block.start : block.start + 1].isupper()


def _punctuation(analysis: Analysis, block: Block) -> Iterator[Hit]:
    text = analysis.document.block_text(block)
    for damage, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            word_end = match.start() - (text[match.start()] == " ")
            low = max(text.rfind(" ", 0, word_end + 1) + 1, word_end - LONGEST_NAME)
            after = text.find(" ", match.end(), match.end() + LONGEST_NAME)
            if not _NAME_WITH_DOT.search(text[low : after if after > 0 else match.end() + LONGEST_NAME]):
                yield Hit(block.start + low, block.start + match.end(), {"damage": damage}, 0.85)
