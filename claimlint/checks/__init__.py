"""Kinds of check. Each file has OPTIONS (a JSON Schema of its rule keys) and build(options, nlp)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimlint.analysis import Check
from claimlint.checks import (
    abbreviation,
    agreement,
    bare_dose,
    casing,
    causal_title,
    cautions,
    collision,
    coordination,
    credentials,
    crisis_help,
    cure_all,
    currency,
    dated_result,
    dependency,
    disclaims,
    efficacy,
    expired_acceptances,
    extreme_diet,
    fda_statement,
    fragment,
    garbled_document,
    garbled_sentence,
    generator,
    hard_numbers,
    headings,
    headline,
    health_article,
    identifiers,
    implausible_amount,
    jargon,
    language,
    link_sources,
    missing_word,
    modifier,
    observational,
    one_sided,
    opening,
    orders,
    paragraph_length,
    phrases,
    plot,
    preclinical,
    preferred,
    presence,
    promise,
    readability_grade,
    red_flags,
    reference_numbers,
    relative,
    repetition,
    residue,
    sections,
    selection,
    sentence_length,
    stuffing,
    success_rate,
    suppressions,
    tautology,
    thin,
    tie_disclosure,
    time_to_effect,
    title_strength,
    tokens,
    tortured,
    untraceable,
    weight_rate,
    wrong_word,
)

if TYPE_CHECKING:
    from spacy.language import Language

Build = Callable[[Mapping[str, Any], "Language"], Check]


@dataclass(frozen=True)
class Kind:
    """options: JSON Schema properties of the rule keys that belong to the check; needs: pipes.

    data: values that its hits carry for the rule's message, beside ``excerpt``. last: it judges what became of the others'
    findings, and so runs after them. origin: name and version of the plugin that brings it, nothing for a bundled one.
    """

    build: Build
    options: Mapping[str, Any]
    required: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    last: bool = False
    origin: str = ""

    @property
    def about(self) -> str:
        """What the check finds, in the words of its file."""
        text = sys.modules[self.build.__module__].__doc__ or ""
        return " ".join(text.split("\n\n")[0].split())


CHECKS: Mapping[str, Kind] = {
    "phrases": Kind(phrases.build, phrases.OPTIONS, ("phrases",)),
    "tokens": Kind(tokens.build, tokens.OPTIONS, ("patterns",), ("tagger", "lemmatizer")),
    "dependency": Kind(
        dependency.build, dependency.OPTIONS, ("patterns",), ("lemmatizer", "parser"), ("head",)
    ),
    "efficacy": Kind(efficacy.build, efficacy.OPTIONS, (), ("lemmatizer", "parser"), efficacy.VALUES),
    "time_to_effect": Kind(
        time_to_effect.build, time_to_effect.OPTIONS, data=("duration", "effect", "floor", "plausible")
    ),
    "weight_rate": Kind(weight_rate.build, weight_rate.OPTIONS, data=("amount", "kilograms", "plausible")),
    "extreme_diet": Kind(extreme_diet.build, extreme_diet.OPTIONS, data=("limit",)),
    "bare_dose": Kind(bare_dose.build, bare_dose.OPTIONS, needs=("lemmatizer", "parser")),
    "implausible_amount": Kind(
        implausible_amount.build, implausible_amount.OPTIONS, data=("fault", "outcome", "plausible")
    ),
    "success_rate": Kind(success_rate.build, success_rate.OPTIONS, data=("fault", "outcome", "plausible")),
    "dated_result": Kind(dated_result.build, dated_result.OPTIONS, data=("duration",)),
    "cure_all": Kind(cure_all.build, cure_all.OPTIONS, data=("count",)),
    "preclinical": Kind(preclinical.build, preclinical.OPTIONS, data=("evidence",)),
    "observational": Kind(
        observational.build, observational.OPTIONS, needs=("lemmatizer",), data=("design",)
    ),
    "causal_title": Kind(causal_title.build, causal_title.OPTIONS, needs=("tagger", "lemmatizer")),
    "title_strength": Kind(
        title_strength.build, title_strength.OPTIONS, needs=("tagger", "lemmatizer"), data=("body",)
    ),
    "opening": Kind(opening.build, opening.OPTIONS, ("patterns", "within"), ("tagger", "lemmatizer")),
    "preferred": Kind(
        preferred.build, preferred.OPTIONS, ("patterns",), ("tagger", "lemmatizer"), preferred.VALUES
    ),
    "presence": Kind(presence.build, presence.OPTIONS, ("concept",)),
    "repetition": Kind(repetition.build, repetition.OPTIONS, ("of",), data=("repeated",)),
    "promise": Kind(promise.build, promise.OPTIONS, data=("promise", "kind", "place")),
    "disclaims": Kind(disclaims.build, disclaims.OPTIONS),
    "fda_statement": Kind(fda_statement.build, fda_statement.OPTIONS, ("fault",), ("parser",), ("fault",)),
    "tie_disclosure": Kind(tie_disclosure.build, tie_disclosure.OPTIONS, ("fault",), data=("count",)),
    "red_flags": Kind(red_flags.build, red_flags.OPTIONS, data=("topic", "signs", "source")),
    "cautions": Kind(cautions.build, cautions.OPTIONS, ("about",), data=("items", "caution", "source")),
    "crisis_help": Kind(crisis_help.build, crisis_help.OPTIONS, data=("fault",)),
    "stuffing": Kind(
        stuffing.build,
        stuffing.OPTIONS,
        ("share", "headings"),
        ("lemmatizer",),
        ("phrase", "count", "per_100"),
    ),
    "headings": Kind(headings.build, headings.OPTIONS, data=("problem",)),
    "sections": Kind(sections.build, sections.OPTIONS, data=sections.VALUES),
    "thin": Kind(thin.build, thin.OPTIONS, ("info", "warning", "stale"), ("lemmatizer",), thin.VALUES),
    "headline": Kind(headline.build, headline.OPTIONS, ("patterns",)),
    "fragment": Kind(fragment.build, fragment.OPTIONS, (), ("tagger", "parser")),
    "garbled_sentence": Kind(garbled_sentence.build, garbled_sentence.OPTIONS, data=garbled_sentence.VALUES),
    "garbled_document": Kind(garbled_document.build, garbled_document.OPTIONS, data=garbled_document.VALUES),
    "sentence_length": Kind(
        sentence_length.build, sentence_length.OPTIONS, ("info", "warning"), data=("words",)
    ),
    "paragraph_length": Kind(
        paragraph_length.build,
        paragraph_length.OPTIONS,
        ("words", "sentences"),
        data=("words", "sentences"),
    ),
    "jargon": Kind(jargon.build, jargon.OPTIONS, ("terms",), data=("plain",)),
    "abbreviation": Kind(abbreviation.build, abbreviation.OPTIONS),
    "orders": Kind(orders.build, orders.OPTIONS, ("patterns",), ("tagger", "lemmatizer", "parser")),
    "hard_numbers": Kind(hard_numbers.build, hard_numbers.OPTIONS, data=("hard",)),
    "language": Kind(language.build, language.OPTIONS, data=("language",)),
    "health_article": Kind(health_article.build, health_article.OPTIONS, data=("share",)),
    "wrong_word": Kind(
        wrong_word.build, wrong_word.OPTIONS, ("words",), ("tagger", "lemmatizer"), ("meant",)
    ),
    "selection": Kind(
        selection.build, selection.OPTIONS, ("bans",), ("tagger", "lemmatizer", "parser"), ("because",)
    ),
    "tautology": Kind(tautology.build, tautology.OPTIONS, needs=("tagger", "lemmatizer"), data=("because",)),
    "generator": Kind(generator.build, generator.OPTIONS, data=generator.VALUES),
    "residue": Kind(residue.build, residue.OPTIONS, data=residue.VALUES),
    "tortured": Kind(tortured.build, tortured.OPTIONS, ("pairs",), data=("expected",)),
    "agreement": Kind(agreement.build, agreement.OPTIONS, (), ("tagger",), ("fault",)),
    "collision": Kind(collision.build, collision.OPTIONS, (), ("tagger",), ("fault",)),
    "missing_word": Kind(missing_word.build, missing_word.OPTIONS, (), ("tagger",), ("fault",)),
    "relative": Kind(relative.build, relative.OPTIONS, (), ("tagger",), ("fault",)),
    "modifier": Kind(modifier.build, modifier.OPTIONS, (), ("tagger",), ("fault",)),
    "coordination": Kind(coordination.build, coordination.OPTIONS, (), ("tagger",), ("fault",)),
    "casing": Kind(casing.build, casing.OPTIONS, data=("damage",)),
    "readability_grade": Kind(
        readability_grade.build,
        readability_grade.OPTIONS,
        ("warning", "info"),
        data=("grade", "kincaid", "smog", "asked", "hardest"),
    ),
    "currency": Kind(currency.build, currency.OPTIONS, ("as_of", "years"), data=("fault",)),
    "credentials": Kind(credentials.build, credentials.OPTIONS, data=("author",)),
    "link_sources": Kind(
        link_sources.build, link_sources.OPTIONS, ("social", "shops", "open"), data=("count", "where")
    ),
    "one_sided": Kind(
        one_sided.build, one_sided.OPTIONS, ("balance",), ("tagger", "lemmatizer"), ("count", "remedy")
    ),
    "untraceable": Kind(
        untraceable.build, untraceable.OPTIONS, ("patterns",), ("tagger", "lemmatizer"), ("fault",)
    ),
    "identifiers": Kind(identifiers.build, identifiers.OPTIONS, ("as_of",), data=("fault",)),
    "reference_numbers": Kind(
        reference_numbers.build, reference_numbers.OPTIONS, data=("number", "entries", "fault")
    ),
    "suppressions": Kind(suppressions.build, suppressions.OPTIONS, data=suppressions.VALUES, last=True),
    "expired_acceptances": Kind(
        expired_acceptances.build, expired_acceptances.OPTIONS, data=expired_acceptances.VALUES, last=True
    ),
    "plot": Kind(plot.build, plot.OPTIONS, ("powers", "deeds"), ("tagger", "lemmatizer")),
}
