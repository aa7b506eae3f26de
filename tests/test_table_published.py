"""Reading a published table, and comparing it with the derived one."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from fuzz.steps import steps
from hypothesis import given
from hypothesis import strategies as some
from jsonschema import Draft202012Validator

from policycheck import regimes
from policycheck.errors import PolicycheckError
from policycheck.policy import build as policy_of
from policycheck.published import Grid, grids
from policycheck.regimes import tables
from policycheck.regimes.ccpa import table as ccpa
from policycheck.reports import table_differences as differences_report
from policycheck.reports import table_html, table_markdown
from policycheck.source import read
from policycheck.table import Table
from policycheck.table_differences import Comparison, Difference, What, compare
from policycheck.table_options import Options, Sensitive

ROOT = Path(__file__).parent.parent
POLICY = Path(__file__).parent / "fixtures/table/policy.yaml"
TODAY = date(2026, 11, 23)


def built(raw: bytes | None = None, **options: Any) -> Table:  # noqa: ANN401 - fields of Options
    document = read("policy.yaml", POLICY.read_bytes() if raw is None else raw)
    regime = regimes.load("us-ca-ccpa", TODAY)
    return ccpa.build(policy_of(document.data), regime, Options(**options))


def differences(table: Table, published: tuple[Grid, ...]) -> tuple[Difference, ...]:
    return compare(table, published).differences


def test_a_markdown_table_is_read_cell_by_cell() -> None:
    text = """Before | it
not a table

| Category | *Sold* [to](https://x.example) | `x` |
|:---|:-:|--:|
| A. **Identifiers**<br>• name<BR/>* address | None \\| nothing | \\*a\\* &amp; b |
| short |

```
| Category | in a code block |
|---|---|
| no | no |
```
"""

    assert grids(text) == (
        Grid(
            4,
            ("Category", "Sold to", "x"),
            (
                (
                    ("A. Identifiers", "name", "address"),
                    ("None | nothing",),
                    ("*a* & b",),
                ),
                (("short",),),
            ),
        ),
    )


def test_an_empty_header_row_yields_to_the_first_row() -> None:
    found = grids("| | |\n|-|-|\n| Category | Sold |\n| A | No |\n")

    assert found[0].header == ("Category", "Sold")
    assert found[0].rows == ((("A",), ("No",)),)


def test_an_html_table_is_read_as_a_browser_shows_it() -> None:
    text = """<p>Before</p>
<table><caption>Never mind</caption>
<tr><th>Category<th>Sold&nbsp;to</tr>
<tr><td rowspan=2>A.
Identifiers<ul><li>name</li><li>e-mail</li></ul><td colspan="2">None<script>x</script>
<tr><td>B<table><tr><td>inner</td></tr></table></td>
</table><table><td>open"""
    found = grids(text)

    assert found == (
        Grid(
            2,
            ("Category", "Sold to"),
            (
                (("A. Identifiers", "name", "e-mail"), ("None",), ("None",)),
                (("A. Identifiers", "name", "e-mail"), ("B",)),
            ),
        ),
        Grid(6, ("inner",), ()),
        Grid(7, ("open",), ()),
    )


@given(some.text(alphabet="|-\n<>table/rdh \\`*_[]()&;#=\"'x1"))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(grids(text), tuple)


@pytest.mark.parametrize(
    "text",
    [
        "<" * 200_000,
        "<!--" * 50_000,
        "<table>" * 50_000,
        "<table>" + "<tr>" * 50_000,
        "<table><tr><td colspan=99 rowspan=99>" + "<tr>" * 20_000,
        "<table " + 'a="' * 60_000,
        "|" * 200_000 + "\n" + "|-" * 60_000,
        "|a|b|\n|-|-|\n|" + "[" * 100_000 + "|",
        "|a|b|\n|-|-|\n|" + "[a](" * 50_000 + "|",
        "|a|b|\n|-|-|\n|" + "\\" * 100_000 + "|",
        "|a|b|\n|-|-|\n" + "|x|y|\n" * 30_000,
    ],
)
def test_reading_takes_time_in_proportion(text: str) -> None:
    begun = process_time()
    grids(text)

    assert process_time() - begun < 5  # seconds; one when nothing else runs


SPANNING = "<table><tr>" + "<td colspan=40 rowspan=40>a" * 10 + "<tr>" * 40 + "</table>"
"""Ten cells that are 16,000."""


def test_spans_stand_for_no_more_cells_than_a_page_has() -> None:
    """However many tables they are spread over."""
    assert len(grids(SPANNING * 6)) == 6

    with pytest.raises(PolicycheckError) as raised:
        grids(f"{SPANNING}\n" * 7)

    assert str(raised.value) == "line 7: cells span more than 100000 others"


def european(many: int) -> Table:
    """A table of as many purposes, the names of which are alike."""
    entries = "".join(
        f"  p{each}: {{name: Purpose {each} of it}}\n" for each in range(many)
    )
    activities = "".join(
        f"  - {{id: a{each}, data_categories: [d], purposes: [p{each}]}}\n"
        for each in range(many)
    )
    text = (
        "policycheck: 1\npolicy: {id: a, title: A, regimes: [eu-gdpr]}\n"
        "controllers: {a: {name: A, country: DE}}\ndata_categories: {d: {name: D}}\n"
        f"purposes:\n{entries}activities:\n{activities}"
    )
    policy = policy_of(read("policy.yaml", text.encode()).data)
    return tables.build("gdpr", policy, TODAY, Options())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("D", "D"),
        ("Purpose ", "Purposes "),
        ("Purpose ", "Service "),
        ("Purpose [0-9]+", "Purposes"),
    ],
)
def test_twice_the_rows_take_twice_the_steps_to_compare(
    before: str, after: str
) -> None:
    """Whether a row is found by its name, by some of its words, or not at all."""
    once, twice = (
        (table, grids(re.sub(before, after, table_markdown.table(table))))
        for table in map(european, (60, 120))
    )
    compare(*once)  # what is worked out for all tables

    assert len(once[1][0].rows) == 60
    assert steps(lambda: compare(*twice)) <= 2.2 * steps(lambda: compare(*once))


def test_more_tables_with_the_columns_than_a_page_has_are_refused() -> None:
    """Each would be compared with every row."""
    page = "| Category | Disclosed to |\n|-|-|\n\n"

    assert compare(built(), grids(page * 100)).passed_by[98:] == (298,)
    with pytest.raises(PolicycheckError) as raised:
        compare(built(), grids(page * 101))

    assert str(raised.value) == "line 301: more than 100 tables have the columns"


def test_of_many_tables_with_other_columns_a_few_are_told() -> None:
    page = f"| {'long ' * 100}| b |\n|-|-|\n\n"

    with pytest.raises(PolicycheckError) as raised:
        compare(built(), grids(page * 5_000))

    long = f"{'long ' * 15}long…"
    assert str(raised.value) == (
        "no table has the columns Category, Disclosed to, Sold or shared to (found: "
        f"line 1: {long}; line 4: {long}; line 7: {long}; line 10: {long}; "
        f"line 13: {long}; and 4995 more)"
    )


@pytest.mark.parametrize("layout", ["compact", "full", "checklist", "sensitive"])
@pytest.mark.parametrize("sensitive", Sensitive)
def test_what_is_rendered_agrees_with_itself(layout: str, sensitive: Sensitive) -> None:
    """Published as derived, nothing differs: in Markdown, as a fragment, as a page."""
    if layout == "sensitive":
        sensitive = Sensitive.ROW  # the others say nothing there, and are refused
    shown = built(layout=layout, sensitive=sensitive)

    for write in (table_markdown.table, table_html.table, table_html.page):
        assert differences(shown, grids(write(shown))) == ()


FOREIGN = """
| Category of personal information | Recipients disclosed to | Sold or shared? |
|---|---|---|
| Identifiers | Hosting, parcel delivery & our friends at Oak. | Sold: none; shared: advertising networks |
| C) Protected classifications | \u2718 | N/A |
| Commercial information | Our friends at Oak; Hosting | Advertising networks |
| Internet or network activity | Hosting | Sold: None; Shared: Advertising networks |
| Biometric information | None | None |
"""  # noqa: E501 - rows of a table


def test_rows_and_cells_that_differ_are_found() -> None:
    found = differences(built(), grids(FOREIGN))

    assert [(each.what, each.row[:12], each.column) for each in found] == [
        (What.CELL, "C. Character", "Sold or shared to"),
        (What.CELL, "D. Commercia", "Sold or shared to"),
        (What.ROW_UNKNOWN, "Biometric in", ""),
        (What.ROW_MISSING, "G. Geolocati", ""),
        (What.ROW_MISSING, "L. Sensitive", ""),
        (What.ROW_MISSING, "Personal inf", ""),
        (What.ROW_MISSING, "Personal inf", ""),
    ]
    assert found[1].published == ("Advertising networks",)
    assert found[1].derived == ("Sold: None", "Shared: None")
    assert [str(at) for at in found[1].at] == ["/claims/0", "/claims/1"]


def test_a_missing_column_is_a_difference() -> None:
    text = "|Category|Sold to|\n|-|-|\n| Geolocation data | not stated |\n"
    found = differences(built(split=True), grids(text))

    assert not any(each.what is What.CELL for each in found)
    assert [each.column for each in found if each.what is What.COLUMN_MISSING] == [
        "Disclosed to",
        "Shared to",
    ]


def test_a_file_without_such_a_table_is_refused() -> None:
    with pytest.raises(PolicycheckError) as error:
        differences(built(), grids("| Cookie | Lifetime |\n|-|-|\n| a | b |\n"))

    assert str(error.value) == (
        "no table has the columns Category, Disclosed to, Sold or shared to "
        "(found: line 1: Cookie, Lifetime)"
    )


def test_a_table_that_has_no_rows_need_not_be_published() -> None:
    raw = b"""
policycheck: 1
policy: {id: t, title: T}
activities: []
"""

    assert differences(built(raw), ()) == ()


def charted(rows: str) -> tuple[Difference, ...]:
    raw = POLICY.read_bytes() + f"published:\n{rows}".encode()
    document = read("policy.yaml", raw)
    assert not document.faults
    return tables.chart_differences("ccpa", policy_of(document.data), TODAY)


def test_the_policys_own_chart_is_compared() -> None:
    found = charted("""
  - table: collected
    rows:
      - label: Identifiers
        categories: [identifiers]
        collected: true
        disclosed_to: [Hosting]
      - label: Religion
        data_categories: [faith]
        sold_to: none
        shared_to: not-applicable
      - label: Orders
        categories: [commercial]
        sources: [directly from you]
        retention: [3 years]
      - {label: Biometrics, categories: [biometric], collected: false}
      - {label: Education, categories: [education]}
      - {label: Inferences, categories: none}
""")

    assert [(each.what, each.row, each.column) for each in found] == [
        (What.CELL, "Identifiers", "Disclosed to"),
        (What.CELL, "Religion", "Shared to"),
        (What.CELL, "Orders", "Retention"),
        (What.ROW_UNKNOWN, "Education", ""),
        (What.ROW_UNKNOWN, "Inferences", ""),
        (
            What.ROW_MISSING,
            "Internet or other electronic network activity information",
            "",
        ),
        (What.ROW_MISSING, "Geolocation data", ""),
    ]
    assert str(found[0].at[0]) == "/published/0/rows/0/disclosed_to"


def test_a_row_about_some_data_is_compared_with_that_data() -> None:
    found = charted("""
  - table: sold-or-shared
    rows:
      - label: Identifiers
        categories: [identifiers]
        data_categories: [device]
        shared_to: [Advertising networks]
        sold_to: none
""")

    assert found == ()


def test_before_sharing_was_a_word_its_column_is_not_compared() -> None:
    raw = (
        POLICY.read_bytes()
        + b"""published:
  - {table: shared, rows: [{label: I, categories: [identifiers], shared_to: none}]}
"""
    )
    policy = policy_of(read("policy.yaml", raw).data)

    assert tables.chart_differences("ccpa", policy, date(2021, 8, 1)) == ()
    assert len(tables.chart_differences("ccpa", policy, TODAY)) == 1


def test_only_california_has_a_chart() -> None:
    policy = policy_of(read("policy.yaml", POLICY.read_bytes()).data)

    with pytest.raises(PolicycheckError):
        tables.chart_differences("gdpr", policy, TODAY)
    with pytest.raises(PolicycheckError):
        tables.build("cpa", policy, TODAY, Options())


def test_differences_are_reported_line_by_line() -> None:
    gone = Difference(what=What.COLUMN_MISSING, column="Sold\x1b to")
    found = (*differences(built(), grids(FOREIGN))[1:4], gone)

    assert differences_report.text(found, "notice.md") == (
        "notice.md: row 'D. Commercial information', column 'Sold or shared to': "
        "published Advertising networks; derived Sold: None; Shared: None\n"
        "notice.md: row 'Biometric information' is not in the derived table\n"
        "notice.md: row 'G. Geolocation data' is missing\n"
        "notice.md: column 'Sold\\x1b to' is missing\n"
    )
    data = json.loads(
        differences_report.as_json(
            Comparison(differences=found, compared=(1,), passed_by=(9,)), "notice.md"
        )
    )
    schema = json.loads((ROOT / "schemas/table-check-v1.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(data)
    assert (data["compared"], data["passed_by"]) == ([1], [9])
    assert data["differences"][0] == {
        "what": "cell",
        "row": "D. Commercial information",
        "column": "Sold or shared to",
        "published": ["Advertising networks"],
        "derived": ["Sold: None", "Shared: None"],
        "pointers": ["/claims/0", "/claims/1"],
    }
