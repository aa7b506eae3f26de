"""A table as JSON, as schemas/table-v1.schema.json describes it."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from policycheck import __version__
from policycheck.table import Cell, Gap, Item, Kind, Row, Table

_HALVES: Final = re.compile("[\ud800-\udfff]")
_MIXED: Final = "mixed"


def table(shown: Table) -> str:
    """The table as one object; all that is not printable ASCII is escaped."""
    head = {"version": 1, "tool": {"name": "policycheck", "version": __version__}}
    data = {**head, **_table(shown)}
    text = json.dumps(data, indent=2, ensure_ascii=True)
    return text.replace("\x7f", "\\u007f") + "\n"


def _table(shown: Table) -> dict[str, Any]:
    return {
        "table": shown.name,
        "regime": shown.regime,
        "layout": shown.layout,
        "policy": {"id": _text(shown.policy), "version": _optional(shown.version)},
        "as_of": shown.as_of.isoformat(),
        "caption": _text(shown.caption),
        "columns": [
            {"id": column.id, "header": _text(column.header)}
            for column in shown.columns
        ],
        "rows": [_row(row, shown) for row in shown.rows],
        "empty": None if shown.empty is None else _item(shown.empty, shown),
        "notes": [_text(note) for note in shown.notes],
        "gaps": [_gap(gap) for gap in shown.own_gaps],
        "annex": None if shown.annex is None else _table(shown.annex),
    }


def _row(row: Row, shown: Table) -> dict[str, Any]:
    return {
        "id": _text(row.id),
        "words": [_text(word) for word in row.words],
        "cells": {
            column.id: _cell(cell, shown)
            for column, cell in zip(shown.columns, row.cells, strict=True)
        },
    }


def _cell(cell: Cell, shown: Table) -> dict[str, Any]:
    kinds = {item.kind for item in cell.items}
    kind = next(iter(kinds)).value if len(kinds) == 1 else _MIXED
    return {
        "title": _optional(cell.title),
        "kind": Kind.VALUE.value if not kinds else kind,
        "general": cell.is_general,
        "items": [_item(item, shown) for item in cell.items],
    }


def _item(item: Item, shown: Table) -> dict[str, Any]:
    return {
        "kind": item.kind.value,
        "text": _text(shown.words.of(item)),
        "about": _optional(item.about),
        "marks": [mark.value for mark in item.marks],
        "general": item.is_general,
        "rules": list(item.rules),
        "pointers": [_text(str(at)) for at in item.at],
    }


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        "row": _text(gap.row.id),
        "column": gap.column.id,
        "about": _optional(gap.item.about),
        "rules": list(gap.item.rules),
        "pointers": [_text(str(at)) for at in gap.item.at],
    }


def _optional(text: str | None) -> str | None:
    return None if text is None else _text(text)


def _text(text: str) -> str:
    """The text with halves of characters, which strict readers refuse, spelt out."""
    return _HALVES.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
