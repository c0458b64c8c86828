"""Bundled models are used only when they are those that were shipped; what was read once is not read again."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimlint import model_sums
from claimlint.errors import ModelError
from claimlint.model_sums import CHECKED, FOLDER, SUMS, check_models, sums
from tests.conftest import ROOT


@pytest.fixture
def models(tmp_path, monkeypatch) -> Path:
    """A folder of two small models with their sums, and a cache folder."""
    folder = tmp_path / "models"
    for name in ("one/model.bin", "two/weights.npz"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(name.encode() * 100)
    (folder / "one/CARD.md").write_text("About it.")
    (folder / SUMS).write_text(sums(folder))
    monkeypatch.setenv("CLAIMLINT_CACHE_DIR", str(tmp_path / "cache"))
    return folder


@pytest.fixture
def look(models, monkeypatch):
    """Check the models as a process of its own would; return the files that it read."""
    read: list[str] = []
    real = model_sums._sum
    monkeypatch.setattr(model_sums, "_sum", lambda folder, name: read.append(name) or real(folder, name))

    def call() -> list[str]:
        check_models.cache_clear()
        read.clear()
        check_models(models)
        return list(read)

    yield call
    check_models.cache_clear()


BOTH = ["one/model.bin", "two/weights.npz"]


def test_what_was_shipped_is_listed():
    assert (FOLDER / SUMS).read_text(encoding="utf-8") == sums(), "run python training/sums.py"


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_other_programs_can_read_the_list(models):
    done = subprocess.run(["sha256sum", "-c", "--quiet", SUMS], cwd=models, capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_models_are_read_once(look, models):
    assert look() == BOTH
    assert look() == []
    os.utime(models / BOTH[0], (1, 1))
    assert look() == BOTH
    assert look() == []


def test_papers_may_change(look, models):
    look()
    (models / "one/CARD.md").write_text("More about it.")
    assert look() == []


def test_without_a_cache_they_are_read_each_time(look, tmp_path, monkeypatch):
    monkeypatch.setenv("CLAIMLINT_CACHE_DIR", os.path.join(os.devnull, "none"))
    assert look() == look() == BOTH


@pytest.mark.parametrize("kept", [b"", b"\xff\xfe", b"0" * 64])
def test_what_is_kept_may_be_damaged(look, tmp_path, kept):
    look()
    (tmp_path / "cache" / CHECKED).write_bytes(kept)
    assert look() == BOTH
    assert look() == []


@pytest.mark.parametrize("name", BOTH)
def test_a_swapped_file_is_refused_each_time(look, models, name):
    look()
    (models / name).write_bytes(b"x" * (models / name).stat().st_size)
    for _ in range(2):
        with pytest.raises(ModelError, match=f"The model file {name} is damaged") as caught:
            look()
        assert caught.value.code == "damaged-model" and caught.value.hint == "Install claimlint again."


def test_a_missing_file_and_a_missing_list_are_refused(look, models):
    look()
    (models / BOTH[0]).unlink()
    with pytest.raises(ModelError, match="cannot be read: No such file"):
        look()
    (models / SUMS).unlink()
    with pytest.raises(ModelError, match="list of the bundled models"):
        look()


def test_a_run_with_a_damaged_model_gives_2(run, put, models, monkeypatch):
    (models / BOTH[0]).write_bytes(b"other")
    monkeypatch.setattr("claimlint.prepared.check_models", lambda: check_models(models))
    check_models.cache_clear()
    result = run("check", put("a.txt", "Garlic cures cancer.\n"))
    assert result.exit_code == 2 and "one/model.bin is damaged" in result.stderr
    assert "Traceback" not in result.output


#: What runs code that it reads.
LOADERS = {"pickle", "cPickle", "cloudpickle", "dill", "joblib", "marshal", "shelve"}


def running(tree: ast.AST) -> Iterator[str]:
    """Yield what in a module runs, or may run, code that it reads."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name for alias in node.names} | {getattr(node, "module", None)}
            yield from sorted(LOADERS & names)
        elif isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name in ("eval", "exec", "yaml.load", "yaml.unsafe_load", "yaml.full_load"):
                yield name
            if any(key.arg == "allow_pickle" and ast.unparse(key.value) != "False" for key in node.keywords):
                yield "allow_pickle"


#: What the processes of one run tell each other.
THEIRS = ("workers.py", "corpus/batch.py", "corpus/on_ray.py", "server/settings.py", "server/worker.py")


def test_nothing_runs_code_that_it_reads():
    found = {
        (path.relative_to(ROOT / "claimlint").as_posix(), what)
        for path in (ROOT / "claimlint").rglob("*.py")
        for what in running(ast.parse(path.read_text(encoding="utf-8")))
    }
    # What the processes of one run tell each other: in memory, or in a folder that only this user can read, deleted with the run.
    assert found == {(name, "pickle") for name in THEIRS}
