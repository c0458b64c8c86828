"""The conductor: documents in, reports out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from claimlint import __version__
from claimlint.analysis import Analysis, analyse
from claimlint.classifier import claim_scores
from claimlint.clock import charging
from claimlint.document import Document, Media
from claimlint.errors import ClaimlintError, PluginError
from claimlint.facts import facts_of
from claimlint.facts import report as document_facts
from claimlint.filename import printable
from claimlint.finding import (
    FileReport,
    Finding,
    Report,
    SentenceDetail,
    Silence,
    unread,
)
from claimlint.garble import garble_of
from claimlint.language import language_of
from claimlint.nlp import model_version
from claimlint.passages import readability
from claimlint.plugins import versions
from claimlint.prepared import Linter, Settings, make_linter, runnable
from claimlint.profiles import profile_for
from claimlint.ran import Ran
from claimlint.readers import media_of, read_bytes, read_file, read_text
from claimlint.readers.side_file import with_side_bytes
from claimlint.rule import Rule
from claimlint.sketch import sketch
from claimlint.weighing import find

#: The rule whose findings the report counts as broken sentences.
GARBLED_SENTENCE = "garble/garbled-sentence"


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
    return make_report(linter.settings, [check_document(linter, read_text(text, name, media))])


def check_path(linter: Linter, path: Path) -> FileReport:
    """Check one file."""
    try:
        with charging("reading"):
            document = read_file(path, max_bytes=linter.settings.max_bytes)
    except ClaimlintError as error:
        return unread(printable(path), error)
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
        rules=linter.rule_ids,
        article=document if linter.settings.with_text else None,
    )


def make_report(settings: Settings, files: Sequence[FileReport]) -> Report:
    """Put file reports together with what was run."""
    run, skipped = runnable(settings)
    return _ran(settings, run, skipped).report(files, run)


def ran_by(settings: Settings) -> Ran:
    """Return what runs by some settings."""
    return _ran(settings, *runnable(settings))


def _ran(settings: Settings, run: Sequence[Rule], skipped: tuple[Mapping[str, str], ...]) -> Ran:
    rules = tuple(
        {"id": rule.id, "title": rule.title, "severity": rule.severity, "url": rule_url(rule)} for rule in run
    )
    tool: dict[str, object] = {
        "name": "claimlint",
        "version": __version__,
        "rules_version": __version__,
        "models": {settings.model: model_version(settings.model)},
    }
    if plugins := versions():
        tool["plugins"] = plugins
    return Ran(rules, skipped, tool)


def rule_url(rule: Rule) -> str:
    """Return the address of the first standard a rule rests on, or nothing."""
    return next((reference.url for reference in rule.references if reference.url), "")


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
