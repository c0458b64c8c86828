"""How well broken sentences are found: labelled pages, the example article, machine translation, sound prose, and time.

Usage: python benchmarks/garble.py ../shared [--write docs/quality.md] [--part pages|example|translation|sound|cascade|time]

Of the labelled pages only sums are shown. Each figure stands beside three baselines: sentence length, trigram surprise (SLOR) and the
share of unknown words; the trigram model counts the prose the detector was trained on.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from ngrams import Trigrams

from claimlint import reading
from claimlint.analysis import analyse
from claimlint.encoder import readings
from claimlint.evaluation.intervals import wilson
from claimlint.garble import flat, garble_of, ratio
from claimlint.linter import check_document
from claimlint.nlp import load_pipeline
from claimlint.prepared import Settings, make_linter
from claimlint.readers import read_file, read_text
from claimlint.rulebase import choose, load_rules

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "training" / "garble"), str(ROOT / "training" / "scripts")]
START, END = "<!-- garble -->", "<!-- /garble -->"
BROKEN = frozenset({"broken-syntax", "wrong-synonym", "word-salad"})
SILENT = frozenset({"list-fragment", "heading", "other"})
RULE, VERDICT = "garble/garbled-sentence", "garble/garbled-document"
DRAWS, SEED = 1000, 3
Unit = tuple[str, int, Mapping[str, float]]  # page, label, score by scorer


def auc(labels: Sequence[int], scores: Sequence[float]) -> float:
    """Return the area under the curve: how often a broken sentence scores above a sound one."""
    order = sorted(range(len(scores)), key=scores.__getitem__)
    ranks, at = [0.0] * len(scores), 0
    while at < len(order):
        end = at
        while end < len(order) and scores[order[end]] == scores[order[at]]:
            end += 1
        for i in order[at:end]:
            ranks[i] = (at + end + 1) / 2
        at = end
    broken = sum(labels)
    return (sum(r for r, y in zip(ranks, labels, strict=True) if y) - broken * (broken + 1) / 2) / (
        broken * (len(labels) - broken)
    )


def recall(labels: Sequence[int], scores: Sequence[float], alarms: float) -> float:
    """Return the share of broken sentences found where that share of sound ones is hit."""
    sound = sorted((s for s, y in zip(scores, labels, strict=True) if not y), reverse=True)
    bar = sound[int(alarms * len(sound))]
    return sum(s > bar for s, y in zip(scores, labels, strict=True) if y) / sum(labels)


def with_interval(
    units: Sequence[Unit], name: str, measure: Callable[[list[int], list[float]], float]
) -> str:
    """Return a figure with its 95 % interval, bootstrapped by page."""
    pages = sorted({page for page, _, _ in units})
    by_page = {page: [u for u in units if u[0] == page] for page in pages}
    chance, drawn = random.Random(SEED), []
    for _ in range(DRAWS):
        some = [u for page in chance.choices(pages, k=len(pages)) for u in by_page[page]]
        if 0 < sum(y for _, y, _ in some) < len(some):
            drawn.append(measure([y for _, y, _ in some], [s[name] for _, _, s in some]))
    drawn.sort()
    value = measure([y for _, y, _ in units], [s[name] for _, _, s in units])
    return f"{value:.2f} ({drawn[int(0.025 * len(drawn))]:.2f}–{drawn[int(0.975 * len(drawn))]:.2f})"


@cache
def trigrams(shared: Path) -> Trigrams:
    """Return the model of the prose the detector was trained on."""
    from public import medquad, openstax, own_pages, treebank

    texts = [
        *medquad(shared / "data/prose/medquad.jsonl.gz"),
        *openstax(shared / "data/prose/openstax.jsonl.gz"),
    ]
    texts += [*own_pages(), *treebank(shared / "data/treebank/ewt-train.conllu.gz")]
    return Trigrams(part for text in texts for part in re.split(r"(?<=[.!?])\s+", text))


def baselines(shared: Path, text: str) -> dict[str, float]:
    """Return what the three baselines say of a sentence; more is more broken."""
    model = trigrams(shared)
    return {
        "length": float(len(text.split())),
        "SLOR": -model.slor(text),
        "unknown words": model.unknown(text),
    }


def units_of(shared: Path, file: Path, labels: Sequence[Mapping[str, Any]]) -> Iterator[Unit]:
    """Yield the labelled stretches of a page that are broken or sound, with the scores of the sentences under them."""
    analysis = analyse(read_file(file), load_pipeline())
    found = garble_of(analysis).scores
    places = [analysis.document.to_source(s.start, s.end) for s in analysis.sentences]
    for row in labels:
        broken = row["kind"] == "garbled" and row["category"] in (BROKEN | {""})
        sound = row["kind"] == "clean" or (row["kind"] == "trap" and row["category"] not in SILENT)
        if not broken and not sound:
            continue
        # A sentence that only reaches into the stretch is not what was labelled.
        under = [
            i
            for i, (low, high) in enumerate(places)
            if 2 * (min(high, row["end"]) - max(low, row["start"]))
            >= min(high - low, row["end"] - row["start"])
        ]
        own = ratio(readings([flat(row["text"])])[0])
        page = max((found.get(i, 0.0) for i in under), default=0.0)
        yield file.name, int(broken), {"sentence": own, "in company": page, **baselines(shared, row["text"])}


def table(units: Sequence[Unit]) -> Iterator[str]:
    """Yield a table of figures by scorer."""
    broken = sum(y for _, y, _ in units)
    yield f"{broken} broken stretches, {len(units) - broken} sound ones, {len({p for p, _, _ in units})} pages:"
    yield ""
    yield "| by | AUC | recall at 3 % false alarms | at 1 % |"
    yield "|---|---|---|---|"
    for name in units[0][2]:
        figures = (
            with_interval(units, name, m)
            for m in (auc, lambda y, s: recall(y, s, 0.03), lambda y, s: recall(y, s, 0.01))
        )
        yield f"| {name} | {' | '.join(figures)} |"


def labelled(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a label file by page."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows.setdefault(row["file"], []).append(row)
    return rows


def linter_of(*patterns: str) -> Any:
    """Return a linter of some rules."""
    return make_linter(Settings(rules=choose(load_rules(), patterns)))


def pages(shared: Path) -> Iterator[str]:
    """Yield how the labelled pages come out."""
    rows = labelled(shared / "eval" / "labels.jsonl")
    yield from table(
        [
            u
            for file, own in sorted(rows.items())
            for u in units_of(shared, shared / "eval" / "pages" / file, own)
        ]
    )
    verdicts: dict[tuple[str, str], int] = {}
    linter = linter_of("garble/garbled-*")
    flagged = {"broken": 0, "sound": 0}
    totals = {"broken": 0, "sound": 0}
    for file, own in sorted(rows.items()):
        report = check_document(linter, read_file(shared / "eval" / "pages" / file))
        whole = next(row for row in own if row["kind"] == "doc")
        kind = (
            "garbled throughout"
            if whole.get("garbled_article")
            else "unreliable"
            if file.startswith("junk")
            else "sound"
        )
        assert report.garble is not None
        verdicts[kind, report.garble["verdict"]] = verdicts.get((kind, report.garble["verdict"]), 0) + 1
        hits = [(f.start, f.end) for f in report.findings if f.rule == RULE]
        for row in own:
            broken = row["kind"] == "garbled" and row["category"] in BROKEN
            sound = row["kind"] == "clean" or (row["kind"] == "trap" and row["category"] not in SILENT)
            if broken or sound:
                name = "broken" if broken else "sound"
                totals[name] += 1
                flagged[name] += any(a < row["end"] and row["start"] < b for a, b in hits)
    yield ""
    yield f"The rule flags {flagged['broken']} of {totals['broken']} broken stretches and {flagged['sound']} of {totals['sound']} sound ones."
    for kind in ("garbled throughout", "unreliable", "sound"):
        own_verdicts = {v: n for (k, v), n in verdicts.items() if k == kind}
        yield f"Pages {kind}: {', '.join(f'{n} {v}' for v, n in sorted(own_verdicts.items()))}."


def example(shared: Path) -> Iterator[str]:
    """Yield how the example article comes out."""
    ((file, own),) = labelled(shared / "seed" / "labels.jsonl").items()
    yield from table(list(units_of(shared, shared / "seed" / file, own)))
    report = check_document(linter_of("garble/garbled-*"), read_file(shared / "seed" / file))
    hits = [(f.start, f.end) for f in report.findings if f.rule == RULE]
    for kind in ("garbled", "clean"):
        spans = [row for row in own if row["kind"] == kind]
        count = sum(any(a < row["end"] and row["start"] < b for a, b in hits) for row in spans)
        yield f"{count} of {len(spans)} {kind} sentences flagged."
    yield f"Verdict: {report.garble}."


def translation(shared: Path) -> Iterator[str]:
    """Yield how poor machine translation is told from good and corrected, on documents kept out of training."""
    from rows import PAIRS, scored

    yield "| pair | poor | good or corrected | AUC | length | SLOR | unknown words |"
    yield "|---|---|---|---|---|---|---|"
    for pair in PAIRS:
        rows = [
            r
            for part in ("train", "dev", "test")
            for r in scored(shared / f"data/mt/mlqe-{part}.jsonl.gz", kept=True)
        ]
        rows = [row for row in rows if row["kind"] == f"mt {pair}"]
        labels = [row["label"] for row in rows]
        own = [ratio(one) for one in readings([flat(row["text"]) for row in rows])]
        others = [baselines(shared, row["text"]) for row in rows]
        figures = [auc(labels, own), *(auc(labels, [o[name] for o in others]) for name in others[0])]
        yield f"| {pair}–en | {sum(labels)} | {len(labels) - sum(labels)} | {' | '.join(f'{f:.2f}' for f in figures)} |"


def sound_texts(shared: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield sound prose no model of the project was trained on: a name, and texts (each a document)."""
    from prose import held_out
    from public import treebank

    for name in ("ewt", "pud"):
        texts = [
            t
            for t in treebank(shared / f"data/treebank/{name}-test.conllu.gz")
            if t[:1].isupper() and t[-1:] in ".!?"
        ]
        yield f"{name.upper()} test", ["\n\n".join(texts[i : i + 25]) for i in range(0, len(texts), 25)]
    for name, key in (("medquad", "{source}/{id}"), ("openstax", "{book}/{module}")):
        with gzip.open(shared / f"data/prose/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        yield name, [row["text"] for row in rows if held_out(key.format(**row))]
    with gzip.open(shared / "data/prose/betahealth.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield "betahealth", [json.loads(line)["markdown"] for line in lines]


def sound(shared: Path) -> Iterator[str]:
    """Yield what the rule flags in sound prose, by thousand sentences judged, with the upper 95 % limit (Wilson)."""
    linter = linter_of("garble/garbled-*")
    yield "| prose | sentences judged | flagged | per 1,000 (upper limit) | texts judged suspect or garbled |"
    yield "|---|---|---|---|---|"
    every = [0, 0, 0, 0]
    for name, texts in sound_texts(shared):
        counts = [0, 0, 0, len(texts)]
        for i, text in enumerate(texts):
            report = check_document(
                linter, read_text(text, f"{name} {i}", "markdown" if name == "betahealth" else "text")
            )
            if report.garble is None:
                continue
            counts[0] += report.garble["scored"]
            counts[1] += report.garble["flagged"]
            counts[2] += report.garble["verdict"] != "clean"
        yield _row(name, counts)
        every = [a + b for a, b in zip(every, counts, strict=True)]
    yield _row("all", every)


def _row(name: str, counts: Sequence[int]) -> str:
    judged, flagged, suspect, texts = counts
    return f"| {name} | {judged} | {flagged} | {1000 * flagged / judged:.2f} ({1000 * wilson(flagged, judged)[1]:.2f}) | {suspect} of {texts} |"


def cascade(shared: Path) -> Iterator[str]:
    """Yield what it costs not to read every sentence: what the rule flags then, and what it flags if all are read."""
    from rows import pages as written

    eval_pages = sorted((shared / "eval" / "pages").glob("*/*"))
    lines = ["\n\n".join(row["text"] for row in page) for _, page in written(kept=True)]
    sets = {
        "labelled pages, example": [
            read_file(file) for file in [*eval_pages, next((shared / "seed").glob("*.txt"))]
        ],
        "written pages kept out": [read_text(text, str(i), "text") for i, text in enumerate(lines)],
    }
    linter = linter_of("garble/garbled-*")
    yield "| texts | sentences | read | flagged if all are read | of these flagged | others flagged |"
    yield "|---|---|---|---|---|---|"
    for name, documents in sets.items():
        counts = [0, 0]
        flagged: list[set[tuple[str, int]]] = []
        for everything in (True, False):
            with patched(everything):
                reports = [check_document(linter, document) for document in documents]
                if not everything:
                    for document in documents:
                        analysis = analyse(document, linter.nlp)
                        counts[0] += len(analysis.prose)
                        counts[1] += len(reading.readings_of(analysis))
            flagged.append({(r.path, f.start) for r in reports for f in r.findings if f.rule == RULE})
        whole, some = flagged
        yield f"| {name} | {counts[0]} | {counts[1] / counts[0]:.2f} | {len(whole)} | {len(whole & some)} | {len(some - whole)} |"


@contextmanager
def patched(everything: bool) -> Iterator[None]:
    """Let the encoder read every sentence, or those it would."""
    kept = reading.FIRST, reading.clears, reading.answers
    if everything:
        reading.FIRST, reading.clears = 1, lambda name, look: False
        reading.answers = lambda asked: list(readings([sentence for sentence, _ in asked]))
    try:
        yield
    finally:
        reading.FIRST, reading.clears, reading.answers = kept


def timed(shared: Path) -> Iterator[str]:
    """Yield the time of the whole tool beside the bare pipeline's (tags and parses) on the same text, in one run."""
    nlp, linter = load_pipeline(), make_linter(Settings())
    texts = [text for _, group in sound_texts(shared) for text in group[::40]]
    documents = [read_text(text, str(i), "text") for i, text in enumerate(texts)]
    check_document(linter, documents[0])
    bare = whole = judged = 0.0
    for document in documents:
        began = time.perf_counter()
        for _ in nlp.pipe(document.block_text(block) for block in document.blocks):
            pass
        bare += time.perf_counter() - began
        began = time.perf_counter()
        analysis = analyse(document, nlp)
        first = time.perf_counter()
        garble_of(analysis)
        judged += time.perf_counter() - first
        began = time.perf_counter()
        check_document(linter, document)
        whole += time.perf_counter() - began
    words = sum(len(text.split()) for text in texts)
    yield f"{len(texts)} texts, {words} words: bare pipeline {bare:.1f} s, garble {judged / bare:.2f} of it, whole tool {whole / bare:.2f} of it."


PARTS: Mapping[str, tuple[str, Callable[[Path], Iterator[str]]]] = {
    "pages": ("Labelled pages", pages),
    "example": ("The example article", example),
    "translation": ("Machine translation", translation),
    "sound": ("Sound prose", sound),
    "cascade": ("What is not read", cascade),
    "time": ("Time", timed),
}


def main() -> None:
    """Measure, print, and write the tables between the marks of a page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("shared", type=Path)
    options.add_argument("--write", type=Path)
    options.add_argument("--part", choices=PARTS, action="append")
    args = options.parse_args()
    lines = []
    for name in args.part or [name for name in PARTS if name != "time"]:
        title, part = PARTS[name]
        for line in (f"#### {title}", "", *part(args.shared), ""):
            print(line, flush=True)
            lines.append(line)
    if args.write:
        text = args.write.read_text(encoding="utf-8")
        before, after = text.partition(START)[0], text.partition(END)[2]
        args.write.write_text(f"{before}{START}\n\n" + "\n".join(lines) + f"\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
