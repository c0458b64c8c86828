"""What runs in a process of the service: models loaded once, articles checked, reports written."""

from __future__ import annotations

import pickle
import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from claimlint.document import Media
from claimlint.errors import ClaimlintError, ReadError
from claimlint.linter import check_document, make_report
from claimlint.prepared import Linter, Settings, make_linter
from claimlint.readers import read_bytes
from claimlint.reports import FORMATS
from claimlint.server.task import Answer, Asked, Task

#: Linters that a process keeps: one for each combination of overrides that articles' names meet.
KEPT = 16
#: Texts that let everything be loaded that a first article would wait for.
WARMING: tuple[tuple[Media, str], ...] = (
    ("text", "Back pain\n\nThis new tea cures back pain in just 7 seconds.\n"),
    (
        "markdown",
        "# Back pain\n\nPeople which has back pain was often getting [better](https://example.org).\n",
    ),
    ("html", "<title>Back pain</title><h1>Back pain</h1><p>See a doctor when it lasts for six weeks.</p>"),
)

#: The folder with the settings that tasks name by number. Set once, when the process starts.
_told: Path | None = None


def start(told: Path) -> None:
    """Begin. told: a folder with settings, a file each, called by their numbers."""
    global _told
    _told = told
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A process that takes the place of one that has done its term is warm before an article comes; ``warm`` tells of faults.
    with suppress(Exception):
        warm()


def warm() -> str:
    """Load all that articles need. Returns why that fails, or nothing. Raises ClaimlintError for settings that cannot be used."""
    for media, text in WARMING:
        for form in ("json", "html"):
            answer = check(Task(0, text.encode(), Asked(media=media), form))
            if answer.error:
                raise answer.error
            if answer.fault:
                return answer.fault
    return ""


def check(task: Task) -> Answer:
    """Check an article. Whatever happens is an answer; what a fault says is safe to write into a log."""
    try:
        return Answer(report=report(_linter(task.settings, task.asked.excerpt), task))
    except ClaimlintError as error:
        return Answer(error=error)
    except Exception as error:
        return Answer(fault=place_of(error))


def report(linter: Linter, task: Task) -> bytes:
    """Return the report on an article. Raises ReadError for one that cannot be read, PluginError for a plugin that fails on it."""
    settings = _settings_for(linter.settings, task)
    document = read_bytes(task.data, task.asked.name, task.asked.media, max_bytes=settings.max_bytes)
    file = check_document(replace(linter, settings=settings), document)
    render: Callable[..., str] = FORMATS[task.form]
    return render(make_report(settings, [file])).encode()


def _settings_for(settings: Settings, task: Task) -> Settings:
    asked = task.asked
    return replace(
        settings,
        profile=asked.profile or settings.profile,
        audience=asked.audience or settings.audience,
        region=asked.region or settings.region,
        details=asked.details,
        with_text=asked.with_text or task.form == "html",
        # The service may run for longer than a day.
        today=date.today(),
    )


@lru_cache(maxsize=KEPT)
def _linter(number: int, excerpt: bool) -> Linter:
    assert _told is not None
    settings: Settings = pickle.loads(Path(_told, str(number)).read_bytes())
    house = replace(settings.house, excerpt=settings.house.excerpt or excerpt)
    return make_linter(replace(settings, house=house))


def is_readers_fault(error: ClaimlintError) -> bool:
    """Whether an error is with the article, and not with settings, models or plugins."""
    return isinstance(error, ReadError)


def place_of(error: BaseException) -> str:
    """Say what was raised and where, without its message: that may quote the article."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
    return f"{type(error).__name__} at {' > '.join(places)}"
