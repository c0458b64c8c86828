"""Rules must not be written off the pages they are looked at with: they share no long run of words with them.

A run of five words in a row, or a rare phrase: four words in a row, two of them content words, that the reference
prose (health services, textbooks) never has.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from claimlint.lists import rules_dir
from claimlint.rule import Rule
from claimlint.rulebase import load_rules
from claimlint.wording import compile_wording
from tests.conftest import SHARED, needs_shared

pytestmark = needs_shared
LONG, RARE = 5, 4
_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)*")
_FUNCTION = frozenset(
    "a an and are as at be but by can do for from has have he her his i if in is it its me my no not of on or our she so than that the"
    " their them there they this to was we were what when which who will with you your any all how more most one out up".split()
)
Run = tuple[str, ...]


def words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]


def runs(tokens: list[str], length: int) -> Iterator[Run]:
    return (tuple(tokens[at : at + length]) for at in range(len(tokens) - length + 1))


@pytest.fixture(scope="module")
def units() -> list[list[str]]:
    """The example article line by line, and every labelled stretch."""
    article = next((SHARED / "seed").glob("*.txt")).read_text(encoding="utf-8").splitlines()
    rows = (SHARED / "eval" / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    return [words(text) for text in (*article, *(json.loads(row)["text"] for row in rows)) if text]


@pytest.fixture(scope="module")
def seen(units) -> dict[int, set[Run]]:
    return {length: {run for unit in units for run in runs(unit, length)} for length in (LONG, RARE)}


@pytest.fixture(scope="module")
def rare(seen) -> set[Run]:
    """Runs of the units with two content words that the reference prose does not know."""
    wanted = {run for run in seen[RARE] if sum(word not in _FUNCTION for word in run) >= 2}
    for name in ("betahealth", "medquad", "openstax"):
        with gzip.open(SHARED / "data" / "prose" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                wanted -= set(runs(words(row.get("text") or row.get("markdown", "")), RARE))
    return wanted


def texts(rule: Rule) -> Iterator[str]:
    """Yield the fixed texts of a rule: examples and phrases."""
    yield from (example.text for example in rule.examples)
    for _, options in rule.checks:
        yield from (phrase for key in ("phrases", "alone") for phrase in options.get(key, ()))


def wordings(value: Any) -> Iterator[str]:
    """Yield every wording in a check's options, wherever it stands."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for entry in value.values():
            yield from wordings(entry)
    elif isinstance(value, (list, tuple)):
        for entry in value:
            yield from wordings(entry)


def literal_runs(wording: str) -> Iterator[list[set[str]]]:
    """Yield the stretches of a wording that are words alone, each place with its alternatives."""
    try:
        patterns = compile_wording(wording, lambda word: word.replace("-", " ").split())
    except ValueError:
        return
    for pattern in patterns:
        stretch: list[set[str]] = []
        for token in (*pattern, {}):
            if "LOWER" in token and "OP" not in token:
                stretch.append(set(token["LOWER"]["IN"]))
                continue
            yield stretch
            stretch = []


def said(stretch: list[set[str]], found: set[Run], length: int) -> list[Run]:
    """Return the runs of the pages that a stretch of alternatives can say."""
    places = range(len(stretch) - length + 1)
    return [run for run in found for at in places if all(w in stretch[at + i] for i, w in enumerate(run))]


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.id)
def test_a_rule_shares_no_run_with_the_pages(rule, seen, rare):
    for text in texts(rule):
        tokens = words(text)
        assert not seen[LONG] & set(runs(tokens, LONG)), text
        assert not rare & set(runs(tokens, RARE)), text
    for wording in wordings([options for _, options in rule.checks]):
        for stretch in literal_runs(wording):
            if len(stretch) >= RARE:
                assert not said(stretch, seen[LONG], LONG), wording
                assert not said(stretch, rare, RARE), wording


@pytest.mark.parametrize("path", sorted((rules_dir() / "lists").glob("*.txt")), ids=lambda path: path.name)
def test_a_word_list_shares_no_run_with_the_pages(path, seen, rare):
    for line in path.read_text(encoding="utf-8").splitlines():
        for entry in line.partition("#")[0].replace("|", ",").split(","):
            assert not seen[LONG] & set(runs(words(entry), LONG)), entry
            assert not rare & set(runs(words(entry), RARE)), entry
