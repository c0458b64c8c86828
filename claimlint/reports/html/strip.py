"""The strip along the text: how likely each sentence is broken, and how hard each section is to read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from claimlint.finding import SEVERITIES

#: Length of the strip for the whole text, and breadth of a lane, in units of the drawing.
LENGTH, BREADTH = 1000, 100
#: The school year at which a bar is full.
GRADES = 18
#: From which probability on a sentence counts as likely broken, as in ``garble.py``.
LIKELY = 0.5
#: Sentences that the table names.
NAMED = 5


def strip(file: Mapping[str, Any], shown: Sequence[Mapping[str, Any]], prefix: str) -> dict[str, Any] | None:
    """Return what is drawn along a text, and the same as rows of tables; None where there is nothing to draw."""
    size = len(file["text"])
    sentences = [s for s in file.get("sentences") or () if s["garble"] is not None and _has(s)]
    readability = file["readability"] or {}
    sections = [s for s in readability.get("sections", ()) if _has(s)]
    if not size or not (sentences or sections):
        return None
    starts = sorted(block["start"] for block in file["blocks"])
    likely = [s for s in sentences if s["garble"] >= LIKELY]
    unlikely = [s for s in sentences if s["garble"] < LIKELY]
    place = _Place(file["text"], starts, prefix)
    grade = (readability.get("target") or {}).get("grade")
    return {
        "size": size,
        "garble": [_bar(s, s["garble"], size) for s in unlikely],
        "broken": [_bar(s, s["garble"], size) for s in likely],
        "grade_bars": _grade_bars(sections, grade, size),
        "target": None if grade is None else {"grade": grade, "at": round(BREADTH * min(grade / GRADES, 1), 1)},
        "ticks": _ticks(shown, size),
        "grades": GRADES,
        "sections": [_section(s, sentences, place) for s in sections],
        "hardest": [{**place.of(s), "grade": s["grade"], "words": s["words"]} for s in readability.get("hardest", ()) if _has(s)],
        "likely": [
            {**place.of(s), "percent": round(100 * s["garble"])}
            for s in sorted(likely, key=lambda s: (-s["garble"], s["text_start"]))[:NAMED]
        ],
        "judged": len(sentences),
        "flagged": len(likely),
    }  # fmt: skip


def _has(part: Mapping[str, Any]) -> bool:
    return part.get("text_start") is not None


def _share(section: Mapping[str, Any]) -> float:
    return float(min(max(section["consensus_grade"], 0) / GRADES, 1))


def _grade_bars(
    sections: Sequence[Mapping[str, Any]], grade: float | None, size: int
) -> list[tuple[str, list[tuple[float, float, float]]]]:
    """Return the bars of sections by how they are drawn: above the target or not, pale where grades cannot be relied on."""
    bars: dict[str, list[tuple[float, float, float]]] = {}
    for section in sections:
        name = ("hard" if _hard(section, grade) else "easy") + ("" if section["reliable"] else " pale")
        bars.setdefault(name, []).append(_bar(section, _share(section), size))
    return sorted(bars.items())


def _hard(section: Mapping[str, Any], grade: float | None) -> bool:
    return grade is not None and section["consensus_grade"] > grade


def _bar(part: Mapping[str, Any], share: float, size: int) -> tuple[float, float, float]:
    """Return where a bar begins along the text, how long it is there, and how far it reaches across."""
    low, high = LENGTH * part["text_start"] / size, LENGTH * part["text_end"] / size
    return round(low, 2), round(max(high - low, 0.4), 2), round(BREADTH * share, 1)


def _ticks(shown: Iterable[Mapping[str, Any]], size: int) -> list[tuple[str, list[float]]]:
    """Return where findings stand, by severity, the milder first, so that the graver are drawn over them."""
    places: dict[str, set[float]] = {severity: set() for severity in reversed(SEVERITIES)}
    for one in shown:
        if one["placed"] and not one["suppressed"]:
            places[one["severity"]].add(round(LENGTH * one["finding"]["text_start"] / size, 1))
    return [(severity, sorted(found)) for severity, found in places.items() if found]


def _section(
    section: Mapping[str, Any], sentences: Sequence[Mapping[str, Any]], place: _Place
) -> dict[str, Any]:
    low, high = section["text_start"], section["text_end"]
    inside = [s for s in sentences[_at(sentences, low) : _at(sentences, high)]]
    return {
        "heading": section["heading"] or "Before the first heading",
        "to": place.block(low),
        "words": section["words"],
        "grade": section["consensus_grade"],
        "reliable": section["reliable"],
        "judged": len(inside),
        "likely": sum(s["garble"] >= LIKELY for s in inside),
    }


def _at(sentences: Sequence[Mapping[str, Any]], place: int) -> int:
    return bisect_right(sentences, place - 1, key=lambda sentence: sentence["text_start"])


class _Place:
    """The words and the block of a sentence."""

    def __init__(self, text: str, starts: Sequence[int], prefix: str) -> None:
        self._text, self._starts, self._prefix = text, starts, prefix

    def block(self, at: int) -> str:
        return f"{self._prefix}{max(bisect_right(self._starts, at) - 1, 0)}"

    def of(self, sentence: Mapping[str, Any]) -> dict[str, Any]:
        text = self._text[sentence["text_start"] : sentence["text_end"]]
        return {"text": " ".join(text.split()), "to": self.block(sentence["text_start"])}
