"""The illustration: Aeris's policy with its errors mended by invented facts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from policycheck.cli.app import app

FOLDER = Path(__file__).parent.parent / "policies/aeris"
PUBLISHED = FOLDER / "policy.yaml"
PROPOSED = FOLDER / "proposed.yaml"
DAYS = ("2021-08-01", "2026-11-23")
DAY = ("--as-of", DAYS[1])


def run(*arguments: str | Path) -> tuple[int, Any]:
    result = CliRunner().invoke(app, [*map(str, arguments), "--format", "json"])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, json.loads(result.stdout)


def reading() -> set[tuple[str, str, str, str]]:
    """The day, rule, place and severity of each line of READING.md."""
    page = (FOLDER / "READING.md").read_text(encoding="utf-8")
    lines = [line.split(" | ") for line in page.splitlines() if "/" in line]
    return {
        (day.removeprefix("| "), rule.strip("`"), place.strip("`"), said.split(":")[0])
        for day, rule, place, _, _, said, _ in (
            each for each in lines if len(each) == 7
        )
    }


def read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def ids(entry: dict[str, Any]) -> set[str]:
    """The id of an activity, and those it takes the place of."""
    return {entry["id"], *entry.get("replaces", [])}


def assumed(data: object) -> Iterator[object]:
    """What stands beside each invented value."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "x-assumed":
                yield value
            else:
                yield from assumed(value)
    elif isinstance(data, list):
        for each in data:
            yield from assumed(each)


@pytest.mark.parametrize("day", DAYS)
def test_what_is_said_of_the_published_policy(
    day: str, golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(FOLDER.parent.parent)
    monkeypatch.setenv("COLUMNS", "100")
    arguments = ["validate", "policies/aeris/policy.yaml", "--as-of", day]
    result = CliRunner().invoke(app, arguments)

    assert result.exit_code == 1
    golden(f"aeris/{day}.txt", result.stdout)


def test_every_finding_is_read_and_nothing_else() -> None:
    found: dict[tuple[str, str, str], list[str]] = {}
    for day in DAYS:
        _, report = run("validate", PUBLISHED, "--as-of", day)
        for each in report["findings"]:
            key = each["rule"], each["at"], each["severity"]
            found.setdefault(key, []).append(day[:4])

    assert reading() == {
        ("both" if len(days) == 2 else days[0], *key) for key, days in found.items()
    }


def test_the_illustration_has_no_error_and_needs_no_waiver() -> None:
    status, report = run("validate", PROPOSED, *DAY, "--fail-on", "error")

    errors = [each for each in report["findings"] if each["severity"] == "error"]
    assert (status, errors) == (0, [])
    assert "waivers" not in read(PROPOSED)


def test_every_quote_is_in_the_prose_of_the_illustration() -> None:
    _, report = run("trace", PROPOSED)

    assert report["wrong"] == []


def test_no_activity_is_left_out_to_silence_a_rule() -> None:
    before = {each["id"] for each in read(PUBLISHED)["activities"]}
    after = set[str]().union(*map(ids, read(PROPOSED)["activities"]))

    assert before - after == set()


def test_each_invented_value_says_what_counsel_must_confirm() -> None:
    said = list(assumed(read(PROPOSED)))

    assert said
    assert [
        each for each in said if not isinstance(each, str) or not each.strip()
    ] == []


def test_the_illustration_says_what_it_is() -> None:
    """Nobody takes it for Aeris's policy, from its title or its first paragraph."""
    title = read(PROPOSED)["policy"]["title"]
    opening = (FOLDER / "proposed.md").read_text(encoding="utf-8").split("\n\n")[:2]

    assert opening[0] == f"# {title}"
    assert "not Aeris's policy" in title
    for words in ("invented facts", "it is not the policy", "not legal advice"):
        assert words in " ".join(opening[1].split())
