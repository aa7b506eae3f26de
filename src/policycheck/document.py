"""A policy's data, and where each part of it stands in the text."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, Final, TypeAlias

from policycheck.frozen import Frozen
from policycheck.location import Identities, Location, Pointer, Span

COLUMN_BITS: Final = 32
LINE_END: Final = re.compile("\r\n|\r|\n")

Scalar: TypeAlias = tuple[int, int]
"""Where a scalar starts and ends; line and column packed into one number."""
Mapped: TypeAlias = "tuple[int, int, dict[str, tuple[int, int, Place]]]"
Listed: TypeAlias = "tuple[int, int, list[Place]]"
Place: TypeAlias = "Scalar | Mapped | Listed"


class Fault(Frozen):
    """Something about the file itself; its rule id is `owner`/`kind`."""

    kind: str
    message: str
    span: Span
    owner: str = "yaml"


class Document(Frozen):
    """Plain data, and where each part of it stands in the text.

    Where `faults` is not empty the data is what could be read in spite of them.
    """

    path: str
    text: str
    data: Any
    faults: tuple[Fault, ...]
    place: Place | None

    def locate(self, pointer: Pointer, *, key: bool = False) -> Location:
        """Where `pointer` stands, or the nearest part above it that exists.

        A mapping or list stands where its key does; `key` asks for the key of a scalar.
        """
        return Location(self.path, self._span(pointer, key=key), pointer)

    @cached_property
    def identities(self) -> Identities:
        """The pointers of the document by what identifies the items of its lists."""
        return Identities(self.data)

    def _span(self, pointer: Pointer, *, key: bool) -> Span:
        if self.place is None:
            return Span(1, 1, 1, 2)
        place = self.place
        start, end = place[0], place[0]
        for step in pointer:
            children = place[2] if len(place) == 3 else None  # noqa: PLR2004 - shape
            if isinstance(children, dict) and isinstance(step, str):
                if step not in children:
                    break
                start, end, place = children[step]
                if _is_scalar(place) and not key and place[0] != place[1]:
                    start, end = place[0], place[1]
            elif isinstance(children, list) and isinstance(step, int):
                if not 0 <= step < len(children):
                    break
                place = children[step]
                start, end = place[0], place[1]
            else:
                break
        return self._one_line(start, end, place)

    def _one_line(self, start: int, end: int, place: Place) -> Span:
        """A span that ends with its first line, where it would run over several."""
        line, column = unpack(start)
        end_line, end_column = unpack(end)
        if end_line > line:
            if _is_scalar(place):
                end_column = len(self.line(line).rstrip()) + 1
            else:
                end_column = unpack(_first_line_end(place))[1]
        return Span(line, column, line, max(end_column, column + 1))

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, as YAML counts them."""
        return LINE_END.split(self.text)

    def line(self, number: int) -> str:
        """The text of a line, counted from 1; empty past the end."""
        return self.lines[number - 1] if number <= len(self.lines) else ""


def _is_scalar(place: Any) -> bool:
    return len(place) == 2  # noqa: PLR2004 - a start and an end, and nothing inside


def _first_line_end(place: Any) -> int:
    """Where the first line of a mapping or list ends, its comment left out."""
    start, _, children = place
    end: int = start
    line = start >> COLUMN_BITS
    for child in children.values() if isinstance(children, dict) else children:
        if child[0] >> COLUMN_BITS > line:
            break
        ends = (child[1], child[2][1]) if isinstance(children, dict) else (child[1],)
        end = max([end, *(each for each in ends if each >> COLUMN_BITS == line)])
    return end


def unpack(packed: int) -> tuple[int, int]:
    """Line and column, counted from 1."""
    return (packed >> COLUMN_BITS) + 1, (packed & ((1 << COLUMN_BITS) - 1)) + 1


def span(start: int, end: int) -> Span:
    """A packed start and end as a stretch of at least one character."""
    line, column = unpack(start)
    end_line, end_column = unpack(end)
    if end_line != line:
        end_line, end_column = line, column + 1
    return Span(line, column, end_line, max(end_column, column + 1))


def span_at(text: str, offset: int) -> Span:
    """The character at an offset in the text, as a stretch."""
    line, start = 1, 0
    for match in LINE_END.finditer(text, 0, offset):
        line, start = line + 1, match.end()
    column = offset - start + 1
    return Span(line, column, line, column + 1)
