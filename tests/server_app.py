"""The service without processes and without a network: articles are checked in this process, or by whoever a test says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from starlette.types import ASGIApp

from claimlint.config import Configs
from claimlint.config.merged import Entry
from claimlint.server import worker
from claimlint.server.app import Service, make_app
from claimlint.server.desk import Desk
from claimlint.server.limits import Limits
from claimlint.server.metrics import Metrics
from claimlint.server.settings import Told
from claimlint.server.task import Answer, Task

TOKEN = "a-token-of-some-length"


class Here:
    """Checks in this process, in a thread."""

    async def open(self) -> str:
        return ""

    async def check(self, task: Task) -> Answer:
        return await asyncio.to_thread(worker.check, task)

    async def close(self) -> None:
        pass


@dataclass
class Made:
    """An application, its desk, and the lines it wrote: its log and what it said."""

    app: ASGIApp
    desk: Desk
    metrics: Metrics
    log: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def made(
    folder: Path,
    *,
    config: str = "",
    select: str = "",
    limits: Limits | None = None,
    token: str | None = None,
    origins: tuple[str, ...] = (),
    checker: Callable[[], object] = Here,
) -> Made:
    """Make an application by a configuration. select: the only rule that runs; () for all."""
    file = folder / "claimlint.toml"
    file.write_text(config)
    layer = {"select": [Entry(select, "command line")]} if select else {}
    told = Told(Configs(file, command_line=layer), folder, folder / "settings")
    # What ``start`` does in a process of its own.
    worker._told = told.kept()
    worker._linter.cache_clear()
    limits, metrics = limits or Limits(), Metrics()
    log: list[str] = []
    said: list[str] = []
    desk = Desk([checker()], limits, metrics, said.append)  # type: ignore[list-item]
    # In a thread: a browser that is open has a loop of its own in this one.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, desk.open()).result()
    service = Service(desk, told, limits, metrics, token, origins, log.append, said.append)
    return Made(make_app(service), desk, metrics, log, said)
