"""``check_batch`` and the guide to archives: the same kind of thing back, with the columns that the guide lists."""

from __future__ import annotations

import doctest
import re

import pandas as pd
import pyarrow as pa
import pytest

from claimlint import check_batch, load_settings
from claimlint.corpus.columns import ARTICLES, FINDINGS
from claimlint.errors import UsageError
from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "corpus.md").read_text(encoding="utf-8")
CLAIM = "Garlic cures gout."
COLUMNS = {
    "id": ["a", "b", "c"],
    "text": [CLAIM, "**Garlic** cures gout.", None],
    "kind": ["text", "markdown", None],
}


@pytest.fixture(scope="module")
def settings():
    return load_settings(config=False, select=["claims"])


def test_what_comes_in_comes_out(settings):
    options = {"settings": settings, "media_column": "kind"}
    plain = check_batch(COLUMNS, **options)
    frame = check_batch(pd.DataFrame(COLUMNS, index=[7, 8, 9]), **options)
    table = check_batch(pa.table(COLUMNS), **options)
    assert isinstance(plain, dict) and isinstance(frame, pd.DataFrame) and isinstance(table, pa.Table)
    names = ["id", *(column.name for column in ARTICLES[3:]), "findings"]
    assert list(plain) == list(frame.columns) == table.column_names == names
    assert plain["status"] == frame["status"].tolist() == table["status"].to_pylist() == ["ok", "ok", "error"]
    assert plain["errors"] == frame["errors"].tolist() == table["errors"].to_pylist() == [1, 1, 0]
    assert table["findings"].to_pylist() == plain["findings"] == frame["findings"].tolist()
    finding = plain["findings"][1][0]
    assert list(finding) == [column.name for column in FINDINGS[2:]]
    assert COLUMNS["text"][1][finding["start"] : finding["end"]] == finding["excerpt"]
    assert frame.index.tolist() == [7, 8, 9] and str(frame["words"].dtype) == "Int64"


def test_an_empty_batch_has_the_same_types(settings):
    full = check_batch(pa.table({"text": [CLAIM]}), settings=settings)
    assert check_batch(pa.table({"text": pa.array([], pa.string())}), settings=settings).schema == full.schema
    frame = pd.DataFrame({"text": []}, dtype=object)
    assert check_batch(frame, settings=settings).columns.tolist() == full.column_names


def test_numpy_and_what_is_missing_in_pandas(settings):
    import numpy as np

    batch = {"id": np.array([1, 2]), "text": np.array([CLAIM, float("nan")], dtype=object)}
    assert check_batch(batch, settings=settings)["error_code"] == [None, "no-text"]
    assert (
        check_batch(pd.DataFrame({"text": [pd.NA, None]}), settings=settings)["status"].tolist()
        == ["error"] * 2
    )


def test_mistakes(settings):
    with pytest.raises(UsageError, match=r"no column “text”\. Did you mean “texts”"):
        check_batch({"texts": []}, settings=settings)
    with pytest.raises(UsageError, match="called like one that is added: words"):
        check_batch({"text": [], "words": []}, keep=("words",), settings=settings)
    with pytest.raises(TypeError, match="no list"):
        check_batch([CLAIM], settings=settings)


def test_the_examples_of_the_guide():
    code = "\n".join(re.findall(r"^```pycon\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE))
    test = doctest.DocTestParser().get_doctest(code, {}, "docs/corpus.md", None, 0)
    said: list[str] = []
    assert doctest.DocTestRunner().run(test, out=said.append).failed == 0, "".join(said)


@pytest.mark.parametrize(("name", "columns"), [("articles", ARTICLES), ("findings", FINDINGS)])
def test_the_guide_lists_the_columns(name, columns):
    types = {
        "strings": "list of string",
        "topics": "list of struct",
        "highlights": "list of struct",
        "edit": "struct",
    }
    rows = [f"| `{one.name}` | {types.get(one.type, one.type)} | {one.about} |" for one in columns]
    assert (
        f"### {name}\n\n| column | type | what it holds |\n|---|---|---|\n" + "\n".join(rows) + "\n" in GUIDE
    )
