"""Doses told to readers without what makes them safe: for whom, how much at most, what the label or a pharmacist says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.care import advises_care
from claimlint.context import squeeze
from claimlint.deferred import deferred
from claimlint.finding import Hit
from claimlint.roles import is_advice

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "narrow": {
        "type": "array",
        "items": {"type": "string", "minLength": 1},
        "description": "Medicines of which a dose in an article is an error, since it is for a prescriber to set.",
    }
}
#: Sentences on either side that may say for whom a dose is, and tokens between a verb and its dose.
AROUND, REACH = 2, 8
_NUMBER = r"(?:\d[\d,.]{0,8}|half(?: an?)?|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)"
_DOSE = deferred(
    rf"\b(?P<number>{_NUMBER})(?:\s?(?:-|–|to|or)\s?{_NUMBER})?[\s-]?(?:(?P<strength>mg|milligrams?|mcg|µg|micrograms?|iu|i\.u\.|international units)|"
    r"(?P<pills>(?:\w+ )?(?:tablets?|pills?|capsules?|caplets?|softgels?))|(?P<loose>ml|millilit(?:re|er)s?|g|grams?|(?:\w+ )?drops|droppers?|droppersful|"
    r"(?:tea|table|dessert)?spoons?(?:fuls?)?|tsps?|tbsps?|capfuls?|ounces?|oz))(?!\w)"
)
#: What is measured by the spoon or the drop is a medicine only if it is named as one.
_REMEDY = deferred(
    r"\b(?:tinctures?|extracts?|linctus|syrup|supplements?|essential oils?|(?:castor|oregano|eucalyptus|peppermint|clove|tea tree|neem|black seed|cannabis|cbd|hemp) oil|iodine|"
    r"baking soda|bicarbonate|epsom salts?|laxatives?|antacids?|magnesium|potassium|zinc|medicines?|painkillers?|elixir|bitters|borax|silver|creatine|niacin|vitamins?|melatonin|berberine|turmeric|curcumin|ashwagandha|valerian|kava|ginkgo|ginseng|echinacea|st\.? john's wort|kratom|ephedra)\b"
)
_VERBS = frozenset(
    "take swallow drink give use apply pop start chew inject down gulp inhale consume ingest dose administer".split()
)
_LEADS = frozenset([",", ":", "then", "just", "simply", "please", "always"])
_TAKEN = deferred(
    r"^(?: \w+){0,6} (?:should|must|can|may|is to|are to|needs? to) be (?:taken|swallowed|given|drunk|applied|used)\b"
)
#: What tells readers whether and how far a dose is theirs.
_CONTEXT = deferred(
    r"\b(?:labels?|packag\w+|packets?|leaflets?|instructions?|directions?|directed|pharmacists?|prescri\w+|(?:your|a|the) (?:doctor|gp|nurse|midwife|dietitian|vet)|health ?care|"
    r"maximum|max|(?:no|not) more than|up to|at most|exceed\w*|adults?|aged?|years?|weeks|under \d+|over \d+|kg|kilos?|weigh\w*|pregnan\w*|recommended|allowance|rda|guidelines?|"
    r"trials?|study|studies|participants|placebo|ambulance|999|911|nhs|fda|who|dialysis|hypo|glucose|dextrose|rehydration|folic acid|folate|scan|test|colonoscopy|recipes?|serves)\b"
)
_CHILD = deferred(r"\b(?:child(?:ren|'s)?|kids?|toddlers?|bab(?:y|ies)|infants?|newborns?|son|daughter)\b")


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; a hit runs from the verb to the dose, or from the dose to its passive."""
    narrow = frozenset(word.lower() for word in options.get("narrow", ()))

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in analysis.prose:
            text = sentence.text.lower()
            found = _dose(analysis, sentence, text) if len(text) == len(sentence.text) else None
            if found and not _explained(analysis, sentence):
                grave = bool(_CHILD.search(text)) or not narrow.isdisjoint(sentence.vocabulary)
                yield Hit(*found, {}, 0.8, severity="error" if grave else None)

    return check


def _dose(analysis: Analysis, sentence: Sentence, text: str) -> tuple[int, int] | None:
    """Return the range of the first dose that readers are told to take."""
    for match in _DOSE.finditer(text):
        if match["pills"] and match["number"].partition(" ")[0] in ("1", "half"):
            continue
        if match["loose"] and not _medicine(analysis, sentence, text):
            continue
        start, end = sentence.start + match.start(), sentence.start + match.end()
        verb = _verb(analysis, sentence, sentence.token_at(start))
        if verb is not None:
            return sentence.offset(verb), end
        taken = _TAKEN.match(text[match.end() :])
        if taken:
            return start, end + taken.end()
    return None


def _medicine(analysis: Analysis, sentence: Sentence, text: str) -> bool:
    kinds = {term.kind for term in analysis.terms.get(sentence.index, ())}
    return "medicine" in kinds or bool(_REMEDY.search(text))


def _verb(analysis: Analysis, sentence: Sentence, dose: int) -> int | None:
    """Return the nearest verb of taking before a dose, if it is an order or advice to the reader."""
    for at in range(dose - 1, max(dose - REACH, 0) - 1, -1):
        if not _VERBS.isdisjoint(sentence.forms[at]):
            doc = analysis.parse(sentence)
            told = _opens(sentence, at) or (doc is not None and is_advice(doc[at]))
            return at if told else None
    return None


def _opens(sentence: Sentence, at: int) -> bool:
    """Whether a bare verb opens a sentence or clause; parsers take some of these for adjectives and names."""
    return sentence.lower[at] in _VERBS and (at == 0 or sentence.lower[at - 1] in _LEADS)


def _explained(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether the sentences around, or its paragraph, say for whom a dose is, how much at most, or whom to ask."""
    low, high = max(sentence.index - AROUND, 0), sentence.index + AROUND + 1
    near = {s.index: s for s in (*analysis.sentences[low:high], *analysis.in_block(sentence.block)[:20])}
    texts = [squeeze(s.text) for s in near.values()]
    return any(_CONTEXT.search(text) or advises_care(text) for text in texts)
