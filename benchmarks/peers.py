"""claimlint beside other linters of prose: one article, and a hundred different ones.

    python benchmarks/peers.py [--rounds N] [--articles N]

The peers are installed from PyPI and npm into temporary folders; one that cannot be is named as missing. Beside them runs the bare
pipeline of spaCy, in one process. Writes its result into benchmarks/speed.md.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from articles import write
from interleaved import Command, environment, installed, keep, measured, table

#: Peers of npm: package, and the words that check files.
NPM: Mapping[str, Sequence[str]] = {
    "write-good": ("write-good",),
    "alex": ("alex", "--quiet"),
    "textlint": ("textlint",),
}
#: The rules that textlint runs here: those for English prose that are used most.
TEXTLINT = ("write-good common-misspellings terminology alex rousseau no-todo stop-words diacritics").split()
BARE = """
import sys, pathlib, claimlint, spacy
nlp = spacy.load(pathlib.Path(claimlint.__file__).parent / "models/en_claimlint")
texts = [pathlib.Path(name).read_text() for name in sys.argv[1:]]
for doc in nlp.pipe(part for text in texts for part in text.split("\\n\\n")):
    pass
"""


def main() -> None:
    """Install, measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--articles", type=int, default=100)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        many = write(here / "articles", chosen.articles)
        peers, missing = _peers(here)
        claimlint = installed(here / "claimlint")
        told = []
        for files in (many[:1], many):
            commands = _commands(claimlint, peers, files, here)
            words = sum(len(file.read_text(encoding="utf-8").split()) for file in files)
            rounds = chosen.rounds if len(files) == 1 else max(chosen.rounds // 2, 1)
            times = measured(commands, rounds)
            told.append(f"{len(files)} article{'s'[: len(files) > 1]}, {words:,} words, medians of {rounds}:")
            told.append(table(times, "bare pipeline", words))
    if missing:
        told.append(f"Missing here: {', '.join(missing)}.")
    keep("peers", "\n\n".join(told))


def _commands(
    claimlint: Path, peers: Mapping[str, Sequence[str]], files: Sequence[Path], here: Path
) -> dict[str, Command]:
    names = [str(file) for file in files]
    cache = {"CLAIMLINT_CACHE_DIR": str(here / f"cache-{len(files)}")}
    check = (str(claimlint), "check", "--format", "json", *names)
    no_garble = ("--ignore", "garble")
    own = {
        "bare pipeline": Command((str(claimlint.with_name("python")), "-c", BARE, *names), here),
        "claimlint --jobs 1": Command((*check, "--no-cache", "--jobs", "1"), here),
        "claimlint --jobs 2": Command((*check, "--no-cache", "--jobs", "2"), here),
        "  without garble": Command((*check, "--no-cache", "--jobs", "2", *no_garble), here),
        "claimlint, cached": Command(check, here, cache),
    }
    # alex and others return as many as they like.
    codes = tuple(range(256))
    return {**own, **{name: Command((*words, *names), here, codes=codes) for name, words in peers.items()}}


def _peers(here: Path) -> tuple[dict[str, Sequence[str]], list[str]]:
    """Install what can be installed; return the commands by name, and what is missing."""
    found: dict[str, Sequence[str]] = {}
    for name, words in _installable(here):
        try:
            found[name] = words()
        except (OSError, subprocess.CalledProcessError):
            continue
    return found, [name for name in ("proselint", *NPM) if name not in found]


def _installable(here: Path) -> Iterator[tuple[str, Callable[[], Sequence[str]]]]:
    yield "proselint", lambda: (str(environment(here / "proselint", "proselint") / "proselint"), "check")
    for name, (command, *options) in NPM.items():
        rules = [f"textlint-rule-{rule}" for rule in TEXTLINT] if name == "textlint" else []
        yield (
            name,
            lambda name=name, command=command, options=options, rules=rules: (
                str(_by_npm(here, name, rules) / command),
                *options,
            ),
        )


def _by_npm(here: Path, name: str, more: Sequence[str]) -> Path:
    """Install a package of npm, with more beside it, and return the folder of its commands."""
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError("npm")
    folder = here / f"npm-{name}"
    folder.mkdir()
    install = (npm, "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder), name, *more)
    subprocess.run(install, check=True, stdout=subprocess.DEVNULL)
    if more:
        rules = {rule.removeprefix("textlint-rule-"): True for rule in more}
        (here / ".textlintrc.json").write_text(json.dumps({"rules": rules}), encoding="utf-8")
    return folder / "node_modules" / ".bin"


if __name__ == "__main__":
    main()
