"""A table in GitHub-flavoured Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from policycheck.reports.table_lines import (
    Line,
    Part,
    Role,
    for_a_page,
    nested,
    sentence,
    title,
)
from policycheck.table import Cell, Table

_SPECIAL: Final = re.compile(r"[\\`*_\[\]|~$]|:(?=[A-Za-z0-9_+-]+:)")
_HTML: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}

_MARKS: Final = {Role.GAP: "**", Role.NOTE: "*"}


def table(shown: Table) -> str:
    """The caption, the table, and what its marks mean."""
    return "\n".join(f"{block}\n" for block in _blocks(shown))


def escape(text: str) -> str:
    """The text so that Markdown shows it as it stands, on one line."""
    plain = "".join(_HTML.get(char, char) for char in for_a_page(text))
    return _SPECIAL.sub(r"\\\g<0>", plain)


def _blocks(shown: Table) -> Iterator[str]:
    if shown.caption:
        yield f"**{escape(shown.caption)}**"
    if shown.empty is not None:
        yield _line(sentence(shown.empty, shown.words))
    else:
        yield "\n".join(_rows(shown))
    if shown.notes:
        yield "\n".join(f"- {escape(note)}" for note in shown.notes)
    if shown.annex is not None:
        yield from _blocks(shown.annex)


def _rows(shown: Table) -> Iterator[str]:
    yield _row(escape(column.header) for column in shown.columns)
    yield _row("---" for _ in shown.columns)
    for row in shown.rows:
        yield _row(_cell(cell, shown) for cell in row.cells)


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell, shown: Table) -> str:
    name = title(cell)
    found = nested(cell, shown.words)
    several = sum(not line.is_aside for line in found) > 1
    written = [] if name is None else [_line(name)]
    for line in found:
        bullet = "\u2022 " if several and not line.is_aside else ""
        written.append(f"{bullet}{_line(line)}")
        written += [f"\u2013 {_line(each)}" for each in line.inner]
    return "<br>".join(written)


def _line(line: Line) -> str:
    return "".join(map(_part, line.parts))


def _part(part: Part) -> str:
    """A part; spaces at its ends stay outside the marks, where Markdown wants them."""
    text = part.text.strip()
    before = part.text[: len(part.text) - len(part.text.lstrip())]
    after = part.text[len(part.text.rstrip()) :] if text else ""
    mark = _MARKS.get(part.role, "")
    said = f"{mark}{escape(text)}{mark}"
    return f"{before}{said}{after}"
