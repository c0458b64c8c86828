"""Packs the rules and tables of the wheel into one file, so that a start need not read their YAML (``claimlint/packed.py``)."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Packing(BuildHookInterface):
    """Adds ``claimlint/rules/packed.json`` to the wheel; an editable install reads the YAML that somebody edits."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the file and have it included."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from claimlint.packed import NAME, pack

        self._folder = TemporaryDirectory(prefix="claimlint-")
        file = Path(self._folder.name) / NAME
        file.write_text(pack(Path(self.root) / "rules"), encoding="utf-8")
        build_data["force_include"][str(file)] = f"claimlint/rules/{NAME}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the file away, which is in the wheel now."""
        if version != "editable":
            self._folder.cleanup()
