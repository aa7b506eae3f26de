"""Contract, legal obligation and public task (GDPR Art. 6(1)(b), (c), (e))."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.policy import Policy
from policycheck.policy.slots import DATA_SUBJECTS
from policycheck.regimes.gdpr.grounds import grounds_by_activity, resting_on
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import once, told
from policycheck.rule import rule


@rule("gdpr/contract-unnamed", Severity.WARNING, "gdpr-6-1-b")
def contract_unnamed(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A purpose rests on a contract, and it is not said on which.

    Only a contract with the person permits what it needs; which one shows what that is.
    To fix it, name the contract: your order, your subscription.
    """
    for used in resting_on(policy, law, "contract"):
        if not used.basis.contract:
            yield Problem(used.basis.at / "contract", "which contract is not said")


@rule("gdpr/contract-with-another-party", Severity.WARNING, "gdpr-6-1-b")
def contract_with_another_party(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A purpose rests on a contract the people concerned are not a party to.

    The contact persons of a business customer have no contract with the controller;
    their employer has. To fix it, name another basis, normally a legitimate interest.
    """

    def strangers() -> Iterator[Problem]:
        by_activity = grounds_by_activity(policy)
        for said in told(policy, DATA_SUBJECTS):
            subjects = said.values
            if {each.entry.kind for each in subjects} != {"business-contact"}:
                continue
            for ground in by_activity.get(said.activity.at, ()):
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
    for used in resting_on(policy, law, "legal-obligation"):
        basis = used.basis
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
        for used in resting_on(policy, law, basis):
            named = used.basis.law
            if named is not None and named.country and law.is_third(named.country):
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
    for used in resting_on(policy, law, "public-task"):
        if used.basis.law is None:
            yield Problem(
                used.basis.at / "law", "the law that gives the task is not named"
            )
