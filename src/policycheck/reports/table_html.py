"""A table in HTML that assistive technology can read: a fragment, or a whole page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
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
from policycheck.table import Cell, Kind, Row, Table

_STYLE: Final = """\
body { font: 1rem/1.5 system-ui, sans-serif; margin: 1rem; color: #1a1a1a; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; }
table { margin-block: 1rem; }
caption, .caption { font-weight: bold; text-align: start; padding-block: 0.5rem; }
th, td { border: 1px solid #767676; padding: 0.5rem; text-align: start; }
th, td { vertical-align: top; overflow-wrap: anywhere; }
thead th { background: #f0f0f0; }
tbody th { font-weight: normal; }
th, td { hyphens: auto; }
ul { margin: 0; padding-inline-start: 1.2rem; }
ul ul { padding-inline-start: 0.8rem; }
.gap { color: #8a0000; }
.none, .not-applicable, .not-listed, .note, .rule, .notes { color: #505050; }
@media (prefers-color-scheme: dark) {
  body { color: #eee; background: #161616; }
  thead th, tbody th { background: #2b2b2b; }
  .gap { color: #ff9c9c; }
  .none, .not-applicable, .not-listed, .note, .rule, .notes { color: #bbb; }
}
"""

_STACKED: Final = """\
  table, caption, tbody, tr, th, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; }
  thead { clip-path: inset(50%); white-space: nowrap; }
  tr { margin-block: 1rem; }
  tbody th { background: #f0f0f0; }
  td::before { content: attr(data-header) ": "; font-weight: bold; }
  td::before { content: attr(data-header) ": " / ""; }
"""
_ROOM: Final = 9
"""The rem a column needs; on a narrower screen each row is a list."""
_LEAST: Final = 30


def table(shown: Table) -> str:
    """The table with what its marks mean, to stand inside a page."""
    return "".join(f"{line}\n" for line in _fragment(shown))


def page(shown: Table) -> str:
    """A whole page, which loads nothing and fits narrow screens."""
    name = _text(shown.caption or shown.policy)
    room = max(_LEAST, _ROOM * len(shown.columns))
    narrow = f"@media (max-width: {room}rem) {{\n{_STACKED}}}\n"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{name}</title>\n<style>\n{_STYLE}{narrow}</style>\n</head>\n<body>\n<main>\n"
        f"{table(shown)}</main>\n</body>\n</html>\n"
    )


def _fragment(shown: Table) -> Iterator[str]:
    yield f'<div class="policycheck-table" data-layout="{_text(shown.layout)}">'
    if shown.empty is None:
        yield from _table(shown)
    else:
        if shown.caption:
            yield f'<p class="caption">{_text(shown.caption)}</p>'
        yield f"<p>{_line(sentence(shown.empty, shown.words))}</p>"
    if shown.notes:
        yield '<ul class="notes">'
        yield from (f"<li>{_text(note)}</li>" for note in shown.notes)
        yield "</ul>"
    yield "</div>"
    if shown.annex is not None:
        yield from _fragment(shown.annex)


def _table(shown: Table) -> Iterator[str]:
    """The roles keep the table a table where a style sheet lays it out as blocks."""
    yield '<table role="table">'
    if shown.caption:
        yield f"<caption>{_text(shown.caption)}</caption>"
    yield '<thead role="rowgroup">'
    yield '<tr role="row">'
    for column in shown.columns:
        yield f'<th scope="col" role="columnheader">{_text(column.header)}</th>'
    yield "</tr>"
    yield "</thead>"
    yield '<tbody role="rowgroup">'
    for row in shown.rows:
        yield from _row(shown, row)
    yield "</tbody>"
    yield "</table>"


def _row(shown: Table, row: Row) -> Iterator[str]:
    yield '<tr role="row">'
    for place, (column, cell) in enumerate(zip(shown.columns, row.cells, strict=True)):
        said, header = _cell(shown, cell), _text(column.header)
        if place == shown.naming:
            yield f'<th scope="row" role="rowheader">{said}</th>'
        else:
            yield f'<td role="cell" data-header="{header}">{said}</td>'
    yield "</tr>"


def _cell(shown: Table, cell: Cell) -> str:
    name = title(cell)
    found = nested(cell, shown.words)
    asides = "".join(_line(line) for line in found if line.is_aside)
    listed = [line for line in found if not line.is_aside]
    if name is None and len(listed) == 1 and not listed[0].inner:
        return f"{_line(listed[0])}{asides}"
    return f"{'' if name is None else _line(name)}{_list(listed)}{asides}"


def _list(lines: Sequence[Line]) -> str:
    items = "".join(f"<li>{_line(each)}{_list(each.inner)}</li>" for each in lines)
    return f"<ul>{items}</ul>" if items else ""


def _line(line: Line) -> str:
    return "".join(map(_part, line.parts))


def _part(part: Part) -> str:
    text = part.text.strip()
    before = part.text[: len(part.text) - len(part.text.lstrip())]
    after = part.text[len(part.text.rstrip()) :] if text else ""
    said = _text(text)
    match part.role:
        case Role.VALUE:
            pass
        case Role.GAP:
            said = f'<strong class="gap">{said}</strong>'
        case Role.WORD:
            said = f'<span class="{(part.kind or Kind.NONE).value}">{said}</span>'
        case Role.RULE:
            said = f'<small class="rule">{said.replace("/", "/<wbr>")}</small>'
        case Role.TITLE | Role.ABOUT | Role.NOTE:
            said = f'<span class="{part.role.value}">{said}</span>'
    return f"{before}{said}{after}"


def _text(text: str) -> str:
    return escape(for_a_page(text), quote=True).replace("##[", "#&#35;[")
