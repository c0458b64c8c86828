"""Profiles: how much is asked of an article, by where it is to appear."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from claimlint.finding import SEVERITIES, Severity, harder

if TYPE_CHECKING:
    from claimlint.rule import Rule

PROFILES: Mapping[str, str] = {
    "editorial": "An article that informs: the rules as they stand.",
    "commercial": "A page that sells: findings on claims and their evidence are one step more severe.",
    "us-supplement": "Advertising of a dietary supplement in the United States: disease claims are banned whatever the evidence.",
    "eu-food": "Advertising of a food or supplement in the European Union: only authorised health claims may stand.",
    "uk-ads": "Advertising under the UK CAP Code.",
    "strict": "Nothing is milder than a rule says: no softening, and no claim is a mere note.",
}
#: Profiles under which every page counts as one that sells.
ADVERTISING = frozenset({"commercial", "us-supplement", "eu-food", "uk-ads"})
#: Guards that speak of proof and caution; a ban that is absolute does not listen to them.
PROOF = frozenset({"supported", "sourced", "hedged"})
#: Families that are one step more severe where something is sold (``standards.md``, section 6).
_RAISED = frozenset({"claims", "evidence"})


def profile_for(chosen: str | None, sells: bool) -> str:
    """Return the profile an article is checked under: the one that was chosen, else by whether it sells."""
    return chosen or ("commercial" if sells else "editorial")


def graded(rule: Rule, own: Severity | None, profile: str, sells: bool) -> Severity | None:
    """Return a hit's severity before guards, or None when the profile has the rule switched off.

    own: the severity that the check gave the hit; it stands before all but ``strict``.
    """
    override = rule.profiles.get(profile)
    if override == "off" or (rule.only and profile not in rule.only):
        return None
    if profile == "strict":
        floor = harder(rule.severity) if rule.severity == "info" and rule.family in _RAISED else rule.severity
        return min(own or floor, floor, key=SEVERITIES.index)
    if own or override:
        return own or override
    selling = rule.profiles.get("commercial") if sells else None
    if selling and selling != "off":
        return selling
    raised = rule.family in _RAISED and (sells or profile in ADVERTISING)
    return harder(rule.severity) if raised else rule.severity


def listened(rule: Rule, names: tuple[str, ...], profile: str) -> tuple[str, ...]:
    """Return those guards of a rule that a profile listens to."""
    return tuple(n for n in names if n not in PROOF) if profile in rule.absolute else names
