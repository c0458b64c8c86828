"""The boxes above an article: how it reads, whether it is broken, what it says of itself, what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from claimlint.finding import SEVERITIES
from claimlint.reports.html.safe import address
from claimlint.reports.summary import NOUNS, plural

FIGURES = (
    ("flesch_kincaid_grade", "Flesch–Kincaid grade"),
    ("smog_index", "SMOG index"),
    ("coleman_liau_index", "Coleman–Liau index"),
    ("automated_readability_index", "Automated readability index"),
    ("flesch_reading_ease", "Flesch reading ease (0 hard to 100 easy)"),
)
#: What readers look for first, in few words, where it is there and where it is not.
LOOKED_FOR = {
    "Author": ("author", "no author"),
    "Published": ("date", "no date"),
    "Medical disclaimer": ("disclaimer", "no disclaimer"),
    "Sends readers to a professional": ("sends to a professional", "sends to no professional"),
    "Sources cited": ("sources", "no sources"),
}
VERDICTS = {
    "clean": "No sign that the text is broken",
    "suspect": "Some of the text may be broken",
    "garbled": "The text is broken throughout",
}


def readability(found: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the reading grade, whether it is what is asked for, and the figures it is made from."""
    if not found:
        return {
            "grade": None,
            "says": "Not measured: grades are made for English.",
            "figures": [],
            "met": None,
        }
    target = found.get("target") or {}
    says, met = _asked(target, found["reliable"])
    return {
        "grade": found["consensus_grade"],
        "met": met,
        "says": says,
        "figures": [(name, found[key]) for key, name in FIGURES if key in found],
    }


def _asked(target: Mapping[str, Any], reliable: bool) -> tuple[str, bool | None]:
    if not reliable:
        return "Not reliable: the text is too short or broken for grades to mean anything.", None
    grade = target.get("grade")
    if grade is None:
        return "No grade is asked for these readers.", None
    readers = f"{target.get('audience', '')} readers".strip()
    if target.get("met"):
        return f"Target met: at most grade {grade} for {readers}.", True
    return f"Target missed: at most grade {grade} for {readers}.", False


def garble(found: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the verdict on broken sentences, in words."""
    if not found:
        return {"verdict": None, "says": "Not judged: only English is."}
    judged = plural(found["scored"], "sentence")
    return {
        "verdict": found["verdict"],
        "says": VERDICTS.get(found["verdict"], found["verdict"]) + ".",
        "counts": f"{found['flagged']} of {judged} reported as broken.",
        "score": f"A sentence is broken with a probability of {100 * found['score']:.0f} %, on average.",
    }


def facts(document: Mapping[str, Any] | None) -> list[tuple[str, Any, str]]:
    """Return what the article says of itself, and what is missing: name, value and "yes", "no" or "".

    What a history does not keep is left out.
    """
    if not document:
        return []
    topics = ", ".join(f"{topic['term']} ({topic['kind']})" for topic in document.get("topics", ())[:6])
    url = document["url"]
    return [
        *_named("Author", document["author"]),
        *_named("Published", document["published"]),
        *_named("Updated", document["updated"], needed=False),
        *([("Address", {"text": url, "url": address(url)}, "")] if url else []),
        *_named("Section", document["section"], needed=False),
        ("Language", document["language"] or "unknown", ""),
        *([("About", topics or "no health topic found", "")] if "topics" in document else []),
        *_whether("Medical disclaimer", document.get("has_medical_disclaimer")),
        *_whether("Sends readers to a professional", document.get("advises_professional")),
        *_whether("Sources cited", document.get("has_citations")),
        *([("Kind", _kind(document), "")] if "debunking" in document else []),
    ]


def said(facts: Sequence[tuple[str, Any, str]]) -> list[tuple[str, str]]:
    """Return in few words what readers look for first, each with "yes" or "no"."""
    return [(LOOKED_FOR[name][kind == "no"], kind) for name, _, kind in facts if name in LOOKED_FOR]


def _kind(document: Mapping[str, Any]) -> str:
    kinds = [
        words
        for key, words in (("commercial_intent", "sells something"), ("debunking", "refutes claims"))
        if document[key]
    ]
    return ", ".join(kinds) or "neither sells nor refutes claims"


def _named(name: str, value: str | None, *, needed: bool = True) -> list[tuple[str, Any, str]]:
    if value:
        return [(name, value, "yes" if needed else "")]
    return [(name, "not found", "no")] if needed else []


def _whether(name: str, has: bool | None) -> list[tuple[str, str, str]]:
    said = "yes" if has else "no"
    return [] if has is None else [(name, said, said)]


def counts(shown: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return how many findings there are, by severity and family."""
    live = [one for one in shown if not one["suppressed"]]
    severities = Counter(one["severity"] for one in live)
    families = Counter(one["family"] for one in live)
    return {
        "severities": [(name, plural(severities[name], NOUNS[name])) for name in SEVERITIES],
        "families": sorted(families.items()),
        "suppressed": len(shown) - len(live),
        "total": len(live),
    }
