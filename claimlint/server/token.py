"""Who may ask: the bearer token, from a file or the environment."""

from __future__ import annotations

import hmac
import ipaddress
import re
from pathlib import Path

from claimlint.errors import UsageError

VARIABLE = "CLAIMLINT_TOKEN"
#: Shorter ones can be guessed.
LEAST = 16
_TOKEN = re.compile(r"[A-Za-z0-9._~+/=-]+")
_MAKE = "Make one, for instance with: openssl rand -hex 32"


def read_token(file: Path | None, environment: str | None) -> str | None:
    """Return the token that a file or the environment holds; the file comes first, None where neither is given. Raises UsageError ``bad-token``."""
    if file is None:
        return None if environment is None else _checked(environment.strip(), VARIABLE)
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        message = f"The file with the token cannot be read: {reason}."
        raise UsageError("bad-token", message, str(file), "Check --token-file.") from error
    return _checked(text.strip(), str(file))


def _checked(token: str, where: str) -> str:
    if not token:
        raise UsageError("bad-token", "The token is empty.", where, _MAKE)
    if not _TOKEN.fullmatch(token):
        message = "The token must be one word of letters, digits and -._~+/=."
        raise UsageError("bad-token", message, where, _MAKE)
    if len(token) < LEAST:
        message = f"The token has fewer than {LEAST} characters."
        raise UsageError("bad-token", message, where, _MAKE)
    return token


def check_host(host: str, token: str | None) -> None:
    """Raise UsageError ``no-token`` where a service without a token could be reached from other machines."""
    if token is None and not is_loopback(host):
        message = f"On {host} other machines can reach the service, and it has no token."
        hint = f"Give it one with --token-file FILE or {VARIABLE}, or serve on 127.0.0.1."
        raise UsageError("no-token", message, "", hint)


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone. Of names only ``localhost`` is known to be."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_right(header: str, token: str) -> bool:
    """Whether an Authorization header holds the token, found out in the same time whatever it holds."""
    kind, _, said = header.partition(" ")
    return hmac.compare_digest(said.strip().encode(), token.encode()) and kind.lower() == "bearer"
