"""Names that resolve to nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from policycheck.finding import Problem, Severity
from policycheck.policy import Policy
from policycheck.regimes.integrity.law import IntegrityLaw
from policycheck.rule import rule
from policycheck.spelling import nearest


@rule("integrity/unresolved-name", Severity.ERROR)
def unresolved_name(policy: Policy, _law: IntegrityLaw) -> Iterator[Problem]:
    """A name resolves to nothing.

    A statement about something the policy does not hold says nothing, and the rules
    cannot join what it was meant to join. To fix it, correct the id, or add the entry to
    its catalogue.
    """
    for each in policy.unresolved:
        catalogue: Mapping[str, Any] = getattr(policy, each.catalogue)
        meant = nearest(each.id, [id_ for id_ in catalogue if not id_.startswith("/")])
        hint = f"; did you mean {meant}?" if meant else ""
        yield Problem(each.at, f"{each.catalogue} holds no {each.id}{hint}")
