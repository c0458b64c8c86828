"""Words doubled by mistake, and sentences or runs of words that stand in the article again and again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Analysis, Check, Sentence
from claimlint.finding import Hit
from claimlint.nlp import LONGEST_WORD

if TYPE_CHECKING:
    from spacy.language import Language

OPTIONS: Mapping[str, Any] = {
    "of": {
        "type": "array",
        "minItems": 1,
        "items": {"enum": ["word", "sentence", "run"]},
        "description": "word: the the; sentence: one that says what another says, nearly word for word; run: the same words three times.",
    },
    "allow": {"type": "array", "items": {"type": "string"}, "description": "Words that may be doubled."},
    "at_least": {"type": "integer", "minimum": 3, "description": "Words a repeated sentence has."},
}
DEFAULT_LENGTH = 8
#: Characters of a repeated sentence that the message shows.
SHOWN = 60
#: Share of words two sentences have in common (Jaccard) from which they are the same; an editorial choice.
ALIKE = 0.8
#: Words of a paragraph whose repetition is a warning; services say short things again on purpose.
PARAGRAPH = 15
#: Words that may stand twice, as a part of the verb and before its place.
_PARTICLES = frozenset("in on up out over off by through do".split())
#: Doubled words of one sentence that are named; a sentence with more is made of nothing else.
MOST_DOUBLED = 10
#: Words of a run, and how often it stands.
RUN, TIMES = 7, 3


def build(options: Mapping[str, Any], nlp: Language) -> Check:
    """Return the check; a hit spans both words, the later sentence, or the third place of a run."""
    kinds, length = options["of"], options.get("at_least", DEFAULT_LENGTH)
    allowed = {word.lower() for word in options.get("allow", ())}

    def check(analysis: Analysis) -> Iterator[Hit]:
        if "word" in kinds:
            for sentence in analysis.prose:
                yield from islice(_words(sentence, allowed), MOST_DOUBLED)
        sentences = list(_sentences(analysis, length)) if "sentence" in kinds else []
        yield from sentences
        if "run" in kinds:
            yield from (
                run for run in _runs(analysis) if not any(s.start <= run.start < s.end for s in sentences)
            )

    return check


def _words(sentence: Sentence, allowed: set[str]) -> Iterator[Hit]:
    words = sentence.lower
    for i in range(1, len(words)):
        # Two pieces of a word that is too long to be one are no doubled word.
        if (
            words[i] == words[i - 1]
            and words[i].isalpha()
            and len(words[i]) < LONGEST_WORD
            and words[i] not in allowed
            and not _named(sentence, i)
        ):
            yield Hit(*sentence.range(i - 1, i), {"repeated": words[i]}, 0.9)


def _named(sentence: Sentence, i: int) -> bool:
    """Whether the pair may be meant: a name, a letter, a unit, a particle before its twin ("handed it in in Perth")."""
    before, one, other = (sentence.span[max(i - 2, 0)], sentence.span[i - 1].text, sentence.span[i].text)
    if one.lower() == "is" and "what" in sentence.lower[: i - 1]:
        return True
    if one.lower() in _PARTICLES and i > 1 and before.pos_ in ("VERB", "AUX", "PRON"):
        return True
    return len(one) == 1 or (other[0].isupper() and (one.islower() or i > 1))


def _content(sentence: Sentence) -> tuple[str, ...]:
    return tuple(word for word in sentence.lower if word[:1].isalnum())


def _prose(analysis: Analysis) -> Iterator[Sentence]:
    """Yield sentences of running text; headings, cells, captions and list items may repeat."""
    return (s for s in analysis.prose if s.block.kind in ("paragraph", "quote"))


def _sentences(analysis: Analysis, length: int) -> Iterator[Hit]:
    """Compare each sentence with earlier ones that share a rare word with it, so that time stays linear.

    A sentence said twice may be meant, which gives a note; a paragraph said twice is not.
    """
    by_word: dict[str, list[tuple[frozenset[str], Sentence]]] = defaultdict(list)
    counts = Counter(word for s in _prose(analysis) for word in set(_content(s)))
    for sentence in _prose(analysis):
        words = _content(sentence)
        bag = frozenset(words)
        if len(words) < length:
            continue
        rare = sorted(bag, key=lambda word: (counts[word], word))[:RARE]
        near = [pair for word in rare for pair in by_word[word][-MOST:]]
        twin = next((other for other_bag, other in near if _alike(bag, other_bag)), None)
        if twin is not None:
            whole = _fills(analysis, sentence) and _fills(analysis, twin)
            yield Hit(
                sentence.start,
                sentence.end,
                {"repeated": shorten(sentence.text, SHOWN, placeholder=" …")},
                0.8,
                severity=None if whole else "info",
            )
        for word in rare:
            by_word[word].append((bag, sentence))


def _fills(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a sentence is a paragraph of its own, and no mere tag of one."""
    return len(analysis.in_block(sentence.block)) == 1 and len(_content(sentence)) >= PARAGRAPH


#: Rare words by which a sentence is filed, and earlier sentences it is held against under each.
RARE, MOST = 4, 12


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sentences share their words; a different number makes a different sentence (doses, ages)."""
    differing = one ^ other
    return len(one & other) >= ALIKE * len(one | other) and not any(word[:1].isdigit() for word in differing)


def _runs(analysis: Analysis) -> Iterator[Hit]:
    """Yield the third place of a run of words, each run once; runs that overlap one already named are left out."""
    seen: dict[tuple[str, ...], int] = {}
    for sentence in _prose(analysis):
        places = [i for i, word in enumerate(sentence.lower) if word[:1].isalnum()]
        words = [sentence.lower[i] for i in places]
        end = -1
        # The words from each place on, side by side.
        for at, run in enumerate(zip(*(words[skipped:] for skipped in range(RUN)), strict=False)):
            seen[run] = count = seen.get(run, 0) + 1
            first, last = places[at], places[at + RUN - 1]
            if count == TIMES and first > end:
                end = last
                yield Hit(*sentence.range(first, last), {"repeated": " ".join(run)}, 0.7, severity="info")
