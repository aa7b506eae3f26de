"""Tables a page or a Markdown file publishes, as plain lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Final

from policycheck.errors import PolicycheckError

_MOST_SPANNED: Final = 40
_MOST_COPIES: Final = 100_000
"""Cells of one page that others span, and so are printed by no tag of their own."""
_BREAK: Final = re.compile(r"<br\s{0,8}/?>", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_LINK: Final = re.compile(r"\[([^\[\]]{0,2000})\]\([^()\s]{0,2000}\)")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS: Final = re.compile(r"[*`]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_BULLET: Final = re.compile(r"^(?:[•·‣▪\u2013*+-]|[0-9]{1,3}[.)])\s+")
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_DELIMITER: Final = re.compile(r":?-+:?")
_NUMBER: Final = re.compile(r"0{0,9}[1-9][0-9]{0,4}")
_BLOCKS: Final = frozenset({"br", "li", "p", "div", "ul", "ol", "dd", "dt"})
_SILENT: Final = frozenset({"script", "style", "template"})


@dataclass(frozen=True, slots=True)
class Grid:
    """A published table: header texts, and rows of cells that are lines of text."""

    line: int
    header: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]


def grids(text: str) -> tuple[Grid, ...]:
    """The tables of a text, Markdown ones and HTML ones, in their order.

    Raises PolicycheckError where cells span more others than any page has.
    """
    found = list(_markdown(text))
    if "<table" in text.casefold():
        reader = _Reader()
        reader.feed(text)
        reader.close()
        found += reader.grids
    return tuple(sorted(found, key=lambda each: each.line))


def _grid(line: int, rows: list[list[tuple[str, ...]]]) -> Iterator[Grid]:
    """A grid of rows, the first of which that is not empty names the columns."""
    filled = [tuple(row) for row in rows if any(row)]
    if filled:
        header = tuple(" ".join(cell) for cell in filled[0])
        yield Grid(line, header, tuple(filled[1:]))


def _markdown(text: str) -> Iterator[Grid]:
    lines = _outside_fences(text)
    number = 1
    while number < len(lines):
        head = _head(lines[number - 1], lines[number])
        if head is None:
            number += 1
            continue
        start, rows = number, [head]
        number += 1
        while number < len(lines) and "|" in lines[number]:
            rows.append([_lines_of_markdown(cell) for cell in _cells(lines[number])])
            number += 1
        yield from _grid(start, rows)
        number += 1


def _outside_fences(text: str) -> list[str]:
    """The lines of a text, those of code blocks emptied."""
    lines, fence = text.split("\n"), ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        inside = bool(fence)
        if mark is not None and not fence:
            fence = mark[1]
        elif mark is not None and mark[1].startswith(fence):
            fence = ""
        if inside or fence:
            lines[number] = ""
    return lines


def _head(above: str, line: str) -> list[tuple[str, ...]] | None:
    """The header of a table, where a line of dashes stands below one."""
    if "|" not in above or "-" not in line:
        return None
    dashes, head = _cells(line), _cells(above)
    if len(dashes) != len(head) or not all(map(_DELIMITER.fullmatch, dashes)):
        return None
    return [_lines_of_markdown(cell) for cell in head]


def _cells(line: str) -> list[str]:
    """The cells of a row: what stands between pipes that are not escaped."""
    cells: list[str] = []
    cell: list[str] = []
    escaped = False
    for char in line.strip():
        if char == "|" and not escaped:
            cells.append("".join(cell).strip())
            cell = []
        else:
            cell.append(char)
        escaped = char == "\\" and not escaped
    cells.append("".join(cell).strip())
    if cells and not cells[0]:
        cells = cells[1:]
    return cells[:-1] if len(cells) > 1 and not cells[-1] else cells


def _lines_of_markdown(cell: str) -> tuple[str, ...]:
    return _lines(_plain(part) for part in _BREAK.split(cell))


def _plain(text: str) -> str:
    """Markdown as a reader sees it; an escaped character is kept from being markup."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[1])
        return f"\0{len(kept) - 1}\0"

    text = _ESCAPED.sub(keep, text.replace("\0", ""))
    text = _EMPHASIS.sub("", _LINK.sub(r"\1", _TAG.sub("", text)))
    return re.sub(r"\0([0-9]+)\0", lambda m: kept[int(m[1])], unescape(text))


def _lines(parts: Iterable[str]) -> tuple[str, ...]:
    texts = (" ".join(part.split()) for part in parts)
    return tuple(text for part in texts if (text := _BULLET.sub("", part).strip()))


@dataclass(slots=True)
class _Open:
    """A table being read: its rows, and the cells that reach down into the next one.

    `copies` are the cells that may still be spanned, on the whole page.
    """

    line: int
    copies: Iterator[int]
    rows: list[list[tuple[str, ...]]] = field(default_factory=list)
    parts: list[str] | None = None
    spans: tuple[int, int] = (1, 1)
    from_above: dict[int, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    into_below: dict[int, tuple[int, tuple[str, ...]]] = field(default_factory=dict)

    def new_row(self) -> None:
        """Begin a row with the cells that reach into it."""
        self.end_cell()
        self.rows.append([])
        self.from_above, self.into_below = self.into_below, {}
        self._carry()

    def new_cell(self, spans: tuple[int, int]) -> None:
        """Begin a cell."""
        self.end_cell()
        if not self.rows:
            self.new_row()
        self.parts, self.spans = [], spans

    def end_cell(self) -> None:
        """Put the cell that is read into its row."""
        if self.parts is None:
            return
        cell = _lines("".join(self.parts).split("\n"))
        across, down = self.spans
        self._put(cell, down)
        for _ in range(1, across):
            self._copy(cell, down)
        self.parts = None
        self._carry()

    def _copy(self, cell: tuple[str, ...], down: int) -> None:
        if next(self.copies, None) is None:
            message = f"line {self.line}: cells span more than {_MOST_COPIES} others"
            raise PolicycheckError(message)
        self._put(cell, down)

    def _put(self, cell: tuple[str, ...], down: int) -> None:
        row = self.rows[-1]
        if down > 1:
            self.into_below[len(row)] = (down - 1, cell)
        row.append(cell)

    def _carry(self) -> None:
        while (above := self.from_above.pop(len(self.rows[-1]), None)) is not None:
            self._copy(above[1], above[0])


class _Reader(HTMLParser):
    """Collects the tables of a page; what a browser would not show is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.grids: list[Grid] = []
        self._open: list[_Open] = []
        self._copies = iter(range(_MOST_COPIES))
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row, a cell, or a line in one."""
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._open.append(_Open(self.getpos()[0], self._copies))
        elif self._open and tag == "tr":
            self._open[-1].new_row()
        elif self._open and tag in {"td", "th"}:
            named = dict(attrs)
            spans = _span(named.get("colspan")), _span(named.get("rowspan"))
            self._open[-1].new_cell(spans)
        elif tag in _BLOCKS:
            self._say("\n")

    def handle_endtag(self, tag: str) -> None:
        """End what was begun."""
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag == "table" and self._open:
            self._close()
        elif tag in {"td", "th", "tr"} and self._open:
            self._open[-1].end_cell()
        elif tag in _BLOCKS:
            self._say("\n")

    def handle_data(self, data: str) -> None:
        """The words of a cell; a line break in the source is a space."""
        self._say(" ".join(data.split("\n")))

    def close(self) -> None:
        """End the tables that the page leaves open."""
        super().close()
        while self._open:
            self._close()

    def _say(self, text: str) -> None:
        if self._open and not self._silent:
            parts = self._open[-1].parts
            if parts is not None:
                parts.append(text)

    def _close(self) -> None:
        done = self._open.pop()
        done.end_cell()
        self.grids += _grid(done.line, done.rows)


def _span(text: str | None) -> int:
    digits = (text or "").strip()
    return min(int(digits), _MOST_SPANNED) if _NUMBER.fullmatch(digits) else 1
