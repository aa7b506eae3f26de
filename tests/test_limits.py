"""What a file may ask of the machine: each limit holds, and a flag moves it."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
from fuzz.door import Outcome, run

from policycheck import json_source, source
from policycheck.limits import DEFAULT, HIGHEST, Limits

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
DEEP = HIGHEST.depth - 1
TILT = {"meta": {"name": "Shop"}, "dataDisclosed": [{"category": "Address"}]}
FIDES = {
    "system": [
        {
            "fides_key": "shop",
            "privacy_declarations": [
                {"data_use": "essential", "data_categories": ["user.name"]}
            ],
        }
    ]
}


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """A policy with a list too deep to be read without a flag."""
    path = tmp_path / "policy.yaml"
    path.write_text(f"{SMALL}x-deep: {nested(DEEP)}\n")
    return path


FILES = {
    "bytes": ("a: 12345", 8),
    "depth": ("a: [[]]", 3),
    "aliased": ("a: &x [1, 2]\nb: [*x, *x]", 6),
    "faults": ("a: 1\na: 2\na: 3", 2),
}


@pytest.mark.parametrize("name", FILES)
def test_a_limit_allows_what_it_names_and_nothing_more(name: str) -> None:
    text, needed = FILES[name]
    exact, less = (replace(DEFAULT, **{name: each}) for each in (needed, needed - 1))
    whole = source.read("p.yaml", text.encode(), exact)
    cut = source.read("p.yaml", text.encode(), less)

    assert len(whole.faults) == (2 if name == "faults" else 0)
    assert len(cut.faults) == 1


def test_a_number_is_as_long_as_its_limit() -> None:
    assert json_source.read("p.json", b"[1234]", Limits(digits=4)).data == [1234]
    [fault] = json_source.read("p.json", b"[1234]", Limits(digits=3)).faults

    assert fault.message == "a number longer than 3 characters"


@pytest.mark.parametrize("kind", ["tilt", "fides"])
def test_an_import_holds_no_more_values_than_its_limit(
    tmp_path: Path, kind: str
) -> None:
    """Each value of another format becomes several of ours."""
    path = tmp_path / "in.json"
    path.write_text(json.dumps(TILT if kind == "tilt" else FIDES))
    many = 8 if kind == "fides" else 5
    whole = run("import", kind, path, "--limit", f"values={many}")
    cut = run("import", kind, path, "--limit", f"values={many - 1}")

    assert (whole.status, whole.out[:14]) == (0, "policycheck: 1")
    says = f"policycheck: {path}:1:1: the document holds more than {many - 1} values\n"
    assert cut == Outcome(2, "", says)


def test_the_limits_are_those_the_documentation_names() -> None:
    page = (Path(__file__).parent.parent / "docs/security.md").read_text()
    rows = [line.split("|") for line in page.splitlines() if line.startswith("| `")]
    named = {row[1].strip(" `"): row[2].strip().replace(",", "") for row in rows}

    for field in fields(Limits):
        assert named[field.name] == str(getattr(DEFAULT, field.name))


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("depth", "depth is a number from 1 to 200, not ''"),
        ("depth=0", "depth is a number from 1 to 200, not '0'"),
        ("depth=201", "depth is a number from 1 to 200, not '201'"),
        (f"depth={'9' * 9000}", "depth is a number from 1 to 200"),
        ("depth=-1", "not '-1'"),
        (
            "size=3",
            "digits, values, not 'size=3'",
        ),
    ],
)
def test_a_limit_that_makes_no_sense_is_a_usage_error(
    policy: Path, written: str, says: str
) -> None:
    done = run("validate", policy, "--limit", written)

    assert (done.status, done.out) == (2, "")
    assert says in " ".join(done.err.split())


def test_a_flag_moves_a_limit(policy: Path) -> None:
    before = run("validate", policy, "-f", "concise")
    after = run("validate", policy, "-f", "concise", "--limit", f"depth={DEEP + 1}")

    says = f"{policy}:13:72: error yaml/too-deep nested deeper than 64 levels\n"
    assert before == Outcome(1, says, "")
    assert after == Outcome(0, "", "")


@pytest.mark.parametrize(
    "command",
    [
        ["validate", "P", "-f", "text"],
        ["validate", "P", "-f", "json"],
        ["validate", "P", "-f", "sarif"],
        ["table", "ccpa", "P"],
        ["diff", "P", "P", "--format", "json"],
        ["export", "tilt", "P"],
        ["export", "tilt", "P", "--report"],
        ["export", "dpv", "P"],
        ["export", "ropa", "P"],
        ["export", "json", "P"],
    ],
    ids="-".join,
)
def test_no_command_runs_out_of_stack_at_the_highest_depth(
    policy: Path, command: list[str]
) -> None:
    words = [str(policy) if each == "P" else each for each in command]
    done = run(*words, "--limit", f"depth={HIGHEST.depth}")

    assert (done.status, bool(done.out)) == (0, True)


@pytest.mark.parametrize("kind", ["tilt", "fides"])
def test_no_import_runs_out_of_stack_at_the_highest_depth(
    tmp_path: Path, kind: str
) -> None:
    whole = {**(TILT if kind == "tilt" else FIDES), "extra": "DEEP"}
    text = json.dumps(whole).replace('"DEEP"', nested(DEEP))
    path = tmp_path / "in.json"
    path.write_text(text)

    before = run("import", kind, path)
    after = run("import", kind, path, "--limit", f"depth={HIGHEST.depth}")

    assert (before.status, before.out) == (2, "")
    assert "nested deeper than 64 levels" in before.err
    assert (after.status, after.out[:14]) == (0, "policycheck: 1")


def test_the_limit_of_faults_is_that_of_the_schema_too(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(SMALL + "a: 1\nb: 1\nc: 1\n")

    done = run("validate", path, "-f", "concise", "--limit", "faults=2")

    assert [line.partition(": error ")[2] for line in done.out.splitlines()] == [
        "schema/unknown-key the key 'a' is not known here",
        (
            "schema/unknown-key the key 'b' is not known here; more than these 2 "
            "faults are not listed"
        ),
    ]


def test_faults_beyond_the_limit_are_told_of() -> None:
    text = "a: 1\n" * 4
    [first, last] = source.read("p.yaml", text.encode(), Limits(faults=2)).faults
    [alone] = json_source.read(
        "p.json", b'{"a": 1, "a": 2, "a": 3}', Limits(faults=1)
    ).faults

    assert first.message == "the key 'a' is already on line 1"
    assert last.message == f"{first.message}; more faults are not listed"
    assert alone.message == last.message
