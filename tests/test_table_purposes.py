"""The European table: purposes with data, source, basis, retention and recipients."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fuzz.steps import steps

from policycheck.errors import PolicycheckError
from policycheck.policy import build as policy_of
from policycheck.regimes import tables
from policycheck.regimes.gdpr.rules.sources import without_source
from policycheck.source import read
from policycheck.table import Item, Kind, Table
from policycheck.table_options import Label, Options

POLICY = Path(__file__).parent / "fixtures/table/policy.yaml"
TODAY = date(2026, 11, 23)


def built(text: str | None = None, **options: Any) -> Table:  # noqa: ANN401 - fields of Options
    raw = POLICY.read_bytes() if text is None else text.encode()
    document = read("policy.yaml", raw)
    assert not document.faults
    return tables.build("gdpr", policy_of(document.data), TODAY, Options(**options))


def items(table: Table, row_id: str, column: str) -> tuple[Item, ...]:
    row = next(each for each in table.rows if each.id == row_id)
    return row.cells[[each.id for each in table.columns].index(column)].items


def said(table: Table, row_id: str, column: str) -> list[str]:
    return [
        f"{item.about}: {text}" if item.about else text
        for item in items(table, row_id, column)
        if (text := item.said(table.words))
    ]


def tiny(body: str, regimes: str = "[eu-gdpr]") -> str:
    return f"""
policycheck: 1
policy: {{id: tiny, title: Tiny, regimes: {regimes}}}
controllers: {{tiny: {{name: Tiny}}}}
data_categories: {{a: {{name: Alpha}}}}
purposes: {{p: {{name: Sell}}, q: {{name: Send}}}}
legal_bases:
  contract: {{basis: contract}}
  consent: {{basis: consent}}
  interests: {{basis: legitimate-interests}}
  law: {{basis: "gdpr:6-1-c", law_text: tax law}}
  cited: {{basis: legal-obligation, law: {{cite: § 147 AO, country: DE}}}}
{body}
"""


def test_each_purpose_has_a_row_in_the_policys_order() -> None:
    table = built()

    assert [each.cells[0].items[0].text for each in table.rows] == [
        "Deliver your order",
        "Improve the shop",
        "Show you our ads elsewhere",
    ]
    assert [each.header for each in table.columns] == [
        "Purpose",
        "Data",
        "Source",
        "Legal basis and interest",
        "Kept",
        "Recipients",
    ]


def test_cells_say_what_the_activities_say() -> None:
    table = built()

    assert said(table, "deliver", "data") == [
        "E-mail address",
        "Orders (products, prices)",
        "Place of the device",
        "Religion",
    ]
    assert said(table, "ads", "basis") == ["Consent (GDPR Art. 6(1)(a))"]
    assert said(table, "ads", "recipients") == [
        "AdCo (Advertising networks)",
        "HostCo (Hosting)",
        "Our friends at Oak",
    ]
    assert said(table, "deliver", "retention") == [
        "orders: 3 years after your order; then deleted",
        "place: Not stated",
        "faith: None",
    ]


def test_bases_that_differ_are_named_by_activity() -> None:
    table = built()

    assert said(table, "improve", "basis") == [
        "newsletter: Consent (GDPR Art. 6(1)(a))",
        "ads: Legitimate interests (GDPR Art. 6(1)(f)): a shop that works",
        "rest: Not stated",
    ]
    assert [
        (gap.row.id, gap.column.id, gap.item.rules, [str(at) for at in gap.item.at])
        for gap in table.gaps
        if gap.column.id == "basis"
    ] == [
        (
            "improve",
            "basis",
            ("gdpr/purpose-without-legal-basis",),
            ["/activities/5/legal_bases"],
        )
    ]


def test_several_bases_for_everything_attach_none() -> None:
    table = built(
        tiny("""
general:
  - {id: bases, about: all, legal_bases: [contract, consent]}
activities:
  - {id: x, data_categories: [a], purposes: [p]}
""")
    )
    (item,) = items(table, "p", "basis")

    assert item.kind is Kind.NOT_STATED
    assert item.rules == ("gdpr/purpose-without-legal-basis",)
    assert [str(at) for at in item.at] == ["/general/0/legal_bases"]


def test_one_basis_for_everything_attaches_and_is_marked() -> None:
    table = built(
        tiny("""
general:
  - {id: bases, about: all, legal_bases: [law]}
activities:
  - {id: x, data_categories: [a], purposes: [p]}
""")
    )

    assert said(table, "p", "basis") == [
        "Legal obligation (GDPR Art. 6(1)(c)): tax law"
    ]
    assert table.rows[0].cells[3].is_general


def test_unpaired_bases_attach_none() -> None:
    table = built(
        tiny("""
activities:
  - {id: x, data_categories: [a], purposes: [p, q], legal_bases: [contract, consent]}
""")
    )

    assert items(table, "p", "basis")[0].rules == ("gdpr/legal-bases-unpaired",)


def test_an_interest_that_is_not_named_is_a_gap() -> None:
    table = built(
        tiny("""
activities:
  - {id: x, data_categories: [a], purposes: [p], legal_bases: [interests]}
"""),
        label=Label.BARE,
    )
    basis, interest = items(table, "p", "basis")

    assert basis.text == "Legitimate interests"
    assert interest.about == "Interest"
    assert interest.rules == ("gdpr/legitimate-interest-unnamed",)


def test_a_purpose_only_general_statements_name_has_the_bases_paired_with_it() -> None:
    table = built(
        tiny("""
general:
  - id: uses
    about: all
    purposes: [q]
    legal_bases: [{use: cited, for: [q]}, {use: consent, for: [p]}]
  - {id: more, about: all, legal_bases: [contract]}
activities:
  - {id: x, data_categories: [a], purposes: [p], legal_bases: [contract]}
"""),
        columns=("basis",),
    )

    assert said(table, "q", "basis") == [
        "Legal obligation (GDPR Art. 6(1)(c)): § 147 AO"
    ]
    assert table.rows[1].cells[0].is_general


def test_a_purpose_without_any_basis_is_a_gap() -> None:
    table = built(
        tiny("""
general: [{id: uses, about: all, purposes: [q]}]
activities:
  - {id: x, data_categories: [a], purposes: [p], legal_bases: {unclear: the law}}
""")
    )

    assert items(table, "q", "basis")[0].rules == ("gdpr/purpose-without-legal-basis",)
    assert items(table, "p", "basis")[0].rules == ("gdpr/purpose-without-legal-basis",)


def test_a_misspelt_basis_is_left_to_validation() -> None:
    table = built(
        tiny("""
activities:
  - {id: x, data_categories: [a], purposes: [p], legal_bases: [nothing]}
""")
    )

    assert said(table, "p", "basis") == ["Not stated"]


def test_transfers_and_people_can_have_columns() -> None:
    table = built(
        tiny("""
data_subjects: {c: {name: Customers}}
recipients: {r: {name: HostCo, country: US}}
activities:
  - id: x
    data_subjects: [c]
    data_categories: [a]
    purposes: [p]
    transfers:
      - {to: r, countries: [US], elsewhere: true, mechanism: scc}
      - {countries: [JP]}
      - {mechanism_text: as the law permits}
  - {id: y, data_categories: [a], purposes: [q], transfers: none}
"""),
        columns=("transfers", "data-subjects"),
        headers={"transfers": "Goes to"},
        caption="",
    )

    assert [each.header for each in table.columns] == ["Purpose", "Goes to", "Whose"]
    assert said(table, "p", "transfers") == [
        "HostCo in the United States, other countries: standard contractual clauses",
        "Japan",
        "as the law permits",
    ]
    assert said(table, "q", "transfers") == ["None"]
    assert said(table, "p", "data-subjects") == ["Customers"]
    assert table.caption == ""


def test_activities_without_a_purpose_share_a_row_that_says_so() -> None:
    table = built(
        tiny("""
activities:
  - {id: x, data_categories: [a], purposes: {unclear: many things}}
  - {id: y, data_categories: [a]}
""")
    )
    (purpose,) = items(table, "undisclosed", "purpose")

    assert purpose.rules == ("gdpr/purposes-undisclosed",)
    assert [str(at) for at in purpose.at] == [
        "/activities/0/purposes",
        "/activities/1/purposes",
    ]
    assert said(table, "undisclosed", "data") == ["Alpha"]
    assert said(table, "undisclosed", "basis") == ["Not applicable"]


def test_a_policy_without_activities_is_a_sentence() -> None:
    table = built(tiny("general: [{id: g, about: all, purposes: [p]}]"))

    assert table.rows == ()
    assert [(gap.row.id, gap.item.said(table.words)) for gap in table.gaps] == [
        ("", "No activity is stated.")
    ]


@pytest.mark.parametrize(
    ("regimes", "regime"),
    [
        ("[eu-gdpr, uk-gdpr]", "eu-gdpr"),
        ("[uk-gdpr]", "uk-gdpr"),
        ("[us-nv]", "eu-gdpr"),
    ],
)
def test_the_law_is_the_one_the_policy_names(regimes: str, regime: str) -> None:
    assert built(tiny("activities: []", regimes)).regime == regime


@pytest.mark.parametrize("options", [{"layout": "full"}, {"columns": ("base",)}])
def test_an_unknown_name_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(PolicycheckError):
        built(**options)


def many(number: int, purpose: str, kept: int) -> Callable[[], Table]:
    """Derives a table of many activities; `kept` of them state how long they keep."""
    catalogues = {
        "data_categories": {f"d{each}": {"name": f"D{each}"} for each in range(number)},
        "purposes": {f"p{each}": {"name": f"P{each}"} for each in range(number)},
    }
    activities: list[dict[str, object]] = [
        {
            "id": f"a{each}",
            "data_categories": [f"d{each}"],
            "purposes": [purpose.format(each)],
        }
        for each in range(number)
    ]
    for each in activities[:kept]:
        each["retention"] = [{"max": "P1D"}]
    policy = policy_of(
        {
            "policycheck": 1,
            "policy": {"id": "a", "title": "A", "regimes": ["eu-gdpr"]},
            "controllers": {"a": {"name": "A", "country": "DE"}},
            **catalogues,
            "activities": activities,
        }
    )
    return lambda: tables.build("gdpr", policy, TODAY, Options())


@pytest.mark.parametrize(
    ("purpose", "share"), [("p{}", 0), ("p{}", 2), ("p0", 0), ("p0", 2)]
)
def test_twice_the_activities_take_twice_the_steps(purpose: str, share: int) -> None:
    """Whether each has a purpose of its own or all have one; where half are silent."""
    built()  # what is worked out for all policies
    once, twice = (
        steps(many(number, purpose, share and number // share)) for number in (60, 120)
    )

    assert twice <= 2.2 * once


def test_twice_the_sources_of_one_activity_take_twice_the_steps() -> None:
    def lacking(number: int) -> Callable[[], object]:
        ids = [f"d{each}" for each in range(number)]
        policy = policy_of(
            {
                "policycheck": 1,
                "policy": {"id": "a", "title": "A", "regimes": ["eu-gdpr"]},
                "controllers": {"a": {"name": "A", "country": "DE"}},
                "data_categories": {each: {"name": each} for each in ids},
                "activities": [
                    {
                        "id": "a",
                        "data_categories": ids,
                        "sources": [
                            {"kind": "public", "data_categories": [each]}
                            for each in ids
                        ],
                    }
                ],
            }
        )
        return lambda: without_source(policy)

    assert lacking(1)() == ()
    assert steps(lacking(120)) <= 2.2 * steps(lacking(60))
