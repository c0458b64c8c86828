"""What a document says of itself: front matter, ``<meta>``, JSON-LD, Word's properties and visible bylines as one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from claimlint.bylines import bylines
from claimlint.dates import DATE, normal_date
from claimlint.document import Document
from claimlint.linked_data import articles
from claimlint.names import names

#: A longer value is no name, date or title (code points).
LONGEST = 300
Found = Mapping[str, str]
#: Keys without case and punctuation ("Last-Reviewed" is "lastreviewed"), the surest first.
_FRONT: Mapping[str, Sequence[str]] = {
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline", "by", "writer", "writtenby", "creator", "contributors"),
    "reviewer": (
        "reviewedby",
        "medicallyreviewedby",
        "medicalreviewer",
        "clinicalreviewer",
        "reviewer",
        "reviewers",
        "checkedby",
    ),
    "publisher": ("publisher", "organisation", "organization", "sitename"),
    "published": (
        "published",
        "publishdate",
        "publisheddate",
        "publishedat",
        "publishedon",
        "datepublished",
        "pubdate",
        "publicationdate",
        "firstpublished",
        "date",
        "posted",
        "created",
        "createdat",
    ),
    "updated": (
        "updated",
        "lastupdated",
        "updatedat",
        "updatedon",
        "dateupdated",
        "lastmod",
        "lastmodified",
        "modified",
        "datemodified",
        "lastreviewed",
        "reviewdate",
        "reviewedon",
        "datereviewed",
        "reviewed",
    ),
    "url": ("canonical", "canonicalurl", "url", "link", "permalink"),
    "section": ("section", "category", "categories", "topic"),
    "language": ("lang", "language", "locale"),
}
_META: Mapping[str, Sequence[str]] = {
    "title": ("ogtitle", "dctitle", "dctermstitle", "citationtitle", "title"),
    "author": ("author", "articleauthor", "dccreator", "dctermscreator", "citationauthor", "parselyauthor", "sailthruauthor", "byl", "creator"),
    "reviewer": ("reviewer", "reviewedby", "medicallyreviewedby"),
    "publisher": ("ogsitename", "publisher", "dcpublisher", "dctermspublisher", "citationpublisher", "articlepublisher"),
    "published": ("articlepublishedtime", "datepublished", "timepublished", "publisheddate", "publishdate", "publicationdate", "pubdate", "date", "dcdate", "dcdateissued", "dctermsdate", "dctermsissued", "dctermscreated", "citationpublicationdate", "citationdate", "parselypubdate", "sailthrudate", "ogpublishedtime", "created"),
    "updated": ("articlemodifiedtime", "ogupdatedtime", "datemodified", "timemodified", "lastreviewed", "lastmodified", "lastmod", "lastupdated", "dctermsmodified", "dcdatemodified", "reviewed", "revised", "modified"),
    "url": ("linkcanonical", "ogurl", "citationpublichtmlurl", "dcidentifier"),
    "section": ("articlesection", "section", "category", "parselysection"),
    "language": ("htmllang", "contentlanguage", "dclanguage", "dctermslanguage", "oglocale", "language"),
}  # fmt: skip
_KEY = re.compile(r"[^a-z0-9]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$", re.IGNORECASE)


@dataclass(frozen=True)
class Metadata:
    """What is known of an article; dates in ISO form where they are clear, names that name somebody.

    language: as declared ("en-GB"), whatever the text is in. publisher: an organisation that answers for the page.
    """

    title: str | None = None
    author: str | None = None
    reviewer: str | None = None
    publisher: str | None = None
    published: str | None = None
    updated: str | None = None
    url: str | None = None
    section: str | None = None
    language: str | None = None


def metadata_of(document: Document) -> Metadata:
    """Gather the metadata of a document: declared before visible; Word's properties last, since nobody looks at them."""
    declared = [*_declared(document)]
    visible = {name: value for name, value in vars(bylines(document)).items() if value}
    sources = [visible, *declared] if document.source.media == "docx" else [*declared, visible]
    known = {
        f.name: next((value for source in sources if (value := _clean(f.name, source))), None)
        for f in fields(Metadata)
    }
    title = document.title
    if title is not None:
        known["title"] = document.block_text(title)
    return Metadata(**known)


def _declared(document: Document) -> Iterator[Found]:
    front = {_KEY.sub("", str(key).lower()): value for key, value in document.front_matter.items()}
    yield {name: text for name, keys in _FRONT.items() if (text := _first(front, keys, name))}
    if _person(front.get("reviewed")):
        yield {"reviewer": str(front["reviewed"])}
    meta = {_KEY.sub("", key): value for key, value in document.meta.items()}
    yield {name: text for name, keys in _META.items() if (text := _first(meta, keys, name))}
    yield from articles(document.linked_data)


def _first(values: Mapping[str, Any], keys: Sequence[str], name: str) -> str:
    """Return the first value that says something of its kind: "reviewed: yes" is no date, "admin" no author."""
    texts = (_text(values.get(key)) for key in keys)
    return next((text for text in texts if _clean(name, {name: text})), "")


def _text(value: Any, depth: int = 0) -> str:
    """Return a YAML value as text: dates in ISO form, lists joined, maps by their name. YAML may hold itself."""
    if depth > 4:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(filter(None, (_text(entry, depth + 1) for entry in value[:20])))
    if isinstance(value, dict):
        lowered = {str(key).lower(): entry for key, entry in value.items()}
        return _text(
            next((lowered[key] for key in ("name", "display_name", "title") if key in lowered), None)
        )
    return (
        " ".join(str(value).split()) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    )


def _person(value: Any) -> bool:
    """Whether "reviewed:" names a reviewer, not a day."""
    return isinstance(value, str) and not DATE.search(value) and len(value.split()) > 1


def _clean(name: str, source: Found) -> str | None:
    text = " ".join(source.get(name, "").split())
    return _CLEAN.get(name, str)(text) if text and len(text) <= LONGEST else None


def _date(text: str) -> str | None:
    found = normal_date(text)
    return found if re.search(r"\d", text) else None


def _names(text: str) -> str | None:
    """Return the names in a text that name somebody; an address names nobody."""
    return None if "://" in text else names(re.split(r"\s*,\s*(?=[A-Z][^,]* [A-Z])|\s*;\s*", text))


def _section(text: str) -> str | None:
    return text.split(",")[0].strip() or None


def _language(text: str) -> str | None:
    return text.replace("_", "-") if _LANGUAGE.match(text) else None


_CLEAN: Mapping[str, Callable[[str], str | None]] = {
    "author": _names,
    "reviewer": _names,
    "publisher": _names,
    "published": _date,
    "updated": _date,
    "section": _section,
    "language": _language,
}
