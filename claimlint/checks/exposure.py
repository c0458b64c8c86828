"""Whether a sentence says outright that a habit or remedy acts on health: shared by the checks of causal wording."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from claimlint.analysis import Analysis, Sentence
from claimlint.strength import Strength, strength
from claimlint.topics import CONDITION_KINDS

_WORDS = {"type": "array", "items": {"type": "string", "minLength": 1}}
OPTIONS: Mapping[str, Any] = {
    "factors": {
        **_WORDS,
        "description": "Lemmas of habits that are said to act; remedies count beside them.",
    },
    "outcomes": {
        **_WORDS,
        "description": "Lemmas of what they act on; conditions and measures count beside them.",
    },
}
_OUTCOME_KINDS = CONDITION_KINDS | {"marker"}


def acts(analysis: Analysis, sentence: Sentence, options: Mapping[str, Any]) -> Strength | None:
    """Return the strength of a direct wording with a factor before its verb and an outcome after it, or None.

    In a passive ("is caused by") the two stand the other way round.
    """
    found = strength(sentence.lower)
    if found.label != "direct":
        return None
    left, right = (0, found.first), (found.last + 1, len(sentence.lower))
    after = sentence.lower[found.last + 1 : found.last + 2]
    cause, effect = (right, left) if after == ("by",) else (left, right)
    factor = _holds(analysis, sentence, cause, options.get("factors", ()), frozenset({"remedy"}))
    outcome = _holds(analysis, sentence, effect, options.get("outcomes", ()), _OUTCOME_KINDS)
    return found if factor and outcome else None


def _holds(
    analysis: Analysis, sentence: Sentence, side: tuple[int, int], words: Sequence[str], kinds: frozenset[str]
) -> bool:
    low, high = side
    terms = analysis.terms.get(sentence.index, ())
    if any(term.kind in kinds and low <= term.first and term.last < high for term in terms):
        return True
    wanted = set(words)
    return any(not wanted.isdisjoint(forms) for forms in sentence.forms[low:high])
