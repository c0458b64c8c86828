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
#: Names the run, so that reports of its parts, such as those of several jobs, are known to be one.
RUN_ID = "CLAIMLINT_RUN_ID"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,99}")
_LATEST = 253_402_300_799  # the last second of 9999


def moment() -> datetime:
    """Return the time that a run is dated by: that of SOURCE_DATE_EPOCH where it is set, else now. Raises UsageError ``bad-date``."""
    said = os.environ.get(EPOCH)
    if not said:
        return datetime.now(UTC)
    if not re.fullmatch("[0-9]{1,12}", said, re.ASCII) or int(said) > _LATEST:
        raise UsageError("bad-date", f"“{said}” is no number of seconds since 1970.", EPOCH, "Unset it.")
    return datetime.fromtimestamp(int(said), UTC)


def named_id(said: str | None = None) -> str | None:
    """Return the id that somebody gave the run: this one, else that of CLAIMLINT_RUN_ID; None for none. Raises UsageError ``bad-run-id``."""
    named = said if said is not None else os.environ.get(RUN_ID) or None
    if named is not None and not _ID.fullmatch(named):
        message = f"“{named}” is no id of a run."
        hint = "Use 1 to 100 letters, digits and any of “. _ : / @ + -”, the first a letter or digit."
        raise UsageError("bad-run-id", message, RUN_ID if said is None else "--run-id", hint)
    return named


def with_run(
    report: Report, paths: Sequence[str], date: datetime | None = None, id_: str | None = None
) -> Report:
    """Return a report that says when it was made, and of which commit. paths: what was checked. date: None for ``moment()``.

    id_: what somebody calls the run (``named_id``); None for one made from what was checked. Raises UsageError ``bad-date``.
    """
    # A date without a zone is taken as UTC.
    when = (date if date is None or date.tzinfo else date.replace(tzinfo=UTC)) or moment()
    named = next((path for path in paths if path != "-"), ".")
    run = {
        "date": when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "revision": head(folder_of(named)),
    }
    return replace(report, run={**run, "id": id_ or _id(report, run)})


def _id(report: Report, run: dict[str, str | None]) -> str:
    """Return an id by what was checked, when and with what: the same for the same."""
    files = sorted((file.path, file.sha256) for file in report.files)
    return hashlib.sha256(json.dumps([run, report.tool, files], sort_keys=True).encode()).hexdigest()[:16]
