"""The table of bad input over HTTP: the right status every time, a report or a problem, and the service goes on."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.bad_inputs import CASES, Case
from tests.server_app import Made, made

CURE = "claims/cure-claim"
TYPES = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made(tmp_path_factory.mktemp("service"), select=CURE)


def wanted(case: Case) -> int:
    """What a request gets: Word files are not taken; where no charset is said, text is read as that of a file is."""
    if case.media == "docx":
        return 415
    if case.code in ("too-large", "too-long"):
        return 413
    return 422 if case.code else 200


@pytest.mark.parametrize("case", [case for case in CASES if not case.huge], ids=lambda case: case.name)
def test_the_right_status(case: Case, service: Made):
    with TestClient(service.app) as client:
        answer = client.post("/v1/check", content=case.data, headers={"Content-Type": TYPES[case.media]})
    assert answer.status_code == wanted(case), answer.text[:500]
    if answer.status_code == 200:
        (file,) = answer.json()["files"]
        assert file["status"] == "ok" and bool(file["findings"]) == case.claims
    else:
        assert answer.headers["content-type"] == "application/problem+json" and answer.json()["detail"]
