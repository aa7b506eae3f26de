"""How each column of a category table is filled from what the policy says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final, TypeAlias, TypeVar

from policycheck import wording
from policycheck.answers import REST, Datum, apart, lines, together
from policycheck.location import ROOT, Pointer
from policycheck.policy.slots import PURPOSES, RETENTION, SOURCES, Slot
from policycheck.policy.statements import Claim
from policycheck.policy.values import DataCategory, Purpose, Retention, Statement, Use
from policycheck.regimes.ccpa.table import disclosure, silence
from policycheck.regimes.ccpa.table.rows import Subject, categories_of, kinds_of
from policycheck.regimes.ccpa.table.sheet import Sheet
from policycheck.table import Cell, Item, Kind, Mark, united

S = TypeVar("S", bound=Statement)
Fill: TypeAlias = Callable[[Sheet, Subject], tuple[Item, ...]]

_CATEGORY_RULE: Final = "us-ca-ccpa/category-undisclosed"
_SOURCES_RULE: Final = "us-ca-ccpa/sources-undisclosed"
_PURPOSES_RULE: Final = "us-ca-ccpa/purposes-undisclosed"
_NOTICE_RULE: Final = "us-ca-ccpa/notice-category-without-purpose"
_RETENTION_RULE: Final = "us-ca-ccpa/retention-undisclosed"
_SPECIAL_RULE: Final = "us-ca-ccpa/special-data-without-sensitive-kind"
_SENSITIVE_USE_RULE: Final = "us-ca-ccpa/sensitive-use-undisclosed"
_SENSITIVITY_RULE: Final = "us-ca-ccpa/sensitivity-undecided"
_COMMERCIAL: Final = "commercial"


def category(sheet: Sheet, subject: Subject, *, with_data: bool) -> Cell:
    """The name of the row; the data in it where it has no column of its own."""
    title = subject.title(sheet.options.label)
    items = _names(subject) if with_data else ()
    if not subject.is_classified:
        at = tuple(datum.entry.at / "ccpa" for datum in subject.data)
        items = (*items, replace(sheet.missing(at, _CATEGORY_RULE), about="Category"))
    return Cell(title=title, items=items)


def data(_sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
    """What is collected, in the policy's words."""
    return tuple(
        Item(text=wording.data(datum.entry), is_general=datum.is_general, at=datum.at)
        for datum in subject.data
    )


def _names(subject: Subject) -> tuple[Item, ...]:
    return tuple(
        Item(text=datum.entry.name, is_general=datum.is_general, at=datum.at)
        for datum in subject.data
    )


def is_collected(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
    """Whether data of the category is collected; "no" is only what the policy says."""
    if subject.data:
        at = tuple(dict.fromkeys(at for datum in subject.data for at in datum.at))
        general = all(datum.is_general for datum in subject.data)
        return (Item(text="Yes", is_general=general, at=at),)
    denials = tuple(
        claim.at
        for claim in sheet.policy.claims
        if "collected" in claim.never and not _is_narrowed(claim)
        for entry in claim.data_categories or ()
        if _is_of(entry, subject)
        and disclosure.denies(claim, Datum(entry=entry, at=()))
    )
    if denials:
        return (Item(kind=Kind.NONE, text="No", at=tuple(dict.fromkeys(denials))),)
    return (Item(kind=Kind.NOT_LISTED),)


def _is_narrowed(claim: Claim) -> bool:
    narrowed = (claim.purposes, claim.recipients, claim.whose_purposes, claim.when)
    return any(each is not None for each in narrowed)


def _is_of(entry: DataCategory, subject: Subject) -> bool:
    stated = entry.ccpa if isinstance(entry.ccpa, tuple) else ()
    return not {*stated, *entry.kinds("us-ca-ccpa")}.isdisjoint(subject.words)


def sources(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
    """Where the data comes from."""
    rules = (_SOURCES_RULE,)
    found = together(_by_datum(sheet, subject, SOURCES, wording.source, rules))
    return found + _beside(sheet, subject, SOURCES, rules)


def purposes(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
    """What the data is collected for."""
    rules = (*sheet.in_a_notice(_NOTICE_RULE), _PURPOSES_RULE)
    found = together(_by_datum(sheet, subject, PURPOSES, _purpose, rules))
    return found + _beside(sheet, subject, PURPOSES, rules)


def business_purposes(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
    """The purposes of which the policy says nothing, or that they are business ones."""
    return _of_kind(sheet, subject, _business)


def commercial_purposes(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
    """The purposes of which the policy says that they are commercial ones."""
    return _of_kind(sheet, subject, _commercial)


def retention(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
    """How long the data is kept, named apart where it differs."""
    rules = sheet.in_a_notice(_RETENTION_RULE)
    found = apart(_by_datum(sheet, subject, RETENTION, _period, rules))
    return found + tuple(silence.gaps(sheet, subject.data, RETENTION, rules))


def retention_reason(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
    """Why the data is kept that long, period by period where there are several.

    A law that sets a period is its reason.
    """
    found: dict[str, Item] = {}
    open_: dict[Pointer, None] = {}
    for use, general in _kept(sheet, subject):
        reason = use.entry.reason or (use.entry.law and use.entry.law.cite)
        if not reason:
            open_[use.entry.at / "reason"] = None
            continue
        period = wording.retention(replace(use.entry, then=(), law=None))
        item = Item(text=reason, about=period, is_general=general, at=(use.entry.at,))
        found.setdefault(period, item)
    missing = (sheet.missing(tuple(open_)),) if open_ else ()
    if not found:
        return missing or (Item(kind=Kind.NOT_APPLICABLE),)
    if not missing and len(found) == 1:
        return tuple(replace(item, about=None) for item in found.values())
    return (*found.values(), *(replace(item, about=REST) for item in missing))


def _kept(sheet: Sheet, subject: Subject) -> Iterator[tuple[Use[Retention], bool]]:
    """The periods of some data, and whether only a general statement gives them."""
    for datum in subject.data:
        for stated in sheet.heard(datum, RETENTION):
            if isinstance(stated.answer, tuple):
                for use in stated.answer:
                    yield use, stated.general is not None


def sensitive(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
    """The kinds of sensitive personal information the data holds."""
    found = tuple(
        Item(text=kind.name, at=(datum.entry.at / "sensitive",))
        for datum in subject.data
        for kind in kinds_of(datum, sheet.law)
    )
    if found:
        return united(found)
    said_none = tuple(
        Item(kind=Kind.NONE, at=(datum.entry.at / "sensitive",))
        for datum in subject.data
        if not datum.entry.kinds("us-ca-ccpa") and "us-ca-ccpa" in datum.entry.sensitive
    )
    if len(said_none) == len(subject.data):
        return united(said_none)
    return undecided(sheet, subject.data) or (Item(kind=Kind.NOT_APPLICABLE),)


def undecided(sheet: Sheet, data: tuple[Datum, ...]) -> tuple[Item, ...]:
    """The gap where data may be sensitive and nothing is said of it, if any."""
    law = sheet.law
    silent = [each for each in data if "us-ca-ccpa" not in each.entry.sensitive]
    special = tuple(
        each.entry.at / "sensitive"
        for each in silent
        if not law.sensitive_counterparts.keys().isdisjoint(each.entry.kinds("gdpr"))
    )
    if special:
        return (sheet.missing(special, _SPECIAL_RULE),)
    open_ = tuple(
        each.entry.at / "sensitive"
        for each in silent
        if not law.may_be_sensitive.keys().isdisjoint(categories_of(each))
    )
    return (sheet.missing(open_, _SENSITIVITY_RULE),) if open_ else ()


def beyond_permitted(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
    """Whether sensitive data is used beyond what the regulations permit."""
    if not any(kinds_of(datum, sheet.law) for datum in subject.data):
        return (Item(kind=Kind.NOT_APPLICABLE),)
    said = sheet.policy.sensitive_use_beyond_permitted
    at = (ROOT / "sensitive_use" / "beyond_permitted",)
    if said is None:
        return (sheet.missing(at, _SENSITIVE_USE_RULE),)
    if said:
        return (Item(text="Yes", at=at),)
    return (Item(kind=Kind.NONE, text="No", at=at),)


def flag(fill: Fill) -> Fill:
    """Yes for recipients, no where the policy says there are none."""

    def answer(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
        items = fill(sheet, subject)
        values = tuple(item for item in items if item.kind is Kind.VALUE)
        if values:
            at = tuple(dict.fromkeys(at for item in values for at in item.at))
            general = all(item.is_general for item in values)
            return (Item(text="Yes", is_general=general, at=at),)
        return tuple(
            replace(item, text="No") if item.kind is Kind.NONE else item
            for item in items
        )

    return answer


def _by_datum(
    sheet: Sheet,
    subject: Subject,
    slot: Slot[S],
    text: Callable[[S], str | Item | None],
    rules: tuple[str, ...],
) -> Iterator[tuple[str, tuple[Item, ...]]]:
    for datum in subject.data:
        said = lines(sheet.heard(datum, slot), text)
        missing = sheet.missing(datum.places(slot), *rules)
        yield datum.entry.name, said or (missing,)


def _beside(
    sheet: Sheet, subject: Subject, slot: Slot[S], rules: tuple[str, ...]
) -> tuple[Item, ...]:
    """The activities that deny, and those that are silent, beside those that speak."""
    denials = silence.denials(sheet, subject.data, slot)
    return (*denials, *silence.gaps(sheet, subject.data, slot, rules))


def _of_kind(
    sheet: Sheet, subject: Subject, text: Callable[[Use[Purpose]], str | Item | None]
) -> tuple[Item, ...]:
    """The purposes of one kind; not listed where all purposes are of the other."""
    stated = purposes(sheet, subject)
    if all(item.kind is not Kind.VALUE for item in stated):
        return stated
    found = united(
        tuple(
            item
            for datum in subject.data
            for item in lines(sheet.heard(datum, PURPOSES), text)
            if item.is_value
        )
    )
    rest = tuple(item for item in stated if not item.is_value)
    return (found or (Item(kind=Kind.NOT_LISTED),)) + rest


def _business(use: Use[Purpose]) -> str | Item | None:
    if not use.entry.ccpa:
        return Item(text=use.entry.name, marks=(Mark.KIND_NOT_STATED,))
    return use.entry.name if set(use.entry.ccpa) - {_COMMERCIAL} else None


def _commercial(use: Use[Purpose]) -> str | None:
    return use.entry.name if _COMMERCIAL in use.entry.ccpa else None


def _period(use: Use[Retention]) -> str:
    return wording.retention(use.entry)


def _purpose(use: Use[Purpose]) -> str:
    return use.entry.name
