"""The routes of the service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from claimlint.errors import ClaimlintError, PluginError
from claimlint.server import page
from claimlint.server.accept import preferred
from claimlint.server.body import article_of
from claimlint.server.catalogue import Catalogue
from claimlint.server.desk import Desk
from claimlint.server.front import Front, Guard
from claimlint.server.limits import Limits
from claimlint.server.metrics import MEDIA_TYPE, Metrics
from claimlint.server.openapi import document
from claimlint.server.problem import Problem, answer_problem, as_response, of_article
from claimlint.server.settings import Told
from claimlint.server.task import Answer, Asked, Task
from claimlint.server.token import is_right
from claimlint.server.worker import is_readers_fault

#: What is shown without the token: nothing of it says anything of articles or of the load.
PUBLIC = frozenset({"/", "/page.css", "/page.js", "/healthz", "/readyz", "/openapi.json"})


@dataclass(frozen=True)
class Service:
    """All that requests are answered with. token: None for nobody needs one. origins: sites whose scripts may ask.

    log, say: take lines for who runs the service.
    """

    desk: Desk
    told: Told
    limits: Limits
    metrics: Metrics
    token: str | None
    origins: tuple[str, ...]
    log: Callable[[str], None]
    say: Callable[[str], None]


def make_app(service: Service) -> ASGIApp:
    """Return the application."""
    app = Starlette(
        routes=_routes(service),
        middleware=_middleware(service),
        exception_handlers={Problem: answer_problem, HTTPException: _answer_http, Exception: _answer_fault},
    )
    return Front(app, service.limits, service.metrics, service.log, service.say)


def _middleware(service: Service) -> list[Middleware]:
    ways: list[Middleware] = []
    if service.origins:
        ways.append(
            Middleware(
                CORSMiddleware,
                allow_origins=service.origins,
                allow_methods=("GET", "POST"),
                allow_headers=("Authorization", "Content-Type", "Accept"),
                expose_headers=("Retry-After", "X-Request-Id"),
            )
        )
    if service.token is not None:
        ways.append(Middleware(Guard, is_right=partial(is_right, token=service.token), public=PUBLIC))
    return ways


def _routes(service: Service) -> list[Route]:
    rules = Catalogue(service.told.first)
    described = document(service.limits, token=service.token is not None)

    async def check(request: Request) -> Response:
        return await _check(service, request)

    async def listed(request: Request) -> Response:
        return JSONResponse(rules.listed(request.query_params.multi_items()))

    async def one(request: Request) -> Response:
        return JSONResponse(rules.one(f"{request.path_params['family']}/{request.path_params['name']}"))

    async def healthy(_: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def ready(_: Request) -> Response:
        service.desk.check_ready()
        return JSONResponse({"status": "ready"})

    async def figures(_: Request) -> Response:
        return Response(service.metrics.text(), media_type=MEDIA_TYPE)

    async def openapi(_: Request) -> Response:
        return JSONResponse(described)

    return [
        Route("/v1/check", check, methods=["POST"]),
        Route("/v1/rules", listed),
        Route("/v1/rules/{family}/{name}", one),
        Route("/healthz", healthy),
        Route("/readyz", ready),
        Route("/metrics", figures),
        Route("/openapi.json", openapi),
        *page.routes(token=service.token is not None),
    ]


async def _check(service: Service, request: Request) -> Response:
    """Check an article, which is looked at only when there would be a place for it."""
    form = preferred(request.headers.get("accept", "*/*"))
    service.desk.admit()
    data, asked = await article_of(request, service.limits)
    task = Task(_settings(service, asked), data, asked, form)
    answer = await service.desk.check(task, lambda: _gone(request))
    return _report(service, form, answer)


def _settings(service: Service, asked: Asked) -> int:
    try:
        return service.told.number(asked.name)
    except ClaimlintError as error:
        service.say(str(error))
        raise Problem(
            500, "bad-config", "The configuration cannot be used for this name. The log says why."
        ) from None


def _report(service: Service, form: Literal["json", "html"], answer: Answer) -> Response:
    if answer.error and is_readers_fault(answer.error):
        raise of_article(answer.error)
    if answer.error or answer.fault:
        service.say(f"A check failed: {answer.fault or _safe(answer.error)}")
        raise Problem(500, "fault", "The check failed. The log says where.")
    if form == "html":
        return HTMLResponse(answer.report, headers={"Content-Security-Policy": page.REPORT_POLICY})
    return Response(answer.report, media_type="application/json")


def _safe(error: ClaimlintError | None) -> str:
    """Say what is wrong with settings or models; what a plugin says may quote the article."""
    return f"{error.where}: a plugin failed ({error.code})" if isinstance(error, PluginError) else str(error)


async def _gone(request: Request) -> None:
    """Wait until who asked has left."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _answer_http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    details = {
        404: "There is nothing here; /openapi.json says what there is.",
        405: "This method is not answered here; Allow says which are.",
    }
    problem = Problem(
        error.status_code,
        "not-found" if error.status_code == 404 else "refused",
        details.get(error.status_code, error.detail),
        error.headers or {},
    )
    return as_response(problem)


async def _answer_fault(_: Request, __: Exception) -> Response:
    return as_response(Problem(500, "fault", "The service failed. Its log says where."))
