"""Automated decisions with a significant effect (11 CCR 7200 to 7222)."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Severity
from policycheck.policy import Policy
from policycheck.policy.statements import AutomatedDecision
from policycheck.regimes.ccpa.law import CcpaLaw
from policycheck.rule import rule


@rule(
    "us-ca-ccpa/automated-decision-unexplained",
    Severity.WARNING,
    "ccpa-7220",
)
def automated_decision_unexplained(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """A significant decision is taken by automated means and not explained.

    Before such a decision people are told what it is for and how it works, in the
    policy or in a notice of its own. To fix it, add `logic` and `purposes`.
    """
    for decision in _significant(policy):
        lacking = [
            words
            for words, value in (
                ("what it is for", decision.purposes),
                ("how it works", decision.logic),
            )
            if value is None
        ]
        if lacking:
            yield Problem(decision.at, f"{' and '.join(lacking)} is not said")


@rule(
    "us-ca-ccpa/automated-decision-without-rights",
    Severity.WARNING,
    "ccpa-7011-e-2-admt",
    "ccpa-7221-7222",
)
def automated_decision_without_rights(
    policy: Policy, _law: CcpaLaw
) -> Iterator[Problem]:
    """A significant automated decision comes without its opt-out and access rights.

    People can opt out of such decisions, with few exceptions, and ask how one about
    them was reached. To fix it, add `opt_out` and `access`, or grant the two rights.
    """
    granted = {right for block in policy.rights for right in block.grants}
    for decision in _significant(policy):
        lacking = [
            words
            for words, value, right in (
                ("opt out", decision.opt_out, "opt-out-of-automated-decisions"),
                ("get access", decision.access, "access-to-automated-decisions"),
            )
            if value is None and right not in granted
        ]
        if lacking:
            yield Problem(decision.at, f"how to {' and '.join(lacking)} is not said")


def _significant(policy: Policy) -> Iterator[AutomatedDecision]:
    decisions = policy.automated_decisions
    for decision in decisions if isinstance(decisions, tuple) else ():
        if decision.significant:
            yield decision
