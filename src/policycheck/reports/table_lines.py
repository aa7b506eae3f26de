"""The lines of a table's cell, in parts that each format writes in its own way."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby
from typing import Final

from policycheck.reports import harmless
from policycheck.table import PRINTED, Cell, Item, Kind, Mark
from policycheck.table_options import Words


class Role(Enum):
    """What a part of a line is."""

    TITLE = "title"
    ABOUT = "about"
    VALUE = "value"
    WORD = "word"
    GAP = "gap"
    RULE = "rule"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line; `kind` tells what a word stands for."""

    role: Role
    text: str
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell, and the lines it is the heading of.

    An aside is about all the lines above it.
    """

    parts: tuple[Part, ...]
    inner: tuple[Line, ...] = ()
    is_aside: bool = False

    @property
    def text(self) -> str:
        """The line as it reads without any markup."""
        return "".join(part.text for part in self.parts)


_WORDS: Final = frozenset({Kind.VALUE, Kind.UNCLEAR})
_INVISIBLE: Final = re.compile("([\xad\u200b-\u200d])")


def title(cell: Cell) -> Line | None:
    """The line that names a row."""
    return (
        None
        if cell.title is None
        else Line((Part(Role.TITLE, " ".join(cell.title.split())),))
    )


def lines(cell: Cell, words: Words) -> tuple[Line, ...]:
    """The lines under the title; what marks all of them stands in the last."""
    common = _common(cell)
    found = [_line(item, words, common) for item in cell.items]
    return tuple(_with_aside(found, common))


def nested(cell: Cell, words: Words) -> tuple[Line, ...]:
    """The same; lines about the same part of a row stand under one heading."""
    common = _common(cell)
    found = []
    for about, same in groupby(cell.items, key=lambda item: item.of):
        items = tuple(same)
        if about is None or len(items) == 1:
            found += [_line(item, words, common) for item in items]
            continue
        bare = (replace(item, about=None, aspect=None) for item in items)
        inner = tuple(_line(item, words, common) for item in bare)
        heading = Part(Role.ABOUT, f"{' '.join(about.split())}:")
        found.append(Line((heading,), inner))
    return tuple(_with_aside(found, common))


def _with_aside(found: list[Line], common: set[Mark]) -> list[Line]:
    if not common:
        return found
    note = ", ".join(text for mark, text in PRINTED.items() if mark in common)
    if len(found) == 1 and not found[0].inner:
        return [replace(found[0], parts=(*found[0].parts, _note(note)))]
    return [*found, Line((Part(Role.NOTE, f"({note})"),), is_aside=True)]


def _common(cell: Cell) -> set[Mark]:
    """The marks that all lines of a cell have."""
    marks = [set(item.marks) for item in cell.items]
    common = set.intersection(*marks) if marks else set()
    return common | ({Mark.GENERAL} if cell.is_general else set())


def sentence(item: Item, words: Words) -> Line:
    """The sentence that stands for a table without rows."""
    return _line(item, words, set())


def one_line(text: str) -> str:
    """The text on one line, with nothing left that a terminal would obey."""
    return harmless.line(" ".join(text.split()))


def for_a_page(text: str) -> str:
    """As `one_line`, with the invisible characters that shape words in a web page."""
    return "".join(
        part if _INVISIBLE.fullmatch(part) else harmless.line(part)
        for part in _INVISIBLE.split(" ".join(text.split()))
    )


def _line(item: Item, words: Words, elsewhere: set[Mark]) -> Line:
    parts = []
    if item.of is not None:
        parts.append(Part(Role.ABOUT, f"{' '.join(item.of.split())}: "))
    role = Role.VALUE if item.kind in _WORDS else Role.WORD
    if item.is_gap:
        role = Role.GAP
    parts.append(Part(role, " ".join(item.said(words).split()), item.kind))
    if item.rules:
        parts.append(Part(Role.RULE, f" ({', '.join(item.rules)})"))
    parts += [_note(PRINTED[mark]) for mark in item.marks if mark not in elsewhere]
    return Line(tuple(parts))


def _note(text: str) -> Part:
    return Part(Role.NOTE, f" ({text})")
