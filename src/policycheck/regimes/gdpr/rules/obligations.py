"""Contract, legal obligation and public task (GDPR Art. 6(1)(b), (c), (e))."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.policy import Policy
from policycheck.policy.slots import DATA_SUBJECTS
from policycheck.policy.values import BasisUse
from policycheck.regimes.gdpr.grounds import grounds_of, once, used
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.rule import rule


def _resting_on(
    policy: Policy, law: GdprLaw, basis: str
) -> Iterator[tuple[BasisUse, ...]]:
    """The places that use each entry of a basis."""
    for uses in used(policy).values():
        if law.basis(uses[0].basis.basis) == basis:
            yield uses


@rule("gdpr/contract-unnamed", Severity.WARNING, "gdpr-6-1-b")
def contract_unnamed(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A purpose rests on a contract, and it is not said on which.

    Only a contract with the person permits what it needs; which one shows what that is.
    To fix it, name the contract: your order, your subscription.
    """
    for uses in _resting_on(policy, law, "contract"):
        if not uses[0].basis.contract:
            yield Problem(uses[0].basis.at / "contract", "which contract is not said")


@rule("gdpr/contract-with-another-party", Severity.WARNING, "gdpr-6-1-b")
def contract_with_another_party(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A purpose rests on a contract the people concerned are not a party to.

    The contact persons of a business customer have no contract with the controller;
    their employer has. To fix it, name another basis, normally a legitimate interest.
    """

    def strangers() -> Iterator[Problem]:
        for activity in policy.activities:
            subjects = policy.said(activity, DATA_SUBJECTS).values
            kinds = {each.entry.kind for each in subjects}
            if kinds != {"business-contact"}:
                continue
            for ground in grounds_of(policy, activity):
                for use in ground.uses:
                    if law.basis(use.basis.basis) == "contract":
                        name = subjects[0].entry.name
                        yield Problem(
                            use.at,
                            f"'{name}' are no party to the contract",
                            (Related(subjects[0].at, "whose data it is"),),
                        )

    yield from once(strangers())


@rule("gdpr/legal-obligation-without-law", Severity.WARNING, "gdpr-6-1-c")
def legal_obligation_without_law(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A purpose rests on a legal obligation, and the law is not named.

    The obligation is laid down by a law that can be looked up; "applicable law" cannot.
    To fix it, cite the law and its country.
    """
    for uses in _resting_on(policy, law, "legal-obligation"):
        basis = uses[0].basis
        if basis.law is None:
            instead = f"; '{basis.law_text}' names none" if basis.law_text else ""
            yield Problem(basis.at / "law", f"no law is named{instead}")


@rule("gdpr/legal-obligation-under-foreign-law", Severity.ERROR, "gdpr-6-1-c-foreign")
def legal_obligation_under_foreign_law(
    policy: Policy, law: GdprLaw
) -> Iterator[Problem]:
    """A legal obligation rests on the law of a third country.

    Art. 6(3) recognises the law of the Union and its members, in the United Kingdom its
    own; what another country demands is no legal obligation here. To fix it, name a law
    that counts, or another basis.
    """
    for basis in ("legal-obligation", "public-task"):
        for uses in _resting_on(policy, law, basis):
            named = uses[0].basis.law
            if named is not None and named.country and not law.is_home(named.country):
                yield Problem(
                    named.at / "country",
                    f"{named.cite} ({named.country}) is not {law.home_law}",
                )


@rule("gdpr/public-task-without-law", Severity.WARNING, "gdpr-6-1-e")
def public_task_without_law(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A purpose rests on a public task, and the law that gives it is not named.

    A task in the public interest is laid down by law; without one there is none. To fix
    it, cite the law, or name another basis.
    """
    for uses in _resting_on(policy, law, "public-task"):
        if uses[0].basis.law is None:
            yield Problem(
                uses[0].basis.at / "law", "the law that gives the task is not named"
            )
