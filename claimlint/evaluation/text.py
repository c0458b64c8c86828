"""An evaluation as text: a block a measure, a column a part."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from claimlint.evaluation.counting import MEASURES, Group, Key
from claimlint.evaluation.figures import Figures, Gap
from claimlint.evaluation.intervals import FEW_PAGES, RESAMPLES, Share
from claimlint.evaluation.labels import Label, Page
from claimlint.evaluation.run import Evaluation
from claimlint.evaluation.tasks import TASKS, Task
from claimlint.evaluation.worst import Alarm, Miss
from claimlint.finding import SEVERITIES
from claimlint.reports.terminal import clean

WIDTH = 100
#: Characters of a page shown for a miss or an alarm.
SHOWN = 200
GROUPS: tuple[Group, ...] = ("family", "rule", "category")
#: What a measure is called, for all; and in the head of its table.
SAID = {
    "precision": ("precision", "findings that were right"),
    "recall": ("recall", "labelled spans that were found"),
    "clean": ("clean sentences hit", "clean sentences hit"),
    "clean_errors": ("  by an error", "clean sentences hit by an error"),
    "trap": ("traps hit", "traps hit"),
    "trap_errors": ("  by an error", "traps hit by an error"),
    "alarms_per_1000_words": ("alarms on good pages", "alarms on good pages"),
    "errors_per_1000_words": ("  that are errors", "alarms on good pages that are errors"),
    "unlabelled": ("off labelled spans", "findings off labelled spans"),
}
#: Tables by family, rule and category; the other measures are shown for all only.
TABLES = ("precision", "recall", "clean", "trap", "trap_errors", "alarms_per_1000_words")
#: Tables, by task, that are shown even where nothing was hit. Traps are made for claims; garble has no kinds of its own.
FULL = {"claims": ("precision", "recall", "trap"), "garble": ("precision", "recall")}
LISTED = "Pages of the list (“listed”) are held out: none of their sentences is shown."


def render(evaluation: Evaluation, *, worst: int, brief: bool = False) -> str:
    """Return the report; worst: how many misses and alarms are shown. brief: only the figures over all."""
    lines = [*_pages(evaluation)]
    for task in TASKS:
        lines += ["", *_overall(evaluation, task)]
    if not brief:
        for task in TASKS:
            lines += _tables(evaluation, task)
        lines += _said(evaluation)
        lines += _worst(evaluation, worst)
    lines += ["", *_notes(evaluation)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _pages(evaluation: Evaluation) -> Iterator[str]:
    for part in evaluation.parts:
        labelled = ", ".join(f"{count} {kind}" for kind, count in part.labels.items())
        head = "" if part.name == "all" else f"{part.name}: "
        yield f"{head}{plural(len(part.pages), 'page')}, {part.words:,} words; labelled: {labelled}."
        yield f"  {plural(part.good_pages, 'good page')} with {part.good_words:,} words."


def _overall(evaluation: Evaluation, task: Task) -> Iterator[str]:
    keys = [Key(task.name, "all", "all", measure) for measure in MEASURES]
    rows = [(SAID[key.measure][0], key) for key in keys if _known(evaluation, key)]
    yield f"{task.name.capitalize()}: {_severities(evaluation)} of {_series(task.families)}"
    yield from _table(evaluation, rows) if rows else ("  Nothing is labelled or found.",)


def _tables(evaluation: Evaluation, task: Task) -> Iterator[str]:
    for measure in TABLES:
        names = {key[1:3] for part in evaluation.parts for key in part.shares if key[0] == task.name}
        keys = [
            Key(task.name, group, name, measure)
            for group in GROUPS
            for name in sorted(name for of, name in names if of == group)
        ]
        rows = [(clean(key.name), key) for key in keys if _worth_showing(evaluation, key)]
        # What nobody hit is said above, in one line.
        if rows and (measure in FULL[task.name] or any(_heard(evaluation, key) for _, key in rows)):
            yield from ("", f"{task.name.capitalize()}, {SAID[measure][1]}")
            yield from _table(evaluation, rows)


def _known(evaluation: Evaluation, key: Key) -> bool:
    return any(key in part.shares for part in evaluation.parts)


def _worth_showing(evaluation: Evaluation, key: Key) -> bool:
    """Whether a row tells something: every category does, a rule only where it was heard."""
    whole = key.group == "category" or key.measure == "precision"
    return _heard(evaluation, key) or (whole and _known(evaluation, key))


def _heard(evaluation: Evaluation, key: Key) -> bool:
    return any(key in part.shares and part.shares[key].hits for part in evaluation.parts)


def _table(evaluation: Evaluation, rows: Sequence[tuple[str, Key]]) -> Iterator[str]:
    """Yield rows: a name, a cell for each part and, of a split, the gap."""
    distances = {one.key: one for one in evaluation.gaps}
    cells = [
        [name, *(_cell(part, key) for part in evaluation.parts), *_gap(evaluation, distances.get(key))]
        for name, key in rows
    ]
    if len(evaluation.parts) > 1:
        cells.insert(0, ["", *(part.name for part in evaluation.parts), "gap"])
    widths = [max(len(row[at]) for row in cells) for at in range(len(cells[0]))]
    for row in cells:
        yield "  " + "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True))


def _cell(part: Figures, key: Key) -> str:
    share = part.shares.get(key)
    if share is None:
        return "–"
    scale, digits = (1_000, 1) if key.measure.endswith("1000_words") else (1, 2)
    of = f"{share.hits:,} in {share.total:,} words =" if scale > 1 else f"{share.hits}/{share.total} ="
    ends = f"({share.low * scale:.{digits}f}–{share.high * scale:.{digits}f})"
    per = " per 1,000" if scale > 1 else ""
    return f"{of} {share.value * scale:.{digits}f}{per} {ends}{_mark(share)}"


def _mark(share: Share) -> str:
    return "*" if share.method == "wilson" else ""


def _gap(evaluation: Evaluation, distance: Gap | None) -> list[str]:
    if len(evaluation.parts) == 1:
        return []
    if distance is None:
        return ["–"]
    scale, digits = (1_000, 1) if distance.key.measure.endswith("1000_words") else (1, 2)
    value, low, high = (_signed(one * scale, digits) for one in (distance.value, distance.low, distance.high))
    return [f"{value} ({low} to {high})"]


def _signed(value: float, digits: int) -> str:
    text = f"{value:+.{digits}f}"
    # A plus or minus nothing is nothing.
    return text[1:] if float(text) == 0 else text.replace("-", "−")


def _said(evaluation: Evaluation) -> Iterator[str]:
    """Yield what was said on good pages by every family, at every severity."""
    for part in evaluation.parts:
        if part.good_pages:
            of = "" if part.name == "all" else f", {part.name}"
            yield from ("", f"All that was said on good pages{of}: findings (pages)")
        for severity in SEVERITIES:
            said = [
                f"{one.rule} {one.findings} ({one.pages})" for one in part.said if one.severity == severity
            ]
            if part.good_pages:
                yield from textwrap.wrap(
                    f"{severity}: {', '.join(said) or 'none'}", WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False,
                )  # fmt: skip


def _worst(evaluation: Evaluation, worst: int) -> Iterator[str]:
    if not worst:
        return
    for noun, found, lines in (
        ("misses", evaluation.misses, [_miss(miss) for miss in evaluation.misses[:worst]]),
        ("alarms", evaluation.alarms, [_alarm(alarm) for alarm in evaluation.alarms[:worst]]),
    ):
        yield from ("", f"Worst {noun}: {len(lines)} of {len(found)}")
        for one in lines:
            yield from one
    if len(evaluation.parts) > 1:
        yield from ("", LISTED)


def _miss(miss: Miss) -> list[str]:
    lines = _place(miss.page, miss.label.start, f"{miss.label.kind} ({clean(miss.label.category) or '–'})")
    lines += _quoted(miss.page, miss.label)
    for said in miss.silences:
        how = "made milder" if said.softened else "silenced"
        lines += _wrapped(f"{said.rule} was {how}: {said.guard} — {clean(said.reason)}")
    for finding in miss.uncounted:
        lines += _wrapped(f"{finding.rule} found “{_cut(finding.excerpt)}”, but only as {finding.severity}")
    if not miss.silences and not miss.uncounted:
        lines += ["    No rule saw anything here."]
    return lines


def _alarm(alarm: Alarm) -> list[str]:
    finding, label = alarm.finding, alarm.label
    of = f" ({clean(label.category)})" if label and label.category else ""
    on = f"on a {label.kind} span{of}" if label else "on a good page"
    lines = _place(alarm.page, finding.start, f"{finding.severity}  {finding.rule}  {on}")
    lines += _wrapped(f"“{_cut(finding.excerpt)}”" + (" in:" if label else ""))
    return lines + (_quoted(alarm.page, label) if label else [])


def _place(page: Page, start: int, what: str) -> list[str]:
    line, column = page.document.line_column(start)
    return [f"  {clean(page.name)}:{line}:{column}  {what}"]


def _quoted(page: Page, label: Label) -> list[str]:
    return _wrapped(f"“{_cut(page.document.source.text[label.start : label.end])}”")


def _cut(text: str) -> str:
    text = " ".join(clean(text).split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)


def _notes(evaluation: Evaluation) -> Iterator[str]:
    note = f"Intervals: 95 %, from {RESAMPLES:,} resamples of whole pages"
    marked = any(_mark(share) for part in evaluation.parts for share in part.shares.values())
    fallback = f"; * Wilson's, where fewer than {FEW_PAGES} pages count or all counts are alike"
    yield from textwrap.wrap(f"{note}{fallback if marked else ''}.", WIDTH)
    for entry in evaluation.skipped:
        yield f"Rule {entry['rule']} was skipped: {entry['reason']}."


def _severities(evaluation: Evaluation) -> str:
    return {"error": "errors", "warning": "errors and warnings", "info": "errors, warnings and notes"}[
        evaluation.lowest
    ]


def _series(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def plural(count: int, noun: str) -> str:
    """Return a count with its noun."""
    return f"{count} {noun}" + ("" if count == 1 else "s")
