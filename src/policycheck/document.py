"""A policy's data, and where each part of it stands in the text."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any, Final, TypeAlias

from policycheck.frozen import Frozen
from policycheck.location import Identities, Location, Pointer, Span

LINE_END: Final = re.compile("\r\n|\r|\n")
BITS: Final = 30
"""Offsets of texts up to a thousand million characters; two fit a small number."""
_SHOWN: Final = 60
_MORE: Final = "; more faults are not listed"

Stretch: TypeAlias = int
"""Offsets in the text, start and end in one number: `stretch` makes it.

A policy has as many stretches as keys and values; numbers take half of what pairs do.
"""
Mapped: TypeAlias = "tuple[Stretch, dict[str, tuple[Stretch, Place]]]"
"""A mapping, and for each key where the key and the value stand."""
Listed: TypeAlias = "tuple[Stretch, list[Place]]"
Place: TypeAlias = "Stretch | Mapped | Listed"


def stretch(start: int, end: int) -> Stretch:
    """The characters from an offset up to another."""
    return start << BITS | end


def start_of(place: Place) -> int:
    """The offset where a part of the document starts."""
    return _whole(place) >> BITS


def end_of(place: Place) -> int:
    """The offset where a part of the document ends."""
    return _whole(place) & ((1 << BITS) - 1)


def _whole(place: Place) -> Stretch:
    return place if isinstance(place, int) else place[0]


def brief(words: str) -> str:
    """A file's own text as a message repeats it: cut when long."""
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"


class Fault(Frozen):
    """Something about the file itself; its rule id is `owner`/`kind`."""

    kind: str
    message: str
    span: Span
    owner: str = "yaml"


def holds_more(data: Any, most: int) -> bool:
    """Whether plain data holds more values than so many; the rest is not counted."""
    rest, count = [data], 0
    while rest and count <= most:
        below = rest.pop()
        if isinstance(below, dict | list):
            count += len(below)
            rest += below.values() if isinstance(below, dict) else below
    return count > most


class Lines:
    """The lines of a text: offsets as lines and columns, counted from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in LINE_END.finditer(text))]

    def at(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """A stretch of at least one character, cut short where it leaves its line."""
        line, column = self.at(start)
        end_line, end_column = self.at(end)
        if end_line != line:
            end_column = column + 1
        return Span(line, column, line, max(end_column, column + 1))

    def span_of(self, place: Place) -> Span:
        """Where a part of the document stands, in the same way."""
        return self.span(start_of(place), end_of(place))


def keep(faults: list[Fault], fault: Fault, most: int) -> None:
    """Add a fault to those of a file; after `most` the last one says there are more."""
    if len(faults) < most:
        faults.append(fault)
    elif not faults[-1].message.endswith(_MORE):
        faults[-1] = replace(faults[-1], message=f"{faults[-1].message}{_MORE}")


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

    def outline(self) -> Document:
        """The same without its data, and of its positions but the whole one's."""
        place = None if self.place is None else _whole(self.place)
        return replace(self, data=None, place=place)

    def _span(self, pointer: Pointer, *, key: bool) -> Span:
        if self.place is None:
            return Span(1, 1, 1, 2)
        place = self.place
        shown: Stretch = stretch(start_of(place), start_of(place))
        for step in pointer:
            children = None if isinstance(place, int) else place[1]
            if isinstance(children, dict) and isinstance(step, str):
                if step not in children:
                    break
                shown, place = children[step]
                if (
                    not key
                    and isinstance(place, int)
                    and start_of(place) < end_of(place)
                ):
                    shown = place
            elif isinstance(children, list) and isinstance(step, int):
                if not 0 <= step < len(children):
                    break
                place = children[step]
                shown = _whole(place)
            else:
                break
        return self._one_line(shown, place)

    def _one_line(self, shown: Stretch, place: Place) -> Span:
        """A span that ends with its first line, where it would run over several."""
        line, column = self._lines.at(start_of(shown))
        end_line, end_column = self._lines.at(end_of(shown))
        if end_line > line:
            end_column = self._first_line_end(place, line)
        return Span(line, column, line, max(end_column, column + 1))

    def _first_line_end(self, place: Place, line: int) -> int:
        """The column where a part leaves its first line, a comment there left out."""
        if isinstance(place, int):
            return len(self.line(line).rstrip()) + 1
        ends = [start_of(place)]
        for parts in _parts(place[1]):
            if self._lines.at(start_of(parts[0]))[0] > line:
                break
            ends += map(end_of, parts)
        columns = [
            column for end_line, column in map(self._lines.at, ends) if end_line == line
        ]
        # A quoted key that runs over several lines ends on none of its first.
        return max(columns, default=len(self.line(line).rstrip()) + 1)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, as YAML counts them."""
        return LINE_END.split(self.text)

    def line(self, number: int) -> str:
        """The text of a line, counted from 1; empty past the end."""
        return self.lines[number - 1] if number <= len(self.lines) else ""


def _parts(
    children: dict[str, tuple[Stretch, Place]] | list[Place],
) -> Iterator[tuple[Place, ...]]:
    """The key and value of each entry of a mapping, or each item of a list."""
    if isinstance(children, dict):
        yield from children.values()
    else:
        yield from ((item,) for item in children)


def decoded(raw: bytes, limit: int, owner: str) -> tuple[str, Fault | None]:
    """A file's text without its byte order mark, or why there is none to read.

    `limit` is in bytes, `owner` the first part of the fault's rule id. A text that is
    not UTF-8 is returned as a report can show it.
    """
    if len(raw) > limit:
        message = f"the file is larger than {limit} bytes"
        return "", Fault("too-large", message, Span(1, 1, 1, 2), owner)
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return raw.decode(), None
    except UnicodeDecodeError as error:
        before = len(raw[: error.start].decode())
        text = raw.decode(errors="replace")
        message = f"the byte 0x{raw[error.start]:02X} is not UTF-8"
        return text, Fault("not-utf-8", message, span_at(text, before), owner)


def span_at(text: str, offset: int) -> Span:
    """The character at an offset in the text, as a stretch."""
    line, start = 1, 0
    for match in LINE_END.finditer(text, 0, offset):
        line, start = line + 1, match.end()
    column = offset - start + 1
    return Span(line, column, line, column + 1)
