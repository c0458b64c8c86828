"""What a text must hold for a pattern to match: told by looking at the pattern."""

from __future__ import annotations

from collections.abc import Iterable
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

#: Pieces of text, one of which stands in a match.
Pieces = frozenset[str]
#: For each alternative of a pattern what all stands in its matches.
Needs = tuple[tuple[Pieces, ...], ...]
#: Bits by which a piece is the rarer for each letter or space, and for each sign or digit.
_LETTER, _SIGN = 2, 8
#: What ``re.IGNORECASE`` takes for i, s and k beside their capitals.
_ODD = (("İ", "i"), ("ı", "i"), ("ſ", "s"), ("K", "k"))
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_WIDTHLESS = (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT)


def needs(pattern: str, flags: int = 0) -> Needs:
    """Return what stands in all that a pattern matches, the rarest first; () if that cannot be told."""
    found = [_sets(parts) for parts in _alternatives(_parser.parse(pattern, flags))]
    return tuple(tuple(sorted(sets, key=_frequency)) for sets in found) if all(found) else ()


def folded(text: str) -> str:
    """Return a text, or a piece, without the differences that ``re.IGNORECASE`` passes over."""
    for odd, plain in () if text.isascii() else _ODD:
        text = text.replace(odd, plain)
    return text.lower()


def _alternatives(parts: Iterable[tuple[Any, Any]]) -> list[list[tuple[Any, Any]]]:
    """Return the alternatives of a pattern, if nothing stands before or behind them."""
    wide = [part for part in parts if part[0] not in _WIDTHLESS]
    if len(wide) == 1 and wide[0][0] is _constants.SUBPATTERN:
        return _alternatives(wide[0][1][-1])
    if len(wide) == 1 and wide[0][0] is _constants.BRANCH:
        return [one for branch in wide[0][1][1] for one in _alternatives(branch)]
    return [wide]


def _sets(parts: Iterable[tuple[Any, Any]]) -> list[Pieces]:
    """Return the sets of pieces of which a sequence of parts needs one each."""
    found: list[Pieces] = []
    run = ""
    for kind, value in parts:
        if kind is _constants.LITERAL:
            run += chr(value)
        elif kind not in _WIDTHLESS:
            found += [Pieces([run]), *_of_part(kind, value)]
            run = ""
    return [one for one in (*found, Pieces([run])) if one and "" not in one]


def _of_part(kind: Any, value: Any) -> list[Pieces]:
    if kind is _constants.SUBPATTERN:
        return _sets(value[-1])
    if kind is _constants.ATOMIC_GROUP:
        return _sets(value)
    if kind in _REPEATS and value[0]:
        return _sets(value[2])
    if kind is _constants.BRANCH:
        rarest = [min(_sets(branch), key=_frequency, default=Pieces()) for branch in value[1]]
        return [_shortest(Pieces().union(*rarest))] if all(rarest) else []
    return []


def _shortest(found: Pieces) -> Pieces:
    """Return pieces without those that hold another one."""
    return Pieces(one for one in found if not any(other in one for other in found - {one}))


def _frequency(found: Pieces) -> float:
    """Return a guess at how often one of some pieces stands in a text."""
    return sum(2.0 ** -sum(_LETTER if c.isalpha() or c == " " else _SIGN for c in piece) for piece in found)
