"""Labels and bands of causal wording, one a line; nouns, orders and purposes that look like it."""

from __future__ import annotations

import pytest

from claimlint.strength import strength


def words(text):
    return text.lower().replace(".", " .").replace(",", " ,").replace("n't", " n't").split()


@pytest.mark.parametrize(
    ("label", "band", "text"),
    [
        ("direct", "direct", "Coffee protects the liver."),
        ("direct", "direct", "Berries ward off colds all winter."),
        ("direct", "direct", "Gout is caused by crystals."),
        ("direct", "direct", "The herb was shown to lower blood sugar."),
        ("conditional", "can", "Coffee can protect the liver."),
        ("conditional", "can", "Late meals could raise blood sugar."),
        ("conditional", "weak", "Coffee may protect the liver."),
        ("conditional", "weak", "The trial suggests that coffee protects the liver."),
        ("correlational", "weak", "Coffee was associated with a lower risk of disease."),
        ("correlational", "weak", "Walkers were less likely to fall."),
        ("none", "none", "Coffee does not protect the liver."),
        ("none", "none", "There was no link between coffee and the liver."),
        ("none", "none", "The causes of gout are many."),
        ("none", "none", "A quick fix for gout is rare."),
        ("none", "none", "He took the pills to lower his blood pressure."),
        ("none", "none", "Lower the salt in your soup."),
        ("none", "none", ""),
    ],
)
def test_label_and_band(label, band, text):
    found = strength(words(text))
    assert (found.label, found.band) == (label, band)


def test_the_strongest_wording_counts_with_its_place():
    tokens = words("Coffee is linked to a healthy liver, and it prevents cancer.")
    found = strength(tokens)
    assert (found.label, found.total, tokens[found.first : found.last + 1]) == ("direct", True, ["prevents"])
    assert not strength(words("Coffee lowers the risk.")).total
