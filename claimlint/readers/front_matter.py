"""The YAML header of a page: read whole, refused with its line, or no header at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from claimlint.document import Source
from claimlint.errors import ReadError
from claimlint.tidy import Piece

if TYPE_CHECKING:
    import yaml

#: A YAML header opens with a key or comment; a page may also open with a rule ("---") and prose.
_FRONT = re.compile(
    r"\A---[ \t]*(?:\r\n|\r|\n)(\s*(?:#|[\w\"'][\w .\"'-]{0,40}:(?=\s)).*?)(?:\r\n|\r|\n)(?:---|\.\.\.)[ \t]*(?=\r|\n|\Z)",
    re.DOTALL,
)
_OPEN = re.compile(r"\A---[ \t]*(?:\r\n|\r|\n)[a-z][\w-]{0,40}:(?=\s)")
#: A longer header is a mistake, and the YAML parser would take many seconds over it (code points).
LONGEST = 50_000
#: Characters a header may have when its aliases are written out; a few lines of them can stand for billions.
MOST_WRITTEN = 200_000
#: Key of what is said to claimlint.
OWN_KEY = "claimlint"
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class FrontMatter:
    """data: the header as parsed. end: where the body begins. title: its title with its place, if it has one.

    places: ranges of the source by key path, of what stands below the key ``claimlint``.
    """

    data: Mapping[str, Any] = field(default_factory=dict)
    end: int = 0
    title: Piece | None = None
    places: Mapping[tuple[object, ...], tuple[int, int]] = field(default_factory=dict)


def front_matter(source: Source) -> FrontMatter:
    """Read the header; a page without one gives an empty result. Raises ReadError ``front-matter``."""
    match = _FRONT.match(source.text)
    if match is None and _OPEN.match(source.text):
        raise _error(source, "is never closed", 1, "Put a line “---” below it.")
    if match is None:
        return FrontMatter()
    if len(match[1]) > LONGEST:
        what = f"has {len(match[1]):,} characters, more than {LONGEST:,}"
        raise _error(source, what, 1, "Shorten it, or close it with a line “---”.")
    return _parsed(source, match)


def _parsed(source: Source, match: re.Match[str]) -> FrontMatter:
    import yaml

    loader = yaml.SafeLoader("")
    try:
        loader = yaml.SafeLoader(match[1])
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            return FrontMatter()  # prose between two rules
        if _written(node, {}) > MOST_WRITTEN:
            what = f"stands for more than {MOST_WRITTEN:,} characters"
            raise _error(source, what, 2, "Write it without aliases.")
        data = loader.construct_document(node)
    except yaml.YAMLError as error:
        raise _error(source, f"is broken: {_problem(error)}", _line(match[1], error)) from error
    except ValueError as error:
        raise _error(source, f"is broken: {error}", _line_of_value(node)) from error
    except RecursionError as error:
        raise _error(source, "is nested too deep", 2) from error
    own = next((entry for entry in reversed(node.value) if entry[0].value == OWN_KEY), None)
    places = dict(_places(own[0], own[1], match)) if own else {}
    return FrontMatter(data, match.end(), _title(source, match, node), places)


def _places(key: Any, own: Any, match: re.Match[str]) -> Iterator[tuple[tuple[object, ...], tuple[int, int]]]:
    """Yield the place in the source of a key's node and of all parts of it; what is empty stands where its key does, if it has one."""
    stack: list[tuple[Any, Any, tuple[object, ...]]] = [(key, own, ())]
    while stack:
        key, node, where = stack.pop()
        for one in (node, key):
            # A list's node ends where the next key begins.
            text = match[1][one.start_mark.index : one.end_mark.index].rstrip() if one else ""
            if text:
                low = match.start(1) + one.start_mark.index
                yield where, (low, low + len(text))
                break
        if node.id == "mapping":
            stack += [(key, value, (*where, key.value)) for key, value in node.value]
        elif node.id == "sequence":
            stack += [(None, value, (*where, at)) for at, value in enumerate(node.value)]


def _error(source: Source, what: str, line: int, hint: str = "Mend the YAML.") -> ReadError:
    return ReadError("front-matter", f"The front matter {what}, line {line}.", f"{source.name}:{line}", hint)


def _written(node: yaml.Node, known: dict[int, float]) -> float:
    """Count the characters of a node as if aliases were written out; infinite where one holds itself.

    Raises ValueError for half a character: YAML can escape one, and nothing can print it.
    """
    if isinstance(node.value, str):
        if _SURROGATE.search(node.value):
            raise ValueError("half a character (a lone surrogate)")
        return 1 + len(node.value)
    if id(node) not in known:
        known[id(node)] = float("inf")
        parts = (part for entry in node.value for part in (entry if isinstance(entry, tuple) else (entry,)))
        known[id(node)] = 1 + sum(_written(part, known) for part in parts)
    return known[id(node)]


def _problem(error: yaml.YAMLError) -> str:
    return getattr(error, "problem", None) or getattr(error, "reason", None) or "it is no YAML"


def _line(text: str, error: yaml.YAMLError) -> int:
    """Return the line of the file an error stands in; the header begins in the second."""
    mark = getattr(error, "problem_mark", None)
    return 2 + (mark.line if mark else text.count("\n", 0, getattr(error, "position", 0)))


def _line_of_value(node: Any) -> int:
    """Return the line of the first value that cannot be built, such as a date that is none."""
    import yaml

    for key, value in node.value:
        try:
            _written(value, {})
            yaml.SafeLoader("").construct_document(value)
        except ValueError:
            return 2 + int(key.start_mark.line)
    return 2


def _title(source: Source, match: re.Match[str], node: yaml.MappingNode) -> Piece | None:
    """Return the title, the last where there are two: that one counts in the data, too."""
    for key, value in reversed(node.value):
        if key.value == "title" and value.id == "scalar" and value.value.strip():
            low, high = match.start(1) + value.start_mark.index, match.start(1) + value.end_mark.index
            if source.text[low:high][1:-1] == value.value:
                low, high = low + 1, high - 1
            return value.value, low, high
    return None
