"""How strongly a sentence says that one thing acts on another, judged by its wording alone.

The labels are those of Yu, Li and Wang (EMNLP 2019, D19-1473); readers tell fewer apart, the bands of Adams et al.
(J Exp Psychol Appl 23:1, 2017): "might" and "is linked to" sound alike, "can" stronger, a bare verb strongest.
No tagger or parser is asked, so that any check can afford it; where a form may be a noun its neighbours decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from claimlint.wording import CLAUSE_ENDS, forms

Label = Literal["none", "correlational", "conditional", "direct"]
Band = Literal["none", "weak", "can", "direct"]
#: Weakest first.
BANDS: tuple[Band, ...] = ("none", "weak", "can", "direct")
_RANK: Mapping[Label, int] = {"none": 0, "correlational": 1, "conditional": 2, "direct": 3}
#: Verbs that leave nothing over; the others only change an amount.
_TOTAL = (
    "cure heal eliminate eradicate reverse dissolve kill melt destroy banish erase stop end fix prevent"
    " beat defeat vanquish wipe_out knock_out ward_off put_an_end_to get_rid_of"
)
_PARTIAL = (
    "protect protect_against boost lower reduce increase improve relieve ease treat make cause lead_to trigger fight"
    " fight_off cut slash raise halve double triple strengthen weaken damage harm slow delay add result_in bring_on"
    " bring_about ruin shrink promote block worsen soothe decrease shorten lengthen extend help give_you give_your"
)


@dataclass(frozen=True)
class Strength:
    """label and band of the strongest wording, at tokens ``first`` to ``last`` (both included; 0 and -1 for none).

    total: a direct or conditional verb that leaves nothing over (cures, prevents), not one of degree (lowers).
    """

    label: Label = "none"
    band: Band = "none"
    total: bool = False
    first: int = 0
    last: int = -1


def _verbs(listed: str) -> dict[str, list[tuple[str, ...]]]:
    """Return first word to the tails it may have; -ing forms are left out: they seldom state anything."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for verb in listed.split():
        for form in forms(verb):
            head, *tail = form.split("_")
            if not head.endswith("ing"):
                table.setdefault(head, []).append(tuple(tail))
    return table


_VERBS = {total: _verbs(listed) for total, listed in ((True, _TOTAL), (False, _PARTIAL))}
#: The same words as nouns, when bare or in -s: "the cause of", "natural cures for", "a fight".
_NOUN_BEFORE = frozenset(
    "a an the this that these those no any its his her my our your their of in for with as by per each every"
    " common main natural root real quick leading likely possible sudden first second sharp large small new".split()
)
_NOUN_AFTER = frozenset("of in for from is are was were include includes or".split())
_BE = frozenset("is are was were be been being gets get".split())
#: "To" makes a purpose of a verb, but not after these.
_FOUND_TO = frozenset(
    "shown found proven proved known helps helped help seem seems seemed appear appears appeared likely able"
    " demonstrated confirmed said thought believed".split()
)
_DENYING = frozenset(
    "not n't no never cannot without neither nor hardly barely nothing none failed fails fail unable".split()
)
_MAYBE = frozenset(
    "may might possibly perhaps potentially suggest suggests suggested seem seems seemed appear appears appeared"
    " potential maybe probably thought believed said".split()
)
_CAN = frozenset("can could".split())
_CORRELATIONAL = frozenset(
    "linked link links associated association associations correlated correlates correlate correlation tied predicts"
    " predicted predictor relationship connected tend tends tended".split()
)
_COMPARED = frozenset("more less higher lower fewer greater increased reduced decreased".split())
_LIKELIHOOD = frozenset("likely risk risks rate rates odds chance chances prone levels incidence".split())
#: How far back a modal or a denial reaches (tokens), and a report's "suggests".
_REACH, _REPORT_REACH = 5, 12


def strength(words: Sequence[str]) -> Strength:
    """Return the strength of a sentence's wording. words: its tokens in lower case, apostrophes straight.

    What is denied has none; a question is read like its statement.
    """
    found = [*_causal(words), *_correlational(words)]
    return max(found, key=lambda s: (_RANK[s.label], BANDS.index(s.band), s.total), default=Strength())


def _causal(words: Sequence[str]) -> Iterator[Strength]:
    for at, word in enumerate(words):
        for total, verbs in _VERBS.items():
            for tail in verbs.get(word, ()):
                last = at + len(tail)
                if tuple(words[at + 1 : last + 1]) == tail and _states(words, at, last):
                    label, band = _governed(words, at)
                    if label != "none":
                        yield Strength(label, band, total, at, last)


def _states(words: Sequence[str], at: int, last: int) -> bool:
    """Whether the form at a token is a verb that states: no noun, no bare participle, no purpose, no order."""
    before = words[at - 1] if at else ""
    after = words[last + 1] if last + 1 < len(words) else ""
    if not before or before in CLAUSE_ENDS or before in _NOUN_BEFORE or after in _NOUN_AFTER or not after:
        return False
    if before == "to":
        return at > 1 and words[at - 2] in _FOUND_TO
    if before in _BE and words[at].endswith(("ed", "en", "t")):
        return after == "by"
    return last > at or after not in CLAUSE_ENDS


def _governed(words: Sequence[str], at: int) -> tuple[Label, Band]:
    """Return what the words before a verb leave of it."""
    low = _clause_start(words, at)
    near, far = words[max(low, at - _REACH) : at], words[max(low, at - _REPORT_REACH) : at]
    if not _DENYING.isdisjoint(near):
        return "none", "none"
    if not _MAYBE.isdisjoint(far):
        return "conditional", "weak"
    return ("conditional", "can") if not _CAN.isdisjoint(near) else ("direct", "direct")


def _correlational(words: Sequence[str]) -> Iterator[Strength]:
    for at, word in enumerate(words):
        compared = word in _COMPARED and not _LIKELIHOOD.isdisjoint(words[at + 1 : at + 3])
        if word in _CORRELATIONAL or compared:
            low = max(_clause_start(words, at), at - _REACH)
            if _DENYING.isdisjoint(words[low:at]):
                yield Strength("correlational", "weak", False, at, at)


def _clause_start(words: Sequence[str], at: int) -> int:
    return next((i + 1 for i in range(at - 1, -1, -1) if words[i] in CLAUSE_ENDS), 0)
