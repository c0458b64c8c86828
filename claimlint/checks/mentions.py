"""Words that are talked about, not used: in quotation marks of their own, or in a text about odd wording."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimlint.analysis import Analysis, Sentence
from claimlint.context import squeeze

#: Characters looked at on each side for quotation marks.
REACH = 40
#: Marks with a word or two between them and what they quote.
_OPENED = re.compile(r"[\"“‘'«](?:[\w-]+ ){0,2}$")
_CLOSED = re.compile(r"^(?: [\w-]+){0,2}[.,;:]?[\"”’'»]")
_ABOUT = re.compile(
    r"\btortured (?:phrase|english|wording)|\bparaphras|\bthesaurus|\bsynonym|\bplagiari|\bmistranslat|\bspun (?:text|article|content)"
    r"|\barticle spinn|\bgibberish|\bmachine translation|\b(?:wrong|misspelt|misspelled) word|\bspell(?:ing|ed|t)\b"
    r"|\b(?:odd|strange|garbled) (?:phrase|wording)"
)


def own_prose(analysis: Analysis) -> Sequence[Sentence]:
    """Return the sentences in which the article speaks for itself: no captions, no list of sources."""
    return analysis.memo(
        "own prose",
        lambda: [
            s for s in analysis.prose if s.block.kind != "caption" and s.block.start not in analysis.listed
        ],
    )


def mentioned(analysis: Analysis, sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words at a document range of a sentence are only talked about."""
    low, high = start - sentence.start, end - sentence.start
    before, after = sentence.text[max(low - REACH, 0) : low], sentence.text[high : high + REACH]
    if _OPENED.search(before) and _CLOSED.search(after):
        return True
    at = sentence.index
    near = " ".join(s.text for s in analysis.sentences[max(at - 1, 0) : at + 2])
    return bool(_ABOUT.search(squeeze(near))) or analysis.memo("about wording", lambda: _is_about(analysis))


def _is_about(analysis: Analysis) -> bool:
    """Whether the article is about odd wording."""
    title = analysis.document.title
    named = title is not None and bool(_ABOUT.search(squeeze(analysis.document.block_text(title))))
    return named or "tortured phrase" in analysis.document.text.lower()
