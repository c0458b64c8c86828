from __future__ import annotations

import codecs

import pytest

from claimlint.errors import ReadError
from claimlint.readers import media_of, read_bytes, read_file

TEXT = "Rücken – “pain” is common. It’s often gone within weeks, naïve or not. Café owners know it well."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_encodings(data, encoding):
    source = read_bytes(data, "x.txt", "text").source
    assert source.text == TEXT
    assert source.encoding == encoding


def test_utf_16_without_a_mark():
    assert read_bytes((TEXT * 5).encode("utf-16-le"), "x.txt", "text").source.text == TEXT * 5


def test_html_may_declare_its_charset():
    page = '<meta charset="iso-8859-2"><p>Wątroba żółć ćwiczenia są ważne</p>'
    assert "żółć" in read_bytes(page.encode("iso-8859-2"), "x.html", "html").text


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02\x03" * 200, b"%PDF-1.4\n" + bytes(range(256)) * 20, b"text\x00text" * 3]
)
def test_binary_files_are_refused(data):
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "x.txt", "text")
    assert caught.value.code in ("binary", "undecodable")


def test_a_broken_utf_16_file_is_refused():
    with pytest.raises(ReadError) as caught:
        read_bytes(codecs.BOM_UTF16_LE + b"\x00\xd8a", "x.txt", "text")
    assert caught.value.code == "undecodable"


def test_files_over_the_limit_are_refused(tmp_path):
    path = tmp_path / "big.txt"
    path.write_text("word " * 100)
    with pytest.raises(ReadError, match="--max-bytes") as caught:
        read_file(path, max_bytes=100)
    assert caught.value.code == "too-large"


@pytest.mark.parametrize(("name", "code"), [("none.txt", "missing-file"), ("article.epub", "unknown-format")])
def test_missing_and_unknown_files(tmp_path, name, code):
    if code == "unknown-format":
        (tmp_path / name).write_text("x")
    with pytest.raises(ReadError) as caught:
        read_file(tmp_path / name)
    assert caught.value.code == code


def test_media_by_suffix():
    assert [media_of(n) for n in ("a.TXT", "b.markdown", "c.htm")] == ["text", "markdown", "html"]
