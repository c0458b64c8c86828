"""The hyphenation that textstat falls back on for words that its pronouncing dictionary lacks, taken apart as far as a word asks for it.

Pyphen takes apart all 11,000 patterns of American English before it looks at the first word, which is a twentieth of a short run.
"""

from __future__ import annotations

import string
from typing import Any

_DIGITS = str.maketrans("", "", string.digits)


def prepare(language: str) -> None:
    """Give Pyphen the patterns of a language, such as ``en_US``, each to be taken apart when a word first holds its letters.

    Where they are not as simple as English ones are, or Pyphen is another than this knows, it reads them itself.
    """
    import pyphen

    try:
        path = pyphen.LANGUAGES[pyphen.language_fallback(language)]
        words = pyphen.HyphDict.__new__(pyphen.HyphDict)
        words.patterns, words.cache = Patterns(_lines(path, pyphen.ignored), pyphen.parse), {}
        words.maxlen = max(map(len, words.patterns.lines))
        pyphen.hdcache.setdefault(path, words)
    except (AttributeError, LookupError, ValueError):
        return


def _lines(path: Any, ignored: tuple[str, ...]) -> list[str]:
    """Return the patterns of a file. Raises ValueError for other signs than letters, dots and numbers from 1 to 9."""
    head, _, rest = path.read_text(encoding="utf-8").partition("\n")
    lines = [line for line in map(str.strip, rest.split("\n")) if line and not line.startswith(ignored)]
    if head.strip() != "UTF-8" or any(sign in line for line in lines for sign in "^/=0"):
        raise ValueError(str(path))
    return lines


class Patterns:
    """Answers like the dictionary of patterns that Pyphen makes: letters to where the numbers between them begin, and these numbers."""

    def __init__(self, lines: list[str], parse: Any):
        self.lines = {letters: line for line in lines if (letters := line.translate(_DIGITS)) != line}
        self._parse, self._known = parse, dict[str, Any]()

    def get(self, letters: str) -> Any:
        """Return what Pyphen has for some letters; None where there is no such pattern."""
        if letters not in self.lines:
            return None
        if letters not in self._known:
            values = [int(number or "0") for number, _ in self._parse(self.lines[letters])]
            given = [at for at, value in enumerate(values) if value]
            self._known[letters] = given[0], tuple(values[given[0] : given[-1] + 1])
        return self._known[letters]
