"""California's category table: rows, columns and caption put together."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from policycheck.answers import Datum, collected
from policycheck.errors import PolicycheckError
from policycheck.policy import Policy
from policycheck.regimes.ccpa import lists
from policycheck.regimes.ccpa.law import CcpaLaw
from policycheck.regimes.ccpa.table import cells, chart, disclosure, rows
from policycheck.regimes.ccpa.table.columns import (
    CATEGORY,
    COLLECTED,
    COLUMNS,
    columns,
    layout,
)
from policycheck.regimes.ccpa.table.facts import sensitive_category
from policycheck.regimes.ccpa.table.rows import Subject
from policycheck.regimes.ccpa.table.sheet import Sheet
from policycheck.rule import Regime
from policycheck.table import Cell, Column, Item, Kind, Row, Table, notes
from policycheck.table_differences import Difference
from policycheck.table_options import Options, Sensitive

NAME: Final = "ccpa"
_COMPACT: Final = "compact"
_SALES: Final = "sale-share"
_ANNEX: Final = "sensitive"
_DEFAULT: Final = Options()


def build(
    policy: Policy, regime: Regime[CcpaLaw], options: Options = _DEFAULT
) -> Table:
    """The table of what a policy says Californians' data goes through."""
    if options.layout == _ANNEX and options.sensitive is not Sensitive.ROW:
        message = (
            f"the layout {_ANNEX} has a row for each kind of sensitive information: "
            f"sensitive={options.sensitive.value} says nothing there"
        )
        raise PolicycheckError(message)
    sheet = _sheet(policy, regime, options)
    table = _table(sheet, options.layout or _COMPACT)
    if options.sensitive is Sensitive.ANNEX:
        chosen = replace(options, columns=(), headers={}, split=None, caption=None)
        own = replace(sheet, options=chosen)
        return replace(table, annex=_table(own, _ANNEX))
    return table


def chart_differences(
    policy: Policy, regime: Regime[CcpaLaw]
) -> tuple[Difference, ...]:
    """Where the tables the policy keeps as published differ from the derived ones."""
    sheet = _sheet(policy, regime, _DEFAULT)
    return chart.differences(sheet, _data(sheet))


def _sheet(policy: Policy, regime: Regime[CcpaLaw], options: Options) -> Sheet:
    return Sheet(
        policy=policy.addressed_to(regime.book),
        law=regime.law,
        sensitive=sensitive_category(regime.book, regime.law.as_of),
        options=options,
        rules=frozenset(rule.id for rule in regime.rules_in_force),
    )


def _data(sheet: Sheet) -> tuple[Datum, ...]:
    return collected(sheet.policy, lists.covered(sheet.policy, sheet.law))


def _table(sheet: Sheet, name: str) -> Table:
    options, chosen = sheet.options, layout(name)
    shown = columns(options, chosen, has_sharing=sheet.has_sharing)
    uncollected = chosen.uncollected
    if options.uncollected is not None:
        uncollected = options.uncollected
    data = _data(sheet)
    subjects = [
        subject
        for subject in rows.ordered(_subjects(sheet, name, data), data, options.order)
        if subject.data or uncollected
    ]
    if name == _SALES:
        subjects = [each for each in subjects if _is_affected(sheet, each)]
    made = tuple(_row(sheet, subject, shown) for subject in subjects)
    return Table(
        name=NAME,
        regime="us-ca-ccpa",
        layout=name,
        policy=sheet.policy.id,
        version=sheet.policy.version,
        as_of=sheet.law.as_of,
        caption=_caption(sheet, name) if options.caption is None else options.caption,
        columns=shown,
        naming=[column.id for column in shown].index(CATEGORY),
        rows=made,
        empty=None if made else _nothing(sheet, name, data),
        notes=notes(made),
        words=options.words,
    )


def _subjects(sheet: Sheet, name: str, data: tuple[Datum, ...]) -> tuple[Subject, ...]:
    if name == _ANNEX:
        return tuple(rows.sensitive_rows(sheet.law, data))
    return rows.chosen(sheet.law, sheet.sensitive, data, sheet.options.sensitive)


def _is_affected(sheet: Sheet, subject: Subject) -> bool:
    """Whether something of it is sold or shared, or the policy leaves that open."""
    sold = disclosure.sold_or_shared(sheet, subject)
    return any(item.kind is not Kind.NONE for item in sold)


def _row(sheet: Sheet, subject: Subject, shown: tuple[Column, ...]) -> Row:
    own_column = any(column.id == COLLECTED for column in shown)
    return Row(
        id=subject.id,
        words=subject.words,
        cells=tuple(
            cells.category(sheet, subject, with_data=not own_column)
            if column.id == CATEGORY
            else _cell(sheet, subject, column)
            for column in shown
        ),
    )


def _cell(sheet: Sheet, subject: Subject, column: Column) -> Cell:
    if subject.data or column.id == "is-collected":
        return Cell(items=COLUMNS[column.id].fill(sheet, subject))
    return Cell(items=(Item(kind=Kind.NOT_APPLICABLE),))


def _nothing(sheet: Sheet, name: str, data: tuple[Datum, ...]) -> Item:
    """The sentence that stands for a table without rows."""
    if name == _SALES and data:
        return _no_sales(sheet, Subject(id="", name="", data=data))
    if name == _ANNEX and not sheet.law.sensitive_kinds:
        text = f"The law had no sensitive personal information on {sheet.law.as_of}."
        return Item(kind=Kind.NOT_APPLICABLE, text=text)
    for gap in cells.undecided(sheet, data) if name == _ANNEX else ():
        text = "Whether sensitive personal information is collected is not stated."
        return replace(gap, text=text)
    kind = (
        "sensitive personal information" if name == _ANNEX else "personal information"
    )
    return Item(kind=Kind.NOT_LISTED, text=f"No {kind} is listed as collected.")


def _no_sales(sheet: Sheet, everything: Subject) -> Item:
    """The denial of all sales, for the time of the table where that is what it says."""
    denied = disclosure.sold_or_shared(sheet, everything)
    marks = tuple(dict.fromkeys(mark for item in denied for mark in item.marks))
    said = "sold or shared" if sheet.has_sharing else "sold"
    text = f"is {said}" if marks else f"was {said}{_window(sheet)}"
    return Item(
        kind=Kind.NONE,
        text=f"No personal information {text}.",
        marks=marks,
        at=tuple(dict.fromkeys(at for item in denied for at in item.at)),
    )


_CAPTIONS: Final = {
    "sale-share": "Personal information sold or shared",
    "sensitive": "Sensitive personal information collected",
    "retention": "How long personal information is kept",
    "sources-purposes": "Sources and purposes of the personal information collected",
}


def _caption(sheet: Sheet, name: str) -> str:
    sharing = sheet.has_sharing
    verbs = "disclosed, sold or shared" if sharing else "disclosed or sold"
    text = _CAPTIONS.get(name, f"Personal information collected, {verbs}")
    if not sharing and name == _SALES:
        text = "Personal information sold"
    return text if name == "retention" else text + _window(sheet)


def _window(sheet: Sheet) -> str:
    """The time the table speaks of: what came before the policy was last updated."""
    stated = sheet.policy.last_updated or sheet.policy.effective
    day = stated or sheet.law.as_of.isoformat()
    return f" in the {sheet.law.look_back.months} months before {day}"
