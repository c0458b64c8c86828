"""What an article is about: its health terms and the people it speaks of, each with how sure that is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from claimlint.analysis import Analysis, Sentence
from claimlint.deferred import sought
from claimlint.lists import word_list
from claimlint.terms import Term

#: Conditions that only the large lexicon names.
RARE_KINDS = frozenset({"condition", "symptom"})
#: Kinds of term that are an illness or a complaint, in whatever tier.
CONDITION_KINDS = frozenset({"serious-condition", "chronic-condition", "minor-condition", *RARE_KINDS})
#: Kinds of topic that are one; the tiers of the word lists are none.
ILL_TOPICS = frozenset({"condition", "symptom"})
#: Weight of a mention by the kind of block it stands in; prose counts 1 (an editorial choice).
MENTION_WEIGHTS: Mapping[str, int] = {"title": 5, "heading": 3}
MAX_TOPICS = 5
MAX_POPULATIONS = 2
#: What speaks for a topic, each by itself: the title, a heading, the mentions at most (editorial choices).
SURE_BY_TITLE, SURE_BY_HEADING, SURE_BY_MENTIONS = 0.6, 0.2, 0.9
#: Mentions, and mentions in 1,000 words, with which nothing more could be asked for.
FULL_MENTIONS, FULL_DENSITY = 6, 10
#: Confidence from which an article is about a topic: with the title, or with three mentions in a text of up to 600 words.
CENTRAL = 0.5
#: Letters by which it is told cheaply that a text does not hold a word.
HEAD = 5
_WORD = re.compile(r"\w+")
#: For each wording the first letters of its words.
Heads = tuple[frozenset[str], ...]
#: People an article may be written for or about.
POPULATIONS: Mapping[str, re.Pattern[str]] = {
    name: sought(rf"\b(?:{words})\b")
    for name, words in {
        "pregnancy": r"pregnan(?:t|cy|cies)|expectant mothers?|mothers?-to-be|moms?-to-be|trimesters?|antenatal|prenatal",
        "breastfeeding": r"breast-?feed(?:s|ing)?|breast-?fed|nursing mothers?|lactating",
        "babies": r"bab(?:y|ies)|infants?|newborns?",
        "children": r"child|children|kids?|toddlers?|schoolchildren|preschoolers?|paediatric|pediatric",
        "teenagers": r"teen(?:s|age|ager|agers)?|adolescents?|adolescence",
        "older people": r"older (?:people|adults?|persons?|patients?|men|women)|elderly|seniors|over[- ](?:65|70|75|80)s|over the age of (?:65|70|75|80)|pensioners",
        "women": r"wom[ae]n",
        "men": r"m[ae]n",
    }.items()
}  # fmt: skip


@dataclass(frozen=True)
class Topic:
    """A term the article is about. kind: a word list of ``rules/lists``, or condition, symptom or population.

    weight: weighted mentions as a share of those of all terms, 0 to 1. confidence: 0 to 1, as ``confidence`` has it.
    rare: a condition that no list of ``rules/lists`` names.
    """

    term: str
    kind: str
    weight: float
    mentions: int
    in_title: bool
    rare: bool = False
    confidence: float = 0.0

    @property
    def central(self) -> bool:
        """Whether the article is about it rather than naming it."""
        return self.confidence >= CENTRAL


@dataclass
class Mentions:
    """Where something is mentioned: sentences of the title and of headings that do, and mentions everywhere."""

    title: int = 0
    headings: int = 0
    all: int = 0
    weight: int = 0
    kinds: set[str] = field(default_factory=set)

    def add(self, sentence: Sentence, times: int = 1) -> None:
        """Count mentions in a sentence."""
        self.all += times
        self.weight += times * MENTION_WEIGHTS.get(sentence.scope, 1)
        self.title += sentence.scope == "title"
        self.headings += sentence.scope == "heading"


def confidence(mentions: Mentions, words: int) -> float:
    """Return how sure it is that a text of so many words is about what is mentioned so, 0 to 1.

    Title, headings and mentions speak for it independently: one less the chance that all of them mislead.
    """
    density = 1000 * mentions.all / words if words else 0.0
    told = min(mentions.all / FULL_MENTIONS, density / FULL_DENSITY, SURE_BY_MENTIONS)
    doubt = (1 - told) * (1 - SURE_BY_HEADING) ** mentions.headings
    return round(1 - doubt * (1 - SURE_BY_TITLE * bool(mentions.title)), 3)


def mentions_of(
    analysis: Analysis, pattern: re.Pattern[str], unless: re.Pattern[str] | None = None
) -> Mentions:
    """Return where the article mentions what a pattern (``sought``, for most find nothing) finds in lower case; sentences with ``unless`` do not count."""
    found = Mentions()
    for sentence, text in lowered(analysis):
        times = sum(1 for _ in pattern.finditer(text))
        if times and not (unless and unless.search(text)):
            found.add(sentence, times)
    return found


def lowered(analysis: Analysis) -> list[tuple[Sentence, str]]:
    """Return the sentences that claim checks read, each with its text in lower case, apostrophes straight."""
    return analysis.memo("lower prose", lambda: [(s, plain(s.text)) for s in analysis.prose])


def lower_prose(analysis: Analysis) -> str:
    """Return the texts of ``lowered`` as one: what stands nowhere in it need not be looked for sentence by sentence."""
    return analysis.memo("lower prose as one", lambda: "\n".join(text for _, text in lowered(analysis)))


def heads(wordings: Iterable[str]) -> Heads:
    """Return the first letters of the words of each lower-case wording, in which ``*`` ends a word freely, for ``may_hold``."""
    return tuple(
        frozenset(word[:HEAD] for piece in wording.split() for word in _WORD.findall(piece.partition("*")[0]))
        for wording in wordings
    )


def may_hold(analysis: Analysis, wanted: Heads) -> bool:
    """Whether the words of a wording with these heads all stand somewhere in the article: told cheaply, and most do not."""
    begun = analysis.memo("beginnings", lambda: _beginnings(lower_prose(analysis)))
    return any(words <= begun for words in wanted)


def _beginnings(text: str) -> frozenset[str]:
    words = {word[:HEAD] for word in _WORD.findall(text)}
    return frozenset(word[:count] for word in words for count in range(1, HEAD + 1))


def plain(text: str) -> str:
    """Return a text in lower case with straight apostrophes."""
    return text.lower().replace("’", "'")


def topics_of(analysis: Analysis) -> tuple[Topic, ...]:
    """Return what the article is about: health terms by weighted mentions, strongest first, then the people it speaks of."""
    terms: dict[tuple[str, str], Mentions] = {}
    for sentence in analysis.prose:
        for term in analysis.terms.get(sentence.index, ()):
            kind = _kind(term.kind, term.name)
            if kind == "condition" and _is_deed(sentence, term):
                continue
            found = terms.setdefault((term.name, kind), Mentions())
            found.add(sentence)
            found.kinds.add(term.kind)
    total = sum(found.weight for found in terms.values())
    ranked = sorted(terms, key=lambda key: (-terms[key].weight, key))[:MAX_TOPICS]
    ours = (_topic(analysis, *key, terms[key], terms[key].weight / total) for key in ranked)
    return (*ours, *_populations(analysis, total))


def _is_deed(sentence: Sentence, term: Term) -> bool:
    """Whether a word for a condition is a verb here: "burn fat", "stroke the cat"."""
    return term.first == term.last and sentence.span[term.first].tag_ in ("VB", "VBD", "VBP", "VBZ")


def _topic(analysis: Analysis, term: str, kind: str, found: Mentions, share: float) -> Topic:
    sure = confidence(found, analysis.words)
    return Topic(
        term, kind, round(share, 3), found.all, found.title > 0, bool(found.kinds & RARE_KINDS), sure
    )


def _kind(kind: str, name: str) -> str:
    """Return the kind of topic that a term of a kind makes."""
    if kind == "symptom" or name in _symptoms():
        return "symptom"
    return "condition" if kind in CONDITION_KINDS else kind


@cache
def _symptoms() -> frozenset[str]:
    return frozenset(word_list("symptom"))


def _populations(analysis: Analysis, terms: int) -> Iterator[Topic]:
    """Yield the people an article speaks of again and again, most often first."""
    counts: Counter[str] = Counter()
    found = {name: mentions_of(analysis, pattern) for name, pattern in POPULATIONS.items()}
    for name, mentions in found.items():
        if confidence(mentions, analysis.words) >= CENTRAL:
            counts[name] = mentions.weight
    for name, weight in counts.most_common(MAX_POPULATIONS):
        yield _topic(analysis, name, "population", found[name], weight / (terms + weight))
