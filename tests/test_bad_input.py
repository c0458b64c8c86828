"""Bad, broken and absurd files: read with every finding in its place, or refused with what, where and what to do.

Sizes are such that anything that works in the square of a file's length would take minutes here.
"""

from __future__ import annotations

import codecs
import io
import random
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimlint.document import Media
from claimlint.errors import ReadError
from claimlint.finding import FileReport
from claimlint.linter import check_document, check_path, make_report
from claimlint.prepared import Linter, Settings, make_linter
from claimlint.readers import read_bytes, read_text
from claimlint.reports import FORMATS
from claimlint.reports.json_report import as_dict

CLAIM = "Garlic cures cancer."
PROSE = "Back pain is common – naïve or not. It’s often gone within weeks. " * 3
MEDIA: tuple[Media, ...] = ("text", "markdown", "html")
every_format = pytest.mark.parametrize("media", MEDIA)


@pytest.fixture(scope="module")
def judge(linter: Linter):
    """Read and check bytes as a file of a format; the span law holds for all findings, and all reports can be made."""

    def run(data: bytes | str, media: Media) -> FileReport:
        data = data.encode() if isinstance(data, str) else data
        document = read_bytes(data, "x", media)
        report = check_document(linter, document)
        for finding in report.findings:
            assert document.source.text[finding.start : finding.end] == finding.excerpt
        return report

    return run


def refused(data: bytes | str, media: Media) -> ReadError:
    """Return the error on bytes that must not be read; it says what, where and what to do."""
    with pytest.raises(ReadError) as caught:
        read_bytes(data.encode() if isinstance(data, str) else data, "x", media)
    assert caught.value.message and caught.value.where.startswith("x") and caught.value.hint
    return caught.value


def found(report: FileReport) -> list[str]:
    return [f.excerpt for f in report.findings if f.rule.startswith("claims/")]


# --- bytes ------------------------------------------------------------------------------------------


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", CLAIM * 50)
    return out.getvalue()


BINARY = {
    "PNG": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 9,
    "ZIP": archive(),
    "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 9,
    "random": random.Random(7).randbytes(20_000),
    "random without NUL": random.Random(7).randbytes(20_000).replace(b"\0", b"\1"),
    "NUL bytes": b"\0" * 1000,
    "one NUL": (CLAIM.encode() + b"\n") * 3 + b"\0",
    "one NUL deep in a long text": PROSE.encode() * 2000 + b"\0" + PROSE.encode() * 2000,
    "control characters": b"\x01\x02\x03\x04" * 20,
}


@every_format
@pytest.mark.parametrize("name", BINARY)
def test_binary_files_are_refused(name, media):
    assert refused(BINARY[name], media).code in ("binary", "undecodable")


def test_the_place_of_a_lone_nul_is_named():
    assert "byte 20;" in refused(CLAIM + "\0" + CLAIM, "text").message


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (PROSE.encode() + "caf\u00e9".encode()[:-1], "line 1"),
        (PROSE.encode() + b"\n\xe9\n" + PROSE.encode(), "line 2"),
        (b"\xef\xbb\xbf" + PROSE.encode()[:-1] + b"\xc3", "byte"),
        (codecs.BOM_UTF16_LE + PROSE.encode("utf-16-le")[:-1], "byte"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", "byte"),
    ],
)
def test_text_that_is_cut_within_a_character_is_refused(data, line):
    error = refused(data, "text")
    assert error.code == "undecodable" and line in error.message


@every_format
@pytest.mark.parametrize(
    "data",
    [
        PROSE.encode(),
        b"\xef\xbb\xbf" + PROSE.encode(),
        codecs.BOM_UTF16_LE + PROSE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + PROSE.encode("utf-16-be"),
        PROSE.encode("utf-16-le"),
        PROSE.encode("utf-16-be"),
        PROSE.encode("cp1252"),
        b"caf\xe9 and t\xe9a" * 9,
    ],
)
def test_other_encodings_are_read(data, media):
    text = read_bytes(data, "x", media).text
    assert "naïve or not" in text or "café" in text


@pytest.mark.parametrize(
    "charset", ["utf-16", "utf-7", "undefined", "unicode_escape", "idna", "no-such", "hex", "shift_jis"]
)
def test_a_wrong_declared_charset_does_no_harm(charset):
    page = f'<meta charset="{charset}"><p>{PROSE}</p>'
    assert "naïve or not" in read_bytes(page.encode(), "x", "html").text
    assert "or not. It" in read_bytes(page.encode("cp1252"), "x", "html").text


@every_format
def test_half_a_character_in_a_decoded_text_is_refused(media):
    with pytest.raises(ReadError, match="half a character"):
        read_text(f"{CLAIM} \ud83d", "x", media)


@every_format
def test_escaped_surrogates_and_absurd_numbers_are_no_characters(judge, media):
    for reference in (
        "&#xD800;",
        "&#55357;",
        "&#x110000;",
        "&#" + "9" * 5000 + ";",
        "&#x" + "f" * 5000 + ";",
        "&#0;",
    ):
        assert found(judge(f"{CLAIM} {reference} {CLAIM}\n", media)) == ["cures cancer"] * 2


# --- files ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
def test_files_that_cannot_be_read_become_reports(linter, tmp_path, suffix):
    (tmp_path / f"folder.{suffix}").mkdir()
    (tmp_path / f"big.{suffix}").write_text("word " * 100)
    small = make_linter(Settings(linter.settings.rules, max_bytes=100))
    codes = {
        name: (check_path(small, tmp_path / f"{name}.{suffix}").error or FAIL).code
        for name in ("gone", "folder", "big")
    }
    assert codes == {"gone": "missing-file", "folder": "unreadable", "big": "too-large"}


FAIL = ReadError("none", "no error")


def test_a_file_that_goes_while_it_is_read(linter, tmp_path, monkeypatch):
    (tmp_path / "a.md").write_text(CLAIM)

    def gone(path: Path) -> bytes:
        raise FileNotFoundError(2, "No such file", str(path))

    monkeypatch.setattr(Path, "read_bytes", gone)
    assert (check_path(linter, tmp_path / "a.md").error or FAIL).code == "missing-file"


# --- front matter -----------------------------------------------------------------------------------

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{here}: &{here} [{','.join([f'*{above}'] * 9)}]\n"
    for above, here in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("front", "line", "said"),
    [
        ("title: x\n\tb: c\n---\n", 3, "tab|\\\\t"),
        ("title: x\nb: [c\n---\n", 3, "expected"),
        ("title: x\nb: c: d\n---\n", 3, "mapping values"),
        ("title: x\nb: 'c\n---\n", 3, "unexpected end"),
        ("title: x\ndate: 2024-13-45\n---\n", 3, "month"),
        ("title: x\nb: !!python/object:os.system c\n---\n", 3, "constructor"),
        ("title: x\nb: \x01\n---\n", 3, "special characters"),
        ("title: x\nb: *gone\n---\n", 3, "alias"),
        ('title: "\\ud800"\n---\n', 2, "half a character"),
        ("n: " + "9" * 5000 + "\n---\n", 2, "digits"),
        ("title: x\n" + BOMB + "---\n", 2, "aliases"),
        ("a: &a [*a]\n---\n", 2, "aliases"),
        ("a: &a {<<: *a}\n---\n", 2, ""),
        ("a: " + "[" * 20_000 + "\n---\n", 2, "deep"),
        (f"a: {'b' * 40}\n" * 20_000 + "---\n", 1, "close it"),
        ("title: x\nText that goes on.\n", 1, "never closed"),
        ("title: x\n" + "- item\n" * 5000, 1, "never closed"),
    ],
)
def test_broken_front_matter_is_refused_with_its_line(front, line, said):
    error = refused(f"---\n{front}{CLAIM}\n", "markdown")
    assert error.code == "front-matter" and error.where == f"x:{line}"
    assert re.search(said, str(error))


@pytest.mark.parametrize(
    "front",
    [
        "title: x\ntitle: Garlic\n---\n",
        "---\n",
        "# only a comment\n---\n",
        "- a list\n- of two\n---\n",
        "# Heading\nGarlic, and prose between two rules.\n---\n",
        "Note: Prose after a rule.\n\n",
        "? [a, b]\n: c\n---\n",
        "2020: year\ntrue: yes\nnull: no\n---\n",
        "date: 2024-01-02\nupdated: 2024-01-02 10:00:00 +02:00\nauthor: [A, B]\naudience: {a: b}\n---\n",
        "when: 1:2:3\nsize: .inf\n---\n",
    ],
)
def test_unusual_front_matter_is_read(judge, front):
    assert found(judge(f"---\n{front}\n{CLAIM}\n", "markdown")) == ["cures cancer"]


def test_nothing_between_two_rules_is_lost(judge):
    assert found(judge(f"---\n# Garlic\n{CLAIM}\n---\nText.\n", "markdown")) == ["cures cancer"]


# --- absurd texts -----------------------------------------------------------------------------------

ABSURD = {
    "one line": (("x" * 99 + " ") * 10_000),
    "one line of prose": PROSE * 300,
    "one word": "a" * 200_000,
    "spaces": "a" + " " * 100_000 + "b",
    "tabs": "a" + "\t" * 100_000 + "b",
    "line ends": "a" + "\n" * 100_000 + "b",
    "line separators": "a" + "\u2028" * 100_000 + "b",
    "page ends": "a" + "\x0c\x0b\x85" * 30_000 + "b",
    "mixed line ends": "Garlic.\r\nGarlic.\rGarlic.\nGarlic.\n\r" * 300,
    "other line ends": "Garlic.\u2028Garlic.\u2029Garlic.\x85Garlic.\x0b\x0c" * 300,
    "control characters": "Garlic\x7f \x1b[31m cures\x1b[0m \n" * 300 + "\x08 \x01",
    "right to left": "\u202eגרליק\u202c מרפא \u200f" * 500,
    "combining marks": "a" + "\u0301" * 50_000 + " " + "e\u0301\u0323 " * 3000,
    "zero width": "\u200b\u200d\ufeff" * 5000,
    "emoji": "🙂👩‍⚕️🏳️‍🌈" * 3000,
    "punctuation": "?!.,;:-–—…" * 3000,
    "quotation marks": '"' * 20_000,
    "apostrophes": "'" * 20_000,
    "hyphens": "a-" * 10_000,
    "dots": "." * 100_000,
    "brackets": "(" * 10_000 + ")" * 10_000,
    "an address": "https://a.example/" + "a/" * 50_000,
    "digits": "7" * 100_000,
    "numbers": "seven-" * 3000,
    "unknown letters": "\u0378\ue000\U000f0000" * 5000,
}
BROKEN: dict[str, tuple[Media, str]] = {
    "nested elements": ("html", "<div>" * 5000 + "x" + "</div>" * 5000),
    "nested inline elements": ("html", "<b>" * 5000 + "x"),
    "nested lists": ("html", "<ul><li>" * 5000 + "x"),
    "nested tables": ("html", "<table><tr><td>" * 5000 + "x"),
    "nested links": ("html", "<a href=x>" * 5000 + "x"),
    "end tags": ("html", "</p></div>" * 5000),
    "ampersands": ("html", "&" * 200_000),
    "references": ("html", "&amp;&bogus;&#65;&#x41" * 3000),
    "open comments": ("html", "<!--" * 10_000),
    "open declarations": ("html", "<!a<?b<![CDATA[" * 5000),
    "open attributes": ("html", "<p a='" * 20_000),
    "open attributes, closed": ("html", "<p a='" * 20_000 + ">"),
    "open attributes, mixed": ("html", "<p a='\"" * 20_000 + "'>"),
    "many attributes": ("html", "<p " + "a=b " * 50_000 + ">x"),
    "an open script": ("html", "<script>" + "</scrip" * 20_000),
    "less than": ("html", "<" * 100_000),
    "nested quotes": ("markdown", "> " * 40 + "x\n"),
    "nested lists of lines": ("markdown", "".join("  " * i + "- x\n" for i in range(38))),
    "open brackets": ("markdown", "[" * 20_000),
    "open images": ("markdown", "![" * 5_000),
    "open links": ("markdown", "[a](" * 10_000),
    "asterisks": ("markdown", "*" * 20_000),
    "asterisks apart": ("markdown", "*a **b " * 3_000),
    "backticks": ("markdown", "`" * 20_000),
    "angles": ("markdown", "<" * 20_000),
    "CDATA": ("markdown", "a <![CDATA[" * 2_000),
    "inline comments": ("markdown", "a <!-- " * 5_000),
    "links": ("markdown", "[garlic](https://a.example) " * 3000),
    "definitions": ("markdown", "".join(f"[r{i}]: https://a.example/{i}\n" for i in range(20_000))),
    "a wide table": ("markdown", "|" + "a|" * 3000 + "\n|" + "-|" * 3000 + "\n" + "|x|\n" * 100),
    "shortcodes": ("markdown", "[aa b=" * 1000 + '[aa b="x" ' * 1000),
    "items": ("markdown", "Avoid:\n\n" + "- Honey\n" * 3000),
    "headings": ("markdown", "# Honey\n\n" * 1500),
    "a title of marks": ("html", "<h1>" + "?" * 100_000 + "</h1><p>x"),
    "a heading of marks": ("markdown", "# " + "?! " * 30_000),
    "claims": ("text", "Garlic cures cancer. " * 500),
    "claims without a full stop": ("text", "garlic cures cancer " * 200),
    "myths": ("text", "Myth: garlic cures cancer.\n" * 500),
}


@every_format
@pytest.mark.parametrize("name", ABSURD)
def test_absurd_texts(judge, name, media):
    judge(ABSURD[name], media)


@pytest.mark.parametrize("name", BROKEN)
def test_broken_and_boundless_markup(judge, name):
    media, text = BROKEN[name]
    judge(text, media)


@pytest.mark.parametrize(
    "text",
    ["> " * 5000 + "x", "- " * 5000 + "x", "".join("  " * i + "- x\n" for i in range(300)), ">" * 5000],
)
def test_nesting_that_no_article_has_is_refused_with_its_line(text):
    error = refused(text, "markdown")
    assert error.code == "too-deep" and "line" in error.message


AROUND = {
    "after ampersands": ("html", "&" * 5000 + "<p>", "</p>"),
    "after an open comment": ("html", "<p>a</p><!-- <p>", "</p>"),
    "after an open attribute": ("html", "<p>a</p><p class='x><p>", "</p>"),
    "after an open link": ("markdown", "[" * 2000 + "\n\n", ""),
    "after an open comment in Markdown": ("markdown", "a <!-- b\n\n", ""),
    "after many signs": ("text", '"' * 5000 + "\n", ""),
    "after a long word": ("text", "a" * 5000 + "\n", ""),
    "at the end of a long line": ("text", PROSE * 100, ""),
    "at the end of a long line of Markdown": ("markdown", "*word* " * 3000 + ". ", ""),
}


@pytest.mark.parametrize("name", AROUND)
def test_a_claim_is_found_whatever_stands_around_it(judge, name):
    media, before, after = AROUND[name]
    assert found(judge(f"{before}{CLAIM}{after}", media))[-1:] == ["cures cancer"]


def reports(linter: Linter) -> Iterator[FileReport]:
    for text in (f"\x1b[31m {CLAIM} \x07", f"{CLAIM} \x7f\u200b\u202e"):
        yield check_document(linter, read_text(text, "\x1b[1m.txt", "text"))


def test_nothing_in_a_file_can_steer_the_terminal(linter):
    report = make_report(linter.settings, list(reports(linter)))
    assert "\x1b" not in FORMATS["terminal"](report)
    assert as_dict(report)["summary"]["errors"] >= 2
