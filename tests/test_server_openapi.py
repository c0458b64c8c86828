"""The document of the service is right and whole: it is asked all that the document allows, and what it forbids."""

from __future__ import annotations

import hypothesis
import pytest
from hypothesis import strategies as st

from claimlint.server.limits import Limits
from claimlint.server.openapi import document
from tests.server_app import TOKEN, made

schemathesis = pytest.importorskip("schemathesis")
CASES = 12
#: All but the document itself, which schemathesis does not ask for twice.
OPERATIONS = [
    f"{method.upper()} {path}"
    for path, item in document(Limits(), token=True)["paths"].items()
    for method in item
    if path != "/openapi.json"
]
#: Those that can be asked wrongly.
ASKED = ("POST /v1/check", "GET /v1/rules", "GET /v1/rules/{family}/{name}")


@pytest.fixture(scope="module")
def offered(tmp_path_factory: pytest.TempPathFactory):
    service = made(tmp_path_factory.mktemp("service"), select="claims/cure-claim", token=TOKEN)
    schema = schemathesis.openapi.from_asgi("/openapi.json", service.app)
    schema.validate()
    return {one.ok().label: one.ok() for one in schema.get_all_operations()}


def test_the_document_names_every_route(offered):
    assert sorted(offered) == sorted(OPERATIONS) and "POST /v1/check" in offered


@pytest.mark.parametrize(
    ("name", "right"), [*((name, True) for name in OPERATIONS), *((name, False) for name in ASKED)]
)
def test_the_service_does_what_its_document_says(offered, name, right):
    mode = schemathesis.GenerationMode.POSITIVE if right else schemathesis.GenerationMode.NEGATIVE
    # A text may be allowed, and be no article all the same: binary, or with broken front matter.
    aside = [schemathesis.checks.CHECKS.get_one("positive_data_acceptance")]
    rejection = schemathesis.checks.CHECKS.get_one("negative_data_rejection")

    @hypothesis.settings(
        max_examples=CASES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(st.data())
    def asked(data: st.DataObject) -> None:
        case = data.draw(offered[name].as_strategy(generation_mode=mode))
        # What is sent as text is one, whatever it was made from.
        more = (
            [rejection] if str(case.media_type).startswith("text/") or "xhtml" in str(case.media_type) else []
        )
        headers = {"Authorization": f"Bearer {TOKEN}"}
        case.call_and_validate(headers=headers, excluded_checks=[*aside, *more])

    asked()
