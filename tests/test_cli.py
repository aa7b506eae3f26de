"""Each command through the runner: status, stdout, stderr."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from policycheck.cli.app import app
from policycheck.diff.kinds import Kind
from policycheck.reports import rules
from policycheck.rulebook import every_rule

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "policies/example/policy.yaml"
AERIS = ROOT / "policies/aeris/policy.yaml"
TODAY = "2026-11-23"
SMALL = """\
policycheck: 1
policy: {id: acme, title: Acme privacy policy}
controllers:
  acme: {name: Acme GmbH, country: DE, email: privacy@acme.example}
data_categories:
  email: {name: E-mail address}
purposes:
  delivery: {name: Deliver your order}
activities:
  - id: orders
    data_categories: [email]
    purposes: [delivery]
"""


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """Status, stdout and stderr of a command."""
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def door(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """The command as a process, through the door."""
    return subprocess.run(
        [sys.executable, "-m", "policycheck", *arguments],
        capture_output=True, text=True, check=False, cwd=cwd,
        env={**os.environ, "COLUMNS": "80"},
    )  # fmt: skip


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "policy.yaml"
    path.write_text(SMALL)
    return path


@pytest.mark.parametrize("day", ["2021-08-01", "2023-07-01", TODAY])
def test_the_example_is_clean(day: str) -> None:
    """The model to copy from gives no error and no warning on three days of law."""
    status, out, err = run(
        "validate",
        EXAMPLE,
        "--as-of",
        day,
        "--fail-on",
        "warning",
        "--format",
        "concise",
    )

    assert (status, err) == (0, "")
    assert " error " not in out
    assert " warning " not in out


PLANTED = {
    "a misspelt basis id": (
        "    legal_bases: [order]\n",
        "    legal_bases: [ordr]\n",
        "integrity/unresolved-name",
        "legal_bases: [ordr]",
    ),
    "a misspelt basis": (
        "    basis: contract\n    contract: your order",
        "    basis: contarct\n    contract: your order",
        "schema/unknown-value",
        "basis: contarct",
    ),
    "an unknown key": (
        "  language: en\n",
        "  langauge: en\n",
        "schema/unknown-key",
        "langauge: en",
    ),
    "a duplicate key": (
        "  language: en\n",
        "  language: en\n  language: de\n",
        "yaml/duplicate-key",
        "language: de",
    ),
    "an impossible date": (
        "  effective: 2026-07-01\n",
        "  effective: 2026-02-30\n",
        "integrity/impossible-date",
        "effective: 2026-02-30",
    ),
    "a country that does not exist": (
        "country: IE\n",
        "country: ZZ\n",
        "integrity/unknown-country",
        "country: ZZ",
    ),
    "a country with another code": (
        "country: IE\n",
        "country: UK\n",
        "integrity/unknown-country",
        "country: UK",
    ),
    "a category sold that a claim denies": (
        (
            "      - to: carrier\n        data_categories: [email]\n"
            "        disclosure: [business-purpose]\n"
        ),
        (
            "      - to: carrier\n        data_categories: [email]\n"
            "        disclosure: [business-purpose, sold]\n"
        ),
        "integrity/contradicted-claim",
        "- to: carrier",
    ),
    "health data without a condition": (
        "    conditions: # for health data\n",
        "    x-conditions: # for health data\n",
        "gdpr/special-category-without-condition",
        "data_categories: [allergies]",
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_one_finding_at_its_line(tmp_path: Path, fault: str) -> None:
    before, after, rule, shown = PLANTED[fault]
    text = EXAMPLE.read_text()
    assert text.count(before) == 1, fault
    (tmp_path / "privacy.md").write_text((EXAMPLE.parent / "privacy.md").read_text())
    path = tmp_path / "policy.yaml"
    path.write_text(text.replace(before, after))
    status, out, _ = run("validate", path, "--format", "json", "--as-of", TODAY)

    findings = json.loads(out)["findings"]
    assert status == 1
    assert [each["rule"] for each in findings] == [rule]
    assert path.read_text().splitlines()[findings[0]["line"] - 1].strip() == shown


@pytest.mark.parametrize("country", ["UK", "EL"])
def test_a_country_with_another_code_is_told_which(policy: Path, country: str) -> None:
    policy.write_text(SMALL.replace("country: DE", f"country: {country}"))
    meant = {"UK": "GB", "EL": "GR"}[country]

    _, out, _ = run("validate", policy, "--format", "concise", "--as-of", TODAY)

    assert f"no country has the code {country}; did you mean {meant}?" in out


def test_no_is_norway(policy: Path) -> None:
    policy.write_text(SMALL.replace("country: DE", "country: NO"))

    assert run("validate", policy, "--as-of", TODAY)[0] == 0


def test_a_clean_policy_exits_0_and_says_what_ran(policy: Path) -> None:
    status, out, err = run("validate", policy, "--as-of", TODAY)

    assert status == 0
    assert f"{TODAY}, " in out
    assert err == ""


@pytest.mark.parametrize(
    ("fail_on", "status"), [("error", 0), ("warning", 1), ("note", 1), ("never", 0)]
)
def test_fail_on_sets_the_least_severity(
    policy: Path, fail_on: str, status: int
) -> None:
    policy.write_text(
        SMALL.replace("purposes:\n", "  spare: {name: Spare}\npurposes:\n", 1)
    )

    assert run("validate", policy, "--fail-on", fail_on, "--as-of", TODAY)[0] == status


def test_an_error_exits_1_at_its_place(policy: Path) -> None:
    policy.write_text(SMALL.replace("[delivery]", "[delivry]"))

    status, out, _ = run("validate", policy, "--as-of", TODAY, "--format", "concise")

    assert status == 1
    assert out.startswith(
        f"{policy}:12:16: error integrity/unresolved-name "
        "purposes holds no delivry; did you mean delivery?"
    )


def test_a_file_that_cannot_be_read_exits_2_and_the_others_are_checked(
    policy: Path,
) -> None:
    """2 beats 1; the report is printed all the same."""
    policy.write_text(SMALL.replace("[delivery]", "[delivry]"))
    missing = policy.parent / "missing.yaml"

    status, out, err = run(
        "validate", missing, policy, "--format", "json", "--as-of", TODAY
    )

    report = json.loads(out)
    assert status == 2
    assert err == f"policycheck: {missing}: no such file or directory\n"
    assert [each["path"] for each in report["not_read"]] == [str(missing)]
    assert [each["rule"] for each in report["findings"]] == [
        "integrity/unresolved-name"
    ]


def test_nothing_to_check_exits_2(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("a: 1\n")

    status, out, err = run("validate", tmp_path)

    assert (status, err) == (2, "")
    assert out.startswith("nothing was checked\n")
    assert "no policy in it; one starts with `policycheck: 1`" in " ".join(out.split())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--as-of", "2026-02-30"], "'2026-02-30' is not a day"),
        (["--regime", "eu-gdrp"], "did you mean eu-gdpr?"),
        (["--regime", "mars"], "one of eu-gdpr"),
        (["--format", "pdf"], "'pdf' is not one of"),
    ],
)
def test_wrong_usage_exits_2(policy: Path, arguments: list[str], says: str) -> None:
    status, out, err = run("validate", policy, *arguments)

    assert (status, out) == (2, "")
    assert says in " ".join(err.replace("│", " ").split())


def test_a_bug_exits_3_and_the_report_is_printed(
    policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """3 beats 2 beats 1, and one policy's bug does not hide another's findings."""
    from policycheck import engine

    good = policy.parent / "zz.yaml"
    good.write_text(SMALL)
    check = engine.check

    def crash(document: object, **options: object) -> object:
        if getattr(document, "path", "") == str(policy):
            message = "boom"
            raise RuntimeError(message)
        return check(document, **options)  # type: ignore[arg-type] # passed through

    monkeypatch.setattr(engine, "check", crash)
    status, out, err = run(
        "validate", policy, good, "--format", "json", "--as-of", TODAY
    )

    assert status == 3
    assert "RuntimeError: boom" in err
    assert [each["path"] for each in json.loads(out)["policies"]] == [str(good)]


def test_same_input_same_bytes() -> None:
    outputs = {run("validate", AERIS, "--as-of", TODAY)[1] for _ in range(2)}

    assert len(outputs) == 1


def test_the_door_answers_version() -> None:
    done = door("--version")

    assert (done.returncode, done.stdout, done.stderr) == (0, "policycheck 0.1.0\n", "")


def test_the_door_turns_what_cannot_be_checked_into_one_line(policy: Path) -> None:
    done = door("trace", str(policy))

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        f"policycheck: {policy}: names no prose; add policy.text to trace its quotes\n"
    )


def test_a_reader_that_stops_reading_is_no_error() -> None:
    """`policycheck rules | head -1` ends quietly."""
    command = f"{sys.executable} -m policycheck rules | head -n 1 >/dev/null"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")


def test_schema_prints_the_published_schema() -> None:
    status, out, _ = run("schema")

    assert status == 0
    assert out == (ROOT / "schemas/policy.schema.json").read_text()


def test_explain_says_what_a_rule_wants() -> None:
    status, out, _ = run("explain", "integrity/unused-entry")

    assert status == 0
    assert out.startswith("integrity/unused-entry (warning)\n\nAn entry of a catalogue")
    assert "To fix it, name it where it belongs, or remove it." in out
    assert "+++ fails" in out


def test_explain_guesses_a_misspelt_rule() -> None:
    done = door("explain", "integrity/unused-entri")

    assert done.returncode == 2
    assert done.stderr == (
        "policycheck: no rule is called integrity/unused-entri; "
        "did you mean integrity/unused-entry?\n"
    )


def test_rules_lists_every_rule_in_every_format() -> None:
    lines = run("rules")[1].splitlines()
    data = json.loads(run("rules", "--format", "json")[1])
    page = run("rules", "--format", "markdown")[1]

    assert [line.split()[1] for line in lines] == [rule["id"] for rule in data["rules"]]
    assert page == (ROOT / "docs/rules.md").read_text()


def test_trace_prints_coverage_and_no_wrong_quote() -> None:
    status, out, _ = run("trace", AERIS, "--format", "json")

    data = json.loads(out)
    assert status == 0
    assert data["wrong"] == []
    assert data["coverage"] + data["passages"] > 0.97
    assert data["passages"] < 0.25


def test_trace_at_a_line_names_the_statements() -> None:
    status, out, _ = run("trace", EXAMPLE, "--at", "1")

    assert status == 0
    assert "/policy" in out


def test_trace_has_no_line_after_the_last() -> None:
    done = door("trace", str(EXAMPLE), "--at", "999")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"policycheck: {EXAMPLE}: no line 999: privacy.md ends on 199\n"
    )


def test_a_changed_letter_in_a_quote_fails_at_its_line(tmp_path: Path) -> None:
    for name in ("policy.yaml", "privacy-policy.md"):
        (tmp_path / name).write_text((AERIS.parent / name).read_text())
    path = tmp_path / "policy.yaml"
    wrong = path.read_text().replace(
        "We do not retain any payment card", "We do not retain any paymant card", 1
    )
    path.write_text(wrong)
    line = 1 + next(
        number for number, text in enumerate(wrong.splitlines()) if "paymant" in text
    )

    status, out, _ = run("validate", path, "--format", "concise", "--as-of", TODAY)

    found = [each for each in out.splitlines() if "evidence/" in each]
    assert status == 1
    assert [each.split(": ")[0].split(":")[-2] for each in found] == [str(line)]


@pytest.mark.parametrize("width", [60, 80])
def test_explain_keeps_to_the_width(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But for addresses, and the lines of a policy."""
    monkeypatch.setenv("COLUMNS", str(width))
    told = [
        line
        for id_ in ("gdpr/purpose-without-legal-basis", "diff/purpose-added")
        for line in run("explain", id_)[1].partition("From a policy")[0].splitlines()
    ]

    assert len(told) > 40
    assert [each for each in told if len(each) > width and "//" not in each] == []


def test_explain_knows_kinds_of_change() -> None:
    status, out, _ = run("explain", "diff/purpose-added")

    assert status == 0
    assert out.startswith("diff/purpose-added (material, before any law speaks)\n")
    assert "Seen the other way it is diff/purpose-removed." in " ".join(out.split())
    assert "  us-ca-ccpa: material\n" in out
    assert "GDPR Art. 13(3)" in out
    assert "a waiver with `rule: diff/purpose-added`" in " ".join(out.split())


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("diff/date-moved-alone", "It has no mirror: it is about the two dates"),
        ("diff/purpose-reworded", "Seen the other way it is the same kind."),
        ("diff/wording-changed", "ask for nothing: "),
    ],
)
def test_explain_says_what_a_kind_of_change_has_not(kind: str, says: str) -> None:
    assert says in " ".join(run("explain", kind)[1].split())


def test_every_kind_of_change_is_explained() -> None:
    for kind in Kind:
        assert run("explain", kind.rule)[1].startswith(f"{kind.rule} (")


@pytest.mark.parametrize(
    ("id_", "says"),
    [
        ("diff/purpose-aded", "no kind of change is called diff/purpose-aded; did you"),
        ("purpose-without-legal-basis", "did you mean gdpr/purpose-without"),
        ("us-nv/purpose-without-legal-basis", "did you mean gdpr/purpose-without-"),
        ("retention-undisclosed", "; the nearest of "),
        ("diff/zzz", "; the nearest of "),
    ],
)  # fmt: skip
def test_explain_guesses(id_: str, says: str) -> None:
    done = door("explain", id_)

    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr


def test_the_list_of_rules_fits_a_terminal() -> None:
    """A pipe gets one line for each."""
    every = every_rule(date(2026, 11, 23))

    assert len(rules.text(every).splitlines()) == len(every)
    assert max(map(len, rules.text(every, width=60).splitlines())) <= 60
