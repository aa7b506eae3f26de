"""`policycheck table`: status, stdout, stderr, files written."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from policycheck.cli.app import app

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "policies/example/policy.yaml"
AERIS = ROOT / "policies/aeris/policy.yaml"
DAY = ("--as-of", "2026-11-23")


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["table", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


ROWS = [
    "Identifiers",
    "Customer records information (Cal. Civ. Code § 1798.80(e))",
    "Commercial information",
    "Internet or other electronic network activity information",
    "Sensitive personal information",
]


def test_the_table_has_the_categories_the_activities_collect() -> None:
    status, out, err = run(
        "ccpa", EXAMPLE, *DAY, "--format", "csv", "--set", "label=none"
    )

    first = [row[0].splitlines()[0].split(": ")[0] for row in csv.reader(StringIO(out))]
    assert (status, err) == (0, "")
    assert [row for row in first if row][1:6] == ROWS


@pytest.mark.parametrize("format_", ["text", "markdown", "md", "html", "json"])
def test_every_format_shows_every_row(format_: str) -> None:
    status, out, _ = run("ccpa", EXAMPLE, *DAY, "--format", format_)

    words = " ".join(out.replace("│", " ").replace("•", " ").split())
    assert status == 0
    for row in ("Identifiers", "Commercial information", "Advertising networks"):
        assert row in words


def test_the_letters_are_those_of_the_day() -> None:
    """Before 2023 there is no row for sensitive information and no sharing."""
    before = run("ccpa", EXAMPLE, "--as-of", "2021-08-01", "--format", "md")[1]
    after = run("ccpa", EXAMPLE, *DAY, "--format", "md")[1]

    assert "L. Sensitive" not in before
    assert "Sold or shared to" not in before
    assert "L. Sensitive" in after
    assert "Sold or shared to" in after


def test_strict_fails_on_what_is_demanded_and_missing() -> None:
    complete = run("ccpa", EXAMPLE, *DAY, "--strict")[0]
    lacking = run("ccpa", AERIS, *DAY, "--strict")[0]

    assert (complete, lacking) == (0, 1)


def test_a_gap_carries_its_pointer_and_its_rule() -> None:
    _, out, _ = run("ccpa", AERIS, *DAY, "--format", "json")

    assert "us-ca-ccpa/sharing-undisclosed" in json.dumps(json.loads(out))


def test_output_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "table.html"

    status, out, _ = run(
        "ccpa", EXAMPLE, *DAY, "--format", "html", "--page", "--output", target
    )

    assert (status, out) == (0, "")
    assert target.read_text().startswith("<!doctype html>")
    assert list(tmp_path.iterdir()) == [target]


def test_a_published_table_is_compared(tmp_path: Path) -> None:
    published = tmp_path / "notice.md"
    run("ccpa", EXAMPLE, *DAY, "--format", "md", "--output", published)

    same = run("ccpa", EXAMPLE, *DAY, "--check", published)
    published.write_text(published.read_text().replace("Parcel delivery", "Drones", 1))
    other, out, _ = run("ccpa", EXAMPLE, *DAY, "--check", published)

    assert same == (0, "", "")
    assert other == 1
    assert "Drones" in out


def test_the_policys_own_chart_is_compared() -> None:
    status, out, _ = run("ccpa", AERIS, "--as-of", "2021-08-01", "--check", "policy")

    assert status == 1
    assert out == (
        f"{AERIS}: row 'Audio, electronic, visual, thermal, olfactory, or similar "
        "information' is missing\n"
    )


def test_a_block_in_a_document_is_refreshed_and_asked_about(tmp_path: Path) -> None:
    notice = tmp_path / "notice.md"
    notice.write_text(
        "# Notice\n\n<!-- policycheck:table ccpa -->\n<!-- /policycheck:table -->\n"
    )
    write = ("ccpa", EXAMPLE, *DAY, "--write", notice)

    stale = run(*write, "--check", "stale")
    written = run(*write)
    fresh = run(*write, "--check", "stale")

    assert stale[0] == 1
    assert "stale" in stale[2]
    assert written == (0, "", "")
    assert fresh == (0, "", "")
    assert "| A. Identifiers" in notice.read_text()


def test_the_european_table_names_the_basis_of_each_purpose() -> None:
    status, out, _ = run("gdpr", EXAMPLE, *DAY, "--format", "md")

    assert status == 0
    assert "Send you our newsletter" in out
    assert "onsent" in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("mars", EXAMPLE), "no table is called 'mars'"),
        (("ccpa", EXAMPLE, "--layout", "fulll"), "did you mean full?"),
        (("ccpa", EXAMPLE, "--set", "colour=red"), "no option is called 'colour'"),
        (
            ("ccpa", EXAMPLE, "--check", "nowhere.md"),
            "nowhere.md: there is no such file",
        ),
        (("ccpa", EXAMPLE, "--write", str(EXAMPLE)), "comment to fill"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(
    arguments: tuple[str | Path, ...], says: str
) -> None:
    from policycheck.errors import PolicycheckError

    with pytest.raises(PolicycheckError, match=says.replace("?", r"\?")):
        run(*arguments, *DAY)


def test_a_setting_without_a_value_is_wrong_usage() -> None:
    status, _, err = run("ccpa", EXAMPLE, "--set", "label")

    assert status == 2
    assert "NAME=VALUE" in err
