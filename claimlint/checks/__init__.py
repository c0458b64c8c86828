"""Kinds of check. Each file has OPTIONS (a JSON Schema of its rule keys) and build(options, nlp)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Check
from claimlint.checks import (
    casing,
    cure_all,
    dependency,
    fragment,
    headings,
    headline,
    health_article,
    language,
    phrases,
    preclinical,
    presence,
    promise,
    readability_grade,
    red_flags,
    repetition,
    sentence_length,
    stuffing,
    time_to_effect,
    tokens,
    weight_rate,
)

if TYPE_CHECKING:
    from spacy.language import Language

Build = Callable[[Mapping[str, Any], "Language"], Check]


@dataclass(frozen=True)
class Kind:
    """options: JSON Schema properties of the rule keys that belong to the check; needs: pipes."""

    build: Build
    options: Mapping[str, Any]
    required: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


CHECKS: Mapping[str, Kind] = {
    "phrases": Kind(phrases.build, phrases.OPTIONS, ("phrases",)),
    "tokens": Kind(tokens.build, tokens.OPTIONS, ("patterns",), ("tagger", "lemmatizer")),
    "dependency": Kind(dependency.build, dependency.OPTIONS, ("patterns",), ("lemmatizer", "parser")),
    "time_to_effect": Kind(time_to_effect.build, time_to_effect.OPTIONS),
    "weight_rate": Kind(weight_rate.build, weight_rate.OPTIONS),
    "cure_all": Kind(cure_all.build, cure_all.OPTIONS),
    "preclinical": Kind(preclinical.build, preclinical.OPTIONS),
    "presence": Kind(presence.build, presence.OPTIONS, ("concept",)),
    "repetition": Kind(repetition.build, repetition.OPTIONS, ("of",)),
    "promise": Kind(promise.build, promise.OPTIONS),
    "red_flags": Kind(red_flags.build, red_flags.OPTIONS, ("topics",)),
    "stuffing": Kind(stuffing.build, stuffing.OPTIONS, ("share", "headings"), ("lemmatizer",)),
    "headings": Kind(headings.build, headings.OPTIONS),
    "headline": Kind(headline.build, headline.OPTIONS, ("patterns",)),
    "fragment": Kind(fragment.build, fragment.OPTIONS, (), ("tagger", "parser")),
    "sentence_length": Kind(sentence_length.build, sentence_length.OPTIONS, ("info", "warning")),
    "language": Kind(language.build, language.OPTIONS),
    "health_article": Kind(health_article.build, health_article.OPTIONS),
    "casing": Kind(casing.build, casing.OPTIONS),
    "readability_grade": Kind(readability_grade.build, readability_grade.OPTIONS, ("warning", "info")),
}
