"""Who wrote, reviewed and published a page, and when, as the page itself says: "By Lena Ode, RN · 4 June 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimlint.dates import DATE, normal_date
from claimlint.document import Document
from claimlint.names import is_somebody, take_name

#: A longer stretch of text is prose, not a byline (code points).
LONGEST = 200
#: So many blocks at the top may hold a date without a label.
TOP = 8
_PART = re.compile(
    r"\s*[|•·\n]\s*|(?<=[.!?)])(?<!\bDr\.)(?<!\bProf\.)(?<!\bMrs\.)(?<!\bM[rs]\.)(?<!\bSt\.)(?<!\b[A-Z]\.)\s+"
)
_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(rf"\W{{0,3}}(?:{pattern})\s*", re.IGNORECASE))
    for role, pattern in (
        (
            "reviewer",
            r"(?:(?:medically|clinically|scientifically|expertly|last|fact[- ]?|and) ?)?(?:reviewed|checked|approved|verified)(?: and \w+)? by\b:?"
            r"|(?:medical |clinical |medically )?review(?:er|ed)s?:",
        ),
        (
            "publisher",
            r"(?:(?:published|produced|issued|provided|maintained) by\b:?|a publication of\b|publisher:)",
        ),
        (
            "author",
            r"(?:(?:written|authored|posted|edited|compiled|prepared|created)(?: and (?:medically )?\w+)? by\b:?|(?:words|story|text|article) by\b:?|"
            r"authors?(?: name)?:|writer:|contributors?:)",
        ),
        ("by", r"by\b:?"),
    )
)
_WHEN = re.compile(
    r"\W{0,3}(?:(?:this |the )?(?:page|article|content|leaflet|information|guide)?\s*(?:was |has been )?)?"
    r"(?P<updated>reviewed and updated|(?:medically |clinically )?(?:last )?(?:reviewed|updated|modified|edited|revised|checked)(?: date)?|date (?:last )?(?:reviewed|updated|modified)|last review)"
    r"(?: on| in)?\s*[:–-]?\s*(?:[A-Z][a-z]+day,? )?|"
    r"\W{0,3}(?P<published>(?:first |originally )?(?:published|posted|created|written|issued)(?: date)?|(?:publication )?date|dated|(?:press release )?for immediate release)(?: on| in)?\s*[:–-]?\s*(?:[A-Z][a-z]+day,? )?",
    re.IGNORECASE,
)


#: "© 2025 Northvale Hospital Trust": a body that answers for its pages; of anybody else it says who owns the words.
_RIGHTS = re.compile(
    r"\W{0,3}(?:©|\(c\)|copyright)(?: ©| \(c\))?\s*(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?)?,?\s*(?:by )?(?:the )?",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:Ministry|Department|Service|University|Institutes?|Hospitals?|Clinics?|Associations?|Society|Foundation|Council|Agency|Cent(?:er|re)s?|Trust|College"
    r"|Academy|Authority|Charity|Union|Federation|Government|Commission|NHS|NIH)\b"
)


@dataclass(frozen=True)
class Byline:
    """What a page says of itself; names as written, with credentials, dates in ISO form where clear."""

    author: str | None = None
    reviewer: str | None = None
    publisher: str | None = None
    published: str | None = None
    updated: str | None = None


def bylines(document: Document) -> Byline:
    """Read the lines of a page that name its author, reviewer, publisher and dates; the first of each counts."""
    found: dict[str, str] = {}
    for number, part in enumerate(_parts(document)):
        for role, text in _read(part, top=number < TOP):
            found.setdefault(role, text)
    return Byline(**found)


def _parts(document: Document) -> Iterator[str]:
    """Yield short stretches of the page: whole lines, or parts between bars, dots and sentence ends."""
    for block in document.blocks:
        if block.kind not in ("title", "code"):
            yield from (
                part for part in _PART.split(document.block_text(block)) if part and len(part) <= LONGEST
            )


def _read(part: str, *, top: bool) -> Iterator[tuple[str, str]]:
    for role, label in _LABELS:
        if match := label.match(part):
            name, rest = take_name(part[match.end() :], strict=role == "by")
            if role == "reviewer" and not name:
                name, rest = _role(part[match.end() :])
            if name:
                if is_somebody(name):
                    yield {"by": "author"}.get(role, role), name
                yield from _rest(rest, "updated" if role == "reviewer" else "published")
            return
    if rights := _RIGHTS.match(part):
        owner = take_name(part[rights.end() :])[0]
        if _BODY.search(owner):
            yield "publisher", owner
    yield from _dated(part)
    if top and (only := DATE.search(part)) and len(part) - len(only[0]) <= 12:
        yield "published", normal_date(only[0])


def _rest(rest: str, when: str) -> Iterator[tuple[str, str]]:
    """Read what stands behind a name: another role, a labelled date, a bare date."""
    rest = rest.lstrip(" ,;–—-(")
    for role, label in _LABELS[:3]:
        if match := label.search(rest):
            name, rest = take_name(rest[match.end() :])
            if name and is_somebody(name):
                yield role, name
    dated = list(_dated(rest, anywhere=True))
    yield from dated
    if not dated and (bare := DATE.search(rest)):
        yield when, normal_date(bare[0])


def _dated(text: str, *, anywhere: bool = False) -> Iterator[tuple[str, str]]:
    """Yield dates right behind their labels; in running text only a label at the start counts."""
    for match in _WHEN.finditer(text) if anywhere else filter(None, [_WHEN.match(text)]):
        value = DATE.match(text, match.end())
        if value:
            yield "updated" if match["updated"] else "published", normal_date(value[0])


def _role(text: str) -> tuple[str, str]:
    """Return who reviewed a page when only the office is named ("a consultant physiotherapist")."""
    match = re.match(r"(?:an?|our|the) [a-z][a-z -]{3,60}(?=[,.;(]|$)", text)
    return (match[0], text[match.end() :]) if match else ("", text)
