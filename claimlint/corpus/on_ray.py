"""The only door to Ray: parts made by the workers of a cluster, the same as those made here.

One task reads the input and hands out its batches; actors check them, each by a process of its own, which has the models once, reads with one
thread and loses only the article that kills or stops it. A batch whose actor dies is checked by another; parts are written by the process
that asked for them, each when it is whole.
"""

from __future__ import annotations

import json
import logging
import os
import pickle
import socket
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import cached_property
from itertools import groupby
from typing import Any

from claimlint import __version__
from claimlint.corpus import arrow
from claimlint.corpus.parts import Format, Part, part_of
from claimlint.corpus.plan import Plan
from claimlint.corpus.rows import Row
from claimlint.corpus.run import Engine, Step, rows_to_do
from claimlint.errors import ClaimlintError, UsageError
from claimlint.pool import mute
from claimlint.workers import Checking, processes, processors

#: Batches that wait at an actor beside the one it is at: so many are done again when it dies.
WAITING = 2
#: How long a cluster may take to answer (seconds).
PATIENCE = 10


def on_ray(address: str | None, jobs: int, seconds: float) -> Engine:
    """Return the engine of a Ray cluster. address: None for what RAY_ADDRESS says, else one is started on this machine.

    jobs: actors; 0 for as many as the cluster has processors. seconds: how long one may be at an article. Raises UsageError ``not-installed``, and
    ``no-cluster`` where none answers.
    """
    ray = _ray()

    def engine(plan: Plan, done: frozenset[int], step: Step) -> Iterator[Part]:
        _connect(ray, address, jobs)
        try:
            # The batches that are asked for at once are few, and none is put together with others.
            context = ray.data.DataContext.get_current()
            context.enable_progress_bars = False
            context.target_max_block_size = 1
            told = ray.put(
                pickle.dumps(plan)
            )  # held here, so that an actor in the place of a dead one finds it
            wanted = jobs or int(ray.cluster_resources().get("CPU", 1))
            actors = min(wanted, plan.parts - len(done))
            batches = (
                ray.data.from_items([{"begin": 0}], override_num_blocks=1)
                .map_batches(_batches, fn_args=(told, done), batch_size=1, num_cpus=0)
                .map_batches(
                    _Checker,
                    fn_constructor_args=(told, seconds, __version__),
                    batch_size=1,
                    batch_format="pyarrow",
                    num_cpus=1,
                    compute=ray.data.ActorPoolStrategy(size=actors, max_tasks_in_flight_per_actor=WAITING),
                )
            )
            for made in batches.iter_rows():
                if made["error"]:
                    raise pickle.loads(made["error"])
                part = Part(
                    made["part"], {t: made[t] for t in ("articles", "findings")}, json.loads(made["counts"])
                )
                yield part
                step(part.counts["articles"], part.counts["unread"])
        except ray.exceptions.RayError as error:
            lines = str(error).strip().splitlines() or [type(error).__name__]
            hint = "The same command goes on after the last part."
            raise UsageError("ray", f"Ray gave up: {lines[-1].strip()}", "", hint) from error
        finally:
            ray.shutdown()

    return engine


def _ray() -> Any:
    # Nothing is sent to anyone who counts users.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    # Its core warns on standard error of how Ray Data itself starts actors; what goes wrong is raised here.
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    try:
        import ray
        import ray.data
    except ImportError as error:
        hint = 'Install it: pip install "claimlint-health[ray]".'
        raise UsageError(
            "not-installed", "--engine ray needs Ray, which is not installed.", "", hint
        ) from error
    # What it does step by step nobody asked.
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    return ray


def _connect(ray: Any, address: str | None, jobs: int) -> None:
    quiet = {"log_to_driver": False, "logging_level": "ERROR"}
    try:
        if place := address or os.environ.get("RAY_ADDRESS"):
            _knock(place)
            options: dict[str, Any] = {"address": place}
        else:
            options = {"num_cpus": jobs or processors(), "include_dashboard": False}
        # It announces what it was told to be still about.
        with mute():
            ray.init(**options, **quiet)
    except (OSError, ValueError, RuntimeError) as error:
        said = " ".join(str(error).split()).rstrip(".")
        hint = "Check --ray-address, or leave it out to start a cluster here."
        raise UsageError("no-cluster", f"No Ray cluster answers: {said}.", address or "", hint) from error


def _knock(address: str) -> None:
    """Raise OSError where nobody listens at an address: Ray itself would wait for minutes. Names such as ``auto`` are no address."""
    host, colon, port = address.removeprefix("ray://").rpartition(":")
    if colon and port.isdigit():
        socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE).close()


def _told(plan: Any) -> Plan:
    made: Plan = pickle.loads(_ray().get(plan))
    return made


def _batches(begin: Mapping[str, Any], plan: Any, done: frozenset[int]) -> Iterator[dict[str, list[Any]]]:
    """Yield the batches that are to be done, each as a row with its number."""
    made = _told(plan)
    for number, rows in groupby(rows_to_do(made, done), lambda row: made.part_number(row.number)):
        yield {"part": [number], "rows": [pickle.dumps(list(rows))]}


class _Checker:
    """An actor: has the rows of batches checked by its process."""

    def __init__(self, plan: Any, seconds: float, version: str):
        self._plan, self._seconds, self._version = plan, seconds, version
        self._open = ExitStack()

    @cached_property
    def _ready(self) -> tuple[Checking, Format]:
        # When first asked for: what is raised while an actor starts could not be handed over.
        if self._version != __version__:
            message = (
                f"A worker of the cluster has claimlint {__version__}, and this process {self._version}."
            )
            raise UsageError("other-version", message, "", "Install the same on all machines.")
        made = _told(self._plan)
        started = processes(made.settings, jobs=1, seconds=self._seconds)
        return self._open.enter_context(started), made.request.format

    def __call__(self, batch: Any) -> Any:
        number, rows = batch["part"][0].as_py(), pickle.loads(batch["rows"][0].as_py())
        empty: dict[str, Any] = {"part": number, "articles": b"", "findings": b"", "counts": "", "error": b""}
        try:
            part = part_of(number, self._said(rows), self._ready[1])
            made = {**empty, **part.tables, "counts": json.dumps(part.counts)}
        except ClaimlintError as error:
            # As a row: of what is raised, Ray hands on the text.
            made = {**empty, "error": pickle.dumps(error)}
        return arrow.table({name: [value] for name, value in made.items()})

    def _said(self, rows: list[Row]) -> list[Any]:
        reports = self._ready[0]((row.settings, row.article) for row in rows)
        return list(zip(rows, reports, strict=True))
