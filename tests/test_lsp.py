"""A session of the language server with a real client, over the pipes of a process."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import pytest

from tests.conftest import SAMPLES
from tests.lsp_client import Client

CLAIM = "# A new balm\n\nThis balm is 100% safe.\n"
FINE = "# Ear wax\n\nWax is normal. It keeps your ears clean.\n"
RULE = "claims/absolute-safety"
SEVERITIES = {"error": 1, "warning": 2, "info": 3}
WIDTHS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


@pytest.fixture(scope="module")
def editor() -> Iterator[Client]:
    """A session that the tests of this file share."""
    client = Client()
    client.start()
    yield client
    assert client.stop() == (0, "")


def rules(found: list[dict]) -> set[str]:
    return {diagnostic["code"] for diagnostic in found}


def of(rule: str, found: list[dict]) -> dict:
    return next(diagnostic for diagnostic in found if diagnostic["code"] == rule)


# --- the command line's findings ----------------------------------------------------------------------


def expected(run, put, name: str, text: str, encoding: str = "utf-16") -> list[tuple]:
    """What ``check --format json`` says of a file, in the terms of the protocol."""
    put(name, text)
    report = json.loads(run("check", name, "--format", "json", "--fail-on", "never").stdout)
    body = text.removeprefix("\ufeff")
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    codec, width = WIDTHS[encoding]

    def place(line: int, column: int) -> tuple[int, int]:
        before = ("\ufeff" if text != body and line == 1 else "") + lines[line - 1][: column - 1]
        return line - 1, len(before.encode(codec)) // width

    return [
        (f["rule"], SEVERITIES[f["severity"]], f["message"], place(f["line"], f["column"]), place(f["end_line"], f["end_column"]))
        for f in report["files"][0]["findings"]
    ]  # fmt: skip


def said(found: list[dict]) -> list[tuple]:
    def place(position: dict) -> tuple[int, int]:
        return position["line"], position["character"]

    return [
        (d["code"], d["severity"], d["message"], place(d["range"]["start"]), place(d["range"]["end"]))
        for d in found
    ]


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("flawed/calm-remedy-page.md", "markdown"),
        ("flawed/hype-page.html", "html"),
        ("flawed/machine-translated-article.txt", "plaintext"),
        ("clean/health-service-page.md", "markdown"),
    ],
)
def test_the_findings_of_the_command_line(editor, run, put, name, language):
    text = (SAMPLES / name).read_text(encoding="utf-8")
    file = name.rpartition("/")[2]
    assert said(editor.checked(text, f"file:///s/{file}", language)) == expected(run, put, file, text)


ODD = "\ufeff# Balm 👩‍⚕️ news\r\n\r\n“😀 This balm is 100% safe.” 😀 It cures\r\narthritis in 7 seconds\u2028 and 😀 cures cancer.\r\n"


def test_odd_characters(editor, run, put):
    found = editor.checked(ODD, "file:///odd.md")
    assert RULE in rules(found)
    assert said(found) == expected(run, put, "odd.md", ODD)


def test_the_same_places_in_another_encoding(run, put):
    client = Client()
    agreed = client.start(general={"positionEncodings": ["utf-7", "utf-8", "utf-16"]})
    assert agreed["capabilities"]["positionEncoding"] == "utf-8"
    assert said(client.checked(ODD, "file:///odd.md")) == expected(run, put, "odd.md", ODD, "utf-8")
    assert client.stop() == (0, "")


def test_findings_that_are_suppressed_are_not_shown(monkeypatch):
    from dataclasses import replace

    from claimlint.lsp import checking
    from claimlint.lsp.settings import ClientSettings

    real = checking.check_document

    def suppressing(linter, document):
        report = real(linter, document)
        return replace(report, findings=tuple(replace(f, suppressed="inline") for f in report.findings))

    client = ClientSettings(select=("claims",))
    assert checking.checked(CLAIM, "a.md", "markdown", None, client).findings
    monkeypatch.setattr(checking, "check_document", suppressing)
    assert checking.checked(CLAIM, "a.md", "markdown", None, client).findings == ()


# --- diagnostics --------------------------------------------------------------------------------------


def test_what_a_diagnostic_tells(editor):
    found = of(RULE, editor.checked(CLAIM, "file:///d/a.md"))
    assert found["range"] == {"start": {"line": 2, "character": 13}, "end": {"line": 2, "character": 22}}
    assert (found["severity"], found["source"]) == (1, "claimlint")
    assert found["codeDescription"]["href"].startswith("https://")


def test_what_matters_most_in_a_finding_is_related_information(editor):
    text = (SAMPLES / "flawed/machine-translated-article.txt").read_text(encoding="utf-8")
    found = of("garble/garbled-sentence", editor.checked(text, "file:///d/m.txt", "plaintext"))
    part = found["relatedInformation"][0]
    assert part["location"]["uri"] == "file:///d/m.txt"
    assert part["message"].strip("“”")


@pytest.mark.parametrize(
    ("uri", "language"),
    [
        ("untitled:Untitled-1", "markdown"),
        ("untitled:Untitled-2", "html"),
        ("untitled:Untitled-3", "plaintext"),
        ("file:///d/draft.qmd", "markdown"),
        ("file:///d/with%20blank%20%C3%A9.txt", "whatever"),
    ],
)
def test_formats_by_name_or_else_by_language(editor, uri, language):
    assert RULE in rules(editor.checked("A new balm\n\nThis balm is 100% safe.\n", uri, language))


def test_the_name_comes_before_the_language_as_on_the_command_line(editor, run, put):
    text = "A new balm\n\n<!-- This balm is 100% safe. -->\n"
    assert said(editor.checked(text, "file:///d/b.txt", "markdown")) == expected(run, put, "b.txt", text)


def test_code_and_papers_of_projects_are_left_alone(editor):
    editor.open("file:///d/code.py", CLAIM, "python")
    editor.open("file:///d/README.md", CLAIM, "markdown")
    left = editor.until(lambda m: m.get("method") == "window/logMessage")
    assert "README.md is left out" in left["params"]["message"]
    before = len(editor.seen)
    editor.checked(FINE, "file:///d/after.md")
    assert {m["params"]["uri"] for m in editor.seen[before:]} == {"file:///d/after.md"}


# --- changes ------------------------------------------------------------------------------------------


def test_changes_of_a_text_that_was_never_saved(editor):
    uri = "untitled:Untitled-9"
    assert RULE not in rules(editor.checked(FINE, uri))
    editor.change(uri, 2, {"text": CLAIM})
    assert RULE in rules(editor.diagnostics(uri, 2))
    start, end = {"line": 2, "character": 13}, {"line": 2, "character": 17}
    editor.change(uri, 3, {"range": {"start": start, "end": end}, "text": "often"})
    assert RULE not in rules(editor.diagnostics(uri, 3))
    editor.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert editor.diagnostics(uri, None) == []


def test_what_is_said_of_a_version_is_about_that_version(editor):
    uri = "file:///d/typed.md"
    texts = {1: FINE}
    editor.open(uri, FINE)
    for version in range(2, 14):
        texts[version] = CLAIM + "\nThis one, too, is 100% safe.\n" * (version % 3)
        editor.change(uri, version, {"text": texts[version]})
    start = len(editor.seen)
    editor.diagnostics(uri, 13)
    published = [m["params"] for m in editor.seen[start:] if m["params"].get("uri") == uri]
    versions = [p["version"] for p in published]
    assert versions == sorted(set(versions)) and versions[-1] == 13
    for p in published:
        count = sum(d["code"] == RULE for d in p["diagnostics"])
        assert count == texts[p["version"]].count("100% safe")


def test_what_is_stale_is_never_said():
    from claimlint.lsp.checking import Checked
    from claimlint.lsp.documents import Opened
    from claimlint.lsp.features import make_server
    from claimlint.lsp.positions import Lines

    server = make_server(lambda name: False)
    published = []
    server.text_document_publish_diagnostics = published.append
    document = Opened("u", None, "a.md", "markdown", 1, Lines("", "utf-16"), serial=2)
    server.documents["u"] = document
    server._deliver(document, 1, Checked())
    assert (published, document.fresh) == ([], None)
    server._deliver(document, 2, Checked())
    assert len(published) == 1 and document.fresh == Checked()
    del server.documents["u"]
    server._deliver(document, 2, Checked())
    assert len(published) == 1
    assert server.worker.stop(5)


def test_a_mistake_of_its_own_is_said_and_does_not_stop_it(monkeypatch):
    from claimlint.lsp import server as module
    from claimlint.lsp.documents import Opened
    from claimlint.lsp.features import make_server
    from claimlint.lsp.positions import Lines

    server = make_server(lambda name: False)
    published, logged = [], []
    server.text_document_publish_diagnostics = published.append
    server.window_log_message = logged.append
    document = Opened("u", None, "a.md", "markdown", 1, Lines("", "utf-16"))
    server.documents["u"] = document
    server._deliver(document, 0, module._guarded(lambda: 1 / 0))
    assert "ZeroDivisionError" in published[0].diagnostics[0].message
    assert "Traceback" in logged[0].message
    assert server.worker.stop(5)


# --- what can go wrong --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("---\ntitle: fine\nauthor: [open\n---\nText.\n", "front-matter", 2),
        ("> " * 60 + "deep", "too-deep", 0),
        ("NUL \0 in it", "binary", 0),
        ("half a \ud83d character", "undecodable", 0),
    ],
)
def test_a_text_that_cannot_be_read_says_so_once(editor, text, code, line):
    found = editor.checked(text, f"file:///e/{code}.md")
    assert [(d["code"], d["severity"], d["range"]["start"]["line"]) for d in found] == [(code, 1, line)]
    assert found[0]["message"].startswith("Not checked: ")
    editor.change(f"file:///e/{code}.md", 2, {"text": CLAIM})
    assert RULE in rules(editor.diagnostics(f"file:///e/{code}.md", 2))


def test_another_language(editor, run, put):
    text = (
        "# Rückenschmerzen\n\n"
        + "Dieser Balsam heilt jeden Schmerz in wenigen Sekunden und ist völlig sicher. " * 5
    )
    assert said(editor.checked(text, "file:///d/de.md")) == expected(run, put, "de.md", text)


def test_an_empty_text(editor):
    assert editor.checked("", "file:///d/empty.md") == []


def test_texts_it_does_not_know(editor):
    gone = {"textDocument": {"uri": "file:///nowhere.md"}}
    place = {"line": 0, "character": 0}
    editor.change("file:///nowhere.md", 2, {"text": CLAIM})
    editor.change("file:///nowhere.md", 2, {"range": {"start": place, "end": place}, "text": "x"})
    editor.notify("textDocument/didClose", gone)
    assert editor.ask("textDocument/hover", {**gone, "position": place})["result"] is None
    asked = {**gone, "range": {"start": place, "end": place}, "context": {"diagnostics": []}}
    assert editor.ask("textDocument/codeAction", asked)["result"] == []


MALFORMED = [
    b"{",
    b"[]",
    b"42",
    b"null",
    b"\xff\xfe",
    b'{"jsonrpc": "2.0"}',
    b'{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {"wrong": 1}}',
    b'{"jsonrpc": "2.0", "method": "no/such", "params": {}}',
    b'{"jsonrpc": "2.0", "method": ["x"], "params": {}}',
    b'{"jsonrpc": "1.0", "id": 7, "method": "shutdown"}',
    b'{"jsonrpc": "2.0", "id": 99, "result": 1}',
    b"[" * 100_000,
]


def test_malformed_messages(run, put):
    client = Client()
    client.start()
    for data in MALFORMED:
        client.body(data)
    client.raw(b"Content-Length: many\r\nNo header at all\r\n\r\n")
    wrong = client.ask("textDocument/hover", {"position": "here"})
    assert "error" in wrong
    assert client.ask("no/such")["error"]["code"] == -32601
    assert RULE in rules(client.checked(CLAIM))
    refused = [m for m in client.seen if "id" in m and m["id"] is None]
    assert refused and all(m["error"]["code"] == -32700 for m in refused)
    code, noted = client.stop()
    assert code == 0
    assert "Traceback" not in noted
    assert all(line.startswith("claimlint: ") for line in noted.splitlines())


def test_the_editor_goes_away():
    client = Client()
    client.start()
    assert client.left() == (1, "")


def test_the_editor_goes_away_while_a_check_runs():
    client = Client()
    client.start()
    client.open("file:///d/long.md", "Ginger cures arthritis in 7 seconds. " * 3000)
    client.notify("exit")
    code, noted = client.ended()
    assert (code, noted) == (1, "")


def test_without_its_extra(run, monkeypatch):
    for name in [name for name in sys.modules if name.startswith("claimlint.lsp")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pygls", None)
    monkeypatch.setitem(sys.modules, "pygls.lsp.server", None)
    monkeypatch.setitem(sys.modules, "pygls.uris", None)
    result = run("lsp")
    assert result.exit_code == 2
    assert "pip install 'claimlint-health[lsp]'" in result.output


# --- settings -----------------------------------------------------------------------------------------


def test_settings():
    client = Client()
    client.start({"select": ["claims"]}, workspace={"configuration": True})
    uri = "file:///drafts/a.md"

    def after(settings: object) -> list[dict]:
        client.notify("workspace/didChangeConfiguration", {"settings": settings})
        return client.diagnostics(uri)

    assert {rule.partition("/")[0] for rule in rules(client.checked(CLAIM, uri))} == {"claims"}
    assert RULE not in rules(after({"claimlint": {"ignore": [RULE], "region": ""}}))
    wrong = after({"select": ["clams"]})
    assert [d["code"] for d in wrong] == ["unknown-rule"] and "Did you mean" in wrong[0]["message"]
    wrong = after({"maxBytes": 9})
    assert [d["code"] for d in wrong] == ["too-large"] and "maxBytes" in wrong[0]["message"]
    before = len(client.seen)
    assert RULE in rules(after({"profile": "editoral", "maxBytes": True}))
    shown = [m["params"]["message"] for m in client.seen[before:] if m["method"] == "window/showMessage"]
    assert len(shown) == 2 and "Did you mean “editorial”" in shown[0]
    client.notify("workspace/didChangeWatchedFiles", {"changes": []})
    assert RULE in rules(client.diagnostics(uri))
    # Newer editors say only that something changed, and want to be asked.
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    asked = client.until(lambda m: m.get("method") == "workspace/configuration")
    assert asked["params"]["items"] == [{"section": "claimlint"}]
    answer = {"jsonrpc": "2.0", "id": asked["id"], "result": [{"ignore": [RULE]}]}
    client.body(json.dumps(answer).encode())
    assert RULE not in rules(client.diagnostics(uri))
    assert client.stop() == (0, "")
