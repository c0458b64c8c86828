"""Accepted claims: wordings that somebody approved, on evidence, for a time."""
