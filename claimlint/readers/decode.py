"""Bytes to text: UTF-8 first, then byte-order marks, a declared charset, and what charset-normalizer sees."""

from __future__ import annotations

import codecs
import hashlib
import re

from claimlint.document import Media, Source
from claimlint.errors import ReadError

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
#: Encodings a page may declare. Not UTF-16: who can read the declaration has no UTF-16 before him.
_ENCODING = re.compile(
    rb"(?i)(?:x-)?(?:utf-?8|(?:us-)?ascii|(?:iso-?|windows-?|cp|latin|koi8-|euc-|gb|big5|shift_?jis|mac)[\w-]{0,12})"
)
#: What English text comes in besides UTF-8 where nothing is declared; further code pages that share
#: most bytes with Windows-1252 only make the guess worse ("naïve" came out in Polish letters).
_CANDIDATES = ["cp1252", "utf_16_le", "utf_16_be"]
_SAVE = "Save it as UTF-8."


def decode(data: bytes, name: str, media: Media) -> Source:
    """Return the decoded source, without byte-order mark.

    Raises ReadError ``binary`` for NUL bytes or control characters, ``undecodable`` when no encoding fits.
    """
    if data.startswith(b"PK\x03\x04"):
        hint = "If it is a Word file, give it a name that ends in .docx (on standard input: --stdin-filename x.docx)."
        raise ReadError("binary", "This is a ZIP archive, not a text.", name, hint)
    text, encoding = _decoded(data, name, media)
    if "\0" in text:
        raise _nul(data, name)
    if sum(ord(c) < 32 and c not in "\t\n\r\f\v\x1b" for c in text[:4000]) > 8:
        raise ReadError("binary", "This looks like a binary file, not an article.", name, "Name a text file.")
    return Source(name, text, media, encoding, hashlib.sha256(data).hexdigest())


def encode(text: str, like: Source, data: bytes) -> bytes:
    """Return the bytes of a changed text in the encoding, and with the byte-order mark, of the file it comes from.

    Raises ReadError ``unencodable`` when the file itself would not come out as it was, or when its encoding has no such
    characters; in HTML those are written as references.
    """
    mark = next((mark for mark, _ in _BOMS if data.startswith(mark)), b"")
    try:
        same = mark + like.text.encode(like.encoding) == data
        errors = "xmlcharrefreplace" if like.media == "html" else "strict"
        changed = mark + text.encode(like.encoding, errors)
    except UnicodeEncodeError as error:
        message = f"Its encoding, {like.encoding}, has no “{text[error.start]}”."
        raise ReadError("unencodable", message, like.name, _SAVE) from error
    if not same:
        message = f"It cannot be written back in its encoding, {like.encoding}, byte for byte."
        raise ReadError("unencodable", message, like.name, _SAVE)
    return changed


def _decoded(data: bytes, name: str, media: Media) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name), encoding
    if b"\0" not in data:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError as error:
            if _is_damaged_utf_8(data):
                line = data.count(b"\n", 0, error.start) + 1
                message = f"The file is UTF-8 but for byte {error.start:,}, line {line}."
                raise ReadError("undecodable", message, f"{name}:{line}", _SAVE) from error
    declared = _DECLARED.search(data[:2048]) if media == "html" else None
    if declared and _ENCODING.fullmatch(declared[1]):
        encoding = declared[1].decode("ascii").lower()
        try:
            return data.decode(encoding), encoding
        except (LookupError, UnicodeDecodeError):
            pass
    return _guessed(data, name)


def _nul(data: bytes, name: str) -> ReadError:
    at = data.find(b"\0")
    message = f"The file holds NUL bytes, the first at byte {at:,}; it is no text."
    return ReadError("binary", message, name, "Name a text file, or take them out.")


def _is_damaged_utf_8(data: bytes) -> bool:
    """Whether most of what is not ASCII is UTF-8: in any other encoding the rest would come out as "â€œ"."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return len(text) - len(text.encode("ascii", "ignore")) > 5 * broken


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"The file says it is {encoding} but is not, at byte {error.start}."
        raise ReadError("undecodable", message, name, _SAVE) from error


def _guessed(data: bytes, name: str) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_CANDIDATES).best()
    if best is None and b"\0" in data:
        raise _nul(data, name)
    if best is None:
        raise ReadError("undecodable", "The text encoding cannot be made out.", name, _SAVE)
    return _strict(data, best.encoding, name), best.encoding
