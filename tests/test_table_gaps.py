"""What a policy leaves unsaid is seen in the table, whatever stands beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policycheck.policy import build as policy_of
from policycheck.regimes import tables
from policycheck.source import read
from policycheck.table import Item, Kind, Table
from policycheck.table_options import Options

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 23)
LAYOUTS = (
    "compact",
    "full",
    "checklist",
    "sources-purposes",
    "sale-share",
    "sensitive",
    "retention",
)


def built(body: str, name: str = "ccpa", **options: Any) -> Table:  # noqa: ANN401 - fields of Options
    text = f"""
policycheck: 1
policy: {{id: tiny, title: Tiny, serves_as: [notice-at-collection]}}
controllers: {{tiny: {{name: Tiny}}}}
data_categories:
  a: {{name: Alpha, ccpa: [identifiers]}}
  b: {{name: Beta, ccpa: [identifiers]}}
  c: {{name: Counts, ccpa: none, identifiability: aggregated}}
purposes: {{p: {{name: Sell, ccpa: [performing-services]}}, q: {{name: Count}}}}
legal_bases: {{order: {{basis: contract, contract: your order}}}}
recipients:
  host: {{name: HostCo}}
  adco: {{name: AdCo}}
retention: {{year: {{max: P1Y, reason: the season}}, month: {{max: P1M}}}}
{body}
"""
    document = read("policy.yaml", text.encode())
    assert not document.faults
    policy = policy_of(document.data)
    return tables.build(name, policy, TODAY, Options(**options))


def items(table: Table, column: str) -> tuple[Item, ...]:
    at = [each.id for each in table.columns].index(column)
    return table.rows[0].cells[at].items


def said(table: Table, column: str) -> list[str]:
    return [
        f"{item.of}: {item.said(table.words)}" if item.of else item.said(table.words)
        for item in items(table, column)
    ]


def gaps(table: Table) -> set[tuple[str, str, tuple[str, ...]]]:
    return {
        (gap.column.id, gap.item.rules[0], tuple(map(str, gap.item.at)))
        for gap in table.gaps
    }


BESIDE = """
activities:
  - id: x
    data_categories: [a]
    purposes: [p]
    sources: [observed]
    recipients: [{to: host, disclosure: [business-purpose]}, {to: adco, disclosure: [sold]}]
    retention: [year]
  - {id: y, name: The quiet one, data_categories: [a]}
"""  # noqa: E501 - a line of a policy


def test_a_silent_activity_is_seen_beside_one_that_speaks() -> None:
    table = built(BESIDE, layout="full")

    quiet = "The quiet one: Not stated"
    assert said(table, "sources") == ["Observed from your use and devices", quiet]
    assert said(table, "purposes") == ["Sell", quiet]
    assert said(table, "disclosed-to") == ["HostCo", quiet]
    assert said(table, "sold-or-shared-to") == [
        "Sold: AdCo",
        f"Sold, {quiet}",
        "Shared: Not stated",
    ]
    assert said(table, "retention") == ["1 year", quiet]
    assert gaps(table) == {
        ("sources", "us-ca-ccpa/sources-undisclosed", ("/activities/1/sources",)),
        (
            "purposes",
            "us-ca-ccpa/notice-category-without-purpose",
            ("/activities/1/purposes",),
        ),
        (
            "disclosed-to",
            "us-ca-ccpa/disclosure-undisclosed",
            ("/activities/1/recipients",),
        ),
        (
            "sold-or-shared-to",
            "us-ca-ccpa/notice-category-sale-undisclosed",
            ("/activities/1/recipients",),
        ),
        ("retention", "us-ca-ccpa/retention-undisclosed", ("/activities/1/retention",)),
    }


def test_silent_data_is_seen_beside_data_that_is_spoken_of() -> None:
    table = built(
        """
activities:
  - {id: x, data_categories: [a], sources: [observed], purposes: [p]}
  - {id: y, data_categories: [b]}
""",
        layout="full",
    )

    assert said(table, "sources") == [
        "Observed from your use and devices",
        "Beta: Not stated",
    ]
    assert said(table, "purposes") == ["Sell", "Beta: Not stated"]


def test_none_is_seen_beside_what_is_named() -> None:
    table = built(
        """
activities:
  - id: x
    data_categories: [a]
    sources: [observed]
    recipients: [{to: host, disclosure: [business-purpose]}]
  - {id: y, name: Ours alone, data_categories: [a], sources: none, recipients: none}
""",
        layout="full",
    )

    assert said(table, "sources") == [
        "Observed from your use and devices",
        "Ours alone: None",
    ]
    assert said(table, "disclosed-to") == ["HostCo", "Ours alone: None"]


def test_what_is_said_in_general_leaves_no_activity_silent() -> None:
    table = built(
        """
general:
  - id: g
    about: all
    purposes: [p]
    sources: [observed]
    recipients: [{to: host, disclosure: [business-purpose, sold]}]
    retention: [year]
activities:
  - {id: x, data_categories: [a]}
  - {id: y, data_categories: [a]}
""",
        layout="full",
    )

    assert gaps(table) == set()


def test_a_denial_leaves_no_activity_silent() -> None:
    table = built(
        """
claims: [{id: c, never: [sold, shared, disclosed], window: P12M}]
activities:
  - {id: x, data_categories: [a], recipients: [{to: adco, disclosure: [sold]}]}
  - {id: y, data_categories: [a]}
"""
    )

    assert gaps(table) == set()


def test_an_activity_about_all_data_need_not_say_where_it_comes_from() -> None:
    """It takes what others collected; those say it."""
    table = built(
        """
activities:
  - {id: x, data_categories: [a], sources: [observed]}
  - {id: y, data_categories: [b], sources: [public]}
  - {id: z, data_categories: all}
""",
        layout="sources-purposes",
    )

    assert said(table, "sources") == [
        "Observed from your use and devices",
        "Public sources",
    ]


def test_many_silent_activities_are_counted() -> None:
    quiet = "".join(f"  - {{id: y{n}, data_categories: [a]}}\n" for n in range(5))
    table = built(
        "activities:\n"
        "  - {id: x, data_categories: [a], sources: [observed], purposes: [p]}\n"
        f"{quiet}",
        layout="sources-purposes",
    )

    assert said(table, "sources")[1] == "y0, y1 and 3 more: Not stated"
    assert [str(at) for at in items(table, "sources")[1].at] == [
        f"/activities/{n}/sources" for n in range(1, 6)
    ]
    assert said(table, "business-purposes") == ["Sell", "y0, y1 and 3 more: Not stated"]
    assert said(table, "commercial-purposes") == [
        "Not listed",
        "y0, y1 and 3 more: Not stated",
    ]


def test_recipients_of_no_stated_kind_are_a_gap() -> None:
    """A list of recipients is not yet the list of what is disclosed, and for what."""
    body = "activities: [{id: x, data_categories: [a], recipients: [host]}]"
    compact, checklist = built(body), built(body, layout="checklist")

    kind = "Kind of disclosure: Not stated"
    assert said(compact, "disclosed-to") == ["HostCo", kind]
    assert said(checklist, "is-disclosed") == ["Yes", kind]
    assert items(compact, "disclosed-to")[1].rules == (
        "us-ca-ccpa/disclosure-undisclosed",
    )
    assert [str(at) for at in items(compact, "disclosed-to")[1].at] == [
        "/activities/0/recipients/0"
    ]


def test_sharing_of_some_data_leaves_open_whether_the_rest_is_sold() -> None:
    table = built(
        """
activities:
  - {id: x, data_categories: [a], recipients: [{to: adco, disclosure: [shared]}]}
  - {id: y, data_categories: [b], recipients: [{to: host, disclosure: [business-purpose]}]}
"""  # noqa: E501 - a line of a policy
    )

    assert said(table, "sold-or-shared-to") == [
        "Sold, Alpha: Not stated",
        "Sold, Beta: Not stated",
        "Shared: AdCo",
        "Shared, Beta: Not stated",
    ]
    assert [
        (gap.item.aspect, gap.item.about)
        for gap in table.gaps
        if gap.column.id == "sold-or-shared-to"
    ] == [("Sold", "Beta"), ("Shared", "Beta")]


@pytest.mark.parametrize(
    ("column", "kind", "rule"),
    [
        ("sale-purposes", "sold", "us-ca-ccpa/sale-purpose-undisclosed"),
        (
            "disclosure-purposes",
            "business-purpose",
            "us-ca-ccpa/disclosure-purpose-undisclosed",
        ),
    ],
)
def test_a_disclosure_without_a_purpose_is_seen_beside_one_that_has_it(
    column: str, kind: str, rule: str
) -> None:
    table = built(
        f"""
activities:
  - id: x
    data_categories: [a]
    purposes: [p]
    recipients: [{{to: adco, disclosure: [{kind}]}}]
  - {{id: y, data_categories: [a], recipients: [{{to: host, disclosure: [{kind}]}}]}}
""",
        columns=(column,),
    )

    assert said(table, column) == ["Sell", "y: Not stated"]
    assert gaps(table) == {(column, rule, ("/activities/1/purposes",))}


def test_a_disclosure_said_in_general_has_the_purposes_of_its_data() -> None:
    general = (
        "general: [{id: g, about: all, recipients: [{to: adco, disclosure: [sold]}]}]"
    )
    with_purpose = "activities: [{id: x, data_categories: [a], purposes: [p]}]"
    without = "activities: [{id: x, data_categories: [a]}]"
    column = ("sale-purposes",)

    assert said(built(f"{general}\n{with_purpose}", columns=column), column[0]) == [
        "Sell"
    ]
    assert said(built(f"{general}\n{without}", columns=column), column[0]) == [
        "Not stated"
    ]


def test_the_reason_of_a_period_stands_with_that_period() -> None:
    table = built(
        """
activities:
  - {id: x, data_categories: [a], retention: [year]}
  - {id: y, data_categories: [b], retention: [month]}
  - id: z
    data_categories: [b]
    retention: [{max: P8Y, law: {cite: "§ 147 AO", country: DE}}]
""",
        layout="retention",
    )

    assert said(table, "retention-reason") == [
        "1 year: the season",
        "8 years: § 147 AO",
        "Otherwise: Not stated",
    ]


def test_a_reason_is_not_asked_of_what_has_no_period() -> None:
    none = built(
        "activities: [{id: x, data_categories: [a], retention: none}]",
        layout="retention",
    )
    one = built(
        "activities: [{id: x, data_categories: [a], retention: [year]}]",
        layout="retention",
    )

    assert said(none, "retention-reason") == ["Not applicable"]
    assert said(one, "retention-reason") == ["the season"]


def test_location_of_which_nothing_says_whether_it_is_precise_is_a_gap() -> None:
    table = built(
        """
activities:
  - {id: x, data_categories: [{name: Place, ccpa: [geolocation]}]}
""",
        layout="full",
    )

    assert said(table, "sensitive") == ["Not stated"]
    assert items(table, "sensitive")[0].rules == ("us-ca-ccpa/sensitivity-undecided",)


def test_most_of_a_row_is_told_last_and_by_what_is_left() -> None:
    rest = "".join(
        f"  - {{id: y{n}, data_categories: [{{name: D{n}, ccpa: [identifiers]}}],"
        " retention: [year]}\n"
        for n in range(4)
    )
    table = built(
        f"activities:\n{rest}  - {{id: x, data_categories: [a], retention: [month]}}\n",
        layout="retention",
    )

    assert said(table, "retention") == ["Alpha: 1 month", "Otherwise: 1 year"]


def test_what_is_denied_of_most_data_is_told_by_the_rest() -> None:
    rest = ", ".join(f"{{name: D{n}, ccpa: [identifiers]}}" for n in range(4))
    table = built(
        f"""
claims: [{{id: c, never: [sold, shared], except: {{data_categories: [a]}}, window: P12M}}]
activities:
  - {{id: x, data_categories: [a], recipients: [{{to: adco, disclosure: [shared, sold]}}]}}
  - {{id: y, data_categories: [{rest}]}}
"""  # noqa: E501 - lines of a policy
    )

    assert said(table, "sold-or-shared-to") == ["AdCo", "all but Alpha: None"]


def test_europes_table_shows_the_silent_and_those_that_say_none() -> None:
    table = built(
        """
activities:
  - id: x
    data_categories: [a]
    purposes: [p]
    legal_bases: [order]
    sources: [observed]
    recipients: [host]
    retention: [year]
  - {id: y, data_categories: [b], purposes: [p], legal_bases: [order]}
  - {id: z, data_categories: [b], purposes: [p], legal_bases: [order], recipients: none}
""",
        name="gdpr",
    )

    assert said(table, "sources") == [
        "Observed from your use and devices",
        "y, z: Not stated",
    ]
    assert said(table, "recipients") == ["HostCo", "y: Not stated", "z: None"]
    assert said(table, "retention") == ["x: 1 year", "y, z: Not stated"]
    assert {(gap.column.id, gap.item.rules[0]) for gap in table.gaps} == {
        ("sources", "gdpr/source-undisclosed"),
        ("recipients", "gdpr/recipients-undisclosed"),
        ("retention", "gdpr/retention-undisclosed"),
    }


def test_in_europes_table_data_used_again_comes_from_where_it_once_did() -> None:
    table = built(
        """
activities:
  - {id: x, data_categories: [a, b], purposes: [q], sources: [observed]}
  - {id: y, data_categories: [a], purposes: [q], sources: {unclear: here and there}}
  - {id: z, data_categories: [a], purposes: [p]}
""",
        name="gdpr",
        columns=("sources",),
    )

    again = table.rows[1].cells[1].items
    assert [item.said(table.words) for item in again] == [
        "Observed from your use and devices",
        "unclear: \u201chere and there\u201d",
    ]
    assert [str(at) for item in again for at in item.at] == [
        "/activities/0/sources/0",
        "/activities/1/sources",
    ]
    assert table.gaps == ()


def test_a_purpose_of_data_about_nobody_has_no_row_in_europes_table() -> None:
    table = built(
        """
activities:
  - {id: x, data_categories: [a], purposes: [p], legal_bases: [order]}
  - {id: y, data_categories: [c], purposes: [q]}
""",
        name="gdpr",
    )

    assert [row.id for row in table.rows] == ["p"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_validates_without_a_finding_has_no_gap(layout: str) -> None:
    """The policies a reader is to copy from are complete in every layout."""
    for name in ("example/policy.yaml", "aeris/proposed.yaml"):
        path = ROOT / "policies" / name
        policy = policy_of(read(str(path), path.read_bytes()).data)

        assert tables.build("ccpa", policy, TODAY, Options(layout=layout)).gaps == ()
        assert tables.build("gdpr", policy, TODAY, Options()).gaps == ()


SPECIAL = """
activities: [{id: x, data_categories: [d], purposes: [p]}]
"""
RULE = "us-ca-ccpa/special-data-without-sensitive-kind"


def special(**options: Any) -> Table:  # noqa: ANN401 - fields of Options
    """A table of data that is special under the GDPR and of no kind in California."""
    text = f"""
policycheck: 1
policy: {{id: tiny, title: Tiny, effective: 2026-05-01}}
controllers: {{tiny: {{name: Tiny}}}}
data_categories:
  d: {{name: Teeth, ccpa: [customer-records], sensitive: {{gdpr: [health]}}}}
purposes: {{p: {{name: Mend them}}}}
{SPECIAL}
"""
    policy = policy_of(read("policy.yaml", text.encode()).data)
    return tables.build("ccpa", policy, TODAY, Options(**options))


def test_special_data_is_not_told_as_no_sensitive_data() -> None:
    empty = special(layout="sensitive").empty

    assert empty is not None
    assert empty.text == (
        "Whether sensitive personal information is collected is not stated."
    )
    assert empty.rules == (RULE,)


def test_special_data_leaves_its_cell_open() -> None:
    (item,) = items(special(layout="full"), "sensitive")

    assert (item.kind, item.rules) == (Kind.NOT_STATED, (RULE,))
