"""What went wrong with a request, as RFC 9457 has it: ``application/problem+json``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from claimlint.errors import ClaimlintError

MEDIA_TYPE = "application/problem+json"


#: The code of a problem with a process that had ended before it took an article.
GONE = "process-gone"
#: Names of statuses that Python's versions do not agree on, or do not know.
_TITLES: Mapping[int, str] = {
    413: "Content Too Large",
    422: "Unprocessable Content",
    499: "Client Closed Request",
}


# Not frozen: what handles exceptions sets things on them.
@dataclass
class Problem(Exception):
    """An answer that is no report. code: short stable word. detail: what was wrong and what to do. headers: of the response."""

    status: int
    code: str
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)


class ProblemResponse(JSONResponse):
    """A response with a problem in it."""

    media_type = MEDIA_TYPE


def as_response(problem: Problem) -> Response:
    """Return a problem as a response. There is no page about each: ``type`` is left at what it is without one."""
    data: dict[str, Any] = {
        "type": "about:blank",
        "title": _TITLES.get(problem.status) or HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "code": problem.code,
        "detail": problem.detail,
    }
    return ProblemResponse(data, problem.status, dict(problem.headers))


async def answer_problem(_: Request, problem: Exception) -> Response:
    """Answer a request that met a problem."""
    assert isinstance(problem, Problem)
    return as_response(problem)


def busy(status: int, code: str, detail: str, seconds: int) -> Problem:
    """Return a problem that goes away by itself. seconds: when to try again."""
    return Problem(status, code, detail, {"Retry-After": str(seconds)})


def of_article(error: ClaimlintError) -> Problem:
    """Return the problem with an article that cannot be read. Its place is the request, which needs no naming."""
    status = 413 if error.code in ("too-large", "too-long") else 422
    hint = "" if error.code in ("too-large", "binary", "undecodable") else f" {error.hint}"
    line = error.where.rpartition(":")[2]
    place = f"Line {line}: " if line.isdigit() and f"line {line}" not in error.message else ""
    return Problem(status, error.code, f"{place}{error.message}{hint}".rstrip())
