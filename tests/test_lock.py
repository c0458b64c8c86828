"""What CI installs, and what claimlint brings: the lock is fresh, what can be pinned is, and the bill of materials names every model."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from types import ModuleType

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

LOCK = ROOT / ".ci" / "requirements.txt"
#: What CI runs on.
LINUX = {"python_version": "3.11", "python_full_version": "3.11.0", "sys_platform": "linux", "extra": ""}


def entries() -> dict[str, tuple[str, int]]:
    """Version and number of hashes of each distribution in the lock."""
    found = {}
    for entry in re.split(r"\n(?=\S)", LOCK.read_text(encoding="utf-8")):
        if match := re.match(r"([\w.-]+)==([^\s;\\]+)", entry):
            found[canonicalize_name(match[1])] = match[2], entry.count("--hash=sha256:")
    return found


def wanted() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    table = project["project"]
    lines = [
        *table["dependencies"],
        *table["optional-dependencies"]["test"],
        *project["build-system"]["requires"],
    ]
    return [one for one in map(Requirement, lines) if not one.marker or one.marker.evaluate(LINUX)]


@pytest.mark.parametrize("requirement", wanted(), ids=lambda one: one.name)
def test_the_lock_is_fresh(requirement):
    version, _ = entries().get(canonicalize_name(requirement.name), ("", 0))
    assert version and requirement.specifier.contains(version), "run .ci/lock"


def test_every_entry_has_a_version_and_hashes():
    assert len(entries()) > 100 and all(hashes for _, hashes in entries().values())
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if re.search(r"https?://|^-|@ ", line)]


def test_actions_are_pinned_by_their_commits():
    steps = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    used = [step["uses"] for step in steps if "uses" in step]
    assert used and all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", one) for one in used)


@pytest.fixture(scope="module")
def sbom() -> ModuleType:
    pytest.importorskip("cyclonedx")
    spec = importlib.util.spec_from_file_location("sbom", ROOT / ".ci" / "sbom.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_all_that_is_bundled_is_in_the_bill_of_materials(sbom):
    named = {folder for folder, *_ in sbom.BUNDLED}
    models = {f"models/{path.name}" for path in (ROOT / "claimlint/models").iterdir() if path.is_dir()}
    assert {name for name in models if "__" not in name} | {"lexicon", "rules/lists"} == named
    for folder, _, licence, what in sbom.BUNDLED:
        component = sbom._bundled(ROOT / "claimlint", folder, "data", licence, what, "1")
        names = {file["name"] for file in component["components"]}
        assert names and all(len(file["hashes"][0]["content"]) == 64 for file in component["components"])
        assert not {name for name in names if name.endswith((".md", ".py"))}


def test_licences_are_those_of_the_notices(sbom):
    for folder, _, licence, _ in sbom.BUNDLED:
        place = ROOT / "claimlint" / ("lexicon" if folder == "rules/lists" else folder)
        notice = (place / "NOTICE.md").read_text(encoding="utf-8")
        said = {"CC-BY-SA-4.0": "CC BY-SA 4.0", "MIT": "MIT licence", "Apache-2.0": "Apache-2.0"}
        assert all(said[one] in notice for one in licence.split(" AND "))


def test_what_the_security_paper_names_is_there():
    """Its table says where each protection is tested; a test that was renamed must not be missed."""
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    tests = set(re.findall(r"`(tests/[\w*]+\.py)`", text))
    assert len(tests) > 10
    served = (ROOT / "claimlint" / "server").is_dir()
    missing = [name for name in tests if not list(ROOT.glob(name)) and (served or "server" not in name)]
    assert not missing
