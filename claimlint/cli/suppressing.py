"""What a run is told about suppressions: rules that may be named, claims that are accepted, the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any


def suppressing(packs: Sequence[Path], files: Sequence[Path], today: datetime | None) -> dict[str, Any]:
    """Return the settings ``known``, ``accepted`` and ``today``. Raises UsageError ``bad-accepted``."""
    from claimlint.accepted.files import accepted_claims
    from claimlint.rulebase import load_rules

    return {
        "known": load_rules(packs=packs),
        "accepted": tuple(one for path in files for one in accepted_claims(path)),
        "today": today.date() if today else date.today(),
    }
