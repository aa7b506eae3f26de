"""What regimes make of changes: every kind judged, or left out for a reason."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, TypeAlias

import pytest

from policycheck import regimes
from policycheck.diff import Significance, compare, messages
from policycheck.diff.kinds import Kind
from policycheck.diff.significance import judges
from policycheck.source import read

Data: TypeAlias = Any
"""A policy as plain data, or a part of it."""
TODAY = date(2026, 11, 23)
SLUGS = {kind.slug for kind in Kind}
each_table = pytest.mark.parametrize("regime", regimes.CHANGES)


def entries(regime: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = regimes.changes(regime)["judgements"]
    return found


def test_every_regime_has_a_table() -> None:
    assert set(regimes.CHANGES) == set(regimes.REGIMES)


@each_table
def test_a_change_no_regime_judges_is_a_failure(regime: str) -> None:
    """Each kind stands once: judged, or left out with a reason."""
    table = regimes.changes(regime)
    named = [
        kind
        for entry in (*table["judgements"], *table["silent"])
        for kind in entry["kinds"]
    ]

    assert sorted(named) == sorted(SLUGS)
    assert all(entry["because"] for entry in table["silent"])


@each_table
def test_a_judgement_asks_for_something_or_says_why_not(regime: str) -> None:
    for entry in entries(regime):
        assert set(entry) <= {
            "kinds",
            "significance",
            "consequences",
            "because",
            "abroad",
        }
        assert bool(entry.get("consequences")) != bool(entry.get("because"))
        Significance(entry["significance"])


@each_table
def test_what_a_law_asks_for_is_cited_and_dated(regime: str) -> None:
    table = regimes.changes(regime)
    cited = set()
    for entry in entries(regime):
        for said in entry.get("consequences", ()):
            assert set(said) <= {"says", "cites", "since", "until"}
            assert said["cites"]
            assert said["says"][:1].islower()
            since = date.fromisoformat(said["since"])
            assert since < date.fromisoformat(said.get("until", "9999-12-31"))
            cited.update(said["cites"])

    assert cited == set(table["citations"])


@each_table
def test_a_material_judgement_asks_for_something_on_every_day(regime: str) -> None:
    for day in (date(2021, 8, 1), date(2023, 7, 1), TODAY):
        for entry in entries(regime):
            held = [
                said
                for said in entry.get("consequences", ())
                if said["since"] <= day.isoformat() <= said.get("until", "9999")
            ]
            if entry["significance"] == "material" and day == TODAY:
                assert held, entry["kinds"]


def test_every_kind_is_told_in_one_plain_line() -> None:
    told = [
        line
        for said in messages.ALL.values()
        for line in ([said] if isinstance(said, str) else said)
    ]

    assert set(messages.ALL) == set(Kind)
    for message in told:
        assert "\n" not in message
        assert not message.endswith(".")
        assert message[:1].islower() or message[:1] == "{"


# --- from a change to its consequences


def policy(**parts: Data) -> dict[str, Any]:
    return {
        "policycheck": 1,
        "policy": {"id": "x", "title": "X", "regimes": ["eu-gdpr", "us-ca-ccpa"]},
        "audiences": {
            "europe": {"name": "Europe", "places": ["EEA"]},
            "california": {"name": "California", "places": ["US-CA"]},
        },
        "controllers": {"x": {"name": "X"}},
        "data_categories": {"email": {"name": "E-mail"}},
        "purposes": {"sell": {"name": "Sell"}, "spy": {"name": "Spy"}},
        "recipients": {"adco": {"name": "AdCo"}},
        **parts,
    }


def activity(**slots: Data) -> dict[str, Any]:
    return {"id": "a", "data_categories": ["email"], "purposes": ["sell"], **slots}


def cited(old: Data, new: Data, kind: Kind, day: date = TODAY) -> set[tuple[str, str]]:
    documents = [
        read(name, json.dumps(data).encode()) for name, data in (("a", old), ("b", new))
    ]
    return {
        (consequence.regime, provision.label)
        for change in compare(*documents, as_of=day).changes
        if change.kind is kind
        for consequence in change.consequences
        for provision in consequence.cites
    }


def test_a_new_purpose_is_told_first_and_compatible() -> None:
    old = policy(activities=[activity()])
    new = policy(activities=[activity(purposes=["sell", "spy"])])
    found = cited(old, new, Kind.PURPOSE_ADDED)

    assert {
        ("eu-gdpr", "GDPR Art. 13(3)"),
        ("eu-gdpr", "GDPR Art. 6(4)"),
        ("us-ca-ccpa", "Cal. Civ. Code § 1798.100(a)(1)"),
        ("us-ca-ccpa", "15 U.S.C. § 45 (FTC Act § 5; Gateway Learning, 2004)"),
    } <= found


def test_the_law_is_as_of_a_day() -> None:
    old = policy(activities=[activity()])
    new = policy(activities=[activity(purposes=["sell", "spy"])])
    found = cited(old, new, Kind.PURPOSE_ADDED, date(2021, 8, 1))

    assert ("us-ca-ccpa", "Cal. Civ. Code § 1798.100(b)") in found
    assert ("us-ca-ccpa", "Cal. Civ. Code § 1798.100(a)(1)") not in found


def test_a_law_judges_only_what_its_people_read() -> None:
    old = policy(activities=[activity()])
    spying = {**activity(purposes=["spy"], id="b"), "for": ["california"]}
    found = cited(old, policy(activities=[activity(), spying]), Kind.PURPOSE_ADDED)

    assert {regime for regime, _ in found} == {"us-ca-ccpa"}


def test_a_law_judges_only_its_own_words() -> None:
    old = policy(activities=[activity()])
    category = {"name": "E-mail", "sensitive": {"us-ca-ccpa": ["message-contents"]}}
    new = policy(activities=[activity()], data_categories={"email": category})
    found = cited(old, new, Kind.SENSITIVE_ADDED)

    assert {regime for regime, _ in found} == {"us-ca-ccpa"}


def test_sale_turned_on_and_off() -> None:
    edges: list[dict[str, Any]] = [
        {"to": "adco"},
        {"to": "adco", "disclosure": ["sold"]},
    ]
    old, new = (policy(activities=[activity(recipients=[edge])]) for edge in edges)

    assert ("us-ca-ccpa", "11 CCR § 7013(h)") in cited(old, new, Kind.SALE_STARTED)
    assert ("us-ca-ccpa", "Cal. Civ. Code § 1798.130(a)(5)(C)(i)") in cited(
        new, old, Kind.SALE_STOPPED
    )


def test_a_regime_named_twice_judges_once() -> None:
    found = judges(["uk-gdpr", "uk-gdpr", "eu-gdpr"], TODAY)

    assert [judge.regime for judge in found] == ["uk-gdpr", "eu-gdpr"]


def test_a_regime_can_only_make_a_change_graver() -> None:
    """The yardstick's first half holds whatever a law makes of a change."""
    for regime in regimes.CHANGES:
        (judge,) = judges([regime], TODAY)
        for kind in Kind:
            judgement = judge.of(kind, None)
            if judgement is not None:
                assert judgement.significance in set(Significance)
