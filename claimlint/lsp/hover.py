"""What an editor says of a finding under the pointer: message, reason, fix, words to put in, standards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimlint.finding import Finding
from claimlint.lsp.checking import Checked
from claimlint.rule import Rule

#: What Markdown, or HTML in it, could take for more than a character.
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$])|^(?=[-+])|(?<=^\d)(?=[.)])|(?<=^\d\d)(?=[.)])")
_BREAKS = re.compile(r"\s+")


def hover_at(checked: Checked, offset: int) -> list[Finding]:
    """Return the findings at an offset, the shortest first."""
    found = [f for f in checked.findings if f.start <= offset < max(f.end, f.start + 1)]
    return sorted(found, key=lambda f: (f.end - f.start, f.rule))


def hover_text(checked: Checked, findings: Sequence[Finding], *, markdown: bool) -> str:
    """Return what is to be said of findings, as Markdown or as plain text."""
    parts = ["\n\n".join(_part(checked.rules[f.rule], f, markdown)) for f in findings]
    return ("\n\n---\n\n" if markdown else "\n\n").join(parts)


def _part(rule: Rule, finding: Finding, markdown: bool) -> Iterator[str]:
    said = escaped if markdown else flat
    strong = "**" if markdown else ""
    yield f"{strong}{said(rule.title)}{strong} ({finding.severity}, {said(rule.id)})"
    yield said(finding.message)
    yield f"{strong}Why:{strong} {said(rule.why)}"
    yield f"{strong}Fix:{strong} {said(finding.fix)}"
    if finding.suggestion:
        yield f"{strong}Words to put in:{strong} “{said(finding.suggestion)}”"
    if rule.references:
        lines = [_reference(str(r), r.url, markdown) for r in rule.references]
        yield f"{strong}Rests on:{strong}\n\n" + "\n".join(lines)


def _reference(name: str, url: str, markdown: bool) -> str:
    if not markdown:
        return f"- {flat(name)}" + (f" {url}" if url else "")
    # What could end the address early is written in percents.
    address = re.sub(r"[()<>\s\\]", lambda match: f"%{ord(match[0]):02X}", url)
    return f"- [{escaped(name)}]({address})" if url else f"- {escaped(name)}"


def escaped(text: str) -> str:
    """Return a text on one line that Markdown shows as it stands."""
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", flat(text))


def flat(text: str) -> str:
    """Return a text on one line."""
    return _BREAKS.sub(" ", text).strip()
