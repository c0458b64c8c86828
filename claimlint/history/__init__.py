"""Runs kept in an SQLite file: added one by one, read back as reports. ``schema.sql`` says what its tables hold."""

from claimlint.history.read import runs
from claimlint.history.record import append

__all__ = ["append", "runs"]
