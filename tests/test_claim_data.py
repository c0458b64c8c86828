"""The sentences the classifier of claims is trained on: their form, and that no labelled page is among them."""

from __future__ import annotations

import importlib.util
import json
import re

import pytest

from tests.conftest import ROOT, SHARED, needs_shared

DATA = ROOT / "training" / "claims" / "data"
LABELS = SHARED / "eval" / "labels.jsonl"
#: Words in a row that a sentence of our own may not share with a labelled claim.
RUN = 7


def rows():
    spec = importlib.util.spec_from_file_location("rows", ROOT / "training" / "claims" / "rows.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.rows()


@pytest.mark.parametrize("path", sorted((DATA / "pages").glob("*.txt")), ids=lambda path: path.stem)
def test_pages_keep_to_their_form(path):
    line_form = re.compile(r"=== (?:junk|sound|mixed) \| \S.*|[+-][#*]? \S.*|\s*")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line_form.fullmatch(line)] == []


def test_rows_are_labelled_and_part_is_held_out():
    found = rows()
    assert {row["label"] for row in found} == {0, 1}
    assert all(row["text"] for row in found)
    pages = {row["page"] for row in found if row["page"]}
    held = {row["page"] for row in found if row["page"] and row["held_out"]}
    assert 1 / 9 < len(held) / len(pages) < 1 / 4
    assert pages - held == {row["page"] for row in found if row["page"] and not row["held_out"]}


@needs_shared
def test_no_row_shares_a_run_of_words_with_a_labelled_claim():
    labelled = (json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines())
    runs = {run for row in labelled if row["kind"] == "claim" for run in runs_of(row["text"])}
    assert [row["text"] for row in rows() if not runs.isdisjoint(runs_of(row["text"]))] == []


def runs_of(text):
    words = re.findall(r"[a-z']+", text.lower())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
