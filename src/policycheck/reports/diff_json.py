"""What changed as JSON, as schemas/diff-v1.schema.json describes it."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from policycheck import __version__
from policycheck.diff.change import Change, Cited, Comparison
from policycheck.diff.scale import Significance
from policycheck.location import Location

_HALVES: Final = re.compile("[\ud800-\udfff]")


def diff(comparison: Comparison) -> str:
    """The whole comparison as one object, in printable ASCII."""
    text = json.dumps(_comparison(comparison), indent=2, ensure_ascii=True)
    return text.replace("\x7f", "\\u007f") + "\n"


def _comparison(comparison: Comparison) -> dict[str, Any]:
    verdict = comparison.verdict
    return {
        "version": 1,
        "tool": {"name": "policycheck", "version": __version__},
        "old": _text(comparison.old_path),
        "new": _text(comparison.new_path),
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
        "message": _text(change.message),
        "pointer": _text(change.stable_at),
        "old": _value(change.old),
        "new": _value(change.new),
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
    }


def _cited(cited: Cited) -> dict[str, Any]:
    return {"label": cited.label, "url": cited.url, "verified": cited.verified}


def _location(at: Location | None) -> dict[str, Any] | None:
    if at is None:
        return None
    return {
        "path": _text(at.path),
        "line": at.span.line,
        "column": at.span.column,
        "end_line": at.span.end_line,
        "end_column": at.span.end_column,
        "pointer": _text(str(at.pointer)),
    }


def _value(value: str | None) -> str | None:
    return None if value is None else _text(value)


def _text(text: str) -> str:
    """The text with halves of characters, which strict readers refuse, spelt out."""
    return _HALVES.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
