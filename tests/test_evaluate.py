"""``claimlint evaluate``: figures worked out by hand, labels that cannot be used, pages that stay unread."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from claimlint.api import check_paths
from claimlint.evaluation.as_json import as_dict, schema
from claimlint.evaluation.counting import Key, count
from claimlint.evaluation.figures import figures
from claimlint.evaluation.intervals import Share, draws, gap, share, wilson
from claimlint.evaluation.labels import Label, Page
from claimlint.evaluation.run import evaluate
from claimlint.evaluation.seen import Seen, touches
from claimlint.evaluation.tasks import TASKS
from claimlint.evaluation.worst import alarms, misses
from claimlint.finding import Finding, Severity, Silence
from claimlint.measured import Measured, Precision, as_json, read_measured, sentence
from claimlint.readers import read_text
from claimlint.rulebase import load_rules
from tests.conftest import ROOT

CLAIMS, GARBLE = TASKS
RULES = ("claims/a", "claims/b", "garble/g", "safety/s", "structure/x")


def finding(
    rule: str,
    start: int,
    end: int,
    severity: Severity = "warning",
    scope: str = "span",
    confidence: float = 0.9,
) -> Finding:
    return Finding(
        rule,
        severity,
        "",
        "",
        start,
        end,
        1,
        start + 1,
        1,
        end + 1,
        "x" * (end - start),
        confidence,
        scope,
        "",
    )  # type: ignore[arg-type]


def seen(
    *labels: tuple[str, int, int, str],
    findings: list[Finding],
    verdict: str = "",
    words: int = 100,
    name="a.txt",
):
    document = read_text("x" * 200, name, "text")
    rows = tuple(Label(kind, start, end, category, 1) for kind, start, end, category in labels)
    return Seen(Page(name, document, rows, verdict), words, tuple(findings))


def counted(page: Seen, task=CLAIMS, lowest: Severity = "warning") -> dict[tuple[str, str], tuple[int, int]]:
    """What is counted on a page: (name, measure) to (hits, out of)."""
    return {(key.name, key.measure): found for key, found in count(page, task, RULES, lowest).items()}


# --- counting, by hand --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "hit"),
    [
        (0, 14, True),
        (0, 13, False),
        (17, 90, False),
        (16, 90, True),
        (12, 15, False),
        (12, 16, True),
        (30, 40, False),
    ],
)
def test_four_characters_make_an_overlap(start, end, hit):
    assert touches(finding("claims/a", start, end), Label("claim", 10, 20, "", 1)) is hit


@pytest.mark.parametrize(
    ("start", "end", "hit"), [(0, 12, True), (0, 11, False), (11, 40, False), (10, 12, True)]
)
def test_a_shorter_span_must_be_covered_whole(start, end, hit):
    assert touches(finding("claims/a", start, end), Label("claim", 10, 12, "", 1)) is hit


def test_a_page_counted_by_hand():
    page = seen(
        ("claim", 0, 10, "cure"),
        ("claim", 10, 20, "cure"),
        ("claim", 20, 30, "detox"),
        ("clean", 30, 40, ""),
        ("clean", 40, 50, ""),
        ("trap", 50, 60, "negated"),
        findings=[
            finding("claims/a", 0, 20),  # right, on two claims
            finding("safety/s", 2, 8, "error"),  # right, on one of them
            finding("claims/b", 32, 38, "error"),  # wrong, on a clean span
            finding("claims/b", 52, 58),  # wrong, on a trap
            finding("claims/a", 70, 80),  # on no label
            finding("claims/a", 42, 48, "info"),  # too mild to count
            finding("claims/a", 22, 28, scope="document"),  # on the whole page
            finding("structure/x", 22, 28, "error"),  # not of these families
        ],
    )
    assert {key: found for key, found in counted(page).items() if key[0] in ("all", "claims", "claims/a", "claims/b")} == {
        ("all", "precision"): (2, 4),
        ("all", "unlabelled"): (1, 5),
        ("all", "recall"): (2, 3),
        ("all", "clean"): (1, 2),
        ("all", "clean_errors"): (1, 2),
        ("all", "trap"): (1, 1),
        ("all", "trap_errors"): (0, 1),
        ("claims", "precision"): (1, 3),
        ("claims", "unlabelled"): (1, 4),
        ("claims", "recall"): (2, 3),
        ("claims", "clean"): (1, 2),
        ("claims", "clean_errors"): (1, 2),
        ("claims", "trap"): (1, 1),
        ("claims", "trap_errors"): (0, 1),
        ("claims/a", "precision"): (1, 1),
        ("claims/a", "unlabelled"): (1, 2),
        ("claims/a", "recall"): (2, 3),
        ("claims/a", "clean"): (0, 2),
        ("claims/a", "clean_errors"): (0, 2),
        ("claims/a", "trap"): (0, 1),
        ("claims/a", "trap_errors"): (0, 1),
        ("claims/b", "precision"): (0, 2),
        ("claims/b", "unlabelled"): (0, 2),
        ("claims/b", "recall"): (0, 3),
        ("claims/b", "clean"): (1, 2),
        ("claims/b", "clean_errors"): (1, 2),
        ("claims/b", "trap"): (1, 1),
        ("claims/b", "trap_errors"): (0, 1),
    }  # fmt: skip
    found = counted(page)
    assert found["cure", "recall"] == (2, 2) and found["detox", "recall"] == (0, 1)
    assert found["negated", "trap"] == (1, 1) and found["clean", "clean"] == (1, 2)
    assert not any(measure.endswith("words") for _, measure in found)
    assert counted(page, lowest="info")["all", "clean"] == (2, 2)
    assert counted(page, lowest="error")["all", "recall"] == (1, 3)


def test_a_finding_on_a_claim_and_a_trap_is_right():
    page = seen(("claim", 0, 10, ""), ("trap", 10, 20, ""), findings=[finding("claims/a", 0, 20)])
    assert counted(page)["all", "precision"] == (1, 1)
    assert counted(page)["all", "trap"] == (1, 1)
    assert alarms([page], "warning") == []


def test_garble_has_its_own_labels_and_leaves_broken_extracts_out():
    spans = [
        ("trap", 10 * at, 10 * at + 10, name)
        for at, name in enumerate(("other", "list-fragment", "heading", "negated"))
    ]
    page = seen(
        *spans,
        ("garbled", 40, 50, "salad"),
        ("claim", 40, 50, "cure"),
        findings=[finding("garble/g", 0, 50), finding("garble/g", 12, 18), finding("claims/a", 41, 49)],
    )
    garble = counted(page, GARBLE)
    assert (
        garble["all", "trap"] == (1, 1)
        and garble["negated", "trap"] == (1, 1)
        and ("other", "trap") not in garble
    )
    assert garble["all", "recall"] == (1, 1) and garble["all", "precision"] == (1, 1)
    assert garble["all", "unlabelled"] == (0, 2)
    claims = counted(page)
    assert claims["all", "trap"] == (0, 4) and claims["all", "recall"] == (1, 1)


@pytest.mark.parametrize(
    ("verdict", "known"), [("ok", True), ("borderline", False), ("junk", False), ("", False)]
)
def test_alarms_on_good_pages_are_by_words_and_spare_claims(verdict, known):
    found = [
        finding("claims/a", 0, 10, "error"),
        finding("claims/a", 20, 30),
        finding("claims/b", 50, 60, "error"),
    ]
    counts = counted(seen(("claim", 0, 10, ""), findings=found, verdict=verdict, words=250))
    assert counts.get(("all", "alarms_per_1000_words")) == ((2, 250) if known else None)
    assert counts.get(("claims/a", "errors_per_1000_words")) == ((0, 250) if known else None)
    assert counts.get(("claims/b", "errors_per_1000_words")) == ((1, 250) if known else None)


def test_figures_add_pages_up_and_list_what_was_said_on_good_ones():
    pages = [
        seen(("claim", 0, 10, ""), findings=[finding("claims/a", 0, 10)], name="a.txt"),
        seen(("claim", 0, 10, ""), ("claim", 20, 30, ""), findings=[], name="b.txt"),
        seen(
            ("trap", 0, 10, ""),
            findings=[finding("claims/a", 50, 60), finding("structure/x", 0, 2, "info"), finding("structure/x", 3, 5, "info")],
            verdict="ok", words=400, name="c.txt",
        ),
    ]  # fmt: skip
    made = figures("all", pages, RULES, "warning")
    recall = made.shares[Key("claims", "all", "all", "recall")]
    assert (recall.hits, recall.total, recall.method) == (1, 3, "wilson")
    rate = made.shares[Key("claims", "all", "all", "alarms_per_1000_words")]
    assert (rate.hits, rate.total) == (1, 400)
    assert (made.words, made.good_pages, made.good_words) == (600, 1, 400)
    assert made.labels == {"claim": 3, "garbled": 0, "clean": 0, "trap": 1}
    assert [(s.rule, s.severity, s.findings, s.pages) for s in made.said] == [
        ("claims/a", "warning", 1, 1),
        ("structure/x", "info", 2, 1),
    ]


# --- intervals ----------------------------------------------------------------------------------------


def test_wilson_is_as_published():
    """81 of 263 and 1 of 29: Newcombe 1998, Statistics in Medicine 17:857, table I, method 3."""
    assert [round(end, 4) for end in wilson(81, 263)] == [0.2553, 0.3662]
    assert [round(end, 4) for end in wilson(1, 29)] == [0.0061, 0.1718]
    assert wilson(0, 20)[0] == 0.0 and round(wilson(0, 20)[1], 4) == 0.1611
    assert wilson(29, 29)[1] == 1.0


def test_a_gap_is_as_published():
    """56/70 and 48/80: Newcombe 1998, Statistics in Medicine 17:873, table II, method 10."""
    one, other = (Share(hits, of, *wilson(hits, of), "wilson") for hits, of in ((56, 70), (48, 80)))
    assert [round(end, 4) for end in gap(one, other)] == [0.2, 0.0524, 0.3339]


def test_whole_pages_are_resampled():
    """Twenty pages of ten spans, all found or none: the pages, not the 200 spans, are what varies."""
    counts = [(10, 10), (0, 10)] * 10
    found = share(counts, draws(20))
    assert found and (found.hits, found.total, found.method) == (100, 200, "bootstrap")
    # The binomial for 20 pages puts 2.5 % below 6/20 and above 14/20; for 200 spans it would be 0.43 to 0.57.
    assert found.low == pytest.approx(0.3, abs=0.06) and found.high == pytest.approx(0.7, abs=0.06)
    assert share(counts, draws(20)) == found


def test_where_resampling_says_nothing_the_interval_is_wilsons():
    assert share([(1, 1)] * 30, draws(30)) == Share(30, 30, *wilson(30, 30), "wilson")
    assert share([(1, 2)] * 9, draws(9)) == Share(9, 18, *wilson(9, 18), "wilson")
    assert share([(0, 0)] * 30, draws(30)) is None
    # Ten pages that count among thirty are enough, and those that do not count change nothing.
    few = share([(1, 1), (0, 1)] * 5 + [(0, 0)] * 20, draws(30))
    assert few and few.method == "bootstrap" and (few.hits, few.total) == (5, 10)


# --- the worst ----------------------------------------------------------------------------------------


def test_misses_name_the_guard_that_hid_them_and_go_through_categories_in_turn():
    page = seen(
        ("claim", 0, 10, "cure"),
        ("claim", 10, 20, "cure"),
        ("claim", 20, 30, "cure"),
        ("claim", 30, 40, "detox"),
        ("claim", 40, 50, "detox"),
        ("claim", 50, 60, "detox"),
        ("claim", 60, 70, "found"),
        findings=[finding("claims/b", 42, 48, "info"), finding("claims/a", 60, 70)],
    )
    hidden = Silence("claims/a", "negated", "near “no”", 52, 58)
    foreign = Silence("structure/x", "quoted", "", 0, 10)
    page = Seen(page.page, page.words, page.findings, (hidden, foreign))
    found = misses([page], "warning")
    assert [(m.label.category, m.label.start) for m in found] == [
        ("detox", 40), ("detox", 50), ("cure", 0), ("detox", 30), ("cure", 10), ("cure", 20),
    ]  # fmt: skip
    assert [s.guard for s in found[1].silences] == ["negated"] and [f.rule for f in found[0].uncounted] == [
        "claims/b"
    ]
    assert found[2].silences == ()


def test_alarms_begin_with_errors_then_with_the_more_confident():
    found = [
        finding("claims/a", 0, 10, confidence=0.5),
        finding("claims/b", 12, 18, confidence=0.9),
        finding("safety/s", 22, 28, "error", confidence=0.1),
        finding("claims/a", 90, 99, "error"),  # on no label
    ]
    page = seen(("trap", 0, 10, ""), ("clean", 10, 20, ""), ("trap", 20, 30, ""), findings=found)
    assert [alarm.finding.rule for alarm in alarms([page], "warning")] == ["safety/s", "claims/b", "claims/a"]


def test_alarms_on_good_pages_need_no_label():
    found = [finding("claims/a", 0, 10), finding("claims/b", 50, 60)]
    spans = ("claim", 0, 10, "")
    assert alarms([seen(spans, findings=found)], "warning") == []
    (alarm,) = alarms([seen(spans, findings=found, verdict="ok")], "warning")
    assert (alarm.finding.rule, alarm.label) == ("claims/b", None)


# --- the command --------------------------------------------------------------------------------------

BAD = "A balm\n\nThis balm is 100% safe. It cures gout. Rub it in at night. It is nice and cheap.\n"
GOOD = "Gout\n\nNo balm cures gout. Ask a doctor, who can help with the pain. It is not 100% safe to wait.\n"
Write = Callable[..., str]


def row(file: str, page: str, words: str, kind: str, category: str = "", **more: object) -> dict[str, object]:
    start = page.index(words)
    return {
        "file": file,
        "start": start,
        "end": start + len(words),
        "text": words,
        "kind": kind,
        "category": category,
        **more,
    }


def doc(file: str, page: str, overall: str) -> dict[str, object]:
    return {"file": file, "start": 0, "end": len(page), "text": "", "kind": "doc", "overall": overall}


def lines(*rows: dict[str, object]) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows)


ROWS = (
    doc("bad.txt", BAD, "junk"),
    row("bad.txt", BAD, "This balm is 100% safe.", "claim", "safety"),
    row("bad.txt", BAD, "It cures gout.", "claim", "cure"),
    row("bad.txt", BAD, "It is nice and cheap.", "claim", "price"),
    row("bad.txt", BAD, "Rub it in at night.", "clean"),
    doc("good.txt", GOOD, "ok"),
    row("good.txt", GOOD, "No balm cures gout.", "trap", "negated"),
)
ONLY = ("--select", "claims/absolute-safety,claims/cure-claim,trust")


@pytest.fixture
def labelled(put) -> Write:
    """Write the two pages and a label file."""

    def write(*rows: dict[str, object]) -> str:
        put("pages/bad.txt", BAD)
        put("pages/good.txt", GOOD)
        return str(put("labels.jsonl", lines(*(rows or ROWS))))

    return write


def test_figures_of_two_pages(run, labelled):
    result = run("evaluate", labelled(), "--root", "pages", *ONLY, "--format", "json")
    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)
    jsonschema.Draft202012Validator(schema()).validate(data)
    (part,) = data["parts"]
    claims = part["tasks"]["claims"]
    brief = {name: (one["hits"], one["total"]) for name, one in claims["all"].items()}
    words = {
        path: report.words
        for path, report in zip(
            "bg",
            check_paths([Path("pages/bad.txt"), Path("pages/good.txt")], config=False).files,
            strict=True,
        )
    }
    assert brief == {
        "precision": (2, 2), "recall": (2, 3), "clean": (0, 1), "clean_errors": (0, 1), "trap": (0, 1), "trap_errors": (0, 1),
        "alarms_per_1000_words": (0, words["g"]), "errors_per_1000_words": (0, words["g"]), "unlabelled": (0, 2),
    }  # fmt: skip
    assert claims["rules"]["claims/cure-claim"]["recall"]["hits"] == 1
    assert claims["categories"]["price"]["recall"]["hits"] == 0
    assert part["words"] == sum(words.values()) and part["good"]["pages"] == 1
    (miss,) = data["worst"]["misses"]
    assert miss["label"]["text"] == "It is nice and cheap." and miss["label"]["line"] == 3
    assert data["gaps"] == [] and data["worst"]["alarms"] == []


def test_the_text_says_the_same_and_names_guards(run, labelled):
    # A denied sentence that somebody labelled as a claim: the guard that kept the rule silent is named.
    rows = (*ROWS, row("good.txt", GOOD, "It is not 100% safe to wait.", "claim", "safety"))
    result = run("evaluate", labelled(*rows), "--root", "pages", *ONLY, "--worst", "1")
    assert result.exit_code == 0, result.output
    assert re.search(r"recall +2/4 = 0\.50", result.stdout)
    assert (
        "Worst misses: 1 of 2" in result.stdout and "claims/absolute-safety was silenced: " in result.stdout
    )
    assert "nice and cheap" not in result.stdout


def test_alarms_are_shown_with_rule_place_and_words(run, labelled):
    rows = [*ROWS[:2], row("bad.txt", BAD, "It cures gout.", "trap", "negated")]
    result = run("evaluate", labelled(*rows), "--root", "pages", *ONLY)
    assert "Worst alarms: 1 of 1" in result.stdout
    assert re.search(r"bad\.txt:3:\d+  error  claims/cure-claim  on a trap span \(negated\)", result.stdout)
    assert "“cures gout” in:" in result.stdout


def test_an_alarm_beside_all_labels_of_a_good_page_is_shown(run, labelled):
    arguments = ("evaluate", labelled(doc("bad.txt", BAD, "ok")), "--root", "pages", *ONLY)
    text = run(*arguments).stdout
    assert "Worst alarms: 2 of 2" in text and "error  claims/cure-claim  on a good page" in text
    assert re.search(r"alarms on good pages +2 in \d+ words", text)
    data = json.loads(run(*arguments, "--format", "json").stdout)
    jsonschema.validate(data, schema())
    assert [alarm["label"] for alarm in data["worst"]["alarms"]] == [None, None]


def test_same_input_same_bytes(run, labelled):
    arguments = ("evaluate", labelled(), "--root", "pages", "--format", "json", *ONLY)
    assert run(*arguments, "--output", "one.json").exit_code == 0
    assert run(*arguments, "--output", "two.json").exit_code == 0
    assert Path("one.json").read_bytes() == Path("two.json").read_bytes() == run(*arguments).stdout_bytes


def test_brief_leaves_rules_and_sentences_out(run, labelled):
    text = run("evaluate", labelled(), "--root", "pages", "--brief").stdout
    assert "recall" in text and "claims/cure-claim" not in text and "Worst" not in text
    data = json.loads(
        run("evaluate", "labels.jsonl", "--root", "pages", "--brief", "--format", "json").stdout
    )
    jsonschema.validate(data, schema())
    assert data["parts"][0]["tasks"]["claims"]["rules"] == {} and data["worst"]["misses"] == []


def test_the_root_is_beside_the_labels_unless_named(run, put):
    put("set/bad.txt", BAD)
    put("set/labels.jsonl", lines(ROWS[1]))
    assert run("evaluate", "set/labels.jsonl", *ONLY).exit_code == 0


def test_offsets_count_characters_of_the_decoded_source(run, put):
    page = "\ufeff# Balm\r\n\r\nÄ &amp; “ü” 𝔄. This balm is **100% safe**.\r\n"
    put("p.md", page)
    words = "This balm is **100% safe**."
    put("l.jsonl", lines(row("p.md", page.removeprefix("\ufeff"), words, "claim")))
    result = run("evaluate", "l.jsonl", *ONLY, "--format", "json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["parts"][0]["tasks"]["claims"]["all"]["recall"]["hits"] == 1


def test_rules_of_a_pack_are_measured(run, put):
    assert run("rules", "new", "claims/own", "--dir", "mine").exit_code == 0
    put("a.txt", BAD)
    put("l.jsonl", lines(ROWS[1] | {"file": "a.txt"}))
    result = run("evaluate", "l.jsonl", "--rules-dir", "mine", "--select", "claims/own", "--format", "json")
    assert json.loads(result.stdout)["settings"]["rules"] == ["claims/own"]


# --- which pages --------------------------------------------------------------------------------------


def test_only_and_without(run, labelled, put):
    labelled()
    put("list.txt", "# held out\n\ngood.txt\n")
    for options in (("--only", "bad.txt"), ("--only", "b*.txt"), ("--without", "list.txt")):
        result = run("evaluate", "labels.jsonl", "--root", "pages", *ONLY, "--format", "json", *options)
        assert json.loads(result.stdout)["parts"][0]["pages"] == ["bad.txt"], options


def test_a_split_shows_figures_of_both_parts_and_sentences_of_the_rest_only(run, put):
    held, free = BAD.replace("cheap", "dear"), BAD
    put("held.txt", held)
    put("free.txt", free)
    trap = "It cures gout."
    rows = [
        one
        for name, page in (("held.txt", held), ("free.txt", free))
        for one in (
            row(name, page, "It is nice and " + ("dear." if name == "held.txt" else "cheap."), "claim"),
            row(name, page, "This balm is 100% safe.", "claim"),
            row(name, page, trap, "trap"),
        )
    ]
    rows[1]["kind"] = "clean"
    put("l.jsonl", lines(*rows))
    put("list.txt", "held.txt\n")
    for format_ in ("text", "json"):
        arguments = (
            "evaluate",
            "l.jsonl",
            *ONLY,
            "--split",
            "list.txt",
            "--worst",
            "1000",
            "--format",
            format_,
        )
        result = run(*arguments)
        assert result.exit_code == 0, result.output
        assert "nice and cheap" in result.stdout
        assert "nice and dear" not in result.stdout and "held.txt:" not in result.stdout
    data = json.loads(result.stdout)
    jsonschema.validate(data, schema())
    assert [(part["name"], part["pages"]) for part in data["parts"]] == [
        ("listed", ["held.txt"]),
        ("rest", ["free.txt"]),
    ]
    (recall,) = [
        one
        for one in data["gaps"]
        if (one["task"], one["group"], one["measure"]) == ("claims", "all", "recall")
    ]
    # Of the held-out page 0 of 1 claims were found, of the other 1 of 2.
    assert recall["value"] == -0.5
    assert [one["label"]["file"] for one in (*data["worst"]["misses"], *data["worst"]["alarms"])] == [
        "free.txt"
    ] * 2
    assert "−0.50" in run(*arguments[:-1], "text").stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--only", "bd.txt"), "bad.txt"),
        (("--without", "typo.txt"), "typo.txt:2: No page “goood.txt” is labelled. Did you mean “good.txt”?"),
        (("--split", "typo.txt"), "typo.txt:2"),
        (("--split", "all.txt"), "no page beside the list"),
        (("--only", "bad.txt", "--split", "one.txt"), "no page in the list"),
        (("--without", "all.txt"), "leave no page"),
        (("--without", "gone.txt"), "gone.txt: The list of pages cannot be read"),
        (("--select", "claims", "--ignore", "claims"), "leave no rule"),
        (("--select", "nonsense"), "nonsense"),
        (("--rules-dir", "nowhere"), "nowhere"),
        (("--output", "no/such/folder.txt"), "--output"),
        (("--save", "no/such/folder.json"), "--save"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_options_that_cannot_be_used(run, labelled, put, options, said):
    labelled()
    put("typo.txt", "bad.txt\ngoood.txt\n")
    put("all.txt", "bad.txt\ngood.txt\n")
    put("one.txt", "good.txt\n")
    result = run("evaluate", "labels.jsonl", "--root", "pages", *options)
    assert result.exit_code == 2
    assert said in result.stderr


# --- labels that cannot be used -----------------------------------------------------------------------

FINE = row("bad.txt", BAD, "It cures gout.", "claim")


@pytest.mark.parametrize(
    ("line", "said", "advice"),
    [
        ("{oops", "no JSON", "one JSON object a line"),
        ("[" * 100_000, "no JSON", "one JSON object a line"),
        ('["a"]', "no JSON object", "Write {"),
        (b"\xff\xfe", "not UTF-8", "Save the file as UTF-8"),
        (FINE | {"kind": "clam"}, "Unknown kind “clam”", "Did you mean “claim”?"),
        ({k: v for k, v in FINE.items() if k != "text"}, "“text” is missing", "A row needs"),
        (FINE | {"start": "32"}, "“start” is not a whole number", "Write a whole number"),
        (FINE | {"start": True}, "“start” is not a whole number", "Write a whole number"),
        (FINE | {"end": 46.0}, "“end” is not a whole number", "Write a whole number"),
        (FINE | {"category": 3}, "“category” is not a text", "leave it out"),
        (FINE | {"file": "gone.txt"}, "“gone.txt” cannot be read: There is no such file", "--root"),
        (FINE | {"file": "page.odt"}, "cannot be read", "--root"),
        (FINE | {"file": "../labels.jsonl"}, "names no file below the root", "relative to --root"),
        (FINE | {"file": "/etc/passwd"}, "names no file below the root", "relative to --root"),
        (FINE | {"file": ""}, "names no file below the root", "relative to --root"),
        (ROWS[3] | {"text": "It is nice."}, "has “It is nice and cheap.” there, not “It is nice.”", "page[start:end]"),
        (FINE | {"category": "\ud800"}, "“category” holds half a character", "whole"),
        (FINE | {"file": "\udfff.txt"}, "“file” holds half a character", "whole"),
        (FINE | {"start": 1000, "end": 1014}, "There is no span 1000 to 1014", "Offsets count characters"),
        (FINE | {"start": -14, "end": -1}, "There is no span", "Offsets count characters"),
        (FINE | {"start": 20, "end": 20, "text": ""}, "There is no span", "Offsets count characters"),
        (FINE | {"category": "again"}, "same span and kind again; the first is in line 2", "Take one out"),
        (doc("bad.txt", BAD, "ok"), "second “doc” row of its page; the first is in line 1", "Take one out"),
        (doc("good.txt", GOOD, "okay"), "Unknown “overall”: “okay”", "Known: ok, borderline, junk"),
        (doc("good.txt", GOOD, "ok") | {"text": "Other"}, "The page has", "page[start:end]"),
    ],
)  # fmt: skip
def test_labels_that_cannot_be_used(run, labelled, put, line, said, advice):
    labelled()
    bad = line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line)).encode()
    put("pages/page.odt", "x")
    # The blank line counts.
    put("labels.jsonl", lines(ROWS[0], FINE).encode() + b"\n" + bad + b"\n")
    result = run("evaluate", "labels.jsonl", "--root", "pages")
    assert result.exit_code == 2
    assert result.stderr.startswith("claimlint: labels.jsonl:4: ")
    assert said in result.stderr and advice in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff\n"])
def test_a_label_file_without_labels(run, put, content):
    result = run("evaluate", put("l.jsonl", content))
    assert (result.exit_code, "There is no label in it" in result.stderr) == (2, True)


def test_a_label_file_that_is_not_there(run, tmp_path):
    result = run("evaluate", "gone.jsonl")
    assert (result.exit_code, "gone.jsonl: The labels cannot be read" in result.stderr) == (2, True)
    assert run("evaluate", str(tmp_path)).exit_code == 2


# --- figures that are kept ----------------------------------------------------------------------------


def test_saved_figures_are_read_back_and_said(run, labelled):
    options = ("--save", "m.json", "--note", "own pages", "--date", "2026-01-31")
    result = run("evaluate", labelled(), "--root", "pages", *ONLY, *options)
    assert result.exit_code == 0 and "recall" in result.stdout
    measured = read_measured(Path("m.json"))
    low = round(wilson(1, 1)[0], 4)
    assert measured == Measured(
        2, "own pages", "2026-01-31", {rule: Precision(1, 1, low, 1.0) for rule in ("claims/absolute-safety", "claims/cure-claim")}
    )  # fmt: skip
    assert as_json(measured) == Path("m.json").read_text()
    assert sentence(measured, "claims/cure-claim") == (
        "1 of 1 finding in labelled passages was right (95% interval 0.21–1.00; 2 own pages, 2026-01-31)"
    )
    assert sentence(measured, "claims/cure-all") == ""


@pytest.mark.parametrize(
    "content", ["{", "[]", "{}", '{"rules": {"a": {"right": 1}}, "pages": 1, "note": "", "date": ""}']
)
def test_damaged_figures_are_an_error_with_a_way_out(put, content, tmp_path):
    from claimlint.errors import UsageError

    path = tmp_path / put("m.json", content)
    with pytest.raises(UsageError, match="--save"):
        read_measured(path)


def test_shipped_figures_are_of_rules_that_exist_and_are_shown(run):
    measured = read_measured()
    assert measured.rules and set(measured.rules) <= {rule.id for rule in load_rules()}
    for rule, figures_ in measured.rules.items():
        assert 0 <= figures_.low <= figures_.right / figures_.findings <= figures_.high <= 1
        page = " ".join(run("explain", rule).stdout.split())
        assert f"Measured: {sentence(measured, rule)}." in page
        assert sentence(measured, rule) in (ROOT / "docs/rules" / f"{rule}.md").read_text(encoding="utf-8")
    (unmeasured, *_) = {rule.id for rule in load_rules()} - set(measured.rules)
    assert "Measured" not in run("explain", unmeasured).stdout


# --- documents about it -------------------------------------------------------------------------------


def test_the_schema_is_printed_and_requires_what_is_given(run, linter):
    assert json.loads(run("schema", "evaluation").stdout) == schema()
    jsonschema.Draft202012Validator.check_schema(schema())
    data = as_dict(evaluate(linter, [], "", "warning"), worst=0)
    for key in set(data):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({k: v for k, v in data.items() if k != key}, schema())


def test_the_rows_that_the_guide_shows_are_those_of_the_samples():
    (shown,) = re.findall(
        r"```json\n(.*?)```", (ROOT / "docs/evaluate.md").read_text(encoding="utf-8"), re.DOTALL
    )
    rows = (ROOT / "samples/labels.jsonl").read_text(encoding="utf-8").splitlines()
    assert shown.splitlines() and set(shown.splitlines()) <= set(rows)


def test_the_list_of_unopened_pages_is_chosen_as_it_says():
    """By hash among the labelled pages of each sort; only where these are at hand."""
    import hashlib

    from tests.conftest import SHARED

    listed = (ROOT / "benchmarks/unopened-pages.txt").read_text(encoding="utf-8").splitlines()
    names = [line for line in listed if not line.startswith("#")]
    opened = [line.removeprefix("# opened: ") for line in listed if line.startswith("# opened: ")]
    assert len({*names, *opened}) == len(names) + len(opened) == 27 and names == sorted(names)
    if not SHARED.is_dir():
        pytest.skip("needs the shared development data beside the project")
    rows = (SHARED / "eval/labels.jsonl").read_text(encoding="utf-8").splitlines()
    pages = {json.loads(one)["file"] for one in rows}
    for sort, count_ in (("junk", 12), ("good", 15)):
        mine = sorted(
            (p for p in pages if p.startswith(f"{sort}/")),
            key=lambda p: hashlib.sha256(p.encode()).hexdigest(),
        )
        assert set(mine[:count_]) == {name for name in (*names, *opened) if name.startswith(f"{sort}/")}
