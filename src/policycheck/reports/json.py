"""The report as JSON, as schemas/report-v1.schema.json describes it."""

from __future__ import annotations

from typing import Any

from policycheck import __version__
from policycheck.finding import Citation, Finding, RelatedPlace, Severity, State
from policycheck.report import Checked, Report
from policycheck.reports.escaped_json import dumps


def check(report: Report) -> str:
    """The whole report as one object: every finding, whatever its state."""
    return dumps(_report(report))


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
            {"path": each.path, "error": each.error} for each in report.not_read
        ],
        "skipped": report.skipped,
        "left_out": [
            {"policies": each.many, "reason": each.reason} for each in report.excluded
        ],
        "rules_run": len(report.rules_run),
        "rules_off": sorted(report.rules_off),
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
        "path": checked.document.path,
        "id": checked.id,
        "version": checked.version,
        "regimes": [each.regime for each in checked.law],
        "not_in_force": [each.regime for each in checked.not_in_force],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    span = finding.location.span
    return {
        "rule": finding.rule,
        "regimes": list(finding.regimes),
        "severity": finding.severity.value,
        "title": finding.title,
        "message": finding.message,
        "fix": finding.fix,
        "docs": finding.docs,
        "path": finding.location.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "pointer": str(finding.location.pointer),
        "at": finding.stable_at,
        "citations": [_citation(each) for each in finding.citations],
        "related": [_related(each) for each in finding.related],
        "fingerprint": finding.fingerprint,
        "state": finding.state.value,
        "excuse": finding.excuse,
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
        "message": place.message,
        "path": place.location.path,
        "line": place.location.span.line,
        "column": place.location.span.column,
        "pointer": str(place.location.pointer),
    }
