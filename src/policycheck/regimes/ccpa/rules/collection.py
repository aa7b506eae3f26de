"""Where personal information comes from, and what it is collected for."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Severity
from policycheck.location import ROOT
from policycheck.policy import Policy
from policycheck.policy.slots import PURPOSES, SOURCES
from policycheck.regimes.ccpa import lists, printed
from policycheck.regimes.ccpa.law import CcpaLaw
from policycheck.rule import rule


@rule(
    "us-ca-ccpa/purposes-undisclosed",
    Severity.ERROR,
    "ccpa20-110-c",
    "agreg-308-c-1-f",
    "cpra-110-c",
    "cpra-130-a-5-B-iii",
    "ccpa-7011-e-1-C",
)
def purposes_undisclosed(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """No purpose of collecting personal information is stated anywhere.

    People must be told the business or commercial purposes for which their data is
    collected; saying it once for everything is enough. To fix it, name the purposes in
    the activities, or once in a general statement.
    """
    if lists.collected(policy, law) and not _states_purposes(policy, law):
        message = "no business or commercial purpose of collecting is stated"
        yield Problem(ROOT / "activities", message)


@rule(
    "us-ca-ccpa/sources-undisclosed",
    Severity.ERROR,
    "ccpa20-110-c",
    "agreg-308-c-1-e",
    "cpra-110-c",
    "cpra-130-a-5-B-ii",
    "ccpa-7011-e-1-B",
)
def sources_undisclosed(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """No source of personal information is stated anywhere.

    People must be told the categories of sources their data is collected from; saying
    it once for everything is enough. To fix it, name the sources in the activities, or
    once in a general statement.
    """
    if lists.collected(policy, law) and not _states_sources(policy, law):
        message = "no category of sources is stated: not the people, nor anyone else"
        yield Problem(ROOT / "activities", message)


def _states_purposes(policy: Policy, law: CcpaLaw) -> bool:
    return _prints(policy, "purposes") or any(
        policy.said(activity, PURPOSES).values
        for activity in lists.covered(policy, law)
    )


def _states_sources(policy: Policy, law: CcpaLaw) -> bool:
    return _prints(policy, "sources") or any(
        policy.said(activity, SOURCES).values for activity in lists.covered(policy, law)
    )


def _prints(policy: Policy, cell: str) -> bool:
    """Whether some row of a published table fills a cell."""
    return any(
        isinstance(row.cells.get(cell), tuple) for _, row in printed.rows(policy)
    )
