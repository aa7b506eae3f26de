"""Which findings are excused, and which excuses are findings themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from policycheck.finding import Finding, Severity, State
from policycheck.gates import BY_ID
from policycheck.location import ROOT, Location, Span
from policycheck.suppression import (
    CHANGES,
    UNWAIVABLE,
    Waiver,
    apply,
    problems,
    waivers,
)

DAY = date(2026, 11, 23)
RULE = "gdpr/retention-undisclosed"
KNOWN = {RULE, "gdpr/other", "yaml/tag", "schema/unknown-key", "waiver/idle"}


def finding(stable_at: str, rule: str = RULE) -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.ERROR,
        title="T",
        message="m",
        fix="F",
        location=Location("p.yaml", Span(1, 1, 1, 2), ROOT),
        stable_at=stable_at,
    )


ORDERS = finding("/activities/orders/retention")


def excuse(**fields: str) -> Waiver:
    """The waiver a policy states with these keys."""
    raw = {"rule": RULE, "reason": "r", **fields}
    [waiver] = waivers({"waivers": [raw]})
    return waiver


def told(*excuses: Waiver, found: tuple[Finding, ...] = (ORDERS,)) -> list[str]:
    """What is said of the waivers, as rule, pointer and message."""
    return [
        f"{rule} {problem.at} {problem.message}"
        for rule, problem in problems(found, excuses, DAY, KNOWN, {RULE})
    ]


def test_waivers_are_read_in_order() -> None:
    data = {
        "waivers": [
            {"rule": RULE, "reason": "r"},
            {
                "rule": RULE,
                "reason": "r",
                "owner": "Counsel",
                "at": "/a",
                "until": "2026-12-31",
            },
            {"rule": RULE, "reason": " ", "until": "2026-02-30"},
        ]
    }

    assert waivers(data) == (
        Waiver(0, RULE, "", "r"),
        Waiver(1, RULE, "/a", "r", "Counsel", until=date(2026, 12, 31)),
        Waiver(2, RULE, "", " ", no_day="2026-02-30"),
    )
    assert waivers({}) == ()


@pytest.mark.parametrize(
    ("at", "is_excused"),
    [
        ("", True),
        ("/", True),
        ("/activities", True),
        ("/activities/orders", True),
        ("/activities/orders/", True),
        ("/activities/orders/retention", True),
        ("/activities/order", False),
        ("/activities/orders/retention/max", False),
        ("/activities/orders-2", False),
        ("/general", False),
    ],
)
def test_a_waiver_excuses_its_place_and_what_is_below_it(
    at: str, *, is_excused: bool
) -> None:
    """A place is whole steps: /activities/order is not /activities/orders."""
    assert excuses(excuse(at=at), ORDERS) is is_excused


def excuses(waiver: Waiver, found: Finding) -> bool:
    [marked] = apply([found], [waiver], DAY)
    return marked.state is State.WAIVED


def test_a_waiver_excuses_one_rule_alone() -> None:
    assert not excuses(excuse(), finding("/a", "gdpr/other"))


@pytest.mark.parametrize(
    ("until", "is_excused"),
    [
        ("2026-11-24", True),
        ("2026-11-23", True),
        ("2026-11-22", False),
        ("2026-11-31", False),
    ],
)
def test_a_waiver_excuses_until_its_last_day(until: str, *, is_excused: bool) -> None:
    assert excuses(excuse(until=until), ORDERS) is is_excused


@pytest.mark.parametrize("owner", sorted(UNWAIVABLE))
def test_no_waiver_excuses_a_fault_of_the_file_itself(owner: str) -> None:
    fault = finding("", f"{owner}/x")

    assert not excuses(excuse(rule=f"{owner}/x"), fault)


def test_excused_findings_stay_and_are_marked() -> None:
    other = finding("/activities/ads/retention")
    excused = apply([ORDERS, other], [excuse(at="/activities/orders")], DAY)

    assert excused == (replace(ORDERS, state=State.WAIVED, excuse="r"), other)
    assert excused[0].fingerprint == ORDERS.fingerprint


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "r"),
        ({"owner": "Counsel"}, "r (Counsel)"),
        ({"until": "2026-12-31"}, "r, until 2026-12-31"),
        ({"owner": "Counsel", "until": "2026-12-31"}, "r (Counsel), until 2026-12-31"),
    ],
)
def test_an_excused_finding_tells_the_excuse(
    fields: dict[str, str], words: str
) -> None:
    [excused] = apply([ORDERS], [excuse(**fields)], DAY)

    assert excused.excuse == words


def test_the_first_waiver_that_excuses_tells_the_excuse() -> None:
    excuses = [excuse(at="/general"), excuse(reason="b"), excuse(reason="c")]
    [excused] = apply([ORDERS], excuses, DAY)

    assert excused.excuse == "b"


def test_a_waiver_with_a_blank_for_a_reason_excuses_nothing() -> None:
    waiver = excuse(reason=" ", until="2026-02-30")

    assert not excuses(waiver, ORDERS)
    assert told(waiver) == [
        (
            "waiver/without-reason /waivers/0/reason "
            f"the waiver for {RULE} has a blank for a reason"
        )
    ]


def test_a_waiver_that_is_needed_is_no_problem() -> None:
    assert told(excuse(at="/activities/orders"), excuse(until="2026-12-08")) == []


@pytest.mark.parametrize("at", ["", "/"])
def test_a_waiver_without_bounds_excuses_and_is_told(at: str) -> None:
    waiver = excuse(at=at)

    assert [each.state for each in apply([ORDERS], [waiver], DAY)] == [State.WAIVED]
    assert told(waiver) == [
        f"waiver/unbounded /waivers/0 {RULE} is excused everywhere, for ever"
    ]


@pytest.mark.parametrize(
    ("until", "says"),
    [
        ("2026-11-23", "today, on 2026-11-23"),
        ("2026-11-24", "in 1 day, on 2026-11-24"),
        ("2026-12-07", "in 14 days, on 2026-12-07"),
    ],
)
def test_a_waiver_about_to_end_is_told(until: str, says: str) -> None:
    assert told(excuse(until=until)) == [
        f"waiver/ends-soon /waivers/0/until the waiver for {RULE} ends {says}"
    ]


def test_an_idle_waiver_says_where_there_is_something_to_excuse() -> None:
    """A place that is misspelt excuses nothing, and what it was for still counts."""
    idle = f"waiver/idle /waivers/0/at nothing to excuse: {RULE} finds nothing at"
    many = tuple(finding(f"/activities/{name}") for name in "abcde")

    assert told(excuse(at="/activities/order/retention")) == [
        (
            f"{idle} /activities/order/retention; did you mean "
            "/activities/orders/retention?"
        )
    ]
    assert told(excuse(at="/orders")) == [
        f"{idle} /orders; it finds something at /activities/orders/retention"
    ]
    assert told(excuse(at="/orders"), found=many) == [
        (
            f"{idle} /orders; it finds something at /activities/a, /activities/b, "
            "/activities/c and 2 more"
        )
    ]
    assert told(
        excuse(at="/orders"), excuse(at="/activities/orders", until="2027-01-01")
    ) == [f"{idle.replace('/0/at', '/0')} /orders"]


def test_a_waiver_that_excuses_nothing_is_idle() -> None:
    assert told(excuse(at="/general"), excuse(), found=()) == [
        f"waiver/idle /waivers/0 nothing to excuse: {RULE} finds nothing at /general",
        f"waiver/idle /waivers/0 nothing to excuse: {RULE} finds nothing",
    ]


def test_removing_what_a_waiver_excused_makes_it_idle() -> None:
    waiver = excuse(at="/activities/orders")

    assert told(waiver) == []
    assert told(waiver, found=()) != []


def test_a_waiver_past_its_last_day_is_expired_and_no_more() -> None:
    assert told(excuse(until="2026-11-22")) == [
        f"waiver/expired /waivers/0/until the waiver for {RULE} ended on 2026-11-22"
    ]


def test_a_waiver_that_ends_on_no_day_excuses_nothing() -> None:
    """Else it would never end."""
    assert told(excuse(until="2026-02-30")) == [
        (
            "waiver/impossible-date /waivers/0/until "
            "2026-02-30 is not in the calendar: nothing is excused"
        )
    ]


@pytest.mark.parametrize(
    ("rule", "hint"),
    [
        ("gdpr/retention-undisclose", f"; did you mean {RULE}?"),
        ("gdpr/whatever", ""),
    ],
)
def test_a_waiver_for_a_rule_that_does_not_exist_is_told(rule: str, hint: str) -> None:
    assert told(excuse(rule=rule, until="2026-02-30")) == [
        f"waiver/unknown-rule /waivers/0/rule no rule is called {rule}{hint}"
    ]


@pytest.mark.parametrize("rule", ["yaml/tag", "schema/unknown-key", "waiver/idle"])
def test_a_waiver_for_a_fault_of_the_file_is_told(rule: str) -> None:
    assert told(excuse(rule=rule)) == [
        (
            "waiver/unwaivable /waivers/0/rule "
            f"{rule} is about the file itself and cannot be waived"
        )
    ]


def test_a_waiver_for_a_rule_that_did_not_run_is_left_alone() -> None:
    assert told(excuse(rule="gdpr/other")) == []


def test_a_waiver_for_a_kind_of_change_is_left_to_the_diff() -> None:
    assert told(excuse(rule=f"{CHANGES}purpose-added", until="2020-01-01")) == []


def test_every_problem_of_a_waiver_is_a_gate() -> None:
    kinds = {
        "ends-soon",
        "expired",
        "idle",
        "impossible-date",
        "unbounded",
        "unknown-rule",
        "unwaivable",
        "without-reason",
    }

    assert {f"waiver/{kind}" for kind in kinds} == {
        id_ for id_ in BY_ID if id_.startswith("waiver/")
    }


def test_waivers_and_findings_are_matched_without_comparing_each_with_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Counted: a thousand of both look at each waiver twice, and not at a million."""
    looked = 0
    holds = Waiver.holds

    def counted(waiver: Waiver, day: date) -> bool:
        nonlocal looked
        looked += 1
        return holds(waiver, day)

    monkeypatch.setattr(Waiver, "holds", counted)
    found = [finding(f"/activities/a{each}") for each in range(1_000)]
    waivers = [excuse(at=f"/activities/a{each}") for each in range(1_000)]
    marked = apply(found, waivers, DAY)

    assert {each.state for each in marked} == {State.WAIVED}
    assert list(problems(found, waivers, DAY, {RULE}, {RULE})) == []
    assert looked == 2_000
