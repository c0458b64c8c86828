"""What elements of HTML are: blocks, inline or void, dropped or page furniture, and what they pass on to their content."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from claimlint.document import BlockKind
from claimlint.readers.html_tokens import Attribute

Attributes = Mapping[str, Attribute]

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_DROPPED = frozenset(
    (
        "script style template noscript svg math iframe object canvas audio video select textarea datalist"
    ).split()
)
BLOCKS = frozenset(
    (
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset"
        " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p"
        " pre section summary table tbody td tfoot th thead tr ul title head option label button"
    ).split()
)
_KINDS: Mapping[str, BlockKind] = {
    "title": "title",
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "li": "item",
    "dt": "item",
    "dd": "item",
    "td": "table",
    "th": "table",
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
    "pre": "code",
}
_BOILERPLATE_TAGS = frozenset(["nav", "footer", "aside", "form", "button", "menu"])
_BOILERPLATE_ROLES = frozenset(["navigation", "contentinfo", "banner", "complementary", "search"])
_BOILERPLATE_CLASS = re.compile(
    r"^(?:cookies?|share|sharing|social|breadcrumbs?|sidebar|related|comments?|subscribe|newsletter|menu|nav|navbar|footer|site-header|"
    r"site-footer|cookie-(?:banner|notice|bar)|share-buttons|related-posts|post-tags|skip-link|advert|ads?|promo-banner|disclaimer-footer)$",
    re.IGNORECASE,
)
#: Elements that hold the article: a class name on them never hides it.
_NEVER_BOILERPLATE = frozenset({"html", "body", "main", "article"})
#: What an element closes when it opens, as nobody need write the end tags.
CLOSES_ITSELF: Mapping[str, frozenset[str]] = {
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dt", "dd", "p"}),
    "dd": frozenset({"dt", "dd", "p"}),
    "td": frozenset({"td", "th", "p"}),
    "th": frozenset({"td", "th", "p"}),
    "tr": frozenset({"td", "th", "tr", "p"}),
    "option": frozenset({"option"}),
}


@dataclass(frozen=True)
class Element:
    """An open element with what it passes on to its content."""

    tag: str
    kind: BlockKind
    level: int
    dropped: bool
    boilerplate: bool


def value(values: Attributes, name: str) -> str:
    """Return what an attribute holds, or nothing."""
    return values[name].value if name in values else ""


def element(tag: str, values: Attributes, parent: Element) -> Element:
    """Return an element that is opened inside another."""
    style = value(values, "style").replace(" ", "").lower()
    hidden = "hidden" in values or "display:none" in style
    head = tag == "head" or (parent.tag == "head" and tag != "title")
    level = (
        int(tag[1])
        if re.fullmatch(r"h[1-6]", tag)
        else (0 if tag in _KINDS or tag in BLOCKS else parent.level)
    )
    kind = _KINDS.get(tag) or (parent.kind if _keeps_kind(tag, parent) else "paragraph")
    dropped = (parent.dropped and tag != "title") or tag in _DROPPED or hidden or head
    return Element(tag, kind, level, dropped, parent.boilerplate or _is_boilerplate(tag, values))


def _keeps_kind(tag: str, parent: Element) -> bool:
    """Inline elements and paragraphs inside an item, cell or quote belong to it."""
    return tag not in BLOCKS or (tag in ("p", "div") and parent.kind in ("item", "table", "quote", "caption"))


def _is_boilerplate(tag: str, values: Attributes) -> bool:
    if tag in _NEVER_BOILERPLATE:
        return False
    if tag in _BOILERPLATE_TAGS or value(values, "role").lower() in _BOILERPLATE_ROLES:
        return True
    names = f"{value(values, 'class')} {value(values, 'id')}".split()
    return any(_BOILERPLATE_CLASS.match(name) for name in names)
