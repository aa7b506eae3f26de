"""The columns a category table can have, and the layouts made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from policycheck.errors import PolicycheckError
from policycheck.regimes.ccpa.table import cells, disclosure, disclosure_purposes
from policycheck.regimes.ccpa.table.cells import Fill
from policycheck.regimes.ccpa.table.rows import Subject
from policycheck.regimes.ccpa.table.sheet import Sheet
from policycheck.table import Column, Item
from policycheck.table_options import Options, distinct, require

CATEGORY: Final = "category"
COLLECTED: Final = "collected"


@dataclass(frozen=True, slots=True)
class Spec:
    """A column: its header, and how its cells are filled.

    `unsaid` is the header before the law knew "share"; None for no such column.
    """

    header: str
    fill: Fill
    unsaid: str | None


def _spec(header: str, fill: Fill) -> Spec:
    return Spec(header, fill, header)


def _sold(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
    return disclosure.sold_and_shared(sheet, subject)[0]


def _shared(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
    return disclosure.sold_and_shared(sheet, subject)[1]


def _disclosed(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
    return disclosure.recipients(sheet, subject, "disclosed")


def _is_disclosed(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
    """Whether it is disclosed; that it is so for a business purpose may go unsaid."""
    said = cells.flag(_disclosed)(sheet, subject)
    return said + (disclosure.kind(sheet, subject) if said[0].is_value else ())


COLUMNS: Final[Mapping[str, Spec]] = {
    CATEGORY: _spec("Category", cells.data),
    COLLECTED: _spec("What we collect", cells.data),
    "is-collected": _spec("Collected", cells.is_collected),
    "sources": _spec("Sources", cells.sources),
    "purposes": _spec("Business or commercial purposes", cells.purposes),
    "business-purposes": _spec("Business purposes", cells.business_purposes),
    "commercial-purposes": _spec("Commercial purposes", cells.commercial_purposes),
    "disclosed-to": _spec("Disclosed to", _disclosed),
    "is-disclosed": _spec("Disclosed", _is_disclosed),
    "disclosure-purposes": _spec(
        "Purposes of disclosing", disclosure_purposes.of_disclosures
    ),
    "sold-or-shared-to": Spec(
        "Sold or shared to", disclosure.sold_or_shared, "Sold to"
    ),
    "sold-to": _spec("Sold to", _sold),
    "shared-to": Spec("Shared to", _shared, None),
    "is-sold-or-shared": Spec(
        "Sold or shared", cells.flag(disclosure.sold_or_shared), "Sold"
    ),
    "is-sold": _spec("Sold", cells.flag(_sold)),
    "is-shared": Spec("Shared", cells.flag(_shared), None),
    "sale-purposes": Spec(
        "Purposes of selling or sharing",
        disclosure_purposes.of_sales,
        "Purposes of selling",
    ),
    "retention": _spec("Retention", cells.retention),
    "retention-reason": _spec("Reason for that period", cells.retention_reason),
    "sensitive": _spec("Sensitive personal information", cells.sensitive),
    "beyond-permitted": _spec(
        "Used beyond the permitted purposes", cells.beyond_permitted
    ),
}
_SPLIT: Final[Mapping[str, tuple[str, ...]]] = {
    "sold-or-shared-to": ("sold-to", "shared-to"),
    "is-sold-or-shared": ("is-sold", "is-shared"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A choice of columns, and what it does unless told otherwise."""

    columns: tuple[str, ...]
    uncollected: bool = False
    split: bool = False


LAYOUTS: Final[Mapping[str, Layout]] = {
    "compact": Layout(columns=(CATEGORY, "disclosed-to", "sold-or-shared-to")),
    "full": Layout(
        columns=(
            CATEGORY,
            COLLECTED,
            "sources",
            "purposes",
            "disclosed-to",
            "sold-or-shared-to",
            "retention",
            "sensitive",
        )
    ),
    "checklist": Layout(
        columns=(
            CATEGORY,
            "is-collected",
            "is-disclosed",
            "is-sold-or-shared",
        ),
        uncollected=True,
        split=True,
    ),
    "sources-purposes": Layout(
        columns=(CATEGORY, "sources", "business-purposes", "commercial-purposes")
    ),
    "sale-share": Layout(
        columns=(CATEGORY, "is-sold-or-shared", "sold-or-shared-to", "sale-purposes"),
    ),
    "sensitive": Layout(
        columns=(
            CATEGORY,
            COLLECTED,
            "purposes",
            "disclosed-to",
            "sold-or-shared-to",
            "beyond-permitted",
        )
    ),
    "retention": Layout(
        columns=(CATEGORY, COLLECTED, "purposes", "retention", "retention-reason")
    ),
}


def layout(name: str) -> Layout:
    """The layout of that name."""
    require("layout", name, LAYOUTS)
    return LAYOUTS[name]


def columns(
    options: Options, chosen: Layout, *, has_sharing: bool
) -> tuple[Column, ...]:
    """The columns of a table with the headers they print.

    The category comes first where the choice of columns does not place it.
    """
    for name in (*options.columns, *options.headers):
        require("column", name, COLUMNS)
    distinct(options.columns)
    names = options.columns or chosen.columns
    if options.split is not None and _SPLIT.keys().isdisjoint(names):
        message = f"split is about the columns {', '.join(_SPLIT)}: none is shown"
        raise PolicycheckError(message)
    if chosen.split if options.split is None else options.split:
        parts = (each for name in names for each in _SPLIT.get(name, (name,)))
        names = tuple(dict.fromkeys(parts))
    if CATEGORY not in names:
        names = (CATEGORY, *names)
    for name in options.headers:
        if name not in names:
            message = f"headers names {name}, which is no column of this table"
            raise PolicycheckError(message)
    found = []
    for name in names:
        spec = COLUMNS[name]
        header = spec.header if has_sharing else spec.unsaid
        if header is not None:
            found.append(Column(name, options.headers.get(name, header)))
    return tuple(found)
