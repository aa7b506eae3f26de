"""A table as JSON, as schemas/table-v1.schema.json describes it."""

from __future__ import annotations

from typing import Any, Final

from policycheck import __version__
from policycheck.reports.escaped_json import dumps
from policycheck.table import Cell, Gap, Item, Kind, Row, Table

_MIXED: Final = "mixed"


def table(shown: Table) -> str:
    """The table as one object; whatever a policy says, it stays plain ASCII."""
    head = {"version": 1, "tool": {"name": "policycheck", "version": __version__}}
    return dumps({**head, **_table(shown)})


def _table(shown: Table) -> dict[str, Any]:
    return {
        "table": shown.name,
        "regime": shown.regime,
        "layout": shown.layout,
        "policy": {"id": shown.policy, "version": shown.version},
        "as_of": shown.as_of.isoformat(),
        "caption": shown.caption,
        "columns": [
            {"id": column.id, "header": column.header} for column in shown.columns
        ],
        "rows": [_row(row, shown) for row in shown.rows],
        "empty": None if shown.empty is None else _item(shown.empty, shown),
        "notes": list(shown.notes),
        "gaps": [_gap(gap) for gap in shown.own_gaps],
        "annex": None if shown.annex is None else _table(shown.annex),
    }


def _row(row: Row, shown: Table) -> dict[str, Any]:
    return {
        "id": row.id,
        "words": list(row.words),
        "cells": {
            column.id: _cell(cell, shown)
            for column, cell in zip(shown.columns, row.cells, strict=True)
        },
    }


def _cell(cell: Cell, shown: Table) -> dict[str, Any]:
    kinds = {item.kind for item in cell.items}
    kind = next(iter(kinds)).value if len(kinds) == 1 else _MIXED
    return {
        "title": cell.title,
        "kind": Kind.VALUE.value if not kinds else kind,
        "general": cell.is_general,
        "items": [_item(item, shown) for item in cell.items],
    }


def _item(item: Item, shown: Table) -> dict[str, Any]:
    return {
        "kind": item.kind.value,
        "text": item.said(shown.words),
        "about": item.of,
        "marks": [mark.value for mark in item.marks],
        "general": item.is_general,
        "rules": list(item.rules),
        "pointers": [str(at) for at in item.at],
    }


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        "row": gap.row.id,
        "column": gap.column.id,
        "about": gap.item.of,
        "rules": list(gap.item.rules),
        "pointers": [str(at) for at in gap.item.at],
    }
