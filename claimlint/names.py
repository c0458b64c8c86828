"""Names of people and organisations: where one ends in a line, and which name nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimlint.deferred import deferred

#: Names end before these words where mark-up that parted them is lost.
_STOPS = frozenset(
    (
        "updated published posted last medically clinically reviewed written fact read share on date created edited"
        " january february march april may june july august september october november december jan feb mar apr jun jul"
        " aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday christmas easter new"
    ).split()
)
_LINKING = frozenset("van von de der den di da del della la le bin al el of the for and & y".split())
_CREDENTIAL = deferred(
    r"(?:[A-Z]{2,6}|[A-Z][A-Za-z]?[A-Za-z]?[A-Z]+[a-z]?|(?:[A-Z][a-z]?\.){2,4}|[A-Z]+-[A-Z]+)$"
)
_BEHIND = deferred(r"(,?)\s*(?<=[\s,])([^\s,;()|]+)")
_AFTER_NAME = deferred(
    r"\s*(?:$|[,;|–—(.·•\d-]|(?:on|in|for|at|and|with|updated|published|posted|last|medically|reviewed)\b|[A-Z])"
)
_TITLES = deferred(r"(?:dr|prof|professor|mr|mrs|ms|mx|sir|dame)\.?$", re.IGNORECASE)
_NOBODY = deferred(
    r"(?:(?:site|blog|web|website|super|wordpress|wp|system)[ -]?)?(?:admin|administrator|staff|editor|author|user|guest|webmaster|contributor|owner|root|master)s?\d*$"
    r"|(?:the )?editors?$|staff (?:writer|reporter|author|editor)s?$|guest (?:author|writer|post|blogger)$|your name$|author name$|(?:full )?name$"
    r"|unknown(?: author)?$|anonymous$|none$|null$|nil$|n/?a$|tb[acd]$|test(?: user)?$|demo$|wordpress$|default(?: user)?$|[-–?.]*$"
    # What office programs put where nobody filled in a name.
    r"|python-docx$|(?:microsoft )?office user$|microsoft(?: office| corporation)?$|windows[ -]user$|user name$|un-?named$|apache poi$|docx4j$|pandoc$"
    r"|(?:libre|open)office(?:\.org)?$|openpyxl$|word user$|pc$|hp$|dell$|lenovo$|acer$|asus$|toshiba$|home$",
    re.IGNORECASE,
)


def is_somebody(name: str) -> bool:
    """Whether a name names anyone: "admin" and what programs fill in do not."""
    return not _NOBODY.match(" ".join(name.split()))


def take_name(text: str, *, strict: bool = False) -> tuple[str, str]:
    """Split a text after the name it begins with, credentials included; ("", text) when it begins with none.

    strict: at least two words, and nothing of a running sentence behind them ("By Monday you will …").
    """
    words = list(re.finditer(r"\S+", text))
    end = count = 0
    for at, match in enumerate(words[:12]):
        word = match[0]
        bare = word.strip(",;:()[]*_“”\"'’")
        following = words[at + 1][0] if at + 1 < len(words) else ""
        links = bare.lower() in _LINKING and (following[:1].isupper() or following.lower() in _LINKING)
        if bare.lower().rstrip(".") in _STOPS or not (bare[:1].isupper() or links) or word[:1] in "([":
            break
        if not links:
            end = match.start() + len(word.rstrip(",;:"))
            count += not _TITLES.match(bare)
        if word[-1] in ",;:)" or (word[-1] == "." and not _abbreviated(bare)):
            break
    name = re.sub(r"^the ", "", text[:end].rstrip(" .,;:–—-"), flags=re.IGNORECASE).strip()
    end, name = _with_credentials(text, end, name)
    if not count or (strict and not _stands_alone(text[end:], name, count)):
        return "", text
    return name, text[end:]


def _abbreviated(word: str) -> bool:
    return bool(_TITLES.match(word) or re.match(r"(?:[A-Z]\.)+$|St\.$|Jr\.$|Sr\.$", word))


def _with_credentials(text: str, end: int, name: str) -> tuple[int, str]:
    """Take in the letters behind a name: "Lena Ode, RN, PhD"."""
    while (match := _BEHIND.match(text, end)) and _CREDENTIAL.match(_bare(match[2])):
        name += f"{match[1]} {_bare(match[2])}"
        end = match.end()
    return end, name


def _bare(word: str) -> str:
    """Return a word without the full stop of its sentence; "M.D." keeps its own."""
    return word if "." in word[:-1] else word.rstrip(".")


def _stands_alone(rest: str, name: str, count: int) -> bool:
    """Whether a "By …" is a byline: two words of a name, and behind them a role or a date but no sentence."""
    whole = count >= 2 and not name.split()[0].lower().endswith("ing")
    return whole and bool(_AFTER_NAME.match(rest)) and len(rest.split()) <= 12


def names(values: Iterable[str]) -> str | None:
    """Join the names of a list that name somebody, each once; None when none does."""
    kept = dict.fromkeys(" ".join(value.split()) for value in values if is_somebody(value))
    return ", ".join(kept) or None
