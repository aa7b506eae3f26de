"""Recipients (GDPR Art. 13(1)(e) and 14(1)(e))."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Severity
from policycheck.policy import Policy
from policycheck.policy.slots import PURPOSES, RECIPIENTS
from policycheck.policy.statements import Activity
from policycheck.policy.values import Disclosure, Recipient
from policycheck.regimes.gdpr.articles import cites
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import Told, stated, told
from policycheck.rule import rule


@rule("gdpr/recipients-undisclosed", Severity.ERROR, "gdpr-13-1-e", "gdpr-14-1-e")
def recipients_undisclosed(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Nothing is said about who receives the data.

    People must be told the recipients or categories of recipients, processors included.
    To fix it, name them in the activity or in a general statement; `recipients: none`
    says that there are none.
    """
    for said in told(policy, RECIPIENTS):
        if said.values or said.is_none or _is_in_legal_process(policy, law, said):
            continue
        if said.unclear:
            message = f"'{said.unclear[0].words}' names no recipient"
        else:
            message = f"no recipients are named for {said.activity.id}"
        yield Problem(said.at, message, cites=_cites(policy, said.activity))


def _cites(policy: Policy, activity: Activity) -> tuple[str, ...]:
    return cites(policy, [activity], direct="gdpr-13-1-e", indirect="gdpr-14-1-e")


@rule(
    "gdpr/recipients-in-legal-process-unnamed",
    Severity.NOTE,
    "gdpr-13-1-e",
    "gdpr-14-1-e",
)
def recipients_in_legal_process_unnamed(
    policy: Policy, law: GdprLaw
) -> Iterator[Problem]:
    """Data is disclosed in legal process, and nobody is named who receives it.

    Authorities that receive data in a particular inquiry are no recipients (Art. 4(9));
    lawyers, opponents, and authorities that receive it as a matter of course are. To
    fix it, name the latter, or say that only authorities in an inquiry receive it.
    """
    for said in told(policy, RECIPIENTS):
        if _is_in_legal_process(policy, law, said):
            yield Problem(
                said.at,
                f"'{said.unclear[0].words}' names none beside authorities",
                cites=_cites(policy, said.activity),
            )


def _is_in_legal_process(policy: Policy, law: GdprLaw, said: Told[Disclosure]) -> bool:
    """Whether only legal duties and claims are why data goes to nobody named."""
    if said.values or said.is_none or not said.unclear:
        return False
    purposes = policy.said(said.activity, PURPOSES).values
    kinds = [set(use.entry.kinds) for use in purposes]
    return bool(kinds) and all(
        each and each <= law.kinds["legal_process"] for each in kinds
    )


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
