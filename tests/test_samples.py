"""Whole articles: the clean ones pass, the flawed ones are caught at their words."""

from __future__ import annotations

import pytest

from claimlint.linter import check_path
from tests.conftest import SAMPLES

CLEAN = sorted((SAMPLES / "clean").iterdir())


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.name)
def test_clean_samples_have_no_error_and_no_warning(linter, path):
    report = check_path(linter, path)
    assert report.error is None
    assert [f"{f.rule}: {f.excerpt}" for f in report.findings if f.severity != "info"] == []


def rules_of(linter, name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finding in check_path(linter, SAMPLES / "flawed" / name).findings:
        found.setdefault(finding.rule, []).append(finding.excerpt)
    return found


def test_the_hype_page(linter):
    found = rules_of(linter, "hype-page.html")
    assert "in 9 Seconds" in found["claims/implausible-time-to-effect"]
    assert "cures migraine" in found["claims/cure-claim"]
    assert {"100% safe", "no side effects"} <= set(found["claims/absolute-safety"])
    assert "clinically proven" in found["evidence/clinically-proven-uncited"]
    assert "throw away your tablets" in found["safety/stop-medication-advice"]
    assert {"disclaimers/missing-medical-disclaimer", "trust/missing-references"} <= set(found)


def test_the_calm_remedy_page(linter):
    found = rules_of(linter, "calm-remedy-page.md")
    assert "cures tension headaches" in found["claims/cure-claim"]
    assert "lowers blood pressure" in found["claims/serious-disease-claim"]
    assert {
        "safety/missing-red-flag-advice",
        "disclaimers/missing-see-a-professional",
        "trust/missing-references",
    } <= set(found)


def test_the_machine_translated_article(linter):
    found = rules_of(linter, "machine-translated-article.txt")
    assert found["structure/title-promise-not-in-body"] == ["In 5 Minutes"]
    assert "Leave a Reply" in found["structure/boilerplate-residue"]
    assert len(found["garble/casing-punctuation-damage"]) >= 15


def test_the_shop_page(linter):
    found = rules_of(linter, "supplement-shop-page.html")
    assert {"FDA-approved"} == set(found["disclaimers/fda-approved-misuse"])
    assert "my arthritis was gone" in found["evidence/testimonial-as-evidence"]
    assert {"claims/cure-all", "claims/better-than-medicine", "disclaimers/results-not-typical-only"} <= set(
        found
    )
    assert {"trust/fear-or-urgency-selling", "claims/natural-means-safe", "safety/exceed-dose-advice"} <= set(
        found
    )


def test_the_weight_loss_list(linter):
    found = rules_of(linter, "weight-loss-listicle.md")
    assert found["claims/weight-loss-rate"] == ["12 pounds in a week", "10 kg in a month"]
    assert found["garble/stutter-repeat"] == ["the the"]
    assert {
        "structure/keyword-stuffing",
        "structure/clickbait-title",
        "claims/chronic-reversal-claim",
    } <= set(found)


def test_the_cancer_blog(linter):
    found = rules_of(linter, "alternative-cancer-blog.txt")
    assert found["safety/hazardous-substance-advice"] == ["apricot kernels", "black salve"]
    assert found["safety/replace-treatment-advice"] == ["instead of chemotherapy"]
    assert {"safety/delay-care-advice", "safety/stop-medication-advice", "trust/conspiracy-framing"} <= set(
        found
    )
