"""A thread beside the protocol's, which works off the newest job of each document."""

from __future__ import annotations

import threading
from collections.abc import Callable

Job = Callable[[], object]


class Worker:
    """Runs one job at a time. A job put in for a key replaces the one of that key that still waits."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._changed = threading.Condition()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="claimlint-checks", daemon=True)
        self._thread.start()

    def put(self, key: str, job: Job) -> None:
        """Let a job be run; it must not raise."""
        with self._changed:
            self._jobs[key] = job
            self._changed.notify()

    def drop(self, key: str) -> None:
        """Forget the job of a key, if it still waits."""
        with self._changed:
            self._jobs.pop(key, None)

    def stop(self, timeout: float) -> bool:
        """Forget all jobs and wait so many seconds for the one that runs; return whether it ended."""
        with self._changed:
            self._jobs.clear()
            self._stopped = True
            self._changed.notify()
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._jobs and not self._stopped:
                    self._changed.wait()
                if self._stopped:
                    return
                job = self._jobs.pop(next(iter(self._jobs)))
            job()
