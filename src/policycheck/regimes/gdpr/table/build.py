"""The table of purposes: rows, columns and caption put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from policycheck.answers import said_of
from policycheck.location import ROOT
from policycheck.policy import Policy
from policycheck.policy.slots import PURPOSES
from policycheck.policy.statements import Activity
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import processing
from policycheck.regimes.gdpr.table.columns import (
    COLUMNS,
    DEFAULT,
    LAYOUTS,
    PURPOSE,
    columns,
)
from policycheck.regimes.gdpr.table.sheet import Sheet, Subject
from policycheck.rule import Regime
from policycheck.table import Cell, Column, Item, Row, Table, notes
from policycheck.table_options import Options, require

NAME: Final = "gdpr"
_RULE: Final = "gdpr/purposes-undisclosed"
_DEFAULT: Final = Options()


def build(
    policy: Policy, regime: Regime[GdprLaw], options: Options = _DEFAULT
) -> Table:
    """The table of what a policy says each purpose needs, as Europeans read it."""
    layout = options.layout or DEFAULT
    require("layout", layout, LAYOUTS)
    view = policy.addressed_to(regime.book)
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
        naming=[column.id for column in shown].index(PURPOSE),
        rows=rows,
        empty=None if rows else _nothing(sheet),
        notes=notes(rows),
        words=options.words,
    )


def _nothing(sheet: Sheet) -> Item:
    missing = sheet.missing(ROOT / "activities", _RULE)
    return replace(missing, text="No activity is stated.")


def _subjects(policy: Policy) -> Iterator[Subject]:
    """Every purpose personal data has, its own or a general one, in their order."""
    found: dict[str | None, list[Subject]] = {}
    for activity in processing(policy):
        for each in _of_activity(policy, activity):
            found.setdefault(each.purpose_id, []).append(each)
    yield from map(_joined, found.values())


def _of_activity(policy: Policy, activity: Activity) -> Iterator[Subject]:
    none = True
    for stated in said_of(policy, activity, PURPOSES):
        if isinstance(stated.answer, tuple):
            none = False
            general = stated.general is not None
            for use in stated.answer:
                yield Subject(use.entry, (activity,), (use.at,), general)
    if none:
        at = activity.at / PURPOSES.name
        yield Subject(None, (activity,), (at,), is_general=False)


def _joined(parts: Sequence[Subject]) -> Subject:
    """One purpose with all the activities that have it."""
    activities = {each.at: each for part in parts for each in part.activities}
    return Subject(
        parts[0].purpose,
        tuple(activities.values()),
        tuple(dict.fromkeys(at for part in parts for at in part.at)),
        all(part.is_general for part in parts),
    )


def _row(sheet: Sheet, subject: Subject, shown: Iterable[Column]) -> Row:
    return Row(
        id=subject.purpose_id or "undisclosed",
        words=() if subject.purpose is None else subject.purpose.kinds,
        cells=tuple(
            Cell(
                items=(_name(sheet, subject),)
                if column.id == PURPOSE
                else COLUMNS[column.id][1](sheet, subject)
            )
            for column in shown
        ),
    )


def _name(sheet: Sheet, subject: Subject) -> Item:
    if subject.purpose is None:
        return replace(sheet.missing(subject.at[0], _RULE), at=subject.at)
    name = subject.purpose.name
    return Item(text=name, at=subject.at, is_general=subject.is_general)
