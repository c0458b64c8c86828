"""Findings in animals or cells told as if they held for people.

Three shapes: animals and the reader in one sentence ("it killed tumour cells in a dish, so add it to your dinner"); a
general present-tense effect that only animals bear out ("Spice stops dementia, tests in mice reveal"); a title that
claims an effect over a body whose only studies are of animals or cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.context import squeeze
from claimlint.deferred import deferred, sought
from claimlint.finding import Hit
from claimlint.topics import CONDITION_KINDS

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}
_ANIMALS = sought(
    r"\b(?:mice|mouse (?:\w+ )?(?:models?|stud(?:y|ies)|tissue|cells)|lab(?:oratory)? (?:mice|rats|animals)|rats?|rodents?|zebrafish|fruit flies|rabbits|hamsters|"
    r"monkeys|worms given|yeast|animal (?:stud(?:y|ies)|models?|tests?|trials?)|in vitro|cell lines?|cell cultures?|cells in (?:culture|the lab|a dish)|in culture|"
    r"(?:petri|lab(?:oratory)?|culture) dish(?:es)?|in (?:a |the )?(?:dish|test tubes?)|test-tube|under the microscope)\b"
)
#: Other mice and rats, or research that does not end in a promise.
_NOT_LAB = deferred(
    r"\b(?:computer mouse|mouse (?:click|pad)|rat (?:bites?|poison|race)|mice (?:droppings|infestation)|wild (?:mice|rats)|hantavirus|yeast (?:infections?|extract))\b"
)
_PEOPLE = deferred(
    r"\b(?:participants?|volunteers?|clinical trials?|randomi[sz]ed|men and women|women who|men who|people who|adults who|children who|"
    r"human (?:trials?|stud(?:y|ies)|subjects|volunteers)|cohort|in (?:people|humans|women|men|adults|children|patients))\b"
)
_LIMIT = deferred(
    r"\b(?:not (?:yet )?(?:been )?(?:tested|studied|known|shown|clear|proven)|no one has|nobody has|cannot (?:tell|show|say)|can't (?:tell|show|say)|whether|"
    r"unknown|unclear|too (?:early|soon)|more (?:research|studies|work)|further (?:research|studies|work)|only in|so far|may not|might not|does(?: not|n't) mean|"
    r"do(?: not|n't) know|yet to|early stage|preliminary|before (?:it|they|any)|if (?:it|the|these)|could|may|might|hope|remains|still (?:have|has|need)|not the same)\b"
)
_EFFECT = deferred(
    r"\b(?:stops?|cures?|prevents?|reverses?|treats?|kills?|shrinks?|fights?|heals?|beats?|slows?|destroys?|eliminates?|wipes? out|blocks?|"
    r"protects? against|wards? off|lowers?|reduces?|boosts?|burns?|melts?|helps?|causes?|damages?|makes? you)\b"
)
_PAST_EFFECT = deferred(
    r"\b(?:stopp|cur|prevent|revers|treat|kill|heal|slow|destroy|eliminat|block|lower|reduc|boost|burn|melt|doubl|dissolv)(?:e?d)\b"
    r"|\b(?:shrank|shrunk|fought|beat|wiped out|rebuilt|grew|regrew|ran|dead|died|survived)\b"
)
#: The reader is told to do something about it, or that it will do the same for them.
_CALL = deferred(
    r"(?:\bso\b|\btherefore\b|[-–—;,.]|\band\b|\bwhy\b|^)\s*(?:that is why )?(?:you (?:should|can|must|need)|(?:just |simply |go )?"
    r"(?:try|eat|drink|take|add|use|buy|start|sprinkle|swallow|crush|stock up|ask for)\b)"
    r"|\b(?:in|for|on|to) your (?:own )?(?:body|health|dinner|diet|brain|skin|heart|plate|coffee|tea|family|life)\b"
    r"|\bdo(?:es)? the same for you\b|\b(?:patients?|anyone|everyone|people) [^.]{0,60}\b(?:should|would be foolish)\b"
)
#: Animals named as the source of a general statement ("tests in mice reveal", "as mice have shown").
_SOURCE = deferred(
    r"\b(?:tests?|stud(?:y|ies)|research|experiments?|work|trials?)\b.{0,40}\b(?:reveal|show|prove|confirm|find|found|suggest)(?:s|ed|n)?\b"
    r"|\bas (?:\w+ ){0,5}(?:have|has) (?:shown|proved|proven)\b|\baccording to\b|:"
)
_DENIED = deferred(r"\b(?:not|no|never|nothing|cannot|neither|nor)\b|n't\b")


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. A hit spans the sentence that goes too far, or the title."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in analysis.prose:
            text, after = squeeze(sentence.text), _next(analysis, sentence)
            animals = _lab(text)
            later = "" if animals else _lab(after)
            if not animals and not later:
                continue
            around = f"{text} {after}"
            if _LIMIT.search(around) or _PEOPLE.search(around) or _listed(analysis, sentence):
                continue
            if animals and (
                (_calls(around) and _health(analysis, sentence)) or _generalises(analysis, sentence, text)
            ):
                yield Hit(sentence.start, sentence.end, {"evidence": animals}, 0.75)
            elif later and _claims(analysis, sentence, text):
                yield Hit(sentence.start, sentence.end, {"evidence": later}, 0.7)
        yield from _title(analysis)

    return check


def _listed(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether the sentence is an entry in a list of references: titles of studies claim nothing to the reader."""
    return sentence.block.start in analysis.listed


@lru_cache(maxsize=2)
def _lab(text: str) -> str:
    """Return the words for animals or cells in a sentence; each is asked for twice, as the one before and as the next."""
    match = _ANIMALS.search(text)
    return match[0] if match and not _NOT_LAB.search(text) else ""


def _next(analysis: Analysis, sentence: Sentence) -> str:
    """Return the next sentence of the same block, where the evidence or its limit is usually named."""
    following = analysis.sentences[sentence.index + 1 : sentence.index + 2]
    return squeeze(following[0].text) if following and following[0].block is sentence.block else ""


def _calls(text: str) -> bool:
    """Whether the reader is to act on what was seen in animals or cells."""
    return bool(_CALL.search(text) and (_EFFECT.search(text) or _PAST_EFFECT.search(text)))


def _health(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether the sentence or the next one is about a remedy or a condition, not about research itself."""
    kinds = CONDITION_KINDS | {"marker", "remedy"}
    return any(
        t.kind in kinds for i in (sentence.index, sentence.index + 1) for t in analysis.terms.get(i, ())
    )


def _generalises(analysis: Analysis, sentence: Sentence, text: str) -> bool:
    """Whether a present-tense effect on a condition stands before the animals that are its only source."""
    effect, animals = _EFFECT.search(text), _ANIMALS.search(text)
    if (
        effect is None
        or animals is None
        or effect.start() > animals.start()
        or not _targets(analysis, sentence)
    ):
        return False
    return bool(_SOURCE.search(text, effect.end()))


def _claims(analysis: Analysis, sentence: Sentence, text: str) -> bool:
    """Whether a sentence states a flat effect of a remedy on a condition; the next one holds its evidence."""
    remedy = any(term.kind == "remedy" for term in analysis.terms.get(sentence.index, ()))
    flat = bool(_EFFECT.search(text)) and not _DENIED.search(text) and not text.endswith("?")
    return remedy and flat and _targets(analysis, sentence)


def _targets(analysis: Analysis, sentence: Sentence) -> bool:
    kinds = CONDITION_KINDS | {"marker"}
    return any(term.kind in kinds for term in analysis.terms.get(sentence.index, ()))


def _title(analysis: Analysis) -> Iterator[Hit]:
    """A title that claims an effect, over a body with studies of animals or cells alone and no word on the limit."""
    titles = [s for s in analysis.prose if s.scope == "title"]
    body = squeeze(" ".join(s.text for s in analysis.prose if s.scope != "title"))
    animals = _lab(body)
    if not animals or _PEOPLE.search(body) or _LIMIT.search(body):
        return
    for title in titles:
        text = squeeze(title.text)
        if _EFFECT.search(text) and _targets(analysis, title) and not _lab(text) and not text.endswith("?"):
            yield Hit(title.start, title.end, {"evidence": animals}, 0.75)
