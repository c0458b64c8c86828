"""From a hit to a finding: its place in the source, its words, its message and its fingerprint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from claimlint.document import Document
from claimlint.edits import edit_for
from claimlint.errors import RuleError
from claimlint.finding import Finding, Highlight, Hit, Severity, fingerprint
from claimlint.rule import Rule


def placed_hits(
    document: Document, rule: Rule, hits: Sequence[tuple[Hit, Severity]], suggestion: str | None
) -> Iterator[Finding]:
    """Give hits their place in the source, their words and their fingerprint."""
    seen: dict[str, int] = defaultdict(int)
    references = tuple(str(reference) for reference in rule.references)
    for hit, severity in hits:
        said, words = _words_of(document, hit), _known_by(document, hit)
        seen[words] += 1
        start, end = (hit.start, hit.end) if hit.source else document.to_source(hit.start, hit.end)
        line, column = document.line_column(start)
        end_line, end_column = document.line_column(end)
        excerpt = document.source.text[start:end]
        highlights = tuple(_highlight(document, *mark) for mark in hit.marks)
        yield Finding(
            rule=rule.id,
            severity=severity,
            message=_message(rule, {"excerpt": said, **hit.data}),
            path=document.source.name,
            start=start,
            end=end,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            excerpt=excerpt,
            confidence=hit.confidence,
            scope="document" if hit.document else "span",
            fingerprint=fingerprint(rule.id, words, seen[words]),
            fix=rule.fix,
            suggestion=hit.suggestion or suggestion,
            edit=edit_for(rule.edit, document, hit, hit.suggestion or suggestion),
            references=references,
            data=dict(hit.data),
            highlights=highlights,
        )


#: Values of a finding on the whole article that say which one of its rule it is.
_IDENTITY = ("topic", "items", "phrase", "promise")


def _known_by(document: Document, hit: Hit) -> str:
    """Return the words by which a finding is known again: a verdict on the whole does not change with the title it is shown at."""
    if hit.document:
        return " ".join(str(hit.data[key]) for key in _IDENTITY if key in hit.data).lower()
    return _words_of(document, hit).lower()


def _highlight(document: Document, start: int, end: int) -> Highlight:
    start, end = document.to_source(start, end)
    return Highlight(start, end, *document.line_column(start))


def _message(rule: Rule, values: Mapping[str, object]) -> str:
    """Fill in a rule's message; a value may be carried by some hits of a check and not by others."""
    try:
        return rule.message.format_map(values)
    except KeyError as error:
        place = f"{rule.path}:{rule.lines.get(('message',), 1)}"
        hint = "Known here: " + ", ".join(values) + "."
        raise RuleError(
            "bad-rule", f"message: a hit carries no value {{{error.args[0]}}}.", place, hint
        ) from error


def _words_of(document: Document, hit: Hit) -> str:
    """Return the words of a hit on one line."""
    text = document.source.text if hit.source else document.text
    return " ".join(text[hit.start : hit.end].split())
