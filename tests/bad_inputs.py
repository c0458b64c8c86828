"""Bad, broken and absurd input as a table: what is sent, and what must come of it, whoever reads it (command line, HTTP).

``code`` is the error that a file is refused with, None where it is read; then ``claims`` says whether its claim must be found. On the command
line that is exit code 2, and 1 or 0. Those that are ``huge`` take seconds, and are run by ``benchmarks/bad_input.py``.
"""

from __future__ import annotations

import codecs
import gzip
import io
import random
import zipfile
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass

from claimlint.document import Media
from tests.docx_files import docx, para, run

CLAIM = "Garlic cures cancer."
PROSE = "Back pain is common. It is often gone within weeks, and most people need no scan. " * 3
END = f"\n\n{CLAIM}\n"


@dataclass(frozen=True)
class Case:
    """Bytes of a format, and what must come of them. code: of the error, None where they are read. claims: whether the claim is found."""

    name: str
    media: Media
    make: Callable[[], bytes | str]
    code: str | None = None
    claims: bool = True
    huge: bool = False

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        made = self.make()
        return made.encode() if isinstance(made, str) else made

    @property
    def file(self) -> str:
        """The name of the file."""
        return f"case.{ {'text': 'txt', 'markdown': 'md', 'html': 'html', 'docx': 'docx'}[self.media] }"

    @property
    def exit_code(self) -> int:
        """The exit code of ``claimlint check``."""
        return 2 if self.code else int(self.claims)


def archive(**members: bytes) -> bytes:
    """Return a ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def overlapping() -> bytes:
    """Return an archive of a few kilobytes whose 300 members are all the same 9 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b" " * 9_000_000)
        for number in range(300):
            twin = copy(file.filelist[0])
            twin.filename = f"word/{number}.xml"
            file.filelist.append(twin)
    return out.getvalue()


def word(*texts: str) -> bytes:
    """Return a Word file with a paragraph a text."""
    return docx(*(para(run(text)) for text in texts))


def hostile_word(body: str, before: str = "") -> bytes:
    """Return a Word file whose main part is written as it stands."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    main = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return archive(**{"word/document.xml": main.encode()})


LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(
        f"<!ENTITY {here} '{f'&{above};' * 10}'>" for above, here in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
EXTERNAL = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
NESTED = "".join("  " * depth + "- x\n" for depth in range(300))

CASES = [
    # --- bytes that are no text
    Case("random bytes", "text", lambda: random.Random(7).randbytes(20_000), "binary"),
    Case("NUL bytes", "text", lambda: b"\0" * 1000, "binary"),
    Case("one NUL", "markdown", lambda: f"{PROSE}\0{END}", "binary"),
    Case("control characters", "text", lambda: b"\x01\x02\x03\x04" * 20, "binary"),
    Case("a PNG", "html", lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 9, "binary"),
    Case("a PDF", "text", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 9, "binary"),
    Case("gzip", "text", lambda: gzip.compress(PROSE.encode() * 50, mtime=0), "binary"),
    Case("a ZIP archive", "text", lambda: archive(**{"a.txt": PROSE.encode()}), "binary"),
    Case("UTF-32", "text", lambda: codecs.BOM_UTF32_LE + (PROSE + END).encode("utf-32-le"), "binary"),
    # --- encodings
    Case("Latin-1", "text", lambda: (f"{PROSE}Café, naïve, thé.{END}").encode("latin-1")),
    Case("Windows-1252", "markdown", lambda: (f"{PROSE}It’s “fine” – really…{END}").encode("cp1252")),
    Case("UTF-16 with its mark", "text", lambda: (PROSE + END).encode("utf-16")),
    Case("UTF-16, big end first", "html", lambda: codecs.BOM_UTF16_BE + f"<p>{CLAIM}</p>".encode("utf-16-be")),
    Case("UTF-8 with its mark", "text", lambda: codecs.BOM_UTF8 + CLAIM.encode()),
    Case("UTF-16 cut in half", "text", lambda: (PROSE + END).encode("utf-16")[:-1], "undecodable"),
    Case("UTF-8 cut within a character", "text", lambda: f"{PROSE}“naïve” thé{END}é".encode()[:-1], "undecodable"),
    Case("UTF-8 and Latin-1 in one file", "text", lambda: f"{PROSE}„naïve“ – thé".encode() + "Café".encode("latin-1"), "undecodable"),
    Case("overlong UTF-8", "text", lambda: f"{PROSE}é–“”".encode() + b"\xc0\xaf", "undecodable"),
    Case("half a character in UTF-8", "text", lambda: f"{PROSE}é–“”".encode() + b"\xed\xa0\x80", "undecodable"),
    Case("a charset that is none", "html", lambda: f'<meta charset="no-such"><p>{CLAIM}</p>'),
    Case("a charset that is wrong", "html", lambda: f'<meta charset="utf-16"><p>{CLAIM}</p>'),
    Case("not a character", "text", lambda: f"{PROSE}\ufffe\uffff\U0010ffff{END}"),
    # --- nothing, or hardly anything
    Case("nothing", "text", lambda: b"", claims=False),
    Case("only white space", "markdown", lambda: " \t\r\n" * 500, claims=False),
    Case("only a mark", "text", lambda: codecs.BOM_UTF8, claims=False),
    Case("only tags", "html", lambda: "<div></div>" * 500, claims=False),
    # --- line ends
    Case("CRLF", "text", lambda: f"{PROSE}\r\n\r\n{CLAIM}\r\n"),
    Case("CR alone", "markdown", lambda: f"{PROSE}\r\r{CLAIM}\r"),
    Case("line ends of all kinds", "text", lambda: f"a\u2028b\u2029c\x85d\x0be\x0cf\r\n\r{END}"),
    # --- scripts and signs
    Case("right to left", "text", lambda: f"\u202eגרליק\u202c {PROSE}\u200f\n\n{CLAIM} \u2067שום\u2069\n"),
    Case("a text from right to left", "html", lambda: "<p dir=rtl>" + "השום טוב לבריאות. " * 80, claims=False),
    Case("emoji sequences", "markdown", lambda: "🙂👩‍⚕️🏳️‍🌈👨‍👩‍👧‍👦🇬🇧1️⃣ " * 300 + END),
    Case("zero width", "text", lambda: "\u200b\u200d\u2060\ufeff" * 2000 + f"\n\n{PROSE}{END}"),
    Case("combining marks", "text", lambda: "a" + "\u0301" * 20_000 + END),
    Case("unassigned characters", "text", lambda: "\u0378\ue000\U000f0000 " * 2000 + END),
    Case("terminal codes", "text", lambda: f"\x1b[31m\x1b]0;x\x07 {CLAIM} \x1b[0m\x9b2J\n"),
    # --- long and without end
    Case("a word without end", "text", lambda: "a" * 50_000 + END),
    Case("a claim at each end of a word without end", "markdown", lambda: f"{CLAIM} " + "QUJD+/" * 20_000 + END),
    Case("a word, spaces, a word", "text", lambda: "pain" + " " * 100_000 + "x" + END),
    Case("brackets", "markdown", lambda: "[" * 5_000 + END),
    Case("quotation marks", "text", lambda: '"' * 20_000 + END),
    Case("digits", "text", lambda: "7" * 100_000 + END),
    Case("an address", "markdown", lambda: "<https://a.example/" + "a/" * 30_000 + ">" + END),
    # --- markup
    Case("lists nested too deep", "markdown", lambda: NESTED + END, "too-deep"),
    Case("10,000 lists in a line", "markdown", lambda: "- " * 10_000 + "x" + END, "too-deep"),
    Case("quotes nested too deep", "markdown", lambda: ">" * 10_000 + "x" + END, "too-deep"),
    Case("10,000 nested lists", "html", lambda: "<ul><li>" * 10_000 + f"x<p>{CLAIM}</p>"),
    Case("deep elements", "html", lambda: "<div>" * 10_000 + f"<p>{CLAIM}</p>"),
    Case("tags that are never closed", "html", lambda: f"<p>{CLAIM}</p>" + "<p a='" * 10_000),
    Case("a script that never ends", "html", lambda: f"<p>{CLAIM}</p><script>" + "</scrip" * 10_000),
    Case("comments that never end", "html", lambda: f"<p>{CLAIM}</p>" + "<!--" * 10_000),
    Case("entities in HTML", "html", lambda: f"{LAUGHS}<p>&i;&a; {CLAIM}</p>"),
    Case("numbers that are no characters", "html", lambda: f"<p>&#xD800;&#x110000;&#{'9' * 5000}; {CLAIM}</p>"),
    Case("front matter that never ends", "markdown", lambda: f"---\ntitle: x\n{CLAIM}\n", "front-matter"),
    Case("front matter with a tag", "markdown", lambda: f"---\na: !!python/object:os.system x\n---\n{CLAIM}\n", "front-matter"),
    Case("front matter of aliases", "markdown", lambda: "---\na: &a [x,x]\n" + "".join(
        f"{here}: &{here} [{','.join([f'*{above}'] * 9)}]\n" for above, here in zip("abcdefgh", "bcdefghi", strict=True)
    ) + f"---\n{CLAIM}\n", "front-matter"),
    # --- Word
    Case("Word", "docx", lambda: word("About garlic", PROSE, CLAIM)),
    Case("Word that is none", "docx", lambda: CLAIM, "not-docx"),
    Case("Word that is cut off", "docx", lambda: word(PROSE, CLAIM)[:-200], "corrupt"),
    Case("another archive", "docx", lambda: archive(**{"a.txt": b"x"}), "not-word"),
    Case("billion laughs", "docx", lambda: hostile_word("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>", LAUGHS), "unsafe-xml"),
    Case("an entity from a file", "docx", lambda: hostile_word("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", EXTERNAL), "unsafe-xml"),
    Case("a ZIP bomb", "docx", lambda: hostile_word(" " * 30_000_000), "unpacks-too-large"),
    Case("many members", "docx", lambda: archive(**{f"word/{n}.xml": b"" for n in range(6_000)}), "unpacks-too-large"),
    Case("members that overlap", "docx", overlapping, "unpacks-too-large"),
    Case("Word within Word", "docx", lambda: docx(para(run(CLAIM)), extra={"word/embeddings/a.docx": overlapping()})),
    Case("paths that lead elsewhere", "docx", lambda: docx(para(run(CLAIM)), extra={"../../etc/x": b"x", "/abs": b"x"})),
    Case("deep XML", "docx", lambda: hostile_word("<w:sdt>" * 300 + "</w:sdt>" * 300), "too-deep"),
    Case("XML that is broken", "docx", lambda: hostile_word("<w:p>"), "corrupt"),
    # --- huge
    Case("40,001 paragraphs", "text", lambda: "a\n\n" * 40_001, "too-long"),
    Case("40,000 paragraphs", "html", lambda: "<p>a" * 39_999 + f"<p>{CLAIM}", huge=True),
    Case("too large", "text", lambda: "word " * 1_100_000, "too-large", huge=True),
    Case("very, 200,000 times", "text", lambda: "very " * 200_000 + END, huge=True),
    Case("a word, 200,000 times", "text", lambda: "word " * 200_000 + END, huge=True),
    Case("a million empty lines", "text", lambda: "\n" * 1_000_000 + CLAIM, huge=True),
    Case("a million lines", "text", lambda: "a\n" * 1_000_000 + END, "too-long", huge=True),
    Case("a million lines of Markdown", "markdown", lambda: "- a\n" * 1_000_000 + END, "too-long", huge=True),
    Case("100,000 links", "markdown", lambda: "[a](https://b.example/c) " * 100_000 + END, huge=True),
    Case("100,000 links, HTML", "html", lambda: "<a href='https://b.example/c'>a</a> " * 100_000 + f"<p>{CLAIM}", huge=True),
    Case("100,000 deep elements", "html", lambda: "<div>" * 100_000 + f"<p>{CLAIM}</p>", huge=True),
    Case("256 weasel words", "text", lambda: "Miracle cure. Garlic cures cancer! " * 256, huge=True),
    Case("5 MB of one letter", "text", lambda: "a" * 4_900_000 + END, huge=True),
    Case("5 MB of spaces", "html", lambda: "<p>a" + " " * 4_900_000 + f"b<p>{CLAIM}", huge=True),
    Case("a Word file of 100,000 paragraphs", "docx", lambda: hostile_word("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 100_000 + f"<w:p><w:r><w:t>{CLAIM}</w:t></w:r></w:p>"), code="too-long", huge=True),
    Case("a Word picture described by spaces", "docx", lambda: hostile_word(
        '<w:p><w:r><w:drawing><wp:docPr xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" descr="x' + "&#10;" * 1_000_000 + f'y"/></w:drawing></w:r></w:p><w:p><w:r><w:t>{CLAIM}</w:t></w:r></w:p>'), huge=True),
]  # fmt: skip
