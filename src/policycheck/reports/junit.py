"""JUnit XML: a suite for each policy, a test that failed for each finding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from policycheck.finding import Finding, Severity, State
from policycheck.report import Checked, NotRead, Report
from policycheck.reports import harmless
from policycheck.reports.paths import AS_NAMED, Base, relative

_MARKUP: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_TO_MARKUP: Final = str.maketrans(_MARKUP)
_NOT_XML: Final = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")


def check(report: Report, *, base: Base = AS_NAMED) -> str:
    """Errors and warnings fail, notes pass and tell, excused findings are skipped.

    A policy without any has one test that passes, so that a dashboard shows it; a file
    that could not be read is an error.
    """
    suites = [
        *(_suite(each, relative(each.document.path, base)) for each in report.checked),
        *(_unread(each, relative(each.path, base)) for each in report.not_read),
    ]
    cases = [len(tests) for _, tests in suites]
    failed = sum(_is_failure(each) for each in report.findings)
    counts = f'tests="{sum(cases)}" failures="{failed}" errors="{len(report.not_read)}"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="policycheck" {counts}>',
    ]
    for opening, tests in suites:
        lines += [opening, *tests, "  </testsuite>"]
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _is_failure(finding: Finding) -> bool:
    return finding.state is State.NEW and finding.severity is not Severity.NOTE


def _suite(checked: Checked, path: str) -> tuple[str, list[str]]:
    tests = [_case(each, path) for each in checked.findings]
    if not tests:
        ran = len(checked.rules_run)
        tests = [f"    <testcase {_named(f'{ran} rules ran, no findings', path)}/>"]
    failed = sum(map(_is_failure, checked.findings))
    skipped = sum(each.state is not State.NEW for each in checked.findings)
    return _opening(path, tests, failures=failed, skipped=skipped), tests


def _unread(each: NotRead, path: str) -> tuple[str, list[str]]:
    error = f'<error type="not read" message="{_text(each.error)}"/>'
    tests = [f"    <testcase {_named('read', path)}>{error}</testcase>"]
    return _opening(path, tests, errors=1), tests


def _opening(
    path: str,
    tests: Sequence[str],
    *,
    failures: int = 0,
    errors: int = 0,
    skipped: int = 0,
) -> str:
    return (
        f'  <testsuite name="{_text(path)}" tests="{len(tests)}" '
        f'failures="{failures}" errors="{errors}" skipped="{skipped}">'
    )


def _case(finding: Finding, path: str) -> str:
    name = _named(f"{finding.rule} {finding.stable_at}", path)
    message = _text(finding.message)
    text = "\n".join(map(_text, _details(finding, path)))
    if finding.state is not State.NEW:
        excuse = _text(finding.excuse or finding.state.value)
        inside = f'<skipped type="{finding.state.value}" message="{excuse}">{text}'
        closing = "</skipped>"
    elif _is_failure(finding):
        kind = finding.severity.value
        inside = f'<failure type="{kind}" message="{message}">{text}'
        closing = "</failure>"
    else:
        inside, closing = f"<system-out>{text}", "</system-out>"
    return f"    <testcase {name}>{inside}{closing}</testcase>"


def _named(name: str, path: str) -> str:
    return f'name="{_text(name)}" classname="{_text(path)}"'


def _details(finding: Finding, path: str) -> Iterator[str]:
    span = finding.location.span
    yield f"{path}:{span.line}:{span.column}: {finding.message}"
    for each in finding.related:
        yield f"{path}:{each.location.span.line}: {each.message}"
    cited = ", ".join(dict.fromkeys(each.label for each in finding.citations))
    if cited:
        yield f"law: {cited}"
    yield f"fix: {finding.fix}"
    yield finding.docs


def _text(text: str) -> str:
    safe = _NOT_XML.sub(lambda match: f"\\u{ord(match[0]):04x}", harmless.line(text))
    return safe.translate(_TO_MARKUP).replace("##[", "#&#35;[")
