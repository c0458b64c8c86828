"""What the service grants a request, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """max_bytes: of a request's body. requests: that are open at once, in whatever state. waiting: articles that wait for a process.

    Seconds: body_seconds for a body to come in, check_seconds for a check, and for the wait before it, stop_seconds for what was
    accepted when the service is told to stop.
    """

    max_bytes: int = 1_000_000
    requests: int = 256
    waiting: int = 16
    body_seconds: float = 10.0
    check_seconds: float = 60.0
    stop_seconds: float = 30.0
