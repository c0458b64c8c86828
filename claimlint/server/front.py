"""What holds for every request: how many at once, headers of every answer, figures and a line of log, and no fault that gets out."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from claimlint.server.limits import Limits
from claimlint.server.metrics import Metrics
from claimlint.server.problem import Problem, as_response, busy
from claimlint.server.rest import Rest
from claimlint.server.worker import place_of

#: Of every answer. Only the page sets a policy of its own.
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
#: What is asked all the time by those who watch the service; the log is about the others.
_PROBES = frozenset({"/healthz", "/readyz", "/metrics"})
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Front:
    """The application as a server sees it. log: takes a line for each answer; say: tells of faults. Neither gets words of a request."""

    def __init__(
        self,
        app: ASGIApp,
        limits: Limits,
        metrics: Metrics,
        log: Callable[[str], None],
        say: Callable[[str], None],
    ):
        self._app, self._limits, self._metrics = app, limits, metrics
        self._log, self._say = log, say
        self._open = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        rest = Rest(scope, receive)
        answer = _Answer(send, rest, secrets.token_hex(8))
        began = perf_counter()
        self._count(1)
        try:
            # Who watches the service must be able to tell a busy one from a dead one.
            is_let_in = self._open <= self._limits.requests or scope["path"] in _PROBES
            app = self._app if is_let_in else _full
            await app(scope, rest.receive, answer.send)
        except Exception as error:
            self._say(f"A request ({answer.id}) failed: {place_of(error)}.")
            if not answer.status:
                problem = busy(500, "fault", "The service failed. Its log says where.", 5)
                await as_response(problem)(scope, rest.receive, answer.send)
        finally:
            self._count(-1)
            self._tell(scope, answer, perf_counter() - began)

    def _count(self, by: int) -> None:
        self._open += by
        self._metrics.open.set(self._open)

    def _tell(self, scope: Scope, answer: _Answer, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "other"
        # The path as it came may hold anything; that of the route cannot.
        route = getattr(scope.get("route"), "path", "unknown")
        self._metrics.requests.labels(method, route, str(answer.status)).inc()
        self._metrics.request_seconds.labels(route).observe(seconds)
        if route in _PROBES:
            return
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        client = (scope.get("client") or ("-",))[0]
        self._log(
            f"{now} {answer.id} {client} {method} {route} {answer.status} {answer.size}B {seconds:.3f}s"
        )


class _Answer:
    """An answer on its way: its status, 0 before there is one, and its size in bytes."""

    def __init__(self, send: Send, rest: Rest, name: str):
        self._send, self._rest, self.id = send, rest, name
        self.status = self.size = 0

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            # Of those who send too slowly, nothing more is wanted.
            if self.status >= 400 and self.status != 408:
                await self._rest.drain()
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers["X-Request-Id"] = self.id
        self.size += len(message.get("body", b""))
        await self._send(message)


async def _full(scope: Scope, receive: Receive, send: Send) -> None:
    problem = busy(503, "full", "Too many requests are open. Try again.", 2)
    await as_response(problem)(scope, receive, send)


class Guard:
    """Lets only those in who have the token, but for what anybody may see."""

    def __init__(self, app: ASGIApp, is_right: Callable[[str], bool], public: frozenset[str]):
        self._app, self._is_right, self._public = app, is_right, public

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 401; its body is not read then."""
        if scope["type"] != "http" or scope["path"] in self._public:
            await self._app(scope, receive, send)
            return
        said = dict(scope["headers"]).get(b"authorization", b"").decode("latin-1")
        if self._is_right(said):
            await self._app(scope, receive, send)
            return
        await self._refuse(scope, said)(scope, receive, send)

    @staticmethod
    def _refuse(scope: Scope, said: str) -> Callable[[Scope, Receive, Send], Awaitable[None]]:
        fault = ', error="invalid_token"' if said else ""
        detail = (
            "This is not the token of this service."
            if said
            else "Send the token: Authorization: Bearer TOKEN."
        )
        challenge: dict[str, Any] = {"WWW-Authenticate": f'Bearer realm="claimlint"{fault}'}
        return as_response(Problem(401, "no-token", detail, challenge))
