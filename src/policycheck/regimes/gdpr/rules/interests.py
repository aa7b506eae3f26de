"""Legitimate interests (GDPR Art. 6(1)(f) and 13(1)(d))."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import DATA_SUBJECTS, LEGAL_BASES
from policycheck.policy.statements import Activity
from policycheck.policy.values import Interest
from policycheck.regimes.gdpr.articles import cites
from policycheck.regimes.gdpr.grounds import (
    Ground,
    grounds,
    grounds_by_activity,
    quoted,
    resting_on,
)
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import about, told
from policycheck.rule import rule

_INTERESTS = "legitimate-interests"


@rule("gdpr/legitimate-interest-unnamed", Severity.ERROR, "gdpr-13-1-d", "gdpr-14-2-b")
def legitimate_interest_unnamed(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A purpose rests on legitimate interests and no interest is named.

    People can only object to an interest they know; "legitimate interests" is the name
    of the basis, not an interest. To fix it, say which interest is pursued, and whose
    it is.
    """
    for used in resting_on(policy, law, _INTERESTS):
        if not used.basis.interests:
            yield Problem(
                used.basis.at / "interests",
                "no interest is named",
                tuple(Related(use.at, "relied on here") for use in used.uses),
                cites=_cites(policy, about(policy, LEGAL_BASES)[used.basis.at]),
            )
    yield from _without_interest(policy, law)


def _without_interest(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Purposes on a basis whose interests are all named for other purposes."""
    nameless: dict[Pointer, list[Ground]] = {}
    for ground in grounds(policy):
        interests = [
            interest
            for use in ground.uses
            if law.basis(use.basis.basis) == _INTERESTS
            for interest in use.basis.interests
        ]
        purpose = ground.purpose
        if interests and not any(_is_for(each, purpose.entry.id) for each in interests):
            nameless.setdefault(purpose.at, []).append(ground)
    for at, found in nameless.items():
        names = quoted(each.purpose.entry.name for each in found)
        yield Problem(
            at,
            f"no legitimate interest is named for {names}",
            cites=_cites(policy, [each.activity for each in found]),
        )


def _cites(policy: Policy, activities: Iterable[Activity]) -> tuple[str, ...]:
    return cites(policy, activities, direct="gdpr-13-1-d", indirect="gdpr-14-2-b")


def _is_for(interest: Interest, purpose: str) -> bool:
    return interest.purposes is None or any(
        each.id == purpose or not each.resolved for each in interest.purposes
    )


@rule("gdpr/legitimate-interest-vague", Severity.WARNING, "gdpr-6-1-f")
def legitimate_interest_vague(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """The legitimate interest is named in words that fit any interest.

    An interest must be real and specific enough to be weighed against the interests of
    the people concerned. To fix it, say what is to be achieved or averted: "detect
    stolen cards before shipping".
    """
    for used in resting_on(policy, law, _INTERESTS):
        for interest in used.basis.interests:
            words = " ".join(interest.quote) or interest.text
            if law.is_only("vague_interest", words):
                yield Problem(
                    interest.at / "text",
                    f"'{words}' names no particular interest",
                )


@rule(
    "gdpr/legitimate-interest-of-public-authority", Severity.ERROR, "gdpr-6-1-f-public"
)
def legitimate_interest_of_public_authority(
    policy: Policy, law: GdprLaw
) -> Iterator[Problem]:
    """A public authority relies on legitimate interests.

    Art. 6(1), second subparagraph, closes this basis to public authorities in the
    performance of their tasks: a law has to give them the task. To fix it, name the
    public task or the legal obligation, with its law.
    """
    if policy.organisation.public_authority:
        for used in resting_on(policy, law, _INTERESTS):
            yield Problem(
                used.uses[0].at,
                "a public authority relies on legitimate interests here",
            )


@rule("gdpr/legitimate-interest-in-childrens-data", Severity.NOTE, "gdpr-6-1-f-child")
def legitimate_interest_in_childrens_data(
    policy: Policy, law: GdprLaw
) -> Iterator[Problem]:
    """Children's data is processed on legitimate interests.

    Art. 6(1)(f) gives the interests of a child particular weight; whether the balance
    was struck with that in mind no notice decides. To fix it, record the balancing, and
    say in the interest how children are protected, or take another basis.
    """
    by_activity = grounds_by_activity(policy)
    for subjects in told(policy, DATA_SUBJECTS):
        children = [each for each in subjects.values if each.entry.kind == "child"]
        if not children:
            continue
        resting = [
            use
            for ground in by_activity.get(subjects.activity.at, ())
            for use in ground.uses
            if law.basis(use.basis.basis) == _INTERESTS
        ]
        if resting:
            yield Problem(
                resting[0].at,
                f"legitimate interests in data of '{children[0].entry.name}'",
                (Related(children[0].at, "children"),),
            )
