"""Policies of other shapes: only general statements, `all`, entries in place."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, TypeAlias

import pytest

from policycheck import schema
from policycheck.diff import compare
from policycheck.diff.mirrors import MIRRORS, UNMIRRORED
from policycheck.source import read

TODAY = date(2026, 11, 23)
Data: TypeAlias = Any
"""A policy as plain data, or a part of it."""


def policy(**parts: Data) -> dict[str, Data]:
    return {
        "policycheck": 1,
        "policy": {"id": "x", "title": "X"},
        "audiences": {
            "europe": {"name": "Europe", "places": ["EEA"]},
            "asia": {"name": "Asia", "except_places": ["US"], "services": ["app"]},
        },
        "controllers": {"x": {"name": "X"}},
        "data_subjects": {"buyer": {"name": "Buyers"}},
        "data_categories": {"email": {"name": "E-mail"}, "phone": {"name": "Phone"}},
        "purposes": {"sell": {"name": "Sell"}, "tell": {"name": "Tell"}},
        "legal_bases": {"deal": {"basis": "contract"}, "ask": {"basis": "consent"}},
        "recipients": {
            "host": {"name": "Host", "role": ["processor"], "country": "US"}
        },
        "retention": {"year": {"max": "P1Y"}, "week": {"max": "P1W"}},
        **parts,
    }


def activity(**slots: Data) -> dict[str, Data]:
    return {"id": "a", "data_categories": ["email"], "purposes": ["sell"], **slots}


def found(old: Data, new: Data) -> list[str]:
    """The changes, both ways: the way back is the mirror."""
    sides = []
    for data in (old, new):
        made = read("policy.yaml", json.dumps(data, indent=1).encode())
        assert not list(schema.problems(made.data))
        sides.append(made)
    there, back = (
        [
            each.kind
            for each in compare(*order, as_of=TODAY).changes
            if each.kind not in UNMIRRORED
        ]
        for order in (sides, sides[::-1])
    )
    mirrored = sorted(MIRRORS[kind].slug for kind in back)
    assert sorted(kind.slug for kind in there) == mirrored
    return mirrored


def general(**slots: Data) -> list[dict[str, Data]]:
    return [{"id": "g", "about": "all", **slots}]


def test_a_policy_of_general_statements_only() -> None:
    """What no activity names is stated by the general statement itself."""
    about = {"data_categories": ["email"]}
    old = policy(general=[{"id": "g", "about": about, "retention": ["year"]}])
    new = policy(
        general=[
            {"id": "g", "about": about, "retention": ["week"], "recipients": ["host"]},
        ]
    )

    assert found(old, new) == ["recipient-added", "retention-shorter"]


def test_a_general_statement_about_nothing_in_particular() -> None:
    old = policy(general=general(recipients=["host"], purposes=["sell"]))
    edge = {"to": "host", "purposes": ["sell"], "disclosure": ["sold"]}
    new = policy(general=general(recipients=[edge], purposes=["sell"]))

    assert found(old, new) == ["sale-started"]


def test_general_data_no_activity_names() -> None:
    old = policy(activities=[activity()])
    new = policy(
        activities=[activity()], general=general(data_categories=["email", "phone"])
    )

    assert found(old, new) == ["data-category-added"]


def test_general_purposes_for_some_of_the_data() -> None:
    named = {"id": "a", "data_categories": ["email", "phone"]}
    old = policy(
        activities=[named],
        general=[
            {"id": "g", "about": {"data_categories": ["email"]}, "purposes": ["sell"]},
            {"id": "h", "about": {"data_categories": ["phone"]}, "purposes": ["tell"]},
        ],
    )
    new = json.loads(json.dumps(old))
    new["general"][0]["purposes"].append("tell")

    assert found(old, new) == ["pairing-added"]


def test_all_is_every_entry() -> None:
    slots = {"purposes": "all", "data_categories": "all"}
    old = policy(activities=[{"id": "a", **slots}])
    fax = {
        "email": {"name": "E-mail"},
        "phone": {"name": "Phone"},
        "fax": {"name": "F"},
    }
    new = policy(activities=[{"id": "a", **slots}], data_categories=fax)
    spelt = {"purposes": ["sell", "tell"], "data_categories": ["email", "phone"]}

    assert found(old, new) == ["data-category-added"]
    assert found(old, policy(activities=[{"id": "a", **spelt}])) == []


def test_an_audience_of_a_general_statement() -> None:
    """What is said to everyone is said to each audience."""
    both = [activity(legal_bases=["deal"])]
    europe = {"id": "h", "about": "all", "for": ["europe"], "retention": ["week"]}
    asia = {"id": "h", "about": "all", "for": ["asia"], "retention": ["year"]}
    old = policy(activities=both, general=general(retention=["year"]))

    assert found(old, policy(activities=both, general=[old["general"][0], europe])) == [
        "retention-shorter"
    ]
    assert found(old, policy(activities=both, general=[old["general"][0], asia])) == []


def test_a_law_text_and_a_misspelt_name_are_compared_all_the_same() -> None:
    old = policy(activities=[activity(legal_bases=["deel"], recipients=["hots"])])
    new = policy(activities=[activity(legal_bases=["deal"], recipients=["host"])])

    assert set(found(old, new)) == {
        "basis-changed", "recipient-added", "recipient-removed",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("none", None, ["none-withdrawn"]),
        ({"unclear": "a"}, {"unclear": "b"}, ["unclear-reworded"]),
        ({"unclear": "a"}, "none", ["none-stated"]),
        ("none", [{"about": "credit"}], ["decision-added"]),
        (None, [{"about": "credit", "for": ["europe"]}], ["decision-added"]),
    ],
)
def test_the_four_words_at_the_top(old: Data, new: Data, kinds: list[str]) -> None:
    sides = [
        policy() if word is None else policy(automated_decisions=word)
        for word in (old, new)
    ]

    assert found(*sides) == kinds


def test_what_was_denied_and_is_now_told_is_told_once() -> None:
    old = policy(activities=[activity(recipients="none", transfers="none")])
    transfer = {"to": "host"}
    new = policy(activities=[activity(recipients=["host"], transfers=[transfer])])

    assert found(old, new) == ["recipient-added", "transfer-added"]


def test_a_country_of_the_recipient_is_where_data_goes() -> None:
    old = policy(activities=[activity(transfers=[{"to": "host"}])])
    new = policy(activities=[activity(transfers=[{"to": "host", "countries": ["US"]}])])

    assert found(old, new) == []


@pytest.mark.parametrize(
    ("adequacy", "kinds"),
    [
        (
            {"decision": "(EU) 2023/1795", "certified": ["dpf"]},
            ["transfer-detail-changed"],
        ),
        ("none", ["transfer-detail-changed"]),
    ],
)
def test_what_is_said_of_adequacy(adequacy: Data, kinds: list[str]) -> None:
    old = policy(activities=[activity(transfers=[{"to": "host"}])])
    new = policy(
        activities=[activity(transfers=[{"to": "host", "adequacy": adequacy}])]
    )

    assert found(old, new) == kinds


def test_data_kept_longer_than_for_any_use_before() -> None:
    """A new use brings its own retention; that the data then stays longer is told."""
    old = policy(activities=[activity(retention=["week"])])
    other = {**activity(retention=["year"], purposes=["tell"]), "id": "b"}

    assert found(old, policy(activities=[activity(retention=["week"]), other])) == [
        "purpose-added", "retention-longer",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ({"max": "P1M"}, {"max": "P30D"}, ["retention-reworded"]),
        ({"min": "P1Y"}, {"min": "P2Y"}, ["retention-longer"]),
        ({"max": "P1Y"}, {"max": "P1Y", "approximate": True}, ["retention-reworded"]),
        ({"max": "P1Y"}, {"max": "P12M"}, []),
    ],
)
def test_periods(old: Data, new: Data, kinds: list[str]) -> None:
    sides = [policy(activities=[activity(retention=[kept])]) for kept in (old, new)]

    assert found(*sides) == kinds


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("P1M", "P30D", ["tracker-reworded"]),
        ("session", None, ["tracker-lifetime-withdrawn"]),
        ("session", "P1D", ["tracker-longer"]),
        ("P1Y", "P12M", []),
        ("P1Y", "session", ["tracker-shorter"]),
    ],
)
def test_the_life_of_a_tracker(old: Data, new: Data, kinds: list[str]) -> None:
    sides = [
        policy(trackers={"t": {"kind": "cookie", **({"max_age": age} if age else {})}})
        for age in (old, new)
    ]

    assert found(*sides) == kinds


def test_controls_of_the_same_strength_are_reworded() -> None:
    sides = [
        policy(trackers={"t": {"kind": "cookie", "by": "host", "control": control}})
        for control in (["opt-out"], ["opt-out", "browser-settings"])
    ]

    assert found(*sides) == ["tracker-reworded"]


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("P1M", "P30D", ["right-reworded"]),
        ("P1M", None, ["response-time-withdrawn"]),
        ("P28D", "P4W", []),
    ],
)
def test_times_to_answer(old: Data, new: Data, kinds: list[str]) -> None:
    sides = [
        policy(rights=[{"grants": {"access": {}}, **({"response": at} if at else {})}])
        for at in (old, new)
    ]

    assert found(*sides) == kinds


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [("P1M", "P30D", ["right-reworded"]), ("P1Y", "P12M", [])],
)
def test_times_to_answer_late(old: Data, new: Data, kinds: list[str]) -> None:
    sides = [
        policy(rights=[{"grants": {"access": {}}, "extension": at}])
        for at in (old, new)
    ]

    assert found(*sides) == kinds


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [("P1M", "P30D", ["change-notice-reworded"]), ("P1Y", "P12M", [])],
)
def test_times_to_tell_of_changes(old: Data, new: Data, kinds: list[str]) -> None:
    sides = [policy(change_notice={"advance": at}) for at in (old, new)]

    assert found(*sides) == kinds


def test_another_fee_is_reworded() -> None:
    sides = [
        policy(rights=[{"grants": {"access": {}}, "fee": fee}]) for fee in ("a", "b")
    ]

    assert found(*sides) == ["right-reworded"]


def test_rights_for_other_purposes() -> None:
    sides = [
        policy(rights=[{"grants": {"objection": {"purposes": [purpose]}}}])
        for purpose in ("sell", "tell")
    ]

    assert found(*sides) == ["right-narrowed", "right-widened"]


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ({}, {"purposes": ["sell"]}, ["claim-weakened"]),
        ({"recipients": ["host"]}, {}, ["claim-strengthened"]),
        ({"whose_purposes": "ours"}, {"whose_purposes": "theirs"},
         ["claim-exchanged"]),
        ({"window": "P1Y"}, {"window": "P12M"}, []),
        ({"window": "P1Y"}, {"window": "P6M"}, ["claim-weakened"]),
        ({}, {"mechanism": "scc", "never": ["relied-on"]},
         ["claim-exchanged"]),
        ({}, {"except": {"purposes": ["tell"]}}, ["claim-weakened"]),
        ({"data_categories": "all"}, {"data_categories": ["email"]},
         ["claim-weakened"]),
    ],
)  # fmt: skip
def test_denials(old: Data, new: Data, kinds: list[str]) -> None:
    sides = [
        policy(claims=[{"id": "c", "never": ["sold"], **claim}]) for claim in (old, new)
    ]

    assert found(*sides) == kinds


def test_an_entry_in_place_of_two_names() -> None:
    """An entry written in place is the named one with its name, or its content."""
    named = policy(activities=[activity(recipients=["host"], legal_bases=["deal"])])
    inline = policy(
        activities=[
            activity(
                recipients=[{"name": "HOST", "role": ["processor"], "country": "US"}],
                legal_bases=[{"basis": "contract"}],
            )
        ]
    )

    assert found(named, inline) == ["recipient-renamed"]


def test_quotes_of_every_shape() -> None:
    quoted: list[dict[str, Data]] = [
        {"quotes": {"id": "a", "name": ["b", "c"]}},
        {"quote": ["a  b", "c"]},
        {"quote": "a b"},
    ]
    bare = policy(activities=[activity()])
    for quote in quoted:
        assert found(bare, policy(activities=[activity(**quote)])) == [
            "wording-changed"
        ]
    sides = [policy(activities=[activity(quote=text)]) for text in ("a  b", "a b")]
    assert found(*sides) == []


def test_tables_with_every_cell() -> None:
    row = {"label": "L", "categories": "none", "collected": True, "sold_to": "none"}
    tables = [
        [{"table": "sold", "window": window, "rows": [{**row, **cells}]}]
        for window, cells in (("P12M", {}), ("P6M", {"data_categories": ["email"]}))
    ]
    sides = [policy(published=table) for table in tables]

    assert found(*sides) == ["table-changed", "table-row-changed"]


def test_people_left_out_of_an_audience() -> None:
    old = policy()
    new = policy()
    new["audiences"] = {
        **old["audiences"],
        "asia": {"name": "Asia", "except_places": ["US", "CA"], "services": ["app"]},
    }

    assert found(old, new) == ["audience-narrowed"]


def test_roles_that_change_on_one_side_of_the_line() -> None:
    sides = [
        policy(recipients={"host": {"name": "H", "role": role}},
               activities=[activity(recipients=["host"])])
        for role in (["third-party"], ["third-party", "affiliate"])
    ]  # fmt: skip

    assert found(*sides) == ["recipient-role-changed"]


def test_criminal_data_is_sensitive() -> None:
    category = {"email": {"name": "E-mail", "criminal": True}}
    old = policy(activities=[activity()])

    assert found(old, policy(activities=[activity()], data_categories=category)) == [
        "sensitive-added", "unused-entry-removed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ({"complaints": {"courts": "a court"}}, {"complaints": {"courts": "any court"}},
         ["complaint-channel-reworded"]),
        ({"contacts": {"c": {"phone": "1"}}},
         {"contacts": {"c": {"phone": "1", "toll_free": True}}}, ["contact-changed"]),
        ({"claims": [{"id": "c", "never": ["sold"], "window": "P1Y"}]},
         {"claims": [{"id": "c", "never": ["sold"]}]}, ["claim-strengthened"]),
        ({"trackers": {"t": {"kind": "sdk", "by": "host"}}},
         {"trackers": {"t": {"kind": "sdk", "by": "hots"}}}, ["tracker-reworded"]),
        ({"financial_incentives": [{"name": "Card"}]},
         {"financial_incentives": [{"name": "Card", "data_categories": ["email"]}]},
         ["incentive-reworded"]),
        ({"automated_decisions": [{"about": "credit"}]},
         {"automated_decisions": [{"about": "credit", "purposes": ["sell"]}]},
         ["decision-reworded"]),
        ({"data_categories": {"email": {"name": "E", "elements": ["a"]}},
          "activities": [activity()]},
         {"data_categories": {"email": {"name": "E", "elements": ["b"]}},
          "activities": [activity()]}, ["element-added", "element-removed"]),
        ({"activities": [activity(transfers=[{"elsewhere": True}])]},
         {"activities": [activity(transfers=[{"mechanism_text": "safe"}])]},
         ["transfer-added", "transfer-removed"]),
    ],
)  # fmt: skip
def test_other_statements(old: Data, new: Data, kinds: list[str]) -> None:
    assert found(policy(**old), policy(**new)) == kinds


def test_an_activity_with_a_basis_in_place_is_built() -> None:
    same = {**activity(legal_bases=[{"basis": "contract"}], recipients=["host"]),
            "data_subjects": ["buyer"]}  # fmt: skip
    other = {**activity(purposes=["tell"], recipients=["host"]), "id": "b"}

    assert found(policy(activities=[same]), policy(activities=[same, other])) == [
        "purpose-added"
    ]


def test_a_quote_that_moves_is_nothing() -> None:
    plain = {
        "legal_bases": ["deal"],
        "recipients": ["host"],
        "data_subjects": ["buyer"],
    }
    kept = {**activity(**plain), "quote": "We sell."}
    other = {"id": "b", "data_categories": ["phone"], "purposes": ["tell"], **plain}
    quoted = {**other, "quote": "We sell."}

    assert (
        found(policy(activities=[kept, other]), policy(activities=[kept, quoted])) == []
    )


def test_many_names_are_counted() -> None:
    many = {f"d{index}": {"name": f"Data {index}"} for index in range(7)}
    slots = {"data_categories": list(many)[:6], "purposes": ["sell"]}
    sides = [
        policy(
            data_categories=many,
            activities=[
                {"id": "a", **slots, **more},
                {"id": "b", "data_categories": ["d6"], "purposes": ["tell"]},
            ],
        )
        for more in ({}, {"recipients": ["host"]})
    ]
    old, new = (read("p", json.dumps(each).encode()) for each in sides)
    (change, *_) = compare(old, new, as_of=TODAY).changes

    assert change.message == (
        "new recipient: Host, of Data 0, Data 1, Data 2 and 3 more"
    )


BESIDE = {
    "purposes that become examples": (
        {"general": [{"id": "uses", "about": "all", "purposes": ["sell"]}]},
        {"general": [{"id": "uses", "about": "all", "purposes": ["sell"],
                      "illustrative": ["purposes"]}]},
        ["unclear-added"],
    ),
    "an audience narrowed to some": (
        {"audiences": {"europe": {"name": "Europe", "places": ["EEA"]}}},
        {"audiences": {"europe": {"name": "Europe", "places": ["EEA"],
                                  "narrowed_to": "who have bought"}}},
        ["audience-narrowed"],
    ),
    "rights whose use is protected": (
        {"rights": [{"grants": {"know": {}, "non-discrimination": {}}}]},
        {"rights": [{"grants": {"know": {},
                                "non-discrimination": {"for_using": ["know"]}}}]},
        ["right-reworded"],
    ),
    "a refusal of similar mechanisms": (
        {"signals": {"do_not_track": {"is": "ignored"}}},
        {"signals": {"do_not_track": {"is": "ignored", "or_similar": True}}},
        ["signal-reworded"],
    ),
    "a recipient whose doings are left out": (
        {"scope": {"excludes": [{"what": "Buttons", "because": "third-party"}]}},
        {"scope": {"excludes": [{"what": "Buttons", "because": "third-party",
                                 "recipients": ["host"]}]}},
        ["scope-narrowed"],
    ),
    "messages of a charity": (
        {"marketing": [{"channel": "email"}]},
        {"marketing": [{"channel": "email", "from_support": True, "charitable": True}]},
        ["marketing-reworded"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "kinds"), BESIDE.values(), ids=BESIDE)
def test_what_is_said_beside_a_statement_is_compared(
    before: Data, after: Data, kinds: list[str]
) -> None:
    assert found(policy(**before), policy(**after)) == kinds
