"""`policycheck diff`: status, stdout, stderr."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from policycheck.cli.app import app
from policycheck.errors import PolicycheckError

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "policies/example/policy.yaml"
DAY = ("--as-of", "2026-11-23")


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["diff", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def longer(tmp_path: Path) -> Path:
    """The example, with allergies kept longer."""
    path = tmp_path / "new.yaml"
    path.write_text(EXAMPLE.read_text().replace("max: P30D", "max: P90D"))
    return path


def test_a_policy_does_not_differ_from_itself() -> None:
    status, out, err = run(EXAMPLE, EXAMPLE, *DAY, "--format", "json")

    assert (status, err) == (0, "")
    assert json.loads(out)["changes"] == []


def test_a_longer_retention_is_material(longer: Path) -> None:
    status, out, _ = run(EXAMPLE, longer, *DAY, "--format", "json")

    changes = json.loads(out)["changes"]
    assert status == 0
    assert [(each["kind"], each["significance"]) for each in changes] == [
        ("retention-longer", "material"),
        ("material-change-undated", "material"),
    ]


@pytest.mark.parametrize(
    ("fail_on", "status"), [("material", 1), ("notable", 1), ("never", 0)]
)
def test_fail_on_asks_for_a_status(longer: Path, fail_on: str, status: int) -> None:
    assert run(EXAMPLE, longer, *DAY, "--fail-on", fail_on)[0] == status


@pytest.mark.parametrize("format_", ["text", "markdown", "github"])
def test_every_format_tells_it(longer: Path, format_: str) -> None:
    _, out, _ = run(EXAMPLE, longer, *DAY, "--format", format_)

    assert "Allergies" in out


def test_the_public_reads_no_rule_ids(longer: Path) -> None:
    _, out, _ = run(
        EXAMPLE, longer, *DAY, "--format", "markdown", "--audience", "public"
    )

    assert "Allergies" in out
    assert "diff/" not in out


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose only commit holds the example."""
    folder = tmp_path / "repository"
    folder.mkdir()
    (folder / "policy.yaml").write_text(EXAMPLE.read_text())
    git(folder, "init", "-q")
    commit(folder)
    return folder


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", *arguments],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip


def commit(folder: Path) -> None:
    git(folder, "add", "policy.yaml")
    git(folder, "commit", "-qm", "one")


def test_a_revision_is_read_from_git(repository: Path, longer: Path) -> None:
    (repository / "policy.yaml").write_text(longer.read_text())

    status, out, _ = run(
        "--since", "HEAD", repository / "policy.yaml", *DAY, "--format", "json"
    )

    # The revision is looked up in the repository around the policy's folder.
    assert status == 0
    assert [each["kind"] for each in json.loads(out)["changes"]] == [
        "retention-longer",
        "material-change-undated",
    ]


def test_annotations_name_the_file_and_not_the_revision(
    repository: Path, longer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "policy.yaml").write_text(longer.read_text())
    commit(repository)
    monkeypatch.chdir(repository)

    versions = "HEAD~1:policy.yaml", "HEAD:policy.yaml"
    status, out, _ = run(*versions, *DAY, "--format", "github")

    assert status == 0
    assert out.startswith("::warning file=policy.yaml,line=")


def test_since_takes_a_path_of_the_working_tree(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)

    with pytest.raises(PolicycheckError, match=r"^HEAD:policy\.yaml: no such file"):
        run("--since", "HEAD", "HEAD:policy.yaml", *DAY)


def test_a_version_that_breaks_the_schema_is_named(longer: Path) -> None:
    longer.write_text(longer.read_text().replace("language: en", "langauge: en"))

    with pytest.raises(
        PolicycheckError, match=r"new\.yaml:\d+:\d+: the key 'langauge'"
    ):
        run(EXAMPLE, longer, *DAY)


@pytest.mark.parametrize("arguments", [(EXAMPLE,), (EXAMPLE, EXAMPLE, EXAMPLE)])
def test_one_or_three_policies_are_wrong_usage(arguments: tuple[Path, ...]) -> None:
    status, _, err = run(*arguments)

    assert status == 2
    assert "two policies" in err
