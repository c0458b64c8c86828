"""The service's answers: reports, rules, problems, who may ask."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from starlette.testclient import TestClient

from claimlint.reports.html import INLINE
from claimlint.reports.json_report import schema
from claimlint.server.limits import Limits
from tests.server_app import TOKEN, Made, made

CURE = "claims/cure-claim"
FINE = "Beans\n\nThese magic beans cure arthritis.\n"
OVERRIDES = '[[overrides]]\npaths = ["blog/**"]\nseverity = { "claims/cure-claim" = "info" }\n'


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("service")
    return made(folder, select=CURE, config=OVERRIDES, limits=Limits(max_bytes=5000))


@pytest.fixture
def client(service: Made):
    with TestClient(service.app) as client:
        yield client


def post(
    client: TestClient, text: str | bytes = FINE, kind: str = "text/plain", address: str = "", **headers: str
):
    told = {"Content-Type": kind, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return client.post(f"/v1/check{address}", content=text, headers=told)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("text/plain", FINE),
        ("text/markdown; charset=utf-8", "# Beans\n\nThese *magic* beans cure arthritis.\n"),
        ("text/html", "<h1>Beans</h1><p>These magic beans cure arthritis.</p>"),
        ("application/xhtml+xml", "<h1>Beans</h1><p>These magic beans cure arthritis.</p>"),
        ("application/json", json.dumps({"text": "<p>These beans cure arthritis.</p>", "media": "html"})),
    ],
)
def test_an_article_of_each_format_is_checked(client, kind, text):
    answer = post(client, text, kind)
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/json"
    report = answer.json()
    jsonschema.validate(report, schema())
    assert [finding["rule"] for finding in report["files"][0]["findings"]] == [CURE]


def test_the_report_is_that_of_the_command_line(client, tmp_path, run):
    article = tmp_path / "a.md"
    article.write_text("# Beans\n\nThese “magic” beans cure arthritis.\n", encoding="utf-8")
    arguments = ("--select", CURE, "--format", "json", "--no-cache")
    at_hand = run("check", "-", "--stdin-filename", "a.md", *arguments, stdin=article.read_bytes())
    served = post(client, article.read_bytes(), "text/markdown", "?name=a.md")
    assert served.text == at_hand.stdout


def test_options_stand_in_the_address_or_in_the_body(client):
    options = {
        "name": "blog/a.md",
        "profile": "strict",
        "region": "uk",
        "audience": "patient",
        "details": True,
        "with_text": True,
        "excerpt": True,
    }
    body = post(client, json.dumps({"text": FINE, **options}), "application/json").json()
    address = "&".join(f"{name}={str(value).lower()}" for name, value in options.items())
    assert post(client, FINE, address=f"?{address}").json() == body
    file = body["files"][0]
    assert (file["path"], file["profile"]) == ("blog/a.md", "strict") and file["sentences"] and file["text"]


def test_a_name_is_what_overrides_go_by(client):
    def severity(name: str) -> str:
        return post(client, FINE, address=f"?name={name}").json()["files"][0]["findings"][0]["severity"]

    assert (severity("news/a.md"), severity("blog/a.md"), severity("blog/deep/a.md")) == (
        "error",
        "info",
        "info",
    )


def test_offsets_count_characters_whatever_the_encoding(client):
    text = "Béans 🫘\n\nThese magic beans cure arthritis.\n"
    for kind, data in (
        ("text/plain; charset=UTF-8", text.encode()),
        ("text/plain", b"\xef\xbb\xbf" + text.encode()),
        ('text/plain; charset="utf-16"', text.encode("utf-16")),
        ("text/plain; charset=iso-8859-1", text.replace("🫘", "b").encode("latin-1")),
        ("application/json", json.dumps({"text": text}).encode()),
        ("application/json", json.dumps({"text": "\ufeff" + text}, ensure_ascii=False).encode()),
    ):
        found = post(client, data, kind).json()["files"][0]["findings"][0]
        assert text[found["start"] : found["end"]] == found["excerpt"], kind


def test_the_report_comes_as_a_page_too(client):
    answer = post(client, FINE.replace("Beans", "<script>alert(1)</script>"), Accept="text/html")
    assert answer.status_code == 200 and answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"] == f"{INLINE.policy}; frame-ancestors 'none'"
    assert "<script>alert(1)" not in answer.text and "&lt;script&gt;alert(1)" in answer.text
    for accept, kind in (
        ("application/*", "json"),
        ("text/html;q=0.5, application/json;q=0.4", "html"),
        ("*/*", "json"),
        ("text/html, */*;q=0.1", "html"),
    ):
        assert kind in post(client, FINE, Accept=accept).headers["content-type"], accept


@pytest.mark.parametrize(
    ("sent", "status", "code", "said"),
    [
        ({"kind": "application/pdf"}, 415, "unknown-format", "text/markdown"),
        ({"kind": ""}, 415, "unknown-format", "is missing"),
        ({"Content_Encoding": "gzip"}, 415, "unknown-encoding", "as it is"),
        ({"kind": "text/plain; charset=rot13"}, 415, "unknown-charset", "UTF-8"),
        ({"kind": "text/plain; charset=utf-8", "text": b"caf\xe9"}, 422, "undecodable", "utf-8"),
        ({"text": "a\0b"}, 422, "binary", "NUL"),
        ({"kind": "text/markdown", "text": "---\na: [\n---\nText.\n"}, 422, "front-matter", ", line 2."),
        ({"text": "a" * 5001}, 413, "too-large", "5,000"),
        ({"address": "?regio=uk"}, 400, "bad-request", "Did you mean"),
        ({"address": "?details=yes"}, 400, "bad-request", "true or false"),
        ({"address": "?region=us&region=uk"}, 400, "bad-request", "twice"),
        ({"address": "?region=mars"}, 400, "bad-request", "us, uk, eu, au"),
        ({"address": "?name=../../etc/passwd"}, 400, "bad-request", "relative path"),
        ({"address": "?name=/etc/passwd"}, 400, "bad-request", "relative path"),
        ({"address": "?name=a%00b"}, 400, "bad-request", "relative path"),
        ({"address": "?name=a%0A"}, 400, "bad-request", "relative path"),
        ({"address": f"?name={'a' * 501}"}, 400, "bad-request", "500"),
        ({"kind": "application/json", "text": "{"}, 400, "bad-request", "line 1, column 2"),
        ({"kind": "application/json", "text": "[" * 4000}, 400, "bad-request", "no JSON"),
        ({"kind": "application/json", "text": "[]"}, 400, "bad-request", "“text”"),
        ({"kind": "application/json", "text": "{}"}, 400, "bad-request", "“text”"),
        ({"kind": "application/json", "text": '{"text": 1}'}, 400, "bad-request", "string"),
        ({"kind": "application/json", "text": '{"text": "", "details": 1}'}, 400, "bad-request", "true or false"),
        ({"kind": "application/json", "text": '{"text": "", "region": ["uk"]}'}, 400, "bad-request", "one of"),
        ({"kind": "application/json", "text": '{"text": "", "name": 1}'}, 400, "bad-request", "string"),
        ({"kind": "application/json", "text": '{"text": "", "name": "\\ud800"}'}, 400, "bad-request", "relative"),
        ({"kind": "application/json", "text": '{"text": "\\ud800"}'}, 422, "undecodable", "surrogate"),
        ({"kind": "application/json", "text": '{"text": ""}', "address": "?region=uk"}, 400, "bad-request", "body"),
        ({"Accept": "image/png"}, 406, "not-acceptable", "text/html"),
        ({"Accept": "application/json;q=0"}, 406, "not-acceptable", "text/html"),
    ],
)  # fmt: skip
def test_what_cannot_be_checked_is_a_problem(client, sent, status, code, said):
    answer = post(client, **sent)
    problem = answer.json()
    assert (answer.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert answer.headers["content-type"] == "application/problem+json" and said in problem["detail"]


def test_what_is_not_there(client):
    for method, path, status in (
        ("GET", "/v1/nothing", 404),
        ("GET", "/v1/check", 405),
        ("POST", "/v1/rules", 405),
        ("GET", "/v1/rules/claims/cure-clam", 404),
        ("GET", "/v1/rules?family=claim", 400),
    ):
        answer = client.request(method, path)
        assert answer.status_code == status and answer.json()["status"] == status
        assert answer.headers["content-type"] == "application/problem+json"
    assert client.get("/v1/check").headers["allow"] == "POST"
    assert "claims/cure-claim" in client.get("/v1/rules/claims/cure-clam").json()["detail"]


def test_the_rules_that_run_are_told(client):
    (rule,) = client.get("/v1/rules?family=claims").json()["rules"]
    assert rule["id"] == CURE and rule["severity"] == "error"
    whole = client.get(f"/v1/rules/{CURE}").json()
    assert whole["why"] and whole["references"][0]["url"] and "[[" in whole["examples"]["bad"][0]
    assert client.get("/v1/rules?family=garble").json() == {"rules": []}


def test_every_answer_has_its_headers(client):
    for answer in (client.get("/"), client.get("/healthz"), client.get("/v1/nothing"), post(client)):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store" and answer.headers["x-request-id"]
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "access-control-allow-origin" not in answer.headers


def test_log_and_figures_tell_no_words_of_requests(client, service):
    post(client, "Secretword.\n", address="?name=secretname", Authorization="Bearer secrettoken")
    client.get("/secretpath?secretquery")
    figures = client.get("/metrics").text
    assert 'claimlint_http_requests_total{method="POST",route="/v1/check",status="200"}' in figures
    assert "secret" not in (figures + "\n".join(service.log + service.said)).lower()
    line = next(line for line in reversed(service.log) if "/v1/check" in line)
    assert " POST /v1/check 200 " in line


def test_who_may_ask(tmp_path):
    with TestClient(made(tmp_path, select=CURE, token=TOKEN).app) as client:
        for path in ("/", "/page.js", "/page.css", "/healthz", "/readyz", "/openapi.json"):
            assert client.get(path).status_code == 200
        for path in ("/v1/rules", f"/v1/rules/{CURE}", "/metrics", "/v1/nothing"):
            assert client.get(path).status_code == 401
            assert client.get(path, headers={"Authorization": f"Bearer {TOKEN}"}).status_code != 401
        for said in (f"Bearer {TOKEN}x", TOKEN, f"Basic {TOKEN}", "Bearer", "Bearer é"):
            answer = post(client, Authorization=said.encode())
            assert answer.status_code == 401 and answer.json()["code"] == "no-token"
            assert answer.headers["www-authenticate"] == 'Bearer realm="claimlint", error="invalid_token"'
        assert post(client).headers["www-authenticate"] == 'Bearer realm="claimlint"'
        assert post(client, Authorization=f"bearer {TOKEN}").status_code == 200


def test_scripts_of_other_sites_ask_only_where_they_are_named(tmp_path):
    site = "https://cms.example.org"
    asked = {
        "Origin": site,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    with TestClient(made(tmp_path, select=CURE, token=TOKEN, origins=(site,)).app) as client:
        ahead = client.options("/v1/check", headers=asked)
        assert ahead.status_code == 200 and ahead.headers["access-control-allow-origin"] == site
        assert (
            client.options("/v1/check", headers={**asked, "Origin": "https://other.org"}).status_code == 400
        )
        answer = post(client, Origin=site, Authorization=f"Bearer {TOKEN}")
        assert answer.headers["access-control-allow-origin"] == site


def test_a_fault_is_told_without_words_of_the_article(client, service, monkeypatch):
    from claimlint.server import worker

    def broken(*_: object) -> bytes:
        raise ValueError("Secretword")

    monkeypatch.setattr(worker, "report", broken)
    answer = post(client, "Secretword.")
    assert answer.status_code == 500 and answer.json()["code"] == "fault"
    assert "ValueError at" in service.said[-1] and "Secretword" not in service.said[-1] + answer.text
    monkeypatch.setattr("claimlint.server.app.preferred", broken)
    assert post(client).status_code == 500 and "Secretword" not in service.said[-1]


def test_settings_that_were_cleaned_away_are_written_again(tmp_path):
    import shutil

    from claimlint.server import worker

    with TestClient(made(tmp_path, select=CURE).app) as client:
        shutil.rmtree(tmp_path / "settings")
        worker._linter.cache_clear()
        assert post(client).status_code == 200


def test_the_guide_names_each_problem():
    """docs/serve.md lists the statuses that the document of the service lists."""
    import re

    from claimlint.server.openapi import _PROBLEMS
    from tests.conftest import ROOT

    guide = Path(ROOT, "docs/serve.md").read_text(encoding="utf-8")
    assert {int(status) for status in re.findall(r"^\| (\d{3}) \|", guide, re.MULTILINE)} == set(_PROBLEMS)


def test_who_watches_a_full_service_is_answered(tmp_path):
    full = made(tmp_path, select=CURE, limits=Limits(requests=0)).app
    with TestClient(full) as client:
        assert post(client).status_code == 503 and int(post(client).headers["Retry-After"])
        assert client.get("/healthz").status_code == client.get("/metrics").status_code == 200
