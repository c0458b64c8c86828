"""White space and invisible characters in pieces of a block: a reader sees none of them, so no check should either."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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


def tidied(pieces: Sequence[Piece], links: Sequence[LinkRange]) -> tuple[list[Piece], list[LinkRange]]:
    """Return pieces without invisible characters and repeated spaces, other spaces as plain ones, and the links moved along.

    links: (start, end, href), offsets relative to the joined text of the pieces.
    """
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
