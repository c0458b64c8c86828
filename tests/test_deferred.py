import re
from importlib import import_module
from pkgutil import iter_modules

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimlint import checks
from claimlint.deferred import Sought, sought
from claimlint.pieces import folded, needs

ROOMS = ("disclaimer", "disclosure", "fda_statement", "readability", "stance", "topics")


def _patterns(found):
    if isinstance(found, Sought):
        yield found
    elif isinstance(found, dict | tuple | list):
        for one in found.values() if isinstance(found, dict) else found:
            yield from _patterns(one)


def _all():
    names = [f"claimlint.{room}" for room in ROOMS]
    names += [f"claimlint.checks.{module.name}" for module in iter_modules(checks.__path__)]
    found = {
        one.pattern: one
        for name in names
        for held in vars(import_module(name)).values()
        for one in _patterns(held)
    }
    return list(found.values())


def test_what_a_match_must_hold():
    assert needs("gar(?:lic|den)s?") == ((frozenset(["gar"]), frozenset(["lic", "den"])),)
    assert needs(r"\b(?:garlic|(?:red )?onions?)\b") == ((frozenset(["garlic"]),), (frozenset(["onion"]),))
    assert needs(r"cloves?\b of (?=garlic)") == ((frozenset(["clove"]), frozenset([" of "])),)
    assert needs(r"(?:no )*(?:x|y+)\d{2}") == ((frozenset("xy"),),)
    # A piece that holds another one says no more.
    assert needs("a(?:restudy|stud)b") == ((frozenset(["stud"]), frozenset("a"), frozenset("b")),)


@pytest.mark.parametrize("pattern", ["", r"\w+", "garlic|", r"(?:garlic)?", "[abc]", r"garlic|\d"])
def test_of_some_patterns_nothing_can_be_told(pattern):
    assert needs(pattern) == ()
    assert [m.span() for m in sought(pattern).finditer("a 1 b")] == [
        m.span() for m in re.finditer(pattern, "a 1 b")
    ]


def test_a_text_without_the_pieces_is_not_tried():
    pattern = sought(r"\bgarlic\b")
    assert pattern.search("no onions") is None
    assert "_compiled" not in vars(pattern)
    assert pattern.search("raw garlic").span() == (4, 10)
    assert [m[0] for m in pattern.finditer("garlic, garlic", 3)] == ["garlic"]
    assert pattern.sub("onion", "garlic") == "onion"


@pytest.mark.parametrize("text", ["ISKRA", "iſkra", "ıskra", "İSKRA", "isKra", "Iskra"])
def test_case_is_passed_over_as_re_does(text):
    assert re.search("iskra", text, re.IGNORECASE)
    assert folded(text) == "iskra"
    assert sought("Iskra", re.IGNORECASE).search(text)
    assert sought("(?i:Iskra)|garlic").search(text)
    assert not sought("Iskra").search("ISKRA")


@pytest.mark.parametrize("pattern", _all(), ids=lambda pattern: pattern.pattern[:40])
@settings(
    max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True
)
@given(data=st.data())
def test_each_finds_what_its_pattern_finds(pattern, data):
    whole = re.compile(pattern.pattern, pattern._flags)
    text = data.draw(st.from_regex(whole))
    changed = data.draw(st.sampled_from([str, str.upper, str.lower, str.title]))(text)
    for one in (text, changed):
        assert [m.span() for m in pattern.finditer(one)] == [m.span() for m in whole.finditer(one)]
        assert bool(pattern.search(one)) == bool(whole.search(one))
