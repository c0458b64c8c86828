"""A rule made ready for a pipeline: its checks compiled into one, with errors at the line of what cannot be used."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from claimlint.analysis import Analysis, Check
from claimlint.errors import RuleError, brought
from claimlint.finding import Hit
from claimlint.plugins import kinds
from claimlint.rule import Rule

if TYPE_CHECKING:
    from spacy.language import Language

#: Compiled rules that are kept, a few times as many as there are bundled ones.
KEPT = 1024


@lru_cache(maxsize=KEPT)
def compiled(rule: Rule, nlp: Language) -> Check:
    """Compile a rule's checks into one; of hits that overlap the longest stays, then the earliest.

    What was compiled is kept: to compile all rules takes longer than to check an article.

    Raises RuleError ``bad-rule`` with file and line for options that only spaCy or the check can judge.
    """
    built = [_build(rule, number, nlp) for number in range(len(rule.checks))]
    if len(built) == 1:
        return built[0]

    def check(analysis: Analysis) -> Iterator[Hit]:
        kept: list[Hit] = []
        hits = [hit for one in built for hit in one(analysis)]
        for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
            at = bisect_left(kept, hit.start, key=lambda other: other.start)
            beside = kept[max(at - 1, 0) : at + 1]
            if all(hit.end <= other.start or other.end <= hit.start for other in beside):
                kept.insert(at, hit)
        yield from kept

    return check


#: What spaCy and checks raise for options that only they can judge, such as token patterns.
_UNUSABLE = (ValueError, TypeError, KeyError, AttributeError, re.error)


def _build(rule: Rule, number: int, nlp: Language) -> Check:
    """Compile one check of a rule. Raises RuleError at the line of the entry it cannot use."""
    name, options = rule.checks[number]
    try:
        return kinds()[name].build(options, nlp)
    except _UNUSABLE as error:
        key = next(iter(kinds()[name].required), "check")
        place: tuple[str | int, ...] = ("also", number - 1, key) if number else (key,)
        fault, entry = _fault(name, options, key, nlp) or (error, None)
        line = rule.lines.get((*place, entry), rule.lines.get(place, 1))
        said = re.sub(r".*?Pattern \d+: (?!Pattern)(?:- )?", "", " ".join(str(fault).split()))
        message = f"The check “{name}” cannot use {key}: {said[:300].rstrip('.')}."
        hint = "Token patterns: https://spacy.io/api/matcher#patterns." if "pattern ->" in said else ""
        raise RuleError("bad-rule", message, f"{rule.path}:{line}", brought(hint, rule.origin)) from error


def _fault(name: str, options: Mapping[str, object], key: str, nlp: Language) -> tuple[Exception, int] | None:
    """Return the first entry of a list of options that does not compile by itself, and why."""
    entries = options.get(key)
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        try:
            kinds()[name].build({**options, key: [entry]}, nlp)
        except _UNUSABLE as error:
            return error, index
    return None
