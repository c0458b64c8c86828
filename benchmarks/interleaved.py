"""Commands measured beside each other: in turn, round after round, so that a noisy machine is noisy for all of them."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from insert import inserted

ROOT = Path(__file__).resolve().parents[1]
PAGE = Path(__file__).with_name("speed.md")


@dataclass(frozen=True)
class Command:
    """What is run: its words, and what it may return. here: the working directory."""

    words: Sequence[str]
    here: Path
    environment: Mapping[str, str] | None = None
    codes: tuple[int, ...] = (0, 1)


def measured(commands: Mapping[str, Command], rounds: int) -> dict[str, float]:
    """Return the median time of each command (seconds, by the clock), after one run of each that does not count."""
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            seconds = _run(name, command)
            if number:
                spent[name].append(seconds)
    return {name: statistics.median(times) for name, times in spent.items()}


def _run(name: str, command: Command) -> float:
    environment = {**os.environ, **(command.environment or {})}
    # A checkout on it would be run in place of what was installed.
    environment.pop("PYTHONPATH", None)
    start = time.perf_counter()
    done = subprocess.run(command.words, cwd=command.here, env=environment, capture_output=True)
    seconds = time.perf_counter() - start
    if done.returncode not in command.codes:
        sys.exit(f"{name} failed ({done.returncode}): {done.stderr.decode()[-500:]}")
    return seconds


def table(times: Mapping[str, float], base: str, words: int) -> str:
    """Return times as lines of text: seconds, how many times that of ``base``, words a second."""
    width = max(map(len, times))
    head = f"{'':{width}}  seconds  × {base}   words/s"
    rows = [
        f"{name:{width}}  {seconds:7.2f}  {seconds / times[base]:{len(base) + 2}.2f}  {words / seconds:8,.0f}"
        for name, seconds in times.items()
    ]
    return "\n".join([head, *rows])


def machine() -> str:
    """Describe the machine on one line."""
    names = [line for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    cpu = names[0].partition(":")[2].strip() if names else platform.processor() or platform.machine()
    return f"{os.cpu_count()} × {cpu}, {platform.system()}, Python {platform.python_version()}"


def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def keep(name: str, text: str) -> None:
    """Put a result into ``benchmarks/speed.md``, with the machine, and print it."""
    print(text)
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(inserted(page, name, f"{machine()}\n\n{text}"), encoding="utf-8")


def installed(folder: Path) -> Path:
    """Install claimlint from a wheel, as users have it, beside the libraries that run this; return the command's path."""
    made = environment(folder)
    libraries = next(path for path in sys.path if path.endswith("site-packages"))
    next(folder.glob("lib/python*/site-packages")).joinpath("libraries.pth").write_text(libraries)
    wheels = folder / "wheels"
    build = ("wheel", str(ROOT), "--no-deps", "--no-build-isolation", "-q", "-w", str(wheels))
    subprocess.run([sys.executable, "-m", "pip", *build], check=True)
    subprocess.run(
        [
            made / "python",
            "-m",
            "pip",
            "install",
            "-q",
            "--no-deps",
            "--ignore-installed",
            *wheels.glob("*.whl"),
        ],
        check=True,
    )
    return made / "claimlint"


def environment(folder: Path, *packages: str) -> Path:
    """Make a virtual environment with packages in it, and return the folder of its commands."""
    venv.create(folder, with_pip=True)
    commands = folder / ("Scripts" if os.name == "nt" else "bin")
    if packages:
        subprocess.run([commands / "python", "-m", "pip", "install", "-q", *packages], check=True)
    return commands
