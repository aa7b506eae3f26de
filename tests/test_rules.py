"""The law in examples: a fixture yields exactly the findings marked on its lines."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from policycheck import engine
from policycheck.regimes import REGIMES, always, load
from policycheck.rule import Rule
from policycheck.source import read

RULES = Path(__file__).parent / "rules"
FIXTURES = sorted(RULES.glob("*/*/*.yaml"))
TODAY = date(2026, 11, 23)
_MARK = re.compile(r"#\s*findings?:\s*(?P<rules>[a-z0-9/, -]+)\s*$")
_AS_OF = re.compile(r"^# as-of: (?P<day>[0-9-]+)", re.MULTILINE)


def every_rule() -> dict[str, Rule[object]]:
    regimes = [always(TODAY), *(load(each, TODAY) for each in REGIMES)]
    return {rule.id: rule for regime in regimes for rule in regime.rules}


def marked(text: str) -> list[tuple[int, str]]:
    """The (line, rule) pairs a fixture's comments expect."""
    found = [
        (number, rule.strip())
        for number, line in enumerate(text.splitlines(), 1)
        if (match := _MARK.search(line))
        for rule in match["rules"].split(",")
    ]
    return sorted(found)


def reported(path: Path) -> list[tuple[int, str]]:
    raw = path.read_bytes()
    match = _AS_OF.search(raw.decode())
    day = date.fromisoformat(match["day"]) if match else TODAY
    checked = engine.check(read(path.name, raw), as_of=day)
    return sorted((found.location.span.line, found.rule) for found in checked.findings)


@pytest.mark.parametrize(
    "path", FIXTURES, ids=[str(path.relative_to(RULES)) for path in FIXTURES]
)
def test_a_fixture_yields_exactly_what_it_marks(path: Path) -> None:
    assert reported(path) == marked(path.read_text())


@pytest.mark.parametrize("rule", sorted(every_rule()))
def test_every_rule_has_a_passing_and_a_failing_fixture(rule: str) -> None:
    folder = RULES / rule
    failing = list(folder.glob("fail*.yaml"))
    passing = list(folder.glob("pass*.yaml"))

    assert passing
    assert failing
    for path in failing:
        assert rule in {marked_rule for _, marked_rule in marked(path.read_text())}, (
            path
        )
    for path in passing:
        assert rule not in {found for _, found in marked(path.read_text())}, path


def test_every_fixture_folder_belongs_to_a_rule() -> None:
    folders = {f"{path.parent.name}/{path.name}" for path in RULES.glob("*/*")}

    assert folders == set(every_rule())


@pytest.mark.parametrize("rule", every_rule().values(), ids=lambda rule: rule.id)
def test_a_rule_is_named_and_explained(rule: Rule[object]) -> None:
    """Id and function share words; the docstring has a title, a reason and a fix."""
    name = rule.id.partition("/")[2]

    assert rule.check.__name__ == name.replace("-", "_")
    assert not re.match(r"(no|must|missing|ensure|avoid|use|check)-", name)
    assert rule.title
    assert rule.explanation
    assert rule.fix
