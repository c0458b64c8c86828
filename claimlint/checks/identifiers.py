"""Identifiers that cannot be right as written, and years that have not come: DOI, PMID, ISBN, trial number.

Form alone is judged. Whether a well-formed DOI leads anywhere is not looked up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.deferred import sought
from claimlint.facts import facts_of
from claimlint.finding import Hit
from claimlint.reference_list import entries_of

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "as_of": {
        "type": "integer",
        "description": "The year in which the rule was last looked at; a source may be dated one year later.",
    },
    "highest_pmid": {"type": "integer", "description": "No PubMed number is higher than this in that year."},
}
#: Find: where an identifier is written, its value in group 1. A label without any value is running text.
_DOI = sought(
    r"(?:\bdoi\s?:\s?|\bdoi\.org/)(?!https?:|\(|$)([^\s,;)\]>\"”]{0,200}\w[^\s,;)\]>\"”]{0,200})", re.I
)
_PMID = sought(
    r"\bPMID\s?:?\s?#?\s?(\d[\d,]*)|\bpubmed\.ncbi\.nlm\.nih\.gov/(\d+)|\bncbi\.nlm\.nih\.gov/pubmed/(\d+)",
    re.I,
)
_ISBN = sought(r"\bISBN(?:-1[03])?\s?:?\s?([\dXx][\dXx –-]{6,24}[\dXx])(?!\w)", re.I)
_TRIAL = sought(r"\bNCT\s?(\d+)\b")
_GOOD_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S")
#: Where a year is that of a source.
_SOURCE_YEAR = re.compile(
    r"\b(?:et al\.?|and colleagues|\bJ(?:ournal)?\b[^.;()]{0,40}?|Lancet|BMJ|JAMA|Med(?:icine)?)[,.]? \(?((?:1[89]|2\d)\d\d)\b"
    r"|\b(?:published|released|appeared|reported) (?:online )?(?:in|on) (?:[A-Z]\w+ )?(?:\d{1,2},? )?((?:1[89]|2\d)\d\d)\b"
    r"|\b((?:1[89]|2\d)\d\d);\s?\d+|\([A-Z][\w'’-]+(?:,| and [A-Z][\w'’-]+,?| & [A-Z][\w'’-]+,?) ((?:1[89]|2\d)\d\d)[a-z]?\)"
)
#: What finds an identifier, and from its value to what is wrong with it.
_Rule = tuple[re.Pattern[str], Callable[[str], str | None]]
_ENTRY_YEAR = re.compile(r"\b(2\d\d\d)\b(?!\s?[-–/:]\d)")


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; a hit lies on the identifier or the year."""
    highest = options.get("highest_pmid", 10**8)

    def check(analysis: Analysis) -> Iterator[Hit]:
        document = analysis.document
        rules = _rules(document.text, highest)
        latest = max([options["as_of"], *_own_years(analysis)]) + 1
        listed = set(found.blocks) if (found := entries_of(analysis)) else set()
        for block in document.blocks:
            if block.kind in ("code", "boilerplate"):
                continue
            yield from _malformed(document.text, block.start, block.end, rules)
            yield from _to_come(document.text, block.start, block.end, latest, entry=block in listed)
        yield from _links(analysis)

    return check


def _own_years(analysis: Analysis) -> list[int]:
    known = facts_of(analysis).metadata
    return [int(text[:4]) for text in (known.published, known.updated) if text and text[:4].isdigit()]


def _rules(text: str, highest: int) -> list[_Rule]:
    """Return the identifiers that a text holds, with what tells their faults."""
    rules: tuple[_Rule, ...] = (
        (_DOI, _doi_fault), (_PMID, lambda value: _pmid_fault(value, highest)), (_ISBN, _isbn_fault), (_TRIAL, _trial_fault),
    )  # fmt: skip
    return [(pattern, fault) for pattern, fault in rules if pattern.search(text)]


def _malformed(text: str, start: int, end: int, rules: Sequence[_Rule]) -> Iterator[Hit]:
    for pattern, fault_of in rules:
        for match in pattern.finditer(text, start, end):
            value = next(group for group in match.groups() if group is not None)
            fault = fault_of(value.rstrip(".:-– "))
            if fault:
                stop = match.end() - (len(value) - len(value.rstrip(".:-– ")))
                yield Hit(match.start(), stop, {"fault": fault}, 0.9)


def _doi_fault(value: str) -> str | None:
    # "doi: see below" is no identifier; one holds a digit.
    if not re.search(r"\d", value) or _GOOD_DOI.match(value.lower().removeprefix("doi:")):
        return None
    return "a DOI begins with “10.”, four digits or more, and a slash with something behind it"


def _pmid_fault(value: str, highest: int) -> str | None:
    digits = value.replace(",", "")
    if digits.startswith("0") or len(digits) > 8:
        return "a PubMed number has one to eight digits and begins with none of them zero"
    return "PubMed has no number that high yet" if int(digits) > highest else None


def _isbn_fault(value: str) -> str | None:
    digits = re.sub(r"[^\dX]", "", value.upper())
    if len(digits) == 10 and "X" not in digits[:-1]:
        total = sum((10 - i) * (10 if d == "X" else int(d)) for i, d in enumerate(digits))
        return None if total % 11 == 0 else "the check digit of this ISBN does not fit"
    if len(digits) == 13 and digits.isdigit():
        total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits))
        return None if total % 10 == 0 else "the check digit of this ISBN does not fit"
    return f"an ISBN has 10 or 13 digits, and this has {len(digits)}"


def _trial_fault(value: str) -> str | None:
    return None if len(value) == 8 else f"a trial's NCT number has eight digits, and this has {len(value)}"


def _to_come(text: str, start: int, end: int, latest: int, *, entry: bool) -> Iterator[Hit]:
    """Yield years of sources that are yet to come."""
    patterns = (_SOURCE_YEAR, _ENTRY_YEAR) if entry else (_SOURCE_YEAR,)
    seen: set[int] = set()
    for pattern in patterns:
        for match in pattern.finditer(text, start, end):
            group = next(i for i, value in enumerate(match.groups(), 1) if value)
            low, high = match.span(group)
            if int(match[group]) > latest and low not in seen and _plain(text, low):
                seen.add(low)
                yield Hit(low, high, {"fault": "the year has not come yet"}, 0.9)


def _plain(text: str, at: int) -> bool:
    """Whether a number stands alone: not a page, an identifier or a part of an address."""
    word = text[max(at - 40, 0) : at].rpartition(" ")[2]
    return not re.search(r"[/:.\d–-]|pp?\b", word)


def _links(analysis: Analysis) -> Iterator[Hit]:
    """Yield links to doi.org that lead to no DOI."""
    for link in analysis.document.links:
        match = re.match(r"https?://(?:dx\.)?doi\.org/(.*)", link.href, re.I)
        shown = analysis.document.text[link.start : link.end]
        if match and not _GOOD_DOI.match(match[1].lower().replace("%2f", "/")) and not _DOI.search(shown):
            fault = _doi_fault(match[1] or "0") or "the address holds no DOI"
            yield Hit(link.start, link.end, {"fault": fault}, 0.9)
