"""Articles that lie in no file of their own: texts in memory, rows of a table, bytes that somebody read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from claimlint.document import Media
from claimlint.errors import ClaimlintError, PluginError, ReadError
from claimlint.finding import FileReport, unread
from claimlint.linter import check_bytes, check_document
from claimlint.prepared import Linter
from claimlint.readers import read_text


@dataclass(frozen=True)
class Article:
    """An article to be checked. name: what findings give as their ``path``.

    data: its text, or the bytes of a file whose name says the format. media: the format of a text. side: the bytes of the file
    beside it. error: why there is nothing to check; the article then counts as not read.
    """

    name: str
    data: str | bytes = ""
    media: Media = "text"
    side: bytes | None = None
    error: ClaimlintError | None = None


def check_article(linter: Linter, article: Article) -> FileReport:
    """Check an article; one that cannot be read, or on which a plugin's check fails, counts as not read."""
    if article.error:
        return unread(article.name, article.error)
    if isinstance(article.data, bytes):
        return check_bytes(linter, article.data, article.name, article.side)
    try:
        data = _encoded(article.data, article.name, linter.settings.max_bytes)
        report = check_document(linter, read_text(article.data, article.name, article.media))
    except (ReadError, PluginError) as error:
        return unread(article.name, error)
    return replace(report, sha256=hashlib.sha256(data).hexdigest())


def _encoded(text: str, name: str, max_bytes: int) -> bytes:
    """Return a text as UTF-8. Raises ReadError ``too-large``; half a character is what ``read_text`` complains of."""
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > max_bytes:
        message = f"The text has {len(data):,} bytes, more than the limit of {max_bytes:,}."
        raise ReadError("too-large", message, name, "Raise it with --max-bytes.")
    return data
