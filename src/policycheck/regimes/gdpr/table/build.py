"""The table of purposes: rows, columns and caption put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from policycheck.answers import said_of
from policycheck.policy import Policy
from policycheck.policy.slots import PURPOSES
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.table.columns import (
    COLUMNS,
    DEFAULT,
    LAYOUTS,
    PURPOSE,
    columns,
)
from policycheck.regimes.gdpr.table.sheet import Sheet, Subject
from policycheck.rule import Regime
from policycheck.table import Cell, Column, Item, Kind, Row, Table, notes
from policycheck.table_options import Options, require

NAME: Final = "gdpr"
_DEFAULT: Final = Options()


def build(
    policy: Policy, regime: Regime[GdprLaw], options: Options = _DEFAULT
) -> Table:
    """The table of what a policy says each purpose needs, as Europeans read it."""
    layout = options.layout or DEFAULT
    require("layout", layout, LAYOUTS)
    view = policy.addressed_to(regime.book.governs)
    rules = frozenset(rule.id for rule in regime.rules_in_force)
    sheet = Sheet(view, regime.law, options, rules)
    shown = columns(options)
    rows = tuple(_row(sheet, subject, shown) for subject in _subjects(view))
    caption = f"Why personal data is processed: {policy.title}"
    return Table(
        name=NAME,
        regime=regime.id,
        layout=layout,
        policy=policy.id,
        version=policy.version,
        as_of=regime.law.as_of,
        caption=caption if options.caption is None else options.caption,
        columns=shown,
        rows=rows,
        empty=None
        if rows
        else Item(kind=Kind.NOT_STATED, text="No purpose is stated."),
        notes=notes(rows),
        words=options.words,
    )


def _subjects(policy: Policy) -> Iterator[Subject]:
    """Every purpose of an activity, its own or a general one, in the policy's order."""
    found: dict[str, Subject] = {}
    for activity in policy.activities:
        for stated in said_of(policy, activity, PURPOSES):
            if not isinstance(stated.answer, tuple):
                continue
            for use in stated.answer:
                general = stated.general is not None
                now = Subject(use.entry, (activity,), (use.at,), general)
                before = found.get(use.entry.id)
                found[use.entry.id] = now if before is None else _joined(before, now)
    yield from found.values()


def _joined(before: Subject, now: Subject) -> Subject:
    activities = {each.at: each for each in before.activities + now.activities}
    return Subject(
        before.purpose,
        tuple(activities.values()),
        tuple(dict.fromkeys(before.at + now.at)),
        before.is_general and now.is_general,
    )


def _row(sheet: Sheet, subject: Subject, shown: Iterable[Column]) -> Row:
    name = Item(text=subject.purpose.name, at=subject.at, is_general=subject.is_general)
    return Row(
        id=subject.purpose.id,
        words=subject.purpose.kinds,
        cells=tuple(
            Cell(
                items=(name,)
                if column.id == PURPOSE
                else COLUMNS[column.id][1](sheet, subject)
            )
            for column in shown
        ),
    )
