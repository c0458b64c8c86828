"""Where sentences begin and end: what a pipeline's splitter says, with its known slips mended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

#: Longer "sentences" are cut, so that no check or guard works in the square of a file's length (tokens).
LONGEST_SENTENCE = 400
#: A label at the start of a block, with its colon, has this many tokens at most.
LABEL_TOKENS = 3
_LOWER_START = re.compile(r"[a-z]")
_STOPS = frozenset({".", "!", "?"})
_QUOTES = frozenset({"“", '"', "‘", "«"})
_CLOSING = frozenset({"”", '"', "’", "»", ")", "]"})
#: A full stop after one of these, a lone letter or a dotted run ("a.m.") may end no sentence.
_ABBREVIATION = re.compile(
    r"\b(?:etc|vs|cf|approx|no|nos|figs?|al|dr|mr|mrs|ms|prof|st|eds?|vols?|pp|min|max|ca|inc|ltd|co|corp|dept|est|tsp|tbsp|oz|lbs?|hrs?|"
    r"secs?|mins?|wks?|yrs?|mg|ml|kg|spp?|subsp|var|ref|refs|tab|tabs|incl|excl|resp|esp|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|"
    r"[a-z]|(?:[a-z]\.)+[a-z])\.$",
    re.IGNORECASE,
)


def sentence_spans(doc: Doc) -> Iterator[Span]:
    """Yield the sentences, trimmed of white space, with the splitter's known slips mended."""
    bounds = [span.start for span in doc.sents if len(span)]
    bounds = _mend(doc, bounds)
    for start, end in zip(bounds, [*bounds[1:], len(doc)], strict=True):
        while start < end and doc[start].is_space:
            start += 1
        while end > start and doc[end - 1].is_space:
            end -= 1
        for low in range(start, end, LONGEST_SENTENCE):
            yield doc[low : min(low + LONGEST_SENTENCE, end)]


def ends_in_abbreviation(text: str) -> bool:
    """Whether the full stop at the end of a text may belong to an abbreviation."""
    return bool(_ABBREVIATION.search(text[-16:]))


def _mend(doc: Doc, bounds: list[int]) -> list[int]:
    """Correct what a splitter trained on edited text gets wrong on web pages; bounds are sentence starts.

    Spun text goes on in lower case ("… in the rear. muscle spasms …"), straight quotes say not whether they
    open or close, and a label ("Myth: …") belongs to what it names.
    """
    text = doc.text
    ends = (i for i, token in enumerate(doc) if token.text in _STOPS)
    starts = set(bounds) | {i + 1 for i in ends if i + 1 < len(doc) and _begins(doc, i + 1, text)}
    moved = {_beside_quote(doc, i) for i in starts}
    kept: list[int] = []
    for start in sorted(i for i in moved if i < len(doc)):
        label = kept and doc[start - 1].text == ":" and start - kept[-1] <= LABEL_TOKENS
        if not label:
            kept.append(start)
    return kept


def _begins(doc: Doc, i: int, text: str) -> bool:
    """Whether a sentence begins at a token whatever the splitter says: lower case or a quote after a full stop."""
    token, before = doc[i], doc[i - 1]
    if before.text not in _STOPS or not before.whitespace_:
        return False
    opening = (
        token.text in _QUOTES and not token.whitespace_ and i + 1 < len(doc) and doc[i + 1].text[:1].isupper()
    )
    head = text[max(0, before.idx - 16) : before.idx + 1]
    return bool(opening or _LOWER_START.match(token.text)) and not ends_in_abbreviation(head)


def _beside_quote(doc: Doc, i: int) -> int:
    """Move a bound so that an opening quote starts the sentence and a closing one ends that before."""
    if i > 1 and doc[i - 1].text in _QUOTES and not doc[i - 1].whitespace_ and doc[i - 2].whitespace_:
        return i - 1
    if 0 < i < len(doc) and doc[i].text in _CLOSING and not doc[i - 1].whitespace_ and doc[i].whitespace_:
        return i + 1
    return i
