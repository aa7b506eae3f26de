"""`init` and `config`: a first policy, and what is in force."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from policycheck import __version__, editions
from policycheck.cli.app import app
from policycheck.cli.options import regime_ids, rule_ids

ROOT = Path(__file__).parent.parent


def run(*arguments: str) -> tuple[int, str, str]:
    """Status, stdout and stderr of a command; an error of ours is its stderr."""
    result = CliRunner().invoke(app, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        return 2, result.stdout, str(result.exception)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_first_policy_validates_and_its_editor_finds_the_schema() -> None:
    status, out, err = run("init")

    assert (status, out) == (0, "")
    assert "policies/policy.yaml is a starter: put your facts in the place of" in err
    first = Path("policies/policy.yaml").read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=policy.schema.json"
    assert json.loads(Path("policies/policy.schema.json").read_text())
    found = json.loads(run("validate", "-f", "json")[1])["findings"]
    assert {each["rule"] for each in found} == {"evidence/unwritten-text"}
    assert [each["pointer"] for each in found] == [
        "/policy/title",
        "/controllers/shop/name",
        "/controllers/shop/address",
        "/recipients/host/name",
        "/complaints/authorities/0",
    ]
    assert run("validate")[0] == 0
    assert run("validate", "--fail-on", "warning")[0] == 1


def test_a_starter_that_was_filled_in_is_clean() -> None:
    run("init")
    policy = Path("policies/policy.yaml")
    policy.write_text(policy.read_text().replace("TODO: ", ""))

    assert run("validate", "--fail-on", "note")[0] == 0


def test_the_files_install_the_version_that_wrote_them() -> None:
    """An upgrade is a change of the repository, not a surprise."""
    run("init", "--ci", "github", "--ci", "gitlab", "--ci", "pre-commit")

    for name in (
        ".github/workflows/policycheck.yml",
        ".gitlab/policycheck.yml",
        ".pre-commit-config.yaml",
    ):
        assert f"policycheck=={__version__}" in Path(name).read_text(), name


def test_init_says_what_each_file_still_needs() -> None:
    err = run("init", "--ci", "gitlab", "--ci", "pre-commit")[2]

    include = "include: [{local: .gitlab/policycheck.yml}]"
    assert f"does nothing until .gitlab-ci.yml has the line `{include}`" in err
    assert include in Path(".gitlab/policycheck.yml").read_text()
    assert ".pre-commit-config.yaml runs once `pre-commit install` was run here" in err


def test_init_writes_what_runs_it() -> None:
    status, _, _ = run(
        "init", "p/shop.yaml", "--config",
        "--ci", "github", "--ci", "gitlab", "--ci", "pre-commit",
    )  # fmt: skip

    assert status == 0
    assert yaml.safe_load(Path(".github/workflows/policycheck.yml").read_text())["jobs"]
    assert yaml.safe_load(Path(".gitlab/policycheck.yml").read_text())["policycheck"]
    assert yaml.safe_load(Path(".pre-commit-config.yaml").read_text())["repos"]
    assert tomllib.loads(Path("policycheck.toml").read_text()) == {"paths": ["p"]}


def test_init_never_touches_a_file_that_is_there() -> None:
    Path("policycheck.toml").write_text("# mine\n")

    status, _, err = run("init", "--config")

    assert status == 2
    assert err == "policycheck.toml is there already; nothing was written"
    assert Path("policycheck.toml").read_text() == "# mine\n"
    assert not Path("policies").exists()


def test_a_folder_that_cannot_be_made_is_one_line() -> None:
    Path("policies").write_text("a file")

    status, _, err = run("init")

    assert status == 2
    assert err.startswith("policies: not made: ")


def test_config_prints_what_is_in_force_and_where_it_came_from() -> None:
    Path("policycheck.toml").write_text(
        'fail-on = "warning"\nas-of = 2026-11-23\nseverity = {"gdpr/*" = "note"}\n'
        '[[overrides]]\npaths = ["old"]\nfail-on = "never"\n'
    )

    status, out, _ = run("config", "old/a.yaml")
    values = tomllib.loads(out)
    run_values = json.loads(run("config", "--format", "json")[1])

    assert status == 0
    assert values["fail-on"] == "never"
    assert values["severity"] == {"gdpr/*": "note"}
    assert "policycheck.toml, override 1" in out
    assert "# regimes is not set" in out
    assert run_values["fail-on"] == {"value": "warning", "origin": "policycheck.toml"}
    assert run_values["as-of"]["value"] == "2026-11-23"
    assert run_values["paths"] == {"value": ["policies"], "origin": "the default"}
    assert 'fail-on = "error"' in run("config", "--no-config")[1]


def test_config_prints_its_schema() -> None:
    schema = (ROOT / "schemas/config.schema.json").read_text()

    assert run("config", "--schema") == (0, schema, "")


def test_a_shell_can_complete_rules_and_regimes() -> None:
    assert "gdpr/purpose-without-legal-basis" in rule_ids("gdpr/purpose-w")
    assert all(each.startswith("gdpr/p") for each in rule_ids("gdpr/p"))
    assert regime_ids("eu") == ["eu-gdpr"]


def test_explain_follows_a_renamed_rule_and_says_what_is_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def current(id_: str) -> str:
        return "integrity/unused-entry" if id_ == "integrity/orphan" else id_

    retired: dict[str, Any] = {"integrity/gone": "the schema refuses it now"}
    monkeypatch.setattr(editions, "current", current)
    monkeypatch.setattr(editions, "RETIRED", retired)

    status, out, err = run("explain", "integrity/orphan")
    assert (status, err) == (
        0,
        "policycheck: integrity/orphan is called integrity/unused-entry now\n",
    )
    assert out.startswith("integrity/unused-entry (warning)")
    assert run("explain", "integrity/gone") == (
        2,
        "",
        "integrity/gone is gone: the schema refuses it now",
    )


def test_a_configuration_leaves_no_policy_out_that_was_checked() -> None:
    Path("policies").mkdir()
    status, _, _ = run("init", "newsletter/policy.yaml", "--config")

    assert status == 0
    assert 'paths = ["policies", "newsletter"]' in Path("policycheck.toml").read_text()
