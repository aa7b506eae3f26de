"""The house: what loads when, who owns which library, what ships."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import policycheck
from policycheck.gates import GATES
from policycheck.regimes import REGIMES
from policycheck.rulebook import every_rule

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src/policycheck"
HEAVY = ("yaml", "jsonschema", "jsonschema_rs", "rich")
OWNERS = {
    "yaml": {"source.py", "yaml_text.py"},
    "jsonschema": {"schema.py"},
    "jsonschema_rs": {"schema.py"},
    "rich": {"reports/text.py", "reports/table_text.py"},
    "typer": {"cli"},
}


def loaded_by(*arguments: str) -> set[str]:
    """The heavy modules a command leaves loaded."""
    program = (
        "import sys\n"
        f"sys.argv = ['policycheck', *{list(arguments)!r}]\n"
        "from policycheck.cli import main\n"
        "try:\n"
        "    main()\n"
        "except SystemExit:\n"
        "    pass\n"
        f"loaded = [m for m in {HEAVY!r} if m in sys.modules]\n"
        "print('LOADED', *loaded, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return set(done.stderr.rpartition("LOADED")[2].split())


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["validate", "--help"]]
)
def test_help_and_version_load_no_heavy_library(arguments: list[str]) -> None:
    assert loaded_by(*arguments) == set()


@pytest.mark.parametrize("format_", ["json", "github"])
def test_a_clean_policy_loads_neither_jsonschema_nor_rich(format_: str) -> None:
    """The compiled validator says "valid"; jsonschema is for explaining what is not."""
    loaded = loaded_by("validate", "policies/example", "--format", format_)

    assert loaded == {"yaml", "jsonschema_rs"}


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    names = [
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    ]
    names += [
        node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
    ]
    return {name.partition(".")[0] for name in names}


def test_each_heavy_library_has_its_owners() -> None:
    for path in SOURCE.rglob("*.py"):
        place = path.relative_to(SOURCE)
        for library in imported(path) & OWNERS.keys():
            owners = OWNERS[library]
            assert place.as_posix() in owners or place.parts[0] in owners, (
                place,
                library,
            )


def test_modules_keep_their_budget() -> None:
    """A module stays under 250 lines of code; blank lines and comments are free."""
    for path in SOURCE.rglob("*.py"):
        lines = [line.strip() for line in path.read_text().splitlines()]
        code = [line for line in lines if line and not line.startswith("#")]
        assert len(code) <= 250, (path.name, len(code))


def test_no_module_has_a_name_that_says_nothing() -> None:
    banned = {"utils", "helpers", "common", "base", "core", "manager"}

    assert not {path.stem for path in SOURCE.rglob("*.py")} & banned


def test_rules_are_listed_in_alphabetical_order() -> None:
    from datetime import date

    from policycheck.regimes import always, load

    day = date(2026, 11, 23)
    for regime in [always(day), *(load(name, day) for name in REGIMES)]:
        ids = [rule.id for rule in regime.rules]
        assert ids == sorted(ids), regime.id
    assert [gate.id for gate in GATES] == sorted(gate.id for gate in GATES)


def test_no_two_rules_share_an_id() -> None:
    from datetime import date

    ids = [each.rule.id for each in every_rule(date(2026, 11, 23))]

    assert len(ids) == len(set(ids))


def test_the_wheel_lists_every_package() -> None:
    """Setuptools cannot find packages in two roots: pyproject.toml lists them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    listed = set(project["tool"]["setuptools"]["packages"])
    folders = {
        ".".join(("policycheck", *path.parent.relative_to(SOURCE).parts))
        for path in SOURCE.rglob("__init__.py")
    }

    assert listed == folders | {"policycheck.schemas", "policycheck.example"}


def test_the_version_stands_in_two_places_and_is_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())

    assert project["project"]["version"] == policycheck.__version__
