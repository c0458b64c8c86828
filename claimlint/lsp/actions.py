"""What an editor offers to do about a finding: a safe edit, words to put in, a comment that switches the rule off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs
from lsprotocol import types

from claimlint.finding import Edit, Finding
from claimlint.lsp.checking import Checked
from claimlint.lsp.diagnostics import SOURCE, diagnostic, key_of, range_of
from claimlint.lsp.documents import Opened
from claimlint.lsp.places import (
    after_header,
    line_end_of,
    paragraph_after,
    paragraph_at_end,
    takes_line_above,
)

#: The action that makes all safe edits of a text at once.
FIX_ALL = "source.fixAll.claimlint"
KINDS = [types.CodeActionKind.QuickFix, FIX_ALL]
#: Rules whose words stand instead of what was found; those of others are put beside it.
_REPLACING = frozenset({"disclaimers/altered-fda-disclaimer"})
_SENTENCE = re.compile(r"[.!?\]”]$")
#: Longer words are cut in the name of an action (characters).
_SHOWN = 60


def actions(document: Opened, checked: Checked, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Return what can be done about the findings that an editor asks about."""
    asked = params.context.only
    found = [a for f in _meant(document, checked, params) for a in _of_finding(document, checked, f)]
    found += _fix_all(document, checked)
    return [action for action in found if _wanted(action.kind, asked)]


def _wanted(
    kind: types.CodeActionKind | str | None, asked: Sequence[types.CodeActionKind | str] | None
) -> bool:
    """Whether an action's kind is one of those asked for, or below one of them; a whole-text action only if asked for."""
    name = _word(kind)
    if not asked:
        return name == _word(types.CodeActionKind.QuickFix)
    return any(name == _word(k) or name.startswith(f"{_word(k)}.") or not _word(k) for k in asked)


def _word(kind: types.CodeActionKind | str | None) -> str:
    return str(getattr(kind, "value", kind))


def _meant(document: Opened, checked: Checked, params: types.CodeActionParams) -> list[Finding]:
    """Return the findings whose diagnostics came along, or else those that the range touches."""
    keys = [d.data for d in params.context.diagnostics if d.source == SOURCE]
    if keys:
        return [finding for finding in checked.findings if key_of(finding) in keys]
    low = document.lines.offset(params.range.start.line, params.range.start.character)
    high = document.lines.offset(params.range.end.line, params.range.end.character)
    return [finding for finding in checked.findings if finding.start <= high and low <= finding.end]


def _of_finding(document: Opened, checked: Checked, finding: Finding) -> Iterator[types.CodeAction]:
    mine = [diagnostic(document, checked, finding)]
    text = _text(document)
    if finding.edit:
        yield _action(document, _named(text, finding.edit), [finding.edit], mine, preferred=True)
    for title, edit in _suggested(document, text, finding):
        yield _action(document, title, [edit], mine)
    if document.media in ("markdown", "html"):
        for title, edit in _switched_off(document, text, finding):
            yield _action(document, title, [edit], mine)


def _text(document: Opened) -> str:
    return document.lines.text.removeprefix("\ufeff")


def _action(
    document: Opened,
    title: str,
    edits: Sequence[Edit],
    mine: list[types.Diagnostic] | None,
    *,
    kind: types.CodeActionKind | str = types.CodeActionKind.QuickFix,
    preferred: bool | None = None,
) -> types.CodeAction:
    changes = [
        types.TextEdit(range_of(document.lines, edit.start, edit.end), _ends(document, edit.text))
        for edit in edits
    ]
    # The editor refuses edits of a version that it no longer has.
    versioned = types.OptionalVersionedTextDocumentIdentifier(uri=document.uri, version=document.version)
    return types.CodeAction(
        title,
        kind=kind,
        diagnostics=mine,
        is_preferred=preferred,
        edit=types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(versioned, changes)]),
    )


def _ends(document: Opened, text: str) -> str:
    return re.sub(r"\r\n?|\n", line_end_of(document.lines.text), text)


def _named(text: str, edit: Edit) -> str:
    old, new = _short(text[edit.start : edit.end]), _short(edit.text)
    if not new:
        return f"Delete “{old}”" if old else "Delete the blank"
    return f"Replace “{old}” with “{new}”" if old else f"Insert “{new}”"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"


def _suggested(document: Opened, text: str, finding: Finding) -> Iterator[tuple[str, Edit]]:
    """Yield the ways to put a rule's words in: a paragraph of its own, or instead of what was found."""
    words = finding.suggestion
    if not words or (finding.edit and words in finding.edit.text):
        return
    if finding.scope == "document":
        yield f"Insert “{_short(words)}” at the end", paragraph_at_end(text, document.media, words)
    elif finding.rule in _REPLACING:
        edit = Edit(finding.start, finding.end, words)
        yield f"Replace with “{_short(words)}”", edit
    elif _SENTENCE.search(words):
        below = paragraph_after(text, document.media, finding.end, words)
        if below:
            yield f"Insert “{_short(words)}” below", below
    else:
        for choice in words.split("; "):
            yield f"Replace with “{choice}”", Edit(finding.start, finding.end, choice)


def _switched_off(document: Opened, text: str, finding: Finding) -> Iterator[tuple[str, Edit]]:
    """Yield the comments that switch a rule off, for the line where its finding begins and for the file."""
    lines, end = document.lines, line_end_of(text)
    top = after_header(text, document.media)
    line = lines.line_of(finding.start)
    start = lines.line_start(line)
    if finding.scope == "span" and start >= top:
        if takes_line_above(lines, line, document.media):
            indent = re.match(r"[ \t]*", lines.line_text(line).removeprefix("\ufeff"))
            blank = indent[0] if indent else ""
            comment = f"{blank}<!-- claimlint-disable-next-line {finding.rule} -->{end}"
            edit = Edit(start, start, comment)
        else:
            stop = lines.line_stop(line)
            edit = Edit(stop, stop, f" <!-- claimlint-disable-line {finding.rule} -->")
        yield f"Disable {finding.rule} on this line", edit
    comment = f"<!-- claimlint-disable-file {finding.rule} -->{end}"
    yield f"Disable {finding.rule} in this file", Edit(top, top, comment)


def _fix_all(document: Opened, checked: Checked) -> Iterator[types.CodeAction]:
    """Yield the action that makes all safe edits; of two that overlap the first stays."""
    edits: list[Edit] = []
    for edit in sorted({f.edit for f in checked.findings if f.edit}, key=lambda e: (e.start, e.end, e.text)):
        if not edits or edits[-1].end <= edit.start:
            edits.append(edit)
    if edits:
        yield _action(document, "Make all safe edits", edits, None, kind=FIX_ALL)


def without_versions(action: types.CodeAction) -> types.CodeAction:
    """Return an action for an editor that knows no versions of a text in edits."""
    changes = action.edit.document_changes if action.edit else None
    edits = {
        change.text_document.uri: [edit for edit in change.edits if isinstance(edit, types.TextEdit)]
        for change in changes or ()
        if isinstance(change, types.TextDocumentEdit)
    }
    return attrs.evolve(action, edit=types.WorkspaceEdit(changes=edits))
