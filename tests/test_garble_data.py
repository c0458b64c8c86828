"""The pages the detector of broken sentences is trained on: their form, their labels, and that no labelled page is among them."""

from __future__ import annotations

import json
import re
import sys

import pytest

from tests.conftest import ROOT, SHARED, needs_shared
from tests.test_claim_data import runs_of

FOLDER = ROOT / "training" / "garble"
LABELS = [SHARED / "eval" / "labels.jsonl", SHARED / "seed" / "labels.jsonl"]
#: A heading of a page, a sound line, or a broken one with its kind and its repair.
LINE = re.compile(r"=== \S.*|[-#*] ?\S.*|\+[smlwf] \S.* \|\|\| \S.*|\s*")


@pytest.fixture(scope="module")
def rows():
    """The module training/garble/rows.py."""
    sys.path.insert(0, str(FOLDER))
    sys.modules.pop("rows", None)
    import rows as module

    yield module
    sys.path.remove(str(FOLDER))
    sys.modules.pop("rows")


@pytest.mark.parametrize(
    "path", sorted((FOLDER / "data" / "pages").glob("*.txt")), ids=lambda path: path.stem
)
def test_pages_keep_to_their_form(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []


def test_a_sixth_of_the_pages_is_kept_out(rows):
    trained, kept = dict(rows.pages(kept=False)), dict(rows.pages(kept=True))
    assert trained.keys().isdisjoint(kept)
    assert 1 / 9 < len(kept) / (len(kept) + len(trained)) < 1 / 4
    assert {row["label"] for page in kept.values() for row in page} == {0, 1}


def test_a_pair_tells_where_the_broken_sentence_breaks(rows):
    row = rows.pair("Rest the limb up and drink of water.", "Rest the leg and drink plenty of water.", "x")
    words = [row["text"][start:end] for start, end in row["wrong"]]
    assert words == ["limb", "up"]
    assert [row["text"][at:].split()[0] for at in row["gap"]] == ["of"]


@needs_shared
def test_no_page_shares_a_run_of_words_with_a_labelled_stretch(rows):
    texts = [row["text"] for kept in (True, False) for _, page in rows.pages(kept) for row in page]
    labelled = (json.loads(line) for path in LABELS for line in path.read_text(encoding="utf-8").splitlines())
    runs = {run for row in labelled for run in runs_of(row["text"])}
    assert [text for text in texts if not runs.isdisjoint(runs_of(text))] == []
