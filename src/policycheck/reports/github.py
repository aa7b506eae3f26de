"""Workflow commands: GitHub Actions shows each finding beside its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policycheck.finding import Finding, Severity, State
from policycheck.report import NotRead, Report
from policycheck.reports import concise
from policycheck.reports.harmless import github as data
from policycheck.reports.harmless import github_property
from policycheck.reports.paths import AS_NAMED, Base, relative

_COMMANDS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
_MOST: Final = 10
"""GitHub shows so many annotations of a kind for a step, and drops the rest."""


def check(report: Report, *, base: Base = AS_NAMED) -> str:
    """What could not be read, then each new finding, as commands, errors first.

    Of more than ten of a kind, nine are annotated and the tenth annotation counts the
    others, which follow in the log as plain lines.
    """
    new = [each for each in report.findings if each.state is State.NEW]
    lines = [_unread(each, relative(each.path, base)) for each in report.not_read]
    for severity in Severity:
        found = [each for each in new if each.severity is severity]
        lines += _commands(severity, found, base)
    return "".join(f"{line}\n" for line in lines)


def _commands(severity: Severity, found: list[Finding], base: Base) -> Iterator[str]:
    many = len(found) if len(found) <= _MOST else _MOST - 1
    for each in found[:many]:
        yield _command(each, relative(each.location.path, base))
    if many < len(found):
        rest = len(found) - many
        kind = _COMMANDS[severity]
        yield f"::{kind} title=policycheck::and {rest} more, listed in the log"
        for each in found[many:]:
            yield f"- {concise.line(each)}"


def _unread(each: NotRead, path: str) -> str:
    says = data(f"{path}: could not be checked: {each.error}")
    return f"::error file={github_property(path)},title=policycheck::{says}"


def _command(finding: Finding, path: str) -> str:
    """The message repeats place and rule: the log of a run shows nothing else."""
    span = finding.location.span
    place = {"file": path, "line": span.line, "endLine": span.end_line}
    if span.line == span.end_line:  # GitHub refuses columns of several lines
        place |= {"col": span.column, "endColumn": span.end_column}
    properties = ",".join(
        f"{name}={github_property(str(value))}"
        for name, value in {**place, "title": finding.rule}.items()
    )
    cited = ", ".join(dict.fromkeys(each.label for each in finding.citations))
    says = f"{path}:{span.line}:{span.column}: {finding.rule} {finding.message}"
    message = [
        f"{says} ({cited})" if cited else says,
        f"fix: {finding.fix}",
        finding.docs,
    ]
    lines = "%0A".join(data(each) for each in message)
    return f"::{_COMMANDS[finding.severity]} {properties}::{lines}"
