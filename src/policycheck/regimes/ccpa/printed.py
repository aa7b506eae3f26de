"""The tables a notice publishes, as California reads their rows and cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policycheck.policy import Policy
from policycheck.policy.statements import Row, Table
from policycheck.policy.values import DataCategory
from policycheck.regimes.ccpa.law import BUSINESS_PURPOSE, SHARED, SOLD

CELLS: Final = {
    BUSINESS_PURPOSE: "disclosed_to",
    SOLD: "sold_to",
    SHARED: "shared_to",
}
_TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "disclosed": (BUSINESS_PURPOSE,),
    "sold": (SOLD,),
    "shared": (SHARED,),
    "sold-or-shared": (SOLD, SHARED),
}
"""The kinds a table lists when its rows have no cell for recipients."""
_NOTHING: Final = frozenset({"none", "not-applicable"})


def words(data: DataCategory) -> tuple[str, ...]:
    """The statutory categories a data category belongs to, as schema words."""
    return data.ccpa if isinstance(data.ccpa, tuple) else ()


def rows(policy: Policy) -> Iterator[tuple[Table, Row]]:
    """The rows of every table the notice publishes."""
    for table in policy.published:
        for row in table.rows:
            yield table, row


def row_words(row: Row) -> tuple[str, ...]:
    """The statutory categories a row stands for; it may stand for data alone."""
    return row.categories if isinstance(row.categories, tuple) else ()


def row_says(table: Table, row: Row, kind: str) -> bool | None:
    """Whether a row says its data is sold, shared or disclosed; None where silent."""
    cell = row.cells.get(CELLS[kind])
    if cell is not None:
        return cell not in _NOTHING
    listed = _TABLES.get(table.table, ())
    if kind in listed and not any(CELLS[each] in row.cells for each in listed):
        return True
    return None


def row_recipients(row: Row, *kinds: str) -> tuple[str, ...]:
    """The recipients a row prints for some kinds of disclosure."""
    cells = (row.cells.get(CELLS[kind]) for kind in kinds)
    return tuple(name for cell in cells if isinstance(cell, tuple) for name in cell)
