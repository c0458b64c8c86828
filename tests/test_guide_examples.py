"""What guides show in part is printed, and the files they show for CI are valid."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_readme import printed

PART = re.compile(r"<!-- part of: (?P<command>.+?) -->\n```\w+\n(?P<body>.*?)^```", re.DOTALL | re.MULTILINE)
EXAMPLE = re.compile(
    r"<!-- example: (?P<schema>.+?) -->\n```yaml\n(?P<body>.*?)^```", re.DOTALL | re.MULTILINE
)
PARTS = [
    (page.name, match)
    for page in sorted((ROOT / "docs").glob("*.md"))
    for match in PART.finditer(page.read_text(encoding="utf-8"))
]
EXAMPLES = list(EXAMPLE.finditer((ROOT / "docs/ci.md").read_text(encoding="utf-8")))
BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    ("page", "part"),
    PARTS,
    ids=lambda value: str(value) if isinstance(value, str) else value["command"][-14:],
)
def test_shown_parts_are_printed(page, part, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert part["body"].rstrip("\n") in printed(part["command"])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["schema"])
def test_ci_examples_are_valid(example, tmp_path):
    file = tmp_path / "example.yaml"
    file.write_text(example["body"], encoding="utf-8")
    if example["schema"] == "pre-commit":
        command = [BIN / "pre-commit", "validate-config", file]
    else:
        command = [BIN / "check-jsonschema", "--builtin-schema", example["schema"], file]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_guide_to_ci_lists_the_inputs_of_the_action():
    import yaml

    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    table = "\n".join(
        line
        for line in (ROOT / "docs/ci.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    )
    assert set(re.findall(r"`([\w-]+)`", "\n".join(row.split("|")[1] for row in table.splitlines()))) == set(
        action["inputs"]
    )


def test_there_are_parts_and_examples():
    assert len(PARTS) >= 3 and len(EXAMPLES) == 3
