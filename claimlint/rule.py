"""A rule as read from its YAML file."""

from __future__ import annotations

import fnmatch
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from claimlint.document import Media
from claimlint.finding import Severity

FAMILIES = (
    "claims",
    "evidence",
    "causality",
    "safety",
    "disclaimers",
    "trust",
    "garble",
    "readability",
    "structure",
    "language",
)
#: Families whose rules must name the standard they rest on.
CITING_FAMILIES = frozenset({"claims", "evidence", "causality", "safety", "disclaimers"})
#: Where a rule looks. ``sentence`` is prose in paragraphs, items, tables, captions; ``document`` the whole.
SCOPES = ("title", "heading", "sentence", "quote", "document")


@dataclass(frozen=True)
class Reference:
    """A standard a rule rests on."""

    name: str
    year: int | None = None
    clause: str = ""
    url: str = ""

    def __str__(self) -> str:
        year = f" ({self.year})" if self.year else ""
        return f"{self.name}{year}" + (f", {self.clause}" if self.clause else "")


@dataclass(frozen=True)
class Example:
    """A text that must (bad) or must not (good) give the rule's finding.

    profile: the one it is checked under; None for the one a run would choose.
    marks: (start, end) ranges of ``text`` that were written between ``[[`` and ``]]``.
    """

    text: str
    bad: bool
    media: Media = "text"
    profile: str | None = None
    marks: tuple[tuple[int, int], ...] = ()
    line: int = 0

    @property
    def marked(self) -> str:
        """The text with its marks, as it stands in the rule file."""
        text = self.text
        for start, end in reversed(self.marks):
            text = f"{text[:start]}[[{text[start:end]}]]{text[end:]}"
        return text


@dataclass(frozen=True)
class Rule:
    """One rule; ``rules/README.md`` says what each key means.

    absolute: profiles in which proof and caution do not save it. only: profiles it runs in; () for all.
    title_severity: its severity for a hit in the title. language: ``any`` for rules that no language of the text misleads.
    suggestions: words to put in instead of ``suggestion``, by profile or region.
    beside: ids of rules; what its checks find counts only where one of them found an error in the same article.
    most: notes (info) of it that are shown of an article; None for all.
    also: further checks, each (name, options), whose hits count like those of ``check``.
    edit: kind of the change that ``claimlint fix`` may make (``edits.py``).
    origin: name and version of the plugin that brings it; nothing for a bundled rule or one of a user's own.
    lines: key path to line of its file, for errors that show only when the rule is compiled.
    """

    id: str
    title: str
    severity: Severity
    since: str
    summary: str
    why: str
    fix: str
    scope: tuple[str, ...]
    check: str
    message: str
    options: Mapping[str, Any] = field(default_factory=dict, hash=False)
    unless: tuple[str, ...] = ()
    soften: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    profiles: Mapping[str, Literal["error", "warning", "info", "off"]] = field(
        default_factory=dict, hash=False
    )
    absolute: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    beside: tuple[str, ...] = ()
    suggestion: str | None = None
    suggestions: Mapping[str, str] = field(default_factory=dict, hash=False)
    title_severity: Severity | None = None
    language: Literal["en", "any"] = "en"
    most: int | None = None
    also: tuple[tuple[str, Mapping[str, Any]], ...] = field(default=(), hash=False)
    edit: str | None = None
    path: str = ""
    origin: str = ""
    lines: Mapping[tuple[Any, ...], int] = field(default_factory=dict, repr=False, compare=False)

    @property
    def family(self) -> str:
        """The part of the id before the slash."""
        return self.id.partition("/")[0]

    def named(self, entry: str) -> bool:
        """Whether an id, a former id, a family or a glob names this rule."""
        return entry in (self.id, self.family, *self.aliases) or fnmatch.fnmatchcase(self.id, entry)

    def words_for(self, profile: str, region: str | None) -> str | None:
        """Return the words to put in where a profile and a region apply; the profile's come first."""
        return self.suggestions.get(profile) or self.suggestions.get(region or "") or self.suggestion

    @property
    def checks(self) -> tuple[tuple[str, Mapping[str, Any]], ...]:
        """Every check of the rule with its options."""
        return ((self.check, self.options), *self.also)
