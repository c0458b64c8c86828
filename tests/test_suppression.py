"""Suppressions: what comments, front matter and side files cover, what they never drop, and which do nothing."""

from __future__ import annotations

import json
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimlint.checks import CHECKS
from claimlint.explanation import explain_line
from claimlint.finding import Finding
from claimlint.linter import check_document
from claimlint.prepared import Settings, make_linter
from claimlint.readers import read_text
from claimlint.rulebase import choose, load_rules
from claimlint.suppression.commands import LONGEST, MOST, MOST_NAMES, commands, is_command
from claimlint.suppression.names import Names

UNUSED = "structure/unused-suppression"
SAFETY, CURE = "claims/absolute-safety", "claims/cure-claim"
CLAIM = "This balm is 100% safe."


@cache
def few():
    """Return a linter of three rules: two on claims, and the one on suppressions."""
    return make_linter(Settings(choose(load_rules(), [SAFETY, CURE, UNUSED])))


@pytest.fixture
def check():
    def run(text: str, media="markdown") -> list[Finding]:
        return list(check_document(few(), read_text(text, "a.md", media)).findings)

    return run


def open_(findings):
    return [(f.rule, f.line) for f in findings if not f.suppressed]


def faults(findings):
    return [(f.data["kind"], f.excerpt) for f in findings if f.rule == UNUSED]


# --- where a comment reaches -----------------------------------------------------------------------


def test_a_line(check):
    found = check(f"# Balm\n\n{CLAIM} <!-- claimlint-disable-line {SAFETY} -- trial,\n 2024 -->\n\n{CLAIM}\n")
    assert open_(found) == [(SAFETY, 6)]
    assert found[0].suppressed == "inline"
    assert found[0].data["suppressed_by"] == {
        "where": "a.md:3",
        "reason": "trial, 2024",
        "by": "claimlint-disable-line",
    }


def test_a_finding_stands_on_every_line_that_it_touches(check):
    assert (
        open_(check(f"# Balm\n\nThis balm is 100%\nsafe. <!-- claimlint-disable-line {SAFETY} -->\n")) == []
    )


@pytest.mark.parametrize("between", ["", "\n", "\n\n<!-- a note -->\n\n", "\n***\n\n"])
def test_the_next_line_is_the_next_with_text(check, between):
    above = f"<!-- claimlint-disable-next-line {CURE} -->\n<!-- claimlint-disable-next-line {SAFETY} -->\n"
    found = check(f"# Balm\n\n{above}{between}{CLAIM} Ginger cures gout.\n{CLAIM}\n")
    assert [rule for rule, _ in open_(found)] == [SAFETY]


def test_the_next_line_of_html_is_past_its_tags(check):
    text = f"<h1>Balm</h1>\n<!-- claimlint-disable-next-line -->\n<div>\n<p>\n{CLAIM}\n</p></div>\n"
    assert open_(check(text, "html")) == []


def test_a_block_ends_where_it_is_enabled_again_rule_by_rule(check):
    text = (
        f"# Balm\n\n{CLAIM}\n\n<!-- claimlint-disable claims -- myths -->\n\n{CLAIM} Ginger cures gout.\n\n"
        f"<!-- claimlint-enable {CURE} -->\n\n{CLAIM} Ginger cures gout.\n\n<!-- claimlint-enable -->\n\n{CLAIM}\n"
    )
    assert open_(check(text)) == [(SAFETY, 3), (CURE, 11), (SAFETY, 15)]


def test_a_block_that_is_not_enabled_again_runs_to_the_end(check):
    assert open_(check(f"# Balm\n\n{CLAIM}\n\n<!-- claimlint-disable -->\n\n{CLAIM}\n")) == [(SAFETY, 3)]


@pytest.mark.parametrize("name", [SAFETY, "claims", "claims/*", "*", "", f"{CURE}, claims/absolute-*"])
def test_a_file_by_rule_family_glob_and_all(check, name):
    found = check(f"# Balm\n\n{CLAIM}\n\n<!-- claimlint-disable-file {name} -->\n")
    assert (SAFETY, 3) not in open_(found)


@pytest.mark.parametrize("command", ["disable-line", "disable", "disable-next-line"])
def test_only_the_file_covers_what_is_said_of_the_whole_article(command):
    linter = make_linter(Settings(choose(load_rules(), ["trust/missing-references", UNUSED])))
    words = "Ginger relieves gas. Fennel treats bloating. Peppermint prevents nausea. " * 12

    def run(comment):
        text = f"<!-- {comment} trust/missing-references -->\n# Gas\n\n{words}\n"
        return check_document(linter, read_text(text, "a.md", "markdown")).findings

    assert [f.suppressed for f in run("claimlint-disable-file")] == ["inline"]
    told = run(f"claimlint-{command}")
    assert {f.rule: f.suppressed for f in told} == {UNUSED: None, "trust/missing-references": None}
    assert any("only “claimlint-disable-file” covers" in f.message for f in told)


def test_the_narrowest_is_the_one_that_counts(check):
    text = f"# Balm\n\n{CLAIM} <!-- claimlint-disable-line {SAFETY} -->\n\n<!-- claimlint-disable-file {SAFETY} -->\n"
    found = check(text)
    assert found[0].data["suppressed_by"]["by"] == "claimlint-disable-line"
    assert "is covered by “claimlint-disable-line” in a.md:3, too" in found[1].message


@pytest.mark.parametrize(
    "shown", ["`{}`", "```\n{}\n```", "> ~~~~\n> {}\n> ~~~~", "- ```\n  {}\n  ```", "Tea `x {}` tea"]
)
def test_a_comment_in_code_is_text(check, shown):
    comment = f"<!-- claimlint-disable-file {SAFETY} -->"
    assert open_(check(f"# Balm\n\n{CLAIM}\n\n{shown.format(comment)}\n")) == [(SAFETY, 3)]


def test_a_comment_that_code_opens_hides_nothing_below(check):
    text = f"# Balm\n\n```html\n<!-- begin\n```\n\n{CLAIM}\n\n<!-- end -->\n"
    assert open_(check(text)) == [(SAFETY, 7)]


def test_plain_text_knows_no_comments(check):
    assert (SAFETY, 3) in open_(check(f"Balm\n\n{CLAIM} <!-- claimlint-disable-line -->\n", "text"))


@pytest.mark.parametrize("dash", ["--", "—", "–"])
def test_a_reason_follows_any_dash(check, dash):
    found = check(f"# Balm\n\n{CLAIM} <!-- claimlint-disable-line {SAFETY} {dash} a trial -->\n")
    assert found[0].data["suppressed_by"]["reason"] == "a trial"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_kind(check, ends):
    text = f"# Balm\n\n<!-- claimlint-disable-next-line -->\n\n{CLAIM}\n\n{CLAIM}\n".replace("\n", ends)
    assert open_(check(text)) == [(SAFETY, 7)]


# --- front matter and side files -------------------------------------------------------------------


@pytest.mark.parametrize("media", ["markdown", "html"])
def test_front_matter(check, media):
    header = f"---\ntitle: Balm\nclaimlint:\n  disable: {SAFETY}\n---\n"
    assert open_(check(f"{header}<p>{CLAIM}</p>\n", media)) == []


def test_front_matter_by_words_and_occurrence(check):
    entry = "{rules: claims, text: 100 % Safe, occurrence: 2, reason: a quotation}"
    found = check(f"---\ntitle: Balm\nclaimlint:\n  disable: [{entry}]\n---\n{CLAIM}\n\n{CLAIM}\n\n{CLAIM}\n")
    assert open_(found) == [(SAFETY, 6), (SAFETY, 10)]
    assert found[1].data["suppressed_by"] == {
        "where": "a.md:4",
        "reason": "a quotation",
        "by": "front matter",
    }


@pytest.mark.parametrize(
    ("said", "kind", "excerpt", "words"),
    [
        ("disable: [claims/cure-clam]", "unknown-rule", "claims/cure-clam", "Did you mean “claims/cure-claim”?"),
        ("disable: [{ruls: x}]", "malformed", "x", "Did you mean “rules”?"),
        ("disable: [{reason: x}]", "malformed", "{reason: x}", "It needs “rules” or “text”"),
        ("disable: [{rules: 3}]", "malformed", "3", "rules must be a list"),
        ("disable: [{text: '!'}]", "malformed", "'!'", "holds no words"),
        ("disable: [{rules: claims, occurrence: 1}]", "malformed", "1", "Add the text"),
        ("disable: true", "malformed", "true", "must be a list"),
        ("disabled: x", "malformed", "x", "Did you mean “disable”?"),
        ("accepted: [{text: x}]", "malformed", "{text: x}", "“evidence” is missing"),
        ("accepted: [{text: x, evidence: y, rules: [z]}]", "unknown-rule", "{text: x, evidence: y, rules: [z]}", "“z”"),
        ("accepted: [{text: x, evidence: y, rules: [claims/cure-claim]}]", "unused", "{text: x, evidence: y, rules: [claims/cure-claim]}", "no finding lies in"),
    ],
)  # fmt: skip
def test_front_matter_that_does_nothing(check, said, kind, excerpt, words):
    found = check(f"---\ntitle: Balm\nclaimlint:\n  {said}\n---\nTea is warm.\n")
    assert faults(found) == [(kind, excerpt)]
    assert words.lower() in found[0].message.lower()


def test_a_side_file(run, put):
    put("a.txt", f"Balm\n\n{CLAIM}\n")
    put(
        "a.txt.claimlint.yml",
        "disable:\n  - {rules: claims, text: 100% safe, reason: a trial}\n  - claims/x\n",
    )
    result = run("check", "a.txt", "--format", "json")
    (file,) = json.loads(result.output)["files"]
    assert result.exit_code == 0
    note, claim = file["findings"]
    assert claim["suppressed"] == "inline"
    assert claim["data"]["suppressed_by"]["where"] == "a.txt.claimlint.yml:2"
    assert note["rule"] == UNUSED and "a.txt.claimlint.yml:3" in note["message"]
    assert json.loads(result.output)["summary"]["suppressed"] == 1
    put("a.txt", "Balm\n\nTea is warm.\n")
    idle = run("check", "a.txt", "--select", f"{SAFETY},{CURE},{UNUSED}", "--format", "json").output
    assert json.loads(idle)["summary"]["by_rule"] == {UNUSED: 1}
    put("a.txt.claimlint.yml", f"disable:\n  - {SAFETY}\n")
    idle = run("check", "a.txt", "--select", f"{SAFETY},{UNUSED}").output
    assert "a.txt.claimlint.yml:2: claims/absolute-safety finds nothing" in " ".join(idle.split())
    put("a.txt.claimlint.yml", "disable:\n  - {rules: claims, text: 100% safe}\n")
    piped = run("check", "-", "--stdin-filename", "a.txt", stdin=f"Balm\n\n{CLAIM}\n".encode())
    assert piped.exit_code == 0


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.txt.claimlint.yml", "disable:\n  - {rules: claims}\n  - 3\n", "a.txt.claimlint.yml:3: "),
        ("a.txt.claimlint.yml", "- x\n", "a.txt.claimlint.yml:1: "),
        ("a.txt.claimlint.yml", "", "is empty"),
        ("a.txt.claimlint.yml", "disable: [", "Broken YAML"),
        ("a.txt.claimlint.yaml", "disable: [claims]", "Rename it"),
    ],
)
def test_a_side_file_that_cannot_be_used_is_2(run, put, name, text, said):
    put("a.txt", "Balm\n\nTea is warm.\n")
    put(name, text)
    result = run("check", "a.txt")
    assert result.exit_code == 2 and said in " ".join(result.output.split())


# --- what does nothing -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("comment", "fault"),
    [
        (f"<!-- claimlint-disable-line {CURE} -->", ("unused", CURE)),
        ("<!-- claimlint-disable-file claims/cure-clam -->", ("unknown-rule", "claims/cure-clam")),
        ("<!-- claimlint-enable claims/x -->", ("unknown-rule", "claims/x")),
        (f"<!-- claimlint-enable {CURE} -->", ("nothing-to-enable", CURE)),
        ("<!--claimlint-disable-lines-->", ("malformed", "<!--claimlint-disable-lines-->")),
        ("<!-- claimlint disable-line -->", ("malformed", "<!-- claimlint disable-line -->")),
        ("<!-- claimlint off -->", ("malformed", "<!-- claimlint off -->")),
        (f"<!-- claimlint-disable-line {CURE} approved -->", ("malformed", f"{CURE} approved")),
    ],
)
def test_a_comment_that_does_nothing(check, comment, fault):
    assert faults(check(f"# Tea\n\nTea is warm. {comment}\n")) == [fault]


@pytest.mark.parametrize("comment", ["<!-- claimlint found nothing -->", "<!-- more -->", "<!---->"])
def test_other_comments_are_left_alone(check, comment):
    assert check(f"# Tea\n\nTea is warm. {comment}\n") == []


@pytest.mark.parametrize("name", ["claims", "claims/implausible-time-to-effect", "*", ""])
def test_rules_that_do_not_run_are_not_missed(check, name):
    assert check(f"# Tea\n\nTea is warm. <!-- claimlint-disable-line {name} -->\n") == []


def test_rules_for_english_are_not_missed_in_another_language(check):
    german = "Honig hilft bei Heuschnupfen. Trinken Sie genug Wasser, und gehen Sie zum Arzt, wenn es nicht besser wird. "
    assert check(f"# Honig\n\n{german * 4} <!-- claimlint-disable-line {CURE} -->\n") == []


def test_all_rules_at_once_are_judged_when_all_run(linter):
    text = "# Tea\n\nTea is warm. <!-- claimlint-disable-line -->\n"
    found = check_document(linter, read_text(text, "a.md", "markdown")).findings
    assert faults(found) == [("unused", "<!-- claimlint-disable-line -->")]


@pytest.mark.parametrize(
    ("name", "hidden"), [("", False), ("structure", False), ("*", False), (UNUSED, True)]
)
def test_only_its_name_covers_the_report_on_suppressions(check, name, hidden):
    text = f"# Tea\n\nTea is warm. <!-- claimlint-disable-line {CURE} -->\n\n<!-- claimlint-disable-file {name} -->\n"
    (found,) = (f for f in check(text) if f.excerpt == CURE)
    assert (found.suppressed == "inline") is hidden


def test_where_the_finding_went_is_said(check):
    (claim, note) = sorted(
        check(f"# Balm\n\n<!-- claimlint-disable-next-line {SAFETY} -->\nA balm.\n{CLAIM}\n"),
        key=lambda f: f.rule,
    )
    assert claim.suppressed is None and "in line 4, but in line 5" in note.message


def test_the_number_and_length_of_commands_are_bounded(check):
    many = check("# Tea\n\nTea. " + "<!-- claimlint-disable-line x -->" * (MOST + 5) + "\n")
    assert len(many) == MOST + 1 and "more than" in many[-1].message
    names = ", ".join(f"a{n}" for n in range(MOST_NAMES + 1))
    assert [k for k, _ in faults(check(f"# Tea\n\nTea. <!-- claimlint-disable {names} -->\n"))] == [
        "malformed"
    ]
    assert [k for k, _ in faults(check(f"# Tea\n\nTea. <!-- claimlint-disable {'x' * LONGEST} -->\n"))] == [
        "malformed"
    ]


def test_hits_carry_the_values_of_their_message(check):
    (found,) = check(f"# Tea\n\nTea. <!-- claimlint-disable-line {CURE} -->\n")
    assert set(found.data) == set(CHECKS["suppressions"].data)


# --- laws ------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        CLAIM,
        "Ginger cures gout.",
        "\n\n",
        "\n",
        "`",
        "```\n",
        *(
            f"<!-- claimlint-{kind} {name}-->"
            for kind in (
                "disable-line",
                "disable-next-line",
                "disable",
                "enable",
                "disable-file",
                "disable-lin",
            )
            for name in ("", f"{SAFETY} -- why ", "claims ", f"{CURE}, claims/x ", "a b ")
        ),
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=14), st.sampled_from(["markdown", "html"]))
def test_nothing_is_dropped_and_every_excerpt_is_where_it_says(pieces, media):
    """A text whose commands are blunted to notes of the same length has the same findings on claims."""
    text = "# Balm\n\n" + " ".join(pieces)
    found = check_document(few(), read_text(text, "a", media)).findings
    assert all(text[f.start : f.end] == f.excerpt for f in found)
    blunt = read_text(text.replace("claimlint-", "blunted-x-"), "a", media)
    plain = check_document(few(), blunt).findings
    assert [(f.rule, f.start, f.end) for f in found if f.rule != UNUSED] == [
        (f.rule, f.start, f.end) for f in plain
    ]


@given(st.text(alphabet="claimntdsbe-,x*/ \n—<!", max_size=60))
def test_any_comment_can_be_read(text):
    document = read_text(f"Tea.\n\n<!-- claimlint-{text} -->\n", "a", "markdown")
    read, wrong = commands(document)
    for part in (*read, *wrong, *(name for command in read for name in command.names)):
        assert 0 <= part.start < part.end <= len(document.source.text)


def test_names_stand_for_rules():
    rules = load_rules()
    names = Names(rules, frozenset({UNUSED}))
    assert names.ids(CURE) == {CURE} and UNUSED not in names.ids("") and names.ids(UNUSED) == {UNUSED}
    assert names.ids("structure") == {r.id for r in rules if r.family == "structure"} - {UNUSED}
    assert names.ids("nothing") == frozenset()
    assert names.hint("cure-claim") == "Did you mean “claims/cure-claim”?"


@pytest.mark.parametrize(
    ("text", "is_one"), [("claimlint-disable", True), ("claimlinter-x", False), ("x", False)]
)
def test_what_is_a_command(text, is_one):
    assert is_command(text) is is_one


# --- reports ---------------------------------------------------------------------------------------


def test_the_terminal_counts_and_shows_what_is_suppressed(run, put):
    put("a.md", f"# Balm\n\n{CLAIM} <!-- claimlint-disable-line claims -- a trial -->\n")
    plain = run("check", "a.md")
    assert plain.exit_code == 0
    assert "0 errors, 0 warnings, 0 notes; 1 suppressed." in plain.output and SAFETY not in plain.output
    shown = run("check", "a.md", "--show-suppressed").output
    assert SAFETY in shown
    assert "Not reported: suppressed by “claimlint-disable-line” in a.md:3: a trial." in shown
    assert run("check", "a.md", "--show-suppressed", "--format", "json").exit_code == 2


def test_a_line_explained_says_what_is_suppressed_and_what_does_nothing(run, put):
    text = f"# Balm\n\n{CLAIM} <!-- claimlint-disable-line {SAFETY} -- a trial -->\n\n<!-- claimlint-enable -->\n"
    put("a.md", text)
    assert "Not reported: suppressed by" in run("explain", "a.md:3").output
    assert "nothing is disabled here" in run("explain", "a.md:5").output
    told = explain_line(few(), read_text(text, "a.md", "markdown"), 5)
    assert [f.rule for f in told.said] == [UNUSED]


def test_a_reason_is_no_disclaimer(linter):
    words = "Ginger relieves gas. Fennel treats bloating. Peppermint prevents nausea. " * 12
    reason = "This article is for information only and is no substitute for medical advice from your doctor."

    def fact(comment):
        text = f"# Gas\n\n<!-- {comment} -->\n\n{words}\n"
        return check_document(linter, read_text(text, "a.md", "markdown")).document["has_medical_disclaimer"]

    assert fact(reason) and not fact(f"claimlint-disable-file claims -- {reason}")


def test_a_suppressed_claim_does_not_bring_up_rules_that_ask_for_one():
    rule = "disclaimers/disclaimer-contradicts-claim"
    linter = make_linter(Settings(choose(load_rules(), [rule, "claims"])))
    (bad, *_) = (e for r in load_rules() if r.id == rule for e in r.examples if e.bad and e.media == "text")

    def found(comment):
        document = read_text(f"{bad.text}\n\n{comment}\n", "a.md", "markdown")
        return [f.rule for f in check_document(linter, document).findings if not f.suppressed]

    assert rule in found("")
    assert found("<!-- claimlint-disable-file claims -->") == []


@pytest.mark.parametrize(
    "said",
    [
        "claimlint:\n",
        "claimlint:\n  disable:\n",
        "claimlint:\n  disable:\n    -\n",
        "claimlint: ''\n",
        "claimlint: {}\n",
    ],
)
def test_what_is_wrong_with_nothing_is_said_at_its_key(linter, said):
    document = read_text(f"---\ntitle: Garlic\n{said}---\nGarlic is a plant.\n", "x", "markdown")
    found = [f for f in check_document(linter, document).findings if f.rule == "structure/unused-suppression"]
    for finding in found:
        assert document.source.text[finding.start : finding.end] == finding.excerpt != ""
    assert found or said.endswith("{}\n")
