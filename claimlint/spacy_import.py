"""spaCy imported without its own command line: that takes a third of the time, and nothing here uses it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

#: What ``import spacy`` takes from its command line: ``spacy.info``, and with it typer, weasel, httpx, requests, rich and Jinja.
_INFO = "spacy.cli.info"


@contextmanager
def without_command_line() -> Iterator[None]:
    """Let ``import spacy`` inside leave out its command line: ``spacy.info`` imports it, and whoever asks for ``spacy.cli``."""
    if "spacy" in sys.modules or _INFO in sys.modules:
        yield
        return
    stand_in = ModuleType(_INFO)
    stand_in.__dict__["info"] = _info
    sys.modules[_INFO] = stand_in
    try:
        yield
    finally:
        del sys.modules[_INFO]


def _info(*given: Any, **named: Any) -> Any:
    return importlib.import_module(_INFO).info(*given, **named)
