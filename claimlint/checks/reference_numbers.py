"""Numbers in square brackets that cite an entry which the list of references does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.document import Block
from claimlint.finding import Hit
from claimlint.reference_list import CITED, Entries, entries_of, numbers_in

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}
#: What is put before a bracket that holds a range or a sum: "95% CI [2, 9]".
_RANGE_BEFORE = re.compile(r"(?:\bCI|interval|range[ds]?|between|scores?|values?|IQR|[=:×*+])\s*$", re.I)
#: The word that a bracket stands behind, which the hit takes in.
_WORD_BEFORE = re.compile(r"\w[\w'’-]*[.,;:)”\"]?\s?$")
#: So many different numbers without any list of references are a list that was forgotten.
_SEVERAL = 3
#: How far before a bracket its kind shows (code points).
_BEFORE = 16


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; a hit lies on the bracket and the word before it."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        entries = entries_of(analysis)
        cited = list(_citations(analysis, entries))
        if entries is None:
            yield from _without_list(cited)
            return
        resolved = {n for _, numbers in cited for n in numbers if n <= entries.highest}
        for (start, end), numbers in cited:
            wrong = [n for n in numbers if n > entries.highest]
            # Where no number fits, brackets mean something else, or the list is of another kind.
            if wrong and resolved:
                fault = f"the list of references ends at {entries.highest}"
                yield _hit(start, end, wrong[0], entries.highest, fault)

    return check


def _citations(analysis: Analysis, entries: Entries | None) -> Iterator[tuple[tuple[int, int], list[int]]]:
    """Yield place and numbers of every citation in the text, without those that number the list itself."""
    listed: set[Block] = set(entries.blocks) if entries else set()
    document = analysis.document
    for block in analysis.prose_blocks:
        if block in listed:
            continue
        for match in CITED.finditer(document.text, block.start, block.end):
            before = document.text[max(match.start() - _BEFORE, block.start) : match.start()]
            after = document.text[match.end() : match.end() + 1]
            opens = match.start() == block.start
            if not _RANGE_BEFORE.search(before) and not after.isalpha() and not opens:
                numbers = sorted(set(numbers_in(match[1])))
                if 0 not in numbers:
                    word = _WORD_BEFORE.search(before)
                    yield (match.start() - len(word[0] if word else ""), match.end()), numbers


def _without_list(cited: list[tuple[tuple[int, int], list[int]]]) -> Iterator[Hit]:
    """Yield the first citation of an article that cites by number and lists nothing."""
    different = {n for _, numbers in cited for n in numbers}
    if len(different) >= _SEVERAL and 1 in different:
        (start, end), numbers = cited[0]
        yield _hit(start, end, numbers[0], 0, "the article has no list of references", info=True)


def _hit(start: int, end: int, number: int, entries: int, fault: str, *, info: bool = False) -> Hit:
    data = {"number": number, "entries": entries, "fault": fault}
    return Hit(start, end, data, 0.9, severity="info" if info else None)
