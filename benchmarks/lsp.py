"""How long an editor waits for what a change brings: from the change it sends to the diagnostics it gets, with warm models.

    python benchmarks/lsp.py [ARTICLE] [--changes N]

A server is started as an editor starts it and given an article of about 800 words (the flawed samples put together: one
that is full of findings, which take the longest). Then a word is typed at a time, at places all over the article, each as a
change of a line, and the answer is waited for. The time holds all of it: the wait for the text to rest (``server.REST``),
the check, and both ways through the pipes.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from claimlint.lsp.positions import Lines  # noqa: E402
from tests.lsp_client import Client  # noqa: E402

SAMPLES = ("flawed/machine-translated-article.txt", "flawed/alternative-cancer-blog.txt")
WORDS = ("really", "and", "very", "so", "soft", "today", "often")
URI = "untitled:article"
TARGET = 0.3


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("article", nargs="?", type=Path)
    parser.add_argument("--changes", type=int, default=40)
    given = parser.parse_args()
    text = given.article.read_text(encoding="utf-8") if given.article else _article()
    client = Client()
    client.start()
    begun = time.perf_counter()
    found = client.checked(text, URI, "plaintext")
    print(
        f"{len(text.split())} words, {len(found)} findings; opened, with cold models: {time.perf_counter() - begun:.2f} s"
    )
    before = _processor(client)
    times = sorted(_typed(client, text, given.changes))
    spent = (_processor(client) - before) / len(times)
    client.stop()
    high = times[int(0.9 * (len(times) - 1))]
    print(
        f"change to diagnostics, {len(times)} changes: median {statistics.median(times) * 1000:.0f} ms,"
        f" 90 in 100 within {high * 1000:.0f} ms, longest {times[-1] * 1000:.0f} ms"
    )
    # On a machine that does other things, too, this says more than the time by the clock.
    print(f"processor time of the server a change: {spent * 1000:.0f} ms")
    print(f"target {TARGET * 1000:.0f} ms: {'met' if statistics.median(times) < TARGET else 'missed'}")


def _processor(client: Client) -> float:
    """Return the seconds that the server has computed so far (Linux)."""
    after_name = Path(f"/proc/{client.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def _article() -> str:
    return "\n\n".join((ROOT / "samples" / name).read_text(encoding="utf-8") for name in SAMPLES)


def _typed(client: Client, text: str, changes: int) -> list[float]:
    """Type words into the article one after another; return the seconds each took to be answered."""
    times = []
    for version in range(2, changes + 2):
        blank = text.index(" ", (version * 7919) % (len(text) - 200))
        line, column = Lines(text, "utf-16").position(blank)
        word = f" {WORDS[version % len(WORDS)]}"
        place = {"line": line, "character": column}
        begun = time.perf_counter()
        client.change(URI, version, {"range": {"start": place, "end": place}, "text": word})
        client.diagnostics(URI, version)
        times.append(time.perf_counter() - begun)
        text = text[:blank] + word + text[blank:]
    return times


if __name__ == "__main__":
    main()
