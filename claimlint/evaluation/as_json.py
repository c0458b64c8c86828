"""An evaluation as JSON, version 1.0; ``evaluation.schema.json`` beside this file is its contract."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from claimlint.evaluation.counting import MEASURES, Group, Key
from claimlint.evaluation.figures import Figures, Gap
from claimlint.evaluation.intervals import FEW_PAGES, RESAMPLES, SEED, Share
from claimlint.evaluation.labels import Label, Page
from claimlint.evaluation.run import Evaluation
from claimlint.evaluation.seen import OVERLAP
from claimlint.evaluation.tasks import TASKS, Task
from claimlint.evaluation.worst import Alarm, Miss

SCHEMA_VERSION = "1.0"
GROUPS: Mapping[Group, str] = {"family": "families", "rule": "rules", "category": "categories"}


def schema() -> dict[str, Any]:
    """Return the JSON Schema that every evaluation satisfies."""
    path = Path(__file__).with_name("evaluation.schema.json")
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def render(evaluation: Evaluation, *, worst: int, brief: bool = False) -> str:
    """Return the evaluation as JSON text: same input, same bytes. Arguments as for the text."""
    return json.dumps(as_dict(evaluation, worst=worst, brief=brief), ensure_ascii=False, indent=2) + "\n"


def as_dict(evaluation: Evaluation, *, worst: int, brief: bool = False) -> dict[str, Any]:
    """Return the evaluation as plain data."""
    shown = 0 if brief else worst
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": dict(evaluation.tool),
        "labels_sha256": evaluation.labels,
        "settings": {
            "lowest_severity": evaluation.lowest,
            "overlap": OVERLAP,
            "resamples": RESAMPLES,
            "seed": SEED,
            "few_pages": FEW_PAGES,
            "rules": list(evaluation.rules),
        },
        "parts": [_part(part, brief) for part in evaluation.parts],
        "gaps": [_gap(one) for one in evaluation.gaps if not brief or one.key.group == "all"],
        "worst": {
            "misses_total": len(evaluation.misses),
            "misses": [_miss(miss) for miss in evaluation.misses[:shown]],
            "alarms_total": len(evaluation.alarms),
            "alarms": [_alarm(alarm) for alarm in evaluation.alarms[:shown]],
        },
        "skipped": [dict(entry) for entry in evaluation.skipped],
    }


def _part(part: Figures, brief: bool) -> dict[str, Any]:
    return {
        "name": part.name,
        "pages": list(part.pages),
        "words": part.words,
        "labels": dict(part.labels),
        "good": {
            "pages": part.good_pages,
            "words": part.good_words,
            "findings": [] if brief else [vars(said) for said in part.said],
        },
        "tasks": {task.name: _task(part, task, brief) for task in TASKS},
    }


def _task(part: Figures, task: Task, brief: bool) -> dict[str, Any]:
    data: dict[str, Any] = {"families_counted": list(task.families), "all": _shares(part, task, "all", "all")}
    for group, plural in GROUPS.items():
        names = sorted({key.name for key in part.shares if (key.task, key.group) == (task.name, group)})
        data[plural] = {} if brief else {name: _shares(part, task, group, name) for name in names}
    return data


def _shares(part: Figures, task: Task, group: Group, name: str) -> dict[str, Any]:
    """Return the measures that have something to count."""
    keys = (Key(task.name, group, name, measure) for measure in MEASURES)
    return {key.measure: _share(part.shares[key], _scale(key)) for key in keys if key in part.shares}


def _scale(key: Key) -> int:
    return 1_000 if key.measure.endswith("_per_1000_words") else 1


def _share(share: Share, scale: int) -> dict[str, Any]:
    low, value, high = (round(one * scale, 4) for one in (share.low, share.value, share.high))
    counts = {"hits": share.hits, "total": share.total}
    return {**counts, "value": value, "low": low, "high": high, "method": share.method}


def _gap(gap: Gap) -> dict[str, Any]:
    value, low, high = (round(one * _scale(gap.key), 4) for one in (gap.value, gap.low, gap.high))
    return {**gap.key._asdict(), "value": value, "low": low, "high": high}


def _span(page: Page, label: Label) -> dict[str, Any]:
    line, column = page.document.line_column(label.start)
    return {
        "file": page.name,
        "kind": label.kind,
        "category": label.category,
        "start": label.start,
        "end": label.end,
        "line": line,
        "column": column,
        "text": page.document.source.text[label.start : label.end],
    }


def _miss(miss: Miss) -> dict[str, Any]:
    return {
        "task": miss.task,
        "label": _span(miss.page, miss.label),
        "guards": [
            {"rule": g.rule, "name": g.guard, "reason": g.reason, "softened": g.softened}
            for g in miss.silences
        ],
        "uncounted": [{"rule": f.rule, "severity": f.severity} for f in miss.uncounted],
    }


def _alarm(alarm: Alarm) -> dict[str, Any]:
    finding = alarm.finding
    return {
        "task": alarm.task,
        "file": alarm.page.name,
        "label": _span(alarm.page, alarm.label) if alarm.label else None,
        "rule": finding.rule,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "start": finding.start,
        "end": finding.end,
        "line": finding.line,
        "column": finding.column,
        "excerpt": finding.excerpt,
    }
