"""A table for a terminal: a grid where that is readable, row after row where not."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Final

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from policycheck.reports import harmless
from policycheck.reports.table_lines import (
    Line,
    Role,
    lines,
    one_line,
    sentence,
    title,
)
from policycheck.table import Cell, Row, Table

_NARROWEST: Final = 20
_LEAST_COLUMN: Final = 18
"""A column with less room than this is not read but deciphered."""
_STYLES: Final = {
    Role.TITLE: "bold",
    Role.ABOUT: "italic",
    Role.VALUE: "",
    Role.WORD: "dim",
    Role.GAP: "bold yellow",
    Role.RULE: "yellow",
    Role.NOTE: "dim italic",
}


def table(
    shown: Table, *, width: int = 80, colour: bool = False, plain: bool = False
) -> str:
    """The table in `width` columns; `plain` draws it in ASCII."""
    out = StringIO()
    console = Console(
        file=out,
        width=max(width, _NARROWEST),
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    console.print(Group(*_parts(shown, width, "*" if plain else "•", plain=plain)))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _parts(
    shown: Table, width: int, bullet: str, *, plain: bool
) -> Iterator[RenderableType]:
    if shown.caption:
        yield Text(one_line(shown.caption), style="bold")
    if shown.empty is not None:
        yield _line(sentence(shown.empty, shown.words))
    elif width < _LEAST_COLUMN * len(shown.columns):
        for row in shown.rows:
            yield ""
            yield from _stacked(shown, row, bullet)
    else:
        yield _grid(shown, bullet, plain=plain)
    if shown.notes:
        yield ""
        yield from (Text(one_line(note), style="dim italic") for note in shown.notes)
    if shown.annex is not None:
        yield ""
        yield from _parts(shown.annex, width, bullet, plain=plain)


def _grid(shown: Table, bullet: str, *, plain: bool) -> Grid:
    grid = Grid(box=box.ASCII2 if plain else box.SQUARE, show_lines=True, expand=False)
    for column in shown.columns:
        grid.add_column(Text(one_line(column.header)), overflow="fold")
    for row in shown.rows:
        grid.add_row(*(Group(*_cell(shown, cell, bullet)) for cell in row.cells))
    return grid


def _stacked(shown: Table, row: Row, bullet: str) -> Iterator[RenderableType]:
    """A row as a list: its name, then each column with its cell."""
    first, *rest = row.cells
    yield from _cell(shown, first, bullet)
    for column, cell in zip(shown.columns[1:], rest, strict=True):
        header = Text(f"{one_line(column.header)}: ", style="bold")
        found = [_line(line) for line in lines(cell, shown.words)]
        if len(found) == 1:
            yield Padding(header + found[0], (0, 0, 0, 2))
            continue
        yield Padding(header, (0, 0, 0, 2))
        for each in found:
            yield Padding(_bulleted(each, bullet), (0, 0, 0, 4))


def _cell(shown: Table, cell: Cell, bullet: str) -> Iterator[RenderableType]:
    """The title and the lines of a cell, with bullets where there are several."""
    name = title(cell)
    if name is not None:
        yield _line(name)
    found = [_line(line) for line in lines(cell, shown.words)]
    bulleted = len(found) > 1 or (name is not None and found)
    for each in found:
        yield _bulleted(each, bullet) if bulleted else each


def _bulleted(line: Text, bullet: str) -> RenderableType:
    """A line behind a bullet, its later lines indented as the first."""
    grid = Grid.grid(padding=0)
    grid.add_column(width=2)
    grid.add_column(overflow="fold")
    grid.add_row(f"{bullet} ", line)
    return grid


def _line(line: Line) -> Text:
    text = Text(overflow="fold")
    for part in line.parts:
        text.append(harmless.line(part.text), style=_STYLES[part.role])
    return text
