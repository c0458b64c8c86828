"""What a title, a heading or the meta description promises and the article never takes up.

A time, a number of items, a remedy, a condition, or the best of a kind where nothing is compared.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.checks.listing import falls_short
from claimlint.context import squeeze
from claimlint.deferred import deferred
from claimlint.document import Block
from claimlint.finding import Hit, Severity
from claimlint.quantities import NUMBER, Duration, durations, value
from claimlint.terms import Term
from claimlint.topics import CONDITION_KINDS

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}

_COUNTED = deferred(
    rf"\b(?P<number>{NUMBER})\s(?:[\w'’-]+\s){{0,3}}?"
    r"(?P<noun>ways|tips|foods|remedies|reasons|signs|symptoms|exercises|stretches|steps|things|herbs|tricks|habits|facts|myths|causes|treatments|"
    r"drinks|ingredients|mistakes|benefits|secrets|rules|teas|oils|vitamins|supplements|recipes|questions|methods|strategies|ideas)\b",
    re.IGNORECASE,
)
_LEAD = deferred(r"\b(?:(?:in|within|under|after|just|only|less|than|as|little)\s)+$", re.IGNORECASE)
#: The time is that of the page ("a 5-minute read").
_PAGE = deferred(r"[\s-](?:read|video|watch|listen|quiz)\b", re.IGNORECASE)
_BEST = deferred(
    r"\b(?:best|most (?:effective|powerful|potent)|fastest|quickest|strongest|number one|no\.? ?1|#1) (?:[\w'’-]+ ){0,2}?"
    r"(?:remedy|treatment|cure|food|exercise|herb|tea|supplement|vitamin|oil|drink|diet|medicine|solution|stretch|juice|method)\b",
    re.IGNORECASE,
)
#: What compares or ranks, or says why nothing can be best.
_COMPARED = deferred(
    r"\b(?:than|compar\w+|versus|vs|rank\w*|rated|superior|inferior|outperform\w*|best|better|worse|worst|alternatives?|instead|unlike|whereas|preferred|"
    r"other (?:\w+ )?(?:remed(?:y|ies)|treatments?|options?|ways?|foods?|methods?|exercises?|medicines?|herbs?|teas?|drinks?|diets?|things)|"
    r"(?:most|more|less|least|equally|as) (?:\w+ly )?(?:effective|powerful|potent|helpful|useful|strong|well|good)|first[- ]line|first choice|"
    r"stronger|strongest|faster|fastest|quicker|quickest|winner|top|number one|options?|depends?|one size)\b|#1"
)
#: Words between which a condition is what a title is about ("ginger for migraine", "beat gout").
_AGAINST = deferred(
    r"\b(?:for|against|cur(?:e|es|ing)|treat(?:s|ing|ment (?:of|for))?|reliev(?:e|es|ing)|relief (?:of|from|for)|remed(?:y|ies) (?:of|for)|revers(?:e|es|ing)|beat(?:s|ing)?|"
    r"eas(?:e|es|ing)|sooth(?:e|es|ing)|prevent(?:s|ing)?|fight(?:s|ing)?|get(?:s|ting)? rid of|help(?:s|ing)? with|manag(?:e|es|ing)|heal(?:s|ing)?|stop(?:s|ping)?)"
    r" (?:your |the |a |an |chronic |severe |acute |mild |bad |\w+ and )?$",
    re.IGNORECASE,
)
#: Other names of conditions, each line those of one, in lower case.
_SAME = (
    ("high blood pressure", "hypertension"),
    ("heart attack", "myocardial", "coronary", "heart disease", "cardiovascular"),
    ("flu", "influenza"),
    ("cold", "rhinovirus", "sniffle", "cough", "runny nose", "sore throat"),
    ("piles", "haemorrhoid", "hemorrhoid"),
    ("heartburn", "reflux", "gerd", "indigestion"),
    ("reflux", "heartburn", "gerd"),
    ("eczema", "dermatitis"),
    ("hay fever", "allerg", "pollen"),
    ("insomnia", "sleep"),
    ("uti", "bladder", "urinary"),
    ("period pain", "cramp", "menstrua", "dysmenorrh"),
    ("obesity", "weight"),
    ("diabetes", "blood sugar", "blood glucose", "insulin"),
    ("cancer", "tumour", "tumor", "carcinoma", "leukaemia", "leukemia", "lymphoma", "melanoma"),
    ("acne", "pimple", "spots", "blemish"),
    ("constipation", "bowel"),
    ("arthritis", "joint"),
    ("dementia", "alzheimer", "memory"),
    ("stress", "anxiety", "tension"),
    ("anxiety", "worry", "panic", "nervous"),
    ("depression", "mood", "depress"),
    ("infertility", "fertil", "pregnan", "conceiv"),
    ("osteoporosis", "bone"),
    ("high cholesterol", "ldl", "lipid"),
    ("asthma", "inhaler", "wheez"),
    ("hair loss", "bald", "alopecia", "hair"),
)
#: Names for remedies at large and for forms they come in: the body takes them up by naming any.
_GENERIC = frozenset(
    (
        "remedy remedies herb herbs supplement supplements vitamin vitamins multivitamin homeopathy"
        " superfood detox cleanse pill pills capsule capsules powder powders patch patches device"
        " devices gadget formula extract extracts gel gels ointment balm salve serum tonic potion"
        " tincture elixir belt bracelet wristband magnet magnets crystal crystals massage poultice"
    ).split()
)
#: Fewer words of body than this are a teaser; it cannot be held to its title.
SHORTEST = 120
#: A longer first line is a paragraph that was marked as a heading; it promises nothing (code points).
LONGEST = 200
#: A title has a sentence or two; a "title" of thousands is the article itself, each word of which would be sought in
#: the whole text (sentences). Of headings and sentences of the meta description no more are looked at.
MOST_TITLES, MOST_HEADINGS = 20, 200
LONGEST_DESCRIPTION = 1_000
TITLE, HEADING, DESCRIPTION = "The title", "The heading", "The meta description"


@dataclass(frozen=True)
class Body:
    """The article without what promises. times: sorted seconds; text: its sentences in lower case."""

    times: Sequence[float]
    text: str
    conditions: frozenset[str]


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. A hit spans the promise."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        described = _description(analysis)
        prose = [s for s in analysis.prose if s.block is not described]
        body = [s for s in prose if s.scope != "title"]
        if sum(len(s.span) for s in body) < SHORTEST:
            return
        whole = _body(analysis, body)
        titles = [s for s in prose if s.scope == "title" and s.block.end - s.block.start <= LONGEST]
        for title in titles[:MOST_TITLES]:
            yield from _of_page(analysis, title, whole, TITLE)
        for sentence in analysis.in_block(described)[:MOST_TITLES] if described else ():
            yield from _of_page(analysis, sentence, whole, DESCRIPTION)
        if titles:
            yield from _of_front_matter(analysis, titles[0], whole)
            yield from _of_headings(analysis, body)

    return check


def _description(analysis: Analysis) -> Block | None:
    """Return the block of the meta description; readers of HTML make a caption of it."""
    said = squeeze(analysis.document.meta.get("description", "")).strip()
    if not said:
        return None
    captions = (block for block in analysis.document.blocks if block.kind == "caption")
    return next((b for b in captions if squeeze(analysis.document.block_text(b)).strip() == said), None)


def _body(analysis: Analysis, body: Sequence[Sentence]) -> Body:
    terms = (term for s in body for term in analysis.terms.get(s.index, ()) if term.kind in CONDITION_KINDS)
    times = sorted({d.seconds for sentence in body for d in durations(sentence.text)})
    return Body(
        times,
        " ".join(sentence.text.lower() for sentence in body),
        frozenset(term.name for term in terms),
    )


def _of_page(analysis: Analysis, sentence: Sentence, body: Body, place: str) -> Iterator[Hit]:
    """Yield what a title, or a sentence of the meta description, promises of the whole article."""
    milder: Severity | None = None if place == TITLE else "warning"
    document = analysis.document
    for promised, start in _times(sentence.text):
        if not _given(promised, body.times) and (place == TITLE or start < promised.start):
            named = sentence.text[promised.start : promised.end]
            yield _hit(sentence, start, promised.end, place, "time", 0.9, milder, named)
    for start, end, promised_items in _counts(sentence.text):
        if falls_short(document, document.blocks, promised_items):
            yield _hit(sentence, start, end, place, "count", 0.8, milder)
    for term in analysis.terms.get(sentence.index, ()):
        kind = _unmentioned(sentence, term, body)
        if kind:
            low, high = sentence.range(term.first, term.last)
            severity = milder if kind == "remedy" else "warning"
            yield _hit(
                sentence, low - sentence.start, high - sentence.start, place, kind, 0.8, severity, term.text
            )
    yield from _best(sentence, body, place)


def _of_front_matter(analysis: Analysis, title: Sentence, body: Body) -> Iterator[Hit]:
    """Yield times and numbers that a description in the front matter promises; it stands in no text, and the title is shown."""
    document = analysis.document
    text = str(document.front_matter.get("description") or "")[:LONGEST_DESCRIPTION]
    missing = [
        (text[promised.start : promised.end], "time")
        for promised, start in _times(text)
        if start < promised.start and not _given(promised, body.times)
    ]
    missing += [
        (text[start:end], "count")
        for start, end, promised_items in _counts(text)
        if falls_short(document, document.blocks, promised_items)
    ]
    for promise, kind in missing:
        data = {"promise": promise, "kind": kind, "place": DESCRIPTION}
        yield Hit(title.block.start, title.block.end, data, 0.8, document=True, severity="warning")


def _of_headings(analysis: Analysis, body: Sequence[Sentence]) -> Iterator[Hit]:
    """Yield numbers of items and times that headings promise of what stands below them."""
    headings = [s for s in body if s.scope == "heading" and s.block.end - s.block.start <= LONGEST]
    told = sorted({d.seconds for s in body if s.scope != "heading" for d in durations(s.text)})
    blocks = analysis.document.blocks
    at = {block.start: place for place, block in enumerate(blocks)}
    for heading in headings[:MOST_HEADINGS]:
        for promised, start in _times(heading.text):
            if start < promised.start and not _given(promised, told):
                named = heading.text[promised.start : promised.end]
                yield _hit(heading, start, promised.end, HEADING, "time", 0.8, "warning", named)
        section = _section(blocks, at[heading.block.start])
        for start, end, promised_items in _counts(heading.text) if section else ():
            if re.fullmatch(
                r"\W*(?:the |our |my |top |here are )*", heading.text[:start].lower()
            ) and falls_short(analysis.document, section, promised_items):
                yield _hit(heading, start, end, HEADING, "count", 0.7, "warning")


def _section(blocks: Sequence[Block], place: int) -> Sequence[Block]:
    """Return the blocks below a heading up to the next as high; nothing where none follows, for the text may be cut."""
    level = blocks[place].level
    for after in range(place + 1, len(blocks)):
        if blocks[after].kind == "heading" and blocks[after].level <= level:
            return blocks[place + 1 : after]
    return ()


def _hit(
    sentence: Sentence,
    start: int,
    end: int,
    place: str,
    kind: str,
    confidence: float,
    severity: Severity | None,
    promise: str = "",
) -> Hit:
    data = {"promise": promise or sentence.text[start:end], "kind": kind, "place": place}
    return Hit(sentence.start + start, sentence.start + end, data, confidence, severity=severity)


def _times(text: str) -> Iterator[tuple[Duration, int]]:
    """Yield the times of a promise, each with where it begins, its lead ("in just") included."""
    for promised in durations(text):
        if promised.unit and not _PAGE.match(text[promised.end :]):
            lead = _LEAD.search(text[: promised.start])
            yield promised, lead.start() if lead else promised.start


def _given(promised: Duration, given: Sequence[float]) -> bool:
    """Whether one of the sorted times (seconds) is the promised one, give or take a tenth."""
    after = bisect_left(given, promised.seconds)
    return any(
        abs(promised.seconds - s) <= 0.1 * promised.seconds for s in given[max(after - 1, 0) : after + 1]
    )


def _counts(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield numbers of items that are promised: start, end, number; of fewer than three nothing is expected."""
    for match in _COUNTED.finditer(text):
        if match["number"].lower() not in ("a", "an") and (promised := value(match["number"])) >= 3:
            yield match.start(), match.end(), int(promised)


def _unmentioned(sentence: Sentence, term: Term, body: Body) -> str | None:
    """Return "remedy" or "condition" for a term that the body never mentions."""
    if term.kind == "remedy" and term.text.split()[-1] not in _GENERIC:
        return None if any(word in body.text for word in term.name.split()) else "remedy"
    ahead = " ".join(sentence.lower[: term.first]) + " "
    if term.kind in CONDITION_KINDS and body.conditions and _AGAINST.search(ahead):
        return None if _mentions(body.text, term.name) else "condition"
    return None


def _mentions(text: str, condition: str) -> bool:
    """Whether a text names a condition: by a word of its name, its initials or another name for it."""
    words = condition.replace("-", " ").split()
    stems = [word[: max(4, len(word) - 3)] for word in words if len(word) > 2]
    initials = "".join(word[0] for word in words)
    others = [name for names in _SAME if names[0] in condition or condition in names for name in names]
    if len(words) > 1 and re.search(rf"\b{re.escape(initials)}\b", text):
        return True
    return any(name in text for name in (*stems, *others))


def _best(sentence: Sentence, body: Body, place: str) -> Iterator[Hit]:
    """The best of a kind, where the article compares nothing."""
    match = None if sentence.text.rstrip().endswith("?") else _BEST.search(sentence.text)
    if match and not _COMPARED.search(body.text):
        yield _hit(sentence, match.start(), match.end(), place, "superlative", 0.7, "warning")
