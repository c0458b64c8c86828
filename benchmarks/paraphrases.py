"""How well the program knows what an article must carry, in sentences written without sight of its wordings, with 95 % intervals (Wilson 1927).

Usage: python benchmarks/paraphrases.py [--write docs/quality.md] [--wrong CONCEPT]

Each line has a concept, a label, a style and a text: half say it, half are near misses that share its words. The held-out files are not looked at while wordings
are mended, only their figures: ``held-out.jsonl`` (forum, colloquial, old-fashioned, second-language voices, in which other writers wrote rows for training later on) and
``held-out-2.jsonl`` (podcasts, newsletters, chats, readers' letters: manners that no other row has). ``--wrong`` lists what is judged wrong of ``development.jsonl`` only. What the texts say of studies and people is not checked.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from claimlint.evaluation.intervals import wilson
from claimlint.facts import facts_of
from claimlint.linter import analysed
from claimlint.prepared import Linter, Settings, make_linter
from claimlint.readers import read_text
from claimlint.rulebase import choose, load_rules
from claimlint.weighing import find

FOLDER = Path(__file__).parent / "paraphrases"
FILES = ("development", "held-out", "held-out-2")
START, END = "<!-- paraphrases -->", "<!-- /paraphrases -->"
RULES = ("structure/sales-pitch-in-health-info", "safety/missing-red-flag-advice")
#: Home care that sends nobody anywhere, for a page on the topic of a warning sign.
FILLER = (
    "Many people have {topic} now and then, and {topic} is seldom a sign of something bad. Rest for a day or two when the {topic} begins. Drink enough "
    "water, and eat light meals. Keep the room warm in the evening. Try a short walk in the morning, and sleep with a soft pillow. Avoid heavy work "
    "while the {topic} lasts. Write down when it starts and when it ends, so that you learn what brings it on. Use a warm cloth for ten minutes. "
    "Take a bath before bed, and avoid coffee late in the day."
)


def page(linter: Linter, *paragraphs: str, title: str = "Notes on health") -> Any:
    """Return the analysis of a page with these paragraphs."""
    text = (
        "\n\n".join((f"# {title}", *paragraphs, "The notes go on here with plain text about sleep and food."))
        + "\n"
    )
    return analysed(linter, read_text(text, "row.md", "markdown"))


def fact(name: str, linter: Linter, row: Mapping[str, Any]) -> bool:
    """Whether a fact of the document holds on a page with a row."""
    return bool(getattr(facts_of(page(linter, row["text"])), name))


def byline(linter: Linter, row: Mapping[str, Any]) -> bool:
    """Whether a row names who answers for the page, or its date."""
    facts = facts_of(page(linter, row["text"]))
    return facts.has_author or facts.has_author_or_date


def selling(linter: Linter, row: Mapping[str, Any]) -> bool:
    """Whether a row sells."""
    analysis = page(linter, row["text"])
    return facts_of(analysis).commercial_intent or any(f.rule == RULES[0] for f in find(linter, analysis)[0])


def red_flags(linter: Linter, row: Mapping[str, Any]) -> bool | None:
    """Whether a row is the advice that a page on its topic lacks without it; None for a topic on which none is asked for."""
    title, filler = f"Help with {row['topic']}", FILLER.format(topic=row["topic"])
    without, given = (page(linter, *parts, title=title) for parts in ((filler,), (filler, row["text"])))
    lacks, still = (any(f.rule == RULES[1] for f in find(linter, one)[0]) for one in (without, given))
    return not still if lacks else None


CONCEPTS: Mapping[str, Callable[[Linter, Mapping[str, Any]], bool | None]] = {
    "disclaimer": partial(fact, "has_medical_disclaimer"),
    "professional": partial(fact, "advises_professional"),
    "citation": partial(fact, "has_citations"),
    "byline": byline,
    "selling": selling,
    "red-flags": red_flags,
}


def share(hits: int, total: int) -> str:
    """Return hits of total with its 95 % interval."""
    if not total:
        return "–"
    low, high = wilson(hits, total)
    return f"{hits}/{total} = {hits / total:.2f} ({low:.2f}–{high:.2f})"


def measure(linter: Linter, rows: Sequence[Mapping[str, Any]], wrong: str = "") -> Iterator[str]:
    """Yield a table of precision and recall by concept; print what is judged wrong of one."""
    yield "| concept | precision | recall | not judged |"
    yield "|---|---|---|---|"
    for concept, judge in CONCEPTS.items():
        judged = [(row, judge(linter, row)) for row in rows if row["concept"] == concept]
        known = [(row, said) for row, said in judged if said is not None]
        right = sum(row["label"] for row, said in known if said)
        found, true = sum(bool(said) for _, said in known), sum(row["label"] for row, _ in known)
        yield f"| {concept} | {share(right, found)} | {share(right, true)} | {len(judged) - len(known)} |"
        for row, said in judged if concept == wrong else ():
            if said is None or said != row["label"]:
                print(
                    f"{'missed' if row['label'] else 'taken for it'} [{row['topic']}] {said}: {row['text']}"
                )


def main() -> None:
    """Measure both files; write the tables into a page when asked to."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", type=Path)
    options.add_argument("--wrong", choices=list(CONCEPTS), default="")
    args = options.parse_args()
    linter = make_linter(Settings(choose(load_rules(), RULES)))
    lines: list[str] = []
    for name in FILES:
        rows = [
            json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        ]
        table = measure(linter, rows, args.wrong if name == "development" else "")
        lines += [f"`{name}`, {len(rows)} texts:", "", *table, ""]
    report = "\n".join(lines)
    print(report)
    if args.write:
        text = args.write.read_text(encoding="utf-8")
        before, after = text.partition(START)[0], text.partition(END)[2]
        args.write.write_text(f"{before}{START}\n{report}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
