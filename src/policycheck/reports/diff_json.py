"""What changed as JSON, as schemas/diff-v1.schema.json describes it."""

from __future__ import annotations

from typing import Any

from policycheck import __version__
from policycheck.diff.change import Change, Cited, Comparison
from policycheck.diff.scale import Significance
from policycheck.location import Location
from policycheck.reports.escaped_json import dumps


def diff(comparison: Comparison) -> str:
    """The whole comparison as one object, in printable ASCII."""
    return dumps(_comparison(comparison))


def _comparison(comparison: Comparison) -> dict[str, Any]:
    verdict = comparison.verdict
    return {
        "version": 1,
        "tool": {"name": "policycheck", "version": __version__},
        "old": comparison.old_path,
        "new": comparison.new_path,
        "changes": [_change(each) for each in comparison.changes],
        "verdict": verdict.value if verdict else "none",
        "summary": {
            **{each.value: comparison.count(each) for each in Significance},
            "waived": comparison.waived,
        },
        "judged_by": list(comparison.judged_by),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.slug,
        "significance": change.significance.value,
        "direction": change.kind.direction.value,
        "message": change.message,
        "pointer": change.stable_at,
        "old": change.old,
        "new": change.new,
        "old_location": _location(change.old_location),
        "new_location": _location(change.new_location),
        "consequences": [
            {
                "regime": each.regime,
                "says": each.says,
                "citations": [_cited(cited) for cited in each.cites],
            }
            for each in change.consequences
        ],
        "fingerprint": change.fingerprint,
        "state": change.state.value,
        "excuse": change.excuse,
    }


def _cited(cited: Cited) -> dict[str, Any]:
    return {"label": cited.label, "url": cited.url, "verified": cited.verified}


def _location(at: Location | None) -> dict[str, Any] | None:
    if at is None:
        return None
    return {
        "path": at.path,
        "line": at.span.line,
        "column": at.span.column,
        "end_line": at.span.end_line,
        "end_column": at.span.end_column,
        "pointer": str(at.pointer),
    }
