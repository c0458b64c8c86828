"""A batch of a table with what was said of each article: the function for ``map_batches`` and ``mapInPandas``."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from claimlint.corpus import arrow
from claimlint.corpus.columns import ARTICLES, FINDINGS
from claimlint.corpus.figures import article_values, finding_values
from claimlint.corpus.rows import Columns, Record, row_of
from claimlint.document import Media
from claimlint.errors import UsageError, nearest
from claimlint.prepared import Linter, Settings, make_linter
from claimlint.texts import check_article

Batch = TypeVar("Batch")
#: What is said of an article, and of a finding in it.
FIGURES, FINDING = ARTICLES[3:], FINDINGS[2:]
_PANDAS: Mapping[str, str] = {"int64": "Int64", "double": "float64", "bool": "boolean"}


def check_batch(
    batch: Batch,
    *,
    text: str = "text",
    media: Media = "text",
    media_column: str | None = None,
    keep: Sequence[str] = ("id",),
    settings: Settings | None = None,
) -> Batch:
    """Check the articles of a batch, a pandas DataFrame, a pyarrow Table or a mapping of columns; return the same kind of thing.

    text: the column with the articles. media: their format, where ``media_column`` does not say another. keep: columns of the
    batch that are handed on, where it has them. settings: None for all rules as they stand, ``load_settings`` gives others.

    The result has a row an article: the columns kept, the figures (docs/corpus.md) and ``findings``, a list of objects. Articles that
    cannot be read have the ``status`` “error”. Models are loaded once a process. Raises UsageError ``no-column`` for a batch without
    ``text``, ``same-name`` for a column to be kept that is called like a figure, and what ``check_text`` raises for settings.
    """
    columns = _columns(batch)
    kept = [name for name in keep if name in columns]
    _check_names(columns, kept, text, media_column)
    said = _said(columns, Columns(text, media=media_column, format=media), _linter(_pickled(settings)))
    like: Batch = _like(batch, kept, columns, said)
    return like


def _said(columns: Mapping[str, Sequence[Any]], wanted: Columns, linter: Linter) -> list[dict[str, Any]]:
    asked = (wanted.text, wanted.id_name, wanted.media)
    names = [name for name in asked if name is not None and name in columns]
    said = []
    for number, values in enumerate(zip(*(columns[name] for name in names), strict=True), 1):
        record = Record("", f"row {number}", dict(zip(names, map(_plain, values), strict=True)))
        report = check_article(linter, row_of(number, record, wanted).article)
        said.append(
            {**article_values(report), "findings": [finding_values(finding) for finding in report.findings]}
        )
    return said


def _plain(value: Any) -> Any:
    """Return a value as Python has it: pandas and numpy write nothing as not-a-number."""
    value = value.item() if hasattr(value, "item") else value
    return None if type(value).__name__ in ("NAType", "NaTType") or value != value else value


def _pickled(settings: Settings | None) -> bytes | None:
    return None if settings is None else pickle.dumps(settings)


@lru_cache(maxsize=2)
def _linter(settings: bytes | None) -> Linter:
    return make_linter(Settings() if settings is None else pickle.loads(settings))


def _kind(batch: Any) -> str:
    """Return what a batch is, without importing what it may be."""
    return "mapping" if isinstance(batch, Mapping) else type(batch).__module__.partition(".")[0]


def _columns(batch: Any) -> Mapping[str, Sequence[Any]]:
    kind = _kind(batch)
    if kind == "mapping":
        return {str(name): list(values) for name, values in batch.items()}
    if kind == "pandas":
        return {str(name): batch[name].tolist() for name in batch.columns}
    if kind == "pyarrow":
        return {str(name): batch.column(name).to_pylist() for name in batch.schema.names}
    message = f"check_batch takes a DataFrame of pandas, a Table of pyarrow or a mapping, and no {type(batch).__name__}."
    raise TypeError(message)


def _check_names(
    columns: Mapping[str, Sequence[Any]], kept: Sequence[str], text: str, media_column: str | None
) -> None:
    for name in (text, media_column):
        if name is not None and name not in columns:
            raise UsageError("no-column", f"The batch has no column “{name}”.", "", nearest(name, columns))
    figures = {column.name for column in FIGURES} | {"findings"}
    if same := [name for name in kept if name in figures]:
        message = f"A column to be kept is called like one that is added: {same[0]}."
        raise UsageError("same-name", message, "", "Rename it before, or leave it out of keep.")


def _like(
    batch: Any, kept: Sequence[str], columns: Mapping[str, Sequence[Any]], said: list[dict[str, Any]]
) -> Any:
    added = {column.name: [one[column.name] for one in said] for column in FIGURES}
    found = [one["findings"] for one in said]
    kind = _kind(batch)
    if kind == "mapping":
        return {**{name: batch[name] for name in kept}, **added, "findings": found}
    if kind == "pandas":
        import pandas as pd

        frame = batch[list(kept)].copy()
        typed = {
            column.name: pd.Series(
                added[column.name], index=frame.index, dtype=_PANDAS.get(column.type, "object")
            )
            for column in FIGURES
        }
        return pd.concat(
            [frame, pd.DataFrame({**typed, "findings": pd.Series(found, index=frame.index, dtype="object")})],
            axis=1,
        )
    return arrow.with_figures(batch.select(list(kept)), added, FIGURES, found, FINDING)
