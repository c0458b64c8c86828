"""What became of a document's suppressions and accepted wordings, for the checks that report on it."""

from __future__ import annotations

from dataclasses import dataclass

from claimlint.accepted.entry import Acceptance
from claimlint.accepted.wordings import Place
from claimlint.suppression.fault import Fault


@dataclass(frozen=True)
class Outcome:
    """faults: what does nothing, and why. expired: wordings of the text whose acceptance has ended."""

    faults: tuple[Fault, ...] = ()
    expired: tuple[Place[Acceptance], ...] = ()
