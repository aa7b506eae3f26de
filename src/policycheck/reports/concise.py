"""One line per finding, for editors, grep and logs."""

from __future__ import annotations

from policycheck.finding import Finding, State
from policycheck.report import Report
from policycheck.reports import harmless


def check(report: Report) -> str:
    """Each new finding as `path:line:col: severity rule message`."""
    return "".join(
        f"{line(finding)}\n"
        for finding in report.findings
        if finding.state is State.NEW
    )


def line(finding: Finding) -> str:
    """A finding on one line."""
    at = finding.location
    return harmless.line(
        f"{at.path}:{at.span.line}:{at.span.column}: "
        f"{finding.severity.value} {finding.rule} {finding.message}"
    )
