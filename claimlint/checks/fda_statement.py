"""The statement that US law fixes for claims on supplements: missing where one is sold with a claim, or put in other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.presence import absent
from claimlint.claims import claims_of
from claimlint.facts import facts_of
from claimlint.fda_statement import faults, part_of, words_of
from claimlint.finding import Hit
from claimlint.targets import targets_in

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "fault": {
        "enum": ["missing", "altered"],
        "description": "missing: a supplement is offered with a claim on the body, and the statement stands nowhere; altered: it stands there in other words.",
    },
}
_SUPPLEMENT = re.compile(
    r"\b(?:supplements?|capsules?|soft-?gels?|gumm(?:y|ies)|tinctures?|probiotics?|multi-?vitamins?|vitamins?|minerals?|herbal|botanicals?|extract"
    r"|zinc|magnesium|collagen|omega-3|melatonin|turmeric|ashwagandha|ginseng|elderberry|creatine|nootropics?|adaptogens?|biotin|greens powder|elixir)\b",
    re.I,
)
#: What such products are said to do for the body: structure and function, in the words of the law.
_DOES = frozenset(
    (
        "support promote maintain boost improve enhance strengthen nourish balance help aid protect restore increase optimise optimize sharpen calm ease relieve"
        " encourage sustain fuel energise energize revitalise revitalize regulate good great"
    ).split()
)
#: What they are said to act on, beside the terms of the word lists.
_ON = re.compile(
    r"\b(?:sleep|mind|mood|focus|energy|memory|stress|relaxation|calm|stamina|metabolism|well-?being|wellness|vitality|libido|concentration|immunity|hydration|recovery|performance|weight|health)\b",
    re.I,
)
_DENIED = frozenset(("not", "n't", "no", "never", "cannot"))


@dataclass(frozen=True)
class Attempt:
    """Sentences that are the statement, or try to be; two at most, in a row."""

    sentences: tuple[Sentence, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """What it leaves out or says otherwise."""
        return faults(words_of(" ".join(sentence.text for sentence in self.sentences)))


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check for what is missing, or for what was altered."""
    return _missing if options["fault"] == "missing" else _altered


def _missing(analysis: Analysis) -> Iterator[Hit]:
    """Yield a hit on the title of a page that offers a supplement with a claim and has no statement, however put."""
    facts = facts_of(analysis)
    reports = (facts.debunking or facts.reports_research) and not facts.commercial_intent
    if not facts.offers or reports or _attempts(analysis):
        return
    supplement = any(_SUPPLEMENT.search(sentence.text) for sentence in analysis.prose)
    if supplement and (claims_of(analysis) or any(_acts_on_body(analysis, s) for s in analysis.prose)):
        yield absent(analysis, None, fault="the statement stands nowhere")


def _altered(analysis: Analysis) -> Iterator[Hit]:
    """Yield a hit on each attempt at the statement that does not keep its words."""
    for attempt in _attempts(analysis):
        if attempt.faults:
            first, last = attempt.sentences[0], attempt.sentences[-1]
            end = last.end if last.block is first.block else first.end
            yield Hit(first.start, end, {"fault": ", ".join(attempt.faults[:4])}, 0.9)


def _attempts(analysis: Analysis) -> list[Attempt]:
    return analysis.memo("fda statements", lambda: list(_find(analysis)))


def _find(analysis: Analysis) -> Iterator[Attempt]:
    """Yield the attempts: both halves in one sentence, the first with the last after it, or either alone."""
    before: Sentence | None = None
    for sentence in analysis.sentences:
        part = part_of(sentence.text.lower())
        if before is not None:
            yield Attempt((before, sentence) if part == "last" else (before,))
            before, part = None, None if part == "last" else part
        if part == "first":
            before = sentence
        elif part is not None:
            yield Attempt((sentence,))
    if before is not None:
        yield Attempt((before,))


def _acts_on_body(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a sentence says that something acts on the body: an effect beside an organ, a function or an ill."""
    acts = not _DOES.isdisjoint(sentence.vocabulary) and _DENIED.isdisjoint(sentence.lower)
    return acts and bool(_ON.search(sentence.text) or targets_in(analysis, sentence))
