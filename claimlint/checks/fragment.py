"""Sentences without a verb: orders that lost theirs, and fragments in number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.finding import Hit

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "per_words": {
        "type": "integer",
        "minimum": 1,
        "description": "One fragment in so many words may be meant; only more are reported.",
    }
}
#: Fewer fragments in an article are meant.
FEWEST = 3
#: A fragment has at least this many words; shorter ones are calls and answers ("Not always.").
SHORTEST = 4
LONGEST = 25
_POINTING = frozenset(["these", "this", "those", "that"])
_TIMES = frozenset("times time minutes seconds hours days weeks repetitions reps sets rounds daily".split())
#: Marks of list items that a reader took for text.
_MARKS = frozenset(["-", "–", "•", "*", "o", "©"])
_CLAUSE = frozenset(["nsubj", "csubj", "obj", "cop", "aux", "xcomp", "ccomp"])
_ENDS = frozenset([".", "!"])
_VERBAL = frozenset(["VERB", "AUX"])
#: Marks of lists, questions and asides.
_INSIDE = frozenset([":", "?", "…", "(", "“", '"'])
#: Parts of speech that no order begins with.
_OPENING = frozenset(["DET", "ADP", "NUM", "ADV"])
#: What may follow a verb in -s.
_OBJECT = frozenset(["NOUN", "PROPN", "ADJ", "NUM", "ADV", "ADP"])


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; a hit spans the fragment. An order without a verb is a warning wherever it stands."""
    spacing = options.get("per_words", 150)

    def check(analysis: Analysis) -> Iterator[Hit]:
        fragments = [s for s in analysis.prose if is_fragment(s) and not _has_clause(analysis, s)]
        orders = [s for s in fragments if _is_order(s)]
        yield from (Hit(s.start, s.end, {}, 0.8, severity="warning") for s in orders)
        others = [s for s in fragments if s not in orders and not _hides_verb(s)]
        if len(others) >= FEWEST and len(others) * spacing > analysis.words:
            yield from (Hit(s.start, s.end, {}, 0.6) for s in others)

    return check


def is_fragment(sentence: Sentence) -> bool:
    """Whether a sentence of running text ends in a stop and has no verb, auxiliary or participle."""
    if sentence.block.kind != "paragraph" or sentence.lower[-1] not in _ENDS:
        return False
    tokens = sentence.tokens
    verbal = not _VERBAL.isdisjoint(tokens.parts) or any(tag.startswith("VB") for tag in tokens.tags)
    if verbal or not _INSIDE.isdisjoint(tokens.texts):
        return False
    words = [token for token in sentence.span if token.is_alpha or token.like_num]
    return SHORTEST <= len(words) <= LONGEST


def _has_clause(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether the parser sees a subject or object: taggers often take a verb for a noun ("levels cause jaundice")."""
    doc = analysis.parse(sentence)
    return doc is None or any(token.dep_.partition(":")[0] in _CLAUSE for token in doc)


def _hides_verb(sentence: Sentence) -> bool:
    """Whether a word tagged as a noun may be the verb after all: an order ("Season with salt"), or what has an object.

    Taggers read "roast the tomatoes", "children like it" and "the gland controls hunger" as strings of nouns.
    """
    tokens = list(sentence.span)
    if tokens[0].pos_ not in _OPENING:
        return True
    for zero, one, two in zip(tokens, tokens[1:], tokens[2:], strict=False):
        bare = zero.pos_ not in ("DET", "ADJ", "NUM") and one.pos_ in ("NOUN", "PROPN", "ADJ")
        if bare and two.pos_ in ("DET", "PRON"):
            return True
    for one, two, three in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if (
            one.pos_ in ("NOUN", "PROPN")
            and two.tag_ == "NNS"
            and three.pos_ in _OBJECT
            and three.lower_ != "of"
        ):
            return True
    return False


def _is_order(sentence: Sentence) -> bool:
    """Whether a fragment counts out what to do and never says what: "These 5 times a day."."""
    words = sentence.lower
    numbered = any(token.like_num for token in sentence.span[:4])
    return words[0] in _POINTING and numbered and not _TIMES.isdisjoint(words)
