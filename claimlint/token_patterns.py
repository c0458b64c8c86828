"""spaCy token patterns that cost a bounded number of steps a word, whatever a text holds.

spaCy follows every way in which a pattern may match: "{0,20}" is twenty tokens that may each be there or not, a million ways at each word of
a text that is made for it. What repeats is therefore written out, a pattern for each number of tokens, and REGEX is left to RE2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from math import prod
from typing import Any

Pattern = list[dict[str, Any]]
#: Most that an OP may repeat its token; "*" and "+" do so that often and no more.
MOST_REPEATS = 50
#: Most patterns that one, or all that a wording stands for, may be written out as.
MOST_WAYS = 1_000
#: So many tokens that may be missing are left to spaCy: at most 2 to the power of it ways a word, and one pattern is quicker than several.
LEFT = 6
#: A longer REGEX is a mistake (characters): words have few.
LONGEST_REGEX = 500
_COUNTS = re.compile(r"\{(\d*)(,?)(\d*)\}")
_NO_RE2 = "REGEX needs google-re2, which takes time in line with a word's length. Install it: pip install 'claimlint-health[regex]'"


def refuse_costly(patterns: Sequence[Pattern]) -> None:
    """Raise ValueError for a pattern that asks for more than it may, naming it "Pattern N" from 0."""
    for number, pattern in enumerate(patterns):
        for token in pattern:
            if "_" in token:
                raise ValueError(f"Pattern {number}: there are no custom attributes (_) here.")
            for regex in _regexes(token):
                if problem := _regex_problem(regex):
                    raise ValueError(f"Pattern {number}: {problem}.")
    refuse_wide(patterns)


def refuse_wide(patterns: Sequence[Pattern]) -> None:
    """Raise ValueError for patterns with too many ways to match, naming the first that is too much as ``refuse_costly`` does."""
    ways = 0
    for number, pattern in enumerate(patterns):
        repeated = [_counts(token["OP"]) for token in pattern if "OP" in token]
        if any(counts is not None and counts.stop > MOST_REPEATS + 1 for counts in repeated):
            raise ValueError(f"Pattern {number}: OP repeats at most {MOST_REPEATS} times.")
        few = sum(len(counts) - 1 for counts in repeated if counts) <= LEFT
        ways += 1 if few else prod(len(counts) for counts in _written_out(pattern) if counts)
        if ways > MOST_WAYS:
            said = f"it may match in {ways:,} ways, more than {MOST_WAYS:,}; let less repeat or be missing"
            raise ValueError(f"Pattern {number}: {said}.")


def written_out(pattern: Pattern) -> list[Pattern]:
    """Return patterns that together match what a pattern does, its widest repeats a pattern for each number of tokens."""
    counted = _written_out(pattern)
    choices = [
        [[token]] if counts is None else [[_plain(token)] * count for count in counts]
        for token, counts in zip(pattern, counted, strict=True)
    ]
    found = ([token for part in parts for token in part] for parts in product(*choices))
    return [one for one in found if one]


def with_re2(matcher: Any) -> None:
    """Let what a matcher of spaCy's has made of REGEX be searched for by RE2."""
    for predicate in matcher._extra_predicates:
        if isinstance(predicate.value, re.Pattern):
            predicate.value = _re2().compile(predicate.value.pattern)


def _written_out(pattern: Pattern) -> list[range | None]:
    """Return for each token the numbers of times that are written out; None for a token that is left as it is."""
    counts = [_counts(token["OP"]) if "OP" in token else None for token in pattern]
    kept: list[range | None] = [None] * len(pattern)
    missing = {at: len(one) - 1 for at, one in enumerate(counts) if one is not None}
    # The widest first: each takes most ways away for fewest patterns.
    for at in sorted(missing, key=lambda at: (-missing[at], at)):
        if sum(missing.values()) <= LEFT:
            break
        kept[at] = counts[at]
        del missing[at]
    return kept


@lru_cache(maxsize=256)
def _counts(asked: Any) -> range | None:
    """Return how many times a token with an OP may stand there; None for what is no number of times."""
    if asked in ("?", "*", "+"):
        return range(int(asked == "+"), 2 if asked == "?" else MOST_REPEATS + 1)
    found = _COUNTS.fullmatch(asked) if isinstance(asked, str) else None
    if not found or not found[1] + found[3]:
        return None
    least = int(found[1] or 0)
    most = int(found[3]) if found[3] else max(MOST_REPEATS, least) if found[2] else least
    # The other way round is for spaCy to refuse.
    return range(least, most + 1) if least <= most else None


def _plain(token: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in token.items() if key != "OP"}


def _regexes(value: Any) -> Iterator[Any]:
    """Yield what stands for REGEX in a token, however deep."""
    for key, inner in value.items() if isinstance(value, Mapping) else ():
        if isinstance(key, str) and key.upper() == "REGEX":
            yield inner
        yield from _regexes(inner)


def _regex_problem(regex: Any) -> str:
    """Return what keeps a REGEX from being used, or ""."""
    if not isinstance(regex, str):
        return "REGEX takes one text; join alternatives with |"
    if len(regex) > LONGEST_REGEX:
        return f"REGEX has more than {LONGEST_REGEX} characters"
    if _re2() is None:
        return _NO_RE2
    try:
        _re2().compile(regex, _quiet())
        re.compile(regex)
    except (_re2().error, re.error, RecursionError, OverflowError) as error:
        said = error.args[0].decode(errors="replace") if isinstance(error.args[0], bytes) else str(error)
        return f"RE2 cannot use the REGEX “{regex[:80]}”: {said}"
    return ""


def _re2() -> Any:
    try:
        import re2
    except ImportError:
        return None
    return re2


def _quiet() -> Any:
    """Return RE2's options: what it cannot use is raised, and not printed, too."""
    options = _re2().Options()
    options.log_errors = False
    return options
