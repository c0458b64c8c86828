"""From hits to findings: a visible list of steps. Only here do hits become findings."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from claimlint.analysis import Analysis, Check
from claimlint.clock import charging
from claimlint.context import context_of
from claimlint.facts import facts_of
from claimlint.finding import (
    Finding,
    Hit,
    Severity,
    Silence,
    softer,
)
from claimlint.guards import reason
from claimlint.house import House
from claimlint.language import language_of
from claimlint.marking import marking_of
from claimlint.placing import placed_hits
from claimlint.precedence import drop_overlapped
from claimlint.prepared import Linter, Settings
from claimlint.profiles import graded, listened, profile_for
from claimlint.rule import Rule


def find(linter: Linter, analysis: Analysis) -> tuple[list[Finding], list[Silence]]:
    """Run the checks that know the text's language, weigh the guards, place, number, ask what stands beside, drop the overlapped, mark, sort."""
    silences: list[Silence] = []
    english = language_of(analysis).english
    known = [(r, c) for r, c in linter.checks if english or r.language == "any"]
    judging = linter.names.last
    last = [(r, c) for r, c in known if r.id in judging]
    known = [(r, c) for r, c in known if r.id not in judging]
    marking = marking_of(analysis.document, linter.names, linter.settings.accepted, linter.settings.today)
    placed = [
        f for rule, check in known if not rule.beside for f in _found(linter, analysis, rule, check, silences)
    ]
    # A rule that stands or falls with what others found runs after them; it sees findings, never other rules' hits. What a
    # house makes of their severities is nothing to it.
    plain = replace(linter, settings=replace(linter.settings, house=House()))
    others = [f for rule, check in linter.unreported for f in _found(plain, analysis, rule, check, [])]
    apart = {rule.id for rule, _ in linter.unreported}
    for rule, check in known:
        asked = [*(f for f in placed if f.rule not in apart), *others]
        first = _first_error(marking.marked(asked), rule.beside) if rule.beside else None
        if first:
            placed += _found(linter, analysis, rule, check, silences, {"beside": _short(first.excerpt)})
    found = sorted(drop_overlapped(placed), key=_order)
    judged = frozenset(rule.id for rule, _ in linter.checks)
    analysis.outcome = marking.outcome(found, judged, _ran(linter, analysis, known))
    # What judges suppressions sees all findings, and may itself be suppressed by its own name.
    found += [f for rule, check in last for f in _found(linter, analysis, rule, check, silences)]
    return marking.marked(sorted(found, key=_order)), silences


def _order(finding: Finding) -> tuple[int, str, int]:
    return finding.start, finding.rule, finding.end


def _ran(linter: Linter, analysis: Analysis, checks: Iterable[tuple[Rule, Check]]) -> frozenset[str]:
    """Return the rules that a document was put to: those that know its language and that its profile has not switched off."""
    sells = facts_of(analysis).commercial_intent
    profile = profile_for(linter.settings.profile, sells)
    return frozenset(rule.id for rule, _ in checks if graded(rule, None, profile, sells))


def _found(
    linter: Linter,
    analysis: Analysis,
    rule: Rule,
    check: Check,
    silences: list[Silence],
    data: Mapping[str, object] | None = None,
) -> list[Finding]:
    """Return what one rule finds; data: further values for its message."""
    with charging(rule.id):
        return list(_placed(linter, analysis, rule, check, silences, data))


def _placed(
    linter: Linter,
    analysis: Analysis,
    rule: Rule,
    check: Check,
    silences: list[Silence],
    data: Mapping[str, object] | None,
) -> Iterator[Finding]:
    hits = list(check(analysis))
    if not hits:
        return iter(())
    profile = profile_for(linter.settings.profile, facts_of(analysis).commercial_intent)
    kept = [
        (replace(hit, data={**hit.data, **data}) if data else hit, severity)
        for hit in hits
        if (severity := _weigh(analysis, rule, hit, linter.settings, silences))
    ]
    kept = _first_notes(kept, rule.most)
    kept.sort(key=lambda pair: (pair[0].start, pair[0].end))
    return placed_hits(analysis.document, rule, kept, rule.words_for(profile, analysis.readership.region))


def _first_error(findings: Sequence[Finding], rules: Sequence[str]) -> Finding | None:
    """Return the first error that one of these rules found; what a guard softened or somebody suppressed is none."""
    errors = (f for f in findings if f.rule in rules and f.severity == "error" and not f.suppressed)
    return min(errors, key=lambda f: f.start, default=None)


def _short(excerpt: str) -> str:
    return textwrap.shorten(excerpt, 80, placeholder=" …")


def _first_notes(kept: list[tuple[Hit, Severity]], most: int | None) -> list[tuple[Hit, Severity]]:
    """Return all hits but for the notes after the first ``most``, in the order in which a check yields them: an editor must not drown in them."""
    notes = [pair for pair in kept if pair[1] == "info"]
    dropped = {id(pair) for pair in notes[most:]} if most is not None else set()
    return [pair for pair in kept if id(pair) not in dropped]


def _weigh(
    analysis: Analysis, rule: Rule, hit: Hit, settings: Settings, silences: list[Silence]
) -> Severity | None:
    """Return the severity of a hit, or None when it is out of scope or a guard silences it."""
    sells = facts_of(analysis).commercial_intent
    profile = profile_for(settings.profile, sells)
    severity = graded(rule, hit.severity, profile, sells)
    if severity is None:
        return None
    house, chosen = settings.house, settings.house.severities.get(rule.id)
    if hit.document or hit.source:
        return house.limited(rule, hit, chosen or severity)
    context = context_of(analysis, hit)
    if context is None or context.sentence.scope not in rule.scope:
        return None
    if rule.title_severity and context.sentence.scope == "title":
        severity = rule.title_severity
    severity = chosen or severity
    for names, softened in ((rule.unless, False), (() if profile == "strict" else rule.soften, True)):
        said = reason(listened(rule, names, profile), context)
        if said:
            silences.append(Silence(rule.id, *said, hit.start, hit.end, softened))
            if not softened:
                return None
            severity = softer(severity)
    return house.limited(rule, hit, severity)
