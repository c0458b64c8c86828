"""What is taken out of a sound article is missed, and what is put back in other words is found again."""

from __future__ import annotations

import pytest

from claimlint.linter import check_document
from claimlint.readers import media_of, read_text
from tests.conftest import SAMPLES

FLAGS, DISCLAIMER, AUTHOR = (
    "safety/missing-red-flag-advice", "disclaimers/missing-medical-disclaimer", "trust/missing-author",
)  # fmt: skip

#: (sample, rule, first and last words of what is cut, what is put in its place in other words)
CASES = [
    (
        "health-service-page.md",
        FLAGS,
        ("## When to see a GP", "Do not drive yourself.\n"),
        "If you can no longer feel the skin between your legs, wet yourself, or both legs go weak, go to A&E straight away.",
    ),
    (
        "../formats/honey-for-a-cough.md",
        FLAGS,
        ("See a doctor if the cough", "chest pain."),
        "Dial 112 for anyone who coughs and turns blue at the lips, and see your GP when you bring up blood.",
    ),
    (
        "health-service-page.md",
        DISCLAIMER,
        ("## Medical disclaimer", "your own doctor."),
        "What you read on this site is meant for education, and cannot take the place of a consultation with your clinician.",
    ),
    (
        "medicine-leaflet.txt",
        DISCLAIMER,
        ("This leaflet is general information.", "or pharmacist."),
        "Nothing on this page is intended as medical advice; treat it as information, not as a diagnosis by a doctor.",
    ),
    (
        "medicine-leaflet.txt",
        DISCLAIMER,
        ("This leaflet is general information.", "or pharmacist."),
        "For information only.",
    ),
    (
        "medicine-leaflet.txt",
        AUTHOR,
        ("By Ines Kowalski, pharmacist. Last", "January 2025"),
        "Text: Ines Kowalski\n\nReviewed by J. Marsh, MD, on 14 January 2025",
    ),
]  # fmt: skip


def rules_in(linter, name: str, text: str) -> set[str]:
    return {f.rule for f in check_document(linter, read_text(text, name, media_of(name))).findings}


@pytest.mark.parametrize(
    ("sample", "rule", "cut", "reworded"), CASES, ids=[f"{c[1]} in {c[0]}" for c in CASES]
)
def test_cut_and_put_back_in_other_words(linter, sample, rule, cut, reworded):
    text = (SAMPLES / "clean" / sample).read_text(encoding="utf-8")
    start = text.index(cut[0])
    end = text.index(cut[1], start) + len(cut[1])
    assert rule not in rules_in(linter, sample, text)
    assert rule in rules_in(linter, sample, text[:start] + text[end:])
    assert rule not in rules_in(linter, sample, text[:start] + reworded + text[end:])
