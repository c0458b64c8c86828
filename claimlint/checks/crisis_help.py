"""Articles on suicide or self-harm that name no crisis line, or none that their readers can reach."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check
from claimlint.checks.presence import absent
from claimlint.deferred import sought
from claimlint.facts import facts_of
from claimlint.finding import Hit, Severity
from claimlint.helplines import ANYWHERE, helplines, worded
from claimlint.readership import REGIONS
from claimlint.topics import CENTRAL, confidence, mentions_of, plain

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "mentions": {"type": "integer", "minimum": 1, "description": "Fewest mentions of suicide or self-harm."},
    "otherwise": {"enum": ["info"], "description": "Severity where it is no main topic of the article."},
}
_SUICIDE = sought(
    r"\b(?:suicid\w*|self[- ]?harm\w*|self-injur\w*|(?:kill|hang|harm|hurt|cut)(?:s|ed|ing|ting)? (?:yourself|themsel\w+|himself|herself|oneself|myself)"
    r"|(?:tak(?:e|es|ing|en)|took) (?:your|their|his|her|my|one's) own li(?:fe|ves)|end(?:s|ed|ing)? (?:your|their|his|her|my|one's) (?:own )?li(?:fe|ves)|(?:want|wish)\w* to die)\b"
)
#: Senses that are about no person.
_OTHER = re.compile(
    r"\b(?:suicide (?:genes?|inhibit\w+|substrates?|bomb\w+)|cell(?:s|ular)? (?:\w+ )?suicide|suicide of (?:the )?cells?)\b"
)
#: Lists of side effects, where a mention says nothing of what the article is about.
_SIDE_EFFECT = re.compile(
    r"\b(?:side effects?|warnings?|leaflet|dos(?:e|es|age)|tablets?|medicines?|medications?|drugs?|antidepressants?)\b"
)
_SPEAKS_TO_READERS = re.compile(r"\b(?:you|your|yourself)\b")
#: Words to put in.
_WORDS = "If you are thinking of harming yourself, {crisis}, at any hour. If you or somebody else is in danger now, {emergency}."


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check: its hit lies on the title and concerns the document."""
    least, otherwise = options.get("mentions", 2), options.get("otherwise")

    def check(analysis: Analysis) -> Iterator[Hit]:
        region = analysis.readership.region
        if analysis.readership.audience == "clinical":
            return
        mentions = mentions_of(analysis, _SUICIDE, _OTHER)
        fault = _fault(analysis, region) if mentions.all >= least else None
        if fault:
            central = confidence(mentions, analysis.words) >= CENTRAL and not _as_side_effect(analysis)
            severity = _severity(analysis) if central else otherwise
            yield replace(absent(analysis, severity, fault=fault), suggestion=worded(_WORDS, region))

    return check


def _fault(analysis: Analysis, region: str | None) -> str | None:
    """Return what is wrong with the help an article names; None where its readers can reach it."""
    known = helplines()
    text = "\n".join(plain(sentence.text) for sentence in analysis.sentences)
    there = [name for name in REGIONS if known[name].names.search(text)]
    if known[ANYWHERE].names.search(text) or region in there or (there and region is None):
        return None
    if there:
        named = "; ".join(_place(name) for name in there)
        return (
            f"names help in another region only ({named}), and its readers live elsewhere ({_place(region)})"
        )
    return "names no crisis line and no other help"


def _place(region: str | None) -> str:
    return REGIONS[region].partition(":")[0] if region else ""


def _severity(analysis: Analysis) -> Severity | None:
    """Return None, the rule's own, where an article speaks to people who may need help; news about others is milder.

    An excerpt that neither has a title nor advises anything may have lost its helpline, and is noted only.
    """
    advice, titled = facts_of(analysis).gives_advice, analysis.document.title is not None
    spoken = sum(bool(_SPEAKS_TO_READERS.search(plain(s.text))) for s in analysis.prose)
    if advice or (titled and spoken >= 2):
        return None
    return "warning" if titled else "info"


def _as_side_effect(analysis: Analysis) -> bool:
    """Whether every mention stands beside talk of a medicine."""
    texts = [plain(sentence.text) for sentence in analysis.prose]
    return all(_SIDE_EFFECT.search(text) for text in texts if _SUICIDE.search(text))
