"""What kind of article this is: facts about the whole document that rules and reports share."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from claimlint.analysis import REFERENCE_HEADING, Analysis, Sentence
from claimlint.metadata import Metadata, metadata_of
from claimlint.stance import debunks, sells
from claimlint.topics import CONDITION_KINDS, Topic, topics_of

#: Links to sources from which an article counts as one that lists them.
SEVERAL = 3

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
_CARE = re.compile(
    r"\b(?:call|dial|ring|phone)(?: for)?(?: an?)? (?:911|999|112|000|111|ambulance|emergency|helpline|your (?:doctor|gp|midwife|nurse|surgery|clinic|health))"
    r"|\b(?:emergency (?:room|department|services|care|number)|a&e|urgent care|ambulance)\b"
    r"|\b(?:see|contact|ask|tell|consult|visit|call|phone|ring|talk to|talk with|speak to|speak with|check with|go to|consult with|advice (?:from|of)|discuss\w* \w+ with|discuss with|refer\w* to|appointment with|check-up with|seen by|assessed by|examined by|guidance (?:from|of)|help from)"
    r"(?: (?:a|an|the|your|their|his|her|any|with|local|family|own|or|qualified|trained|healthcare|health|care|medical|primary)){0,5} "
    r"(?:doctor|doctors|gp|physician|nurse|midwife|pharmacist|pharmacy|dentist|optician|dietitian|therapist|specialist|dermatologist|paediatrician|pediatrician|psychiatrist|clinician|prescriber|hospital|clinic|provider|professional|practitioner|team|visitor|surgeon|veterinarian)s?\b"
    r"|\b(?:seek|get|need|needs|find|have) (?:\w+ ){0,2}(?:medical|professional|emergency|urgent) (?:\w+ )?(?:help|attention|advice|care|treatment|assessment)\b"
    r"|\bget (?:it |them |yourself )?checked\b"
    r"|\b(?:doctor|gp|pharmacist|nurse|physician|midwife|health ?care (?:provider|professional|team))s? (?:can|may|will|should|might) (?:\w+ )?(?:help|advise|recommend|check|refer|prescribe|suggest|examine|tell|give|want|ask|do|diagnose|explain)\b"
)
_NO_CARE = re.compile(
    r"\b(?:no need|don't need|do not need|needn't|need not|without|never|don't bother|skip|avoid|instead of|rather than|won't need)\b"
    r"(?:\W+\w+){0,4}\W+(?:doctor|gp|physician|hospital|clinic|ambulance|professional|specialist)"
)
_LOCATOR = re.compile(
    r"\b(?i:doi)\b|\b10\.\d{4,9}/\S+|\b(?i:pmid)\b|\b(?i:pmc)\d+|https?://|\bwww\.|\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]"
    r"|\((?:[A-Z][\w'’.&-]*(?: (?:et al\.?|and|&|of|the|for|in|[A-Z][\w'’.&-]*))*),? (?:19|20)\d\d[a-z]?\)"
    r"|\b(?:19|20)\d\d;\s?\d+"
)
#: Sources that are named in the text without a locator.
_NAMED_SOURCE = re.compile(
    r"\b(?:published|reported|appear(?:s|ed)?|study|report|review|research|issue|release|results)\b(?: [\w’'-]+){0,8}? (?:in|of) (?:the )?"
    r"(?:journal\b|(?:[A-Z][\w&-]+ ){0,5}Journal\b|Lancet\b|BMJ\b|JAMA\b|PLoS|PLOS|Nature\b|Scientific Reports|Pediatrics\b|Annals of|Archives of|Proceedings of)"
    r"|\bCochrane (?:[Rr]eview|Library|Collaboration)|\b(?:19|20)\d\d (?:study|report|review|survey|meta-analysis|trial)\b"
    r"|\b(?:study|report|review|survey|trial|guidelines?|guidance|data|statistics|figures|researchers|scientists) (?:\w+ ){0,2}(?:by|from|at) (?:the )?"
    r"(?:National|University|Institute|Centers? for|World Health|Food and Drug|American|British|Royal|NHS|NICE|CDC|NIH|WHO|FDA|Harvard|Mayo|Duke|[A-Z]\w+ University)\b"
    r"|\b(?:NIH|CDC|WHO|FDA|NHS|NICE|National Institutes of Health)(?:-funded)? (?:study|report|review|data|guidelines?|researchers)\b"
)
#: Links of this kind sell; they are no source.
_SHOP_LINK = re.compile(
    r"\b(?:shop|store|cart|basket|checkout|order|buy|amzn|affiliate|coupon|signup|subscribe)\b", re.I
)
_ADVICE_VERB = frozenset(
    (
        "add apply avoid bathe bend boil breathe brew chew crush dab dip dissolve do drink eat"
        " elevate exercise gargle get give go have heat hold inhale keep lie lift limit lower maintain"
        " make massage mix place practise practice press pull put relax repeat rest rinse rub sip sit"
        " sleep soak spread stand start stay steep stop stretch swallow switch take tilt try turn use"
        " stir sprinkle blend cook peel wait walk wash wear wrap"
    ).split()
)
_ADVICE_LEAD = frozenset("then now simply just always also next first please never instead daily".split())
_ADVISING = re.compile(
    r"\byou (?:should|can (?:try|use|take|apply|drink|eat|also)|must|need to|could try|ought to)\b"
    r"|\b(?:it is|it's) (?:best|important|advisable|a good idea) to\b|\bwe recommend\b"
)
_EFFECT = re.compile(
    r"\b(?:cur(?:e|es|ed|ing)|heal(?:s|ed|ing)?|treat(?:s|ed|ing)?|reliev(?:e|es|ed|ing)|relief|remed(?:y|ies)|prevent(?:s|ed|ing)?|"
    r"revers(?:e|es|ed|ing)|eliminat(?:e|es|ed|ing)|banish(?:es|ed)?|eas(?:e|es|ed)|sooth(?:e|es|ed|ing)|boost(?:s|ed|ing)?|"
    r"lower(?:s|ed|ing)?|reduc(?:e|es|ed|ing)|improv(?:e|es|ed|ing)|fight(?:s|ing)?|combat(?:s|ing)?|effective (?:for|against|in)|"
    r"good for|beneficial|get(?:s|ting)? rid of|works? (?:for|against)|helps? (?:with|to|in|against)?)\b"
)


@dataclass(frozen=True)
class Facts:
    """Judged on the text read; absent evidence is False, never a guess."""

    has_medical_disclaimer: bool
    advises_professional: bool
    has_citations: bool
    metadata: Metadata
    commercial_intent: bool
    debunking: bool
    gives_advice: bool
    efficacy_statements: int
    topics: tuple[Topic, ...]

    @property
    def has_author(self) -> bool:
        """Whether somebody answers for the page: an author, a reviewer or an organisation that publishes it."""
        return bool(self.metadata.author or self.metadata.reviewer or self.metadata.publisher)

    @property
    def has_author_or_date(self) -> bool:
        """Whether the page names who wrote or reviewed it, or when it was published or updated."""
        known = self.metadata
        return bool(known.author or known.reviewer or known.published or known.updated)

    @property
    def weighty(self) -> bool:
        """Whether what is missing counts in full: the page sells, advises treatment or makes claims."""
        return self.commercial_intent or self.gives_advice or self.efficacy_statements >= 3


def facts_of(analysis: Analysis) -> Facts:
    """Return the facts of an analysis; computed once."""
    return analysis.memo("facts", lambda: _facts(analysis))


def _facts(analysis: Analysis) -> Facts:
    texts = [sentence.text for sentence in analysis.sentences]
    lowered = [text.lower().replace("’", "'") for text in texts]
    comments = [text.lower() for _, text in analysis.document.comments]
    return Facts(
        has_medical_disclaimer=any(map(is_disclaimer, [*lowered, *comments])),
        advises_professional=any(map(advises_care, lowered)),
        has_citations=_cites(analysis),
        metadata=metadata_of(analysis.document),
        commercial_intent=sells(analysis, texts),
        debunking=debunks(analysis),
        gives_advice=sum(map(is_advice, analysis.prose)) >= 3,
        efficacy_statements=sum(states_efficacy(analysis, s) for s in analysis.prose),
        topics=topics_of(analysis),
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


def advises_care(text: str) -> bool:
    """Whether a lower-case sentence sends the reader to a professional (a negated mention does not)."""
    return bool(_CARE.search(text)) and not _NO_CARE.search(text)


def cites(text: str) -> bool:
    """Whether a text carries a locator: DOI, PMID, address, bracketed number or author and year."""
    return bool(_LOCATOR.search(text))


def names_source(text: str) -> bool:
    """Whether a text names a journal, body or dated study it rests on, if without a locator."""
    return bool(_NAMED_SOURCE.search(text))


def lists_sources(analysis: Analysis) -> bool:
    """Whether the article has a list of references, or links to several sources; computed once."""
    return analysis.memo(
        "lists_sources", lambda: _has_reference_list(analysis) or _outward(analysis) >= SEVERAL
    )


def _has_reference_list(analysis: Analysis) -> bool:
    document = analysis.document
    return any(
        REFERENCE_HEADING.match(document.block_text(b)) for b in document.blocks if b.kind != "boilerplate"
    )


def _outward(analysis: Analysis) -> int:
    """Count the links of the prose that leave the page and do not sell."""
    document = analysis.document
    blocks = [b for b in document.blocks if b.kind != "boilerplate"]
    starts = [b.start for b in blocks]
    count = 0
    for link in document.links:
        if link.href.startswith(("http://", "https://")) and not _SHOP_LINK.search(link.href):
            at = bisect_right(starts, link.start) - 1
            count += at >= 0 and link.start < blocks[at].end
    return count


def _cites(analysis: Analysis) -> bool:
    if _outward(analysis) or _has_reference_list(analysis):
        return True
    return any(cites(s.text) or names_source(s.text) for s in analysis.prose)


def is_advice(sentence: Sentence) -> bool:
    """Whether a sentence tells the reader to do something: an imperative or "you should"."""
    words = [word for word in sentence.lower if word[:1].isalpha()]
    if words and words[0] in _ADVICE_LEAD:
        words = words[1:]
    imperative = bool(words) and words[0] in _ADVICE_VERB and len(words) > 2 and sentence.scope == "sentence"
    return imperative or bool(_ADVISING.search(sentence.text.lower()))


def states_efficacy(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a sentence puts a remedy, an effect word and a condition or marker together."""
    kinds = {term.kind for term in analysis.terms.get(sentence.index, ())}
    target = bool(kinds & (CONDITION_KINDS | {"marker"}))
    return target and "remedy" in kinds and bool(_EFFECT.search(sentence.text.lower()))


def report(facts: Facts, detected: str | None = None) -> dict[str, Any]:
    """Return the ``document`` object of the JSON report. detected: what the text reads as, where nothing is declared."""
    known = facts.metadata
    return {
        "title": known.title,
        "author": known.author,
        "published": known.published,
        "updated": known.updated,
        "url": known.url,
        "section": known.section,
        "language": known.language or detected,
        "topics": [{"term": t.term, "kind": t.kind, "weight": t.weight} for t in facts.topics],
        "has_medical_disclaimer": facts.has_medical_disclaimer,
        "advises_professional": facts.advises_professional,
        "has_citations": facts.has_citations,
        "has_author_or_date": facts.has_author_or_date,
        "commercial_intent": facts.commercial_intent,
        "debunking": facts.debunking,
    }
