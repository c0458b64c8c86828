"""The dashboard as it is written: charts, pages, the folder."""

from __future__ import annotations

import builtins
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from claimlint.dashboard import build as building
from claimlint.dashboard.build import build
from claimlint.dashboard.charts import SEVERITY_COLOURS, Bar, Point, bars, columns, line_ends, trend
from claimlint.dashboard.folder import MARKER
from claimlint.dashboard.names import page_name
from claimlint.errors import UsageError
from tests.conftest import ROOT
from tests.dashboard_reports import HOSTILE, file, finding, report, run, unread
from tests.dashboard_reports import put as put_report

pytest.importorskip("altair")
pytest.importorskip("vl_convert")


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def two(tmp_path) -> list[Path]:
    """Two runs: one finding went, one came; one file is not read."""
    old = report(file("a.md", finding(key="aa")), file("b.md", words=900), run=run(1))
    new = report(
        file("a.md", finding("safety/dose", key="bb")), file("b.md", words=900), unread(), run=run(2)
    )
    return [put_report(tmp_path / "1.json", old), put_report(tmp_path / "2.json", new)]


def test_charts_take_colours_from_the_page_and_say_what_they_show():
    rows = [Bar("a <b> & c", "3", {"errors": 1, "warnings": 2, "notes": 0})]
    drawn = [
        bars("one", "Title <1>", "What & why", rows, SEVERITY_COLOURS),
        columns("two", "Grades", "", [("1", 2), ("2", 0)], "grade", "1"),
        trend(
            "three",
            "Trend",
            "",
            [Point("a", {"errors": 1.0}), Point("b", {"errors": 2.0}, "rules 2")],
        ),
    ]
    for svg in drawn:
        assert svg.startswith("<svg ") and 'role="img" aria-labelledby=' in svg
        assert "style=" not in svg and "<script" not in svg and "clip-path" not in svg
        assert not re.search(r'(fill|stroke)="(#|rgb|black|white)', svg)
    assert "a &lt;b&gt; &amp; c" in drawn[0] and '<title id="one-title">Title &lt;1&gt;</title>' in drawn[0]
    assert 'fill="var(--error)"' in drawn[0] and 'fill="currentColor"' in drawn[0]
    assert "rules 2" in drawn[2]


def test_lines_that_end_together_share_a_name():
    def said(*rates: float) -> list[tuple[str, float]]:
        named = dict(zip(("errors", "warnings", "notes"), rates, strict=True))
        return [(end["said"], end["rate"]) for end in line_ends(named, 1.0)]

    assert said(1, 5, 9) == [("errors", 1), ("warnings", 5), ("notes", 9)]
    assert said(0, 5, 0.5) == [("errors, notes", 0.25), ("warnings", 5)]
    assert said(0, 0, 0) == [("errors, warnings, notes", 0)]


def test_what_is_written_and_that_it_is_the_same_again(two, tmp_path):
    built = build(two, tmp_path / "out", "Our <articles>")
    assert (built.articles, built.runs) == (3, 2)
    first = files(tmp_path / "out")
    pages = {f"articles/{page_name(path)}" for path in ("a.md", "b.md", "gone.md")}
    assert pages <= set(first) and {"index.html", "assets/data.js", "assets/palette.css", MARKER} <= set(
        first
    )
    index = first["index.html"].decode()
    assert "<title>Our &lt;articles&gt;</title>" in index and "There is no such file." in index
    assert "Content-Security-Policy" in index and "http://" not in index.replace("http://www.w3.org", "")
    assert f"articles/{page_name('a.md')}#f-bb" in index
    build(two, tmp_path / "out", "Our <articles>")
    build(two, tmp_path / "again", "Our <articles>")
    assert files(tmp_path / "out") == first == files(tmp_path / "again")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.json", "2.json", "again", "out"]


def test_figures_stand_in_the_page_and_the_data(two, tmp_path):
    build(two, tmp_path / "out")
    index = (tmp_path / "out" / "index.html").read_text()
    totals = dict(re.findall(r"<dt>([^<]*)</dt><dd[^>]*>([^<]*)</dd>", index))
    assert totals["Articles read"] == "2" and totals["Not read"] == "1" and totals["● Errors"] == "1"
    assert totals["Findings per 1,000 words"] == "0.53"
    assert (
        'Newly broken <span class="number">1</span>' in index
        and 'Newly fixed <span class="number">1</span>' in index
    )
    script = (tmp_path / "out" / "assets" / "data.js").read_text(encoding="ascii")
    data = json.loads(json.loads(script.removeprefix("const CLAIMLINT = JSON.parse(").removesuffix(");\n")))
    rows = [dict(zip(data["columns"], row, strict=True)) for row in data["rows"]]
    assert [(row["path"], row["errors"], row["broken"]) for row in rows] == [
        ("gone.md", 0, 0),
        ("a.md", 1, 1),
        ("b.md", 0, 0),
    ]
    assert data["rules"] == ["safety/dose"] and rows[1]["rules"] == [0, 0, 1]


@pytest.mark.parametrize("listed", [(), (unread(),), (file(words=0),)], ids=["none", "unread", "no words"])
def test_there_need_be_nothing_to_show(tmp_path, listed):
    path = put_report(tmp_path / "r.json", report(*listed))
    assert build([path], tmp_path / "out").articles == len(listed)


def test_hostile_paths_stay_in_the_folder_and_hostile_text_is_text(tmp_path):
    paths = ["../../x.md", "/etc/x.md", "a\0b.md", HOSTILE, "C:\\x.md", "\ud800"]
    hostile = [
        file(
            path,
            finding(excerpt=HOSTILE, message=HOSTILE),
            document={"title": HOSTILE, "author": HOSTILE, "url": "javascript:alert(1)"},
        )
        for path in paths
    ]
    build([put_report(tmp_path / "r.json", report(*hostile))], tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "r.json"]
    assert len(list((tmp_path / "out" / "articles").iterdir())) == len(paths)
    for name, data in files(tmp_path / "out").items():
        if name.endswith(".html"):
            assert (
                b"<script>window" not in data
                and b"<img" not in data
                and "\u202e".encode() not in data
                and b"\x00" not in data
            ), name


def refused(paths, output) -> UsageError:
    with pytest.raises(UsageError) as caught:
        build(paths, output)
    assert caught.value.hint
    return caught.value


def test_an_output_that_is_read_is_refused(two, tmp_path):
    assert refused(two, tmp_path).code == "same-place"
    assert refused(two, two[0]).code == "same-place"
    assert refused([tmp_path], tmp_path / "out").code == "same-place"
    assert refused([tmp_path], tmp_path).code == "same-place"


def test_an_output_that_cannot_be_is_refused(two, tmp_path):
    assert refused(two, put_report(tmp_path / "file", "x")).code == "unwritable"
    assert refused(two, tmp_path / "no" / "out").code == "unwritable"


def test_what_is_not_ours_is_never_touched(two, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    kept = put_report(out / "mine.txt", "mine")
    assert "mine.txt" in refused(two, out).message
    kept.unlink()
    build(two, out)
    kept = put_report(out / "articles" / "mine.txt", "mine")
    before = files(out)
    assert "articles/mine.txt" in refused(two, out).message and files(out) == before
    kept.unlink()
    build(two, out)


def test_a_build_that_fails_leaves_the_old_one(two, tmp_path, monkeypatch):
    build(two, tmp_path / "out")
    before = files(tmp_path / "out")

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    for name in ("_write_articles", "_write_overview"):
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(building, name, fail)
            build(two, tmp_path / "out")
    rename = Path.rename
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Path, "rename", lambda self, to: fail() if ".new-" in self.name else rename(self, to))
        build(two, tmp_path / "out")
    assert files(tmp_path / "out") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.json", "2.json", "out"]


def test_a_bad_report_leaves_the_old_one(two, tmp_path):
    build(two, tmp_path / "out")
    before = files(tmp_path / "out")
    assert refused([put_report(tmp_path / "bad.json", "{")], tmp_path / "out").code == "bad-report"
    assert files(tmp_path / "out") == before


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "abc", "blocks": "x", "links": []},
        {"text": "abc", "blocks": []},
        {"text": "abc", "blocks": [{"kind": "table", "level": 0, "start": 0, "end": 3, "cell": "x"}], "links": []},
        {"readability": {"x": 1}},
        {"garble": {"verdict": "clean"}},
        {"findings": [finding(references=5)]},
    ],
)  # fmt: skip
def test_a_report_that_somebody_spoilt_is_named(tmp_path, changes):
    spoilt = put_report(tmp_path / "spoilt.json", report({**file("a.md"), **changes}))
    error = refused([spoilt], tmp_path / "out")
    assert error.code == "bad-report" and error.where == str(spoilt)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["spoilt.json"]


def test_the_command_says_what_it_wrote_and_what_to_bear_in_mind(run, two, tmp_path):
    two.append(two[0])
    result = run("dashboard", *map(str, two), "-o", "out", "--title", "Ours")
    assert result.exit_code == 0
    assert result.stdout == "out/index.html: 3 articles, 2 runs.\n" and "named twice" in result.stderr
    assert run("dashboard", *map(str, two), "-o", "out", "--quiet").output == ""
    failed = run("dashboard", "no.json", "-o", "out")
    assert failed.exit_code == 2 and "no such file" in failed.output


def test_without_the_extra_it_says_what_to_install(run, two, monkeypatch):
    real = builtins.__import__

    def without(name: str, *rest: object):
        if name in ("altair", "vl_convert"):
            raise ImportError(name=name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    result = run("dashboard", *map(str, two), "-o", "out")
    assert result.exit_code == 2 and 'pip install "claimlint-health[dashboard]"' in result.output


def test_groups_of_few_words_are_drawn_only_where_there_are_no_others(tmp_path):
    def index(*listed: dict) -> str:
        build([put_report(tmp_path / "r.json", report(*listed))], tmp_path / "out")
        return (tmp_path / "out" / "index.html").read_text()

    small = file("s.md", finding(), words=100, document={"section": "Tiny"})
    large = file("l.md", finding(), words=9000, document={"section": "Large"})
    assert "10.0 (few words)</text>" in index(small)
    both = index(small, large)
    assert (
        "(few words)</text>" not in both
        and ">Large</text>" in both
        and "10.00 <small>few words</small>" in both
    )


def test_pages_of_a_history_say_what_is_true_of_it(tmp_path, monkeypatch):
    from claimlint.history import append
    from tests.histories import article, made
    from tests.small_report import finding as found

    whole = found(path="a.md", scope="document", excerpt="Tea", message="It has no disclaimer.")
    monkeypatch.chdir(tmp_path)
    for day, shown in ((1, ()), (2, (whole,))):
        append(tmp_path / "h.db", made([replace(article("a.md"), findings=shown)], day))
    build([tmp_path / "h.db"], tmp_path / "out")
    page = (tmp_path / "out" / "articles" / page_name("a.md")).read_text()
    assert "made from a history" in page and "--with-text</code>: it has" not in page
    assert '<span class="place">whole article</span>' in page and "blockquote class" not in page
    assert "<small>the whole article</small>" in (tmp_path / "out" / "index.html").read_text()


def test_the_commands_of_the_guide_do_what_it_says(run, put, tmp_path, kept_linters):
    guide = (ROOT / "docs" / "dashboard.md").read_text(encoding="utf-8")
    shown = [line[2:].split() for line in guide.splitlines() if line.startswith("$ claimlint ")]
    shown += [line.split() for line in map(str.strip, guide.splitlines()) if line.startswith("claimlint ")]
    put("articles/tea.md", "# Tea cures cancer\n\nTea cures cancer in 3 days. Throw away your tablets.\n")
    (tmp_path / "reports").mkdir()
    for month in ("january", "february", "march"):
        given = ("--run-info", "--fail-on", "never", "--format", "json", "--output")
        assert run("check", "articles", *given, f"{month}.json").exit_code == 0
        (tmp_path / "reports" / f"{month}.json").write_bytes((tmp_path / f"{month}.json").read_bytes())
    # The history of the second example is what the last one makes.
    for line in sorted(shown, key=lambda line: line[-3:] == ["history.db", "-o", "dashboard"]):
        result = run(*line[1:])
        assert result.exit_code == 0, (line, result.output)
    assert len(shown) == 7
