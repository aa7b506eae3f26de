"""Who gets a category: disclosed, sold, or shared, and what is said never to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Literal, TypeAlias

from policycheck import wording
from policycheck.answers import Datum, lines, together
from policycheck.period import Period
from policycheck.policy.slots import RECIPIENTS
from policycheck.policy.statements import Claim
from policycheck.policy.values import Disclosure
from policycheck.regimes.ccpa import denied
from policycheck.regimes.ccpa.law import BUSINESS_PURPOSE, SHARED, SOLD
from policycheck.regimes.ccpa.table import silence
from policycheck.regimes.ccpa.table.rows import Subject
from policycheck.regimes.ccpa.table.sheet import Sheet
from policycheck.table import Item, Kind, Mark, united

Verb: TypeAlias = Literal["disclosed", "sold", "shared"]

_KINDS: Final[dict[Verb, str]] = {
    "disclosed": BUSINESS_PURPOSE,
    "sold": SOLD,
    "shared": SHARED,
}
_DEMANDED_BY: Final[dict[Verb, str]] = {
    "disclosed": "us-ca-ccpa/disclosure-undisclosed",
    "sold": "us-ca-ccpa/sale-undisclosed",
    "shared": "us-ca-ccpa/sharing-undisclosed",
}
_OTHER: Final[dict[str, str]] = {SOLD: SHARED, SHARED: SOLD}
_KIND: Final = "Kind of disclosure"
_NOTICE_RULE: Final = "us-ca-ccpa/notice-category-sale-undisclosed"


def recipients(sheet: Sheet, subject: Subject, verb: Verb) -> tuple[Item, ...]:
    """Who it is disclosed to, sold to, or shared with; or that nobody is."""
    found = together(
        (datum.entry.name, _of_one(sheet, datum, verb)) for datum in subject.data
    )
    told = [datum for datum in subject.data if not _is_denied(sheet, datum, verb)]
    if verb == "disclosed":
        open_ = kind(sheet, subject)
        if open_ and all(item.marks for item in found if item.kind is Kind.VALUE):
            # One line for all of them says what the mark would say in each.
            found = tuple(replace(item, marks=()) for item in found)
        found += (*silence.denials(sheet, told, RECIPIENTS), *open_)
    else:
        told = [each for each in told if _has(sheet, each, _KINDS[verb])]
    return found + tuple(silence.gaps(sheet, told, RECIPIENTS, _rules(sheet, verb)))


def kind(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
    """The line that says that recipients are named, and not what is done with data."""
    open_ = [
        edge.at
        for datum in subject.data
        if not any(edge.kinds for edge, _ in edges(sheet, datum))
        for edge, _ in edges(sheet, datum)
    ]
    if not open_:
        return ()
    at = tuple(dict.fromkeys(open_))
    missing = sheet.missing(at, _DEMANDED_BY["disclosed"])
    return (replace(missing, about=_KIND),)


def sold_or_shared(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
    """Sales and sharing in one cell, told apart where they differ."""
    sold, shared = sold_and_shared(sheet, subject)
    if not sheet.has_sharing:
        return sold
    if _said(sold) == _said(shared):
        return united(sold + shared)
    return _told_apart("Sold", sold) + _told_apart("Shared", shared)


def _said(items: tuple[Item, ...]) -> list[tuple[object, ...]]:
    return [(i.kind, i.text, i.about, i.marks, i.is_gap) for i in items]


def sold_and_shared(
    sheet: Sheet, subject: Subject
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Sales, and sharing: the law asks for either, so one of them fills the gap."""
    return recipients(sheet, subject, "sold"), recipients(sheet, subject, "shared")


def _told_apart(verb: str, items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(replace(item, aspect=verb) for item in items)


def _of_one(sheet: Sheet, datum: Datum, verb: Verb) -> tuple[Item, ...]:
    """What is said of one datum: recipients, else a denial, else nothing."""
    said = lines(sheet.heard(datum, RECIPIENTS), lambda edge: _recipient(edge, verb))
    found = tuple(
        item
        for item in said
        if item.kind is Kind.VALUE
        or (item.kind is Kind.UNCLEAR and verb == "disclosed")
    )
    if found:
        return found
    if denials := tuple(_denials(sheet, datum, verb)):
        dated = tuple(item for item in denials if not item.marks)
        return united(dated or denials)
    if _goes_nowhere(sheet, datum):
        return said
    places = datum.places(RECIPIENTS)
    if verb != "disclosed":
        told = _has(sheet, datum, _OTHER[_KINDS[verb]])
    else:
        # Where it is sold or shared is told who gets it: the law asks for either list.
        told = any(edge.kinds for edge, _ in edges(sheet, datum))
    return (sheet.missing(places, *(() if told else _rules(sheet, verb))),)


def _rules(sheet: Sheet, verb: Verb) -> tuple[str, ...]:
    """The rules that demand it, the first of which in force is named."""
    notice = () if verb == "disclosed" else sheet.in_a_notice(_NOTICE_RULE)
    return (*notice, _DEMANDED_BY[verb])


def _has(sheet: Sheet, datum: Datum, kind: str) -> bool:
    """Whether somebody gets it in that way."""
    return any(kind in (edge.kinds or ()) for edge, _ in edges(sheet, datum))


def _is_denied(sheet: Sheet, datum: Datum, verb: Verb) -> bool:
    return any(True for _ in _denials(sheet, datum, verb))


def _goes_nowhere(sheet: Sheet, datum: Datum) -> bool:
    """Whether every activity that has it says that it has no recipients."""
    return bool(datum.activities) and all(
        sheet.policy.said(activity, RECIPIENTS, data_category=datum.entry.id).is_none
        for activity in datum.activities
    )


def edges(sheet: Sheet, datum: Datum) -> Iterator[tuple[Disclosure, bool]]:
    """Who gets a datum and why, and whether only a general statement says so."""
    for stated in sheet.heard(datum, RECIPIENTS):
        if isinstance(stated.answer, tuple):
            for edge in stated.answer:
                yield edge, stated.general is not None


def _recipient(edge: Disclosure, verb: Verb) -> Item | None:
    """The recipient an edge puts under a verb; no stated kind counts as disclosed."""
    if edge.kinds is None:
        if verb != "disclosed":
            return None
        text = wording.recipient(edge.recipient)
        return Item(text=text, marks=(Mark.KIND_NOT_STATED,))
    kind = "business-purpose" if verb == "disclosed" else verb
    return Item(text=wording.recipient(edge.recipient)) if kind in edge.kinds else None


def _denials(sheet: Sheet, datum: Datum, verb: Verb) -> Iterator[Item]:
    for claim in denied.claims(sheet.policy, _KINDS[verb]):
        if denies(claim, datum):
            yield Item(kind=Kind.NONE, marks=_marks(sheet, claim), at=(claim.at,))


def _marks(sheet: Sheet, claim: Claim) -> tuple[Mark, ...]:
    """What keeps a denial from covering the time the table looks back on."""
    if claim.window is None:
        return (Mark.WINDOW_NOT_STATED,)
    if sheet.law.look_back.is_longer_than(Period.parse(claim.window)):
        return (Mark.WINDOW_TOO_SHORT,)
    return ()


def denies(claim: Claim, datum: Datum) -> bool:
    """Whether an outright denial speaks of a datum, in everything it is used for."""
    id_ = datum.entry.id
    if claim.but is not None:
        excepted = claim.but.activities or frozenset()
        if (
            claim.but.data_subjects is not None
            or id_ in (claim.but.data_categories or ())
            or any(activity.id in excepted for activity in datum.activities)
        ):
            return False
    named = claim.data_categories
    return named is None or any(each.id == id_ for each in named)
