"""Consent: asked, free, and as easy to withdraw as to give (GDPR Art. 4(11) and 7)."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import PROVISION
from policycheck.regimes.gdpr.granted import readers
from policycheck.regimes.gdpr.grounds import (
    grounds,
    grounds_by_activity,
    quoted,
    resting_on,
)
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import once, told
from policycheck.rule import rule

_BINDING = frozenset({"statutory", "contractual", "pre-contract"})
_FREE = "voluntary"


@rule("gdpr/consent-by-use", Severity.ERROR, "gdpr-7-deemed")
def consent_by_use(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Consent is taken from using the service, or from silence.

    Consent is a clear affirmative act; who uses a site, provides data or says nothing
    has not consented. To fix it, ask, and say how.
    """
    for used in resting_on(policy, law, "consent"):
        basis = used.basis
        deemed = law.said_in("deemed_consent", basis.given or "")
        if deemed is not None:
            yield Problem(basis.at / "given", f"'{deemed}' is no consent")


@rule("gdpr/change-accepted-by-use", Severity.WARNING, "gdpr-7-deemed")
def change_accepted_by_use(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """Continued use is said to accept a change of the policy.

    A notice informs; it is not accepted, and use of a service consents to nothing. To
    fix it, tell people of the change in advance, and ask where consent is needed.
    """
    change = policy.change_notice
    if change is not None and change.acceptance_by_use:
        yield Problem(
            change.at / "acceptance_by_use",
            "continued use does not accept a change",
            (Related(change.at / "method", "how changes are told"),)
            if change.method
            else (),
        )


@rule("gdpr/changes-left-to-readers", Severity.WARNING, "wp260-29")
def changes_left_to_readers(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """People are told to look for changes of the policy themselves.

    Guidance calls "check this page regularly" insufficient, and unfair in the sense of
    Art. 5(1)(a): changes that matter are brought to people, by a message devoted to
    them. To fix it, say how people are told of changes, and drop the advice.
    """
    change = policy.change_notice
    texts = (change.method or "", *change.quote, *change.quotes) if change else ()
    theirs = law.words["own_review"].sub(" ", " / ".join(texts))
    advice = law.said_in("check_back", " ".join(theirs.split()))
    if change is not None and advice is not None:
        yield Problem(change.at / "method", f"'{advice}' leaves it to the reader")


@rule("gdpr/consent-asking-unstated", Severity.NOTE, "gdpr-6-1-a")
def consent_asking_unstated(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """How consent is asked for is not stated.

    Consent is given by an affirmative act; whether it is cannot be seen from the text.
    To fix it, say how it is given: by ticking the box, in the banner.
    """
    for used in resting_on(policy, law, "consent"):
        if not used.basis.given:
            yield Problem(
                used.basis.at / "given", "how this consent is given is not said"
            )


@rule("gdpr/consent-for-several-purposes", Severity.NOTE, "gdpr-6-1-a")
def consent_for_several_purposes(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """One consent serves several purposes.

    People must be able to consent to one purpose and not to another; whether they can
    is not told by a single consent. To fix it, keep a consent for each purpose.
    """
    served: dict[Pointer, dict[str, str]] = {}
    for ground in grounds(policy):
        for use in ground.uses:
            if law.basis(use.basis.basis) == "consent" and use.basis.given:
                names = served.setdefault(use.basis.at, {})
                names[ground.purpose.entry.id] = ground.purpose.entry.name
    for at, names in served.items():
        if len(names) > 1:
            yield Problem(at, f"the same consent for {quoted(names.values())}")


@rule("gdpr/consent-without-way-back", Severity.WARNING, "gdpr-7-3")
def consent_without_way_back(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """How consent is withdrawn is not stated.

    Consent must be as easy to withdraw as to give, and people are told so before they
    give it. To fix it, say how it is withdrawn: the link in each newsletter, the
    settings.
    """
    grants = [each.grant("withdraw-consent") for each in readers(policy, law)]
    told = any(
        block.via and "withdraw-consent" in block.grants for block in policy.rights
    )
    if told or any(grant is None or grant.how or grant.via for grant in grants):
        return
    for used in resting_on(policy, law, "consent"):
        if not used.basis.withdrawn:
            yield Problem(
                used.basis.at / "withdrawn",
                "how this consent is withdrawn is not said",
            )


@rule("gdpr/consent-tied-to-service", Severity.WARNING, "gdpr-7-4")
def consent_tied_to_service(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A contract demands data for something that rests on consent.

    Consent is not free where a service depends on it without needing it. To fix it,
    make the data voluntary, or name the basis that truly permits what the contract
    needs.
    """

    def tied() -> Iterator[Problem]:
        by_activity = grounds_by_activity(policy)
        for said in told(policy, PROVISION):
            demanded = [
                each
                for each in said.values
                if _BINDING & set(each.required_by)
                and _FREE not in each.required_by  # a sentence on both demands neither
            ]
            if not demanded:
                continue
            bases = {
                law.basis(use.basis.basis)
                for ground in by_activity.get(said.activity.at, ())
                for use in ground.uses
            }
            if bases == {"consent"}:
                yield Problem(
                    demanded[0].at / "is",
                    f"{said.activity.id} rests on consent, and the data is demanded",
                    (Related(said.activity.at / "legal_bases", "rests on consent"),),
                )

    yield from once(tied())
