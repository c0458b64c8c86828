"""White space, invisible characters and the middle of words without end in pieces of a block: nobody reads them, so no check should either."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from operator import itemgetter

#: (text, source start, source end); of equal length where characters map one to one.
Piece = tuple[str, int, int]
LinkRange = tuple[int, int, str]

#: Soft hyphen, zero-width space, word joiner, byte-order mark.
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
#: Tab, no-break, typographic and ideographic spaces, ends of pages and lines other than "\\n". All that Python takes for white space is
#: here: many a pattern would look at each part of a long run of it.
_SPACES = "\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_PLAIN = str.maketrans(dict.fromkeys(_SPACES, " "))
_UNTIDY = re.compile(f"[{_INVISIBLE}{_SPACES}]|  ")
#: Of a longer word, such as data that was pasted, only this many characters at each end are text: every pattern would look at all of it.
#: Writing without spaces (Chinese, Japanese) has signs of its own between its sentences, and is no such word.
SHOWN_ENDS = 5_000
_WORD = re.compile(r"[\w!-~]+")


def tidied(pieces: Sequence[Piece], links: Sequence[LinkRange]) -> tuple[list[Piece], list[LinkRange]]:
    """Return pieces without invisible characters, repeated spaces and the middle of endless words, other spaces as plain ones, and the links moved along.

    links: (start, end, href), offsets relative to the joined text of the pieces.
    """
    pieces, links = _with_ends(pieces, links)
    if not _UNTIDY.search("".join(text for text, _, _ in pieces)):
        return list(pieces), list(links)
    kept: list[Piece] = []
    places = [0]
    after_space = False
    for text, start, end in pieces:
        exact = len(text) == end - start
        run = ""
        for at, char in enumerate(text.translate(_PLAIN)):
            drop = char in _INVISIBLE or (char == " " and after_space)
            places.append(places[-1] + (not drop))
            if not drop:
                run += char
                after_space = char == " "
            elif exact:
                kept += _piece(run, start + at - len(run), start + at)
                run = ""
        kept += _piece(run, end - len(run) if exact else start, end)
    last = len(places) - 1
    return kept, [(places[min(low, last)], places[min(high, last)], href) for low, high, href in links]


def _piece(text: str, start: int, end: int) -> Iterator[Piece]:
    if text:
        yield text, start, end


def _with_ends(
    pieces: Sequence[Piece], links: Sequence[LinkRange]
) -> tuple[Sequence[Piece], Sequence[LinkRange]]:
    """Return pieces whose words have an end, and the links moved along."""
    joined = "".join(text for text, _, _ in pieces)
    words = _WORD.finditer(joined) if len(joined) > 2 * SHOWN_ENDS else ()
    cuts = [(m.start() + SHOWN_ENDS, m.end() - SHOWN_ENDS) for m in words if len(m[0]) > 2 * SHOWN_ENDS]
    if not cuts:
        return pieces, links
    kept: list[Piece] = []
    at = 0
    for piece in pieces:
        kept += _outside(piece, at, cuts)
        at += len(piece[0])
    starts = [low for low, _ in cuts]
    gone = list(accumulate((high - low for low, high in cuts), initial=0))

    def moved(place: int) -> int:
        before = bisect_right(starts, place)
        inside = max(cuts[before - 1][1] - place, 0) if before else 0
        return place - gone[before] + inside

    return kept, [(moved(low), moved(high), href) for low, high, href in links]


def _outside(piece: Piece, at: int, cuts: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """Yield what cuts leave of a piece at an offset; of one that does not map one to one, with all that it comes from."""
    text, start, end = piece
    near = cuts[
        bisect_right(cuts, at, key=itemgetter(1)) : bisect_right(cuts, at + len(text) - 1, key=itemgetter(0))
    ]
    edges = [0, *(min(max(place - at, 0), len(text)) for cut in near for place in cut), len(text)]
    parts = list(pairwise(edges))[::2]
    if len(text) != end - start:
        yield from _piece("".join(text[low:high] for low, high in parts), start, end)
        return
    for low, high in parts:
        yield from _piece(text[low:high], start + low, start + high)
