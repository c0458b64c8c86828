"""Whether the time a file takes grows with its length and no faster, whatever stands in it.

Usage: python benchmarks/linear.py [--repeats 3] [--only NAME] [--limit 120]

Every case is measured at a size and at twice that size, each in a process of its own that is stopped after
``--limit`` seconds; the pipeline is loaded before the clock starts. The ratio of the medians is about 2 where the
time is linear and 4 where it is quadratic. The first table does the same for a 1 MB single line against the
same words in paragraphs.
"""

from __future__ import annotations

import argparse
import contextlib
import math
import multiprocessing
import statistics
import time
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection

from claimlint.document import Media
from claimlint.errors import ReadError
from claimlint.linter import check_document
from claimlint.prepared import Settings, make_linter
from claimlint.readers import read_text

MEGABYTE = 1_000_000
#: Most that twice the text may cost.
GROWTH = 2.3
#: Most that a single line may cost against the same words in paragraphs.
ONE_LINE = 1.5
#: About 600 characters of ordinary prose, with a claim here and there.
PROSE = (
    "Back pain is one of the most common reasons why people see a doctor. Most of the time it goes away within a few"
    " weeks, and staying active helps more than resting in bed. Ginger tea is said to ease stiff muscles, but the"
    " studies are small. A warm bath, a short walk and a good chair can make the day easier. If the pain spreads down"
    " your leg, or if you feel numb, ask your doctor soon. Some sellers promise that their balm cures arthritis in 7"
    " seconds. There is no proof of that. Your pharmacist can tell you which painkillers are safe with your other"
    " medicines. "
)
Make = Callable[[int], str]


def prose(size: int, gap: str = " ") -> str:
    """Return about ``size`` characters of prose, each copy marked so that sentences differ."""
    parts = [PROSE.replace("Some sellers", f"Seller {i}").strip() for i in range(size // len(PROSE) + 1)]
    return gap.join(parts)[:size]


#: Name to (format, size to begin with, text of a size). Sizes count repeats of what the case is about.
CASES: Mapping[str, tuple[Media, int, Make]] = {
    "prose in paragraphs": ("text", 250_000, lambda n: prose(n, "\n\n")),
    "prose on one line": ("text", 250_000, prose),
    "prose, Markdown paragraphs": ("markdown", 250_000, lambda n: prose(n, "\n\n")),
    "prose, Markdown on one line": ("markdown", 250_000, prose),
    "prose, HTML paragraphs": ("html", 250_000, lambda n: "<p>" + prose(n, "</p>\n<p>")),
    "repeated claims": ("text", 4_000, lambda n: "Garlic cures cancer. " * n),
    "repeated claims, a line each": ("text", 4_000, lambda n: "Garlic cures cancer.\n" * n),
    "claims without a full stop": ("text", 4_000, lambda n: "garlic cures cancer " * n),
    "lines “Myth: …”": ("text", 5_000, lambda n: "Myth: garlic cures cancer.\n" * n),
    "items below a lead-in": ("markdown", 5_000, lambda n: "Avoid:\n\n" + "- Garlic cures cancer.\n" * n),
    "items of plain text": ("text", 5_000, lambda n: "Avoid:\n" + "- Garlic cures cancer.\n" * n),
    "headings": ("markdown", 5_000, lambda n: "".join(f"## Garlic cures cancer {i}\n\n" for i in range(n))),
    "headings, HTML": ("html", 5_000, lambda n: "<h2>Garlic cures cancer</h2>" * n),
    "links": ("markdown", 5_000, lambda n: "[garlic cures cancer](https://a.example/x) " * n),
    "links, HTML": ("html", 5_000, lambda n: "<a href='https://a.example/x'>garlic cures cancer</a> " * n),
    "links in studies": ("markdown", 2_500, lambda n: "A trial: [garlic cures cancer](x.html).\n\n" * n),
    "reference definitions": (
        "markdown",
        5_000,
        lambda n: "".join(f"[r{i}]: https://a.example/{i}\n" for i in range(n)) + "\n[a][r1]\n",
    ),
    "footnotes": ("markdown", 5_000, lambda n: "".join(f"[^{i}]: Note {i}.\n\n" for i in range(n))),
    "table columns": (
        "markdown",
        1_250,
        lambda n: "|" + "a|" * n + "\n|" + "-|" * n + "\n|" + "ginger|" * n + "\n",
    ),
    "table rows": ("markdown", 2_500, lambda n: "|a|b|\n|-|-|\n" + "|ginger|cures colds|\n" * n),
    "one long word": ("text", 100_000, lambda n: "a" * n),
    "spaces": ("text", 50_000, lambda n: "a" + " " * n + "b"),
    "spaces, Markdown": ("markdown", 50_000, lambda n: "a" + " " * n + "b"),
    "spaces, HTML": ("html", 50_000, lambda n: "a" + " " * n + "b"),
    "tabs": ("markdown", 50_000, lambda n: "a" + "\t" * n + "b"),
    "empty lines": ("text", 50_000, lambda n: "a" + "\n" * n + "b"),
    "empty lines, Markdown": ("markdown", 50_000, lambda n: "a" + "\n" * n + "b"),
    "words of one letter": ("text", 50_000, lambda n: "a " * n),
    "numbers": ("text", 25_000, lambda n: "7 " * n),
    "numbers in words": ("text", 15_000, lambda n: "twenty-" * n),
    "digits": ("text", 50_000, lambda n: "7" * n),
    "a long title": (
        "markdown",
        2_000,
        lambda n: "# Pain " + "of a kind " * n + "\n\n" + "It works in 7 days. " * n,
    ),
    "a long lead-in": ("markdown", 2_000, lambda n: "Pain " * n + ":\n\n" + "- Garlic cures cancer.\n" * n),
    "words with dots": ("text", 10_000, lambda n: "pain.Then\u00a0" * n),
    "commas": ("text", 50_000, lambda n: ", " * n),
    "repeated no": ("text", 10_000, lambda n: "no garlic cures " * n + "cancer"),
    "repeated DOI": ("text", 5_000, lambda n: "doi:10.1000/182 (Smith 2001) " * n),
    "author names": ("text", 10_000, lambda n: "(" + "Smith and " * n),
    "open brackets in text": ("text", 25_000, lambda n: "(" * n),
    "emoji": ("text", 25_000, lambda n: "🙂" * n),
    "combining marks": ("text", 50_000, lambda n: "e" + "\u0301" * n),
    "right to left": ("text", 25_000, lambda n: "\u202eשלום " * n),
    "words in capitals": ("text", 10_000, lambda n: "GARLIC CURES " * n),
    "dotted abbreviations": ("text", 25_000, lambda n: "a." * n),
    "sentences without spaces": ("text", 25_000, lambda n: "Cure.It" * n),
    "address": ("text", 50_000, lambda n: "https://a.example/" + "a/" * n),
    "mail": ("text", 25_000, lambda n: "a@" * n),
    "YAML": (
        "markdown",
        2_000,
        lambda n: "---\n" + "".join(f"k{i}: v\n" for i in range(n)) + "---\n\nText.\n",
    ),
    "front matter that never ends": ("markdown", 25_000, lambda n: "---\na: b\n" + "- x\n" * n),
    "ampersands": ("html", 50_000, lambda n: "&" * n),
    "ampersands with letters": ("html", 25_000, lambda n: "&amp" * n),
    "open comments": ("html", 12_500, lambda n: "<!--" * n),
    "open comments, Markdown": ("markdown", 12_500, lambda n: "<!--" * n),
    "comments": ("html", 12_500, lambda n: "<!---->" * n),
    "open declarations": ("html", 12_500, lambda n: "<!a" * n),
    "open processing": ("html", 12_500, lambda n: "<?a" * n),
    "open CDATA": ("html", 12_500, lambda n: "<![CDATA[" * n),
    "open attributes": ("html", 5_000, lambda n: "<p a='" * n),
    "open attributes, double": ("html", 5_000, lambda n: '<p a="' * n),
    "open tags": ("html", 12_500, lambda n: "<a" * n),
    "open tags with space": ("html", 12_500, lambda n: "<a " * n),
    "open end tags": ("html", 12_500, lambda n: "</a" * n),
    "less than": ("html", 25_000, lambda n: "<" * n),
    "attributes": ("html", 12_500, lambda n: "<p " + "a " * n + ">x</p>"),
    "equals": ("html", 12_500, lambda n: "<p a" + "=" * n),
    "script that never ends": ("html", 12_500, lambda n: "<script>" + "</s" * n),
    "scripts": ("html", 12_500, lambda n: "<script></script>" * n),
    "nested elements": ("html", 5_000, lambda n: "<div>" * n + "x"),
    "nested inline elements": ("html", 5_000, lambda n: "<b>" * n + "x"),
    "images": ("html", 5_000, lambda n: "<img alt='garlic cures cancer'>" * n),
    "line breaks": ("html", 12_500, lambda n: "a<br>" * n),
    "HTML in Markdown": ("markdown", 2_500, lambda n: "<p a='\n\n" * n),
    "HTML lines in Markdown": ("markdown", 5_000, lambda n: "<div>garlic</div>\n" * n),
    "brackets": ("markdown", 5_000, lambda n: "[" * n),
    "closing brackets": ("markdown", 5_000, lambda n: "]" * n),
    "brackets, open and closed": ("markdown", 5_000, lambda n: "[" * n + "]" * n),
    "links that never end": ("markdown", 5_000, lambda n: "[a](" * n),
    "links with open titles": ("markdown", 5_000, lambda n: '[a](b "' * n),
    "links in angles": ("markdown", 5_000, lambda n: "[a](<" * n),
    "image openers": ("markdown", 5_000, lambda n: "![" * n),
    "nested images": ("markdown", 1_000, lambda n: "![a" * n + "](b)" * n),
    "asterisks": ("markdown", 5_000, lambda n: "*" * n),
    "asterisks and letters": ("markdown", 5_000, lambda n: "*a" * n),
    "asterisks, open": ("markdown", 5_000, lambda n: "a *b " * n),
    "asterisks and underscores": ("markdown", 5_000, lambda n: "*a_ " * n),
    "bold and italic": ("markdown", 5_000, lambda n: "**a *b " * n),
    "strikes": ("markdown", 5_000, lambda n: "~~a" * n),
    "backticks": ("markdown", 5_000, lambda n: "`" * n),
    "backticks of growing length": (
        "markdown",
        20_000,
        lambda n: "".join("`" * i + "a" for i in range(math.isqrt(2 * n))),
    ),
    "angles": ("markdown", 5_000, lambda n: "<" * n),
    "open tags in Markdown": ("markdown", 5_000, lambda n: "a <b c='" * n),
    "autolinks": ("markdown", 5_000, lambda n: "a <http:" * n),
    "backslashes": ("markdown", 10_000, lambda n: "\\" * n),
    "entities": ("markdown", 10_000, lambda n: "&amp;" * n),
    "ampersands, Markdown": ("markdown", 10_000, lambda n: "&" * n),
    "shortcodes that never end": ("markdown", 5_000, lambda n: "{{< " * n),
    "shortcodes, brackets": ("markdown", 5_000, lambda n: "[aa b=" * n),
    "attribute marks": ("markdown", 5_000, lambda n: "{:" * n),
    "quote marks": ("markdown", 5_000, lambda n: "> a\n" * n),
    "hard breaks": ("markdown", 5_000, lambda n: "a  \n" * n),
    "numbered items": ("markdown", 5_000, lambda n: "".join(f"{i}. a\n" for i in range(n))),
    "setext lines": ("markdown", 5_000, lambda n: "a\n" * n + "===\n"),
    "fences": ("markdown", 5_000, lambda n: "```\n" * n),
    "quotation marks": ("text", 25_000, lambda n: '"' * n),
    "hyphens": ("text", 25_000, lambda n: "-" * n),
    "hyphens and letters": ("text", 25_000, lambda n: "a-" * n),
    "dots": ("text", 25_000, lambda n: "." * n),
    "apostrophes": ("text", 25_000, lambda n: "'" * n),
    "slashes": ("text", 25_000, lambda n: "a/" * n),
    "bars": ("text", 25_000, lambda n: "|" * n),
    "percent": ("text", 25_000, lambda n: "100%" * n),
}


def work(pipe: Connection, media: Media, text: str, repeats: int) -> None:
    """In a process of its own: check the text, send the times."""
    linter = make_linter(Settings())
    check_document(linter, read_text(PROSE, "warm-up", media))
    pipe.send(0.0)
    for _ in range(repeats):
        begun = time.process_time()
        with contextlib.suppress(ReadError):
            check_document(linter, read_text(text, "benchmark", media))
        pipe.send(time.process_time() - begun)


def seconds(media: Media, text: str, repeats: int, limit: float) -> float | None:
    """Return the median time of a text, or None when it is over the limit."""
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=work, args=(there, media, text, repeats))
    process.start()
    there.close()
    times: list[float] = []
    try:
        here.recv()
        while len(times) < repeats and here.poll(limit):
            times.append(here.recv())
    except EOFError:
        pass
    process.kill()
    process.join()
    return statistics.median(times) if times else None


def shown(value: float | None, limit: float) -> str:
    """Return a time as text."""
    return f"> {limit:.0f} s" if value is None else f"{value:.2f} s"


def growth(name: str, repeats: int, limit: float, scale: float) -> bool:
    """Print one line of the table; return whether the growth is linear."""
    media, size, make = CASES[name]
    size = int(size * scale)
    small, large = make(size), make(2 * size)
    one, two = seconds(media, small, repeats, limit), seconds(media, large, repeats, limit)
    ratio = two / one if one and two else float("inf")
    rate = two / len(large.encode()) * MEGABYTE if two else float("inf")
    fine = ratio <= GROWTH or (two is not None and two < 0.5)
    print(
        f"{name:30} {len(large.encode()) / 1000:8.0f} kB {shown(one, limit):>9} {shown(two, limit):>9}"
        f" {ratio:6.2f} {rate:8.1f} s/MB  {'' if fine else 'NOT LINEAR'}",
        flush=True,
    )
    return fine


def one_line(repeats: int, limit: float) -> bool:
    """Print the table of a single line against paragraphs; return whether it holds at 1 MB."""
    ratio = float("inf")
    print(f"{'size':>8} {'paragraphs':>12} {'one line':>10} {'ratio':>6}")
    for size in (250_000, 500_000, MEGABYTE):
        apart = seconds("text", prose(size, "\n\n"), repeats, limit)
        line = seconds("text", prose(size), repeats, limit)
        ratio = line / apart if line and apart else float("inf")
        print(f"{size:8,} {shown(apart, limit):>12} {shown(line, limit):>10} {ratio:6.2f}", flush=True)
    return ratio <= ONE_LINE


def main() -> int:
    """Print both tables; return 1 when something is not linear."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--limit", type=float, default=120.0, help="Seconds after which a case is stopped.")
    parser.add_argument("--scale", type=float, default=1.0, help="Multiplies every size.")
    parser.add_argument("--only", metavar="WORDS", help="Only cases whose name holds these words.")
    options = parser.parse_args()
    fine = options.only is not None or one_line(options.repeats, options.limit)
    print(f"\n{'case':30} {'twice':>11} {'once':>9} {'twice':>9} {'ratio':>6}")
    for name in CASES:
        if options.only is None or options.only in name:
            fine &= growth(name, options.repeats, options.limit, options.scale)
    return 0 if fine else 1


if __name__ == "__main__":
    raise SystemExit(main())
