"""Workflow commands: GitHub Actions shows each finding beside its line."""

from __future__ import annotations

from typing import Final

from policycheck.engine import Report
from policycheck.finding import Finding, Severity, State
from policycheck.reports.harmless import github as data
from policycheck.reports.harmless import github_property

_COMMANDS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}


def check(report: Report) -> str:
    """Each new finding as one command."""
    return "".join(
        f"{_command(finding)}\n"
        for finding in report.findings
        if finding.state is State.NEW
    )


def _command(finding: Finding) -> str:
    """The message repeats place and rule: the log of a run shows nothing else."""
    at = finding.location
    span = at.span
    place = {"file": at.path, "line": span.line, "endLine": span.end_line}
    if span.line == span.end_line:  # GitHub refuses columns of several lines
        place |= {"col": span.column, "endColumn": span.end_column}
    properties = ",".join(
        f"{name}={github_property(str(value))}"
        for name, value in {**place, "title": finding.rule}.items()
    )
    cited = ", ".join(dict.fromkeys(each.label for each in finding.citations))
    says = f"{at.path}:{span.line}:{span.column}: {finding.rule} {finding.message}"
    message = [f"{says} ({cited})" if cited else says, f"fix: {finding.fix}"]
    lines = "%0A".join(data(each) for each in message)
    return f"::{_COMMANDS[finding.severity]} {properties}::{lines}"
