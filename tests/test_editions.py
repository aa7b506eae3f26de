"""An id once published is never given to another rule."""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path

import pytest

from policycheck import editions
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


def test_no_edition_publishes_an_id_twice() -> None:
    ids = [id_ for each in editions.editions().values() for id_ in each]

    assert len(ids) == len(set(ids))


def test_an_edition_has_the_rules_of_those_before_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = {"2026.1": ["a/b"], "2026.2": ["c/d"], "2027.1": ["e/f"]}
    monkeypatch.setattr(editions, "editions", lambda: known)

    assert editions.rules("2026.2") == {"a/b", "c/d"}


def test_a_renamed_id_leads_to_the_one_it_has_now() -> None:
    renamed = {"a/b": "c/d", "c/d": "e/f"}

    assert editions.current("a/b", renamed) == "e/f"
    assert editions.current("x/y", renamed) == "x/y"


def test_publishing_adds_what_no_edition_has() -> None:
    spec = importlib.util.spec_from_file_location(
        "publish", ROOT / "scripts/publish.py"
    )
    assert spec is not None
    assert spec.loader is not None
    publish = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(publish)
    first = next(iter(editions.editions()))

    assert f'"{first}"' in publish.text("2999.1")
    assert publish.text(first).startswith(f'{{\n "{first}": [')
