"""Recipients (GDPR Art. 13(1)(e) and 14(1)(e))."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Severity
from policycheck.policy import Policy
from policycheck.policy.slots import RECIPIENTS
from policycheck.policy.values import Recipient
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import stated, told
from policycheck.rule import rule


@rule("gdpr/recipients-undisclosed", Severity.ERROR, "gdpr-13-1-e", "gdpr-14-1-e")
def recipients_undisclosed(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """Nothing is said about who receives the data.

    People must be told the recipients or categories of recipients, processors included.
    To fix it, name them in the activity or in a general statement; `recipients: none`
    says that there are none.
    """
    for said in told(policy, RECIPIENTS):
        if said.values or said.is_none:
            continue
        at = said.at
        if said.unclear:
            yield Problem(at, f"'{said.unclear[0].words}' names no recipient")
        else:
            yield Problem(at, f"no recipients are named for {said.activity.id}")


@rule("gdpr/recipient-vague", Severity.WARNING, "gdpr-13-1-e-granular")
def recipient_vague(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A recipient is named in words that could mean anyone.

    Where recipients are not named, their category is to be as specific as possible:
    what they do, in which sector, where. To fix it, name the recipients or what they do
    for you.
    """
    for recipient in _named(policy):
        named = (recipient.name, recipient.category)
        if all(law.is_only("vague_recipient", each) for each in named if each):
            yield Problem(recipient.at / "name", f"'{recipient.name}' could be anyone")


def _named(policy: Policy) -> list[Recipient]:
    """The recipients the policy discloses data to."""
    found = {
        edge.recipient.at: edge.recipient
        for _, edge in stated(policy, RECIPIENTS)
        if edge.recipient.resolved
    }
    return list(found.values())
