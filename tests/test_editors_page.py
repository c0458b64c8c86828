"""docs/editors.md: what it shows can be used."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields

from claimlint.lsp.settings import ClientSettings
from tests.conftest import ROOT

PAGE = (ROOT / "docs/editors.md").read_text(encoding="utf-8")


def test_the_settings_of_helix_are_toml():
    (block,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    read = tomllib.loads(block)
    assert read["language-server"]["claimlint"]["args"] == ["lsp"]


def test_every_setting_is_named():
    named = set(re.findall(r"`(\w+)`", PAGE.partition("## Settings")[2].partition("## VS Code")[0]))
    assert {re.sub(r"_(.)", lambda m: m[1].upper(), f.name) for f in fields(ClientSettings)} <= named
