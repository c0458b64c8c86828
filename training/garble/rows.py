"""Rows to train on, from written pages, round trips, human-scored machine translation, damage, and sound prose.

Usage: python rows.py SHARED SOUND.jsonl TRIP.jsonl OUT.jsonl

A row: ``text``; ``wrong`` (ranges of characters that are broken) and ``gap`` (characters before which something is missing);
``label`` (1 broken, 0 sound); ``weight`` (how sure that is; 0 where only the places are to be learnt); ``kind``.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

Row = dict[str, Any]
PAGES = Path(__file__).parent / "data" / "pages"
#: One written page in so many is kept out of training.
KEPT_PAGES = 6
SEED = 11
_TOKEN = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")
#: Machine translation that is taken for broken: human score below, edit rate above; and for sound: score above.
POOR, EDITED, GOOD = 25, 0.6, 85
#: What a translation that is neither weighs in training.
BETWEEN = 0.5
PAIRS = ("si", "ne", "et")
#: A round trip with fewer of its words changed says nothing of the sentence; with more it is surely broken.
CHANGED_NONE, CHANGED_SURE = 0.1, 0.35
#: One document of MLQE-PE in so many is kept out.
KEPT_DOCUMENTS = 4
#: Share of each source of sound text, among what is damaged and what is left alone: plain web prose counts most.
SOURCES = {"own": 0.35, "medquad": 0.2, "openstax": 0.17, "ewt": 0.13, "gum": 0.08, "mlqe": 0.07}
#: Rows of each kind.
DAMAGED, TRIPS, PLAIN = 90_000, 60_000, 60_000


def kept_document(pair: str, document: str) -> bool:
    """Whether a document of MLQE-PE is kept out of training."""
    return random.Random(f"{pair}/{document}").randrange(KEPT_DOCUMENTS) == 0


def pages(kept: bool) -> Iterator[tuple[str, list[Row]]]:
    """Yield each written page, its name and its rows in order: the kept-out ones, or those for training."""
    for path in sorted(PAGES.glob("*.txt")):
        for page in path.read_text(encoding="utf-8").split("=== ")[1:]:
            head, *lines = page.splitlines()
            name = f"{path.stem}: {head.strip()}"
            if (int(hashlib.sha256(name.encode()).hexdigest(), 16) % KEPT_PAGES == 0) == kept:
                yield name, [written(line, path.stem.split("_")[0]) for line in lines if line.strip()]


def written(line: str, style: str) -> Row:
    """Return the row of a written line: ``- sound``, or ``+`` and a letter, ``broken ||| sound``."""
    mark, _, rest = line.partition(" ")
    broken, _, sound = rest.partition(" ||| ")
    if mark[0] != "+":
        return plain(rest.strip(), f"written {style}")
    return pair(broken.strip(), sound.strip(), f"written {style} {mark[1:2]}")


def plain(text: str, kind: str) -> Row:
    """Return the row of a sound sentence."""
    return {"text": text, "wrong": [], "gap": [], "label": 0, "weight": 1.0, "kind": kind}


def pair(broken: str, sound: str, kind: str) -> Row:
    """Return the row of a broken sentence, its places found by comparing it with the sound one."""
    theirs, ours = list(_TOKEN.finditer(broken)), list(_TOKEN.finditer(sound))
    match = SequenceMatcher(
        None, [t[0].lower() for t in theirs], [t[0].lower() for t in ours], autojunk=False
    )
    wrong, gap = [], []
    for op, low, high, _, _ in match.get_opcodes():
        if op in ("replace", "delete"):
            wrong += [list(t.span()) for t in theirs[low:high]]
        elif op == "insert" and low < len(theirs):
            gap.append(theirs[low].start())
    return {"text": broken, "wrong": wrong, "gap": gap, "label": 1, "weight": 1.0, "kind": kind}


def trips(path: Path) -> Iterator[tuple[Row, Row]]:
    """Yield round trips with their sound twins."""
    for line in path.read_text(encoding="utf-8").splitlines():
        given = json.loads(line)
        row = pair(_cased(given["broken"], given["sound"]), given["sound"], "trip")
        share = (len(row["wrong"]) + len(row["gap"])) / max(1, len(_TOKEN.findall(row["text"])))
        row["weight"] = round(min(1.0, max(0.0, (share - CHANGED_NONE) / (CHANGED_SURE - CHANGED_NONE))), 2)
        yield row, plain(given["sound"], "trip")


def _cased(broken: str, sound: str) -> str:
    """Return the broken sentence with capitals only where the sound one has them: translators leave odd ones."""
    capital = {w for w in re.findall(r"\w+", sound) if not w.islower()}
    text = re.sub(r"(?<=\s)[A-Z][a-z]+", lambda m: m[0] if m[0] in capital else m[0].lower(), broken)
    return text[:1].upper() + text[1:]


def scored(path: Path, kept: bool) -> Iterator[Row]:
    """Yield machine translation by its human scores and tags: poor output, good output, corrections of both.

    For training also what lies between, with a ``goal`` by its score and less weight.
    """
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows:
        if row["pair"][:2] not in PAIRS or kept_document(row["pair"], row["doc"]) != kept:
            continue
        kind = f"mt {row['pair'][:2]}"
        poor, good = row["da"] < POOR and row["hter"] > EDITED, row["da"] > GOOD
        if poor:
            yield {**_tagged(row), "kind": kind}
        elif good:
            yield plain(row["mt_text"], kind)
        elif not kept:
            goal = round(min(0.95, max(0.05, 1.1 - row["da"] / 80)), 2)
            yield {**_tagged(row), "kind": kind, "goal": goal, "weight": BETWEEN}
        if (poor or good) and row["pe_text"] != row["mt_text"]:
            yield plain(row["pe_text"], kind)


def _tagged(row: Row) -> Row:
    """Return the row of a machine translation, its tags placed in the detokenised text."""
    text, at, wrong, gap = row["mt_text"], 0, [], []
    missing = set(row["gap_bad"])
    for index, (word, tag) in enumerate(zip(row["mt"].split(), row["tags"].split(), strict=True)):
        found = text.find(word, at)
        if found < 0:
            continue
        at = found + len(word)
        if tag == "BAD":
            wrong.append([found, at])
        if index in missing:
            gap.append(found)
    return {"text": text, "wrong": wrong, "gap": gap, "label": 1, "weight": 1.0}


def drawn(sound: Sequence[Row], count: int, chance: random.Random) -> list[Row]:
    """Return rows of public.py, as many of each source as SOURCES says."""
    weights = {name: share / sum(row["source"] == name for row in sound) for name, share in SOURCES.items()}
    return chance.choices(sound, [weights[row["source"]] for row in sound], k=count)


def damage_rows(sound: Sequence[Row], phrases: Path, count: int) -> Iterator[tuple[Row, Row]]:
    """Yield damaged sentences with their sound twins."""
    from damage import Damage, damaged

    tool = Damage(phrases, SEED)
    others = drawn(sound, count, tool.chance)
    for twin, other in zip(drawn(sound, count, tool.chance), others, strict=True):
        if (done := damaged(tool, twin["tokens"], other["tokens"])) is None:
            continue
        text, wrong, gap = "", [], []
        for word, _, space, mark in done[0]:
            if mark == "w":
                wrong.append([len(text), len(text) + len(word)])
            elif mark == "g":
                gap.append(len(text))
            text += word + (" " if space else "")
        kind = "damage " + "+".join(done[1])
        weight = 1.0 if len(wrong) + len(gap) > 1 else 0.6
        row = {"text": text.strip(), "wrong": wrong, "gap": gap, "label": 1, "weight": weight, "kind": kind}
        yield row, plain(joined(twin), "damage")


def joined(row: Row) -> str:
    """Return the text of a row of public.py."""
    return "".join(word + (" " if space else "") for word, _, space in row["tokens"]).strip()


def main() -> None:
    """Write the rows, mixed."""
    shared, sound_path, trip_path, out = map(Path, sys.argv[1:])
    chance = random.Random(SEED)
    with sound_path.open(encoding="utf-8") as lines:
        sound = [json.loads(line) for line in lines]
    rows = [row for _, page in pages(kept=False) for row in page]
    rows += scored(shared / "mt/mlqe-train.jsonl.gz", kept=False)
    for twins in (trips(trip_path), damage_rows(sound, shared / "spun/tortured.tsv", DAMAGED)):
        both = list(twins)
        chance.shuffle(both)
        rows += [row for pair_ in both[: TRIPS if both[0][0]["kind"] == "trip" else DAMAGED] for row in pair_]
    rows += [plain(joined(row), f"plain {row['source']}") for row in drawn(sound, PLAIN, chance)]
    chance.shuffle(rows)
    with out.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
