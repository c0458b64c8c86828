"""The page's style and script, in the page or beside it, and the policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent
#: Colours of severities and families, for every page of claimlint.
PALETTE = (_HERE / "palette.css").read_text(encoding="utf-8")
CSS = PALETTE + "".join((_HERE / name).read_text(encoding="utf-8") for name in ("report.css", "print.css"))
JS = "".join((_HERE / name).read_text(encoding="utf-8") for name in ("report.js", "follow.js"))
#: What the files are called where pages share them.
CSS_NAME, JS_NAME = "report.css", "report.js"


@dataclass(frozen=True)
class Assets:
    """Where a page finds its style and script. folder: relative address of a folder with both, ending in "/"; None for in the page itself."""

    folder: str | None = None

    @property
    def policy(self) -> str:
        """The Content-Security-Policy: nothing is loaded, run or sent but these two."""
        # Not every browser counts files beside a file as its own.
        beside = "'self' file:"
        style, script = (_hash(CSS), _hash(JS)) if self.folder is None else (beside, beside)
        return (
            f"default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"
        )


INLINE = Assets()


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
