"""The columns a table of purposes can have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias, TypeVar

from policycheck import wording
from policycheck.answers import apart, lines, said_of, together
from policycheck.errors import PolicycheckError
from policycheck.law import countries
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import (
    DATA_CATEGORIES,
    DATA_SUBJECTS,
    RECIPIENTS,
    RETENTION,
    SOURCES,
    TRANSFERS,
    Slot,
    Stated,
)
from policycheck.policy.statements import Activity
from policycheck.policy.values import (
    DataCategory,
    Disclosure,
    Source,
    Statement,
    Transfer,
    Use,
)
from policycheck.regimes.gdpr.reading import processing
from policycheck.regimes.gdpr.rules.sources import without_source
from policycheck.regimes.gdpr.table.bases import bases
from policycheck.regimes.gdpr.table.sheet import Sheet, Subject
from policycheck.table import Column, Item, united
from policycheck.table_options import Options, distinct, require

_SOURCE_RULE: Final = "gdpr/source-undisclosed"
S = TypeVar("S", bound=Statement)
Fill: TypeAlias = Callable[[Sheet, Subject], tuple[Item, ...]]


def _slot(
    slot: Slot[S], text: Callable[[S], str | Item | None], rule: str | None
) -> Fill:
    """A column of the values of a slot."""

    def fill(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
        return together(_by_activity(sheet, subject, slot, text, rule))

    return fill


def _by_activity(
    sheet: Sheet,
    subject: Subject,
    slot: Slot[S],
    text: Callable[[S], str | Item | None],
    rule: str | None,
) -> Iterator[tuple[str, tuple[Item, ...]]]:
    for activity in subject.activities:
        stated = said_of(sheet.policy, activity, slot, purpose=subject.purpose_id)
        found = lines(stated, text)
        name = activity.name or activity.id
        yield name, found or (sheet.missing(activity.at / slot.name, rule),)


def _retention(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
    """How long data is kept, activity by activity where it differs."""
    return apart(
        _by_activity(
            sheet,
            subject,
            RETENTION,
            lambda use: wording.retention(use.entry),
            "gdpr/retention-undisclosed",
        )
    )


def _sources(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
    """Where the data comes from; what is used again comes from where it once did."""
    policy = sheet.policy
    lacking = policy.once(
        "gdpr.table.lacking",
        lambda: frozenset(activity.at for activity in without_source(policy)),
    )
    parts = []
    for activity in subject.activities:
        said = said_of(policy, activity, SOURCES, purpose=subject.purpose_id)
        found = lines(said, wording.source)
        if not found and activity.at not in lacking:
            found = _elsewhere(policy, activity)
        missing = sheet.missing(activity.at / SOURCES.name, _SOURCE_RULE)
        parts.append((activity.name or activity.id, found or (missing,)))
    return together(parts)


def _elsewhere(policy: Policy, activity: Activity) -> tuple[Item, ...]:
    """The sources other activities state of the data of one that states none."""
    stated = policy.once("gdpr.table.sources", lambda: _by_data(policy))
    held = [use.entry.id for use in policy.said(activity, DATA_CATEGORIES).values]
    key = ("gdpr.table.sources", *held)
    return policy.once(
        key,
        lambda: united(tuple(item for id_ in held for item in stated.get(id_, ()))),
    )


def _by_data(policy: Policy) -> dict[str, tuple[Item, ...]]:
    """The sources stated of each data category, in whatever activity."""
    found: dict[str, dict[Pointer, Stated[Source]]] = {}
    for activity in processing(policy):
        for use in policy.said(activity, DATA_CATEGORIES).values:
            id_ = use.entry.id
            for each in said_of(policy, activity, SOURCES, data_category=id_):
                found.setdefault(id_, {}).setdefault(each.at, each)
    return {
        id_: tuple(
            item for item in lines(stated.values(), wording.source) if item.is_value
        )
        for id_, stated in found.items()
    }


def _data(use: Use[DataCategory]) -> str | None:
    return wording.data(use.entry) if use.entry.is_personal else None


def _recipient(edge: Disclosure) -> str:
    entry = edge.recipient
    if entry.category is None or entry.category == entry.name:
        return entry.name
    return f"{entry.name} ({entry.category})"


def _transfer(transfer: Transfer) -> str | None:
    places = [
        *map(countries().name, transfer.countries),
        *(["other countries"] if transfer.elsewhere else []),
    ]
    to = transfer.recipient.name if transfer.recipient is not None else None
    word, text = transfer.mechanism, transfer.mechanism_text
    how = wording.mechanism(word) if word else text
    where = ", ".join(places)
    said = " in ".join(filter(None, (to, where)))
    return f"{said}: {how}" if said and how else said or how


PURPOSE: Final = "purpose"
COLUMNS: Final[Mapping[str, tuple[str, Fill]]] = {
    "data-subjects": ("Whose", _slot(DATA_SUBJECTS, lambda u: u.entry.name, None)),
    "data": ("Data", _slot(DATA_CATEGORIES, _data, None)),
    "sources": ("Source", _sources),
    "basis": ("Legal basis and interest", bases),
    "retention": ("Kept", _retention),
    "recipients": (
        "Recipients",
        _slot(RECIPIENTS, _recipient, "gdpr/recipients-undisclosed"),
    ),
    "transfers": (
        "Transfers",
        _slot(TRANSFERS, _transfer, "gdpr/transfer-undisclosed"),
    ),
}
DEFAULT: Final = "purposes"
LAYOUTS: Final[Mapping[str, tuple[str, ...]]] = {
    DEFAULT: (PURPOSE, "data", "sources", "basis", "retention", "recipients")
}


def columns(options: Options) -> tuple[Column, ...]:
    """The columns of a table with the headers they print.

    The purpose comes first where the choice of columns does not place it.
    """
    headers = {PURPOSE: "Purpose"} | {name: each[0] for name, each in COLUMNS.items()}
    for name in (*options.columns, *options.headers):
        require("column", name, headers)
    distinct(options.columns)
    names = options.columns or LAYOUTS[options.layout or DEFAULT]
    if PURPOSE not in names:
        names = (PURPOSE, *names)
    for name in options.headers:
        if name not in names:
            message = f"headers names {name}, which is no column of this table"
            raise PolicycheckError(message)
    return tuple(
        Column(name, options.headers.get(name, headers[name])) for name in names
    )
