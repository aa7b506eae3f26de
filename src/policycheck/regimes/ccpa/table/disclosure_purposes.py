"""What each category is disclosed, sold or shared for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from policycheck.answers import Datum, lines, said_of
from policycheck.policy.slots import PURPOSES
from policycheck.policy.statements import Activity
from policycheck.policy.values import Disclosure
from policycheck.regimes.ccpa.law import BUSINESS_PURPOSE, SHARED, SOLD
from policycheck.regimes.ccpa.table.disclosure import edges
from policycheck.regimes.ccpa.table.rows import Subject
from policycheck.regimes.ccpa.table.sheet import Sheet
from policycheck.table import Item, Kind, united

_SALE_RULE: Final = "us-ca-ccpa/sale-purpose-undisclosed"
_DISCLOSURE_RULE: Final = "us-ca-ccpa/disclosure-purpose-undisclosed"


def of_sales(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
    """What it is sold or shared for: the recipient's purposes, else the activity's."""
    return _purposes(sheet, subject, {SOLD, SHARED}, _SALE_RULE)


def of_disclosures(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
    """What it is disclosed for, to all who get it and are not said to buy it."""
    return _purposes(sheet, subject, {BUSINESS_PURPOSE}, _DISCLOSURE_RULE)


def _purposes(
    sheet: Sheet, subject: Subject, kinds: set[str], rule: str
) -> tuple[Item, ...]:
    found = [
        item
        for datum in subject.data
        for edge, general in edges(sheet, datum)
        # An edge of no stated kind is shown as disclosed.
        if kinds & set(edge.kinds or (BUSINESS_PURPOSE,))
        for item in _of_edge(sheet, datum, edge, rule, general=general)
    ]
    if not found:
        return (Item(kind=Kind.NOT_APPLICABLE),)
    values = tuple(item for item in found if item.is_value)
    rest = tuple(item for item in found if not item.is_value)
    if not values:
        rest = tuple(replace(item, about=None) for item in rest)
    return united(values) + united(rest)


def _of_edge(
    sheet: Sheet, datum: Datum, edge: Disclosure, rule: str, *, general: bool
) -> Iterator[Item]:
    if edge.purposes is not None:
        for each in edge.purposes:
            yield Item(text=each.name, is_general=general, at=(edge.at,))
        return
    activity = _activity(datum, edge)
    if activity is None:
        stated = sheet.heard(datum, PURPOSES)
        missing = sheet.missing(datum.places(PURPOSES), rule)
    else:
        id_ = datum.entry.id
        stated = said_of(sheet.policy, activity, PURPOSES, data_category=id_)
        missing = sheet.missing((activity.at / PURPOSES.name,), rule)
        missing = replace(missing, about=activity.name or activity.id)
    yield from lines(stated, lambda use: use.entry.name) or (missing,)


def _activity(datum: Datum, edge: Disclosure) -> Activity | None:
    """The activity an edge stands in; None for one of a general statement."""
    own = (each for each in datum.activities if edge.at.within(each.at))
    return next(own, None)
