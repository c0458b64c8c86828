"""``claimlint serve`` under load: eight clients ask for twice what it can do; each answer is held against what ``claimlint check`` says.

    python benchmarks/serve.py [--seconds 120] [--jobs 2] [--clients 8] [--articles 600]

First the articles, all different, are checked by ``claimlint check``. Then the service is started; twice as many clients as it has processes ask
for one article after the other, which shows what it can do. Then the clients send articles at twice that rate, whether or not they have had their answers, while
twenty others send theirs a byte a second. Wanted: every answer 200, 429 or 503, each report the right one, no memory that grows, and the
clients that dawdle in nobody's way. Memory is what the system counts (VmRSS), so this needs Linux.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

from articles import write
from memory import descendants, resident

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
SLOW = 20


@dataclass
class Seen:
    """Answers: status, seconds of those that are reports, retries that were named, reports that are not the right ones."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    unnamed: int = 0
    wrong: list[str] = field(default_factory=list)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--articles", type=int, default=600)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = write(folder, given.articles)
        right = expected(folder)
        service, port = started(folder, given.jobs)
        try:
            asyncio.run(run(given, service.pid, port, paths, right))
        finally:
            service.terminate()
            print(f"exit code after SIGTERM: {service.wait(60)}")


def expected(folder: Path) -> Mapping[str, Any]:
    """Return what ``claimlint check`` says of each article, by its name."""
    command = [sys.executable, "-m", "claimlint", "check", ".", "--no-config", "--no-cache", "--fail-on", "never",
               "--format", "json"]  # fmt: skip
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, check=True)
    return {file["path"]: file for file in json.loads(done.stdout)["files"]}


def started(folder: Path, jobs: int) -> tuple[subprocess.Popen[str], int]:
    """Start the service, and return it with its port when its models are loaded."""
    command = [
        sys.executable,
        "-m",
        "claimlint",
        "serve",
        "--port",
        "0",
        "--no-config",
        "--jobs",
        str(jobs),
        "--quiet",
    ]
    service = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True)
    assert service.stderr
    port = 0
    for line in service.stderr:
        if found := re.search(r"listening on http://\S+:(\d+)/", line):
            port = int(found[1])
        if "ready" in line:
            return service, port
    raise SystemExit("The service did not start.")


async def run(
    given: argparse.Namespace, pid: int, port: int, paths: Sequence[Path], right: Mapping[str, Any]
) -> None:
    """Measure what the service can do, then ask for twice that."""
    numbers = iter(range(1 << 30))
    alone = Seen()
    began = time.perf_counter()

    async def steady() -> None:
        while time.perf_counter() - began < max(given.seconds / 6, 5):
            await ask(port, paths[next(numbers) % len(paths)], right, alone)

    await asyncio.gather(*(steady() for _ in range(2 * given.jobs)))
    rate = alone.statuses[200] / (time.perf_counter() - began)
    print(f"alone: {2 * given.jobs} clients, {rate:.1f} articles/s; {told(alone)}")
    before = memory(pid)
    seen, dawdling = Seen(), asyncio.create_task(dawdle(port))
    series = await flood(given, port, paths, right, seen, numbers, 2 * rate, pid)
    slow = await stopped(dawdling)
    after = memory(pid)
    print(
        f"{given.clients} clients for {given.seconds:g} s at {2 * rate:.1f} articles/s, {SLOW} dawdling: {told(seen)}"
    )
    print(f"dawdling clients: {dict(sorted(slow.items()))} (408: sent away for being slow)")
    print(
        f"answers that are not the right ones: {len(seen.wrong) + len(alone.wrong)} {(seen.wrong + alone.wrong)[:3]}"
    )
    print(f"429 and 503 without Retry-After: {seen.unnamed}")
    for name in sorted({*before, *after}, reverse=True):
        sizes = [part.get(name, 0.0) for part in (before, *quarters(series), after)]
        print(
            f"memory, {name}: {', '.join(f'{size:.0f}' for size in sizes)} MB (before, at each quarter, after)"
        )


async def flood(
    given: argparse.Namespace,
    port: int,
    paths: Sequence[Path],
    right: Mapping[str, Any],
    seen: Seen,
    numbers: Any,
    rate: float,
    pid: int,
) -> list[dict[str, float]]:
    """Let each client send at its part of the rate; return what memory each process had, every two seconds."""
    series: list[dict[str, float]] = []
    asking: set[asyncio.Task[None]] = set()
    end = time.perf_counter() + given.seconds

    async def client(at: int) -> None:
        pause = given.clients / rate
        await asyncio.sleep(pause * at / given.clients)
        due = time.perf_counter()
        while due < end:
            task = asyncio.create_task(ask(port, paths[next(numbers) % len(paths)], right, seen))
            asking.add(task)
            task.add_done_callback(asking.discard)
            due += pause
            await asyncio.sleep(max(0.0, due - time.perf_counter()))

    async def watch() -> None:
        while True:
            series.append(memory(pid))
            await asyncio.sleep(2)

    watching = asyncio.create_task(watch())
    await asyncio.gather(*map(client, range(given.clients)))
    await asyncio.gather(*asking)
    watching.cancel()
    return series


def quarters(series: Sequence[dict[str, float]]) -> list[dict[str, float]]:
    """Return those at the end of each quarter."""
    return [series[len(series) * part // 4 - 1] for part in (1, 2, 3, 4)]


async def ask(port: int, path: Path, right: Mapping[str, Any], seen: Seen) -> None:
    """Ask for an article, and hold the answer against the right one."""
    data = path.read_bytes()
    head = f"POST /v1/check?name={path.name} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: text/markdown\r\nContent-Length: {len(data)}\r\n\r\n"
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(head.encode() + data)
    answer = await reader.read()
    writer.close()
    status, headers, body = taken(answer)
    seen.statuses[status] += 1
    if status == 200:
        seen.seconds.append(time.perf_counter() - began)
        if json.loads(body)["files"] != [right[path.name]]:
            seen.wrong.append(path.name)
    elif b"retry-after" not in headers.lower():
        seen.unnamed += 1


def taken(answer: bytes) -> tuple[int, bytes, bytes]:
    """Take an answer apart; status 0 for none."""
    headers, _, body = answer.partition(b"\r\n\r\n")
    return int(headers[9:12] or 0), headers, body


async def dawdle(port: int) -> Counter[int]:
    """Let clients send a byte a second, again and again, until this is cancelled; return the statuses they got."""
    got: Counter[int] = Counter()

    async def one() -> None:
        while True:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(
                b"POST /v1/check HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 9999\r\n\r\n"
            )
            answer = asyncio.create_task(reader.read())
            while not answer.done():
                writer.write(b"a")
                await asyncio.wait({answer}, timeout=1)
            # 0 for one that was cut off while it still sent.
            got[0 if isinstance(answer.exception(), ConnectionError) else taken(answer.result())[0]] += 1
            writer.close()

    with suppress(asyncio.CancelledError):
        await asyncio.gather(*(one() for _ in range(SLOW)))
    return got


async def stopped(task: asyncio.Task[Counter[int]]) -> Counter[int]:
    """End a task, and return what it got."""
    task.cancel()
    return await task


def memory(pid: int) -> dict[str, float]:
    """Return the MB of the service and of each process below it that is not small."""
    found = {"service": resident(pid)}
    children = [(child, resident(child)) for child in sorted(descendants(pid))]
    return found | {f"process {child}": size for child, size in children if size > 50}


def told(seen: Seen) -> str:
    """Say what was answered, and how fast."""
    cuts = quantiles(seen.seconds, n=20) if len(seen.seconds) > 1 else [0.0] * 19
    return f"answers {dict(sorted(seen.statuses.items()))}, reports after {cuts[9]:.2f} s (median), {cuts[18]:.2f} s (p95)"


if __name__ == "__main__":
    main()
