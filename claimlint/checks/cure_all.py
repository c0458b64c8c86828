"""One remedy said to help against many unlike conditions, in a sentence or the list it leads in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.context import squeeze
from claimlint.facts import facts_of
from claimlint.finding import Hit
from claimlint.lists import word_list
from claimlint.terms import Term
from claimlint.topics import CONDITION_KINDS

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "conditions": {"type": "integer", "minimum": 2, "description": "Fewest different conditions."},
    "systems": {
        "type": "integer",
        "minimum": 1,
        "description": "Fewest body systems they belong to (lists/body-system.txt).",
    },
}
_BENEFIT = frozenset(
    (
        "help helps helped treat treats treating cure cures heal heals relieve relieves relieving ease eases fight fights prevent"
        " prevents tackle tackles combat combats reverse reverses banish banishes soothe soothes alleviate alleviates remedy beat"
        " beats control controls improve improves eliminate eliminates conquer conquers sort sorts address addresses handle handles"
        " restore restores strengthen strengthens lift lifts rid rids"
    ).split()
)
#: Adjectives and nouns that claim a benefit with a preposition after them ("good for").
_BENEFIT_FOR = frozenset(
    (
        "good effective beneficial useful remedy cure treatment medicine wonders works work great ideal answer care deals"
        " deal helpful helps help excellent wonderful"
    ).split()
)
_FOR = frozenset(["for", "against", "in", "of", "on", "to", "with"])
#: Bleach and colloidal silver are sold as remedies, too.
_REMEDIES = frozenset(["remedy", "hazardous-substance"])
#: What stands for the remedy that an article is about.
_STANDS_FOR = frozenset(
    "it this these they leaf leaves root roots plant herb berry berries seed seeds oil tea juice drops capsules extract band".split()
)

_SOBER = re.compile(
    r"\b(?:not|n't|no|nor|never|without|risks?|harms?|harmful|caus\w+|rais\w+|increas\w+|side effects?|symptoms?|signs?|interact\w*|link\w*|associat\w+|"
    r"avoid\w*|warn\w*|lack\w*|evidence|trials?|stud(?:y|ies|ied)|research\w*|may|might|could|whether|claim\w*|allerg\w+|pollen|histor\w+|tradition\w*|"
    r"once|centur\w+|doctors?|if|people with|contain\w*|sold|said|says?|such as|including|can lead|worse\w*|trigger\w*|unsafe|poison\w*|overdose)\b"
)


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; a hit runs from the verb to the last condition, or over the line that leads a list in."""
    least, systems = options.get("conditions", 3), options.get("systems", 2)

    def check(analysis: Analysis) -> Iterator[Hit]:
        for sentence in analysis.prose:
            verb = _benefit(sentence)
            if verb is not None and not _of_remedy(analysis, sentence, verb):
                continue
            if verb is None:
                verb = _plainly_of_remedy(analysis, sentence)
            if verb is None:
                continue
            own = [t for t in _conditions(analysis, sentence) if t.first >= verb]
            listed = _listed(analysis, sentence)
            found = own + listed
            names = {term.name for term in found}
            if len(names) >= least and len({_system(name) for name in names} - {""}) >= systems:
                last = len(sentence.span) - 1 if listed else own[-1].last
                yield Hit(*sentence.range(verb, last), {"count": len(names)}, 0.8)

    return check


def _benefit(sentence: Sentence) -> int | None:
    """Return the token of the first word that claims a benefit, or None."""
    words = sentence.lower
    for i, word in enumerate(words):
        if word in _BENEFIT or (word in _BENEFIT_FOR and i + 1 < len(words) and words[i + 1] in _FOR):
            return i
    return None


def _of_remedy(analysis: Analysis, sentence: Sentence, verb: int) -> bool:
    """Whether a remedy stands before the verb, or a word for the one that the article is about or sells."""
    terms = analysis.terms.get(sentence.index, ())
    if any(term.kind in _REMEDIES and term.last < verb for term in terms):
        return True
    facts = facts_of(analysis)
    if facts.commercial_intent and sentence.block.kind != "quote":
        return True
    spoken_of = any(topic.kind == "remedy" for topic in facts.topics[:3])
    return spoken_of and bool(_STANDS_FOR & set(sentence.lower[:verb]))


def _plainly_of_remedy(analysis: Analysis, sentence: Sentence) -> int | None:
    """Return the first condition's token after a remedy, where nothing says harm, doubt or history of use."""
    if _SOBER.search(squeeze(sentence.text)):
        return None
    terms = analysis.terms.get(sentence.index, ())
    remedy = next((t for t in terms if t.kind in _REMEDIES), None)
    if remedy is None:
        return None
    return next((t.first for t in _conditions(analysis, sentence) if t.first > remedy.last), None)


def _conditions(analysis: Analysis, sentence: Sentence) -> list[Term]:
    return [t for t in analysis.terms.get(sentence.index, ()) if t.kind in CONDITION_KINDS]


def _listed(analysis: Analysis, sentence: Sentence) -> list[Term]:
    """Return the conditions of the list items that a line ending in a colon leads in."""
    if not sentence.text.rstrip().endswith(":"):
        return []
    found: list[Term] = []
    for item in _items_after(analysis.sentences, sentence.index):
        found += _conditions(analysis, item)[:1]
    return found


def _items_after(sentences: Sequence[Sentence], index: int) -> Iterator[Sentence]:
    for sentence in sentences[index + 1 :]:
        if sentence.block.kind != "item":
            return
        yield sentence


def _system(name: str) -> str:
    """Return the body system of a condition, else of the longest listed one in its name ("cancer of the ureter")."""
    words = name.split()
    runs = (
        " ".join(words[at : at + size])
        for size in range(len(words), 0, -1)
        for at in range(len(words) - size + 1)
    )
    return next((system for run in runs if (system := _systems().get(run))), "")


@lru_cache(maxsize=1)
def _systems() -> Mapping[str, str]:
    """Return condition to body system, from ``lists/body-system.txt`` ("system: condition, condition")."""
    table: dict[str, str] = {}
    for line in word_list("body-system"):
        system, _, names = line.partition(":")
        table |= {name.strip(): system.strip() for name in names.split(",")}
    return table
