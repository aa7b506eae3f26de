"""Transfers on a derogation (GDPR Art. 49)."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Severity
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.routes import routes
from policycheck.rule import rule

_VENDORS = frozenset({"processor", "contractor"})


@rule("gdpr/transfer-consent-by-use", Severity.ERROR, "gdpr-49-1-a", "gdpr-7-deemed")
def transfer_consent_by_use(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Consent to a transfer is taken from using the service.

    Consent to a transfer is explicit, and given after hearing of its risks; "by
    providing your data you agree" is neither. To fix it, name a safeguard, or ask
    expressly.
    """
    seen: set[Pointer] = set()
    for route in routes(policy, law):
        deemed = law.said_in("deemed_transfer", route.transfer.mechanism_text or "")
        statement = Pointer(route.at[:-1])
        if deemed is not None and statement not in seen:
            seen.add(statement)
            yield Problem(
                route.at / "mechanism_text", f"'{deemed}' is no consent to a transfer"
            )


@rule("gdpr/derogation-for-routine-transfer", Severity.WARNING, "gdpr-49-routine")
def derogation_for_routine_transfer(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Data goes to a processor again and again on a derogation.

    Derogations are exceptions for occasional transfers; a vendor that processes data
    every day needs a safeguard. To fix it, agree on standard contractual clauses, or
    the like.
    """
    for route in routes(policy, law):
        recipient = route.transfer.recipient
        if recipient is None or not _VENDORS & set(recipient.roles):
            continue
        if route.mechanism in law.occasional and not route.backed:
            yield Problem(
                route.at / "mechanism",
                f"{route.mechanism} for routine transfers to '{recipient.name}'",
            )


@rule("gdpr/compelling-interests-unstated", Severity.ERROR, "gdpr-49-1-2")
def compelling_interests_unstated(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A transfer rests on compelling interests, and they are not told.

    Art. 49(1), second subparagraph, demands that people are informed of the transfer
    and of the compelling legitimate interests. To fix it, state them in
    `mechanism_text`.
    """
    for route in routes(policy, law):
        told = route.transfer.mechanism_text
        if route.mechanism == "compelling-interests" and not told:
            yield Problem(
                route.at / "mechanism_text", "the compelling interests are not told"
            )
