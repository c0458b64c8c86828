"""JSON-LD: what a page's scripts say of its article, in schema.org words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Node = Mapping[str, Any]

#: Larger scripts hold no article's data (code points); deeper or more nodes than these are not looked at.
LARGEST = 1_000_000
DEEPEST = 12
MOST_NODES = 2_000
#: The page that holds an article says less of it than the article itself.
_PAGES = frozenset(
    "webpage medicalwebpage faqpage howto qapage itempage profilepage collectionpage report recipe".split()
)


def articles(scripts: Sequence[str]) -> list[dict[str, str]]:
    """Return what scripts say of the article, one mapping a node, articles before pages.

    Keys: title author reviewer publisher published updated url section language. Broken JSON says nothing.
    """
    nodes = [node for script in scripts for node in _nodes(_load(script))][:MOST_NODES]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    ranked = sorted((node for node in nodes if _rank(node) is not None), key=lambda node: _rank(node) or 0)
    return [_read(node, by_id) for node in ranked]


def _load(script: str) -> Any:
    if len(script) > LARGEST:
        return None
    text = (
        script.strip()
        .removeprefix("<!--")
        .removesuffix("-->")
        .removeprefix("//<![CDATA[")
        .removesuffix("//]]>")
    )
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(data: Any, depth: int = 0) -> Iterator[Node]:
    """Yield the objects of a JSON value, outer ones first, down to DEEPEST."""
    if depth > DEEPEST:
        return
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from _nodes(value, depth + 1)
    elif isinstance(data, list):
        for value in data[:MOST_NODES]:
            yield from _nodes(value, depth + 1)


def _rank(node: Node) -> int | None:
    """Return 0 for an article, 1 for the page around one, None for anything else."""
    kinds = node.get("@type")
    names = [str(kind).rpartition("/")[2].lower() for kind in (kinds if isinstance(kinds, list) else [kinds])]
    if any(name.endswith(("article", "posting")) for name in names):
        return 0
    return 1 if _PAGES.intersection(names) else None


def _read(node: Node, by_id: Mapping[str, Node]) -> dict[str, str]:
    found = {
        "title": _text(node.get("headline")) or _text(node.get("name")),
        "author": _names(node.get("author"), by_id) or _names(node.get("creator"), by_id),
        "reviewer": _names(node.get("reviewedBy"), by_id),
        "publisher": _names(node.get("publisher"), by_id),
        "published": _text(node.get("datePublished")) or _text(node.get("dateCreated")),
        "updated": _text(node.get("lastReviewed")) or _text(node.get("dateModified")),
        "url": _text(node.get("url")) or _address(node.get("mainEntityOfPage")),
        "section": _text(node.get("articleSection")),
        "language": _text(node.get("inLanguage")),
    }
    return {key: value for key, value in found.items() if value}


def _text(value: Any) -> str:
    """Return a text, the first of a list, or the name of an object; nothing for anything else."""
    if isinstance(value, list):
        return next((text for entry in value[:20] if (text := _text(entry))), "")
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("alternateName")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _names(value: Any, by_id: Mapping[str, Node]) -> str:
    """Return the names of people or organisations, joined by commas; references are followed once."""
    entries = value if isinstance(value, list) else [value]
    names = [
        _text(by_id.get(str(e.get("@id")), e) if isinstance(e, dict) and "name" not in e else e)
        for e in entries[:20]
    ]
    return ", ".join(dict.fromkeys(name for name in names if name and "://" not in name))


def _address(value: Any) -> str:
    """Return the address of ``mainEntityOfPage``: a text or an object's id."""
    return _text(value.get("@id") if isinstance(value, dict) else value)
