"""Findings in animals or cells told as if they held for people.

Three shapes: animals and the reader in one sentence ("it killed tumour cells in a dish, so add it to your dinner"); a
general present-tense effect that only animals bear out ("Spice stops dementia, tests in mice reveal"); a title that
claims an effect over a body whose only studies are of animals or cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.context import squeeze
from claimlint.facts import CONDITION_KINDS
from claimlint.finding import Hit

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {}
_ANIMALS = re.compile(
    r"\b(?:mice|mouse (?:models?|stud(?:y|ies))|lab(?:oratory)? (?:mice|rats|animals)|rats?|rodents?|zebrafish|fruit flies|rabbits|hamsters|monkeys|"
    r"animal (?:stud(?:y|ies)|models?|tests?|trials?)|in vitro|cell lines?|cell cultures?|(?:petri|lab(?:oratory)?|culture) dish(?:es)?|"
    r"in (?:a |the )?(?:dish|test tubes?)|test-tube)\b"
)
#: Other mice and rats, or research that does not end in a promise.
_NOT_LAB = re.compile(
    r"\b(?:computer mouse|mouse (?:click|pad)|rat (?:bites?|poison|race)|mice (?:droppings|infestation)|wild (?:mice|rats)|hantavirus)\b"
)
_PEOPLE = re.compile(
    r"\b(?:participants?|volunteers?|patients|clinical trials?|randomi[sz]ed|men and women|women who|men who|people who|adults who|children who|"
    r"human (?:trials?|stud(?:y|ies)|subjects|volunteers)|cohort|in (?:people|humans|women|men|adults|children))\b"
)
_LIMIT = re.compile(
    r"\b(?:not (?:yet )?(?:been )?(?:tested|studied|known|shown|clear|proven)|no one has|nobody has|cannot (?:tell|show|say)|can't (?:tell|show|say)|whether|"
    r"unknown|unclear|too (?:early|soon)|more (?:research|studies|work)|further (?:research|studies|work)|only in|so far|may not|might not|does(?: not|n't) mean|"
    r"do(?: not|n't) know|yet to|early stage|preliminary|before (?:it|they|any)|if (?:it|the|these)|could|may|might|hope|remains|still (?:have|has|need))\b"
)
_EFFECT = re.compile(
    r"\b(?:stops?|cures?|prevents?|reverses?|treats?|kills?|shrinks?|fights?|heals?|beats?|slows?|destroys?|eliminates?|wipes? out|blocks?|"
    r"protects? against|wards? off|lowers?|reduces?|boosts?|burns?|melts?)\b"
)
_PAST_EFFECT = re.compile(
    r"\b(?:stopp|cur|prevent|revers|treat|kill|heal|slow|destroy|eliminat|block|lower|reduc|boost|burn|melt)(?:e?d)\b|\b(?:shrank|shrunk|fought|beat|wiped out)\b"
)
#: The reader is told to do something about it.
_CALL = re.compile(
    r"(?:\bso\b|\btherefore\b|[-–—;,]|\band)\s+(?:you (?:should|can|must|need)|(?:just |simply |go )?(?:try|eat|drink|take|add|use|buy|start|sprinkle|swallow)\b)"
    r"|\b(?:in|for|on|to) your (?:own )?(?:body|health|dinner|diet|brain|skin|heart|plate|coffee|tea|family)\b"
)
#: Animals named as the source of a general statement ("tests in mice reveal", "as mice have shown").
_SOURCE = re.compile(
    r"\b(?:tests?|stud(?:y|ies)|research|experiments?|work|trials?)\b.{0,40}\b(?:reveal|show|prove|confirm|find|found|suggest)(?:s|ed|n)?\b"
    r"|\bas (?:\w+ ){0,3}(?:have|has) (?:shown|proved|proven)\b"
)


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; it has no options. A hit spans the sentence, or the title."""

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in analysis.prose:
            text = squeeze(sentence.text)
            animals = _lab(text)
            told = animals and (_calls(text) or _generalises(analysis, sentence, text))
            if told and not _PEOPLE.search(text) and not _LIMIT.search(_around(analysis, sentence)):
                yield Hit(sentence.start, sentence.end, {"evidence": animals}, 0.75)
        yield from _title(analysis)

    return check


def _lab(text: str) -> str:
    match = _ANIMALS.search(text)
    return match[0] if match and not _NOT_LAB.search(text) else ""


def _around(analysis: Analysis, sentence: Sentence) -> str:
    """Return the sentence and the one after it, where the limit is usually named."""
    return squeeze(" ".join(s.text for s in analysis.sentences[sentence.index : sentence.index + 2]))


def _calls(text: str) -> bool:
    """Whether the reader is to act on what was seen in animals or cells."""
    return bool(_CALL.search(text) and (_EFFECT.search(text) or _PAST_EFFECT.search(text)))


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
