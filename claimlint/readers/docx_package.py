"""A DOCX as a package: a ZIP archive opened with care, its XML parts, and where their relations lead."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from claimlint.errors import ReadError

#: A package may unpack to this many times the file-size limit, and never to more than MAX_INFLATED bytes.
INFLATION = 20
MAX_INFLATED = 100_000_000
#: Word's own XML shrinks 10 to 30 times; what shrinks far more holds nothing to read.
MAX_RATIO = 200
#: Archives smaller than this when unpacked do no harm, however well they shrink (bytes).
HARMLESS = 10_000_000
MAX_MEMBERS = 5_000
MAX_ELEMENTS = 2_000_000
MAX_DEPTH = 200

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_SAVE = "Open it in Word or LibreOffice and save it as .docx."
#: Short prefixes for the namespaces that occur, in their transitional and strict spelling.
_PREFIXES: Mapping[str, str] = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "urn:schemas-microsoft-com:vml": "v",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    KeyError,
    IndexError,
    OSError,
)


@dataclass(frozen=True)
class Relation:
    """Where a relationship leads: a part's path, or an address when it is external. kind: last word of its type."""

    kind: str
    target: str
    external: bool


class Package:
    """An open archive. Members are looked up by name and never written to disk, so odd paths lead nowhere."""

    def __init__(self, data: bytes, name: str, max_inflated: int) -> None:
        self.name = name
        self._left = max_inflated
        self._zip = _open(data, name)
        try:
            self._members = {info.filename.lower(): info for info in self._zip.infolist()}
            _refuse(self._zip, name, len(data), max_inflated)
        except _BROKEN as error:
            raise corrupt(name) from error

    def xml(self, path: str) -> Element | None:
        """Return the root of an XML part with short tags ("w:p"), or None when there is no such part.

        Raises ReadError ``corrupt``, ``unpacks-too-large``, ``unsafe-xml``, ``too-deep``.
        """
        info = self._members.get(path.lower())
        return None if info is None else _parse(self._inflate(info), self.name)

    def relations(self, path: str) -> dict[str, Relation]:
        """Return the relationships of a part by id; ``""`` stands for the package."""
        folder, base = posixpath.split(path)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        table: dict[str, Relation] = {}
        for entry in root if root is not None else ():
            kind = entry.get("Type", "").rpartition("/")[2]
            target, external = entry.get("Target", ""), entry.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            table[entry.get("Id", "")] = Relation(kind, target, external)
        return table

    def main(self) -> tuple[str, Element]:
        """Return path and root of the main document. Raises ReadError ``not-word`` when it is none of Word's."""
        relations = self.relations("").values()
        path = next((r.target for r in relations if r.kind == "officeDocument"), "word/document.xml")
        root = self.xml(path)
        if root is None or root.tag != "w:document":
            message = "This is a ZIP archive, but not a Word document."
            raise ReadError("not-word", message, self.name, _SAVE)
        return path, root

    def _inflate(self, info: zipfile.ZipInfo) -> bytes:
        """Unpack a member, at most as many bytes as are left, whatever its header says."""
        try:
            with self._zip.open(info) as stream:
                data = stream.read(self._left + 1)
        except _BROKEN as error:
            raise corrupt(self.name) from error
        self._left -= len(data)
        if self._left < 0:
            raise _too_large(self.name)
        return data


def corrupt(name: str) -> ReadError:
    """Return the error for a damaged package."""
    return ReadError("corrupt", "The Word file is damaged and cannot be read.", name, _SAVE)


def _too_large(name: str) -> ReadError:
    message = "The Word file unpacks to far more than an article holds."
    hint = "Take out large embedded objects, save the text in a new .docx, or raise --max-bytes."
    return ReadError("unpacks-too-large", message, name, hint)


def _open(data: bytes, name: str) -> zipfile.ZipFile:
    if data.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            message = "The Word file is protected with a password."
            raise ReadError("encrypted", message, name, "Save a copy without a password.")
        message = "This is a file of Word 97 to 2003 (.doc), whatever its name says."
        raise ReadError("old-word", message, name, _SAVE)
    for start, kind in ((b"{\\rtf", "an RTF file"), (b"%PDF", "a PDF file")):
        if data.lstrip().startswith(start):
            raise ReadError("not-docx", f"This is {kind}, whatever its name says.", name, _SAVE)
    if not data.startswith(b"PK"):
        raise ReadError("not-docx", "This is no Word file: a .docx is a ZIP archive.", name, _SAVE)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise corrupt(name) from error


def _refuse(archive: zipfile.ZipFile, name: str, size: int, limit: int) -> None:
    """Raise ReadError for encrypted members, macros, OpenDocument, and for archives that would explode."""
    members = archive.infolist()
    names = {info.filename.lower(): info for info in members}
    if any(info.flag_bits & 1 for info in members):
        raise ReadError("encrypted", "The archive is encrypted.", name, "Save a copy without a password.")
    declared = sum(info.file_size for info in members)
    if len(members) > MAX_MEMBERS or declared > limit:
        raise _too_large(name)
    if declared > HARMLESS and declared > MAX_RATIO * max(size, 1):
        raise _too_large(name)
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in members):
        raise corrupt(name)
    types = names.get("[content_types].xml")
    if any(n.rpartition("/")[2] == "vbaproject.bin" for n in names) or (
        types is not None and b"macroEnabled" in archive.open(types).read(1_000_000)
    ):
        hint = "Save it as a document without macros (.docx)."
        raise ReadError("macros", "The Word file holds macros, which claimlint does not open.", name, hint)
    if "mimetype" in names and "content.xml" in names:
        raise ReadError("not-docx", "This is an OpenDocument file, whatever its name says.", name, _SAVE)


def _parse(data: bytes, name: str) -> Element:
    """Parse a part; document types are refused before any entity is read."""
    if b"<!DOCTYPE" in data.replace(b"\0", b"").upper():
        message = "The Word file's XML declares a document type, which Word never writes."
        raise ReadError("unsafe-xml", message, name, _SAVE)
    depth = count = 0
    root: Element | None = None
    try:
        for event, element in ElementTree.iterparse(io.BytesIO(data), events=("start", "end")):
            if event == "end":
                depth -= 1
                continue
            root = element if root is None else root
            depth, count = depth + 1, count + 1
            if depth > MAX_DEPTH or count > MAX_ELEMENTS:
                raise ReadError(
                    "too-deep", "The Word file's XML is nested or repeated absurdly.", name, _SAVE
                )
            _shorten(element)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise corrupt(name) from error
    if root is None:
        raise corrupt(name)
    return root


def _shorten(element: Element) -> None:
    """Give an element and its attributes short names: the rest of the reader knows no addresses."""
    element.tag = _short(element.tag)
    if element.attrib:
        element.attrib = {_short(key): value for key, value in element.attrib.items()}


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    space, brace, local = tag[1:].partition("}") if tag.startswith("{") else ("", "", tag)
    return f"{_PREFIXES.get(space, '?')}:{local}" if brace else local


def child(element: Element | None, tag: str) -> Element | None:
    """Return the first child with a short tag. (``Element.find`` takes the colon for a path.)"""
    return next((c for c in element if c.tag == tag), None) if element is not None else None


def toggle(properties: Element | None, tag: str) -> bool | None:
    """Return what run properties say of a switch such as ``w:vanish``; None when they do not say."""
    found = child(properties, tag)
    return None if found is None else found.get("w:val", "true") not in ("0", "false", "off")
