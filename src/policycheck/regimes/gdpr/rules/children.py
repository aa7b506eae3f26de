"""Children's consent to online services (GDPR Art. 8)."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Severity
from policycheck.location import ROOT
from policycheck.policy import Policy
from policycheck.regimes.gdpr.granted import rests_on_consent
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.rule import rule


@rule("gdpr/child-consent-age-too-low", Severity.ERROR, "gdpr-8-1", "uk-8")
def child_consent_age_too_low(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Children are said to consent at an age no law allows.

    Art. 8(1) leaves it to national law to go below 16, but not below 13. To fix it,
    state the age of the law that applies, and ask the parents below it.
    """
    age = policy.minors.consent_age if policy.minors is not None else None
    if age is not None and age < law.child_age and rests_on_consent(policy, law):
        yield Problem(
            ROOT / "minors" / "consent_age",
            f"{age} is below {law.child_age}, the lowest age of consent",
        )


@rule("gdpr/child-consent-age-not-national", Severity.WARNING, "gdpr-8-1")
def child_consent_age_not_national(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """The age of consent is below that of some Member States.

    Where a Member State sets a higher age, a parent has to consent for children below
    it. To fix it, state the age by country, or the highest one.
    """
    age = policy.minors.consent_age if policy.minors is not None else None
    if age is None or age < law.child_age or not rests_on_consent(policy, law):
        return
    higher = [
        f"{place} {least}" for place, least in law.child_ages.items() if least > age
    ]
    if higher:
        yield Problem(
            ROOT / "minors" / "consent_age",
            f"{age} is too low in some Member States: {', '.join(sorted(higher))}",
        )


@rule("gdpr/parental-consent-unstated", Severity.WARNING, "gdpr-8-1")
def parental_consent_unstated(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A service is directed to children, and no parent is asked.

    Below the age of consent, consent is valid only if a parent gives or authorises it.
    To fix it, say how the consent of parents is obtained.
    """
    minors = policy.minors
    if minors is None or not minors.directed_to_children or minors.parental_consent:
        return
    if rests_on_consent(policy, law):
        yield Problem(
            minors.at / "parental_consent",
            "directed to children, and not said how parents consent",
        )
