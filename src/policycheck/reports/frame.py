"""A code frame: lines of a policy, with what is wrong underlined and labelled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from policycheck.location import Span
from policycheck.reports.cells import head, tail, width, wrap
from policycheck.reports.harmless import line as harmless
from policycheck.reports.ink import Ink, Style

_TAB: Final = " " * 4
_CUT: Final = "…"
_BESIDE: Final = 44
"""A label that has less room beside its underline, and needs more, goes below it."""
_BELOW: Final = 60
"""There it has at least this room, or all that it needs."""
_BEGINNING: Final = 2000
"""Characters that show whether a file is text; of which four in five can be read."""
_MEASURE: Final = 90
"""Labels in longer lines than this are hard to read."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to underline, and what to say about it."""

    span: Span
    label: str
    style: Style
    is_primary: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """As much of a line as fits, and the cells where the marked stretch stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """How wide a page is, and its ink; `gutter` is the width of its line numbers.

    Where it is `linked`, words may lead somewhere.
    """

    width: int
    gutter: int
    ink: Ink
    linked: bool = False

    @property
    def room(self) -> int:
        """The cells right of the bar."""
        return self.width - self.gutter - 3

    def bar(self, text: str = "", *, number: str = "", sign: str = "|") -> str:
        """The gutter with its bar, and the text right of it."""
        left = self.ink(f"{number:>{self.gutter}} {sign}", Style.FRAME)
        return f"{left} {text}" if text else left


def frame(
    lines: Sequence[str], marks: Sequence[Mark], page: Page, *, opens: int | None = None
) -> Iterator[str]:
    """The marked lines in their order; `opens` is the line their entry starts on."""
    rows: dict[int, list[Mark]] = {} if opens is None else {opens: []}
    for mark in marks:
        rows.setdefault(mark.span.line, []).append(mark)
    # A gap of one line is not worth dots.
    rows |= {each + 1: [] for each in rows if each + 2 in rows and each + 1 not in rows}
    yield page.bar()
    before = min(rows, default=0)
    for number in sorted(rows):
        if number > before + 1:
            yield page.ink("...", Style.FRAME)
        text = lines[number - 1] if number <= len(lines) else ""
        yield from _row(text, number, rows[number], page)
        before = number
    if rows:
        yield page.bar()


def is_text(file: str) -> bool:
    """Whether a file is text at all, as far as its beginning shows."""
    start = file[:_BEGINNING]
    odd = sum(not each.isprintable() or each == "\ufffd" for each in start)
    spaces = sum(each in "\n\r\t" for each in start)
    return "\0" not in start and (odd - spaces) * 5 <= len(start)


def _row(text: str, number: int, marks: Sequence[Mark], page: Page) -> Iterator[str]:
    """A line with its marks; one that does not fit is cut around each of them."""
    if not marks:
        whole = _excerpt(text, 1, 2, page.room).text
        yield page.bar(page.ink(whole, Style.FAINT), number=str(number))
    before = None
    for mark in marks:
        cut = _excerpt(text, mark.span.column, mark.span.end_column, page.room)
        if cut.text != before:
            yield page.bar(cut.text, number=str(number))
            before = cut.text
        yield from (page.bar(each) for each in _underline(cut, mark, page))


def _underline(excerpt: Excerpt, mark: Mark, page: Page) -> Iterator[str]:
    """The underline and its label: beside it, or below where that leaves no room."""
    sign = "^" if mark.is_primary else "-"
    under = " " * excerpt.start + page.ink(
        sign * (excerpt.end - excerpt.start), mark.style
    )
    label = harmless(mark.label)
    size = width(label)
    indent = excerpt.end + 1
    if page.room - indent >= min(size, _BESIDE):
        first, *rest = wrap(label, min(page.room - indent, _MEASURE)) or [""]
        yield f"{under} {page.ink(first, mark.style)}" if first else under
    else:
        yield under
        indent = min(excerpt.start, max(page.room - min(size, _BELOW), 0))
        rest = wrap(label, min(page.room - indent, _MEASURE))
    for each in rest:
        yield " " * indent + page.ink(each, mark.style)


def _excerpt(line: str, column: int, end_column: int, room: int) -> Excerpt:
    """The part of a line around a stretch with an exclusive end; columns start at 1."""
    start = min(column - 1, len(line))
    end = min(max(end_column - 1, start), start + room)
    # No more than `room` characters on either side can show: a line may be a megabyte.
    left = _shown(line[max(start - room, 0) : start])
    right = _shown(line[end : end + room].rstrip() if end < len(line) else "")
    marked = _shown(line[start:end])
    is_whole = start <= room and len(line) <= end + room
    needed = max(width(left + marked + right), _end(left, marked))
    if is_whole and needed <= room:
        return Excerpt(left + marked + right, width(left), _end(left, marked))
    kept = head(marked, room - 2 - min(width(left), room // 4))
    spare = room - 2 - width(kept)
    lead = min(width(left), max(spare // 3, spare - width(right)))
    if lead < width(left) or start > room:
        left = _CUT + tail(left, lead)
    fits = room - width(left + kept)
    if kept != marked:
        right = _CUT
    elif width(right) > fits or end + room < len(line):
        right = head(right, fits - 1) + _CUT
    return Excerpt(left + kept + right, width(left), _end(left, kept))


def _end(left: str, marked: str) -> int:
    """Where the underline ends: it is one cell wide at least."""
    return width(left) + max(width(marked), 1)


def _shown(text: str) -> str:
    return harmless(text.replace("\t", _TAB))
