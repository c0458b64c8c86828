"""The work that a text makes grows with its length: calls are counted, not seconds.

What a call costs is bounded elsewhere: token patterns (``test_token_patterns.py``), sizes that would take minutes (``test_bad_input.py``).
``benchmarks/adversarial.py`` and ``benchmarks/linear.py`` measure the rest.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

import pytest

from claimlint.document import Document
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


def test_a_block_is_not_looked_at_anew_for_each_of_its_hits(linter, monkeypatch):
    seen = 0
    block_text = Document.block_text

    def counted(document, block):
        nonlocal seen
        text = block_text(document, block)
        seen += len(text)
        return text

    monkeypatch.setattr(Document, "block_text", counted)
    for text in (
        "# " + "Leave a comment and share this. Related " * 400,
        "Garlic cures cancer in 7 days, says nobody. " * 400,
    ):
        check_document(linter, read_text(text, "x", "markdown"))
        # A look by each of many rules, and none by each of many hits.
        assert 0 < seen < 60 * len(text)
        seen = 0
