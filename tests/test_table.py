"""The California table: which statement fills which cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policycheck import regimes
from policycheck.errors import PolicycheckError
from policycheck.policy import Policy
from policycheck.policy import build as policy_of
from policycheck.regimes.ccpa import table as ccpa
from policycheck.source import read
from policycheck.table import Cell, Kind, Mark, Row, Table
from policycheck.table_options import Label, Options, Order, Sensitive, Words

FOLDER = Path(__file__).parent / "fixtures/table"
TODAY = date(2026, 11, 23)


def policy(text: str | None = None) -> Policy:
    raw = (FOLDER / "policy.yaml").read_bytes() if text is None else text.encode()
    document = read("policy.yaml", raw)
    assert not document.faults
    return policy_of(document.data)


def built(text: str | None = None, *, day: date = TODAY, **options: Any) -> Table:  # noqa: ANN401 - fields of Options
    regime = regimes.load("us-ca-ccpa", day)
    return ccpa.build(policy(text), regime, Options(**options))


def row(table: Table, id_: str) -> Row:
    return next(each for each in table.rows if each.id == id_)


def cell(table: Table, row_id: str, column: str) -> Cell:
    index = [each.id for each in table.columns].index(column)
    return row(table, row_id).cells[index]


def said(table: Table, row_id: str, column: str) -> list[str]:
    """What a cell prints, without marks."""
    return [
        f"{item.of}: {item.said(table.words)}" if item.of else item.said(table.words)
        for item in cell(table, row_id, column).items
    ]


def tiny(body: str) -> str:
    """A policy with two kinds of identifiers, and the rest as told."""
    return f"""
policycheck: 1
policy: {{id: tiny, title: Tiny, serves_as: [privacy-policy]}}
controllers: {{tiny: {{name: Tiny}}}}
data_categories:
  a: {{name: Alpha, ccpa: [identifiers]}}
  b: {{name: Beta, ccpa: [identifiers]}}
recipients:
  host: {{name: HostCo, category: Hosting}}
  adco: {{name: AdCo}}
{body}
"""


def test_the_categories_stand_in_statutory_order_with_their_letters() -> None:
    table = built()

    assert [each.cells[0].title for each in table.rows] == [
        "A. Identifiers",
        (
            "C. Characteristics of protected classifications "
            "under California or federal law"
        ),
        "D. Commercial information",
        "F. Internet or other electronic network activity information",
        "G. Geolocation data",
        "L. Sensitive personal information",
        "Personal information of no enumerated category",
        "Personal information whose category is not stated",
    ]


def test_aggregated_data_is_not_in_the_table() -> None:
    assert "Visitor counts" not in str(built(layout="full"))


def test_a_statement_for_other_readers_fills_no_cell() -> None:
    """Sales that only Europeans are told of are not told to Californians."""
    assert said(built(), "commercial", "sold-or-shared-to") == [
        "Sold: None",
        "Shared: None",
    ]


def test_specific_recipients_stand_beside_general_ones() -> None:
    """What an activity names itself does not make the general list untrue."""
    assert said(built(), "identifiers", "disclosed-to") == [
        "Parcel delivery",
        "Our friends at Oak",
        "Hosting",
    ]


def test_a_cell_filled_only_by_a_general_statement_is_marked() -> None:
    table = built(layout="full")

    assert cell(table, "internet-activity", "disclosed-to").is_general
    assert cell(table, "internet-activity", "retention").is_general
    assert not cell(table, "identifiers", "disclosed-to").is_general
    assert "general statement: " in table.notes[0]


def test_a_recipient_of_no_stated_kind_is_disclosed_to_with_a_mark() -> None:
    items = cell(built(), "commercial", "disclosed-to").items

    assert [(item.text, item.marks) for item in items] == [
        ("Our friends at Oak", (Mark.KIND_NOT_STATED,)),
        ("Hosting", ()),
    ]


def test_a_denial_prints_as_none_and_without_a_period_says_so() -> None:
    items = cell(built(), "commercial", "sold-or-shared-to").items

    assert [(item.aspect, item.kind, item.marks) for item in items] == [
        ("Sold", Kind.NONE, ()),
        ("Shared", Kind.NONE, (Mark.WINDOW_NOT_STATED,)),
    ]
    assert str(items[0].at[0]) == "/claims/0"


def test_a_denial_under_a_condition_fills_no_cell() -> None:
    item = cell(built(split=True), "geolocation", "shared-to").items[0]

    assert item.kind is Kind.NOT_STATED
    assert item.rules == ("us-ca-ccpa/notice-category-sale-undisclosed",)
    assert [str(at) for at in item.at] == ["/activities/3/recipients"]


def test_what_goes_to_nobody_is_neither_disclosed_nor_sold() -> None:
    table = built()

    assert said(table, "protected-characteristics", "disclosed-to") == ["None"]
    assert said(table, "protected-characteristics", "sold-or-shared-to") == ["None"]


def test_the_law_asks_for_a_list_of_sales_or_of_sharing() -> None:
    """Sale left open is no gap where the same data is listed as shared."""
    table = built(
        tiny(
            """
activities:
  - {id: x, data_categories: [a], recipients: [{to: adco, disclosure: [shared]}]}
"""
        )
    )

    assert said(table, "identifiers", "sold-or-shared-to") == [
        "Sold: Not stated",
        "Shared: AdCo",
    ]
    assert {gap.column.id for gap in table.gaps} == set()


def test_a_missing_recipient_is_a_gap_with_rule_and_pointer() -> None:
    table = built(tiny("activities: [{id: x, data_categories: [a]}]"))

    assert [
        (gap.row.id, gap.column.id, gap.item.rules, [str(at) for at in gap.item.at])
        for gap in table.gaps
    ] == [
        (
            "identifiers",
            "disclosed-to",
            ("us-ca-ccpa/disclosure-undisclosed",),
            ["/activities/0/recipients"],
        ),
        (
            "identifiers",
            "sold-or-shared-to",
            ("us-ca-ccpa/sale-undisclosed", "us-ca-ccpa/sharing-undisclosed"),
            ["/activities/0/recipients"],
        ),
    ]


def test_parts_of_a_row_that_differ_are_named() -> None:
    table = built(
        tiny(
            """
claims: [{id: c, never: [sold], data_categories: [a], window: P12M}]
activities: [{id: x, data_categories: [a, b]}]
"""
        ),
        split=True,
    )

    assert said(table, "identifiers", "sold-to") == ["Alpha: None", "Beta: Not stated"]


def test_data_that_only_a_general_statement_names_is_collected() -> None:
    table = built(
        tiny(
            """
general:
  - {id: g, about: all, data_categories: [b], sources: [public]}
activities:
  - {id: x, data_categories: [a], sources: [observed], recipients: [host]}
"""
        ),
        layout="full",
    )

    assert said(table, "identifiers", "collected") == ["Alpha", "Beta"]
    assert said(table, "identifiers", "sources") == [
        "Observed from your use and devices",
        "Public sources",
    ]


def test_before_the_cpra_there_is_neither_sharing_nor_sensitive_information() -> None:
    table = built(day=date(2021, 8, 1), label=Label.CITATION, layout="full")

    assert [column.header for column in table.columns] == [
        "Category",
        "What we collect",
        "Sources",
        "Business or commercial purposes",
        "Disclosed to",
        "Sold to",
        "Retention",
        "Sensitive personal information",
    ]
    assert [each.id for each in table.rows][-2:] == ["other", "unclassified"]
    assert table.rows[0].cells[0].title == (
        "Identifiers (Cal. Civ. Code § 1798.140(o)(1)(A))"
    )
    assert table.caption.startswith(
        "Personal information collected, disclosed or sold in"
    )


def test_the_checklist_has_all_rows_and_says_no_only_where_the_policy_does() -> None:
    table = built(layout="checklist")

    assert [each.cells[0].title[:1] for each in table.rows if each.cells[0].title][
        :12
    ] == list("ABCDEFGHIJKL")
    assert said(table, "identifiers", "is-collected") == ["Yes"]
    assert said(table, "biometric", "is-collected") == ["No"]
    assert said(table, "education", "is-collected") == ["Not listed"]
    assert said(table, "education", "is-sold") == ["Not applicable"]


def test_retention_is_told_apart_where_it_differs() -> None:
    assert said(built(layout="retention"), "identifiers", "retention") == [
        "E-mail address: 3 years after your order; then deleted",
        "E-mail address: 7 days after you unsubscribe",
        "Device data: as long as we need it",
    ]


def test_purposes_are_business_or_commercial_as_stated() -> None:
    table = built(layout="sources-purposes")

    assert said(table, "identifiers", "commercial-purposes") == [
        "Show you our ads elsewhere"
    ]
    assert said(table, "commercial", "commercial-purposes") == ["Not listed"]
    assert [
        (item.text, item.marks)
        for item in cell(table, "identifiers", "business-purposes").items
    ] == [
        ("Deliver your order", ()),
        ("Improve the shop", (Mark.KIND_NOT_STATED,)),
    ]


def test_an_unclear_source_keeps_its_words() -> None:
    assert said(built(layout="full"), "other", "sources") == [
        "unclear: \u201chere and there\u201d"
    ]


def test_sale_share_has_only_affected_rows() -> None:
    table = built(layout="sale-share")

    assert [each.id for each in table.rows] == [
        "identifiers",
        "internet-activity",
        "geolocation",
        "sensitive",
        "other",
        "unclassified",
    ]
    assert said(table, "internet-activity", "sale-purposes") == [
        "Show you our ads elsewhere"
    ]


def test_sale_share_without_rows_is_the_sentence_the_policy_says() -> None:
    table = built(
        tiny(
            """
claims: [{id: c, never: [sold, shared], window: P12M}]
activities: [{id: x, data_categories: [a]}]
"""
        ),
        layout="sale-share",
    )

    assert table.rows == ()
    assert table.empty is not None
    assert table.empty.kind is Kind.NONE
    assert table.empty.text == (
        "No personal information was sold or shared in the 12 months before 2026-11-23."
    )


def test_sensitive_data_has_a_row_rows_or_an_annex() -> None:
    """The same datum stands in its category and among the sensitive ones."""
    one = built()
    many = built(sensitive=Sensitive.ROWS)
    annexed = built(sensitive=Sensitive.ANNEX)

    assert said(one, "geolocation", "category") == ["Place of the device"]
    assert said(one, "sensitive", "category") == ["Place of the device", "Religion"]
    assert [each.id for each in many.rows if each.id.startswith("sensitive")] == [
        "sensitive-precise-geolocation",
        "sensitive-origin-belief-union",
    ]
    assert annexed.annex is not None
    assert [each.id for each in annexed.annex.rows] == [
        "sensitive-precise-geolocation",
        "sensitive-origin-belief-union",
    ]
    assert "sensitive" not in [each.id for each in annexed.rows]


def test_rows_can_follow_the_data() -> None:
    assert [each.id for each in built(order=Order.DATA).rows][:3] == [
        "identifiers",
        "commercial",
        "internet-activity",
    ]


def test_columns_headers_letters_and_caption_are_chosen() -> None:
    table = built(
        columns=("retention", "sources"),
        headers={"sources": "Where from"},
        label=Label.BARE,
        caption="",
        uncollected=True,
    )

    assert [(each.id, each.header) for each in table.columns] == [
        ("category", "Category"),
        ("retention", "Retention"),
        ("sources", "Where from"),
    ]
    assert table.rows[0].cells[0].title == "Identifiers"
    assert table.caption == ""
    assert len(table.rows) == 14


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"layout": "compat"}, "no layout is called 'compat': did you mean compact?"),
        ({"columns": ("sold",)}, "no column is called 'sold'"),
        ({"headers": {"source": "x"}}, "did you mean sources?"),
    ],
)
def test_an_unknown_name_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(PolicycheckError) as error:
        built(**options)

    assert message in str(error.value)


@pytest.mark.parametrize("words", [{"none": "Not Stated"}, {"not_listed": " "}])
def test_the_words_for_empty_cells_stay_apart(words: dict[str, str]) -> None:
    with pytest.raises(PolicycheckError):
        Words(**words)


def test_every_rule_a_gap_can_name_exists() -> None:
    regime = regimes.load("us-ca-ccpa", TODAY)
    named = {
        rule
        for name in ("full", "sensitive", "checklist", "retention", "sources-purposes")
        for gap in built(
            tiny("activities: [{id: x, data_categories: [a]}]"), layout=name
        ).gaps
        for rule in gap.item.rules
    }

    assert named <= {rule.id for rule in regime.rules}
    assert named >= {
        "us-ca-ccpa/disclosure-undisclosed",
        "us-ca-ccpa/purposes-undisclosed",
        "us-ca-ccpa/sale-undisclosed",
        "us-ca-ccpa/sharing-undisclosed",
        "us-ca-ccpa/sources-undisclosed",
    }


@pytest.mark.parametrize(
    ("claim", "sold"),
    [
        ("window: P12M", ["None"]),
        ("window: P2Y", ["None"]),
        ("except: {data_categories: [b]}", ["Alpha: None", "Beta: Not stated"]),
        ("except: {activities: [y]}", ["Alpha: None", "Beta: Not stated"]),
        ("except: {data_subjects: [c]}", ["Not stated"]),
        ("except: {recipients: [adco]}", ["Not stated"]),
        ("purposes: [p]", ["Not stated"]),
        ("when: you are a child", ["Not stated"]),
    ],
)
def test_only_an_outright_denial_fills_a_cell(claim: str, sold: list[str]) -> None:
    table = built(
        tiny(
            f"""
data_subjects: {{c: {{name: Children}}}}
purposes: {{p: {{name: Sell}}}}
claims: [{{id: c, never: [sold], {claim}}}]
activities: [{{id: x, data_categories: [a]}}, {{id: y, data_categories: [b]}}]
"""
        ),
        split=True,
    )

    assert said(table, "identifiers", "sold-to") == sold


def test_a_denial_of_a_shorter_time_is_marked() -> None:
    table = built(
        tiny(
            """
claims: [{id: c, never: [sold, shared], window: P6M}]
activities: [{id: x, data_categories: [a]}]
"""
        )
    )

    assert cell(table, "identifiers", "sold-or-shared-to").items[0].marks == (
        Mark.WINDOW_TOO_SHORT,
    )
    assert table.notes == (
        "for a shorter period: the policy says it of less than the time of this table",
    )


def test_what_is_never_disclosed_is_not_sold_either() -> None:
    table = built(
        tiny(
            """
claims: [{id: c, never: [disclosed], window: P12M}]
activities: [{id: x, data_categories: [a]}]
"""
        )
    )

    assert said(table, "identifiers", "disclosed-to") == ["None"]
    assert said(table, "identifiers", "sold-or-shared-to") == ["None"]


def test_a_sentence_about_sales_claims_no_more_time_than_the_policy() -> None:
    table = built(
        tiny(
            """
claims: [{id: c, never: [sold, shared]}]
activities: [{id: x, data_categories: [a]}]
"""
        ),
        layout="sale-share",
    )

    assert table.empty is not None
    assert table.empty.text == "No personal information is sold or shared."
    assert table.empty.marks == (Mark.WINDOW_NOT_STATED,)


def test_sales_take_their_purposes_from_the_activity_or_are_a_gap() -> None:
    body = """
purposes: {{p: {{name: Fund us}}}}
activities:
  - id: x
    data_categories: [a]
    recipients: [{{to: adco, disclosure: [sold]}}]
    {more}
"""
    own = built(tiny(body.format(more="purposes: [p]")), layout="sale-share")
    none = built(tiny(body.format(more="")), layout="sale-share")

    assert said(own, "identifiers", "sale-purposes") == ["Fund us"]
    assert cell(none, "identifiers", "sale-purposes").items[0].rules == (
        "us-ca-ccpa/sale-purpose-undisclosed",
    )
    assert said(none, "identifiers", "sold-or-shared-to") == [
        "Sold: AdCo",
        "Shared: Not stated",
    ]
    assert not any(gap.column.id == "sold-or-shared-to" for gap in none.gaps)


@pytest.mark.parametrize(
    ("stated", "answer"),
    [
        ("", "Not stated"),
        ("sensitive_use: {beyond_permitted: true}", "Yes"),
        ("sensitive_use: {beyond_permitted: false}", "No"),
    ],
)
def test_the_annex_says_whether_use_stays_within_what_is_permitted(
    stated: str, answer: str
) -> None:
    text = (FOLDER / "policy.yaml").read_text() + stated
    table = built(text, layout="sensitive")

    assert said(table, "sensitive-origin-belief-union", "beyond-permitted") == [answer]


def test_the_annex_is_empty_before_the_law_knew_sensitive_information() -> None:
    table = built(layout="sensitive", day=date(2021, 8, 1))

    assert table.empty is not None
    assert table.empty.said(table.words) == (
        "The law had no sensitive personal information on 2021-08-01."
    )
    assert built(tiny("activities: []"), layout="sensitive").empty is not None


def test_a_policy_that_collects_nothing_is_a_sentence() -> None:
    table = built(tiny("activities: []"))

    assert table.empty is not None
    assert table.empty.text == "No personal information is listed as collected."
    assert table.gaps == ()


def test_sale_share_before_sharing_speaks_of_sale_alone() -> None:
    table = built(layout="sale-share", day=date(2021, 8, 1), split=True)

    assert [column.id for column in table.columns] == [
        "category",
        "is-sold",
        "sold-to",
        "sale-purposes",
    ]
    assert (
        table.caption == "Personal information sold in the 12 months before 2026-03-01"
    )


def test_data_said_not_to_be_sensitive_says_none() -> None:
    text = tiny("activities: [{id: x, data_categories: [a]}]").replace(
        "name: Alpha,", "name: Alpha, sensitive: {us-ca-ccpa: none},"
    )
    table = built(text, columns=("sensitive", "beyond-permitted"))

    assert said(table, "identifiers", "sensitive") == ["None"]
    assert said(table, "identifiers", "beyond-permitted") == ["Not applicable"]


def test_purposes_that_are_not_stated_are_of_no_kind() -> None:
    table = built(
        tiny("activities: [{id: x, data_categories: [a]}]"), layout="sources-purposes"
    )

    assert said(table, "identifiers", "business-purposes") == ["Not stated"]


def test_workers_were_outside_before_the_cpra() -> None:
    text = tiny(
        """
data_subjects: {e: {name: Employees, kind: employee}}
activities: [{id: x, data_subjects: [e], data_categories: [a]}]
"""
    )

    assert built(text, day=date(2021, 8, 1)).rows == ()
    assert len(built(text).rows) == 1


def test_data_named_twice_is_listed_once() -> None:
    """By several activities, in general or not; the specific statement counts."""
    table = built(
        tiny(
            """
general:
  - {id: g, about: {activities: [y]}, data_categories: [a]}
  - {id: h, about: all, data_categories: [a]}
activities:
  - {id: x, data_categories: [a]}
  - {id: y}
"""
        )
    )
    (item,) = cell(table, "identifiers", "category").items

    assert item.text == "Alpha"
    assert not item.is_general
    assert [str(at) for at in item.at] == [
        "/activities/0/data_categories/0",
        "/general/0/data_categories/0",
        "/general/1/data_categories/0",
    ]
