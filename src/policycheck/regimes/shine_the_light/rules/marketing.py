"""Data that goes to others for their own direct marketing (Civ. Code 1798.83)."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Severity
from policycheck.location import ROOT, Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import RECIPIENTS
from policycheck.policy.values import Disclosure
from policycheck.regimes.shine_the_light.law import ShineTheLightLaw
from policycheck.rule import rule

_OURS = frozenset({"processor", "contractor"})
_RIGHTS = ("third-party-marketing-disclosure", "opt-out-of-third-party-marketing")
_ENDS = "third-party-marketing"


@rule(
    "us-ca-shine-the-light/disclosure-without-choice",
    Severity.WARNING,
    "shine-1798-83",
    "shine-1798-83-c-2",
)
def disclosure_without_choice(
    policy: Policy, law: ShineTheLightLaw
) -> Iterator[Problem]:
    """Data goes to others for their direct marketing, and people have no say in it.

    Californians can ask once a year what went to whom, under the link "Your Privacy
    Rights", or else the policy lets them refuse at no cost. To fix it, grant one of the
    two rights with a contact, or add an opt-out from `third-party-marketing`.
    """
    employees = policy.organisation.employees
    small = employees is not None and employees < law.employees_from
    granted = any(
        right in block.grants and (block.via or block.grants[right].via)
        for block in policy.rights
        for right in _RIGHTS
    )
    refused = any(
        _ENDS in each.ends and (each.url or each.via or each.how)
        for each in policy.opt_outs
    )
    if small or granted or refused:
        return
    for at, disclosure in _for_their_marketing(policy, law).items():
        name = disclosure.recipient.name
        message = (
            f"'{name}' gets data for its own direct marketing, and people can neither "
            "ask what it got nor refuse"
        )
        yield Problem(at, message)


@rule(
    "us-ca-shine-the-light/employees-unstated",
    Severity.NOTE,
    "shine-1798-83",
)
def employees_unstated(policy: Policy, law: ShineTheLightLaw) -> Iterator[Problem]:
    """Whether the business is large enough for this law is not given.

    Businesses with fewer than twenty employees are exempt. To fix it, give the number
    in `organisation.employees`, which is never printed.
    """
    if policy.organisation.employees is None and _for_their_marketing(policy, law):
        at = ROOT / "organisation" / "employees"
        yield Problem(at, "the number of employees decides whether this law applies")


def _for_their_marketing(
    policy: Policy, law: ShineTheLightLaw
) -> dict[Pointer, Disclosure]:
    """What goes to others for direct marketing of their own, and where that stands."""
    return {
        disclosure.at: disclosure
        for activity in policy.activities
        for disclosure in policy.said(activity, RECIPIENTS).values
        if not _OURS & set(disclosure.roles)
        for purpose in disclosure.purposes or ()
        if purpose.whose == "theirs" and law.direct_marketing & set(purpose.kinds)
    }
