"""A linear model of how unsupported claims are worded, for what no pattern names.

Features of a sentence are its words, pairs and triples of words with health terms replaced by their kind, what the
extraction of claims found in it, and words of its neighbours and heading. Each has a weight (``training/claims`` makes
them); their sum through the logistic function is the probability. The words that weighed most are the reason given.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from claimlint.analysis import Analysis, Sentence
from claimlint.claims import claims_of

WEIGHTS = Path(__file__).parent / "models" / "claims" / "weights.json.gz"
#: Words of a neighbour or heading that count, at most.
_NEIGHBOUR_WORDS = 30
_KIND_TAGS: Mapping[str, str] = {
    "serious-condition": "<condition>",
    "chronic-condition": "<condition>",
    "minor-condition": "<condition>",
    "condition": "<condition>",
    "symptom": "<condition>",
    "marker": "<condition>",
    "standard-care": "<care>",
    "medicine": "<care>",
    "hazardous-substance": "<remedy>",
    "remedy": "<remedy>",
    "body-part": "<body>",
    "function": "<body>",
}


@dataclass(frozen=True)
class Judgement:
    """probability: 0 to 1, that a sentence is an unsupported claim; words: those that spoke most for it."""

    probability: float
    words: tuple[str, ...]


def judge(analysis: Analysis, sentence: Sentence) -> Judgement:
    """Return how likely a sentence is an unsupported claim by its wording."""
    weights, bias = _weights()
    found = sorted(features(analysis, sentence))
    scale = 1 / math.sqrt(max(len(found), 1))
    shares = {name: weights[name] * scale for name in found if name in weights}
    total = bias + sum(shares.values())
    spoken = sorted((name for name in shares if name[:2] == "w "), key=lambda name: -shares[name])
    best = [name[2:] for name in spoken[:3] if shares[name] > 0]
    return Judgement(1 / (1 + math.exp(-total)), tuple(best))


@cache
def _weights() -> tuple[Mapping[str, float], float]:
    data = json.loads(gzip.decompress(WEIGHTS.read_bytes()))
    return data["weights"], data["bias"]


def features(analysis: Analysis, sentence: Sentence) -> set[str]:
    """Return the features of a sentence: its words, its kinds of claim, its surroundings."""
    words = list(_words(sentence))
    tagged = _tagged(analysis, sentence)
    found = {f"w {word}" for word in words}
    found |= {f"w {a} {b}" for a, b in zip(words, words[1:], strict=False)}
    found |= {f"t {' '.join(tagged[i : i + n])}" for n in (2, 3) for i in range(len(tagged) - n + 1)}
    found |= {f"t {tag}" for tag in tagged if tag[:1] == "<"}
    found |= {f"c {name}" for name in _claimed(analysis, sentence)}
    return found | set(_around(analysis, sentence))


def _words(sentence: Sentence) -> Iterator[str]:
    for token in sentence.lower:
        yield "#" if token[:1].isdigit() else token


def _tagged(analysis: Analysis, sentence: Sentence) -> Sequence[str]:
    """Lemmas with health terms replaced by their kind, sentence edges marked."""
    tags = {t.first: (_KIND_TAGS[t.kind], t.last) for t in analysis.terms.get(sentence.index, ())}
    found, i = ["^"], 0
    while i < len(sentence.forms):
        if i in tags:
            tag, last = tags[i]
            found.append(tag)
            i = last + 1
        else:
            lemma = sentence.forms[i][0]
            found.append("#" if lemma[:1].isdigit() else lemma)
            i += 1
    return [*found, "$"]


def _claimed(analysis: Analysis, sentence: Sentence) -> Iterator[str]:
    mine = analysis.memo("claims by sentence", lambda: _by_sentence(analysis)).get(sentence.index, ())
    for claim in mine:
        yield claim.agent.kind
    yield "any" if mine else "none"
    yield sentence.block.kind if sentence.block.kind in ("title", "heading", "item") else "prose"


def _by_sentence(analysis: Analysis) -> Mapping[int, list]:
    table: dict[int, list] = {}
    for claim in claims_of(analysis):
        table.setdefault(claim.sentence.index, []).append(claim)
    return table


def _around(analysis: Analysis, sentence: Sentence) -> Iterator[str]:
    for step, mark in ((-1, "b"), (1, "a")):
        index = sentence.index + step
        if 0 <= index < len(analysis.sentences):
            other = analysis.sentences[index]
            if other.block.start == sentence.block.start:
                yield from (f"{mark} {word}" for word in list(_words(other))[:_NEIGHBOUR_WORDS])
