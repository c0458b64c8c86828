"""All health terms by their text: the word lists of ``rules/lists`` and the large lexicon of ``lexicon/terms.txt.gz``.

A term's text is lower case, American, with straight apostrophes and one space between words; plurals and British spellings
are no entries but looked up by rule (``spelling.py``).
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from claimlint.errors import RuleError
from claimlint.lists import word_list
from claimlint.spelling import american, singulars

#: Kinds of term, each a word list in ``rules/lists``. Earlier kinds win over later ones.
LISTED = (
    "serious-condition",
    "chronic-condition",
    "minor-condition",
    "marker",
    "hazardous-substance",
    "standard-care",
    "remedy",
    "medicine",
    "function",
    "body-part",
)
#: Kinds that only the large lexicon has.
KINDS = (*LISTED, "condition", "symptom")
#: A disease of the large lexicon is as serious as the listed one in its name ("cancer of the ureter").
TIERS = ("serious-condition", "chronic-condition", "minor-condition")
WORD = re.compile(r"[^\W_]+")


_HEAD = re.compile(rf"({WORD.pattern})(?:[\W_]+({WORD.pattern}))?")


@dataclass(frozen=True)
class Dictionary:
    """Terms by text, with what makes looking them up short.

    entries: text to (kind, name in its list); acronyms: in their own case; starts: the first word of
    terms of several words to the length of the longest that begins with it, in characters; heads: their first two words.
    """

    entries: Mapping[str, tuple[str, str]]
    acronyms: frozenset[str]
    starts: Mapping[str, int]
    heads: Set[str]


def fold(text: str) -> str:
    """Return lower case with straight apostrophes; every character keeps its place."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower.replace("’", "'")


@cache
def dictionary() -> Dictionary:
    """Read the lists and the large lexicon; the result is kept.

    Raises RuleError ``no-lexicon`` when the lexicon is missing or damaged.
    """
    entries: dict[str, tuple[str, str]] = {}
    for kind in LISTED:
        for name in map(fold, word_list(kind)):
            entries.setdefault(american(name), (kind, name))
    for text in [text for text in entries if text.endswith("s")]:
        for one in singulars(text):
            if one in entries and entries[one][0] == entries[text][0]:
                entries[text] = entries[one]
    large = _large()
    acronyms = frozenset(large.pop("acronym", ()))
    for kind, texts in large.items():
        for text in texts:
            if text not in entries:
                entries[text] = (kind, text)
    starts, heads = _beginnings(entries)
    return Dictionary(entries, acronyms, starts, heads)


def kind_of(text: str, entries: Mapping[str, tuple[str, str]]) -> str:
    """Return the kind of a term: a condition of the large lexicon takes the gravest tier of a listed one inside it."""
    kind = entries[text][0]
    if kind not in ("condition", "symptom"):
        return kind
    bounds = [match.span() for match in WORD.finditer(text)]
    runs = (text[low:high] for at, (low, _) in enumerate(bounds) for _, high in bounds[at:])
    inside = {entries[form][0] for run in runs for form in (run, *singulars(run)) if form in entries}
    return next((tier for tier in TIERS if tier in inside), kind)


def _beginnings(texts: Iterable[str]) -> tuple[dict[str, int], set[str]]:
    """Return the first words of terms of several words with the length of the longest, and their first two words."""
    starts: dict[str, int] = {}
    heads: set[str] = set()
    match = _HEAD.match
    for text in texts:
        # One word, as a third of them are.
        if text.isalpha():
            continue
        found = match(text)
        if found is None:
            continue
        first, second = found.groups()
        if second:
            heads.add(f"{first} {second}")
            if starts.get(first, 0) < len(text):
                starts[first] = len(text)
    return starts, heads


def _large() -> dict[str, list[str]]:
    """Return kind to the texts of the shipped lexicon."""
    path = Path(__file__).parent / "lexicon" / "terms.txt.gz"
    try:
        content = gzip.decompress(path.read_bytes()).decode()
    except (OSError, EOFError, ValueError) as error:
        raise RuleError(
            "no-lexicon",
            "The lexicon of health terms is missing or damaged.",
            str(path),
            "Install claimlint again.",
        ) from error
    parts = re.split(r"^\[([a-z-]+)\]\n", content, flags=re.MULTILINE)[1:]
    return {kind: texts.splitlines() for kind, texts in zip(parts[::2], parts[1::2], strict=True)}
