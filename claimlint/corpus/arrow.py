"""The only door to pyarrow: Parquet read and written, Zstandard undone, tables made."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from claimlint.corpus.columns import Column
from claimlint.errors import UsageError

#: Rows that are taken from a Parquet file at once: of articles of 5 MB, few are in memory.
READ = 64
#: Bytes of a column that are read ahead.
AHEAD = 1 << 20


def pyarrow(what: str) -> Any:
    """Import it. Raises UsageError ``not-installed``, which says what it is needed for."""
    try:
        import pyarrow
    except ImportError as error:
        hint = 'Install it: pip install "claimlint-health[corpus]".'
        raise UsageError(
            "not-installed", f"{what} needs pyarrow, which is not installed.", "", hint
        ) from error
    return pyarrow


def unpacked(path: Path) -> IO[bytes]:
    """Open a file that Zstandard compressed, for reading."""
    stream = pyarrow("A file that ends in .zst").input_stream(str(path), compression="zstd")
    return io.BufferedReader(stream)


def names(path: Path) -> list[str]:
    """Return the names of a Parquet file's columns. Raises UsageError ``bad-input``."""
    with _parquet(path) as file:
        return [str(name) for name in file.schema_arrow.names]


def rows(path: Path, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a Parquet file with these columns; texts as bytes, since they may be no UTF-8. Raises UsageError ``bad-input``."""
    pa = pyarrow("A Parquet file")
    with _parquet(path) as file:
        try:
            for batch in file.iter_batches(batch_size=READ, columns=list(columns)):
                lists = [_raw(pa, column).to_pylist() for column in batch.columns]
                for values in zip(*lists, strict=True) if lists else ((),) * batch.num_rows:
                    yield dict(zip(batch.schema.names, values, strict=True))
        except (pa.ArrowInvalid, OSError) as error:
            raise _bad(path, error) from error


def count(path: Path) -> int:
    """Return how many rows a Parquet file has. Raises UsageError ``bad-input``."""
    with _parquet(path) as file:
        return int(file.metadata.num_rows)


def _raw(pa: Any, column: Any) -> Any:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    text = pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
    return (
        column.cast(pa.large_binary() if pa.types.is_large_string(column.type) else pa.binary())
        if text
        else column
    )


def _parquet(path: Path) -> Any:
    pa = pyarrow("A Parquet file")
    from pyarrow.parquet import ParquetFile

    try:
        # Column by column as it is wanted, not whole row groups.
        return ParquetFile(path, buffer_size=AHEAD, pre_buffer=False)
    except (pa.ArrowInvalid, OSError) as error:
        raise _bad(path, error) from error


def _bad(path: Path, error: Exception) -> UsageError:
    said = " ".join(str(error).split()).rstrip(".")
    return UsageError("bad-input", f"It cannot be read as Parquet: {said}.", str(path))


def schema(columns: Sequence[Column]) -> Any:
    """Return the Arrow schema of these columns."""
    pa = pyarrow("A Parquet file")
    return pa.schema([(column.name, _type(pa, column.type)) for column in columns])


def table(columns: Mapping[str, Sequence[Any]]) -> Any:
    """Return these columns as an Arrow table."""
    return pyarrow("An Arrow table").table(dict(columns))


def with_figures(
    kept: Any,
    figures: Mapping[str, Sequence[Any]],
    columns: Sequence[Column],
    findings: Sequence[Any],
    finding: Sequence[Column],
) -> Any:
    """Return the Arrow table ``kept`` with these columns added, and ``findings``, lists of rows with the columns ``finding``."""
    pa = pyarrow("An Arrow table")
    arrays = {column.name: pa.array(figures[column.name], _type(pa, column.type)) for column in columns}
    rows = pa.struct([(column.name, _type(pa, column.type)) for column in finding])
    arrays["findings"] = pa.array(findings, pa.list_(rows))
    return pa.table({**{name: kept.column(name) for name in kept.schema.names}, **arrays})


def _type(pa: Any, name: str) -> Any:
    text, whole, real = pa.string(), pa.int64(), pa.float64()
    types: Mapping[str, Any] = {
        "string": text,
        "int64": whole,
        "double": real,
        "bool": pa.bool_(),
        "strings": pa.list_(text),
        "topics": pa.list_(
            pa.struct([("term", text), ("kind", text), ("weight", real), ("confidence", real)])
        ),
        "highlights": pa.list_(
            pa.struct([("start", whole), ("end", whole), ("line", whole), ("column", whole)])
        ),
        "edit": pa.struct([("start", whole), ("end", whole), ("text", text)]),
    }
    return types[name]


def parquet(values: Sequence[Mapping[str, Any]], columns: Sequence[Column]) -> bytes:
    """Return rows as a Parquet file: the same rows, the same bytes."""
    pa = pyarrow("A Parquet file")
    from pyarrow.parquet import write_table

    table = pa.Table.from_pylist(list(values), schema=schema(columns))
    sink = pa.BufferOutputStream()
    write_table(
        table,
        sink,
        version="2.6",
        compression="zstd",
        compression_level=3,
        row_group_size=max(len(values), 1),
    )
    return bytes(sink.getvalue())
