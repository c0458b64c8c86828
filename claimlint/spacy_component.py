"""The spaCy component ``claimlint``: ``nlp.add_pipe("claimlint")`` lints the text of every Doc with the bundled pipeline."""

# spaCy reads the annotations of the factory when it makes a component, so they are not postponed.
from dataclasses import asdict
from typing import Any

from claimlint.errors import UsageError
from claimlint.finding import Edit, Finding, Highlight
from claimlint.nlp import component, on_docs

#: Under this key of ``Doc.user_data`` the findings lie as plain data, which Doc.to_bytes can write and read.
KEY = "claimlint"
MEDIA = ("text", "markdown", "html")
DEFAULTS: dict[str, Any] = {
    "media": "text",
    "spans_key": "claimlint",
    "select": [],
    "ignore": [],
    "severity": {},
    "rules_dir": [],
    "profile": None,
    "audience": None,
    "region": None,
    "excerpt": False,
    "accepted": [],
}


def findings(doc: Any) -> tuple[Finding, ...]:
    """Return what the component found in a Doc, in the order of the text; () where it did not run."""
    return tuple(_finding(data) for data in doc.user_data.get(KEY, ()))


@component("claimlint", DEFAULTS)
def make(
    nlp: Any,
    name: str,
    media: str,
    spans_key: str,
    select: list[str],
    ignore: list[str],
    severity: dict[str, str],
    rules_dir: list[str],
    profile: str | None,
    audience: str | None,
    region: str | None,
    excerpt: bool,
    accepted: list[str],
) -> "Component":
    """Make the component for a pipeline, whatever its language and pipes: it asks only for the texts.

    media: format of the texts. spans_key: key of ``doc.spans``. The others are keys of a configuration; files are not asked
    for any. Raises UsageError for a value that cannot be used, RuleError and PluginError for rules that cannot be used.
    """
    on_docs("claimlint", findings)
    said: dict[str, Any] = {"select": select, "ignore": ignore, "severity": severity, "rules_dir": rules_dir}
    said |= {"profile": profile, "audience": audience, "region": region, "accepted": accepted}
    return Component({key: value for key, value in said.items() if value}, excerpt, media, spans_key)


class Component:
    """Sets ``doc._.claimlint`` and ``doc.spans[spans_key]``, one span for each finding that marks words and nothing suppresses.

    Findings have offsets of ``doc.text``; spans are of whole tokens and may be wider. Their labels are ids of rules.
    """

    def __init__(self, keys: dict[str, Any], excerpt: bool, media: str, spans_key: str):
        from claimlint.api import load_settings

        if media not in MEDIA:
            raise UsageError(
                "bad-setting", f"“{media}” is no valid media.", "", f"One of {', '.join(MEDIA)}."
            )
        self._settings = load_settings(config=False, excerpt=excerpt, **keys)
        self._media: Any = media
        self._spans_key = spans_key
        self._linter: Any = None

    def __call__(self, doc: Any) -> Any:
        """Lint a Doc. Raises PluginError when a plugin's check fails on it."""
        from claimlint.linter import check_document
        from claimlint.prepared import make_linter
        from claimlint.readers import read_text

        self._linter = self._linter or make_linter(self._settings)
        found = check_document(self._linter, read_text(doc.text, "doc", self._media)).findings
        doc.user_data[KEY] = [asdict(finding) for finding in found]
        marked = [f for f in found if f.scope == "span" and f.start < f.end and not f.suppressed]
        spans = [doc.char_span(f.start, f.end, label=f.rule, alignment_mode="expand") for f in marked]
        doc.spans[self._spans_key] = [span for span in spans if span is not None]
        return doc

    def __getstate__(self) -> dict[str, Any]:
        # Worker processes of nlp.pipe make linters of their own: compiled checks do not travel.
        return {**self.__dict__, "_linter": None}


def _finding(data: dict[str, Any]) -> Finding:
    """Return a finding from plain data; lists among it may have been tuples."""
    edit = data["edit"]
    return Finding(
        **{
            **data,
            "references": tuple(data["references"]),
            "highlights": tuple(Highlight(**one) for one in data["highlights"]),
            "edit": Edit(**edit) if edit else None,
        }
    )
