"""One line per finding, for editors, grep and logs."""

from __future__ import annotations

from policycheck.engine import Report
from policycheck.finding import Finding, State
from policycheck.reports import harmless


def check(report: Report) -> str:
    """Each new finding as `path:line:col: severity rule message`."""
    return "".join(
        f"{_line(finding)}\n"
        for finding in report.findings
        if finding.state is State.NEW
    )


def _line(finding: Finding) -> str:
    at = finding.location
    return harmless.line(
        f"{at.path}:{at.span.line}:{at.span.column}: "
        f"{finding.severity.value} {finding.rule} {finding.message}"
    )
