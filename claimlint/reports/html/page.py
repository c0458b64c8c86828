"""From the plain data of a JSON report to the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimlint.finding import SEVERITIES
from claimlint.reports.html import boxes
from claimlint.reports.html.article import chunks
from claimlint.reports.html.assets import CSS, CSS_NAME, JS, JS_NAME, Assets
from claimlint.reports.html.findings import SIGNS, listed, marks
from claimlint.reports.html.strip import strip
from claimlint.reports.html.templating import templates
from claimlint.reports.summary import NOTE, NOUNS, plural

if TYPE_CHECKING:
    from jinja2 import Template


def page(
    files: Sequence[Mapping[str, Any]],
    rules: Mapping[str, Mapping[str, Any]],
    tool: Mapping[str, Any],
    skipped: Sequence[Mapping[str, Any]],
    assets: Assets,
    home: tuple[str, str] | None,
) -> str:
    """Return the page on these files, with a list of them on top where there are several."""
    taken: set[str] = set()
    articles = [_article(number, file, rules, taken) for number, file in enumerate(files, 1)]
    live = [one for article in articles for one in article["shown"] if not one["suppressed"]]
    severities = Counter(one["severity"] for one in live)
    return _rendered(
        articles=articles,
        first=next((article for article in articles if not article["error"]), None),
        policy=assets.policy,
        folder=assets.folder,
        css=CSS,
        js=JS,
        css_name=CSS_NAME,
        js_name=JS_NAME,
        severities=[(name, NOUNS[name], SIGNS[name], severities[name]) for name in SEVERITIES],
        families=sorted(Counter(one["family"] for one in live).items()),
        outcome=_outcome(articles, severities),
        total=len(live),
        made_by=_made_by(tool),
        skipped=skipped,
        note=NOTE,
        home=home,
    )


def _rendered(**values: Any) -> str:
    from jinja2 import UndefinedError

    try:
        return _template().render(**values)
    except UndefinedError as error:
        # Of a saved report, somebody may have taken something away.
        raise ValueError(str(error)) from error


def _made_by(tool: Mapping[str, Any]) -> str:
    parts = {**tool.get("models", {}), **tool.get("plugins", {})}
    more = "".join(f", {name} {version}" for name, version in sorted(parts.items()))
    return f"Made by {tool['name']} {tool['version']} with rules {tool['rules_version']}{more}."


def _outcome(articles: Sequence[Mapping[str, Any]], severities: Mapping[str, int]) -> str:
    found = ", ".join(plural(severities[name], NOUNS[name]) for name in SEVERITIES)
    unread = sum(bool(article["error"]) for article in articles)
    tail = f" {plural(unread, 'file')} could not be read." if unread else ""
    return f"{plural(len(articles) - unread, 'file')} checked: {found}.{tail}"


def _article(
    number: int, file: Mapping[str, Any], rules: Mapping[str, Mapping[str, Any]], taken: set[str]
) -> dict[str, Any]:
    shown = listed(file, rules, taken)
    prefix = f"a{number}-"
    found = marks(shown)
    has_text = file.get("text") is not None
    parts, placed = chunks(file, found, f"{prefix}b") if has_text else ([], set())
    for one in shown:
        one["placed"] = one["number"] in placed
    document = file["document"] or {}
    facts = boxes.facts(file["document"])
    return {
        "id": f"a{number}",
        "prefix": prefix,
        "path": file["path"],
        "title": document.get("title") or file["path"],
        "language": document.get("language") or "",
        "error": file["error"],
        "words": file["words"],
        "sentences": file["sentences_count"],
        "profile": file["profile"],
        "density": file["density"],
        "sha256": file["sha256"],
        "has_text": has_text,
        # Only a history gives articles an id.
        "kept": "article" in file,
        "chunks": parts,
        "shown": shown,
        "counts": boxes.counts(shown),
        "readability": boxes.readability(file["readability"]),
        "garble": boxes.garble(file["garble"]),
        "facts": facts,
        "said": boxes.said(facts),
        "strip": strip(file, shown, f"{prefix}b") if has_text else None,
    }


@lru_cache(maxsize=1)
def _template() -> Template:
    return templates(Path(__file__).parent / "templates").get_template("page.html.j2")
