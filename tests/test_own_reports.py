"""Pages, dashboards and comments that claimlint wrote are no articles when it searches a folder again."""

from __future__ import annotations

import pytest

from claimlint.articles import DASHBOARD, OWN, OWN_WITHIN, articles
from claimlint.config import Configs
from claimlint.config.ignored import Ignored
from claimlint.dashboard.folder import MARKER as DASHBOARD_MARKER
from claimlint.reports import html, markdown
from tests.small_report import one_of_everything

QUICK = ("--select", "claims/absolute-safety")


def test_they_are_known_by_their_first_bytes():
    for mark, text in zip(OWN, (html.render(one_of_everything()), markdown.render(one_of_everything())), strict=True):  # fmt: skip
        assert mark in text.encode()[:OWN_WITHIN]
    assert DASHBOARD == DASHBOARD_MARKER


def test_a_check_into_the_folder_it_checks_works_again(run, put, kept_linters):
    put("drafts/a.md", "# A balm\n\nThis balm is 100% safe.\n")
    check = ("check", "drafts", *QUICK, "--format", "html", "--output", "drafts/page.html", "--report", "markdown=drafts/comment.md")  # fmt: skip
    assert run(*check).exit_code == 1
    again = run(*check)
    assert again.exit_code == 1
    assert "left out as reports of claimlint: drafts/comment.md, drafts/page.html" in again.stderr
    # What is named is read.
    assert "drafts/page.html" in run("check", "drafts/page.html", *QUICK).stdout


def test_a_folder_of_reports_alone_says_so(run, put, kept_linters):
    put("drafts/a.md", "<!-- claimlint-report -->\n")
    result = run("check", "drafts", *QUICK)
    assert result.exit_code == 2 and "Reports of claimlint (a.md)" in " ".join(result.output.split())


def test_dashboards_are_passed_by(run, put, tmp_path, monkeypatch):
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    from claimlint.dashboard.build import build
    from tests.dashboard_reports import file, report
    from tests.dashboard_reports import put as put_report

    monkeypatch.chdir(tmp_path)
    built = build([put_report(tmp_path / "r.json", report(file("a.md")))], tmp_path / "out")
    assert OWN[0] in built.index.read_bytes()[:OWN_WITHIN]
    put("a.md", "An article.\n")
    found = articles(["."], Ignored(Configs()))
    assert [path.name for path in found.files] == ["a.md"]
