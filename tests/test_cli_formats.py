"""Reports to stdout and to files, and what GitHub Actions shows."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import xmlschema
from typer.testing import CliRunner

from policycheck.cli.app import app
from policycheck.regimes import REGIMES

ROOT = Path(__file__).parent.parent
SARIF = json.loads((ROOT / "tests/schemas/sarif-2.1.0.json").read_text("utf-8"))
REPORT = json.loads((ROOT / "schemas/report-v1.schema.json").read_text("utf-8"))
TODAY = "2026-11-23"
FAULTY = """\
policycheck: 1
policy: {id: acme, title: Acme}
controllers: {acme: {name: Acme GmbH, country: DE, email: p@acme.example}}
data_categories: {email: {name: E-mail}, spare: {name: Spare}}
purposes: {mail: {name: Mail}}
activities: [{id: mail, data_categories: [email], purposes: [post]}]
"""
FOUND = ["integrity/unresolved-name", "integrity/unused-entry"]


def run(*arguments: str) -> tuple[int, str, str]:
    """Status, stdout and stderr of a validate command."""
    result = CliRunner().invoke(app, ["validate", "--as-of", TODAY, *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one faulty policy, outside of any service."""
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("CI_PROJECT_DIR", raising=False)
    (tmp_path / ".git").mkdir()
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies/a.yaml").write_text(FAULTY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rules(path: str) -> list[str]:
    run_ = json.loads(Path(path).read_text())["runs"][0]
    return sorted({each["ruleId"] for each in run_["results"]})


def test_several_reports_at_once(here: Path) -> None:
    """The status does not depend on the formats."""
    status, out, err = run(
        "-f", "concise", "-f", "sarif=out.sarif", "-f", "junit=out.xml",
        "-f", "gitlab=out.json", "-f", "markdown=out.md",
    )  # fmt: skip

    assert (status, err) == (1, "")
    assert [line.split()[2] for line in out.splitlines()] == [FOUND[1], *FOUND[::-1]]
    assert rules("out.sarif") == sorted(FOUND)
    assert Path("out.xml").read_text().startswith("<?xml")
    assert Path("out.md").read_text().startswith("## policycheck: ")
    assert sorted(each.name for each in here.iterdir()) == [
        ".git", "out.json", "out.md", "out.sarif", "out.xml", "policies",
    ]  # fmt: skip


def test_sarif_explains_every_rule_that_ran() -> None:
    every = [part for name in REGIMES for part in ("--regime", name)]
    run("-f", "sarif=out.sarif", *every)

    log = json.loads(Path("out.sarif").read_text())
    jsonschema.Draft202012Validator(SARIF).validate(log)
    driver = log["runs"][0]["tool"]["driver"]
    assert len(driver["rules"]) >= 100
    for each in driver["rules"]:
        assert each["help"]["markdown"], each["id"]
        assert each["helpUri"].startswith("https://")
        assert each["fullDescription"]["text"]


def test_services_name_files_from_the_top_of_the_checkout(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A job may run in a folder of its own."""
    monkeypatch.setenv("GITHUB_WORKSPACE", str(here.parent))

    run("-f", "sarif=out.sarif")

    text = Path("out.sarif").read_text()
    assert f'"uri": "{here.name}/policies/a.yaml"' in text
    assert f"file={here.name}/policies/a.yaml," in run("-f", "github")[1]


def junit_cases(text: str) -> list[str]:
    """The names of the cases, of a report that keeps to the schema of its readers."""
    xmlschema.XMLSchema(str(ROOT / "tests/schemas/junit-10.xsd")).validate(text)
    return re.findall(r'<testcase name="([^"]*)"', text)


def test_every_format_says_that_a_folder_holds_no_policy(here: Path) -> None:
    """Nothing checked is not clean: each report is whole, and the status is 2."""
    (here / "none").mkdir()
    names = ("json", "sarif", "junit", "gitlab", "markdown", "github", "text")

    status, out, err = run(
        "none", *(part for n in names for part in ("-f", f"{n}={n}"))
    )

    says = "no policy in it; one starts with `policycheck: 1`"
    assert (status, out, err) == (2, "", f"policycheck: none: {says}\n")
    report = json.loads(Path("json").read_text())
    jsonschema.Draft202012Validator(REPORT).validate(report)
    assert report["not_read"] == [{"path": "none", "error": says}]
    assert (report["policies"], report["findings"]) == ([], [])
    log = json.loads(Path("sarif").read_text())
    jsonschema.Draft202012Validator(SARIF).validate(log)
    (told,) = log["runs"][0]["invocations"]
    assert told["executionSuccessful"] is False
    assert told["toolExecutionNotifications"][0]["message"]["text"] == f"none: {says}"
    assert junit_cases(Path("junit").read_text()) == ["read"]
    (issue,) = json.loads(Path("gitlab").read_text())
    assert issue["description"] == f"could not be checked: {says}"
    assert Path("github").read_text() == (
        f"::error file=none,title=policycheck::none: could not be checked: {says}\n"
    )
    assert "nothing was checked" in Path("markdown").read_text()
    assert "nothing was checked" in Path("text").read_text()


def test_a_folder_without_a_policy_is_told_beside_one_that_has_some() -> None:
    Path("none").mkdir()

    status, out, err = run("none", "policies")

    assert (status, err) == (2, "")
    assert "not read     none: no policy in it" in out
    assert "error[integrity/unresolved-name]" in out


@pytest.mark.parametrize(
    ("arguments", "told"), [([], False), (["-q"], True), (["-f", "concise"], True)]
)
def test_what_cannot_be_read_is_told_once(arguments: list[str], *, told: bool) -> None:
    """By the report, or where that has no place for it on stderr."""
    _, out, err = run("gone.yaml", *arguments)

    says = "gone.yaml: no such file or directory"
    assert (says in out) is not told
    assert err == (f"policycheck: {says}\n" if told else "")


def test_without_a_policy_one_is_told_how_to_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "new").mkdir()
    monkeypatch.chdir(tmp_path / "new")

    status, out, _ = run()

    assert status == 2
    assert "start one with `policycheck init`" in " ".join(out.split())


def test_output_takes_the_one_report() -> None:
    assert run("-o", "report.txt")[:2] == (1, "")
    assert "error[integrity/unresolved-name]" in Path("report.txt").read_text()
    assert run("-o", "report.json", "-f", "json")[:2] == (1, "")
    assert json.loads(Path("report.json").read_text())["version"] == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["-f", "sarf"], "did you mean sarif?"),
        (["-f", "sarif="], "'sarif=' names no file; write sarif=FILE"),
        (["-f", "json", "-f", "sarif"], "json and sarif would both go to stdout"),
        (["-f", "json=x", "-f", "sarif=x"], "json and sarif would both go to x"),
        (["-f", "text", "-f", "text"], "text and text would both go to stdout"),
        (["-f", "json", "-f", "text", "-o", "x"], "goes with one format"),
        (["-f", "json=y", "-o", "x"], "goes with one format"),
        (["--statistics", "-f", "json"], "goes with the text format"),
        (["--select", "gdpr/zzz"], "names gdpr/zzz, which is no rule"),
        (["--ignore", "schema/*"], "cannot turn off schema/*"),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], says: str) -> None:
    status, out, err = run(*arguments)

    assert (status, out) == (2, "")
    assert says in " ".join(err.split())


def test_a_report_that_cannot_be_written_does_not_keep_the_others() -> None:
    status, out, err = run("-f", "concise", "-f", "json=no/x.json", "-f", "junit=o.xml")

    assert status == 2
    assert FOUND[0] in out
    assert err == "policycheck: no/x.json: not written: no such file or directory\n"
    assert Path("o.xml").exists()


def test_the_configuration_names_the_reports() -> None:
    Path("policycheck.toml").write_text('formats = ["concise", "json=o.json"]\n')

    assert run()[1].startswith("policies/a.yaml:")
    assert Path("o.json").exists()
    assert run("-f", "json")[1].startswith("{")

    Path("policycheck.toml").write_text('formats = ["sarf"]\n')
    assert "formats, in the configuration: 'sarf' is not one of" in " ".join(
        run()[2].split()
    )


@pytest.fixture
def actions(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(here))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(here / "summary.md"))


@pytest.mark.usefixtures("actions")
def test_the_default_adds_annotations_and_a_summary(here: Path) -> None:
    (here / "summary.md").write_text("before\n")
    status, out, _ = run(str(here / "policies"))

    assert status == 1
    assert "\n::error file=policies/a.yaml,line=6," in out
    assert "error[integrity/unresolved-name]" in out
    assert Path("summary.md").read_text().startswith("before\n## policycheck: 1 err")


@pytest.mark.usefixtures("actions")
def test_no_word_of_a_policy_is_a_command() -> None:
    """The runner obeys any line that starts with ::, so it is told not to."""
    text = FAULTY.replace("[post]", '["::stop-commands::x"]')
    Path("policies/a.yaml").write_text(text)

    out = run()[1]

    found = re.fullmatch(
        r"::stop-commands::([0-9a-f]{64})\n(.*\n)::\1::\n(.*)", out, re.DOTALL
    )
    assert found is not None
    assert found[1] not in found[2]
    assert all(line.startswith("::") for line in found[3].splitlines())


@pytest.mark.usefixtures("actions")
def test_what_is_asked_for_is_all_there_is() -> None:
    out = run("-f", "github")[1]

    assert out.startswith("::error ")
    assert not Path("summary.md").exists()
    assert run("-o", "x.txt")[1] == ""
    assert run("-f", "concise", "--select", "us-ca-ccpa/*")[:2] == (0, "")


@pytest.mark.usefixtures("actions")
def test_a_summary_that_cannot_be_written_is_told(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(here))
    status, _, err = run()

    assert status == 2
    assert "not written: is a directory" in err


@pytest.mark.usefixtures("actions")
def test_without_a_summary_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY")

    assert run()[0] == 1


def test_statistics_count_findings_by_rule_and_by_policy() -> None:
    status, out, _ = run("--statistics")

    head, *rows = out.split("\n\n")[0].splitlines()
    assert status == 1
    assert head.split() == ["new", "excused", "severity", "rule"]
    assert [row.split()[3] for row in rows if row.split()[3] in FOUND]
    assert "1 error" in out
    heads, one = out.split("\n\n")[1].splitlines()
    assert heads.split("  ")[0] == "activities"
    assert one.split() == ["1", "1", "1", "1", "2", "0", "policies/a.yaml", "(acme)"]
    assert out.startswith(run("--statistics", "-q")[1])


def test_statistics_of_nothing_are_by_policy() -> None:
    out = run("--statistics", "--select", "us-ca-ccpa/*")[1]

    assert "no findings in policies/a.yaml (acme)\n" in out


def test_quiet_prints_findings_and_nothing_about_the_run() -> None:
    assert run("-q")[1].startswith("warning[") or run("-q")[1].startswith("error[")
    assert "as of" not in run("-q")[1]
    assert run("-q", "--select", "us-ca-ccpa/*")[:2] == (0, "")


def test_rules_turned_off_are_counted_aloud() -> None:
    status, out, _ = run("--ignore", FOUND[0], "--ignore", FOUND[1])

    assert status == 0
    assert "turned off" in out
    assert FOUND[0] in out


def test_severities_come_from_the_configuration() -> None:
    Path("policycheck.toml").write_text('severity = {"integrity/*" = "note"}\n')

    assert run()[0] == 0
    assert run("--fail-on", "note")[0] == 1
    assert "note[integrity/unresolved-name]" in run("--fail-on", "note")[1]


def test_fail_on_differs_by_path() -> None:
    Path("policycheck.toml").write_text(
        '[[overrides]]\npaths = ["policies/a.yaml"]\nfail-on = "never"\n'
    )
    assert run()[0] == 0

    Path("policies/b.yaml").write_text(FAULTY)
    assert run()[0] == 1


def test_statistics_of_several_policies_end_with_their_sum(here: Path) -> None:
    """A policy whose rules did not run has dashes, and adds nothing."""
    (here / "policies/b.yaml").write_text("policycheck: 1\npolicy: {id: b}\n")

    rows = run("--statistics", "-q")[1].split("\n\n")[1].splitlines()[1:]

    assert [row.split() for row in rows] == [
        ["1", "1", "1", "1", "2", "0", "policies/a.yaml", "(acme)"],
        ["-", "-", "-", "2", "0", "0", "policies/b.yaml", "(b)"],
        ["1", "1", "1", "3", "2", "0", "2", "policies"],
    ]
