"""The table of bad input on the command line: the right exit code every time, one message, no traceback."""

from __future__ import annotations

import json

import pytest

from claimlint.errors import ReadError
from claimlint.readers import read_bytes
from tests.bad_inputs import CASES, Case

pytestmark = pytest.mark.usefixtures("kept_linters")
SMALL = [case for case in CASES if not case.huge]


@pytest.mark.parametrize("case", SMALL, ids=lambda case: case.name)
def test_the_right_exit_code(case: Case, run, put):
    result = run("check", put(case.file, case.data), "--format", "json", "--select", "claims/cure-claim")
    (file,) = json.loads(result.stdout)["files"]
    assert result.exit_code == case.exit_code
    assert (file["error"] or {}).get("code") == case.code
    assert bool(file["findings"]) == (case.code is None and case.claims)


def test_a_bad_file_beside_good_ones_costs_nothing_but_itself(run, put):
    put("good.txt", "Wax is normal. It keeps your ears clean.\n")
    for number, case in enumerate(SMALL):
        if case.code:
            put(f"{number}-{case.file}", case.data)
    result = run("check", ".", "--format", "json", "--select", "claims/cure-claim", "--jobs", "1")
    files = {file["path"]: file for file in json.loads(result.stdout)["files"]}
    assert result.exit_code == 2 and files["good.txt"]["status"] == "ok"
    refused = sorted(file["error"]["code"] for file in files.values() if file["error"])
    assert refused == sorted(case.code for case in SMALL if case.code)


def test_names_differ():
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", [case for case in SMALL if case.code], ids=lambda case: case.name)
def test_refusals_say_what_and_where_and_what_to_do(case: Case):
    with pytest.raises(ReadError) as caught:
        read_bytes(case.data, case.file, case.media)
    assert caught.value.message and caught.value.where.startswith(case.file) and caught.value.hint
