"""An id once published is never given to another rule."""

from __future__ import annotations

import importlib.util
import json
from datetime import date
from pathlib import Path

import pytest

from policycheck import editions
from policycheck.rule import Stability
from policycheck.rulebook import every_rule

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 23)


def test_a_published_id_is_a_rule_or_leads_to_one_or_is_retired() -> None:
    now = {each.rule.id for each in every_rule(DAY)}

    for id_ in editions.published():
        assert editions.current(id_) in now or id_ in editions.RETIRED, id_


def test_an_id_that_was_given_up_is_never_given_away_again() -> None:
    now = {each.rule.id for each in every_rule(DAY)}

    assert not now & (editions.RENAMED.keys() | editions.RETIRED.keys())
    assert editions.published() >= editions.RENAMED.keys() | editions.RETIRED.keys()


def test_an_id_stands_again_only_where_its_severity_changed() -> None:
    before: dict[str, str] = {}
    for rules in editions.editions().values():
        assert not [
            id_ for id_, severity in rules.items() if before.get(id_) == severity
        ]
        before |= rules


def test_an_edition_has_the_rules_of_those_before_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each as grave as it was then."""
    known = {
        "2026.1": {"a/b": "note", "g/h": "error"},
        "2026.2": {"c/d": "note", "g/h": "warning"},
        "2027.1": {"a/b": "error", "e/f": "error"},
    }
    monkeypatch.setattr(editions, "editions", lambda: known)

    assert editions.rules("2026.2") == {"a/b": "note", "c/d": "note", "g/h": "warning"}
    assert editions.published() == {"a/b", "c/d", "e/f", "g/h"}


def test_a_renamed_id_leads_to_the_one_it_has_now() -> None:
    renamed = {"a/b": "c/d", "c/d": "e/f"}

    assert editions.current("a/b", renamed) == "e/f"
    assert editions.current("x/y", renamed) == "x/y"


def test_publishing_adds_what_no_edition_has(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location(
        "publish", ROOT / "scripts/publish.py"
    )
    assert spec is not None
    assert spec.loader is not None
    publish = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(publish)
    first, rules = next(iter(editions.editions().items()))
    lighter = {id_: "note" for id_ in rules if id_ != "yaml/syntax"}
    monkeypatch.setattr(editions, "editions", lambda: {first: lighter})

    made = json.loads(publish.text("2999.1"))

    assert made[first] == lighter
    assert made["2999.1"]["yaml/syntax"] == "error"
    assert "note" not in made["2999.1"].values()
    assert json.loads(publish.text(first)) == {
        first: {
            each.rule.id: each.rule.severity.value
            for each in every_rule(DAY)
            if each.rule.stability is not Stability.PREVIEW
        }
    }
