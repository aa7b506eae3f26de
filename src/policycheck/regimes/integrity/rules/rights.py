"""Rights the text speaks of without granting them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policycheck.finding import Problem, Related, Severity
from policycheck.policy import Policy
from policycheck.regimes.integrity.law import IntegrityLaw
from policycheck.rule import rule

_MEETS: Final = {
    "opt-out-of-sale": frozenset({"opt-out-of-sale", "opt-out-of-sale-and-sharing"}),
    "know": frozenset({"know", "access"}),
}


@rule("integrity/right-unexplained", Severity.WARNING)
def right_unexplained(policy: Policy, _law: IntegrityLaw) -> Iterator[Problem]:
    """The use of a right is protected, and the right is granted nowhere.

    A reader is told not to fear the use of a right and not told what it is or how to
    use it. To fix it, grant the right to the same people, or leave it out.
    """
    granted = {right for block in policy.rights for right in block.grants}
    for block in policy.rights:
        for grant in block.grants.values():
            for index, right in enumerate(grant.for_using):
                if not granted & _MEETS.get(right, frozenset({right})):
                    yield Problem(
                        grant.at / "for_using" / index,
                        f"'{right}' is spoken of here, and granted nowhere",
                        (Related(block.at / "grants", "what is granted"),),
                    )
