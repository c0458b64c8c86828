"""A service as a user starts it: a process of its own, on a free port."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

TOKEN = "a-token-of-some-length"


class Running:
    """A service that was started with some arguments; what it says is in ``said``, its log in ``log``."""

    def __init__(self, folder: Path, *arguments: str, env: Mapping[str, str] | None = None):
        command = [sys.executable, "-m", "claimlint", "serve", "--port", "0", *arguments]
        self.process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.said: list[str] = []
        self.log: list[str] = []
        self._listening = threading.Event()
        self.address = ""
        self._readers = [
            threading.Thread(target=self._read, args=pair, daemon=True)
            for pair in ((self.process.stderr, self.said), (self.process.stdout, self.log))
        ]
        for reader in self._readers:
            reader.start()
        assert self._listening.wait(120), self.said

    def _read(self, stream: Any, lines: list[str]) -> None:
        for line in stream:
            lines.append(line)
            if found := re.search(r"listening on (http://\S+)/;", line):
                self.address = found[1]
                self._listening.set()

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def ask(
        self, path: str, data: bytes | None = None, *, token: str = TOKEN, **headers: str
    ) -> tuple[int, Any, Mapping[str, str]]:
        """Return status, body and headers. Data is plain text."""
        told = {"Authorization": f"Bearer {token}", "Content-Type": "text/plain", **headers}
        request = urllib.request.Request(self.address + path, data, told)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, _body(answer.read()), answer.headers
        except urllib.error.HTTPError as error:
            with error:
                return error.code, _body(error.read()), error.headers

    def ready(self) -> None:
        """Wait until all models are loaded."""
        until(lambda: self.ask("/readyz")[0] == 200)

    def figure(self, name: str) -> float:
        """Return one of the metrics."""
        found = re.search(rf"^{re.escape(name)} (\S+)$", self.ask("/metrics")[1], re.MULTILINE)
        assert found, name
        return float(found[1])

    def processes(self) -> list[int]:
        """Return the ids of all processes below it."""
        return below(self.process.pid)

    def stop(self, how: int = signal.SIGTERM, seconds: float = 90) -> int:
        """End it, and return its exit code."""
        self.process.send_signal(how)
        code = self.process.wait(seconds)
        for reader in self._readers:
            reader.join(5)
        for stream in (self.process.stdout, self.process.stderr):
            assert stream
            stream.close()
        return code


def below(process: int) -> list[int]:
    """Return the ids of the processes that descend from one."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            parents.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry.name))
    found, todo = [], [process]
    while todo:
        children = parents.get(todo.pop(), [])
        found += children
        todo += children
    return found


def until(true: Any, seconds: float = 120) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def _body(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return data.decode()
