"""What the data of a rule mean in plain words, for its page and for ``explain``."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator

from claimlint.guards import GUARDS
from claimlint.rule import Rule

#: How an id or a name is written: bare, or as code in Markdown.
Written = Callable[[str], str]


def grades(rule: Rule, written: Written = str) -> Iterator[str]:
    """Yield how severe a rule's findings are, and where: a few words each."""
    yield rule.severity
    if rule.title_severity:
        yield f"{rule.title_severity} in the title"
    yield from (f"{grade} in {written(profile)}" for profile, grade in rule.profiles.items())
    if rule.only:
        yield f"only in {_listed(rule.only, written)}"
    if rule.absolute:
        yield f"whatever the evidence in {_listed(rule.absolute, written)}"


def limits(rule: Rule, written: Written = str) -> Iterator[str]:
    """Yield a sentence on each thing but guards that keeps findings out of a report."""
    if rule.beside:
        which = "one of these rules" if len(rule.beside) > 1 else "this rule"
        yield f"It speaks only in an article where {which} found an error: {_listed(rule.beside, written)}."
    if rule.most is not None:
        notes = "one note (info) is" if rule.most == 1 else f"{rule.most} notes (info) are"
        yield f"At most {notes} shown for an article; warnings and errors all are."


def guard_says(name: str) -> str:
    """Return what a guard is for: the first sentence of its function."""
    text = inspect.getdoc(GUARDS[name]) or ""
    return " ".join(text.split("\n\n")[0].split()).replace("``", "`")


def _listed(names: tuple[str, ...], written: Written) -> str:
    return ", ".join(written(name) for name in names)
