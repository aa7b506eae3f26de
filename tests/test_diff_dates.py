"""What the dates of two versions say of the changes between them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, TypeAlias

import pytest

from policycheck.diff import Comparison, Significance, compare
from policycheck.diff.kinds import Kind
from policycheck.finding import State
from policycheck.source import read

Data: TypeAlias = Any
"""A policy as plain data, or a part of it."""
TODAY = date(2026, 11, 23)
DATES = {Kind.MATERIAL_UNDATED, Kind.DATE_ALONE, Kind.EFFECTIVE_TOO_EARLY}


def policy(about: dict[str, str], **parts: Data) -> dict[str, Any]:
    return {
        "policycheck": 1,
        "policy": {"id": "shop", "title": "Shop", "regimes": ["eu-gdpr"], **about},
        "controllers": {"shop": {"name": "Shop"}},
        "purposes": {"sell": {"name": "Sell"}, "spy": {"name": "Spy"}},
        "data_categories": {"email": {"name": "E-mail"}},
        "activities": [
            {"id": "a", "data_categories": ["email"], "purposes": ["sell"]},
        ],
        **parts,
    }


SPYING = [{"id": "a", "data_categories": ["email"], "purposes": ["sell", "spy"]}]
EARLIER = {"effective": "2026-01-01", "last_updated": "2025-12-01"}


def compared(old: dict[str, Any], new: dict[str, Any]) -> Comparison:
    one, other = (
        read(f"{name}.yaml", json.dumps(data, indent=1).encode())
        for name, data in (("old", old), ("new", new))
    )
    return compare(one, other, as_of=TODAY)


def judged(old: dict[str, Any], new: dict[str, Any]) -> list[Kind]:
    found = [each.kind for each in compared(old, new).changes]
    return [kind for kind in found if kind in DATES]


@pytest.mark.parametrize("about", [EARLIER, {}, {"last_updated": "2025-12-01"}])
def test_a_material_change_needs_a_new_date(about: dict[str, str]) -> None:
    found = judged(policy(about), policy(about, activities=SPYING))

    assert found == [Kind.MATERIAL_UNDATED]


@pytest.mark.parametrize("key", ["effective", "last_updated"])
def test_either_date_will_do(key: str) -> None:
    moved = {**EARLIER, key: "2026-03-01"}
    if key == "last_updated":
        moved["effective"] = "2026-03-01"

    assert judged(policy(EARLIER), policy(moved, activities=SPYING)) == []


def test_a_notable_change_needs_no_date() -> None:
    new = policy(
        EARLIER, controllers={"shop": {"name": "Shop", "email": "a@b.example"}}
    )

    assert judged(policy(EARLIER), new) == []


@pytest.mark.parametrize("key", ["effective", "last_updated"])
def test_a_date_that_moves_alone_is_told(key: str) -> None:
    moved = {**EARLIER, key: "2026-02-01"}

    assert judged(policy(EARLIER), policy(moved)) == [Kind.DATE_ALONE]


def test_a_review_date_may_move_alone() -> None:
    moved = {**EARLIER, "reviewed": "2026-02-01"}

    assert judged(policy(EARLIER), policy(moved)) == []


NOTICE = {"change_notice": {"method": "e-mail", "advance": "P30D"}}
EARLY = [Kind.EFFECTIVE_TOO_EARLY]


@pytest.mark.parametrize(
    ("effective", "promise", "expected"),
    [
        ("2026-03-31", NOTICE, []),
        ("2026-03-30", NOTICE, EARLY),
        ("2026-03-01", {}, []),
        ("2026-02-28", {}, EARLY),
        ("2026-02-31", {}, []),
    ],
)
def test_people_are_told_before_it_takes_effect(
    effective: str, promise: dict[str, Any], expected: list[Kind]
) -> None:
    """As long before as the old version promised; a day that does not exist is mute."""
    about = {"effective": effective, "last_updated": "2026-03-01"}
    new = policy(about, activities=SPYING, **promise)

    assert judged(policy(EARLIER, **promise), new) == expected


def test_a_longer_promise_of_the_new_version_binds_only_the_next() -> None:
    about = {"effective": "2026-03-01", "last_updated": "2026-03-01"}

    assert judged(policy(EARLIER), policy(about, activities=SPYING, **NOTICE)) == []


def test_a_removed_denial_is_material() -> None:
    claims = [{"id": "no-sale", "never": ["sold"]}]
    found = compared(policy(EARLIER, claims=claims), policy(EARLIER)).changes[0]

    assert found.kind is Kind.CLAIM_REMOVED
    assert found.significance is Significance.MATERIAL


# --- waivers


def waived(**waiver: str) -> Comparison:
    about = {"effective": "2026-03-01", "last_updated": "2026-01-01"}
    waivers = [{"reason": "told by e-mail", **waiver}]
    return compared(policy(EARLIER), policy(about, activities=SPYING, waivers=waivers))


def states(found: Comparison) -> set[State]:
    return {each.state for each in found.changes if each.kind is Kind.PURPOSE_ADDED}


def test_a_waiver_excuses_a_change() -> None:
    found = waived(rule="diff/purpose-added", at="/purposes/spy", until="2026-12-31")

    assert states(found) == {State.WAIVED}
    assert found.waived == 1
    assert found.verdict is not Significance.MATERIAL
    assert not found.reaches(Significance.MATERIAL)
    assert found.reaches(Significance.EDITORIAL)


def test_what_is_excused_asks_for_no_date() -> None:
    waivers = [{"rule": "diff/purpose-added", "reason": "told by e-mail"}]
    old, spying = policy(EARLIER), policy(EARLIER, activities=SPYING)

    assert Kind.MATERIAL_UNDATED in {
        each.kind for each in compared(old, spying).changes
    }
    found = compared(old, {**spying, "waivers": waivers})
    assert {each.kind for each in found.changes} == {Kind.PURPOSE_ADDED}
    assert found.verdict is None


@pytest.mark.parametrize(
    "waiver",
    [
        {"rule": "diff/purpose-added", "until": "2026-11-22"},
        {"rule": "diff/purpose-added", "at": "/purposes/sell"},
        {"rule": "diff/purpose-removed"},
        {"rule": "gdpr/purpose-without-legal-basis"},
    ],
)
def test_a_waiver_for_something_else_excuses_nothing(waiver: dict[str, str]) -> None:
    found = waived(**waiver)

    assert states(found) == {State.NEW}
    assert found.verdict is Significance.MATERIAL
    assert found.reaches(Significance.MATERIAL)
    assert found.unknown_waivers == ()


def test_a_waiver_for_a_kind_that_does_not_exist_is_named() -> None:
    assert waived(rule="diff/porpoise-added").unknown_waivers == (
        "diff/porpoise-added",
    )
