"""The legal basis of each purpose (GDPR Art. 6)."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.policy import Policy
from policycheck.policy.slots import LEGAL_BASES, PURPOSES
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.rule import rule


@rule(
    "gdpr/purpose-without-legal-basis",
    Severity.ERROR,
    "gdpr-6-1",
    "gdpr-13-1-c-basis",
)
def purpose_without_legal_basis(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """No legal basis is attached to a purpose.

    People must be told, for each purpose, which of the bases of Art. 6 permits it; a list
    of several bases for everything attaches none. To fix it, name the basis of this
    purpose in the activity.
    """
    for activity in policy.activities:
        for purpose in policy.said(activity, PURPOSES).values:
            said = policy.said(activity, LEGAL_BASES, purpose=purpose.entry.id)
            if said.is_specific or len(said.values) == 1:
                continue
            named = purpose.entry.name
            if said.is_undisclosed:
                yield Problem(purpose.at, f"no legal basis is named for '{named}'")
                continue
            count = len(said.values)
            yield Problem(
                purpose.at,
                f"{count} bases are named for everything, none for '{named}'",
                tuple(Related(each.at, "named here for everything") for each in said.stated),
            )
