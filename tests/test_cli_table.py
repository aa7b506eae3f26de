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
FIXTURE = ROOT / "tests/fixtures/table/policy.yaml"
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

    stale = run(*write, "--check")
    written = run(*write)
    fresh = run(*write, "--check")

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


PAGE = """
| Category | Disclosed to | Sold or shared to |
|---|---|---|
| Identifiers | Carrier pigeons | None |

"""


def test_the_table_of_an_earlier_year_on_the_page_is_passed_by(tmp_path: Path) -> None:
    page = tmp_path / "notice.md"
    page.write_text(PAGE + run("ccpa", EXAMPLE, *DAY, "--format", "md")[1])

    status, out, err = run("ccpa", EXAMPLE, *DAY, "--check", page)

    assert (status, out) == (0, "")
    assert err == (
        f"policycheck: {page}: compared the table of line 8, passed by that of line 2, "
        "which has the same columns\n"
    )


def test_one_table_for_each_topic_is_compared_together(tmp_path: Path) -> None:
    """A table about sales alone need not list what is not sold."""
    columns = ("--set", "columns=disclosed-to"), ("--set", "columns=sold-or-shared-to")
    first, second = (
        run("ccpa", EXAMPLE, *DAY, "--format", "md", *each)[1] for each in columns
    )
    kept = [
        line
        for line in second.splitlines()
        if not line.startswith(("| B.", "| D.", "| L."))
    ]
    page = tmp_path / "notice.md"
    page.write_text("\n".join([first, *kept]))
    same = run("ccpa", EXAMPLE, *DAY, "--check", page)
    page.write_text(page.read_text().replace("networks", "agents"))
    status, out, _ = run("ccpa", EXAMPLE, *DAY, "--check", page)

    assert same == (0, "", "")
    assert status == 1
    assert [line.split("column ")[1].split(":")[0] for line in out.splitlines()] == [
        "'Sold or shared to'",
        "'Sold or shared to'",
    ]


def test_check_without_a_file_is_about_the_policys_own_chart() -> None:
    day = ("--as-of", "2021-08-01")

    assert run("ccpa", AERIS, *day, "--check") == run(
        "ccpa", AERIS, *day, "--check", "policy"
    )
    assert run("ccpa", AERIS, "--check", *day)[0] == 1


def test_a_difference_as_json_names_the_tables_looked_at(tmp_path: Path) -> None:
    page = tmp_path / "notice.md"
    page.write_text(PAGE)

    status, out, _ = run("ccpa", EXAMPLE, *DAY, "--check", page, "--format", "json")
    data = json.loads(out)

    assert status == 1
    assert (data["published"], data["compared"], data["passed_by"]) == (
        str(page),
        [2],
        [],
    )
    assert data["differences"][0]["row"] == "A. Identifiers"


def test_only_the_table_that_is_named_is_refreshed(tmp_path: Path) -> None:
    """With its options; the other keeps what it has."""
    other = "<!-- policycheck:table gdpr -->\nkept\n<!-- /policycheck:table -->\n"
    page = tmp_path / "notice.HTML"
    page.write_text(
        f"{other}<!-- policycheck:table ccpa label=none -->\n"
        "<!-- /policycheck:table -->\n"
    )

    status, _, _ = run("ccpa", EXAMPLE, *DAY, "--write", page, "--layout", "checklist")

    text = page.read_text()
    assert status == 0
    assert text.startswith(other)
    assert 'data-layout="checklist"' in text
    assert "A. Identifiers" not in text


def test_a_policy_under_another_law_is_told(tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text(
        "policycheck: 1\npolicy: {id: t, title: T, regimes: [uk-gdpr]}\n"
        "controllers: {t: {name: T}}\n"
        "activities: [{id: x, data_categories: [{name: A, ccpa: [identifiers]}]}]\n"
    )

    _, out, err = run("ccpa", policy, *DAY)

    assert out.startswith("Personal information collected")
    assert err == (
        f"policycheck: {policy}: its regimes do not name us-ca-ccpa; derived as if "
        "they did\n"
    )
    assert run("gdpr", policy, *DAY)[2] == ""


@pytest.mark.parametrize(
    ("name", "day", "since"),
    [
        ("ccpa", "2019-12-31", "us-ca-ccpa asks for what this table shows since 2020"),
        ("gdpr", "2018-05-24", "eu-gdpr asks for what this table shows since 2018"),
    ],
)
def test_before_the_law_asks_for_it_there_is_no_table(
    name: str, day: str, since: str
) -> None:
    from policycheck.errors import PolicycheckError

    with pytest.raises(PolicycheckError, match=since):
        run(name, EXAMPLE, "--as-of", day)


def test_on_its_first_day_there_is() -> None:
    assert run("ccpa", EXAMPLE, "--as-of", "2020-01-01")[0] == 0
    assert run("gdpr", EXAMPLE, "--as-of", "2018-05-25")[0] == 0


@pytest.mark.parametrize(
    "options",
    [
        ("--check", "--output", "x"),
        ("--check", "--strict"),
        ("--check", "--page"),
        ("--check", "--bom"),
        ("--check", "--format csv"),
        ("--check without a file", "--layout", "full"),
        ("--check without a file", "--set", "label=none"),
        ("--write x", "--output", "x"),
        ("--write x", "--strict"),
        ("--write x", "--format json"),
        ("--write x", "--page"),
        ("--write x", "--bom"),
        ("--page", "--format text"),
        ("--bom", "--format json"),
    ],
)
def test_options_that_say_nothing_together_are_refused(
    options: tuple[str, ...],
) -> None:
    from policycheck.errors import PolicycheckError

    words = " ".join(options).replace(" without a file", "").split()
    first, second = (options[0].removesuffix(" x"), options[1])
    if first == "--write":
        second = second.split()[0]

    with pytest.raises(PolicycheckError) as error:
        run("ccpa", EXAMPLE, *words, *DAY)

    assert str(error.value) == f"{first} and {second} do not go together"


def test_write_names_the_file_that_check_would() -> None:
    from policycheck.errors import PolicycheckError

    with pytest.raises(PolicycheckError, match="give --check none, not y"):
        run("ccpa", EXAMPLE, "--write", "x", "--check", "y")


def test_what_follows_two_dashes_is_no_option() -> None:
    assert run("--check", "--", "ccpa", str(AERIS))[0] == 1


@pytest.mark.parametrize(
    "words",
    [("--set", "label=none", "--set", "label=letter"), ("--set", "layout=full")],
)
def test_a_setting_given_twice_is_wrong_usage(words: tuple[str, ...]) -> None:
    status, _, err = run("ccpa", EXAMPLE, "--layout", "full", *words)

    assert status == 2
    assert "is given twice" in err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("mars", EXAMPLE), "no table is called 'mars'"),
        (("ccpa", EXAMPLE, "--layout", "fulll"), "did you mean full?"),
        (("ccpa", EXAMPLE, "--set", "colour=red"), "no option is called 'colour'"),
        (
            ("ccpa", EXAMPLE, "--check", "nowhere.md"),
            "nowhere.md: no such file or directory",
        ),
        (("ccpa", EXAMPLE, "--write", str(EXAMPLE)), "comment to fill"),
        (("ccpa", FIXTURE, "--check"), "keeps no published ccpa table"),
        (("gdpr", AERIS, "--check"), "keeps no published gdpr table"),
        (("ccpa", EXAMPLE, "--check", str(EXAMPLE)), "policy.yaml: no table has the"),
        (("gdpr", EXAMPLE, "--set", "order=data"), "the gdpr table has no order"),
        (("gdpr", EXAMPLE, "--set", "columns=basis,basis"), "names basis twice"),
        (("ccpa", EXAMPLE, "--set", "columns=sources,sources"), "names sources twice"),
        (("ccpa", EXAMPLE, "--set", "columns=,"), "columns names none"),
        (
            ("ccpa", EXAMPLE, "--set", "headers=retention:Kept"),
            "headers names retention, which is no column of this table",
        ),
        (
            ("gdpr", EXAMPLE, "--set", "headers=transfers:To"),
            "headers names transfers, which is no column of this table",
        ),
        (
            ("ccpa", EXAMPLE, "--set", "split=yes", "--layout", "retention"),
            "none is shown",
        ),
        (
            ("ccpa", EXAMPLE, "--set", "sensitive=rows", "--layout", "sensitive"),
            "sensitive=rows says nothing there",
        ),
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
