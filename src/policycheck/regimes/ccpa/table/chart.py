"""The tables a notice publishes, kept in the policy, against what is derived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from policycheck.answers import Datum
from policycheck.policy.statements import Row
from policycheck.policy.statements import Table as Chart
from policycheck.regimes.ccpa.table.columns import COLUMNS
from policycheck.regimes.ccpa.table.rows import Subject, categories_of
from policycheck.regimes.ccpa.table.sheet import Sheet
from policycheck.table_agreement import agree, printed
from policycheck.table_differences import Difference, What

_COLUMNS: Final = {
    "collected": "is-collected",
    "sources": "sources",
    "purposes": "purposes",
    "disclosed_to": "disclosed-to",
    "sold_to": "sold-to",
    "shared_to": "shared-to",
    "retention": "retention",
}
_WORDS: Final = {"none": "none", "not-applicable": "not applicable"}
_NEITHER: Final = (False, "none", "not-applicable")


def differences(sheet: Sheet, data: Sequence[Datum]) -> tuple[Difference, ...]:
    """The rows and cells of the published tables that say something else."""
    return tuple(
        difference
        for chart in sheet.policy.published
        for difference in _of_chart(sheet, chart, data)
    )


def _of_chart(
    sheet: Sheet, chart: Chart, data: Sequence[Datum]
) -> Iterator[Difference]:
    for row in chart.rows:
        subject = _subject(row, data)
        if not subject.data:
            if row.cells.get("collected") not in _NEITHER:
                yield Difference(what=What.ROW_UNKNOWN, row=row.label, at=(row.at,))
            continue
        yield from _of_cells(sheet, row, subject)
    if chart.table == "collected":
        yield from _missing(sheet, chart, data)


def _subject(row: Row, data: Sequence[Datum]) -> Subject:
    """The data a row stands for: what it names, else all of its categories."""
    named = {each.id for each in row.data_categories}
    words = row.categories if isinstance(row.categories, tuple) else ()
    return Subject(
        id=row.label,
        name=row.label,
        words=words,
        data=tuple(
            datum
            for datum in data
            if (not named or datum.entry.id in named)
            and (not words or not set(words).isdisjoint(categories_of(datum)))
        )
        if named or words
        else (),
    )


def _of_cells(sheet: Sheet, row: Row, subject: Subject) -> Iterator[Difference]:
    for key, stated in row.cells.items():
        spec = COLUMNS[_COLUMNS[key]]
        if not sheet.has_sharing and spec.unsaid is None:
            continue
        items = spec.fill(sheet, subject)
        said = _lines(stated)
        if not agree(said, items, sheet.options.words):
            yield Difference(
                what=What.CELL,
                row=row.label,
                column=spec.header,
                published=said,
                derived=tuple(printed(item, sheet.options.words) for item in items),
                at=(row.at / key, *(at for item in items for at in item.at)),
            )


def _lines(stated: bool | str | tuple[str, ...]) -> tuple[str, ...]:  # noqa: FBT001 - a cell of the schema
    if isinstance(stated, bool):
        return ("yes",) if stated else ("no",)
    if isinstance(stated, str):
        return (_WORDS.get(stated, stated),)
    return stated


def _missing(sheet: Sheet, chart: Chart, data: Sequence[Datum]) -> Iterator[Difference]:
    """The categories collected that a table of categories collected leaves out."""
    listed = {word for row in chart.rows for word in _words(row)}
    for category in sheet.law.categories:
        found = [datum for datum in data if category.word in categories_of(datum)]
        if found and category.word not in listed:
            at = (chart.at, *(at for datum in found for at in datum.at))
            yield Difference(what=What.ROW_MISSING, row=category.name, at=at)


def _words(row: Row) -> tuple[str, ...]:
    """The categories a row lists: those it names, else those of the data it names."""
    if isinstance(row.categories, tuple):
        return row.categories
    entries = (each.ccpa for each in row.data_categories)
    return tuple(word for ccpa in entries if isinstance(ccpa, tuple) for word in ccpa)
