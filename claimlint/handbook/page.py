"""The page of a rule, and the index of all pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimlint.handbook.markdown import escape, examples, table
from claimlint.handbook.plain import grades, guard_says, limits
from claimlint.measured import read_measured, sentence
from claimlint.plugins import kinds
from claimlint.rule import FAMILIES, Reference, Rule

#: First line of every page; files without it are not ours to replace or remove.
MARK = "<!-- Made by “claimlint rules docs” from the rule files: change those instead. -->"


def page(rule: Rule) -> str:
    """Return the page of a rule."""
    parts = [MARK, *_head(rule), *_measured(rule), *_where(rule), *_sources(rule), *_proof(rule)]
    return "\n".join(_squeezed(parts)) + "\n"


def index(rules: Sequence[Rule]) -> str:
    """Return the index, by family; links are relative to its folder."""
    lines = [MARK, "# The rules, one page each", ""]
    for family in FAMILIES:
        inside = [rule for rule in rules if rule.family == family]
        if inside:
            lines += ["", f"## {family}", "", *rule_table(inside, "")]
    return "\n".join(_squeezed(lines)) + "\n"


def rule_table(rules: Sequence[Rule], folder: str) -> list[str]:
    """Return a table of rules with links to their pages below a folder."""
    rows = [(f"[`{r.id}`]({folder}{r.id}.md)", r.severity, escape(r.title)) for r in rules]
    return table(("rule", "severity", "finds"), rows)


def as_code(name: str) -> str:
    """Return an id or a name as code."""
    return f"`{name}`"


def _squeezed(lines: Sequence[str]) -> Iterator[str]:
    """Drop blank lines after blank ones and at the end, outside ``<pre>``."""
    inside = False
    pending = False
    for line in lines:
        if not line.strip() and not inside:
            pending = True
            continue
        if pending:
            yield ""
            pending = False
        yield line
        inside = (inside or line.startswith("<pre>")) and not line.endswith("</pre>")


def _head(rule: Rule) -> Iterator[str]:
    yield from (f"# {escape(rule.title)}", "")
    yield from (f"{as_code(rule.id)} · {', '.join(grades(rule, as_code))} · since {rule.since}", "")
    for head, text in (("What it flags", rule.summary), ("Why", rule.why), ("What to do", rule.fix)):
        yield from (f"**{head}.** {escape(text)}", "")
    if rule.suggestion:
        yield from ("Words to put in:", "", f"> {escape(rule.suggestion)}", "")
    for place, words in rule.suggestions.items():
        yield from (f"Words to put in, for `{place}`:", "", f"> {escape(words)}", "")
    if rule.aliases:
        yield from (f"Once called {', '.join(f'`{name}`' for name in rule.aliases)}.", "")


def _where(rule: Rule) -> Iterator[str]:
    yield from ("## Where and how it looks", "")
    yield f"- Places: {', '.join(rule.scope)}"
    yield f"- Language: {'any' if rule.language == 'any' else 'English'}"
    for name in dict.fromkeys(name for name, _ in rule.checks):
        yield f"- Kind of check: `{name}`. {kinds()[name].about}"
    yield from (f"- {said}" for said in limits(rule, as_code))
    yield ""
    for head, guards in (("It stays silent when", rule.unless), ("It is one step milder when", rule.soften)):
        if guards:
            yield from (f"{head} one of these guards speaks:", "")
            yield from (f"- `{name}`: {guard_says(name)}" for name in guards)
            yield ""


def _measured(rule: Rule) -> Iterator[str]:
    """Say how often the rule was right; of rules without figures, nothing."""
    if said := sentence(read_measured(), rule.id):
        yield from (f"**Measured.** {escape(said)}.", "")


def _sources(rule: Rule) -> Iterator[str]:
    if rule.references:
        yield from ("## What it rests on", "")
        yield from (f"- {_reference(reference)}" for reference in rule.references)
        yield ""


def _reference(reference: Reference) -> str:
    url = reference.url.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
    return f"[{escape(str(reference))}](<{url}>)" if url else escape(str(reference))


def _proof(rule: Rule) -> Iterator[str]:
    yield from ("## Flagged", "")
    yield from examples(e for e in rule.examples if e.bad)
    yield from ("", "## Left alone", "")
    yield from examples(e for e in rule.examples if not e.bad)
