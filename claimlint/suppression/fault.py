"""Why something that is said to claimlint in an article does nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FaultKind = Literal["unused", "unknown-rule", "malformed", "nothing-to-enable"]


@dataclass(frozen=True)
class Fault:
    """words: what is wrong, to stand after a colon. start, end: where in the source; None for a file beside the article.

    hint: a sentence on what was meant, or nothing.
    """

    kind: FaultKind
    words: str
    start: int | None = None
    end: int | None = None
    hint: str = ""
