"""Where a published table says something else than the derived one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from typing import Final, TypeAlias

from policycheck.errors import PolicycheckError
from policycheck.location import Pointer
from policycheck.prose import excerpt
from policycheck.published import Grid
from policycheck.table import Row, Table
from policycheck.table_agreement import agree, printed
from policycheck.table_rows import Rows, title_of, tokens

_LEAST_SHARED: Final = 2
_MOST_FITTING: Final = 100
"""Tables with the columns; each of them is compared with every row."""
_MOST_TOLD: Final = 5
"""Tables whose columns are told where none has those looked for."""
_Placed: TypeAlias = tuple[Grid, dict[str, int]]
"""A published table, and which of its columns each derived one is."""


class What(Enum):
    """What differs."""

    ROW_MISSING = "row-missing"
    ROW_UNKNOWN = "row-unknown"
    COLUMN_MISSING = "column-missing"
    CELL = "cell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where the two tables differ, and what each of them says there.

    `at` is where the policy says what the derived table prints.
    """

    what: What
    row: str = ""
    column: str = ""
    published: tuple[str, ...] = ()
    derived: tuple[str, ...] = ()
    at: tuple[Pointer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs, and the lines of the tables compared and of those passed by.

    A table is passed by where another one has the columns it has, such as that of an
    earlier year.
    """

    differences: tuple[Difference, ...] = ()
    compared: tuple[int, ...] = ()
    passed_by: tuple[int, ...] = ()


def compare(table: Table, published: Sequence[Grid]) -> Comparison:
    """The derived table beside those of a page, found by their headers.

    The columns may be spread over several tables, one for each topic. Where several
    have a column, the one that differs least is compared.

    Raises PolicycheckError where no table has the columns, or too many have.
    """
    fitting = tuple(islice(_fitting(table, published), _MOST_FITTING + 1))
    if len(fitting) > _MOST_FITTING:
        line = fitting[-1][0].line
        message = f"line {line}: more than {_MOST_FITTING} tables have the columns"
        raise PolicycheckError(message)
    if not fitting:
        if table.rows:
            raise _absent(table, published)
        return Comparison()
    chosen = tuple(_chosen(table, fitting))
    told = {id_ for _, places in chosen for id_ in places}
    found = [
        Difference(what=What.COLUMN_MISSING, column=column.header)
        for column in table.columns
        if column.id not in told
    ]
    found += [each for grid, places in chosen for each in _of_rows(table, grid, places)]
    compared = tuple(grid.line for grid, _ in chosen)
    own = Comparison(
        differences=tuple(found),
        compared=compared,
        passed_by=tuple(grid.line for grid, _ in fitting if grid.line not in compared),
    )
    if table.annex is None:
        return own
    rest = [each for each in published if each.line not in compared]
    return _with_annex(own, compare(table.annex, rest))


def _with_annex(own: Comparison, annex: Comparison) -> Comparison:
    return Comparison(
        differences=own.differences + annex.differences,
        compared=own.compared + annex.compared,
        passed_by=tuple(
            line
            for line in dict.fromkeys(own.passed_by + annex.passed_by)
            if line not in annex.compared
        ),
    )


def _absent(table: Table, published: Sequence[Grid]) -> PolicycheckError:
    wanted = ", ".join(column.header for column in table.columns)
    seen = [
        f"line {each.line}: {excerpt(', '.join(each.header))}"
        for each in published[:_MOST_TOLD]
    ]
    more = len(published) - len(seen)
    seen += [f"and {more} more"] if more else []
    message = (
        f"no table has the columns {wanted} (found: {'; '.join(seen) or 'no table'})"
    )
    return PolicycheckError(message)


def _fitting(table: Table, published: Sequence[Grid]) -> Iterator[_Placed]:
    for grid in published:
        places = _places(table, grid)
        if len(places) >= min(_LEAST_SHARED, len(table.columns)):
            yield grid, places


def _chosen(table: Table, fitting: Sequence[_Placed]) -> Iterator[_Placed]:
    """The fewest tables that have all columns found, and what is read in each."""
    name = table.columns[table.naming].id
    wanted = {id_ for _, places in fitting for id_ in places} - {name}
    if not wanted:
        yield fitting[0]
    while wanted:
        offers = [
            (grid, {id_: at for id_, at in places.items() if id_ in wanted | {name}})
            for grid, places in fitting
        ]
        most = max(len(places) for _, places in offers)
        best = min(
            (offer for offer in offers if len(offer[1]) == most),
            key=lambda offer: len(list(_of_rows(table, *offer))),
        )
        yield best
        wanted -= best[1].keys()


def _places(table: Table, grid: Grid) -> dict[str, int]:
    """Which published column each derived one is: the same header, or one with more.

    The first column of a published table names its rows.
    """
    rest = list(table.columns)
    places = {rest.pop(table.naming).id: 0}
    headers = [tokens(header) for header in grid.header]
    free = set(range(1, len(headers)))
    for column in rest:
        wanted = tokens(column.header)
        fitting = [at for at in free if wanted and wanted <= headers[at]]
        if fitting:
            at = min(fitting, key=lambda each: (len(headers[each]), each))
            places[column.id] = at
            free.discard(at)
    return places


def _of_rows(table: Table, grid: Grid, places: dict[str, int]) -> Iterator[Difference]:
    rows = Rows(table)
    for published in grid.rows:
        label = published[0][0] if published and published[0] else ""
        row = rows.take(label)
        if row is None:
            yield Difference(
                what=What.ROW_UNKNOWN, row=label, published=tuple(_texts(published))
            )
            continue
        yield from _of_cells(table, row, published, places)
    for row in table.rows:
        if row.id not in rows.taken and not _goes_without_saying(table, row, places):
            at = tuple(at for item in row.cells[table.naming].items for at in item.at)
            yield Difference(what=What.ROW_MISSING, row=title_of(table, row), at=at)


def _goes_without_saying(table: Table, row: Row, places: dict[str, int]) -> bool:
    """Whether a table about a part of the columns has nothing to say of a row."""
    if len(places) == len(table.columns):
        return False
    _, rest = table.split(row)
    said = [item for column, cell in rest if column.id in places for item in cell.items]
    return bool(said) and not any(item.is_value or item.is_gap for item in said)


def _of_cells(
    table: Table,
    row: Row,
    published: Sequence[tuple[str, ...]],
    places: dict[str, int],
) -> Iterator[Difference]:
    for index, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
        if column.id not in places:
            continue
        place = places[column.id]
        said = published[place] if place < len(published) else ()
        if index == table.naming:
            said = said[1:]
            if not said:  # the label alone; what it stands for is not repeated
                continue
        if not agree(said, cell.items, table.words):
            yield Difference(
                what=What.CELL,
                row=title_of(table, row),
                column=column.header,
                published=tuple(said),
                derived=tuple(printed(item, table.words) for item in cell.items),
                at=tuple(dict.fromkeys(at for item in cell.items for at in item.at)),
            )


def _texts(cells: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for cell in cells:
        yield "; ".join(cell)
