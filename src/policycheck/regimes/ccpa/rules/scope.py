"""Whom the policy speaks of (Civ. Code 1798.145(m), (n))."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Severity
from policycheck.policy import Policy
from policycheck.regimes.ccpa.law import CcpaLaw
from policycheck.rule import rule

_WORK = frozenset({"employee", "applicant", "business-contact"})
_ELSEWHERE = frozenset({"separate-notice", "processor-role"})


@rule(
    "us-ca-ccpa/workforce-excluded",
    Severity.WARNING,
    "cpra-145-exempt",
)
def workforce_excluded(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """The policy leaves out people at work, who are consumers since 2023.

    The exemptions for employees, applicants and business contacts ended on 2023-01-01.
    To fix it, cover them, or name the separate notice that does.
    """
    for excluded in policy.excludes:
        people = [each.name for each in excluded.data_subjects if each.kind in _WORK]
        if people and excluded.because not in _ELSEWHERE:
            message = f"left out, though they are consumers: {', '.join(people)}"
            yield Problem(excluded.at, message)
