"""GitLab's code quality report: new findings, and files that could not be read."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, Final

from policycheck.finding import Finding, Severity, State
from policycheck.report import NotRead, Report
from policycheck.reports import harmless
from policycheck.reports.escaped_json import dumps
from policycheck.reports.paths import AS_NAMED, Base, relative

_SEVERITIES: Final = {
    Severity.ERROR: "critical",
    Severity.WARNING: "major",
    Severity.NOTE: "info",
}


def check(report: Report, *, base: Base = AS_NAMED) -> str:
    """One issue for each new finding; an empty list where there is none.

    GitLab itself compares the reports of two branches.
    """
    found = [
        _issue(each, relative(each.location.path, base))
        for each in report.findings
        if each.state is State.NEW
    ]
    found += [_unread(each, relative(each.path, base)) for each in report.not_read]
    return dumps(_told_apart(found))


def _told_apart(issues: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The issues with fingerprints of their own: GitLab drops the second of two."""
    seen: set[str] = set()
    for each in issues:
        while each["fingerprint"] in seen:
            each["fingerprint"] = _hashed(each["fingerprint"])
        seen.add(each["fingerprint"])
    return issues


def _issue(finding: Finding, path: str) -> dict[str, Any]:
    span = finding.location.span
    cited = ", ".join(dict.fromkeys(each.label for each in finding.citations))
    law = f"\n\nLaw: {cited}" if cited else ""
    return {
        # GitLab shows neither the name of the check nor the body in its overview.
        "description": harmless.line(f"{finding.rule}: {finding.message}"),
        "check_name": finding.rule,
        "fingerprint": _hashed(path, finding.fingerprint),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": path,
            "lines": {"begin": span.line, "end": span.end_line},
        },
        "content": {
            "body": f"{finding.title}. Fix: {harmless.line(finding.fix)}.{law}\n\n"
            f"{finding.docs}"
        },
    }


def _unread(each: NotRead, path: str) -> dict[str, Any]:
    return {
        "description": harmless.line(f"could not be checked: {each.error}"),
        "check_name": "policycheck",
        "fingerprint": _hashed(path, "not read"),
        "severity": "blocker",
        "location": {"path": path, "lines": {"begin": 1, "end": 1}},
    }


def _hashed(*parts: str) -> str:
    identity = "\n".join(parts).encode(errors="surrogatepass")
    return sha256(identity).hexdigest()[:32]
