"""Which settings an article is checked by, by its name alone: no file is looked for."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

from claimlint.config import Configs
from claimlint.config.keys import LINTING
from claimlint.linters import settings

#: The name of an article that has none.
UNNAMED = "-"


class Told:
    """Settings by article, written down for the processes, which know them by number; 0 are those of an article without a name.

    They are those of the start: what changes in a configuration later counts after a restart. Raises UsageError, RuleError and
    PluginError for settings that cannot be used.
    """

    def __init__(self, configs: Configs, home: Path, folder: Path):
        self._configs, self._home, self._folder = configs, home, folder
        self._numbers: dict[str, int] = {}
        self._pickled: list[bytes] = []
        self.first = settings(configs.of_name(home, UNNAMED))
        self.number(UNNAMED)

    def number(self, name: str) -> int:
        """Return the number of the settings for an article of a name. There are as many as the overrides of the configuration make."""
        effective = self._configs.of_name(self._home, name)
        key = json.dumps({key: effective[key] for key in LINTING})
        if key not in self._numbers:
            made = settings(effective) if self._numbers else self.first
            self._numbers[key] = len(self._pickled)
            self._pickled.append(pickle.dumps(made))
        self.kept()
        return self._numbers[key]

    def kept(self) -> Path:
        """Return the folder, with all of the settings in it: what cleans up temporary files may have been there."""
        for number, pickled in enumerate(self._pickled):
            file = self._folder / str(number)
            if not file.exists():
                self._folder.mkdir(exist_ok=True)
                file.write_bytes(pickled)
        return self._folder
