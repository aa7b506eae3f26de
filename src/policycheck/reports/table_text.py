"""A table for a terminal: a grid where that is readable, row after row where not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
    nested,
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


@dataclass(frozen=True, slots=True)
class _Page:
    """How a table is drawn: its characters, and a number for each rule it cites."""

    shown: Table
    width: int
    plain: bool
    cited: dict[str, int]

    @property
    def bullet(self) -> str:
        return "*" if self.plain else "•"

    def number(self, rules: str) -> int:
        """The number of these rules, which are listed below the table."""
        return self.cited.setdefault(rules, len(self.cited) + 1)


def table(
    shown: Table, *, width: int = 80, colour: bool = False, plain: bool = False
) -> str:
    """The table in `width` columns; `plain` draws it in ASCII."""
    out = StringIO()
    width = max(width, _NARROWEST)
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    console.print(Group(*_parts(_Page(shown, width, plain, {}))))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _parts(page: _Page) -> Iterator[RenderableType]:
    shown = page.shown
    if shown.caption:
        yield Text(one_line(shown.caption), style="bold")
    if shown.empty is not None:
        yield _line(page, sentence(shown.empty, shown.words))
    elif page.width < _LEAST_COLUMN * len(shown.columns):
        for row in shown.rows:
            yield ""
            yield from _stacked(page, row)
    else:
        yield _grid(page)
    if shown.notes or page.cited:
        yield ""
    for note in shown.notes:
        yield Text(one_line(note), style=_STYLES[Role.NOTE])
    for rules, number in page.cited.items():
        yield Text(f"[{number}] demanded by {rules}", style=_STYLES[Role.RULE])
    if shown.annex is not None:
        yield ""
        yield from _parts(replace(page, shown=shown.annex, cited={}))


def _grid(page: _Page) -> Grid:
    look = box.ASCII2 if page.plain else box.SQUARE
    grid = Grid(box=look, show_lines=True, expand=False)
    for column in page.shown.columns:
        grid.add_column(Text(one_line(column.header)), overflow="fold")
    for row in page.shown.rows:
        grid.add_row(*(Group(*_cell(page, cell)) for cell in row.cells))
    return grid


def _stacked(page: _Page, row: Row) -> Iterator[RenderableType]:
    """A row as a list: its name, then each column with its cell."""
    name, rest = page.shown.split(row)
    yield from _cell(page, name)
    for column, cell in rest:
        header = Text(f"{one_line(column.header)}: ", style="bold")
        found = nested(cell, page.shown.words)
        if len(found) == 1 and not found[0].inner:
            yield Padding(header + _line(page, found[0]), (0, 0, 0, 2))
            continue
        yield Padding(header, (0, 0, 0, 2))
        for each in _bulleted(page, found):
            yield Padding(each, (0, 0, 0, 4))


def _cell(page: _Page, cell: Cell) -> Iterator[RenderableType]:
    """The title and the lines of a cell, with bullets where there are several."""
    name = title(cell)
    if name is not None:
        yield _line(page, name)
    found = nested(cell, page.shown.words)
    if name is None and len(found) == 1 and not found[0].inner:
        yield _line(page, found[0])
    else:
        yield from _bulleted(page, found)


def _bulleted(page: _Page, lines: Sequence[Line]) -> Iterator[RenderableType]:
    """Lines behind bullets, with those they are the heading of indented below them."""
    for line in lines:
        if line.is_aside:
            yield _line(page, line)
            continue
        yield _behind(f"{page.bullet} ", _line(page, line))
        for each in line.inner:
            yield Padding(_behind("- ", _line(page, each)), (0, 0, 0, 2))


def _behind(bullet: str, line: Text) -> RenderableType:
    """A line behind a bullet, its later lines indented as the first."""
    grid = Grid.grid(padding=0)
    grid.add_column(width=2)
    grid.add_column(overflow="fold")
    grid.add_row(bullet, line)
    return grid


def _line(page: _Page, line: Line) -> Text:
    """A line; where a rule demands what is missing, its number."""
    text = Text(overflow="fold")
    for part in line.parts:
        said = harmless.line(part.text)
        if part.role is Role.RULE:
            said = f" [{page.number(said.strip(' ()'))}]"
        text.append(said, style=_STYLES[part.role])
    return text
