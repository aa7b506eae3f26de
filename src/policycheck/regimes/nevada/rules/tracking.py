"""Collection by others across websites (NRS 603A.340(1)(d))."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Severity
from policycheck.location import ROOT
from policycheck.policy import Policy
from policycheck.policy.slots import RECIPIENTS
from policycheck.regimes.nevada.law import NevadaLaw
from policycheck.rule import rule


@rule("us-nv/third-party-tracking-undisclosed", Severity.ERROR, "nv-340-1-d")
def third_party_tracking_undisclosed(
    policy: Policy, _law: NevadaLaw
) -> Iterator[Problem]:
    """Nothing says whether third parties collect data across websites.

    The notice discloses whether a third party may collect covered information about
    what people do over time and across websites, or that none does. To fix it, say in
    `by` who sets each tracker, or deny the collection with a claim.
    """
    told = any(
        each.recipient is not None or each.first_party is not None
        for each in policy.trackers.values()
    )
    denied = any(
        "collected" in claim.never
        and (claim.recipients is not None or claim.data_categories is None)
        for claim in policy.claims
    )
    direct = any(
        disclosure.collects_directly
        for activity in policy.activities
        for disclosure in policy.said(activity, RECIPIENTS).values
    )
    if not (told or denied or direct):
        message = "whether third parties collect data across websites is not said"
        yield Problem(ROOT / "trackers", message)
