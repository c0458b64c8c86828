"""The texts an editor has open, as it has them, saved or not."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.uris import to_fs_path, urlparse

from claimlint.document import Media
from claimlint.lsp.positions import Encoding, Lines
from claimlint.readers import SUFFIXES

if TYPE_CHECKING:
    from claimlint.lsp.checking import Checked

#: Formats by the names that editors give to languages.
LANGUAGES: dict[str, Media] = {
    "plaintext": "text",
    "text": "text",
    "plain text": "text",
    "markdown": "markdown",
    "html": "html",
    "xhtml": "html",
}


@dataclass
class Opened:
    """An open text. serial: counts every change, and whatever else makes what was found stale; version: the editor's own number.

    checked: what was found in the newest text that was checked, at ``checked_serial``.
    """

    uri: str
    path: Path | None
    name: str
    media: Media
    version: int | None
    lines: Lines
    serial: int = 0
    checked: Checked | None = None
    checked_serial: int = -1

    @property
    def fresh(self) -> Checked | None:
        """What was found in the text as it now stands, if it was checked."""
        return self.checked if self.checked_serial == self.serial else None


def opened(item: types.TextDocumentItem, encoding: Encoding) -> Opened | None:
    """Return an open text, or None for one that is no article: code, or a format that is not read."""
    path = to_fs_path(item.uri)
    name = os.path.basename(path or urlparse(item.uri)[2]) or "untitled"
    media = media_for(name, item.language_id)
    if media is None:
        return None
    where = Path(path) if path else None
    return Opened(item.uri, where, name, media, item.version, Lines(item.text, encoding))


def media_for(name: str, language: str) -> Media | None:
    """Return a text's format: by its suffix, as the command line has it, else by what the editor calls its language."""
    by_suffix = SUFFIXES.get(Path(name).suffix.lower())
    return by_suffix if by_suffix and by_suffix != "docx" else LANGUAGES.get(language.lower())


def changed(lines: Lines, change: types.TextDocumentContentChangeEvent) -> Lines:
    """Return a text after a change of all or of a part of it."""
    if not isinstance(change, types.TextDocumentContentChangePartial):
        return Lines(change.text, lines.encoding)
    places = (change.range.start, change.range.end)
    low, high = sorted(lines.index(place.line, place.character) for place in places)
    return Lines(lines.text[:low] + change.text + lines.text[high:], lines.encoding)
