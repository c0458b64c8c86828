"""Comments of Markdown and HTML that are said to claimlint: ``<!-- claimlint-disable-line RULE, … -- REASON -->``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimlint.document import Document
from claimlint.shape import close
from claimlint.suppression.fault import Fault

LINE, NEXT, BLOCK, END, FILE = "disable-line", "disable-next-line", "disable", "enable", "disable-file"
COMMANDS = (LINE, NEXT, BLOCK, END, FILE)
#: No article has more commands, or more names in one; each of them costs a look at every rule.
MOST, MOST_NAMES = 500, 20
#: A longer comment is no command (code points).
LONGEST = 2_000
_SAID = re.compile(r"\s*claimlint-([\w-]+)(?=\s|$)")
#: What was meant for a command: nobody else begins a comment like this.
_MEANT = re.compile(r"\s*claimlint\b[\s:_-]{0,3}(?:(?:dis|en)abl|ignor|off\b|on\b)|\s*claimlint-", re.I)
#: A dash before the reason. "--" is not allowed in XML, nor shown as a comment by all Markdown renderers.
_REASON = re.compile(r"(?:^|(?<=\s))(?:--|—|–)(?=\s|$)")
_NAME = re.compile(r"[^,\s](?:[^,]*[^,\s])?")


@dataclass(frozen=True)
class Name:
    """A rule, family or glob as written at start:end of the source; "" stands for all rules."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Command:
    """A comment that is a command. kind: one of COMMANDS. start, end: the comment in the source."""

    kind: str
    names: tuple[Name, ...]
    reason: str
    start: int
    end: int


def is_command(comment: str) -> bool:
    """Whether the text of a comment is, or was meant to be, said to claimlint."""
    return bool(_MEANT.match(comment))


def commands(document: Document) -> tuple[list[Command], list[Fault]]:
    """Return the commands of a document in their order, and what is wrong with those that cannot be read."""
    read: list[Command] = []
    faults: list[Fault] = []
    for start, text in document.comments:
        if not is_command(text):
            continue
        end = document.source.text.index("-->", start) + 3
        if len(read) + len(faults) == MOST:
            words = f"there are more than {MOST} in this file, and this and all further ones are not heard"
            return read, [*faults, Fault("malformed", words, start, end)]
        command = _read(document.source.text, start, end)
        (faults if isinstance(command, Fault) else read).append(command)  # type: ignore[arg-type]
    return read, faults


def _read(source: str, start: int, end: int) -> Command | Fault:
    low, high = start + 4, end - 3
    if high - low > LONGEST:
        return Fault("malformed", f"it is longer than {LONGEST} characters", start, end)
    said = _SAID.match(source, low, high)
    if said is None or said[1] not in COMMANDS:
        return _unknown(source[low:high], start, end)
    dash = _REASON.search(source, said.end(), high)
    names = tuple(_names(source, said.end(), dash.start() if dash else high))
    if len(names) > MOST_NAMES:
        return Fault("malformed", f"it names more than {MOST_NAMES} rules; name their family", start, end)
    for name in names:
        if re.search(r"\s", name.text):
            words = (
                f"“{' '.join(name.text.split())}” is no rule: commas part rules, and -- comes before a reason"
            )
            return Fault("malformed", words, name.start, name.end)
    reason = " ".join(source[dash.end() : high].split()) if dash else ""
    return Command(said[1], names or (Name("", start, end),), reason, start, end)


def _names(source: str, low: int, high: int) -> Iterator[Name]:
    for match in _NAME.finditer(source, low, high):
        yield Name(match[0], *match.span())


def _unknown(comment: str, start: int, end: int) -> Fault:
    said = " ".join(comment.split()).split(" -- ")[0][:60]
    first = re.sub(r"^claimlint[\s:_-]*", "", said, flags=re.I).partition(" ")[0].lower()
    hint = close(f"claimlint-{first}", [f"claimlint-{name}" for name in COMMANDS])
    return Fault("malformed", f"“{said}” is no command", start, end, hint)
