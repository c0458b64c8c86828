"""Whether an article says a thing that an article should say, by meaning: for wordings that no pattern knows.

The encoder's reading of a sentence is weighed by a few numbers a statement (``training/statements``). Only sentences with a word that belongs to
the statement are read, and only when patterns have found nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from claimlint.analysis import Analysis, Sentence
from claimlint.encoder import Reading, readings

#: Words of which a sentence must hold one to be read, by statement.
HINTS: Mapping[str, frozenset[str]] = {
    "disclaimer": frozenset(
        "advice advise information informational inform educational education diagnosis diagnose substitute replace replacement disclaimer"
        " liability professional clinician medical doctor physician consult consultation treatment instead".split()
    ),
    "professional": frozenset(
        "doctor gp physician nurse midwife pharmacist pharmacy chemist dentist optician hospital clinic surgery ambulance emergency helpline"
        " specialist clinician therapist professional practitioner consultant paramedic a&e er casualty 911 999 111 112 000 medical appointment"
        " counsellor counselor dietitian team checked examined physio physiotherapist".split()
    ),
    "citation": frozenset(
        "journal report guideline guidelines review trial study et al doi pmid pubmed university institute press vol survey source sources"
        " reference references regulation paper published bulletin lancet bmj jama cochrane who nice organization organisation".split()
    ),
}
#: Statements that a year hints at.
_DATED = frozenset({"citation"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: Sentences read for a statement, at most; the last come first, since notices stand at the end. Tokens of a sentence, at most.
MOST, LONGEST = 16, 60


def says(analysis: Analysis, name: str) -> bool:
    """Whether a sentence of the article makes a statement (a key of ``HINTS``)."""
    asked = [s for s in reversed(analysis.sentences) if _may_say(s, name)][:MOST]
    # A sentence may be asked for several statements, and is read once.
    known: dict[int, Reading] = analysis.memo("statements", dict)
    unread = [s for s in asked if s.index not in known]
    found = readings([" ".join(s.text.split()) for s in unread])
    known |= zip((s.index for s in unread), found, strict=True)
    return any(name in known[s.index].says for s in asked)


def _may_say(sentence: Sentence, name: str) -> bool:
    dated = name in _DATED and _YEAR.search(sentence.text)
    return (
        sentence.block.kind != "code"
        and len(sentence.lower) <= LONGEST
        and bool(dated or not HINTS[name].isdisjoint(sentence.vocabulary))
    )
