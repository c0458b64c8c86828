"""What CI systems run: the scripts of the action, the GitLab job, the pre-commit hook and the Dockerfile."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from claimlint.articles import PAPERS, PAPERS_IN_CAPITALS
from claimlint.readers import SUFFIXES
from tests.conftest import ROOT

CLAIM = "# A balm\n\nThis balm is 100% safe.\n"
FINE = "# Ear wax\n\nWax is normal. It keeps your ears clean.\n"
BIN = Path(sys.executable).parent

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs bash")


def tool(folder: Path, name: str, script: str) -> None:
    """Put a program on the PATH of a test."""
    path = folder / "bin" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/usr/bin/env bash\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def bash(tmp_path):
    """Run a script in an empty folder as a runner would, with claimlint and python on the PATH."""
    tool(tmp_path, "claimlint", f'exec "{sys.executable}" -m claimlint "$@"')
    tool(tmp_path, "python", f'exec "{sys.executable}" "$@"')
    (tmp_path / "work").mkdir()
    base = {
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_ACTIONS": "true",
        "GITHUB_REPOSITORY": "owner/pages",
        "RUNNER_TEMP": str(tmp_path / "temp"),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
    }

    def run(script: str, **variables: str) -> subprocess.CompletedProcess[str]:
        command = ["bash", script] if script.startswith("/") else ["bash", "-euo", "pipefail", "-c", script]
        return subprocess.run(
            command, cwd=tmp_path / "work", env={**base, **variables}, capture_output=True, text=True
        )

    return run


def outputs(tmp_path: Path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in (tmp_path / "output").read_text().splitlines())


# --- the action: check.sh ---------------------------------------------------------------------------

QUICK = "--select\nclaims/absolute-safety"


def test_the_check_annotates_summarises_and_leaves_reports(bash, tmp_path):
    (tmp_path / "work/my drafts").mkdir()
    (tmp_path / "work/my drafts/a.md").write_text(CLAIM)
    (tmp_path / "work/b.md").write_text(FINE)
    done = bash(f"{ROOT}/ci/check.sh", PATHS="my drafts\n\nb.md\n", ARGS=QUICK)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=my drafts/a.md,line=3")
    made = outputs(tmp_path)
    assert made["exit-code"] == "1"
    for key in ("sarif", "upload"):
        (run,) = json.loads(Path(made[key]).read_text())["runs"]
        assert [result["ruleId"] for result in run["results"]] == ["claims/absolute-safety"]
    assert Path(made["markdown"]).read_text() == (tmp_path / "summary").read_text()


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"FAIL_ON": "never"}, 0),
        ({"PATHS": "gone.md"}, 2),
        ({"CONFIG": "strict.toml"}, 1),
        ({"PATHS": "a.md\n$(touch pwned)"}, 2),
    ],
)
def test_the_check_takes_its_inputs(bash, tmp_path, variables, code):
    (tmp_path / "work/a.md").write_text(CLAIM)
    (tmp_path / "work/strict.toml").write_text('select = ["claims/absolute-safety"]\nfail-on = "info"\n')
    args = "" if "CONFIG" in variables else QUICK
    done = bash(f"{ROOT}/ci/check.sh", **{"PATHS": "a.md", "ARGS": args, **variables})
    assert (done.returncode, outputs(tmp_path)["exit-code"]) == (code, str(code)), done.stderr
    assert not (tmp_path / "work/pwned").exists()


def test_a_check_that_cannot_run_leaves_no_reports(bash, tmp_path):
    (tmp_path / "work/a.md").write_text(CLAIM)
    done = bash(f"{ROOT}/ci/check.sh", PATHS="a.md", ARGS="--no-such-option")
    assert done.returncode == 2 and "--no-such-option" in done.stderr
    assert outputs(tmp_path) == {"exit-code": "2"}


def test_suppressed_results_are_not_uploaded(bash, tmp_path):
    from claimlint.reports import sarif
    from tests.small_report import one_of_everything

    (tmp_path / "all.sarif").write_text(sarif.render(one_of_everything()), encoding="utf-8")
    done = bash(f"python {ROOT}/ci/unsuppressed.py ../all.sarif ../few.sarif")
    assert done.returncode == 0, done.stderr
    assert len(json.loads((tmp_path / "few.sarif").read_text())["runs"][0]["results"]) == 4


# --- the action: install.sh and comment.sh ----------------------------------------------------------


@pytest.mark.parametrize(("version", "wanted"), [("", str(ROOT)), ("0.1.0", "claimlint-health==0.1.0")])
def test_what_the_action_installs(bash, tmp_path, version, wanted):
    tool(tmp_path, "python", 'printf "%s\\n" "$@"')
    assert bash(f"{ROOT}/ci/install.sh", VERSION=version).stdout.splitlines()[-1] == wanted


GH = """
echo "$@" >> "$HOME/calls"
case "$*" in
  *graphql*) echo "github-actions[bot]" ;;
  *--paginate*) [ "$ME" = "github-actions[bot]" ] && printf "%s" "$KNOWN" ;;
  *) exit "${REFUSED:-0}" ;;
esac
"""
FOUND, NOTHING = (
    "<!-- claimlint-report -->\n### claimlint: 1 error\n",
    "<!-- claimlint-report -->\n### claimlint: nothing found\n",
)


@pytest.mark.parametrize(
    ("known", "report", "call"),
    [
        ("", FOUND, "api --silent --method POST repos/owner/pages/issues/7/comments -F body=@report.md"),
        (
            "12\n13\n",
            FOUND,
            "api --silent --method PATCH repos/owner/pages/issues/comments/12 -F body=@report.md",
        ),
        (
            "12",
            NOTHING,
            "api --silent --method PATCH repos/owner/pages/issues/comments/12 -F body=@report.md",
        ),
        ("", NOTHING, None),
        (
            "",
            NOTHING + "\n**1 file could not be read.**\n",
            "api --silent --method POST repos/owner/pages/issues/7/comments -F body=@report.md",
        ),
    ],
)
def test_one_comment_is_kept(bash, tmp_path, known, report, call):
    tool(tmp_path, "gh", GH)
    (tmp_path / "work/report.md").write_text(report)
    done = bash(f"{ROOT}/ci/comment.sh", NUMBER="7", MARKDOWN="report.md", KNOWN=known)
    assert done.returncode == 0, done.stderr
    calls = (tmp_path / "calls").read_text().splitlines()
    assert calls[2:] == ([call] if call else [])


def test_a_comment_that_is_refused_is_a_warning(bash, tmp_path):
    tool(tmp_path, "gh", GH)
    (tmp_path / "work/report.md").write_text(FOUND)
    done = bash(f"{ROOT}/ci/comment.sh", NUMBER="7", MARKDOWN="report.md", KNOWN="", REFUSED="1")
    assert done.returncode == 0 and done.stdout.startswith("::warning title=claimlint::")


def test_scripts_are_clean():
    scripts = sorted(map(str, (ROOT / "ci").glob("*.sh")))
    done = subprocess.run([BIN / "shellcheck", *scripts], capture_output=True, text=True)
    assert done.returncode == 0 and len(scripts) == 3, done.stdout


def test_the_action_hands_its_inputs_on_as_environment():
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    scripts = [step["run"] for step in action["runs"]["steps"] if "run" in step]
    assert scripts == [f'bash "$GITHUB_ACTION_PATH/ci/{name}.sh"' for name in ("install", "check", "comment")]
    used = set(re.findall(r"inputs\.([\w-]+)", json.dumps(action["runs"])))
    assert used == set(action["inputs"])


@pytest.mark.parametrize(
    ("schema", "file"), [("github-actions", "action.yml"), ("gitlab-ci", "ci/gitlab.yml")]
)
def test_files_satisfy_their_schemas(schema, file):
    done = subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", schema, ROOT / file], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


# --- GitLab -----------------------------------------------------------------------------------------


def test_the_gitlab_job_runs_and_leaves_its_report(bash, tmp_path):
    job = yaml.safe_load((ROOT / "ci/gitlab.yml").read_text())["claimlint"]
    install, check = job["script"]
    (tmp_path / "work/a.md").write_text(CLAIM)
    tool(tmp_path, "python", 'printf "%s\\n" "$@"')
    variables = {
        **job["variables"],
        "CLAIMLINT_ARGS": "--select claims/absolute-safety",
        "GITHUB_ACTIONS": "",
    }
    assert bash(install, **variables).stdout.splitlines()[-1] == "claimlint-health"
    done = bash(check, **variables)
    assert done.returncode == 1 and "a.md:3:14  error" in done.stdout, done.stderr
    (issue,) = json.loads((tmp_path / "work" / job["artifacts"]["reports"]["codequality"]).read_text())
    assert issue["location"] == {"path": "a.md", "lines": {"begin": 3, "end": 3}}


# --- pre-commit -------------------------------------------------------------------------------------

HOOK = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())[0]


def taken(path: str) -> bool:
    return bool(re.search(HOOK["files"], path)) and not re.search(HOOK["exclude"], path)


def test_the_hook_takes_what_a_search_takes():
    assert all(taken(f"drafts/a{suffix}") and taken(f"A{suffix.upper()}") for suffix in SUFFIXES)
    for paper in PAPERS:
        assert not any(taken(path) for path in (f"{paper}.md", f"d/{paper.upper()}.txt", f"{paper}.de.md"))
    for paper in PAPERS_IN_CAPITALS:
        assert not taken(f"{paper}.md") and taken(f"d/{paper.lower()}.md")
    assert taken("notes/readme-first.md") and not taken("a.png") and not taken("a.md.bak")


def test_the_hook_runs_in_pre_commit(bash, tmp_path):
    """With claimlint from the PATH: what pre-commit installs, pip would have to download."""
    work = tmp_path / "work"
    local = {**HOOK, "language": "system", "args": ["--select", "claims/absolute-safety"]}
    (work / ".pre-commit-config.yaml").write_text(
        yaml.safe_dump({"repos": [{"repo": "local", "hooks": [local]}]})
    )
    for name, text in (("README.md", CLAIM), ("a.md", FINE)):
        (work / name).write_text(text)
    start = "git init -q . && git config user.email a@example.org && git config user.name A && git add ."
    environment = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
        "GITHUB_ACTIONS": "",
    }
    run = f'"{BIN}/pre-commit" run --all-files'
    passed = bash(f"{start} && {run}", **environment)
    assert passed.returncode == 0 and "Passed" in passed.stdout, passed.stdout + passed.stderr
    (work / "b c.md").write_text(CLAIM)
    failed = bash(f"git add . && {run}", **environment)
    assert failed.returncode == 1 and "b c.md:3:14  error" in failed.stdout and "README" not in failed.stdout


def test_the_hook_satisfies_pre_commit():
    done = subprocess.run(
        [BIN / "pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"], capture_output=True
    )
    assert done.returncode == 0, done.stdout


# --- Docker -----------------------------------------------------------------------------------------


def test_the_image_is_built_from_what_the_package_needs():
    """It is not built here; what the build backend reads must be among what is copied and not ignored."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    build = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {
        project["project"]["readme"],
        *project["project"]["license-files"],
        *build["packages"],
        *build["force-include"],
        "hatch_build.py",
        "pyproject.toml",
    }
    lines = (ROOT / "Dockerfile").read_text().split("\nFROM")[1].splitlines()
    copied = {name for line in lines if line.startswith("COPY ") for name in line.split()[1:-1]}
    assert {path.split("/")[0] for path in needed} == copied
    assert all((ROOT / name).exists() for name in copied)
    ignore = (ROOT / ".dockerignore").read_text().splitlines()
    assert {line[1:] for line in ignore if line.startswith("!")} == copied
