"""How many items a stretch of an article lists, for titles and headings that promise a number of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimlint.analysis import REFERENCE_HEADING
from claimlint.document import Block, Document

#: Blocks numbered by hand: "3. Oats", "Tip 3: Oats".
_NUMBERED = re.compile(
    r"^\W{0,2}(?:(?:tip|step|way|reason|sign|no\.?|number) ?#?(?P<named>\d{1,2})\b|#?(?P<bare>\d{1,2})[.):]\s|#(?P<hash>\d{1,2})\s)",
    re.I,
)
#: Paragraphs that open with a name or an ordinal are items, too: "Oats: …", "Oats. …", "Second, …".
_LABELLED = re.compile(
    r"^\W{0,3}(?:(?:[\w'’-]+ ){0,5}[\w'’-]+\s?[:.–—]\s|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|next|another|finally|last|also)\b)",
    re.I,
)
_COMMA = re.compile(r"[,;•]|\band\b")


def falls_short(document: Document, blocks: Sequence[Block], promised: int) -> bool:
    """Whether blocks list fewer items than promised, give or take one.

    Where they are numbered from 1 without a gap, that counts. Else nothing is said unless there is one list, of a third of
    the number at least, and no other way of listing (headings, paragraphs, a table, commas) could reach the number.
    """
    kept = list(_without_references(document, blocks))
    fewest = promised - 1
    numbered = _numbered(document, kept)
    if numbered:
        return _in_order(numbered) and len(numbered) < fewest
    kinds = [block.kind for block in kept]
    items = kinds.count("item")
    if not (max(2, promised / 3) <= items < fewest) or "table" in kinds or not _in_one(kinds):
        return False
    if max(kinds.count("heading"), kinds.count("paragraph")) >= fewest:
        return False
    texts = [document.block_text(block) for block in kept if block.kind in ("paragraph", "item", "quote")]
    labelled = sum(bool(_LABELLED.match(text)) for text in texts)
    return labelled + items < fewest and not _enumerates(texts, fewest)


def _in_one(kinds: Sequence[str]) -> bool:
    """Whether all items stand in one list."""
    first, last = kinds.index("item"), len(kinds) - kinds[::-1].index("item")
    return last - first == kinds.count("item")


def _enumerates(texts: Sequence[str], fewest: int) -> bool:
    """Whether a sentence could list as many things, one a comma."""
    sentences = (part for text in texts for part in re.split(r"[.!?]\s", text))
    return any(len(_COMMA.findall(sentence)) >= fewest - 1 for sentence in sentences)


def _without_references(document: Document, blocks: Sequence[Block]) -> Iterator[Block]:
    inside = False
    for block in blocks:
        if block.kind == "heading":
            inside = bool(REFERENCE_HEADING.match(document.block_text(block)))
        if not inside and block.kind not in ("title", "boilerplate", "caption", "code"):
            yield block


def _numbered(document: Document, blocks: Sequence[Block]) -> list[int]:
    """Return the numbers of headings, else of other blocks, that are numbered by hand; nothing for fewer than three."""
    for kinds in (("heading",), ("paragraph", "item")):
        texts = (document.block_text(block)[:40] for block in blocks if block.kind in kinds)
        numbers = [
            int(m["named"] or m["bare"] or m["hash"]) for text in texts if (m := _NUMBERED.match(text))
        ]
        if len(numbers) >= 3:
            return numbers
    return []


def _in_order(numbers: Sequence[int]) -> bool:
    """Whether numbers run from 1 up without a gap, or down to 1."""
    ascending = list(range(1, len(numbers) + 1))
    return list(numbers) in (ascending, ascending[::-1])
