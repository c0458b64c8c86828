"""From settings to a running service, and to its end."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn

from claimlint.config import Configs
from claimlint.errors import UsageError
from claimlint.server.app import Service, make_app
from claimlint.server.desk import Desk
from claimlint.server.limits import Limits
from claimlint.server.metrics import Metrics
from claimlint.server.problem import Problem
from claimlint.server.protocol import Protocol
from claimlint.server.seat import Seat
from claimlint.server.settings import Told

#: Seconds for answers to be sent after the last check is done or given up.
FAREWELL = 3.0


@dataclass(frozen=True)
class Plan:
    """What to serve, and where. port: 0 for a free one. processes: that check. token: None for nobody needs one.

    origins: sites whose scripts may ask. log, say: take lines for who runs the service.
    """

    configs: Configs
    host: str
    port: int
    processes: int
    limits: Limits
    token: str | None
    origins: tuple[str, ...]
    log: Callable[[str], None]
    say: Callable[[str], None]


def serve(plan: Plan) -> bool:
    """Serve until a signal ends it; return whether that was an interrupt from a terminal.

    Raises UsageError ``no-port`` where it cannot listen, and what settings that cannot be used raise.
    """
    with TemporaryDirectory(prefix="claimlint-") as folder:
        told = Told(plan.configs, Path(), Path(folder, "settings"))
        with _listening(plan.host, plan.port) as listening:
            return asyncio.run(_serve(plan, told, listening))


async def _serve(plan: Plan, told: Told, listening: socket.socket) -> bool:
    metrics = Metrics()
    starting = asyncio.Lock()
    seats = [Seat(told, plan.limits.check_seconds, starting) for _ in range(plan.processes)]
    desk = Desk(seats, plan.limits, metrics, plan.say)
    service = Service(desk, told, plan.limits, metrics, plan.token, plan.origins, plan.log, plan.say)
    server = _Server(_config(service, plan.limits), desk, plan)
    plan.say(f"listening on {_address(listening)}; loading models.")
    serving = asyncio.ensure_future(server.serve(sockets=[listening]))
    try:
        await _opened(desk, serving, server, plan)
        await serving
    finally:
        server.should_exit = True
        await asyncio.gather(serving, return_exceptions=True)
        await desk.close()
    return server.interrupted


async def _opened(desk: Desk, serving: asyncio.Future[None], server: _Server, plan: Plan) -> None:
    """Load the models, unless the service is told to stop meanwhile."""
    opening = asyncio.ensure_future(desk.open())
    await asyncio.wait({opening, serving}, return_when=asyncio.FIRST_COMPLETED)
    if not opening.done():
        opening.cancel()
        await asyncio.gather(opening, return_exceptions=True)
    else:
        opening.result()
        with suppress(Problem):
            desk.check_ready()
            plan.say("ready.")


def _config(service: Service, limits: Limits) -> uvicorn.Config:
    # Its lines would hold addresses as they were asked for, and its faults words of articles.
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return uvicorn.Config(
        make_app(service),
        http=Protocol,
        ws="none",
        lifespan="off",
        loop="asyncio",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=int(limits.stop_seconds + FAREWELL + 1),
    )


class _Server(uvicorn.Server):
    """Stops as the service should: what was let in is checked, up to a limit; a second interrupt waits for nothing."""

    interrupted = False

    def __init__(self, config: uvicorn.Config, desk: Desk, plan: Plan):
        super().__init__(config)
        self._desk, self._plan = desk, plan

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take signals, and do not raise them again in the end."""
        before = {one: signal.signal(one, self.handle_exit) for one in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    def handle_exit(self, sig: int, frame: object) -> None:
        """Begin to stop."""
        self.interrupted = self.interrupted or sig == signal.SIGINT
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let nothing more in, and wait for what was let in."""
        self._desk.stop()
        self._plan.say("stopping: what was accepted is still checked.")
        limit = asyncio.get_running_loop().call_later(self._plan.limits.stop_seconds, self._desk.give_up)
        await super().shutdown(sockets)
        limit.cancel()


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=1024)
    except OSError as error:
        hint = "Choose another with --host and --port."
        raise UsageError(
            "no-port", f"Cannot listen on {host}, port {port}: {error.strerror}.", "", hint
        ) from error


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
