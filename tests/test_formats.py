"""The same article in four formats: the same rules at the same words."""

from __future__ import annotations

import re

import pytest

from claimlint.linter import check_path
from tests.conftest import SAMPLES

ARTICLE = SAMPLES / "formats" / "honey-for-a-cough"


@pytest.fixture(scope="module")
def reports(linter):
    return {
        suffix: check_path(linter, ARTICLE.with_suffix(f".{suffix}"))
        for suffix in ("txt", "md", "html", "docx")
    }


def plain(excerpt: str) -> str:
    """Return an excerpt without entities and the difference of apostrophes."""
    text = excerpt.replace("&nbsp;", " ").replace("&amp;", "&").replace("&rsquo;", "'").replace("’", "'")
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("suffix", ["txt", "html", "docx"])
def test_twins_give_the_same_rules_at_the_same_words(reports, suffix):
    # The text has no place for metadata: its author is missing, and that is only noted.
    def found(which: str) -> list[tuple[str, str, str]]:
        spans = [f for f in reports[which].findings if f.scope == "span"]
        return sorted((f.rule, f.severity, plain(f.excerpt)) for f in spans)

    assert len(found("md")) >= 7
    assert found(suffix) == found("md")


@pytest.mark.parametrize("suffix", ["html", "docx", "md"])
def test_twins_tell_who_wrote_them_and_when(reports, suffix):
    document = reports[suffix].document
    assert (document["author"], document["published"]) == ("Marta Lund, nurse", "2024-11-08")


def test_only_the_text_misses_its_author(reports):
    missing = {
        s: [f.severity for f in r.findings if f.rule == "trust/missing-author"] for s, r in reports.items()
    }
    assert missing == {"txt": ["info"], "md": [], "html": [], "docx": []}
