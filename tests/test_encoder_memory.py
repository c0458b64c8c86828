"""What the encoder remembers changes nothing that it says."""

from __future__ import annotations

from claimlint import encoder
from claimlint.linter import Settings, check_document, make_linter
from claimlint.readers import read_bytes
from tests.conftest import SAMPLES


def test_the_same_with_and_without_what_is_remembered():
    text = (SAMPLES / "flawed/alternative-cancer-blog.txt").read_text(encoding="utf-8")
    linter = make_linter(Settings())
    texts = [text, text.replace(" the ", " the very ", 1), text.replace("cancer", "tumours", 2), text]

    def findings(forget: bool) -> list[object]:
        found = []
        for one in texts:
            if forget:
                encoder._read.cache_clear()
                encoder._pieces.cache_clear()
            found.append(check_document(linter, read_bytes(one.encode(), "a.txt", "text")))
        return found

    encoder._read.cache_clear()
    remembered = findings(forget=False)
    assert encoder._read.cache_info().hits > 0
    assert remembered == findings(forget=True)


def test_a_linter_is_made_anew_in_no_time_as_rules_stay_compiled():
    one, other = make_linter(Settings()), make_linter(Settings(profile="strict"))
    assert all(a is b for (_, a), (_, b) in zip(one.checks, other.checks, strict=True))
