"""A table in each format: one golden each, and hostile text that stays harmless."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from policycheck import __version__, regimes
from policycheck.policy import build as policy_of
from policycheck.published import grids
from policycheck.regimes.ccpa import table as ccpa
from policycheck.regimes.gdpr import table as gdpr
from policycheck.reports import (
    table_csv,
    table_html,
    table_json,
    table_markdown,
    table_text,
)
from policycheck.source import read
from policycheck.table import Item, Table
from policycheck.table_differences import compare
from policycheck.table_options import Options, Sensitive, Words

ROOT = Path(__file__).parent.parent
POLICY = Path(__file__).parent / "fixtures/table/policy.yaml"
SCHEMA = json.loads((ROOT / "schemas/table-v1.schema.json").read_text())
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
FORMATS: dict[str, Callable[[Table], str]] = {
    "txt": table_text.table,
    "md": table_markdown.table,
    "html": table_html.table,
    "page.html": table_html.page,
    "csv": table_csv.table,
    "json": table_json.table,
}


def built(raw: bytes | None = None, **options: Any) -> Table:  # noqa: ANN401 - fields of Options
    document = read("policy.yaml", POLICY.read_bytes() if raw is None else raw)
    assert not document.faults
    regime = regimes.load("us-ca-ccpa", TODAY)
    return ccpa.build(policy_of(document.data), regime, Options(**options))


def purposes(**options: Any) -> Table:  # noqa: ANN401 - fields of Options
    document = read("policy.yaml", POLICY.read_bytes())
    regime = regimes.load("eu-gdpr", TODAY)
    return gdpr.build(policy_of(document.data), regime, Options(**options))


def as_json(table: Table) -> str:
    return table_json.table(table).replace(f'"{__version__}"', '"VERSION"')


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_golden(format_: str, golden: Callable[[str, str], None]) -> None:
    made = as_json(built()) if format_ == "json" else FORMATS[format_](built())

    golden(f"table/compact.{format_}", made)


@pytest.mark.parametrize("layout", LAYOUTS[1:])
def test_golden_json_of_a_layout(
    layout: str, golden: Callable[[str, str], None]
) -> None:
    golden(f"table/{layout}.json", as_json(built(layout=layout)))


def test_golden_json_of_purposes(golden: Callable[[str, str], None]) -> None:
    golden("table/purposes.json", as_json(purposes()))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("sensitive", Sensitive)
def test_json_is_valid(layout: str, sensitive: Sensitive) -> None:
    if layout == "sensitive":
        sensitive = Sensitive.ROW  # the others say nothing there, and are refused
    data = json.loads(table_json.table(built(layout=layout, sensitive=sensitive)))

    Draft202012Validator(SCHEMA).validate(data)


def test_the_schema_describes_itself_and_the_purposes() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(json.loads(table_json.table(purposes())))


def test_json_carries_the_place_of_each_gap() -> None:
    data = json.loads(table_json.table(built()))

    assert {
        "row": "geolocation",
        "column": "sold-or-shared-to",
        "about": None,
        "rules": ["us-ca-ccpa/notice-category-sale-undisclosed"],
        "pointers": ["/activities/3/recipients"],
    } in data["gaps"]


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_none_not_stated_and_not_applicable_are_three_strings(format_: str) -> None:
    words = Words(none="NIL", not_stated="GAP", not_applicable="DASH")
    made = FORMATS[format_](built(layout="full", words=words))

    assert {word for word in ("NIL", "GAP", "DASH") if word in made} == {
        "NIL",
        "GAP",
        "DASH",
    }
    assert "None" not in made
    assert "Not stated" not in made
    assert "Not applicable" not in made


HOSTILE = (
    "=HYPERLINK(1)",
    "@SUM(1)",
    "+1",
    "-2",
    "\uff1dcmd",
    "a|b\\|c",
    "<script>alert(1)</script>",
    "<!-- /policycheck:table -->",
    "&amp; &lt;b&gt;",
    "`code` *bold* _it_ [link](javascript:x) ~~x~~ $x$ :smile:",
    "[red]rich[/red]",
    "\x1b[31mred\x1b[0m\x07",
    "\x9b31m",
    "\u202egnp.exe",
    "line\nbreak\ttab",
    "quote\"'>",
    "None",
)


def hostile() -> bytes:
    texts = [json.dumps(text) for text in HOSTILE]
    entries = [
        f"  d{n}: {{name: {t}, ccpa: [identifiers]}}" for n, t in enumerate(texts)
    ]
    to = [f"  r{n}: {{name: {t}, category: {t}}}" for n, t in enumerate(texts)]
    why = [f"  p{n}: {{name: {t}}}" for n, t in enumerate(texts)]
    keep = [f"  k{n}: {{criterion: {t}}}" for n, t in enumerate(texts)]
    ids = range(len(texts))

    def names(letter: str) -> str:
        return ", ".join(f"{letter}{n}" for n in ids)

    lines = [
        "policycheck: 1",
        f"policy: {{id: {texts[6]}, title: {texts[6]}, last_updated: {texts[0]}}}",
        "data_categories:",
        *entries,
        "recipients:",
        *to,
        "purposes:",
        *why,
        "retention:",
        *keep,
        "activities:",
        (
            f"  - {{id: x, data_categories: [{names('d')}], purposes: [{names('p')}],"
            f" recipients: [{names('r')}], retention: [{names('k')}],"
            f" sources: {{unclear: {texts[6]}}}}}"
        ),
    ]
    return "\n".join(lines).encode()


def hostile_table() -> Table:
    return built(hostile(), layout="full", headers={"sources": HOSTILE[5]})


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_hostile_text_is_no_markup_in_html() -> None:
    made = table_html.table(hostile_table())
    reader = _Tags()
    reader.feed(made)

    assert reader.tags <= {
        "div",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "ul",
        "li",
        "span",
        "strong",
        "small",
        "wbr",
        "p",
    }
    assert reader.attributes <= {"class", "data-layout", "data-header", "scope", "role"}
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", made)


def test_hostile_text_is_no_markup_in_markdown() -> None:
    made = table_markdown.table(hostile_table())
    found = grids(made)

    assert len(found) == 1
    assert len(found[0].rows) == 1
    assert len(found[0].rows[0]) == 8
    assert "<script" not in made
    assert "<!--" not in made
    assert re.search(r"(?<!\\)[`\[]|(?<!\\)\*bold|(?<!\\)~~", made) is None
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", made)


def test_hostile_text_reads_the_same_from_markdown_and_html() -> None:
    """What is escaped is what was said."""
    shown = hostile_table()
    said = grids(table_html.table(shown))[0].rows[0]

    assert grids(table_markdown.table(shown))[0].rows[0] == said
    assert "a|b\\|c" in said[1]
    assert "<script>alert(1)</script>" in said[1]


def test_no_cell_of_csv_is_a_formula() -> None:
    rows = list(csv.reader(StringIO(table_csv.table(hostile_table()))))

    assert len(rows) == 2
    for cell in (part for row in rows for text in row for part in text.split("; ")):
        assert cell[:1] not in {"=", "+", "-", "@", "\t", "\r", "\uff1d"}
    assert "'=HYPERLINK(1); '@SUM(1); '+1; '-2" in rows[1][1]


def test_csv_can_begin_with_a_byte_order_mark() -> None:
    assert (
        table_csv.table(built(), bom=True).encode().startswith(b"\xef\xbb\xbfCategory")
    )
    assert table_csv.table(built()).startswith("Category")


def test_hostile_text_moves_no_terminal() -> None:
    made = table_text.table(hostile_table(), width=200, colour=False)

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", made)
    assert "[red]rich[/red]" in made


def test_json_holds_hostile_text_as_data() -> None:
    made = table_json.table(hostile_table())
    cells = json.loads(made)["rows"][0]["cells"]

    assert made.isascii()
    assert [item["text"] for item in cells["collected"]["items"]] == list(HOSTILE)


@pytest.mark.parametrize("width", [10, 40, 60, 80, 120, 200])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_text_fits_the_terminal(width: int, layout: str) -> None:
    made = table_text.table(built(layout=layout), width=width)

    assert max(map(len, made.splitlines())) <= max(width, 20)
    assert not any(line.endswith(" ") for line in made.splitlines())


def test_text_can_be_coloured_or_plain_ascii() -> None:
    shown = replace(built(), caption="")

    assert "\x1b[" in table_text.table(shown, colour=True)
    assert "\x1b[" not in table_text.table(shown)
    assert re.sub("[“”§]", "", table_text.table(shown, plain=True)).isascii()


def test_a_narrow_terminal_lists_row_after_row() -> None:
    made = table_text.table(built(layout="full"), width=70)

    assert "┌" not in made
    assert "\n  Sources: Directly from you\n" in made


@pytest.mark.parametrize("format_", ["txt", "md", "html", "csv"])
def test_a_table_without_rows_is_a_sentence(format_: str) -> None:
    raw = b"""
policycheck: 1
policy: {id: t, title: T, last_updated: 2026-01-01}
data_categories: {a: {name: Alpha, ccpa: [identifiers]}}
activities: [{id: x, data_categories: [a]}]
claims: [{id: c, never: [sold, shared], window: P12M}]
"""
    made = FORMATS[format_](built(raw, layout="sale-share"))

    assert (
        "No personal information was sold or shared in the 12 months before 2026-01-01."
        in " ".join(made.split())
    )


@pytest.mark.parametrize("build", [built, purposes])
def test_the_column_that_names_rows_can_stand_anywhere(
    build: Callable[..., Table],
) -> None:
    """It is the header of its row there, in every format, and found there again."""
    name = "category" if build is built else "purpose"
    shown = build(columns=("retention", name, "sources"))

    assert [column.id for column in shown.columns] == ["retention", name, "sources"]
    assert shown.naming == 1
    made = table_html.table(shown)
    for row in made.split("<tr")[2:]:
        assert re.findall(r"<(t[hd]) ", row) == ["td", "th", "td"]
    first = table_text.table(shown, width=40).splitlines()
    named = "A. Identifiers" if build is built else "Deliver your order"
    assert named in [line.strip() for line in first]
    swapped = build(columns=(name, "retention", "sources"))
    assert compare(shown, grids(table_markdown.table(swapped))).differences == ()


@pytest.mark.parametrize("format_", ["txt", "md", "html", "csv"])
def test_the_annex_follows(format_: str) -> None:
    made = FORMATS[format_](built(sensitive=Sensitive.ANNEX))

    assert "L. Sensitive" not in made
    assert (
        "Used beyond the permitted purposes"
        in " ".join(re.sub("[│\n]", " ", made).split())
        or format_ == "txt"
    )
    assert "Precise geolocation" in made


@pytest.mark.parametrize("write", [table_markdown.table, table_html.table])
def test_a_caption_can_be_left_out(write: Callable[[Table], str]) -> None:
    """With rows, and with the sentence that stands for them."""
    empty = replace(built(), caption="", rows=(), empty=Item(text="Nothing."), notes=())

    assert "in the 12 months" not in write(built(caption=""))
    assert write(empty).strip().removesuffix("</div>").strip() in {
        "Nothing.",
        '<div class="policycheck-table" data-layout="compact">\n<p>Nothing.</p>',
    }
    assert "months" in write(replace(empty, caption="In 12 months"))


def test_html_names_headers_and_needs_no_style() -> None:
    made = table_html.table(built())

    assert made.count('scope="col"') == 3
    assert made.count('scope="row"') == 8
    assert "<caption>" in made
    assert "style" not in made
    assert "<script" not in table_html.page(built())
    assert 'lang="en"' in table_html.page(built())


def test_two_hundred_categories_render_in_well_under_a_second() -> None:
    raw = large(200)
    begun = process_time()
    shown = built(raw, layout="full")
    for write in FORMATS.values():
        write(shown)

    assert len(shown.rows) == 12
    assert (
        process_time() - begun < 5
    )  # seconds of all formats together, while coverage is measured


def large(count: int) -> bytes:
    words = [
        "identifiers",
        "customer-records",
        "protected-characteristics",
        "commercial",
        "biometric",
        "internet-activity",
        "geolocation",
        "sensory",
        "professional",
        "education",
        "inferences",
    ]
    lines = ["policycheck: 1", "policy: {id: large, title: Large}", "data_categories:"]
    lines += [
        f"  d{n}: {{name: Data {n}, ccpa: [{words[n % 11]}, {words[n * 7 % 11]}],"
        " sensitive: {us-ca-ccpa: [health]}}"
        for n in range(count)
    ]
    lines += ["purposes:", *(f"  p{n}: {{name: Purpose {n}}}" for n in range(40))]
    lines += ["recipients:", *(f"  r{n}: {{name: Recipient {n}}}" for n in range(40))]
    lines += ["general:"]
    lines += [
        f"  - {{id: g{n}, about: {{data_categories: [d{n}]}}, recipients: [r{n % 40}]}}"
        for n in range(40)
    ]
    lines += ["activities:"]
    lines += [
        f"  - {{id: a{n}, data_categories: [d{n}, d{(n * 3) % count}],"
        f" purposes: [p{n % 40}], sources: [observed],"
        f" recipients: [{{to: r{n % 40}, disclosure: [shared]}}]}}"
        for n in range(count)
    ]
    return "\n".join(lines).encode()
