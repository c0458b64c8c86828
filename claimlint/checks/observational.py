"""Direct causal wording beside a study that only observed people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.exposure import OPTIONS as OPTIONS
from claimlint.checks.exposure import acts
from claimlint.context import squeeze
from claimlint.deferred import sought
from claimlint.finding import Hit

if TYPE_CHECKING:
    from spacy.language import Language

_OBSERVED = sought(
    r"\b(?:cohort|cross-sectional|case-control|observational|epidemiolog\w+|questionnaires?|surveys?|surveyed|polls?|polled|food diar(?:y|ies)|"
    r"(?:health|medical|insurance|hospital) (?:records|databases?|registr(?:y|ies))|registry|"
    r"(?:followed|tracked|monitored|quizzed|interviewed|asked|observed) (?:up )?(?:for \w+ years )?(?:(?:more than|over|about|nearly|almost|some|around) )?(?:\d[\d,. ]*|thousands|hundreds)(?: \w+){0,2})\b"
)
#: Designs and caveats that carry the wording, or take it back.
_SOUND = re.compile(
    r"\b(?:randomi[sz]\w+|placebo|trials?|mendelian|meta-?analys[ie]s|systematic|associat\w+|link(?:s|ed)?|correlat\w+|tied|tend(?:s|ed)? to|"
    r"cannot|can't|not (?:prove|show|mean)|whether|may|might|suggest\w*|confound\w*|likely|cause and effect|hypothes\w+|believe[sd]?|asked (?:if|about|whether))\b"
)


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; a hit spans the sentence that says it too strongly."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in analysis.prose:
            design = _design(analysis, sentence)
            if design and not sentence.text.endswith("?") and acts(analysis, sentence, options):
                yield Hit(sentence.start, sentence.end, {"design": design}, 0.7)

    return check


def _design(analysis: Analysis, sentence: Sentence) -> str:
    """Return the words for an observing study in a sentence or the one before, unless the wording fits it."""
    beside = analysis.sentences[max(sentence.index - 1, 0) : sentence.index + 2]
    texts = {s.index: squeeze(s.text) for s in beside if s.block == sentence.block}
    found = (_OBSERVED.search(text) for index, text in texts.items() if index <= sentence.index)
    design = next((match[0].strip() for match in found if match), "")
    return "" if not design or any(map(_SOUND.search, texts.values())) else design
