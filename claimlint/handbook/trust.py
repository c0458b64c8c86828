"""The tables of ``docs/trust.md``: which bodies rules rest on, and how often rules were right on labelled pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimlint.handbook.markdown import escape, table
from claimlint.measured import Measured
from claimlint.rule import FAMILIES, Rule

#: Bodies by how names of references begin; the first that fits counts. What fits none is research.
BODIES: dict[str, tuple[str, ...]] = {
    "US Federal Trade Commission (FTC)": ("FTC",),
    "US Food and Drug Administration (FDA)": ("FDA",),
    "UK advertising code (CAP) and medicines law": ("UK CAP", "UK Human"),
    "European Union law on medicines and health claims": ("EU ",),
    "Advertising and food law of Australia, Canada and China": ("Australian", "Canada", "Advertising Law"),
    "World Health Organization": ("WHO",),
    "UK National Health Service and NICE": ("NHS", "NICE"),
    "US health institutes and agencies (NIH, CDC, AHRQ)": ("MedlinePlus", "NCCIH", "National Institute", "CDC", "AHRQ"),
    "Professional and aid bodies": ("American Academy", "Red Cross", "Patient Information Forum"),
    "Criteria for health information (DISCERN, JAMA, QUEST, HONcode, HealthNewsReview)": (
        "DISCERN", "JAMA benchmarks", "QUEST", "HONcode", "HealthNewsReview", "Schwitzer",
    ),
    "Google's guidelines for raters and on spam": ("Google",),
    "Style books": ("AMA Manual", "Associated Press"),
}  # fmt: skip
RESEARCH = "Research papers"
_TRIED = re.compile(r"^\| `(?P<rule>[\w-]+/[\w-]+)` \|", re.MULTILINE)
_LINE = re.compile(r"^ *(?P<name>\S.*?) {2,}(?P<said>\d.*?)\*?$")
#: What stands on the page of the figures over all rules.
_TOLD = ("precision", "recall", "clean sentences hit", "traps hit", "off labelled spans")


def body(name: str) -> str:
    """Return the body that a reference belongs to, by its name."""
    return next((which for which, heads in BODIES.items() if name.startswith(heads)), RESEARCH)


def bodies(rules: Sequence[Rule]) -> list[str]:
    """Return a table of bodies, and how many rules rest on each, most first."""
    resting: dict[str, set[str]] = {}
    for rule in rules:
        for reference in rule.references:
            resting.setdefault(body(reference.name), set()).add(rule.id)
    ordered = sorted(resting.items(), key=lambda item: (-len(item[1]), item[0]))
    bare = [rule.id for rule in rules if not rule.references]
    lines = table(("body", "rules"), ((escape(name), str(len(ids))) for name, ids in ordered))
    said = f"{len(rules) - len(bare)} of {len(rules)} rules name a source; many name several."
    if bare:
        said += f" The others are about the text or claimlint itself: {_listed(bare)}."
    return [said, "", *lines]


def by_rule(rules: Sequence[Rule], measured: Measured) -> list[str]:
    """Return a table of how often each rule was right that was measured."""
    rows = [
        (f"[`{rule.id}`](rules/{rule.id}.md)", f"{of.right} of {of.findings}", f"{of.low:.2f}–{of.high:.2f}")
        for rule in _in_order(rules)
        if (of := measured.rules.get(rule.id))
    ]
    pages = f"On {measured.pages} {escape(measured.note)}, {measured.date}:"
    return [pages, "", *table(("rule", "right", "precision, 95 % interval"), rows)]


def unmeasured(rules: Sequence[Rule], measured: Measured, quality: str) -> list[str]:
    """Say which rules have no figure, by family; and of how many ``docs/quality.md`` has sentences written by others."""
    left = [rule for rule in _in_order(rules) if rule.id not in measured.rules]
    rows = []
    for family in FAMILIES:
        all_of = [rule for rule in rules if rule.family == family]
        names = [rule.id.partition("/")[2] for rule in left if rule.family == family]
        if names:
            rows.append((f"`{family}`", f"{len(names)} of {len(all_of)}", _listed(names)))
    sentences = quality.partition("<!-- sentences -->")[2].partition("<!-- /sentences -->")[0]
    tried = {match["rule"] for match in _TRIED.finditer(sentences)} & {rule.id for rule in left}
    said = (
        f"{len(left)} of {len(rules)} rules have no such figure. {len(tried)} of these were tried on"
        " [sentences written by others](quality.md#independent-sentences); the rest only on their own examples, and for"
        " false alarms on sound pages."
    )
    return [said, "", *table(("family", "without", "which"), rows)]


def overall(detection: str) -> list[str]:
    """Return the figures over all rules, from the report in ``benchmarks/detection.md``."""
    heads = {"claims": "Claims: errors", "broken text": "Garble: errors"}
    told = {what: dict(_lines(detection, head)) for what, head in heads.items()}
    rows = [(name, *(told[what][name] for what in heads)) for name in _TOLD]
    return table(("", *heads), rows)


def by_family(detection: str) -> list[str]:
    """Return how often the findings of each family were right, from the same report."""
    found = [
        line
        for which in ("Claims", "Garble")
        for line in _lines(detection, f"{which}, findings that were right")
    ]
    rows = [(f"`{name}`", said) for name, said in found if name in FAMILIES]
    return table(("family", "right, 95 % interval"), rows)


def _lines(report: str, head: str) -> Iterator[tuple[str, str]]:
    """Yield names and figures of a section of an evaluation, which ends at an empty line."""
    _, _, after = report.partition(f"\n{head}")
    for line in after.partition("\n\n")[0].split("\n")[1:]:
        if match := _LINE.match(line):
            yield match["name"], match["said"]


def _in_order(rules: Sequence[Rule]) -> list[Rule]:
    return sorted(rules, key=lambda rule: (FAMILIES.index(rule.family), rule.id))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def examples(rules: Sequence[Rule]) -> list[str]:
    """Say how many examples the rules carry."""
    bad = sum(example.bad for rule in rules for example in rule.examples)
    good = sum(len(rule.examples) for rule in rules) - bad
    return [
        f"{len(rules)} rules carry {bad:,} faults that must be found and {good:,} near misses that must not be."
    ]
