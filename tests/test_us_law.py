"""California's and Nevada's law: what is accounted for, and what holds on which day."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from policycheck import engine
from policycheck.finding import Severity
from policycheck.law import Provision
from policycheck.regimes import book, load
from policycheck.regimes.ccpa.law import CcpaLaw
from policycheck.source import read

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "tests" / "rules"
REGIMES = ("us-ca-ccpa", "us-ca-caloppa", "us-ca-shine-the-light", "us-nv")
THE_2018_STATUTE = date(2021, 8, 1)
THE_2023_REGULATIONS = date(2023, 7, 1)
TODAY = date(2026, 11, 23)

# Every California and Nevada requirement of the researched catalogue, by its id there.
# Delaware, COPPA and the multi-state laws follow later.
CHECKED = [
    "ccpa20-100-b",
    "ccpa20-110-c",
    "ccpa20-115-c",
    "ccpa20-130-a-1",
    "ccpa20-130-a-5-A",
    "ccpa20-130-a-5-B",
    "ccpa20-130-a-5-C-i",
    "ccpa20-130-a-5-C-ii",
    "ccpa20-130-a-5-update",
    "ccpa20-135-a",
    "ccpa20-125-b",
    "agreg-305-b",
    "agreg-306",
    "agreg-307",
    "agreg-308-c-1-a",
    "agreg-308-c-1-b",
    "agreg-308-c-1-c",
    "agreg-308-c-1-d",
    "agreg-308-c-1-e",
    "agreg-308-c-1-f",
    "agreg-308-c-1-g-1",
    "agreg-308-c-1-g-2",
    "agreg-308-c-1-g-3",
    "agreg-308-c-2",
    "agreg-308-c-3-a",
    "agreg-308-c-3-b",
    "agreg-308-c-4",
    "agreg-308-c-5",
    "agreg-308-c-6",
    "agreg-308-c-7",
    "agreg-308-c-8",
    "agreg-308-c-9",
    "agreg-315-c",
    "cpra-100-a-1",
    "cpra-100-a-2",
    "cpra-100-a-3",
    "cpra-100-a-3-limit",
    "cpra-105-b",
    "cpra-106-b",
    "cpra-110-c",
    "cpra-115-c",
    "cpra-120-b",
    "cpra-120-c",
    "cpra-121-a",
    "cpra-125-b",
    "cpra-130-a-1",
    "cpra-130-a-5-update",
    "cpra-130-a-5-A",
    "cpra-130-a-5-B-i",
    "cpra-130-a-5-B-ii",
    "cpra-130-a-5-B-iii",
    "cpra-130-a-5-B-iv",
    "cpra-130-a-5-C-i",
    "cpra-130-a-5-C-ii",
    "cpra-130-a-5-D",
    "cpra-130-c",
    "cpra-135-a",
    "cpra-135-b",
    "cpra-135-c-2",
    "cpra-140-m",
    "cpra-145-exempt",
    "ccpa-7011-e-1-A",
    "ccpa-7011-e-1-B",
    "ccpa-7011-e-1-C",
    "ccpa-7011-e-1-D",
    "ccpa-7011-e-1-E",
    "ccpa-7011-e-1-F",
    "ccpa-7011-e-1-G",
    "ccpa-7011-e-1-H",
    "ccpa-7011-e-1-I",
    "ccpa-7011-e-1-J",
    "ccpa-7011-e-1-K",
    "ccpa-7011-e-2-A",
    "ccpa-7011-e-2-B",
    "ccpa-7011-e-2-C",
    "ccpa-7011-e-2-D",
    "ccpa-7011-e-2-E",
    "ccpa-7011-e-2-F",
    "ccpa-7011-e-2-admt",
    "ccpa-7011-e-3-A",
    "ccpa-7011-e-3-B",
    "ccpa-7011-e-3-C",
    "ccpa-7011-e-3-D",
    "ccpa-7011-e-3-E",
    "ccpa-7011-e-3-F",
    "ccpa-7011-e-3-G",
    "ccpa-7011-e-3-H",
    "ccpa-7011-e-3-I",
    "ccpa-7011-e-3-J",
    "ccpa-7011-e-4",
    "ccpa-7011-e-5",
    "ccpa-7012-e-1",
    "ccpa-7012-e-2",
    "ccpa-7012-e-3",
    "ccpa-7012-e-4",
    "ccpa-7012-e-5",
    "ccpa-7013-c",
    "ccpa-7013-f",
    "ccpa-7013-g",
    "ccpa-7014-c",
    "ccpa-7014-f",
    "ccpa-7014-g",
    "ccpa-7015",
    "ccpa-7016-d",
    "ccpa-7025-b",
    "ccpa-7025-e",
    "ccpa-7027-m",
    "ccpa-7070-7072",
    "ccpa-7001-bbb-4",
    "ccpa-7102",
    "ccpa-7220",
    "ccpa-7221-7222",
    "ca-databroker-99-85",
    "caloppa-22575-b-1",
    "caloppa-22575-b-2",
    "caloppa-22575-b-3",
    "caloppa-22575-b-4",
    "caloppa-22575-b-5",
    "caloppa-22575-b-6",
    "shine-1798-83",
    "shine-1798-83-c-2",
    "nv-340-1-a",
    "nv-340-1-b",
    "nv-340-1-c",
    "nv-340-1-d",
    "nv-340-1-e",
    "nv-345-1",
    "nv-345-2",
]
UNCHECKED = [
    "agreg-305-a-5",
    "agreg-308-a",
    "agreg-308-b",
    "cpra-100-c",
    "cpra-115-d",
    "cpra-135-c-4",
    "ccpa-7002-a",
    "ccpa-7003-ab",
    "ccpa-7003-c",
    "ccpa-7003-d",
    "ccpa-7010",
    "ccpa-7011-c",
    "ccpa-7011-d",
    "ccpa-7012-e-6",
    "ccpa-7012-f",
    "ccpa-7012-d",
    "ccpa-7012-g",
    "ccpa-7013-h",
    "ccpa-7024-h",
    "ccpa-7025-c-6",
    "ccpa-7026-a",
    "ccpa-7026-g",
    "ccpa-7028",
    "ca-oops-1798-136",
    "caloppa-22575-a",
    "caloppa-22576",
    "ca-minors-22581",
    "nv-333-sale",
]
REASONS = ("conduct: ", "timing: ", "page design: ", "a fact no notice states: ")


@cache
def provisions() -> dict[str, Provision]:
    return {
        id_: provision
        for regime in REGIMES
        for id_, provision in book(regime).provisions.items()
    }


@cache
def citing() -> dict[str, set[str]]:
    """The rules that cite each provision."""
    found: dict[str, set[str]] = {}
    for regime in REGIMES:
        for rule in load(regime, TODAY).rules:
            for citation in rule.citations:
                found.setdefault(citation, set()).add(rule.id)
    return found


def law(day: date) -> CcpaLaw:
    found = load("us-ca-ccpa", day).law
    assert isinstance(found, CcpaLaw)
    return found


def found(policy: str, day: date, regime: str = "us-ca-ccpa") -> dict[str, Severity]:
    """The rules of one regime that find something in one of the kept policies."""
    path = ROOT / "policies" / policy / "policy.yaml"
    checked = engine.check(read(str(path), path.read_bytes()), as_of=day, only=[regime])
    return {
        each.rule: each.severity
        for each in checked.findings
        if each.rule.startswith(f"{regime}/")
    }


def test_every_requirement_is_accounted_for_once() -> None:
    assert sorted(CHECKED + UNCHECKED) == sorted(provisions())
    assert len(set(CHECKED + UNCHECKED)) == len(CHECKED + UNCHECKED) == 156


def test_what_is_checked_is_cited_and_what_is_cited_is_checked() -> None:
    assert sorted(citing()) == sorted(CHECKED)
    assert [id_ for id_ in CHECKED if provisions()[id_].unchecked] == []


def test_what_is_unchecked_is_conduct_timing_page_design_or_no_notice_s_fact() -> None:
    assert len(UNCHECKED) <= 60
    for id_ in UNCHECKED:
        assert (provisions()[id_].unchecked or "").startswith(REASONS), id_


@pytest.mark.parametrize("id_", CHECKED)
def test_a_citation_is_shown_by_a_failing_fixture(id_: str) -> None:
    marked = {
        rule
        for rule in citing()[id_]
        for path in (FIXTURES / rule).glob("fail*.yaml")
        if re.search(rf"#\s*findings?:.*{rule}\b", path.read_text())
    }

    assert marked


def test_the_statutory_letters_stay_and_their_subdivision_moves() -> None:
    """The CPRA moved the categories from 1798.140(o)(1) to (v)(1)."""
    old = {each.word: each for each in law(THE_2018_STATUTE).categories}
    new = {each.word: each for each in law(TODAY).categories}

    assert [each.letter for each in new.values()] == list("ABCDEFGHIJK")
    assert {word: each.letter for word, each in old.items()} == {
        word: each.letter for word, each in new.items()
    }
    assert old["geolocation"].citation == "Cal. Civ. Code § 1798.140(o)(1)(G)"
    assert new["geolocation"].citation == "Cal. Civ. Code § 1798.140(v)(1)(G)"


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2022, 12, 31), 0),
        (date(2023, 1, 1), 9),
        (date(2024, 1, 1), 10),
        (date(2025, 1, 1), 11),
        (date(2026, 1, 1), 12),
    ],
)
def test_sensitive_kinds_are_added_over_the_years(day: date, count: int) -> None:
    assert len(law(day).sensitive_kinds) == count


def test_before_the_statute_there_is_nothing() -> None:
    """No category, no provision and no rule before 2020."""
    before = load("us-ca-ccpa", date(2019, 12, 31))

    assert before.law.categories == ()
    assert before.book.provisions == {}
    assert before.rules_in_force == ()


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2022, 5, 4), "11 CCR § 999.315(c)"),
        (date(2022, 5, 5), "11 CCR § 7026(c)"),
        (date(2023, 3, 28), "11 CCR § 7026(c)"),
    ],
)
def test_the_regulations_were_renumbered_in_2022(day: date, label: str) -> None:
    assert load("us-ca-ccpa", day).book.provisions["agreg-315-c"].label == label


def test_the_regulations_of_2023_replace_the_attorney_general_s() -> None:
    eve = load("us-ca-ccpa", date(2023, 3, 28)).book.provisions
    day = load("us-ca-ccpa", date(2023, 3, 29)).book.provisions

    assert "agreg-308-c-7" in eve
    assert "ccpa-7011-e-4" not in eve
    assert "agreg-308-c-7" not in day
    assert "ccpa-7011-e-4" in day


def test_wording_seen_in_2023_was_not_seen_in_2026() -> None:
    """The amended text of 2026 was not compared, where that of 2023 was."""
    old = load("us-ca-ccpa", THE_2023_REGULATIONS).book.provisions["ccpa-7011-e-4"]
    new = load("us-ca-ccpa", TODAY).book.provisions["ccpa-7011-e-4"]

    assert (old.compared, new.compared) == (True, False)
    assert old.label == new.label


def test_a_leap_day_has_an_anniversary() -> None:
    """Twelve months before 29 February is 28 February."""
    assert law(date(2024, 2, 29)).oldest_update == "2023-02-28"


def test_the_first_day_there_is_has_one_too() -> None:
    """ISO 8601 has a year 0; Python's calendar does not."""
    assert law(date(1, 1, 1)).oldest_update == "0000-01-01"
    assert law(date(1, 12, 31)).oldest_update == "0000-12-31"
    assert law(date(2, 1, 1)).oldest_update == "0001-01-01"


def test_the_automated_decision_articles_begin_in_2027() -> None:
    rules = {
        day: {rule.id for rule in load("us-ca-ccpa", day).rules_in_force}
        for day in (date(2026, 12, 31), date(2027, 1, 1))
    }

    assert rules[date(2027, 1, 1)] - rules[date(2026, 12, 31)] == {
        "us-ca-ccpa/automated-decision-unexplained",
        "us-ca-ccpa/automated-decision-without-rights",
    }


def test_a_policy_of_2021_is_judged_by_the_law_of_the_day() -> None:
    """Correction, sharing, sensitive data and signals came later; the update is due."""
    then, now = found("aeris", THE_2018_STATUTE), found("aeris", TODAY)

    assert now.keys() - then.keys() == {
        "us-ca-ccpa/deidentification-uncommitted",
        "us-ca-ccpa/non-retaliation-unstated",
        "us-ca-ccpa/right-to-correct-unstated",
        "us-ca-ccpa/sensitivity-undecided",
        "us-ca-ccpa/sharing-undisclosed",
        "us-ca-ccpa/update-overdue",
    }
    assert then.keys() - now.keys() == {"us-ca-ccpa/right-to-opt-out-unstated"}


def test_retention_is_a_duty_of_the_notice_at_collection_since_2023() -> None:
    rules = {
        day: {rule.id for rule in load("us-ca-ccpa", day).rules_in_force}
        for day in (THE_2018_STATUTE, TODAY)
    }

    assert "us-ca-ccpa/retention-undisclosed" not in rules[THE_2018_STATUTE]
    assert "us-ca-ccpa/retention-undisclosed" in rules[TODAY]


@pytest.mark.parametrize("day", [THE_2018_STATUTE, THE_2023_REGULATIONS, TODAY])
def test_the_example_is_in_order_on_every_day(day: date) -> None:
    assert found("example", day) == {}


@pytest.mark.parametrize("regime", REGIMES)
def test_people_elsewhere_read_no_rights_in_it(regime: str) -> None:
    """A law of California or Nevada governs its residents, and nobody in Europe."""
    assert not book(regime).governs("DE")
    assert book(regime).governs("US")
