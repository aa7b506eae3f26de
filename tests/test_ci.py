"""What runs policycheck elsewhere: the action, the hooks, the templates."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text())
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
HOOKS: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / ".pre-commit-hooks.yaml").read_text()
)
BASH = shutil.which("bash") or ""
FAULT = ("legal_bases: [order]", "legal_bases: [ordr]")

pytestmark = pytest.mark.skipif(not BASH, reason="the steps are written for bash")


def shell(folder: Path, script: str, **environment: str) -> tuple[int, str]:
    """Run a script as a step runs: its status, and what it printed."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PATH": path, "COLUMNS": "80", **environment},
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    subprocess.run(
        ["git", *who, *arguments], cwd=folder, check=True, capture_output=True
    )


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A repository as `policycheck init` makes it, and the example beside."""
    folder = tmp_path / "sample"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    assert shell(folder, "policycheck init --config --ci github --ci gitlab")[0] == 0
    policy = folder / "policies/policy.yaml"
    policy.write_text(policy.read_text().replace("TODO: ", ""))
    shutil.copytree(ROOT / "policies/example", folder / "policies/example")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "one")
    return folder


def spoil(folder: Path) -> None:
    policy = folder / "policies/policy.yaml"
    text = policy.read_text()
    assert text.count(FAULT[0]) == 1
    policy.write_text(text.replace(*FAULT))


def step(name: str) -> dict[str, Any]:
    return next(each for each in STEPS if each.get("id") == name)


def act(folder: Path, **inputs: str) -> tuple[int, str, Path]:
    """Run the steps of the action that are scripts, but for the installation."""
    temp = folder.parent / "runner"
    temp.mkdir(exist_ok=True)
    output = temp / "output"
    output.write_text("")
    given = {key: str(each["default"]) for key, each in ACTION["inputs"].items()}
    given |= {key.replace("_", "-"): value for key, value in inputs.items()}
    environment = {
        name: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda m: given[m[1]], value)
        for name, value in step("validate")["env"].items()
    }
    status, out = shell(
        folder, step("validate")["run"], GITHUB_ACTIONS="true", RUNNER_TEMP=str(temp),
        GITHUB_OUTPUT=str(output), GITHUB_STEP_SUMMARY=str(temp / "summary.md"),
        GITHUB_WORKSPACE=str(folder), **environment,
    )  # fmt: skip
    assert status == 0, out
    told = dict(line.split("=", 1) for line in output.read_text().splitlines())
    verdict, _ = shell(folder, step("verdict")["run"], STATUS=told["status"])
    return verdict, out, temp


def test_the_action_passes_a_clean_repository(sample: Path) -> None:
    status, out, temp = act(sample)

    assert status == 0
    assert "no findings in 2 policies" in out
    assert "::error" not in out
    assert (temp / "summary.md").read_text().startswith("## policycheck: no findings")
    log = json.loads((sample / "policycheck.sarif").read_text())
    assert log["runs"][0]["results"] == []


def test_the_action_fails_with_annotations_and_alerts(sample: Path) -> None:
    spoil(sample)

    status, out, temp = act(sample, sarif_file="out.sarif")

    assert status == 1
    assert "\n::error file=policies/policy.yaml," in out
    assert "integrity/unresolved-name" in (temp / "summary.md").read_text()
    results = json.loads((sample / "out.sarif").read_text())["runs"][0]["results"]
    uris = {
        each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for each in results
    }
    assert uris == {"policies/policy.yaml"}


def test_the_action_takes_paths_and_arguments_line_by_line(sample: Path) -> None:
    """Nothing a caller writes becomes part of the script."""
    spoil(sample)

    assert act(sample, paths="policies/example\n")[0] == 0
    assert act(sample, arguments="--fail-on=never\n--notes")[0] == 0
    assert act(sample, paths="policies/none.yaml\n$(touch evil)\n; touch evil")[0] == 2
    assert not (sample / "evil").exists()


def test_the_action_counts_what_a_branch_brings(sample: Path) -> None:
    spoil(sample)
    git(sample, "commit", "-q", "-a", "-m", "two")

    assert act(sample, new_from="HEAD~1")[0] == 1
    assert act(sample, new_from="HEAD")[0] == 0


def test_the_action_refers_only_to_what_it_has() -> None:
    text = (ROOT / "action.yml").read_text()
    inputs = set(re.findall(r"inputs\.([a-z-]+)", text))
    steps = set(re.findall(r"steps\.([a-z-]+)", text))

    assert inputs == set(ACTION["inputs"])
    assert steps <= {each["id"] for each in STEPS if "id" in each}
    for each in STEPS:
        assert "${{" not in each.get("run", ""), "inputs go through the environment"


@pytest.mark.parametrize("hook", HOOKS, ids=[each["id"] for each in HOOKS])
def test_a_hook_runs_on_the_files_it_names(sample: Path, hook: dict[str, Any]) -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=sample, check=True, capture_output=True, text=True
    )
    names = [
        name
        for name in listed.stdout.splitlines()
        if re.search(hook["files"], name)
        and ("types" not in hook or name.endswith((".yaml", ".yml")))
    ]
    given = " ".join(names) if hook.get("pass_filenames", True) else ""

    assert {"policies/policy.yaml", "policies/example/policy.yaml"} <= set(names)
    assert not any("policycheck.yml" in name for name in names)
    assert shell(sample, f"{hook['entry']} {given}")[0] == 0
    spoil(sample)
    assert shell(sample, f"{hook['entry']} {given}")[0] == 1


def test_the_hook_of_the_template_is_the_one_published() -> None:
    template = yaml.safe_load(
        (ROOT / "src/policycheck/templates/pre-commit.yaml").read_text()
    )
    local = template["repos"][0]["hooks"][0]

    for key in ("id", "entry", "language", "files", "types", "require_serial"):
        assert local[key] == HOOKS[0][key], key


def test_the_gitlab_job_writes_the_reports_it_names(sample: Path) -> None:
    spoil(sample)
    job = yaml.safe_load((sample / ".gitlab/policycheck.yml").read_text())[
        "policycheck"
    ]
    script = [each for each in job["script"] if "pip install" not in each]

    status, _ = shell(sample, "\n".join(script), CI_PROJECT_DIR=str(sample))

    assert status == 1
    issues = json.loads(
        (sample / job["artifacts"]["reports"]["codequality"]).read_text()
    )
    assert {each["location"]["path"] for each in issues} == {"policies/policy.yaml"}
    assert (
        (sample / job["artifacts"]["reports"]["junit"]).read_text().startswith("<?xml")
    )


def test_the_workflow_runs_what_it_says(sample: Path) -> None:
    text = (sample / ".github/workflows/policycheck.yml").read_text()
    steps = yaml.safe_load(text)["jobs"]["policies"]["steps"]
    script = next(each["run"] for each in steps if "validate" in each.get("run", ""))

    assert shell(sample, script, GITHUB_ACTIONS="true")[0] == 0
    assert (sample / steps[-1]["with"]["sarif_file"]).exists()


# What README shows of them


def shown(by: str) -> list[str]:
    """The lines of README that show what the hook or the action prints."""
    text = (ROOT / "README.md").read_text()
    (block,) = re.findall(
        rf"<!-- shown by: {by} -->\n```\w+\n(.*?)```", text, re.DOTALL
    )
    lines = block.splitlines()
    assert lines
    return [each for each in lines if each != "..."]


def in_order(lines: list[str], printed: str) -> bool:
    rest = iter(printed.splitlines())
    return all(line in rest for line in lines)


def test_readme_shows_what_the_hook_prints(sample: Path) -> None:
    """The first lines are pre-commit's own: the hook's name, its id and its status."""
    spoil(sample)
    hook = HOOKS[0]
    status, out = shell(sample, f"{hook['entry']} policies/policy.yaml")
    frame, lines = shown("the hook")[:4], shown("the hook")[4:]

    assert frame == [
        f"{hook['name']}{'.' * (73 - len(hook['name']))}Failed",
        f"- hook id: {hook['id']}",
        f"- exit code: {status}",
        "",
    ]
    assert in_order(lines, out)


def test_readme_shows_the_summary_the_action_writes(sample: Path) -> None:
    spoil(sample)

    _, _, temp = act(sample)

    assert in_order(shown("the action"), (temp / "summary.md").read_text())
