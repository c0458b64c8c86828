"""The work that a text makes grows with its length: calls are counted, not seconds.

What a call costs is bounded elsewhere: token patterns (``test_token_patterns.py``), sizes that would take minutes (``test_bad_input.py``).
``benchmarks/adversarial.py`` and ``benchmarks/linear.py`` measure the rest.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

import pytest

from claimlint.linter import check_document
from claimlint.nlp import _place
from claimlint.prepared import Linter, Settings, make_linter
from claimlint.readers import read_text
from claimlint.rulebase import load_rules

#: Most that twice the text may call; 4 would be the square.
GROWTH = 2.5


@pytest.fixture(scope="module")
def linter() -> Linter:
    return make_linter(Settings())


def calls(linter: Linter, text: str, media) -> int:
    """Return how many functions of Python and C are called for a text."""
    count = 0

    def seen(_, event, __):
        nonlocal count
        count += event in ("call", "c_call")

    _place.cache_clear()
    document = read_text(text, "x", media)
    sys.setprofile(seen)
    try:
        check_document(linter, document)
    finally:
        sys.setprofile(None)
    return count


def examples() -> Iterator[str]:
    """Yield the words of what each rule flags."""
    for rule in load_rules():
        yield from (word for example in rule.examples if example.bad for word in example.text.split()[:12])


def words(size: int) -> list[str]:
    return random.Random(11).choices(list(examples()), k=size)


TEXTS = {
    "the words of all rules": ("text", lambda n: " ".join(words(120 * n))),
    "in lines": ("text", lambda n: "\n".join(" ".join(words(10)) for _ in range(12 * n))),
    "in items": ("markdown", lambda n: "Avoid:\n\n" + "".join(f"- {a} {b}\n" for a, b in zip(words(40 * n), words(40 * n)[1:], strict=False))),
    "in headings": ("markdown", lambda n: "".join(f"## {a} {b}\n\n" for a, b in zip(words(40 * n), words(40 * n)[1:], strict=False))),
    "in links": ("html", lambda n: "".join(f"<a href='https://a.example/{a}'>{a} {b}</a> " for a, b in zip(words(40 * n), words(40 * n)[1:], strict=False))),
    "with signs": ("text", lambda n: " ".join(a + b for a, b in zip(words(80 * n), "()[]?!,;:-\"'%." * 200, strict=False))),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_twice_the_text_makes_twice_the_work(linter, name):
    media, make = TEXTS[name]
    # What is made when it is first asked for is made by then.
    calls(linter, make(2), media)
    once, twice = calls(linter, make(1), media), calls(linter, make(2), media)
    assert once > 1000 and twice <= GROWTH * once
