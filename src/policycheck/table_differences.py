"""Where a published table says something else than the derived one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from policycheck.errors import PolicycheckError
from policycheck.location import Pointer
from policycheck.published import Grid
from policycheck.table import PRINTED, Item, Kind, Row, Table
from policycheck.table_options import Words

_MARK: Final = "|".join(map(re.escape, PRINTED.values())) + "|[a-z-]+/[a-z-]+"
_APPENDED: Final = re.compile(rf" \((?:{_MARK})(?:, (?:{_MARK}))*\)$")
_SEPARATORS: Final = re.compile(r"[;,]|\band\b|&", re.ASCII)
_SAME: Final = {
    "no": "none",
    "\u2718": "none",
    "\u2717": "none",
    "\u2714": "yes",
    "\u2713": "yes",
    "n/a": "not applicable",
    "-na-": "not applicable",
    "-": "not applicable",
    "\u2013": "not applicable",
    "\u2014": "not applicable",
}
_QUOTES: Final = str.maketrans({"\u2019": "'", "\u201c": '"', "\u201d": '"'})
_LETTER: Final = re.compile(r"^\(?[A-Z][.):]\s+")
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
_TOKEN: Final = re.compile(r"[a-z0-9]+")
_FILLERS: Final = frozenset(
    {"a", "an", "and", "any", "are", "category", "categorie", "for", "in", "is", "it"}
    | {"of", "or", "our", "such", "that", "the", "third", "partie", "party", "to", "u"}
    | {"was", "we", "were", "whether", "which", "whom", "why", "with", "you", "your"}
)
_LEAST_SHARED: Final = 2


class What(Enum):
    """What differs."""

    ROW_MISSING = "row-missing"
    ROW_UNKNOWN = "row-unknown"
    COLUMN_MISSING = "column-missing"
    CELL = "cell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where the two tables differ, and what each of them says there.

    `at` is where the policy says what the derived table prints.
    """

    what: What
    row: str = ""
    column: str = ""
    published: tuple[str, ...] = ()
    derived: tuple[str, ...] = ()
    at: tuple[Pointer, ...] = ()


def differences(table: Table, published: Sequence[Grid]) -> tuple[Difference, ...]:
    """The rows and cells of a published table, found by its header, that differ."""
    if not table.rows and not any(
        _fits(table, _places(table, each)) for each in published
    ):
        return ()
    grid, places = _found(table, published)
    found = list(_of_columns(table, places))
    found += _of_rows(table, grid, places)
    if table.annex is not None:
        rest = [each for each in published if each is not grid]
        found += differences(table.annex, rest)
    return tuple(found)


def _found(table: Table, published: Sequence[Grid]) -> tuple[Grid, dict[str, int]]:
    """The table whose header shares most columns, and where it has each of them."""
    best: tuple[Grid, dict[str, int]] | None = None
    for grid in published:
        places = _places(table, grid)
        if best is None or len(places) > len(best[1]):
            best = grid, places
    if best is None or not _fits(table, best[1]):
        wanted = ", ".join(column.header for column in table.columns)
        seen = "; ".join(
            f"line {each.line}: {', '.join(each.header)}" for each in published
        )
        message = f"no table has the columns {wanted} (found: {seen or 'no table'})"
        raise PolicycheckError(message)
    return best


def _fits(table: Table, places: dict[str, int]) -> bool:
    return len(places) >= min(_LEAST_SHARED, len(table.columns))


def _places(table: Table, grid: Grid) -> dict[str, int]:
    """Which published column each derived one is: the same header, or one with more."""
    first, *rest = table.columns
    places = {first.id: 0}
    headers = [_tokens(header) for header in grid.header]
    free = set(range(1, len(headers)))
    for column in rest:
        wanted = _tokens(column.header)
        fitting = [at for at in free if wanted and wanted <= headers[at]]
        if fitting:
            at = min(fitting, key=lambda each: (len(headers[each]), each))
            places[column.id] = at
            free.discard(at)
    return places


def _of_columns(table: Table, places: dict[str, int]) -> Iterator[Difference]:
    for column in table.columns:
        if column.id not in places:
            yield Difference(what=What.COLUMN_MISSING, column=column.header)


def _of_rows(table: Table, grid: Grid, places: dict[str, int]) -> Iterator[Difference]:
    seen: set[str] = set()
    for published in grid.rows:
        label = published[0][0] if published and published[0] else ""
        row = _row(table, label, seen)
        if row is None:
            yield Difference(
                what=What.ROW_UNKNOWN, row=label, published=tuple(_texts(published))
            )
            continue
        seen.add(row.id)
        yield from _of_cells(table, row, published, places)
    for row in table.rows:
        if row.id not in seen:
            at = tuple(at for item in row.cells[0].items for at in item.at)
            yield Difference(what=What.ROW_MISSING, row=_title(row), at=at)


def _row(table: Table, label: str, seen: set[str]) -> Row | None:
    """The derived row a published label names: by its words, else by all of them."""
    free = [row for row in table.rows if row.id not in seen]
    name = _name(label)
    for row in free:
        if name and name in {_name(_title(row)), row.id.replace("-", " ")}:
            return row
    tokens = _tokens(name)
    fitting = [row for row in free if tokens and tokens <= _tokens(_title(row))]
    return fitting[0] if len(fitting) == 1 else None


def _of_cells(
    table: Table,
    row: Row,
    published: Sequence[tuple[str, ...]],
    places: dict[str, int],
) -> Iterator[Difference]:
    for index, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
        if column.id not in places:
            continue
        place = places[column.id]
        said = published[place] if place < len(published) else ()
        if not index:
            said = said[1:]
            if not said:  # the label alone; what it stands for is not repeated
                continue
        if not agree(said, cell.items, table.words):
            yield Difference(
                what=What.CELL,
                row=_title(row),
                column=column.header,
                published=tuple(said),
                derived=tuple(printed(item, table.words) for item in cell.items),
                at=tuple(dict.fromkeys(at for item in cell.items for at in item.at)),
            )


def agree(published: Iterable[str], derived: Sequence[Item], words: Words) -> bool:
    """Whether what is published says the same as the lines of a derived cell.

    A page may leave out for which part of a row there is nothing where it has values,
    and need not tell apart what one column is for.
    """
    published = tuple(published)
    return any(
        _words(_under_headings(published, form), words)
        == _words((printed(item, words) for item in form), words)
        for form in _forms(derived)
    )


def _forms(derived: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The ways to publish a cell, from the one that says most."""
    yield derived
    if any(item.is_value for item in derived):
        yield [
            item for item in derived if item.kind is not Kind.NONE or item.about is None
        ]
        yield [
            replace(item, aspect=None)
            for item in derived
            if item.is_value or item.is_gap
        ]


def _under_headings(lines: Iterable[str], derived: Sequence[Item]) -> Iterator[str]:
    """The lines of a cell, those below a heading with its words before them."""
    known = tuple(f"{_plain(item.of)}:" for item in derived if item.of is not None)
    heading = ""
    for line in lines:
        plain = _plain(line)
        if plain.endswith(":"):
            heading = plain
        elif heading and not plain.startswith(known):
            yield f"{heading} {plain}"
        else:
            yield plain


def printed(item: Item, words: Words) -> str:
    """A line of a derived cell without its marks."""
    said = item.said(words)
    return said if item.of is None else f"{item.of}: {said}"


def _words(lines: Iterable[str], words: Words) -> frozenset[str]:
    """What a cell says, whatever separates its values and however it says none."""
    instead = {
        _plain(words.none): Kind.NONE.value,
        _plain(words.not_stated): "not stated",
        _plain(words.not_applicable): "not applicable",
        _plain(words.not_listed): "not listed",
    }
    found = set()
    for line in lines:
        for part in _SEPARATORS.split(_plain(line)):
            about, colon, said = part.strip().rpartition(": ")
            text = said.strip(" .")
            text = instead.get(text, _SAME.get(text, text))
            found.add(f"{about}{colon}{text}")
    return frozenset(found - {""})


def _plain(text: str) -> str:
    text = " ".join(text.translate(_QUOTES).casefold().split())
    while (match := _APPENDED.search(text)) is not None:
        text = text[: match.start()]
    return text


def _title(row: Row) -> str:
    first = row.cells[0]
    return first.title or " ".join(item.text for item in first.items)


def _name(label: str) -> str:
    """A row's label without its letter and without what stands in brackets."""
    return _plain(_IN_BRACKETS.sub("", _LETTER.sub("", label))).rstrip(" .:")


def _tokens(text: str) -> frozenset[str]:
    """The words of a header or label that tell it from others, in the singular."""
    found = (word.rstrip("s") for word in _TOKEN.findall(text.casefold()))
    return frozenset(word for word in found if word not in _FILLERS)


def _texts(cells: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for cell in cells:
        yield "; ".join(cell)
