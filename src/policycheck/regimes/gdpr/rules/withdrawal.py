"""The right to withdraw consent (GDPR Art. 7(3), 13(2)(c) and 14(2)(d))."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import LEGAL_BASES
from policycheck.regimes.gdpr.articles import cites
from policycheck.regimes.gdpr.granted import readers, rests_on_consent
from policycheck.regimes.gdpr.grounds import Used, resting_on, used
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import about, processing, told
from policycheck.rule import rule


@rule("gdpr/withdrawal-unstated", Severity.ERROR, "gdpr-13-2-c", "gdpr-14-2-d")
def withdrawal_unstated(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Something rests on consent, and the right to withdraw it is not stated.

    People must be told that they can withdraw consent at any time. To fix it, grant
    withdraw-consent, or say of each consent how it is withdrawn.
    """
    if not rests_on_consent(policy, law):
        return
    consents = tuple(resting_on(policy, law, "consent"))
    if consents and all(each.basis.withdrawn for each in consents):
        return
    for each in readers(policy, law):
        if each.blocks and each.grant("withdraw-consent") is None:
            whom = f" to {each.name}" if each.name else ""
            yield Problem(
                each.at / "withdraw-consent",
                f"the right to withdraw consent is not stated{whom}",
                tuple(
                    Related(consent.uses[0].at, "rests on consent")
                    for consent in consents[:3]
                ),
                cites=_on_consent(policy, consents),
            )


def _on_consent(policy: Policy, consents: tuple[Used, ...]) -> tuple[str, ...]:
    """What demands the right to withdraw: where data rests on consent as a basis."""
    resting = [
        activity
        for each in consents
        for activity in about(policy, LEGAL_BASES)[each.basis.at]
    ]
    return cites(
        policy,
        resting or processing(policy),
        direct="gdpr-13-2-c",
        indirect="gdpr-14-2-d",
    )


@rule("gdpr/withdrawal-incomplete", Severity.WARNING, "gdpr-13-2-c", "gdpr-14-2-d")
def withdrawal_incomplete(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """The right to withdraw consent is stated without its terms.

    Art. 13(2)(c) has two: at any time, and without affecting what was lawfully done
    before. To fix it, say both.
    """
    if not rests_on_consent(policy, law):
        return
    cited = _on_consent(policy, tuple(resting_on(policy, law, "consent")))
    seen: set[Pointer] = set()
    for each in readers(policy, law):
        grant = each.grant("withdraw-consent")
        if grant is None or grant.at in seen:
            continue
        seen.add(grant.at)
        terms = {
            "at any time": grant.any_time,
            "that earlier processing stays lawful": grant.earlier_processing,
        }
        left = [words for words, said in terms.items() if not said]
        if left:
            yield Problem(grant.at, f"not said: {' and '.join(left)}", cites=cited)


@rule("gdpr/withdrawal-without-consent", Severity.WARNING, "gdpr-withdraw-scope")
def withdrawal_without_consent(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A right to withdraw consent is stated, and nothing rests on consent.

    A reader takes from it that something needs their consent. To fix it, name what
    rests on consent, or leave the right out.
    """
    silent = any(each.is_undisclosed for each in told(policy, LEGAL_BASES))
    misspelt = any(not each.basis.resolved for each in used(policy))
    if silent or misspelt or rests_on_consent(policy, law):
        return
    seen: set[Pointer] = set()
    for each in readers(policy, law):
        grant = each.grant("withdraw-consent")
        if grant is not None and grant.at not in seen:
            seen.add(grant.at)
            yield Problem(grant.at, "no purpose rests on consent")
