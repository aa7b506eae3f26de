"""`policycheck import` and `policycheck export`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from policycheck import source
from policycheck.cli.app import app as whole
from policycheck.cli.interop import export_app, import_app
from policycheck.errors import PolicycheckError

HERE = Path(__file__).parent
FOLDER = HERE / "fixtures/interop"
BAKERY = FOLDER / "bakery.tilt.json"
MANIFEST = HERE / "fixtures/interop/manifest.yml"
EXAMPLE = HERE.parent / "policies/example/policy.yaml"


def imports(*arguments: object) -> Result:
    return CliRunner().invoke(import_app, [str(each) for each in arguments])


def exports(*arguments: object) -> Result:
    return CliRunner().invoke(export_app, [str(each) for each in arguments])


def test_import_prints_a_policy_and_counts_what_is_not_carried() -> None:
    result = imports("tilt", BAKERY)

    assert result.exit_code == 0
    assert source.read("policy.yaml", result.stdout.encode()).faults == ()
    assert "--report lists them" in result.stderr


def test_a_lossless_import_is_exported_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(imports("tilt", BAKERY, "--lossless").stdout, encoding="utf-8")
    result = exports("tilt", file)

    assert json.loads(result.stdout) == json.loads(BAKERY.read_bytes())
    assert result.stderr == ""


def test_the_standard_input_is_read() -> None:
    result = CliRunner().invoke(import_app, ["tilt", "-"], input=BAKERY.read_bytes())

    assert result.stdout == imports("tilt", BAKERY).stdout


def test_the_report_stands_instead_of_the_policy() -> None:
    result = imports("tilt", BAKERY, "--report")

    assert result.stdout.startswith(f"{BAKERY}:3:12: kept: /meta/_id: ")
    assert result.stderr == ""


def test_several_policies_go_to_a_folder(tmp_path: Path) -> None:
    result = imports("tilt", BAKERY, BAKERY, "-o", tmp_path / "out", "--report")

    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == [
        "backstube-sonnenschein-2.yaml",
        "backstube-sonnenschein.yaml",
    ]
    assert result.stdout.count("/controller/sector") == 2
    assert (
        f"{BAKERY} -> {tmp_path / 'out' / 'backstube-sonnenschein.yaml'}"
        in result.stderr
    )


def test_several_policies_without_a_folder_are_a_usage_error() -> None:
    result = imports("tilt", BAKERY, BAKERY)

    assert result.exit_code == 2
    assert "--output FOLDER" in result.stderr


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    imports("tilt", BAKERY, "-o", tmp_path)
    result = imports("tilt", BAKERY, "-o", tmp_path)

    assert isinstance(result.exception, PolicycheckError)
    assert "file exists" in str(result.exception)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "no such file or directory"),
        ("{", ":1:2: the text ends where a key in double quotes belongs"),
        ("{}", ":1:1: this is no TILT document"),
    ],
)
def test_what_cannot_be_read_is_told(
    tmp_path: Path, text: str | None, message: str
) -> None:
    file = tmp_path / "x.json"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    result = imports("tilt", file)

    assert isinstance(result.exception, PolicycheckError)
    assert message in str(result.exception)


def test_a_manifest_is_imported() -> None:
    assert imports("fides", MANIFEST).stdout.startswith("policycheck: 1\n")


def test_nothing_is_said_of_what_is_carried_whole(tmp_path: Path) -> None:
    file = tmp_path / "x.tilt.json"
    file.write_text('{"meta": {"name": "Shop"}, "controller": {"name": "Shop"}}')

    assert imports("tilt", file).stderr == ""


@pytest.mark.parametrize(
    ("format_", "starts"),
    [
        ("tilt", '{\n  "meta": {'),
        ("dpv", '{\n  "@context": {'),
        ("ropa", "Activity,30(1)(a) Controller"),
        ("json", '{\n  "version": 1,'),
    ],
)
def test_each_format_is_printed(format_: str, starts: str) -> None:
    result = exports(format_, EXAMPLE)

    assert result.exit_code == 0
    assert result.stdout.startswith(starts)
    assert ("--report lists them" in result.stderr) == (format_ != "json")


@pytest.mark.parametrize("format_", ["tilt", "dpv", "ropa"])
def test_a_loss_report_points_into_the_policy(format_: str) -> None:
    lines = exports(format_, EXAMPLE, "--report").stdout.splitlines()

    assert f"{EXAMPLE}:" in lines[0]
    assert any("/claims: " in line for line in lines)


def test_a_policy_that_loses_nothing_says_nothing(tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(
        "policycheck: 1\npolicy: {id: x, title: X}\ncontrollers: {x: {name: X}}\n"
    )

    assert exports("tilt", file).stderr == ""


def test_the_record_of_a_processor_is_asked_for() -> None:
    assert exports("ropa", EXAMPLE, "--processor").stdout.startswith(
        "Activity,30(2)(a) Processor"
    )


def test_another_format_is_checked_without_a_file_in_between() -> None:
    """`validate --from tilt` points into the JSON."""
    result = CliRunner().invoke(
        whole, ["validate", "--from", "tilt", str(BAKERY), "--regime", "eu-gdpr",
                "--format", "json", "--as-of", "2026-11-23"],
    )  # fmt: skip
    report = json.loads(result.stdout)
    lines = BAKERY.read_text().splitlines()

    assert result.exit_code == 1
    assert [each["path"] for each in report["policies"]] == [str(BAKERY)]
    assert report["findings"]
    assert all(each["line"] <= len(lines) for each in report["findings"])
    assert not [each for each in report["findings"] if "schema/" in each["rule"]]


@pytest.mark.parametrize("paths", [[], [str(FOLDER)]])
def test_documents_of_another_format_are_named(paths: list[str]) -> None:
    """A folder is searched for policies; which of its JSON is TILT nobody says."""
    result = CliRunner().invoke(whole, ["validate", "--from", "tilt", *paths])

    assert result.exit_code == 2
    assert "name the files, or a pattern such as 'tilt/*.json'" in result.stderr


def test_statistics_count_purposes_without_a_usable_basis_by_document() -> None:
    """Ten documents after shapes of real ones, counted by hand: purposes, and bare."""
    files = sorted((FOLDER / "basis").iterdir())
    result = CliRunner().invoke(
        whole, ["validate", "--from", "tilt", "--statistics", "--quiet",
                "--as-of", "2026-11-23", *map(str, files)],
    )  # fmt: skip
    heads, *rows = result.stdout.split("\n\n")[1].splitlines()

    assert heads.split()[:4] == ["activities", "purposes", "no", "basis"]
    assert {row.split()[6]: tuple(map(int, row.split()[1:3])) for row in rows} == {
        str(FOLDER / "basis/apothecary.tilt.json"): (6, 2),
        str(FOLDER / "basis/boatyard.tilt.json"): (1, 1),
        str(FOLDER / "basis/chandler.tilt.json"): (2, 2),
        str(FOLDER / "basis/dairy.tilt.json"): (3, 3),
        str(FOLDER / "basis/embroiderer.tilt.json"): (3, 0),
        str(FOLDER / "basis/furrier.tilt.json"): (2, 1),
        str(FOLDER / "basis/glazier.tilt.json"): (2, 0),
        str(FOLDER / "basis/hatter.tilt.json"): (2, 0),
        str(FOLDER / "basis/ironmonger.tilt.json"): (0, 0),
        str(FOLDER / "basis/joiner.tilt.json"): (4, 2),
        "10": (25, 11),
    }
