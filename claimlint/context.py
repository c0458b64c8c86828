"""A hit in its surroundings: its clause, sentence, neighbours, heading and lead-in, as guards ask for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from claimlint import cues
from claimlint.analysis import Analysis, Sentence
from claimlint.finding import Hit

#: Of a longer heading or lead-in the rest is not looked at: every hit below it would search it anew (code points).
LONGEST_HEADING = 5_000


@dataclass(frozen=True)
class Context:
    """A hit in its sentence: tokens ``first`` to ``last`` of ``sentence``, both included."""

    analysis: Analysis
    sentence: Sentence
    first: int
    last: int

    @cached_property
    def clause(self) -> tuple[int, int]:
        """Half-open token range around the hit that no terminator ("but", ";") crosses."""
        words = self.sentence.lower
        before = (i + 1 for i in range(self.first - 1, -1, -1) if words[i] in cues.TERMINATORS)
        after = (i for i in range(self.last + 1, len(words)) if words[i] in cues.TERMINATORS)
        return next(before, 0), next(after, len(words))

    @cached_property
    def before(self) -> tuple[str, ...]:
        """Lower-case tokens of the clause before the hit."""
        return self.sentence.lower[self.clause[0] : self.first]

    @cached_property
    def after(self) -> tuple[str, ...]:
        """Lower-case tokens of the clause after the hit."""
        return self.sentence.lower[self.last + 1 : self.clause[1]]

    @cached_property
    def text(self) -> str:
        """The sentence in lower case, white space squeezed, apostrophes straight."""
        return squeeze(self.sentence.text)

    @cached_property
    def outside(self) -> str:
        """The sentence in lower case without the hit itself."""
        words = self.sentence.lower
        return " ".join((*words[: self.first], "|", *words[self.last + 1 :]))

    def neighbour(self, step: int) -> Sentence | None:
        """Return the sentence ``step`` places on in the same block, or in the block beside it."""
        index = self.sentence.index + step
        if not 0 <= index < len(self.analysis.sentences):
            return None
        other = self.analysis.sentences[index]
        return other if other.block.kind not in ("boilerplate", "code") else None

    @cached_property
    def heading(self) -> str:
        """The governing heading in lower case, or nothing."""
        block = self.analysis.heading_of.get(self.sentence.block.start)
        return squeeze(self.analysis.document.block_text(block)[:LONGEST_HEADING]) if block else ""

    @cached_property
    def lead_in(self) -> str:
        """For a list item: the line before its list, in lower case."""
        block = self.analysis.lead_in_of.get(self.sentence.block.start)
        return squeeze(self.analysis.document.block_text(block)[:LONGEST_HEADING]) if block else ""


@lru_cache(maxsize=256)
def squeeze(text: str) -> str:
    """Return text in lower case with single spaces and straight apostrophes."""
    plain = text.lower().replace("’", "'")
    # What is trimmed, as nearly all is, can be cut and joined, which is quicker.
    return " ".join(plain.split()) if plain == plain.strip() else re.sub(r"\s+", " ", plain)


def context_of(analysis: Analysis, hit: Hit) -> Context | None:
    """Return the hit in its sentence; None for one that lies outside every sentence."""
    sentence = analysis.sentence_at(hit.start)
    if sentence is None:
        return None
    last = sentence.token_at(min(hit.end, sentence.end) - 1)
    return Context(analysis, sentence, sentence.token_at(hit.start), last)
