"""Whatever stands in an article, a message or a path: every format stays valid and says it, and nothing breaks out."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from junitparser import JUnitXml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from claimlint.finding import FileError, FileReport, Report
from claimlint.reports import FORMATS, github, gitlab, jsonl, junit, markdown, sarif
from claimlint.reports.terminal import clean
from tests.small_report import finding, report
from tests.test_report_sarif import validator

NASTY = [
    "]]> <b>&amp;\x00\x1b[31m\ud7ff\ufffe",
    "a\r\n::error::b\n##[add-path]/tmp %0A%25",
    "| `x` ``y`` **z** _w_ ~~v~~ $m$ <script>alert(1)</script> <!-- --> </details>",
    "@someone #12 owner/repo#3 https://example.org www.example.org a@example.org [x](https://example.org) ![y](z) &#64;me &lt;",
    "::set-output name=x::y", "\\| \\` \\[x](y)", "- # 1. > ===", "😀\u202e\u200b\u2028", " ", "::", "%", "\n",
]  # fmt: skip
TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.sampled_from(NASTY),
    st.lists(st.sampled_from(NASTY), min_size=1, max_size=3).map("".join),
)


def made(text: str, path: str) -> Report:
    found = finding(message=text, fix=text, suggestion=text, excerpt=text, path=path)
    many = tuple(finding(message=text, path=path, line=n) for n in range(1, 13))
    unread = FileReport(path, error=FileError("unreadable", text))
    return report(FileReport(path, findings=(found, *many), lines={3: text}), unread)


def nasty(test):
    for text in NASTY:
        test = example(text, text)(test)
    return given(TEXT, TEXT)(test)


@nasty
def test_json_lines(text, path):
    lines = [json.loads(line) for line in jsonl.render(made(text, path)).split("\n")[:-1]]
    assert [line["message"] for line in lines if line["type"] == "finding"] == [text] * 13


@nasty
def test_sarif(text, path):
    log = json.loads(sarif.render(made(text, path)))
    validator().validate(log)
    (run,) = log["runs"]
    assert run["results"][1]["message"]["text"].replace("] (", "](") == text.replace("] (", "](")
    uris = {artifact["location"]["uri"] for artifact in run["artifacts"]}
    assert all(re.fullmatch(r"(?:[\w.~/:-]|%[0-9A-F]{2})*", uri, re.ASCII) for uri in uris)


@nasty
def test_gitlab(text, path):
    issues = json.loads(gitlab.render(made(text, path)))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 14
    assert all(issue["description"] == clean(text) for issue in issues[:13])


@nasty
def test_junit(text, path):
    written = junit.render(made(text, path))
    root = ElementTree.fromstring(written.encode())
    legal = re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    assert root[0][0][0].get("message") == legal
    assert JUnitXml.fromstring(written.encode()).failures == 13


def undone(text: str) -> str:
    for code, character in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, character)
    return text


@nasty
def test_github(text, path):
    written = github.render(made(text, path))
    lines = re.split(r"\r\n|\r|\n", written)[:-1]
    assert len(lines) == 1 + 9 + 6 + 1
    commands = [line for line in lines if line.lstrip().startswith("::")]
    assert (
        all(re.match(r"::(?:error file=|group::4 more|endgroup::)", line) for line in commands)
        and len(commands) == 12
    )
    assert not any("##[" in line for line in lines if line not in commands)
    for line in commands[:10]:
        _, properties, message = line.split("::", 2)
        assert clean(undone(message)).startswith(clean(text))
        pairs = [pair.split("=", 1) for pair in properties.partition(" ")[2].split(",")]
        assert undone(dict(pairs)["file"]) == clean(path)


# --- Markdown: nothing but our own markup -----------------------------------------------------------

OURS = re.compile(r"</?(?:details|summary|sub|br)>|<!-- claimlint-report -->")


def flat(tokens: list[Token]) -> list[Token]:
    return [t for token in tokens for t in (token, *flat(token.children or []))]


@nasty
def test_markdown(text, path):
    written = markdown.render(made(text, path))
    tokens = flat(MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(written))
    kinds = {token.type for token in tokens}
    assert not kinds & {
        "image",
        "link_open",
        "em_open",
        "s_open",
        "hr",
        "blockquote_open",
        "code_block",
        "fence",
    }
    assert [t.type for t in tokens].count("heading_open") == 1
    assert [t.type for t in tokens].count("strong_open") == 1 + 13
    for token in tokens:
        if token.type == "html_block":
            assert "<" not in OURS.sub("", token.content).replace("&lt;", "")
        elif token.type == "html_inline":
            assert OURS.fullmatch(token.content)
        elif token.type == "code_inline":
            assert token.content == "claims/made-up"
        elif token.type == "text":
            assert not re.search(r"@\w|#\d|://|www\.", token.content, re.IGNORECASE)
    cells = sum(token.type == "td_open" for token in tokens)
    assert cells == 4 and written.count("<details>") == written.count("</details>") == 1
    shown = "".join(token.content for token in tokens if token.type in ("text", "softbreak")).replace(
        "\u200b", ""
    )
    wanted = " ".join(clean(text).split())
    assert " ".join(wanted[:500].split()) in " ".join(shown.split())


@pytest.mark.parametrize("format_", FORMATS)
def test_lone_surrogates_do_not_stop_a_report(format_):
    assert FORMATS[format_](made("a\ud800b", "p\udcffq")).encode("utf-8", "replace")
