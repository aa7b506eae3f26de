"""Where a published table says something else, as text for people and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from policycheck.reports import harmless
from policycheck.reports.escaped_json import dumps
from policycheck.table_differences import Comparison, Difference, What

_NOTHING = "nothing"


def text(found: Sequence[Difference], path: str) -> str:
    """One line per difference; empty where the tables agree."""
    return "".join(f"{harmless.line(f'{path}: {_said(each)}')}\n" for each in found)


def as_json(found: Comparison, path: str) -> str:
    """All differences as one object, as schemas/table-check-v1.schema.json has it."""
    return dumps(
        {
            "version": 1,
            "published": path,
            "compared": list(found.compared),
            "passed_by": list(found.passed_by),
            "differences": [
                {
                    "what": each.what.value,
                    "row": each.row,
                    "column": each.column,
                    "published": list(each.published),
                    "derived": list(each.derived),
                    "pointers": [str(at) for at in each.at],
                }
                for each in found.differences
            ],
        }
    )


def _said(each: Difference) -> str:
    match each.what:
        case What.ROW_MISSING:
            return f"row {each.row!r} is missing"
        case What.ROW_UNKNOWN:
            return f"row {each.row!r} is not in the derived table"
        case What.COLUMN_MISSING:
            return f"column {each.column!r} is missing"
        case What.CELL:
            published = "; ".join(each.published) or _NOTHING
            derived = "; ".join(each.derived) or _NOTHING
            return (
                f"row {each.row!r}, column {each.column!r}: published {published}; "
                f"derived {derived}"
            )
        case _:  # pragma: no cover - mypy proves that nothing is left
            assert_never(each.what)
