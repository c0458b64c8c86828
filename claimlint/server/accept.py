"""Which form of report an Accept header prefers."""

from __future__ import annotations

from typing import Literal

from claimlint.server.problem import Problem

Form = Literal["json", "html"]
_FORMS: tuple[tuple[Form, str], ...] = (("json", "application/json"), ("html", "text/html"))


def preferred(accept: str) -> Form:
    """Return the form with the greatest weight, JSON where both have the same. Raises Problem 406 where neither is accepted."""
    weights = {form: _weight(accept, kind) for form, kind in _FORMS}
    best = max(weights, key=lambda form: (weights[form], form == "json"))
    if not weights[best]:
        known = " and ".join(kind for _, kind in _FORMS)
        raise Problem(406, "not-acceptable", f"Reports come as {known}; Accept has neither.")
    return best


def _weight(accept: str, kind: str) -> float:
    """Return the weight of a kind, 0 to 1, by the range that names it most closely."""
    ranges = ("*/*", f"{kind.partition('/')[0]}/*", kind)
    closest, weight = -1, 0.0
    for entry in accept.lower().split(","):
        name, *parameters = (part.strip() for part in entry.split(";"))
        if name in ranges and ranges.index(name) > closest:
            closest, weight = ranges.index(name), _quality(parameters)
    return weight


def _quality(parameters: list[str]) -> float:
    said = next((part[2:] for part in parameters if part.startswith("q=")), "1")
    try:
        return min(1.0, max(0.0, float(said)))
    except ValueError:
        return 1.0
