"""Activities that say nothing, or "none", of data that others speak of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from policycheck.answers import Datum, among
from policycheck.policy.slots import Slot
from policycheck.policy.statements import Activity
from policycheck.policy.values import Statement
from policycheck.regimes.ccpa.table.sheet import Sheet
from policycheck.table import Item, Kind

S = TypeVar("S", bound=Statement)


def gaps(
    sheet: Sheet, data: Iterable[Datum], slot: Slot[S], rules: Iterable[str]
) -> Iterator[Item]:
    """One line for the activities that are silent beside others; none if none is."""
    silent = {
        activity.at: activity
        for datum in data
        if sheet.heard(datum, slot)
        for activity in sheet.silent(datum, slot)
    }
    if silent:
        at = tuple(each / slot.name for each in silent)
        yield replace(sheet.missing(at, *rules), about=_named(silent.values()))


def denials(sheet: Sheet, data: Iterable[Datum], slot: Slot[S]) -> Iterator[Item]:
    """One line for the activities that say "none" beside others that name something."""
    denying = {
        stated.at: activity
        for datum in data
        if any(isinstance(each.answer, tuple) for each in sheet.heard(datum, slot))
        for stated in sheet.heard(datum, slot)
        if stated.is_none
        for activity in datum.activities
        if stated.at == activity.at / slot.name
    }
    if denying:
        about = _named(denying.values())
        yield Item(kind=Kind.NONE, about=about, at=tuple(denying))


def _named(activities: Iterable[Activity]) -> str:
    return among([activity.name or activity.id for activity in activities])
