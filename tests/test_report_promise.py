"""What was once promised of JSON reports holds: ``tests/schemas`` keeps schemas as they were published, and they are never changed."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from claimlint.finding import FileReport
from claimlint.history.rows import GRADES
from claimlint.reports import json_report, jsonl
from claimlint.run_info import with_run
from tests.small_report import one_of_everything, report

SCHEMAS = Path(__file__).parent / "schemas"
NOW = {"report": json_report.schema, "jsonl": jsonl.schema}
PUBLISHED = sorted(SCHEMAS.glob("*.json"))
MAJOR = json_report.SCHEMA_VERSION.partition(".")[0]


def broken(old: Any, new: Any, at: str = "$") -> Iterator[str]:
    """Yield what a reader written for the old schema would stumble over in data of the new one."""
    for place, was in old.get("properties", {}).items():
        if place not in new.get("properties", {}):
            yield f"{at}.{place} is gone"
        else:
            yield from broken(was, new["properties"][place], f"{at}.{place}")
    for name in set(old.get("required", ())) - set(new.get("required", ())):
        yield f"{at}.{name} was always there"
    for values in ("type", "enum"):
        if values in old and not _listed(new.get(values)) <= _listed(old[values]):
            yield f"{at} has values that it had not: {values}"
    for same in ("const", "pattern", "minimum", "maximum"):
        if same in old and old[same] != new.get(same):
            yield f"{at} has another {same}"
    for inner in ("items", "additionalProperties"):
        if isinstance(old.get(inner), dict):
            yield from broken(old[inner], new.get(inner, {}), f"{at}[]")
    if len(new.get("oneOf", ())) > len(old.get("oneOf", ())) > 0:
        yield f"{at} is something that it never was"
    for number, was in enumerate(old.get("oneOf", ())):
        yield from broken(was, new.get("oneOf", [{}] * 9)[number], f"{at}|{number}")


def _listed(values: Any) -> set[Any]:
    # A schema that says nothing of the type allows any.
    return {"anything"} if values is None else set(values) if isinstance(values, list) else {values}


def _of(path: Path) -> tuple[str, Any]:
    kind, _, _ = path.stem.partition("-")
    return kind, json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_keys_are_only_ever_added(path):
    kind, old = _of(path)
    assert path.stem.endswith(f"-{MAJOR}.0")
    assert list(broken(old, NOW[kind]())) == []


@pytest.mark.parametrize("change", ["gone", "optional", "null", "value", "kind"])
def test_what_would_break_readers_is_seen(change):
    old = json_report.schema()
    new = copy.deepcopy(old)
    file = new["properties"]["files"]["items"]
    if change == "gone":
        del file["properties"]["words"]
    elif change == "optional":
        file["required"].remove("words")
    elif change == "null":
        file["properties"]["words"]["type"] = ["integer", "null"]
    elif change == "value":
        file["properties"]["status"]["enum"].append("odd")
    else:
        file["properties"]["error"]["oneOf"].append({"type": "string"})
    assert len(list(broken(old, new))) == 1


def test_reports_of_now_satisfy_what_was_published():
    made = with_run(one_of_everything(), [])
    for path in PUBLISHED:
        kind, old = _of(path)
        text = {"report": json_report, "jsonl": jsonl}[kind].render(made)
        for line in text.splitlines() if kind == "jsonl" else [text]:
            jsonschema.Draft202012Validator(old).validate(json.loads(line))


def test_a_report_says_its_version():
    assert json_report.as_dict(one_of_everything())["schema_version"] == json_report.SCHEMA_VERSION
    assert {path.name for path in PUBLISHED} == {f"{kind}-{MAJOR}.0.json" for kind in NOW}


def test_lines_load_into_data_frames_as_the_page_shows(tmp_path, monkeypatch):
    page = (SCHEMAS.parents[1] / "docs" / "reports.md").read_text(encoding="utf-8")
    code = re.search(r"<!-- python: jsonl -->\n```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    assert code
    monkeypatch.chdir(tmp_path)
    grades = {**{name: 8.0 for name in GRADES}, "reliable": True}
    files = (*one_of_everything().files, FileReport("hard.md", words=200, readability=grades))
    Path("report.jsonl").write_text(jsonl.render(report(*files)), encoding="utf-8")
    values: dict[str, Any] = {}
    exec(code[1], values)
    assert values["by_rule"].to_dict() == {"claims/made-up": 3, "trust/never-found": 1}
    assert len(values["findings"]) == 7 and len(values["files"]) == 4
    assert values["files"].set_index("path")["per 1,000 words"].round(1)["drafts/a b.md"] == 33.3
    assert values["hardest"]["path"].iloc[0] == "hard.md"
