"""What ``mkdocs.yml`` cannot say: pages from outside ``docs/``, the menu of the rules, links out of the site."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

ROOT = Path(__file__).parent
#: Pages of the site to the files outside ``docs/`` that they are.
OUTSIDE = {
    "index.md": "README.md",
    "changelog.md": "CHANGELOG.md",
    "rule-files.md": "rules/README.md",
    "detection.md": "benchmarks/detection.md",
    "security.md": "SECURITY.md",
}
#: The table of a guide that is also a page of the reference.
KEYS = "configuration-keys.md"
_LINK = re.compile(
    r"\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\((?!https?:|mailto:|#|<)(?P<to>[^)#\s]+)(?P<at>#[^)\s]*)?\)"
)
_FENCED = re.compile(r"(^```.*?^```)", re.DOTALL | re.MULTILINE)
_ROW = re.compile(r"^\|.*$", re.MULTILINE)
_CODE = re.compile(r"`[^`\n]+`")
_HEADING = re.compile(r"^## (\w+)$|\((\w+/[\w-]+\.md)\)", re.MULTILINE)


def on_config(config: Any) -> Any:
    """Add the pages of the rules by family, and to the guides those that no menu names."""
    menu = {name: pages for entry in config.nav for name, pages in entry.items()}
    docs = Path(config.docs_dir)
    menu["Rules"] += _families((docs / "rules" / "README.md").read_text(encoding="utf-8"))
    named = {page for pages in menu.values() for page in pages if isinstance(page, str)}
    menu["Guides"] += sorted(path.name for path in docs.glob("*.md") if path.name not in named)
    return config


def on_files(files: Any, config: Any) -> Any:
    """Add the pages that lie outside ``docs/``, and the table of keys by itself."""
    for page, source in OUTSIDE.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        files.append(File.generated(config, page, content=text))
    guide = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    keys = guide.partition("<!-- made: keys -->")[2].partition("<!-- /made -->")[0]
    head = "# Configuration keys\n\nHow files are found and merged: [configuration](configuration.md).\n\n"
    files.append(File.generated(config, KEYS, content=head + keys))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Lead links to where things are on the site; what is not on it (a script, a folder) is named without a link."""
    uri = page.file.src_uri
    source = OUTSIDE.get(uri, f"docs/{uri}")
    pages = {there: here for here, there in OUTSIDE.items()}

    def lead(match: re.Match[str]) -> str:
        there = posixpath.normpath(posixpath.join(posixpath.dirname(source), match["to"]))
        target = pages.get(there) or there.removeprefix("docs/")
        if there not in pages and (not there.startswith("docs/") or files.get_file_from_path(target) is None):
            # A dead link is left for the build to complain of.
            return match["text"] if (ROOT / there).exists() else match[0]
        return f"[{match['text']}]({posixpath.relpath(target, posixpath.dirname(uri) or '.')}{match['at'] or ''})"

    blocks = _FENCED.split(markdown)
    return "".join(block if block.startswith("```") else _LINK.sub(lead, _rows(block)) for block in blocks)


def _rows(markdown: str) -> str:
    """Take the backslash from pipes in code in tables, which code hosts need and Python's Markdown shows."""
    return _ROW.sub(lambda row: _CODE.sub(lambda code: code[0].replace("\\|", "|"), row[0]), markdown)


def _families(index: str) -> list[dict[str, list[str]]]:
    """Return the menu of the rules, as their index lists them."""
    menu: dict[str, list[str]] = {}
    family = ""
    for match in _HEADING.finditer(index):
        if match[1]:
            family = match[1]
        else:
            menu.setdefault(family, []).append(f"rules/{match[2]}")
    return [{name: pages} for name, pages in menu.items()]
