"""A table derived from a policy: columns, rows, cells, whatever the law and format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Final, assert_never

from policycheck.location import Pointer
from policycheck.table_options import Words


class Kind(Enum):
    """What a line of a cell is: a value, or one of the words that stand for none.

    `not-listed` is for data the policy does not list among what is collected.
    """

    VALUE = "value"
    NONE = "none"
    UNCLEAR = "unclear"
    NOT_STATED = "not-stated"
    NOT_LISTED = "not-listed"
    NOT_APPLICABLE = "not-applicable"


class Mark(Enum):
    """What a reader has to know of a line or a cell beside its words."""

    GENERAL = "general"
    KIND_NOT_STATED = "kind-not-stated"
    WINDOW_NOT_STATED = "window-not-stated"
    WINDOW_TOO_SHORT = "window-too-short"


PRINTED: Final[Mapping[Mark, str]] = {
    Mark.GENERAL: "general statement",
    Mark.KIND_NOT_STATED: "kind not stated",
    Mark.WINDOW_NOT_STATED: "period not stated",
    Mark.WINDOW_TOO_SHORT: "for a shorter period",
}
"""How each mark is printed in a cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of a cell.

    `about` names the part of the row it speaks of, `aspect` that of a column for two
    things. `at` is where the policy says it, or where it should. `rules` demand what is
    not stated.
    """

    kind: Kind = Kind.VALUE
    text: str = ""
    about: str | None = None
    aspect: str | None = None
    marks: tuple[Mark, ...] = ()
    is_general: bool = False
    at: tuple[Pointer, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def is_gap(self) -> bool:
        """Whether something is missing that a rule demands."""
        return bool(self.rules)

    @property
    def of(self) -> str | None:
        """What the line speaks of: its aspect and its part of the row."""
        return ", ".join(filter(None, (self.aspect, self.about))) or None

    @property
    def is_value(self) -> bool:
        """Whether it says something, in words that may decide nothing."""
        return self.kind in {Kind.VALUE, Kind.UNCLEAR}

    def said(self, words: Words) -> str:
        """What the line says, without its marks."""
        match self.kind:
            case Kind.VALUE:
                return self.text
            case Kind.UNCLEAR:
                return f"unclear: \u201c{self.text}\u201d"
            case Kind.NONE:
                return self.text or words.none
            case Kind.NOT_STATED:
                return self.text or words.not_stated
            case Kind.NOT_LISTED:
                return self.text or words.not_listed
            case Kind.NOT_APPLICABLE:
                return self.text or words.not_applicable
            case _:  # pragma: no cover - mypy proves that no kind is left
                assert_never(self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The lines of one cell, under a title where it has one."""

    items: tuple[Item, ...] = ()
    title: str | None = None

    @property
    def is_general(self) -> bool:
        """Whether only general statements fill it."""
        stated = [item for item in self.items if item.kind in _STATED]
        return bool(stated) and all(item.is_general for item in stated)


_STATED: Final = {Kind.VALUE, Kind.NONE, Kind.UNCLEAR}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its id, and the header it prints."""

    id: str
    header: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: one cell for each column; the table says which of them names the row.

    `words` are the schema's words for what the row is about.
    """

    id: str
    words: tuple[str, ...] = ()
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A line that is missing: its row, its column, and the line that says so."""

    row: Row
    column: Column
    item: Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A derived table.

    `naming` is the place of the column that names the rows. `empty` is the sentence
    that stands for a table without rows. `notes` explain marks.
    """

    name: str
    regime: str
    layout: str
    policy: str
    version: str | None
    as_of: date
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    naming: int = 0
    empty: Item | None = None
    notes: tuple[str, ...] = ()
    words: Words = field(default_factory=Words)
    annex: Table | None = None

    def split(self, row: Row) -> tuple[Cell, tuple[tuple[Column, Cell], ...]]:
        """The cell that names a row, and the others with their columns."""
        pairs = list(zip(self.columns, row.cells, strict=True))
        _, name = pairs.pop(self.naming)
        return name, tuple(pairs)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing and demanded, row by row; the annex last."""
        return self.own_gaps + (() if self.annex is None else self.annex.gaps)

    @property
    def own_gaps(self) -> tuple[Gap, ...]:
        """What is missing and demanded in this table alone."""
        return tuple(self._gaps())

    def _gaps(self) -> Iterator[Gap]:
        for row in self.rows:
            for column, cell in zip(self.columns, row.cells, strict=True):
                for item in cell.items:
                    if item.is_gap:
                        yield Gap(row, column, item)
        if self.empty is not None and self.empty.is_gap:
            yield Gap(Row(id="", cells=()), self.columns[0], self.empty)


_NOTES: Final[Mapping[Mark, str]] = {
    Mark.GENERAL: "said once for many kinds of data, not for these alone",
    Mark.KIND_NOT_STATED: (
        "the policy does not say of which kind, in the words of the law"
    ),
    Mark.WINDOW_NOT_STATED: "the policy does not say for which time",
    Mark.WINDOW_TOO_SHORT: "the policy says it of less than the time of this table",
}


def notes(rows: tuple[Row, ...]) -> tuple[str, ...]:
    """What the marks in these rows mean, in a fixed order."""
    cells = [cell for row in rows for cell in row.cells]
    used = {mark for cell in cells for item in cell.items for mark in item.marks}
    if any(cell.is_general for cell in cells):
        used.add(Mark.GENERAL)
    return tuple(
        f"{PRINTED[mark]}: {text}" for mark, text in _NOTES.items() if mark in used
    )


def united(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items, those that print the same made one: it is said in several places."""
    found: dict[tuple[object, ...], Item] = {}
    for item in items:
        key = (item.kind, item.text, item.of, item.marks, item.is_gap)
        first = found.get(key)
        found[key] = (
            item
            if first is None
            else replace(
                first,
                is_general=first.is_general and item.is_general,
                at=tuple(dict.fromkeys(first.at + item.at)),
                rules=tuple(dict.fromkeys(first.rules + item.rules)),
            )
        )
    return tuple(found.values())
