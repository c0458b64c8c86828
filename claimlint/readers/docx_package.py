"""A .docx as a package: what is refused before anything is opened, and the parts that python-docx then loads.

python-docx is given no archive as it came, only a copy of the parts that are read. It would unpack pictures too, trust
the sizes that members declare, and give up at relationships that lead nowhere and at Strict Open XML, which Word opens.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TARGET_MODE as RTM
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.oxml import CT_Relationship, CT_Relationships, CT_Types, oxml_parser
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import PartFactory, XmlPart
from docx.oxml.ns import qn
from lxml import etree

from claimlint.errors import ReadError

#: A package may unpack to this many times the file-size limit, and never to more than MAX_INFLATED bytes.
INFLATION = 20
MAX_INFLATED = 100_000_000
#: Word's own XML shrinks 10 to 30 times; what shrinks far more holds nothing to read.
MAX_RATIO = 200
#: Archives smaller than this when unpacked do no harm, however well they shrink (bytes).
HARMLESS = 10_000_000
MAX_MEMBERS = 5_000
#: Elements, attributes and namespace declarations of all parts together.
MAX_NODES = 6_000_000
#: Elements within elements. libxml2 gives up at 256.
MAX_DEPTH = 200

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_SAVE = "Open it in Word or LibreOffice and save it as .docx."
#: Types of relationship that lead to parts that are read, and of these parts' content.
_CONTENT: Mapping[str, str] = {
    RT.OFFICE_DOCUMENT: CT.WML_DOCUMENT_MAIN,
    RT.CORE_PROPERTIES: CT.OPC_CORE_PROPERTIES,
    RT.STYLES: CT.WML_STYLES,
    RT.FOOTNOTES: CT.WML_FOOTNOTES,
    RT.ENDNOTES: CT.WML_ENDNOTES,
    RT.HEADER: CT.WML_HEADER,
    RT.FOOTER: CT.WML_FOOTER,
}
#: The same by their last word: programs do not agree on what comes before it.
_TYPES: Mapping[str, str] = {kind.rpartition("/")[2]: kind for kind in _CONTENT}
#: Names of Strict Open XML, and what other Word files say instead.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|officeDocument|drawingml)/(?=\w)")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"


# python-docx has no class for notes and would leave them unparsed.
PartFactory.part_type_for.update(dict.fromkeys((CT.WML_FOOTNOTES, CT.WML_ENDNOTES), XmlPart))


def open_word(data: bytes, name: str, max_inflated: int) -> Document:
    """Open a Word file of which no more than max_inflated bytes may be unpacked; it has a body.

    Raises ReadError: ``not-docx``, ``not-word``, ``old-word``, ``corrupt``, ``encrypted``, ``macros``,
    ``unpacks-too-large``, ``unsafe-xml``, ``too-deep``.
    """
    _refuse_other_formats(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_members(archive, name, len(data), max_inflated)
            document = docx.Document(_Copy(archive, name).make())
        if document.element.tag != qn("w:document"):
            raise _not_word(name)
        if document.element.body is None:
            raise _corrupt(name)
    except ReadError:
        raise
    except Exception as error:  # At damaged packages zipfile, lxml and python-docx raise whatever comes.
        raise _corrupt(name) from error
    return document


# --- refusals --------------------------------------------------------------------------------------------


def _corrupt(name: str) -> ReadError:
    return ReadError("corrupt", "The Word file is damaged and cannot be read.", name, _SAVE)


def _not_word(name: str) -> ReadError:
    return ReadError("not-word", "This is a ZIP archive, but not a Word document.", name, _SAVE)


def _refuse_other_formats(data: bytes, name: str) -> None:
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


def _refuse_members(archive: zipfile.ZipFile, name: str, size: int, limit: int) -> None:
    """Refuse encrypted members, macros, OpenDocument, and archives that would explode. size, limit: bytes."""
    members = archive.infolist()
    names = {info.filename.lower(): info for info in members}
    if any(info.flag_bits & 1 for info in members):
        raise ReadError("encrypted", "The archive is encrypted.", name, "Save a copy without a password.")
    declared = sum(info.file_size for info in members)
    bomb = declared > HARMLESS and declared > MAX_RATIO * size
    if len(members) > MAX_MEMBERS or declared > limit or bomb:
        message = "The Word file unpacks to far more than an article holds."
        hint = "Take out large embedded objects, save the text in a new .docx, or raise --max-bytes."
        raise ReadError("unpacks-too-large", message, name, hint)
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in members):
        raise _corrupt(name)
    types = names.get(CONTENT_TYPES_URI.membername.lower())
    if any(n.rpartition("/")[2] == "vbaproject.bin" for n in names) or (
        types is not None and b"macroEnabled" in archive.open(types).read(1_000_000)
    ):
        hint = "Save it as a document without macros (.docx)."
        raise ReadError("macros", "The Word file holds macros, which claimlint does not open.", name, hint)
    if "mimetype" in names and "content.xml" in names:
        raise ReadError("not-docx", "This is an OpenDocument file, whatever its name says.", name, _SAVE)


class _Inspector:
    """A target of lxml's parser: reads XML without building a tree, and refuses what no tree should be built of.

    Document types are refused at their first word, before any entity is declared.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._depth = self._nodes = 0

    def start(self, _tag: str, attributes: Mapping[str, str], spaces: Mapping[str, str]) -> None:
        """Count an element that opens."""
        self._depth += 1
        self._nodes += 1 + len(attributes) + len(spaces)
        if self._depth > MAX_DEPTH or self._nodes > MAX_NODES:
            message = "The Word file's XML is nested or repeated absurdly."
            raise ReadError("too-deep", message, self._name, _SAVE)

    def end(self, _tag: str) -> None:
        """Leave an element."""
        self._depth -= 1

    def doctype(self, *_: str | None) -> None:
        """Refuse a document type."""
        message = "The Word file's XML declares a document type, which Word never writes."
        raise ReadError("unsafe-xml", message, self._name, _SAVE)

    def close(self) -> None:
        """End a part."""


# --- the copy --------------------------------------------------------------------------------------------


class _Copy:
    """A package of the parts that are read, inspected, and of the relationships that lead to them or to addresses."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive, self._name = archive, name
        # Members are looked up by name and never written to disk, so odd paths lead nowhere.
        self._members = {f"/{info.filename}".lower(): info for info in archive.infolist()}
        self._inspector = _Inspector(name)
        self._kinds: dict[PackURI, str] = {}

    def make(self) -> io.BytesIO:
        """Return the copy as an archive. Raises ReadError ``not-word``, ``unsafe-xml``, ``too-deep``."""
        copy, types = io.BytesIO(), CT_Types.new()  # type: ignore[no-untyped-call]
        with zipfile.ZipFile(copy, "w") as archive:
            paths = {path for path in self._members if path.endswith(".rels")}
            for path in sorted({PACKAGE_URI.rels_uri, *paths}):
                archive.writestr(path[1:], self._relationships(path))
            if RT.OFFICE_DOCUMENT not in self._kinds.values():
                raise _not_word(self._name)
            for part, kind in self._kinds.items():
                archive.writestr(part.membername, self._xml(part))
                types.add_override(part, _CONTENT[kind])
            archive.writestr(CONTENT_TYPES_URI.membername, etree.tostring(types))
        return copy

    def _relationships(self, path: str) -> bytes:
        """Return a relationship part without what is not read or leads nowhere; take down where the rest leads."""
        if path not in self._members:  # a package that says nothing has its main part where Word puts it
            relationships = CT_Relationships.new()
            relationships.add_rel("main", RT.OFFICE_DOCUMENT, "word/document.xml")
        else:
            relationships = etree.fromstring(self._xml(path), oxml_parser)
        for relationship in relationships.Relationship_lst:
            if not self._leads(relationship, path.rpartition("_rels/")[0]):
                relationships.remove(relationship)
        copied: bytes = etree.tostring(relationships)
        return copied

    def _leads(self, relationship: CT_Relationship, folder: str) -> bool:
        """Whether a relationship leads to an address, or to a part that is read and that no other has led to."""
        if relationship.target_mode == RTM.EXTERNAL:
            return True
        target = PackURI.from_rel_ref(folder, (relationship.target_ref or "").lower())
        kind = _TYPES.get((relationship.reltype or "").rpartition("/")[2])
        if kind is None or target not in self._members or target in self._kinds:
            return False
        relationship.attrib.update({"Type": kind, "Target": target})
        self._kinds[target] = kind
        return True

    def _xml(self, path: str) -> bytes:
        """Return the content of a part, inspected."""
        info = self._members[path]
        with self._archive.open(info) as stream:
            # Without a number of bytes it would unpack everything before it cuts at the declared size.
            content = stream.read(info.file_size + 1)
        etree.fromstring(content, etree.XMLParser(target=self._inspector, resolve_entities=False))
        return _STRICT.sub(_TRANSITIONAL, content)
