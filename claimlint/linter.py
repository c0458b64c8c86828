"""The conductor: documents in, reports out. Only here do hits become findings."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from claimlint import __version__
from claimlint.accepted.entry import Acceptance
from claimlint.analysis import Analysis, Check, analyse
from claimlint.classifier import claim_scores
from claimlint.compiled import compiled
from claimlint.context import context_of
from claimlint.document import Document, Media
from claimlint.errors import ClaimlintError, PluginError, RuleError, UsageError, brought
from claimlint.facts import facts_of
from claimlint.facts import report as document_facts
from claimlint.finding import (
    FileError,
    FileReport,
    Finding,
    Hit,
    Report,
    SentenceDetail,
    Severity,
    Silence,
    softer,
)
from claimlint.garble import garble_of
from claimlint.guards import reason
from claimlint.house import House
from claimlint.language import language_of
from claimlint.marking import marking_of
from claimlint.nlp import BUNDLED, load_pipeline
from claimlint.passages import readability
from claimlint.placing import placed_hits
from claimlint.plugins import kinds, versions
from claimlint.precedence import drop_overlapped
from claimlint.profiles import graded, listened, profile_for
from claimlint.readers import media_of, read_bytes, read_file, read_text, shown
from claimlint.readers.side_file import with_side_bytes
from claimlint.rule import Rule
from claimlint.rulebase import load_rules
from claimlint.sketch import sketch
from claimlint.suppression.names import Names

if TYPE_CHECKING:
    from spacy.language import Language

#: The rule whose findings the report counts as broken sentences.
GARBLED_SENTENCE = "garble/garbled-sentence"


@dataclass(frozen=True)
class Settings:
    """What a run is to do. rules: those to run, in any order. profile, audience, region: None to go by each page.

    known: all rules that suppressions may name, chosen or not; () for the bundled ones and ``rules``. accepted: wordings that
    are accepted, on the day ``today``.
    """

    rules: tuple[Rule, ...] = field(default_factory=load_rules)
    model: str = BUNDLED
    details: bool = False
    max_bytes: int = 5_000_000
    profile: str | None = None
    audience: str | None = None
    region: str | None = None
    house: House = field(default_factory=House)
    known: tuple[Rule, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    today: date = field(default_factory=date.today)


@dataclass(frozen=True)
class Linter:
    """A pipeline with compiled checks; read-only, so one serves any number of documents.

    names: what the names of rules in suppressions stand for. unreported: rules that were not chosen, or have another severity
    here, and run all the same, because a chosen one asks what they find (``beside``).
    """

    settings: Settings
    nlp: Language
    checks: tuple[tuple[Rule, Check], ...]
    skipped: tuple[Mapping[str, str], ...]
    names: Names
    unreported: tuple[tuple[Rule, Check], ...] = ()


def make_linter(settings: Settings) -> Linter:
    """Load the pipeline and compile the checks whose needs it meets; the others are listed as skipped."""
    nlp = load_pipeline(settings.model)
    checks, skipped = [], []
    for rule in sorted(settings.rules, key=lambda rule: rule.id):
        if missing := _lacking(rule, nlp):
            skipped.append(
                {"rule": rule.id, "reason": f"the pipeline {settings.model} has no {', '.join(missing)}"}
            )
        else:
            checks.append((rule, compiled(rule, nlp)))
    asked = (rule for rule in _asked_for(settings) if not _lacking(rule, nlp))
    unreported = [(rule, compiled(rule, nlp)) for rule in asked]
    return Linter(settings, nlp, tuple(checks), tuple(skipped), _names(settings), tuple(unreported))


def _names(settings: Settings) -> Names:
    """Return what rules may be named in suppressions. Raises UsageError ``unknown-rule`` for acceptances that name none."""
    rules = {rule.id: rule for rule in (*(settings.known or load_rules()), *settings.rules)}
    names = Names(tuple(rules.values()), frozenset(rule.id for rule in rules.values() if _judges(rule)))
    for one in settings.accepted:
        for name in one.rules:
            if not names.ids(name):
                raise UsageError("unknown-rule", f"No rule or family “{name}”.", one.where, names.hint(name))
    return names


def _judges(rule: Rule) -> bool:
    """Whether a rule judges what became of the others' findings."""
    return any(kinds()[name].last for name, _ in rule.checks)


def _lacking(rule: Rule, nlp: Language) -> list[str]:
    """Return the parts of a pipeline that a rule's checks need and it has not."""
    needs = {need for name, _ in rule.checks for need in kinds()[name].needs}
    return sorted(need for need in needs if need not in nlp.component_names)


def _asked_for(settings: Settings) -> list[Rule]:
    """Return the rules that chosen ones ask about (``beside``) and that are not among them as they stand."""
    chosen = {rule.id for rule in settings.rules if not settings.house.changes(rule)}
    asked = {name: rule for rule in settings.rules for name in rule.beside if name not in chosen}
    known = {rule.id: rule for rule in (*load_rules(), *settings.rules)} if asked else {}
    for name, rule in asked.items():
        if name not in known:
            place = f"{rule.path}:{rule.lines.get(('beside',), 1)}"
            hint = brought("Name a bundled rule.", rule.origin)
            raise RuleError("bad-rule", f"beside: there is no rule “{name}”.", place, hint)
    return [known[name] for name in sorted(asked)]


def check_text(
    text: str, *, media: Media = "text", name: str = "-", settings: Settings | None = None
) -> Report:
    """Check a text that is already in memory.

    media: its format: ``text``, ``markdown`` or ``html``. name: what findings give as their ``path``; no file is read.
    settings: None for all rules as they stand, without any configuration; ``load_settings`` gives those of a place.

    Offsets of findings count code points of ``text``, lines and columns from 1. Raises UsageError ``no-text`` for media
    ``docx``, ReadError ``undecodable`` for a lone surrogate, ModelError, RuleError or PluginError for what cannot be used.
    """
    linter = make_linter(settings or Settings())
    return make_report(linter, [check_document(linter, read_text(text, name, media))])


def check_path(linter: Linter, path: Path) -> FileReport:
    """Check one file."""
    try:
        document = read_file(path, max_bytes=linter.settings.max_bytes)
    except ClaimlintError as error:
        return unread(shown(path), error)
    return _by_plugins_too(linter, document)


def check_bytes(linter: Linter, data: bytes, name: str, side: bytes | None = None) -> FileReport:
    """Check what a file of this name holds, or held. side: the same of the file beside it."""
    try:
        document = read_bytes(data, name, media_of(name), max_bytes=linter.settings.max_bytes)
        document = document if side is None else with_side_bytes(document, side)
    except ClaimlintError as error:
        return unread(name, error)
    return _by_plugins_too(linter, document)


def _by_plugins_too(linter: Linter, document: Document) -> FileReport:
    """Check a document; one on which a plugin's check fails counts as not read, and the others are still checked."""
    try:
        return check_document(linter, document)
    except PluginError as error:
        return unread(document.source.name, error)


def unread(path: str, error: ClaimlintError) -> FileReport:
    """Return the report on a file that could not be read."""
    # Of other errors the place is the file itself.
    whose = f"{error.where}: " if isinstance(error, PluginError) else ""
    return FileReport(path, error=FileError(error.code, f"{whose}{error.message} {error.hint}".strip()))


def analysed(linter: Linter, document: Document) -> Analysis:
    """Analyse a document for the readers a linter is set to."""
    return analyse(document, linter.nlp, linter.settings.audience, linter.settings.region)


def check_document(linter: Linter, document: Document) -> FileReport:
    """Check one document."""
    analysis = analysed(linter, document)
    found, silences = find(linter, analysis)
    shown = {f.line for f in found} | {h.line for f in found for h in f.highlights}
    lines = {line: document.source_line(line) for line in shown}
    english = language_of(analysis).english
    return FileReport(
        path=document.source.name,
        sha256=document.source.sha256,
        words=analysis.words,
        sentences_count=len(analysis.prose),
        profile=profile_for(linter.settings.profile, facts_of(analysis).commercial_intent),
        readability=readability(analysis) if english else None,
        garble=_garble(analysis, found) if english else None,
        document=document_facts(facts_of(analysis), language_of(analysis).code),
        sentences=_details(analysis, silences) if linter.settings.details else None,
        findings=tuple(found),
        lines=lines,
        content=sketch(sentence.text for sentence in analysis.prose),
        rules=frozenset(rule.id for rule, _ in linter.checks),
    )


def make_report(linter: Linter, files: Sequence[FileReport]) -> Report:
    """Put file reports together with what was run."""
    rules = tuple(
        {"id": rule.id, "title": rule.title, "severity": rule.severity, "url": rule_url(rule)}
        for rule, _ in linter.checks
    )
    tool: dict[str, object] = {
        "name": "claimlint",
        "version": __version__,
        "rules_version": __version__,
        "models": {linter.settings.model: str(linter.nlp.meta.get("version", ""))},
    }
    if plugins := versions():
        tool["plugins"] = plugins
    return Report(tuple(files), rules, linter.skipped, tool, tuple(rule for rule, _ in linter.checks))


def joined(reports: Sequence[Report]) -> Report:
    """Put reports of one run together: files by path, each rule once, by whatever settings it ran."""
    rules = {rule["id"]: rule for report in reversed(reports) for rule in report.rules}
    skipped = {(entry["rule"], entry["reason"]): entry for report in reports for entry in report.skipped}
    models = {name: version for report in reports for name, version in report.tool["models"].items()}
    catalogue = {rule.id: rule for report in reversed(reports) for rule in report.catalogue}
    return Report(
        tuple(sorted((file for report in reports for file in report.files), key=lambda file: file.path)),
        tuple(rules[name] for name in sorted(rules)),
        tuple(skipped[key] for key in sorted(skipped)),
        {**reports[0].tool, "models": dict(sorted(models.items()))},
        tuple(catalogue[name] for name in sorted(catalogue)),
    )


def rule_url(rule: Rule) -> str:
    """Return the address of the first standard a rule rests on, or nothing."""
    return next((reference.url for reference in rule.references if reference.url), "")


# --- from hits to findings: a visible list of steps -------------------------------------------------


def find(linter: Linter, analysis: Analysis) -> tuple[list[Finding], list[Silence]]:
    """Run the checks that know the text's language, weigh the guards, place, number, ask what stands beside, drop the overlapped, mark, sort."""
    silences: list[Silence] = []
    english = language_of(analysis).english
    known = [(r, c) for r, c in linter.checks if english or r.language == "any"]
    last = [(r, c) for r, c in known if _judges(r)]
    known = [(r, c) for r, c in known if not _judges(r)]
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
) -> Iterator[Finding]:
    """Yield what one rule finds; data: further values for its message."""
    profile = profile_for(linter.settings.profile, facts_of(analysis).commercial_intent)
    kept = [
        (replace(hit, data={**hit.data, **data}) if data else hit, severity)
        for hit in check(analysis)
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


def _garble(analysis: Analysis, found: Sequence[Finding]) -> dict[str, object]:
    """Return the ``garble`` object of the JSON report."""
    garble = garble_of(analysis)
    flagged = sum(finding.rule == GARBLED_SENTENCE and not finding.suppressed for finding in found)
    return {
        "verdict": garble.verdict,
        "score": garble.score,
        "flagged": flagged,
        "scored": len(garble.scores),
    }


def _details(analysis: Analysis, silences: Sequence[Silence]) -> tuple[SentenceDetail, ...]:
    """List the sentences with what the guards said in each, how much it is worded like a claim, and how likely it is broken."""
    by_sentence: dict[int, list[Silence]] = defaultdict(list)
    for silence in silences:
        sentence = analysis.sentence_at(silence.start)
        if sentence is not None:
            by_sentence[sentence.index].append(silence)
    english = language_of(analysis).english
    claims = claim_scores(analysis) if english else {}
    garble = garble_of(analysis).scores if english else {}
    return tuple(
        SentenceDetail(
            *analysis.document.to_source(s.start, s.end),
            s.block.kind,
            tuple(by_sentence[s.index]),
            claims.get(s.index),
            garble.get(s.index),
        )
        for s in analysis.sentences
    )
