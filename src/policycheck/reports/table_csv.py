"""A table as comma-separated values that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

from policycheck.reports.table_lines import lines, one_line, sentence, title
from policycheck.table import Cell, Table

_BOM: Final = "\ufeff"
_FORMULA: Final = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
"""What starts a formula, also in the full width of East Asian keyboards."""


def table(shown: Table, *, bom: bool = False) -> str:
    """A header and one line per row; the lines of a cell are joined with semicolons."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows(_rows(shown))
    return (_BOM if bom else "") + out.getvalue()


def _rows(shown: Table) -> Iterator[list[str]]:
    yield [_safe(one_line(column.header)) for column in shown.columns]
    if shown.empty is not None:
        yield [_safe(one_line(sentence(shown.empty, shown.words).text))]
    for row in shown.rows:
        yield [_cell(cell, shown) for cell in row.cells]
    if shown.annex is not None:
        yield []
        yield from _rows(shown.annex)


def _cell(cell: Cell, shown: Table) -> str:
    name = title(cell)
    found = [_safe(one_line(line.text)) for line in lines(cell, shown.words)]
    said = "; ".join(found)
    if name is None:
        return said
    named = _safe(one_line(name.text))
    return f"{named}: {said}" if said else named


def _safe(text: str) -> str:
    return f"'{text}" if text[:1] in _FORMULA else text
