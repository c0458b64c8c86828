"""What the service offers, as OpenAPI 3.1 has it. The report is described by the schema that ``claimlint schema`` prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claimlint import __version__
from claimlint.reports.json_report import schema as report_schema
from claimlint.rule import FAMILIES
from claimlint.server.asked import BODY, OPTIONS
from claimlint.server.body import JSON, MEDIA_TYPES
from claimlint.server.limits import Limits
from claimlint.server.metrics import MEDIA_TYPE as METRICS_TYPE
from claimlint.server.openapi_rules import RULE, RULES
from claimlint.server.problem import MEDIA_TYPE as PROBLEM_TYPE

Object = Mapping[str, Any]
#: What each status says.
_PROBLEMS: Mapping[int, str] = {
    400: "The request cannot be made out: no JSON, an unknown option, a value that is none.",
    401: "The token is missing or wrong.",
    404: "There is no such rule.",
    406: "None of the forms that Accept names is there.",
    408: "The body came too slowly.",
    413: "The article is too large.",
    415: "The format, or its charset, is not read, or the body is compressed.",
    422: "The article cannot be read: it is binary, in another encoding than it says, or its front matter is broken.",
    429: "Too many articles wait; Retry-After says when to try again.",
    500: "The check failed, or its process died. Other articles are not concerned.",
    503: "The service is loading, stopping, or has too many requests open; Retry-After says when to try again.",
    504: "The check took too long.",
}
_RETRY = {"Retry-After": {"schema": {"type": "integer", "minimum": 1}, "description": "Seconds."}}
_CHECK = (400, 406, 408, 413, 415, 422, 429, 500, 503, 504)


def document(limits: Limits, *, token: bool) -> dict[str, Any]:
    """Return the document. token: whether the service asks for one."""
    refused = (401,) if token else ()
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "claimlint",
            "version": __version__,
            "description": "Lints health articles: unsupported claims, damaged text, missing safety advice.",
        },
        "paths": {
            "/v1/check": {"post": _check(limits, refused)},
            "/v1/rules": {"get": _listed(refused)},
            "/v1/rules/{family}/{name}": {"get": _one(refused)},
            "/metrics": {"get": _metrics(refused)},
            "/healthz": {"get": _state("health", "Whether the service runs.", "ok", ())},
            "/readyz": {"get": _state("ready", "Whether articles would be checked.", "ready", (503,))},
            "/openapi.json": {"get": _self()},
            "/": {"get": _page()},
        },
        "components": {
            "schemas": {"Report": _report(), "Rule": RULE, "Rules": RULES, "Problem": _problem()},
            **({"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}} if token else {}),
        },
        **({"security": [{"token": []}]} if token else {}),
    }


def _check(limits: Limits, refused: tuple[int, ...]) -> Object:
    text = {"schema": {"type": "string"}}
    body = {**BODY, "properties": {**BODY["properties"]}}
    return {
        "operationId": "check",
        "summary": "Check an article.",
        "description": (
            f"The article is the body, of at most {limits.max_bytes:,} bytes, and options stand in the address; or all of it stands in JSON, and"
            " nothing in the address. Without a charset, the encoding is made out as in files: UTF-8 first."
        ),
        "parameters": [_parameter(name, schema) for name, schema in OPTIONS.items()],
        "requestBody": {
            "required": True,
            "content": {JSON: {"schema": body}, **dict.fromkeys(MEDIA_TYPES, text)},
        },
        "responses": {
            "200": {
                "description": "The report: of one file, in JSON as claimlint check --format json, or as a page to read.",
                "content": {JSON: {"schema": _ref("Report")}, "text/html": text},
            },
            **_problems((*refused, *_CHECK)),
        },
    }


def _parameter(name: str, schema: Object) -> Object:
    inner = {key: value for key, value in schema.items() if key not in ("description", "default")}
    return {
        "name": name,
        "in": "query",
        "description": f"{schema['description']} Not with JSON.",
        "schema": inner,
    }


def _listed(refused: tuple[int, ...]) -> Object:
    family = {
        "name": "family",
        "in": "query",
        "schema": {"enum": list(FAMILIES)},
        "description": "Only these.",
    }
    return {
        "operationId": "rules",
        "summary": "List the rules that run.",
        "parameters": [family],
        "responses": {"200": _ok("The rules, by id.", "Rules"), **_problems((*refused, 400))},
    }


def _one(refused: tuple[int, ...]) -> Object:
    path = {"in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
    return {
        "operationId": "rule",
        "summary": "Explain a rule.",
        "parameters": [{"name": "family", **path}, {"name": "name", **path}],
        "responses": {"200": _ok("The rule.", "Rule"), **_problems((*refused, 404))},
    }


def _metrics(refused: tuple[int, ...]) -> Object:
    content = {METRICS_TYPE.partition(";")[0]: {"schema": {"type": "string"}}}
    found = {"200": {"description": "Figures for Prometheus.", "content": content}}
    return {"operationId": "metrics", "summary": "Figures.", "responses": {**found, **_problems(refused)}}


def _state(name: str, summary: str, word: str, problems: tuple[int, ...]) -> Object:
    schema = {"type": "object", "properties": {"status": {"const": word}}, "required": ["status"]}
    told = {"description": "Yes.", "content": {JSON: {"schema": schema}}}
    return {
        "operationId": name,
        "summary": summary,
        "security": [],
        "responses": {"200": told, **_problems(problems)},
    }


def _self() -> Object:
    told = {"description": "It.", "content": {JSON: {"schema": {"type": "object"}}}}
    return {"operationId": "openapi", "summary": "This document.", "security": [], "responses": {"200": told}}


def _page() -> Object:
    told = {"description": "It.", "content": {"text/html": {"schema": {"type": "string"}}}}
    summary = "A page to paste an article into."
    return {"operationId": "page", "summary": summary, "security": [], "responses": {"200": told}}


def _ok(description: str, schema: str) -> Object:
    return {"description": description, "content": {JSON: {"schema": _ref(schema)}}}


def _problems(statuses: tuple[int, ...]) -> dict[str, Object]:
    content = {PROBLEM_TYPE: {"schema": _ref("Problem")}}
    return {
        str(status): {
            "description": _PROBLEMS[status],
            "content": content,
            **({"headers": _RETRY} if status in (429, 503) else {}),
        }
        for status in sorted(statuses)
    }


def _ref(name: str) -> Object:
    return {"$ref": f"#/components/schemas/{name}"}


def _report() -> Object:
    return {key: value for key, value in report_schema().items() if key != "$schema"}


def _problem() -> Object:
    text = {"type": "string"}
    return {
        "description": "What went wrong (RFC 9457).",
        "type": "object",
        "properties": {
            "type": text,
            "title": text,
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "code": {**text, "description": "A short word that stays the same."},
            "detail": {**text, "description": "What was wrong, and what to do."},
        },
        "required": ["type", "title", "status", "code", "detail"],
        "additionalProperties": False,
    }
