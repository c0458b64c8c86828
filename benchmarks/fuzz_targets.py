"""What ``benchmarks/fuzz.py`` throws at the program: a strategy that draws an input, and a function that must not fail on it.

A function may raise ClaimlintError, which is how bad input is refused; it must name what was wrong. Anything else is a find.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fuzz_inputs import damaged, files, word_files
from hypothesis import strategies as st

from claimlint.document import Document, Media
from claimlint.errors import ClaimlintError
from tests.test_span_law import ANY, TEXTS, check_map

MEDIA: tuple[Media, ...] = ("text", "markdown", "html")


@dataclass(frozen=True)
class Target:
    """inputs: what is drawn. run: what must not fail on it."""

    inputs: st.SearchStrategy[Any]
    run: Callable[[Any], None]


@contextmanager
def refusing() -> Iterator[None]:
    """Let bad input be refused, with a reason."""
    try:
        yield
    except ClaimlintError as error:
        assert error.code and error.message, "refused without a reason"


@contextmanager
def file_of(name: str, data: bytes) -> Iterator[Path]:
    """Give a file of a name in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        yield path


# --- what is run -----------------------------------------------------------------------------------


@cache
def linter() -> Any:
    """All rules, with details."""
    from claimlint.prepared import Settings, make_linter

    return make_linter(Settings(details=True, with_text=True))


def keeps_the_law(document: Document) -> None:
    """Check a document: each finding quotes what stands at its place, and all reports of it can be written."""
    from claimlint.linter import check_document, make_report
    from claimlint.reports import FORMATS

    report = check_document(linter(), document)
    for finding in report.findings:
        assert document.source.text[finding.start : finding.end] == finding.excerpt != ""
    for render in FORMATS.values():
        render(make_report(linter().settings, [report]))


def reads(drawn: tuple[bytes, Media]) -> None:
    """Read bytes."""
    from claimlint.readers import read_bytes

    with refusing():
        check_map(read_bytes(drawn[0], "x", drawn[1]))


def checks(drawn: tuple[str | bytes, Media]) -> None:
    """Read and check."""
    from claimlint.readers import read_bytes

    data, media = drawn
    with refusing():
        document = read_bytes(data.encode("utf-8", "replace") if isinstance(data, str) else data, "x", media)
        keeps_the_law(document)


def side_file(data: bytes) -> None:
    """Read what stands beside an article, and check it."""
    from claimlint.readers import read_text
    from claimlint.readers.side_file import with_side_bytes

    with refusing():
        keeps_the_law(
            with_side_bytes(read_text("Garlic cures cancer.\n\nIt is 100% safe.\n", "x", "text"), data)
        )


def rule_file(data: bytes) -> None:
    """Read a rule, make it ready and let it look at a text."""
    from claimlint.analysis import analyse
    from claimlint.compiled import compiled
    from claimlint.readers import read_text
    from claimlint.rulefile import load_rule

    text = "Garlic cures cancer in just 7 seconds. " * 3
    with file_of("pack/claims/x.yml", data) as path, refusing():
        rule = load_rule(path, path.parents[1])
        list(compiled(rule, linter().nlp)(analyse(read_text(text, "x", "text"), linter().nlp)))


def config(data: bytes) -> None:
    """Read a configuration."""
    from claimlint.config.file import read_config

    with file_of("claimlint.toml", data) as path, refusing():
        read_config(path)


def ignore_file(data: bytes) -> None:
    """Read patterns of files, and ask them about paths."""
    from claimlint.config.patterns import patterns_of

    lines = [(line, f"x:{n}") for n, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1)]
    with refusing():
        patterns = patterns_of(lines, strict=False)
        for path in ("a.md", "deep/er/a.md", "a" * 200, "."):
            patterns.said(path)


def baseline(data: bytes) -> None:
    """Read a baseline, and write it."""
    from claimlint.baseline_file import read_baseline, render

    with file_of("b.json", data) as path, refusing():
        render(read_baseline(path))


def accepted(drawn: tuple[bytes, str]) -> None:
    """Read a file of accepted claims."""
    from claimlint.accepted.files import accepted_claims

    with file_of(f"a.{drawn[1]}", drawn[0]) as path, refusing():
        accepted_claims(path)


def cache_entry(data: bytes) -> None:
    """Read an entry of the cache."""
    import zlib

    from claimlint.cache.store import Store
    from claimlint.finding import FileReport

    for entry in (data, zlib.compress(data)):
        with tempfile.TemporaryDirectory() as folder:
            store = Store(Path(folder))
            path = store._path("k" * 64)
            path.parent.mkdir()
            path.write_bytes(entry)
            found = store.get("k" * 64, FileReport)
            assert found is None or isinstance(found, FileReport)


def report_file(drawn: tuple[bytes, str]) -> None:
    """Read a report as the dashboard does."""
    from claimlint.dashboard.reading import reports
    from claimlint.dashboard.sources import sources

    with file_of(f"r.{drawn[1]}", drawn[0]) as path, refusing():
        for source in sources([path])[0]:
            for entries in reports(source):
                list(entries)


def labels(data: bytes) -> None:
    """Read an archive of articles."""
    from claimlint.corpus.tables import json_lines, separated

    for name, read in (("a.jsonl", json_lines), ("a.csv", separated)):
        with file_of(name, data) as path, refusing(), suppress(StopIteration):
            extra = (",",) if name.endswith("csv") else ()
            list(read(path, ["text", "id"], *extra, 5_000_000))


@cache
def report_seeds() -> tuple[bytes, ...]:
    """Return a small report as JSON and as JSON lines."""
    from claimlint.linter import check_document, make_report
    from claimlint.readers import read_text
    from claimlint.reports import FORMATS

    report = check_document(linter(), read_text("Garlic cures cancer.\n", "x.txt", "text"))
    made = make_report(linter().settings, [report])
    return tuple(FORMATS[name](made).encode() for name in ("json", "jsonl"))


def cache_seeds() -> tuple[bytes, ...]:
    """Return an entry of the cache, unpacked."""
    import msgspec

    from claimlint.linter import check_document
    from claimlint.readers import read_text

    report = check_document(linter(), read_text("Garlic cures cancer.\n", "x.txt", "text"))
    return (msgspec.json.encode({"key": "k" * 64, "value": msgspec.Raw(msgspec.json.encode(report))}),)


BASELINE = b'{"version": 1, "files": [{"path": "a.md", "content": "a b"}], "findings": [{"path": "a.md", "rule": "claims/cure-claim", "severity": "error", "fingerprint": "x", "excerpt": "y"}]}'
ACCEPTED = b"accepted:\n  - text: Garlic cures cancer.\n    evidence: A trial.\n    expires: 2030-01-01\n    rules: [claims/cure-claim]\n    paths: ['a/*.md']\n"
CONFIG = (
    b'select = ["claims"]\nprofile = "eu-food"\nfail-on = "warning"\n[severity]\n"claims/cure-claim" = "info"\n[[overrides]]\npaths = ["blog/**"]\nignore = ["trust"]\n',
    b'extends = ["../x.toml"]\nroot = true\nmax-bytes = 100\nexclude = ["a/*"]\n',
)
SIDE = b"suppress:\n  - rules: [claims/cure-claim]\n    text: cures cancer\n    reason: A quotation.\n"
FRONT = b"---\ntitle: Garlic\nauthor: [A, B]\ndate: 2024-01-02\nclaimlint:\n  disable: [claims/cure-claim]\n---\nGarlic cures cancer.\n"
COMMENTS = (
    b"<!-- claimlint-disable claims/cure-claim -- quoted -->\nGarlic cures cancer.\n<!-- claimlint-enable -->\n",
    b"<!-- claimlint-disable-next-line all: x -->\nGarlic cures cancer.\n\n<!-- claimlint-disable-file claims -->\n",
)


def targets() -> dict[str, Target]:
    """Return all targets by name."""
    samples = files("samples/*/*.*") + files("tests/data/*.md")
    media = st.sampled_from(MEDIA)
    text = st.one_of(TEXTS, ANY)
    return {
        "readers": Target(st.tuples(st.one_of(damaged(samples), text.map(str.encode), st.binary(max_size=400)), media), reads),
        "word": Target(word_files().map(lambda data: (data, "docx")), reads),
        "front matter": Target(st.tuples(damaged((FRONT,)), st.just("markdown")), reads),
        "check": Target(st.tuples(st.one_of(text, damaged(samples)), media), checks),
        "check of Word": Target(word_files().map(lambda data: (data, "docx")), checks),
        "suppression": Target(st.tuples(damaged((*COMMENTS, FRONT)), media), checks),
        "side file": Target(damaged((SIDE,)), side_file),
        "rules": Target(damaged(files("rules/*/*.yml", 60)), rule_file),
        "config": Target(damaged(CONFIG), config),
        "ignore file": Target(damaged((b"*.tmp\n!a.md\n/deep/**/b\n[a-z]?.md\n\\#x\n",)), ignore_file),
        "baseline": Target(damaged((BASELINE,)), baseline),
        "accepted": Target(st.tuples(damaged((ACCEPTED,)), st.sampled_from(["yml", "toml"])), accepted),
        "cache": Target(damaged(cache_seeds()), cache_entry),
        "reports": Target(st.tuples(damaged(report_seeds()), st.sampled_from(["json", "jsonl"])), report_file),
        "archives": Target(damaged((b'{"id": "a", "text": "Garlic"}\n', b'id,text\na,"Garlic ""x"""\n')), labels),
    }  # fmt: skip
