"""Whether a sentence says that a text is no substitute for professional advice, in any wording."""

from __future__ import annotations

import re

_NOT = re.compile(r"\b(?:not|cannot|isn't|no|never|rather than|neither|nor|instead of)\b|n't\b")
_INFORMATION = re.compile(
    r"\b(?:information|informational|educational|education|content|article|page|site|website|material|guide|leaflet|text|this)\b"
)
_ADVICE_NOUN = re.compile(
    r"\b(?:(?:medical|health|healthcare|professional|clinical|doctor'?s?|clinician'?s?|pharmacist'?s?|personal|individual)\b"
    r"(?:\W+\w+){0,3}\W+(?:advice|care|diagnos\w+|treatment|judgement|judgment|consultation|guidance|opinion|help)"
    r"|(?:diagnos\w+|advice|consultation|care) (?:from|by|of|with) (?:a |an |your |the )?(?:\w+ ){0,2}(?:doctor|gp|professional|clinician|physician|provider))\b"
)
_SUBSTITUTE = re.compile(
    r"\b(?:substitute|replace|replaces|replacement|intended|meant|constitute|constitutes|advice|take(?:s)? the place|stand in)\b"
)
_INFORMATION_ONLY = re.compile(
    r"\b(?:for )?(?:general |educational )?(?:information|informational|educational)(?: and educational)?(?: purposes?)? only\b"
)


def is_disclaimer(text: str) -> bool:
    """Whether a lower-case sentence says that the text is no substitute for professional advice.

    Any wording: information … not … (substitute or advice) … professional care; or "information only".
    """
    if _INFORMATION_ONLY.search(text):
        return True
    parts = (_NOT, _SUBSTITUTE, _ADVICE_NOUN)
    about_text = _INFORMATION.search(text) or text.startswith("it ")
    return len(text) < 900 and bool(about_text) and all(part.search(text) for part in parts)
