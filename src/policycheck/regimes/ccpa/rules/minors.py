"""Personal information of people under 16 (Civ. Code 1798.120(c))."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Severity
from policycheck.location import ROOT
from policycheck.policy import Policy
from policycheck.regimes.ccpa import lists
from policycheck.regimes.ccpa.law import CcpaLaw
from policycheck.rule import rule


@rule(
    "us-ca-ccpa/sale-of-minors-data-undisclosed",
    Severity.ERROR,
    "agreg-308-c-1-g-3",
    "ccpa-7011-e-1-G",
)
def sale_of_minors_data_undisclosed(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """Nothing says whether data of people under 16 is knowingly sold or shared.

    Every policy must state whether the business has actual knowledge of it, also where
    it has none. To fix it, state it in `minors.sells_or_shares_under_16`.
    """
    if policy.minors is None or policy.minors.sells_or_shares_under_16 is None:
        yield Problem(
            ROOT / "minors" / "sells_or_shares_under_16",
            "actual knowledge of selling data of people under 16 is neither stated nor "
            "denied",
        )


@rule(
    "us-ca-ccpa/minors-opt-in-undisclosed",
    Severity.ERROR,
    "agreg-308-c-9",
    "cpra-120-c",
    "ccpa-7011-e-3-I",
    "ccpa-7070-7072",
)
def minors_opt_in_undisclosed(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """Data of people under 16 is knowingly sold or shared, and no opt-in is described.

    It may be sold or shared only if the young person, or for those under 13 a parent,
    has opted in, and the policy describes how. To fix it, describe it in
    `minors.opt_in`.
    """
    minors = policy.minors
    if minors is None or minors.opt_in or minors.parental_consent:
        return
    young = minors.under_16_known or minors.under_13_known
    if minors.sells_or_shares_under_16 == "known" or (
        young
        and lists.opt_out_is_owed(policy, law)
        and not minors.sells_or_shares_under_16
    ):
        message = "how people under 16 opt in to sale or sharing is not described"
        yield Problem(minors.at / "opt_in", message)
