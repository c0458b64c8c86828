from __future__ import annotations

from dataclasses import replace

import pytest

from claimlint.api import check_paths
from claimlint.errors import ReadError
from claimlint.finding import fingerprint, milder, softer
from claimlint.linter import check_document, check_text, rule_url
from claimlint.precedence import PRECEDENCE
from claimlint.prepared import Settings
from claimlint.readers import read_text
from claimlint.rulebase import choose, load_rules


def only(rule: str, **settings) -> Settings:
    return Settings(choose(load_rules(), [rule]), **settings)


def test_check_text_is_the_public_way_in():
    report = check_text(
        "# A balm\n\nThis balm is **100% safe**.\n", media="markdown", name="balm.md", settings=only("claims")
    )
    (finding,) = report.findings
    assert (finding.path, finding.line, finding.column) == ("balm.md", 3, 16)
    assert finding.excerpt == "100% safe"
    assert finding.references and finding.fix


def test_check_paths_reports_the_unread_beside_the_read(tmp_path):
    good, gone = tmp_path / "a.txt", tmp_path / "gone.txt"
    good.write_text("Wax is normal.")
    report = check_paths([gone, good], only("claims"))
    assert [file.path for file in report.files] == [str(good), str(gone)]
    assert [file.error.code for file in report.unread if file.error] == ["missing-file"]


def test_progress_is_told_of_every_file(tmp_path):
    paths = [tmp_path / f"{n}.txt" for n in range(3)]
    for path in paths:
        path.write_text("Fine.")
    seen = []
    check_paths(paths, only("claims"), progress=seen.append)
    assert seen == paths


def test_fingerprints_stay_when_lines_or_markup_move():
    settings = only("claims/absolute-safety")
    plain = check_text("Balm\n\nIt is 100% safe.", settings=settings).findings
    moved = check_text("# Balm\n\n\n\n\nIt is *100%\nsafe*.", media="markdown", settings=settings).findings
    assert [f.fingerprint for f in plain] == [f.fingerprint for f in moved]


def test_fingerprints_tell_repeats_and_rules_apart():
    findings = check_text("It is 100% safe. Yes, it is 100% safe.", settings=only("claims")).findings
    assert len({f.fingerprint for f in findings}) == 2
    assert fingerprint("a/b", "x", 1) != fingerprint("a/c", "x", 1)
    assert fingerprint("a/b", " X\n y", 1) == fingerprint("a/b", "x y", 1)


def test_findings_come_in_order(linter):
    text = (
        "Get rid of back pain in 7 seconds\n\nThe balm is 100% safe. It is clinically proven. It cures gout."
    )
    findings = check_document(linter, read_text(text, "x", "text")).findings
    assert [(f.start, f.rule) for f in findings] == sorted((f.start, f.rule) for f in findings)


def test_overlapping_claims_give_one_finding_that_names_the_other(linter):
    text = "Garlic\n\nGarlic is a cure for cancer that works."
    found = [
        f
        for f in check_document(linter, read_text(text, "x", "text")).findings
        if f.rule.startswith("claims")
    ]
    assert [f.rule for f in found] == ["claims/serious-disease-claim"]
    assert found[0].data["related"] == ["claims/cure-claim", "evidence/unsupported-efficacy-claim"]


def test_precedence_names_families_and_rules_that_exist():
    known = {rule.id for rule in load_rules()} | {rule.family for rule in load_rules()} | {"causality"}
    assert set(PRECEDENCE) <= known


def test_severities_move_one_step():
    assert [softer(s) for s in ("error", "warning", "info")] == ["warning", "info", "info"]
    assert milder("error", "info") == "info" and milder("warning", "error") == "warning"


def test_a_profile_changes_or_switches_off_a_rule():
    rule = choose(load_rules(), ["claims/absolute-safety"])[0]
    selling = "Balm\n\nIt is 100% safe. Our formula costs $20. Order now."
    for override, severities in (("warning", ["warning"]), ("off", []), ("error", ["error"])):
        report = check_text(selling, settings=Settings((replace(rule, profiles={"commercial": override}),)))
        assert report.files[0].profile == "commercial"
        assert [f.severity for f in report.findings] == severities
    plain = check_text(
        "It is 100% safe.", settings=Settings((replace(rule, profiles={"commercial": "off"}),))
    )
    assert (plain.files[0].profile, len(plain.findings)) == ("editorial", 1)


def test_lists_of_a_page_that_sells_are_read_as_its_claims(linter):
    items = "<ul><li>Normalizes Blood Pressure</li><li>Lowers cholesterol</li></ul>"
    shop = "<p>Our formula costs $20. Order now.</p>"
    for page, count in ((items + shop, 2), (items, 0)):
        findings = check_document(linter, read_text(f"<h1>Page</h1>{page}", "x", "html")).findings
        assert sum(f.rule == "claims/serious-disease-claim" for f in findings) == count


def test_softeners_do_not_stack():
    text = "Myths about gout\n\nMay it perhaps cure gout, as sellers say?"
    assert [f.severity for f in check_text(text, settings=only("claims/cure-claim")).findings] in (
        ["warning"],
        [],
    )


def test_density_weighs_errors_and_warnings():
    report = check_text("Balm\n\n" + "word " * 96 + "It is 100% safe.", settings=only("claims"))
    file = report.files[0]
    assert file.density == pytest.approx(1000 * 5 / file.words, abs=0.1)


def test_a_rule_links_to_its_first_standard():
    rule = choose(load_rules(), ["claims/cure-claim"])[0]
    assert rule_url(rule).startswith("https://www.ecfr.gov")


def test_navigation_hides_claims_but_shows_disclaimers(linter):
    advice = (
        "<p>Rub ginger on the knee to ease the pain. Drink nettle tea for the pain. Take a walk. Rest the knee. See a doctor.</p>"
        * 6
    )
    footer = "<footer><p>Cures gout. This page is for information only and is no substitute for medical advice.</p></footer>"
    findings = check_document(linter, read_text(f"<h1>Knee pain</h1>{advice}{footer}", "x", "html")).findings
    assert not [
        f for f in findings if f.rule in ("claims/cure-claim", "disclaimers/missing-medical-disclaimer")
    ]


def test_an_error_reads_as_what_where_and_what_to_do():
    assert (
        str(ReadError("missing-file", "There is no such file.", "a.txt", "Check the path."))
        == "a.txt: There is no such file. Check the path."
    )
