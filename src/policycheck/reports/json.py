"""The report as JSON, as schemas/report-v1.schema.json describes it."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from policycheck import __version__
from policycheck.engine import Checked, Report
from policycheck.finding import Citation, Finding, RelatedPlace, Severity, State

_HALVES: Final = re.compile("[\ud800-\udfff]")


def check(report: Report) -> str:
    """The whole report as one object: every finding, whatever its state.

    All that is not printable ASCII is escaped, so that any terminal, log or code page
    can hold it.
    """
    text = json.dumps(_report(report), indent=2, ensure_ascii=True)
    return text.replace("\x7f", "\\u007f") + "\n"


def _report(report: Report) -> dict[str, Any]:
    law = {law.regime: law for each in report.checked for law in each.law}
    unchecked = {
        (place.regime, place.provision): place
        for each in report.checked
        for place in each.unchecked
    }
    return {
        "version": 1,
        "tool": {"name": "policycheck", "version": __version__},
        "as_of": report.as_of.isoformat(),
        "law": [
            {"regime": each.regime, "reviewed": each.reviewed.isoformat()}
            for each in law.values()
        ],
        "policies": [_policy(each) for each in report.checked],
        "not_read": [
            {"path": _text(each.path), "error": _text(each.error)}
            for each in report.not_read
        ],
        "skipped": report.skipped,
        "rules_run": len({id_ for each in report.checked for id_ in each.rules_run}),
        "findings": [_finding(each) for each in report.findings],
        "summary": {
            **{each.value: report.count(each) for each in Severity},
            "waived": report.in_state(State.WAIVED),
            "baselined": report.in_state(State.BASELINED),
        },
        "unchecked": [
            {
                "regime": each.regime,
                "provision": each.provision,
                "label": each.label,
                "reason": each.reason,
            }
            for each in unchecked.values()
        ],
    }


def _policy(checked: Checked) -> dict[str, Any]:
    return {
        "path": _text(checked.document.path),
        "id": None if checked.id is None else _text(checked.id),
        "version": None if checked.version is None else _text(checked.version),
        "regimes": [each.regime for each in checked.law],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    span = finding.location.span
    return {
        "rule": finding.rule,
        "regimes": list(finding.regimes),
        "severity": finding.severity.value,
        "title": finding.title,
        "message": _text(finding.message),
        "fix": _text(finding.fix),
        "path": _text(finding.location.path),
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "pointer": _text(str(finding.location.pointer)),
        "citations": [_citation(each) for each in finding.citations],
        "related": [_related(each) for each in finding.related],
        "fingerprint": finding.fingerprint,
        "state": finding.state.value,
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "regime": citation.regime,
        "id": citation.id,
        "label": citation.label,
        "url": citation.url,
        "verified": citation.verified,
    }


def _related(place: RelatedPlace) -> dict[str, Any]:
    return {
        "message": _text(place.message),
        "path": _text(place.location.path),
        "line": place.location.span.line,
        "column": place.location.span.column,
        "pointer": _text(str(place.location.pointer)),
    }


def _text(text: str) -> str:
    """The text with halves of characters, which strict readers refuse, spelt out."""
    return _HALVES.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
