"""What a page says of itself in its markup: ``<meta>``, its own address, the dates of its ``<time>`` elements."""

from __future__ import annotations

from collections.abc import Iterator

from claimlint.readers.html_elements import Attributes, value


def said_by(tag: str, values: Attributes) -> Iterator[tuple[str, str]]:
    """Yield (name, text) for what an element says of its page; of a name that is said more than once the first text counts."""
    if tag == "meta" and "content" in values and (name := meta_name(values)):
        yield name, value(values, "content")
    elif tag == "link" and "canonical" in value(values, "rel").lower().split() and value(values, "href"):
        yield "link:canonical", value(values, "href").strip()
    elif tag == "time" and value(values, "datetime"):
        yield from _date(values)


def meta_name(values: Attributes) -> str:
    """Return what a ``<meta>`` is about, in small letters."""
    names = (value(values, key) for key in ("name", "property", "itemprop", "http-equiv"))
    return next(filter(None, names), "").strip().lower()


def _date(values: Attributes) -> Iterator[tuple[str, str]]:
    """Yield a date that its element says is the page's own; other times are part of the text."""
    marks = f"{value(values, 'itemprop')} {value(values, 'class')}".lower()
    if "modified" in marks or "updated" in marks or "lastreviewed" in marks:
        yield "time:modified", value(values, "datetime")
    elif "published" in marks or "created" in marks or "pubdate" in values:
        yield "time:published", value(values, "datetime")
