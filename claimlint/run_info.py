"""When a run was, of what state of the articles, and by what it is known."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from claimlint.arguments import folder_of
from claimlint.errors import UsageError
from claimlint.finding import Report
from claimlint.git import head

#: Set by builds that must be the same whenever they run: https://reproducible-builds.org/specs/source-date-epoch/.
EPOCH = "SOURCE_DATE_EPOCH"
_LATEST = 253_402_300_799  # the last second of 9999


def moment() -> datetime:
    """Return the time that a run is dated by: that of SOURCE_DATE_EPOCH where it is set, else now. Raises UsageError ``bad-date``."""
    said = os.environ.get(EPOCH)
    if not said:
        return datetime.now(UTC)
    if not re.fullmatch("[0-9]{1,12}", said, re.ASCII) or int(said) > _LATEST:
        raise UsageError("bad-date", f"“{said}” is no number of seconds since 1970.", EPOCH, "Unset it.")
    return datetime.fromtimestamp(int(said), UTC)


def with_run(report: Report, paths: Sequence[str], date: datetime | None = None) -> Report:
    """Return a report that says when it was made, and of which commit. paths: what was checked. date: None for ``moment()``.

    Raises UsageError ``bad-date``.
    """
    # A date without a zone is taken as UTC.
    when = (date if date is None or date.tzinfo else date.replace(tzinfo=UTC)) or moment()
    named = next((path for path in paths if path != "-"), ".")
    run = {
        "date": when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "revision": head(folder_of(named)),
    }
    return replace(report, run={**run, "id": _id(report, run)})


def _id(report: Report, run: dict[str, str | None]) -> str:
    """Return an id by what was checked, when and by what: the same for the same."""
    files = sorted((file.path, file.sha256) for file in report.files)
    return hashlib.sha256(json.dumps([run, report.tool, files], sort_keys=True).encode()).hexdigest()[:16]
