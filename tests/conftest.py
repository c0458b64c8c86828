"""Shared by all tests: the bundled pipeline, loaded once, and short ways to lint a text."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import hypothesis
import pytest
from click.testing import CliRunner, Result

from claimlint.analysis import Analysis, analyse
from claimlint.cli import main
from claimlint.document import Document, Media
from claimlint.finding import FileReport, Finding
from claimlint.linter import check_document
from claimlint.nlp import load_pipeline
from claimlint.prepared import Linter, Settings, make_linter
from claimlint.readers import read_text
from claimlint.rulebase import choose, load_rules

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
SHARED = ROOT.parent / "shared"

# What is tested must not depend on the CI that runs the tests.
for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
    os.environ.pop(name, None)
# Nor on what earlier runs kept: no cache can be made here, and a run goes on without.
os.environ["CLAIMLINT_CACHE_DIR"] = os.path.join(os.devnull, "none")

# The same examples every time; CLAIMLINT_FUZZ=1 looks for new ones.
hypothesis.settings.register_profile("same", derandomize=True, database=None)
hypothesis.settings.register_profile("search", print_blob=True)
hypothesis.settings.load_profile("search" if os.environ.get("CLAIMLINT_FUZZ") else "same")

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="needs the shared development data beside the project"
)


@pytest.fixture(scope="session")
def nlp():
    return load_pipeline()


@pytest.fixture(scope="session")
def linter() -> Linter:
    return make_linter(Settings(details=True))


@pytest.fixture(scope="session")
def linters() -> Callable[[str], Linter]:
    made: dict[str, Linter] = {}

    def get(rule: str) -> Linter:
        if rule not in made:
            made[rule] = make_linter(Settings(choose(load_rules(), [rule]), details=True))
        return made[rule]

    return get


@pytest.fixture
def lint(linters) -> Callable[..., list[Finding]]:
    """Findings of one rule (or family) in a text."""

    def run(rule: str, text: str, media: Media = "text") -> list[Finding]:
        return list(check_document(linters(rule), read_text(text, "test", media)).findings)

    return run


@pytest.fixture
def silences(linters) -> Callable[[str, str], set[str]]:
    """Names of the guards that spoke on one rule's hits in a text."""

    def run(rule: str, text: str) -> set[str]:
        report: FileReport = check_document(linters(rule), read_text(text, "test", "text"))
        return {silence.guard for sentence in report.sentences or () for silence in sentence.guards}

    return run


@pytest.fixture
def analysis_of(nlp) -> Callable[..., Analysis]:
    def run(text: str, media: Media = "text") -> Analysis:
        return analyse(read_text(text, "test", media), nlp)

    return run


@pytest.fixture
def document_of() -> Callable[..., Document]:
    def run(text: str, media: Media = "text") -> Document:
        return read_text(text, "test", media)

    return run


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the command line in an empty folder; anything but a user error fails the test."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, stdin: bytes | None = None) -> Result:
        result = CliRunner().invoke(main, list(arguments), input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


_KEPT: dict[object, Linter] = {}


@pytest.fixture
def kept_linters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let calls of the command line share linters: most of a call is making one."""

    def kept(settings: Settings) -> Linter:
        ids = [[rule.id for rule in rules] for rules in (settings.rules, settings.known)]
        key = repr((ids, replace(settings, rules=(), known=())))
        if key not in _KEPT:
            _KEPT[key] = make_linter(settings)
        return _KEPT[key]

    for module in ("linter", "prepared"):
        monkeypatch.setattr(f"claimlint.{module}.make_linter", kept)


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, str | bytes], str]:
    """Write a file into that folder."""

    def write(name: str, text: str | bytes) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return name

    return write


def kinds(document: Document) -> list[tuple[str, str]]:
    """Return (kind, text) of every block."""
    return [(block.kind, document.block_text(block)) for block in document.blocks]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-snapshots", action="store_true", help="Write tests/snapshots anew, then review the diff."
    )


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with ``tests/snapshots/NAME``."""

    def compare(name: str, text: str) -> None:
        path = Path(__file__).parent / "snapshots" / name
        if request.config.getoption("--update-snapshots"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"no snapshot {name}; run pytest --update-snapshots and review it"
        assert text == path.read_text(encoding="utf-8")

    return compare
