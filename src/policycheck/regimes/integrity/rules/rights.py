"""Rights the text speaks of without granting them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policycheck.finding import Problem, Related, Severity
from policycheck.policy import Policy
from policycheck.policy.values import Addressed
from policycheck.regimes.integrity.law import IntegrityLaw
from policycheck.rule import rule

_SALE: Final = frozenset({"opt-out-of-sale", "opt-out-of-sale-and-sharing"})
_KNOWING: Final = frozenset({"know", "access"})
_MEETS: Final = {
    "know": _KNOWING,
    "access": _KNOWING,
    "opt-out-of-sale": _SALE,
    "opt-out-of-sale-and-sharing": _SALE,
}
_OFFERS: Final = {
    "sale": "opt-out-of-sale",
    "sharing": "opt-out-of-sale",
    "sensitive-use": "limit-sensitive-use",
    "direct-marketing": "objection-to-direct-marketing",
    "covered-information-sale": "covered-information-opt-out",
}
"""The right that a way to say no offers."""


@rule("integrity/right-unexplained", Severity.WARNING)
def right_unexplained(policy: Policy, _law: IntegrityLaw) -> Iterator[Problem]:
    """The use of a right is protected, and the right is granted nowhere.

    A reader is told not to fear the use of a right and not told what it is or how to
    use it. To fix it, grant the right to the same people, or leave it out.
    """
    for block in policy.rights:
        granted = _granted(policy, block)
        for grant in block.grants.values():
            for index, right in enumerate(grant.for_using):
                if not granted & _MEETS.get(right, frozenset({right})):
                    yield Problem(
                        grant.at / "for_using" / index,
                        f"'{right}' is spoken of here, and granted nowhere",
                        (Related(block.at / "grants", "what is granted"),),
                    )


def _granted(policy: Policy, here: Addressed) -> set[str]:
    """The rights and ways to say no of the people some words speak to."""
    blocks = [each for each in policy.rights if _meet(each, here)]
    ends = [end for each in policy.opt_outs if _meet(each, here) for end in each.ends]
    offered = {_OFFERS[end] for end in ends if end in _OFFERS}
    return offered.union(*(each.grants for each in blocks))


def _meet(one: Addressed, other: Addressed) -> bool:
    """Whether two statements speak to some of the same people."""
    whom = {each.id for each in one.audiences}
    return not whom or not other.audiences or any(e.id in whom for e in other.audiences)
