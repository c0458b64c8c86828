"""The statement that 21 CFR 101.93(c) fixes for dietary supplements in the United States: where it stands, and how it was altered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from claimlint.deferred import sought

_SECOND = "This product is not intended to diagnose, treat, cure, or prevent any disease."
#: The words for one claim, and for several.
STATEMENT = f"This statement has not been evaluated by the Food and Drug Administration. {_SECOND}"
STATEMENTS = f"These statements have not been evaluated by the Food and Drug Administration. {_SECOND}"
#: Likeness, letter by letter, from which the wording counts as the statement: a word more or less.
SAME = 0.95
#: More words than this are no attempt at it: what is compared is bounded.
LONGEST = 80
_WORD = re.compile(r"[a-z]+")
_BODY = r"(?:f\.?d\.?a\b\.?|food (?:and|&) drug (?:administration|agency|authority))"
_JUDGED = r"(?:evaluated|approved|reviewed|checked|assessed|tested|verified|endorsed|examined|cleared|validated|confirmed|analy[sz]ed|certified|vetted|looked at)"
_CLAIMS = r"(?:statements?|claims?|information|content|comments|descriptions?|assertions?|benefits)"
_GOODS = r"(?:products?|supplements?|formulas?|items?|gumm(?:y|ies)|capsules?|teas?|oils?|tinctures?|powders?|drops|tablets?|they|it|this|these)"
_NOT = r"(?:not|n't|never)"
#: "These statements have not been checked by the FDA."
_FIRST = sought(
    rf"\b{_CLAIMS}\b[^.;]{{0,60}}{_NOT} (?:\w+ ){{0,3}}{_JUDGED}\b(?:[^.;]{{0,30}}\b{_BODY})?|\b{_NOT} (?:\w+ ){{0,2}}{_BODY}[ -]{_JUDGED}|\b{_BODY} (?:has|have|did|does)(?: not|n't) (?:{_JUDGED}|evaluate|approve|review) (?:these|this|the|any|our) {_CLAIMS}"
    rf"|^\W*(?:this|these|they|it)\b (?:has|have|is|are|was|were)(?: not|n't) (?:been )?{_JUDGED} by (?:the )?(?:u\.?s\.? )?{_BODY}|^\W*not (?:been )?{_JUDGED} by (?:the )?(?:u\.?s\.? )?{_BODY}"
)
_NAMES_BODY = re.compile(rf"\b{_BODY}")
#: "The product isn't meant to heal any illness."
_LAST = sought(
    rf"(?:\b{_GOODS}|\band|^\W*(?:is|are)?) ?(?:is|are|was|were)?(?: ?not|n't| never) (?:\w+ )?(?:intended|meant|designed|supposed|made|sold|for use|used)(?: to| for|\b)(?: (?:\w+ ){{0,2}})?(?:be used (?:to|for) (?:\w+ )?)?(?:diagnos|treat|cur|prevent|heal|mitigat|reliev)\w*\b[^.;]{{0,90}}\b(?:disease|illness|condition|ailment|sickness|disorder|health problem)s?\b"
)
#: "Labels must carry the words …": the statement is spoken of, not made.
_SPOKEN_OF = re.compile(
    r"\b(?:must|required?|requires|requirement|law|laws|regulations?|labels?|labell?ing|disclaimers?|manufacturers?|makers|sellers?|companies|wording|dshea|phrase|says?|reads?|means?|printed|look for|saying|such as)\b|[\"“”]"
)
#: Words of its two sentences that carry their meaning.
_FIRST_KEYS = ("evaluated", "food and drug administration")
_LAST_KEYS = ("intended", "diagnose", "treat", "cure", "prevent", "disease")


def part_of(text: str) -> str | None:
    """Return which half of the statement a lower-case sentence is or tries to be: "first", "last", "both" or None."""
    text = text.replace("’", "'")
    if len(text) > 600 or _SPOKEN_OF.search(text):
        return None
    first = bool(_FIRST.search(text)) and bool(_NAMES_BODY.search(text))
    last = bool(_LAST.search(text))
    return "both" if first and last else "first" if first else "last" if last else None


def faults(words: Sequence[str]) -> tuple[str, ...]:
    """Return what an attempt at the statement leaves out or says otherwise, () when it is the statement.

    words: its words in lower case, as ``words_of`` gives them.
    """
    if len(words) > LONGEST:
        return ("it is much longer",)
    said = " ".join(words)
    missing = [
        *_missing(said, _FIRST_KEYS, "the sentence about the FDA"),
        *_missing(said, _LAST_KEYS, "the sentence about disease"),
    ]
    if missing:
        return tuple(missing)
    alike = max(likeness(said, " ".join(words_of(form))) for form in (STATEMENT, STATEMENTS))
    return () if alike >= SAME else ("words are changed or added",)


def _missing(said: str, keys: Sequence[str], whole: str) -> list[str]:
    """Return which keys are missing, or that the whole sentence is."""
    lacking = [key for key in keys if not re.search(rf"\b{key}\b", said)]
    return (
        [f"{whole} is missing"] if len(lacking) == len(keys) else [f"“{key}” is missing" for key in lacking]
    )


def likeness(one: str, other: str) -> float:
    """Return how alike two short texts are, letter by letter, from 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case; "U.S." before the agency's name is no word of it."""
    lowered = re.sub(r"\b(?:u\.s\.a?\.?|us|united states) (?=food (?:and|&) drug)", "", text.lower()).replace(
        " & ", " and "
    )
    return _WORD.findall(lowered)
