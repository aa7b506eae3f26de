"""A table as comma-separated values that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

from policycheck.formulas import defused
from policycheck.reports.table_lines import lines, one_line, sentence, title
from policycheck.table import Cell, Table

_BOM: Final = "\ufeff"


def table(shown: Table, *, bom: bool = False) -> str:
    """A header and one line per row; the lines of a cell are joined with semicolons."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows(_rows(shown))
    return (_BOM if bom else "") + out.getvalue()


def _rows(shown: Table) -> Iterator[list[str]]:
    yield [defused(one_line(column.header)) for column in shown.columns]
    if shown.empty is not None:
        yield [defused(one_line(sentence(shown.empty, shown.words).text))]
    for row in shown.rows:
        yield [_cell(cell, shown) for cell in row.cells]
    if shown.annex is not None:
        yield []
        yield from _rows(shown.annex)


def _cell(cell: Cell, shown: Table) -> str:
    name = title(cell)
    said = "; ".join(one_line(line.text) for line in lines(cell, shown.words))
    if name is None:
        return defused(said)
    named = one_line(name.text)
    return defused(f"{named}: {said}" if said else named)
