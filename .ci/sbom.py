"""Write the bill of materials (CycloneDX, JSON) of an environment in which claimlint is installed: distributions, models, word lists.

    .venv/bin/python .ci/sbom.py .venv --output claimlint.cdx.json

The same environment gives the same bytes. What is written was validated against the schema of CycloneDX.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).resolve().parents[1]
SPEC = SchemaVersion.V1_6
MODEL, DATA = "machine-learning-model", "data"
#: What is bundled and is no program: folder, kind, licence, what it is. Licences as the NOTICE.md of each folder says.
BUNDLED = (
    ("models/en_claimlint", MODEL, "CC-BY-SA-4.0", "spaCy pipeline: tags, parses, lemmas, sentences"),
    ("models/encoder", MODEL, "CC-BY-SA-4.0 AND Apache-2.0", "Encoder in ONNX, from all-mpnet-base-v2: claims, broken sentences"),
    ("models/screen", MODEL, "CC-BY-SA-4.0", "Which sentences the encoder need not read"),
    ("lexicon", DATA, "MIT", "Lexicon of health terms"),
    ("rules/lists", DATA, "MIT", "Word lists and tables of medical facts"),
)  # fmt: skip
#: Papers about the weights and words, which are none themselves.
PAPERS = ("CARD.md", "NOTICE.md", "LICENSE", "README.md")


def main() -> None:
    """Write the bill; leave with another exit code than 0 where it is not valid."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("environment", type=Path, help="the folder of the environment")
    parser.add_argument("--output", type=Path, required=True, help="the file to write")
    arguments = parser.parse_args()
    bill = made(arguments.environment)
    text = json.dumps(bill, ensure_ascii=False, indent=2) + "\n"
    if problem := JsonStrictValidator(SPEC).validate_str(text):
        sys.exit(f"The bill of materials is not valid: {problem}")
    arguments.output.write_text(text, encoding="utf-8")
    print(f"{arguments.output}: {len(bill['components'])} components")


def made(environment: Path) -> dict[str, Any]:
    """Return the bill of an environment."""
    python = next(
        path for path in (environment / "bin/python", environment / "Scripts/python.exe") if path.exists()
    )
    about = "import claimlint, json, os; print(json.dumps([claimlint.__version__, os.path.dirname(claimlint.__file__)]))"
    # -I: what stands in the working folder is not what is installed.
    version, place = json.loads(_told(str(python), "-I", "-c", about))
    bill: dict[str, Any] = json.loads(
        _told(sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--no-validate", "--sv", SPEC.to_version(),
              "--pyproject", str(ROOT / "pyproject.toml"), str(python))
    )  # fmt: skip
    own = bill["metadata"]["component"]
    own["version"] = version
    bundled = [_bundled(Path(place), *one, version) for one in BUNDLED]
    bill["components"] += bundled
    refs = [one["bom-ref"] for one in bundled]
    next(one for one in bill["dependencies"] if one["ref"] == own["bom-ref"])["dependsOn"] += refs
    bill["dependencies"] += [{"ref": ref} for ref in refs]
    return bill


def _told(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def _bundled(place: Path, folder: str, kind: str, licence: str, what: str, version: str) -> dict[str, Any]:
    # A checkout has its rules beside the package, a wheel within.
    there = next(path for path in (place / folder, place.parent / folder) if path.is_dir())
    return {
        "type": kind,
        "bom-ref": f"claimlint/{folder}",
        "name": folder,
        "version": version,
        "description": what,
        "licenses": [{"expression": licence}],
        "components": [_file(path, there, f"claimlint/{folder}") for path in files(there)],
    }


def files(folder: Path) -> Iterable[Path]:
    """Return the files of a model or list, in order, without papers."""
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sorted(path for path in found if path.name not in PAPERS and path.suffix != ".py")


def _file(path: Path, folder: Path, ref: str) -> dict[str, Any]:
    name = path.relative_to(folder).as_posix()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {
        "type": "file",
        "bom-ref": f"{ref}/{name}",
        "name": name,
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }


if __name__ == "__main__":
    main()
