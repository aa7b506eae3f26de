"""The rights of consumers, each explained (11 CCR 7011(e)(2))."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Severity
from policycheck.location import ROOT, Pointer
from policycheck.policy import Policy
from policycheck.policy.statements import Rights
from policycheck.regimes.ccpa import lists
from policycheck.regimes.ccpa.law import SHARED, CcpaLaw
from policycheck.rule import rule


@rule(
    "us-ca-ccpa/rights-unstated",
    Severity.ERROR,
    "ccpa20-130-a-5-A",
    "agreg-308-c-1-a",
    "agreg-308-c-2",
    "agreg-308-c-4",
    "cpra-130-a-5-A",
    "ccpa-7011-e-2-A",
    "ccpa-7011-e-2-B",
    "ccpa-7011-e-2-C",
    "ccpa-7011-e-2-F",
)
def rights_unstated(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """No right is granted to Californians for sure.

    The policy explains each right the law gives them; rights for others, or such as
    local law may permit, are none. To fix it, add a block of `rights` for Californians.
    """
    if not _blocks(policy):
        at = policy.rights[0].at / "conditional" if policy.rights else ROOT / "rights"
        yield Problem(at, "no right is granted to Californians for sure")


@rule(
    "us-ca-ccpa/right-to-know-unstated",
    Severity.ERROR,
    "ccpa20-110-c",
    "ccpa20-130-a-5-A",
    "agreg-308-c-1-a",
    "cpra-110-c",
    "cpra-130-a-5-A",
    "ccpa-7011-e-2-A",
)
def right_to_know_unstated(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """The right to know is not explained.

    People can ask which categories are collected, from where, why and for whom, and for
    the specific pieces; a right to a copy alone is less. To fix it, grant `know` to
    Californians.
    """
    if _lacks(policy, "know"):
        yield Problem(
            _place(policy), "the right to know what is collected is not granted"
        )


@rule(
    "us-ca-ccpa/right-to-delete-unstated",
    Severity.ERROR,
    "ccpa20-130-a-5-A",
    "agreg-308-c-2",
    "cpra-105-b",
    "cpra-130-a-5-A",
    "ccpa-7011-e-2-B",
)
def right_to_delete_unstated(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """The right to delete is not explained.

    The policy must tell people that they can ask for deletion of what was collected
    from them. To fix it, grant `erasure` to Californians.
    """
    if _lacks(policy, "erasure"):
        yield Problem(_place(policy), "the right to delete is not granted")


@rule(
    "us-ca-ccpa/right-to-correct-unstated",
    Severity.ERROR,
    "cpra-106-b",
    "cpra-130-a-5-A",
    "ccpa-7011-e-2-C",
)
def right_to_correct_unstated(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """The right to correct is not explained.

    Since 2023 the policy must tell people that they can have inaccurate data corrected.
    To fix it, grant `rectification` to Californians.
    """
    if _lacks(policy, "rectification"):
        yield Problem(_place(policy), "the right to correct is not granted")


@rule(
    "us-ca-ccpa/right-to-opt-out-unstated",
    Severity.ERROR,
    "agreg-308-c-3-a",
    "cpra-120-b",
    "cpra-135-c-2",
    "ccpa-7011-e-2-D",
)
def right_to_opt_out_unstated(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """The right to opt out of sale, or of sale and sharing, is not explained.

    Whoever sells or shares must tell people that they can say no; from 2020-08-14 until
    2023-03-28 the regulations asked every business to explain it. To fix it, grant the
    right to Californians in the words of the day.
    """
    owed = law.opt_out_is_explained_always or lists.opt_out_is_owed(policy, law)
    if owed and _lacks(policy, *law.opt_out_rights):
        what = "sale and sharing" if SHARED in law.opted_out_of else "sale"
        yield Problem(_place(policy), f"the right to opt out of {what} is not granted")


@rule(
    "us-ca-ccpa/right-to-limit-unstated",
    Severity.ERROR,
    "cpra-121-a",
    "cpra-135-c-2",
    "ccpa-7011-e-2-E",
)
def right_to_limit_unstated(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """Sensitive data is used beyond the permitted purposes without the right to limit.

    People can then ask that its use stays within those purposes. To fix it, grant
    `limit-sensitive-use` to Californians.
    """
    if policy.sensitive_use_beyond_permitted and _lacks(policy, "limit-sensitive-use"):
        message = "the right to limit the use of sensitive data is not granted"
        yield Problem(_place(policy), message)


@rule(
    "us-ca-ccpa/non-discrimination-unstated",
    Severity.ERROR,
    "ccpa20-130-a-5-A",
    "agreg-308-c-4",
    "cpra-130-a-5-A",
    "ccpa-7011-e-2-F",
)
def non_discrimination_unstated(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """The right not to be treated worse for using one's rights is not explained.

    Without it people may fear to pay for asking. To fix it, grant `non-discrimination`
    to Californians.
    """
    if _lacks(policy, "non-discrimination", "non-retaliation"):
        message = "the right not to be discriminated against is not granted"
        yield Problem(_place(policy), message)


@rule(
    "us-ca-ccpa/non-retaliation-unstated",
    Severity.WARNING,
    "ccpa-7011-e-2-F",
)
def non_retaliation_unstated(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """Non-discrimination is explained, and retaliation against workers left out.

    Since 2023 the explanation includes the right of employees, applicants and
    independent contractors not to be retaliated against. To fix it, grant
    `non-retaliation` too.
    """
    told = not _lacks(policy, "non-discrimination", "non-retaliation")
    if told and _lacks(policy, "non-retaliation"):
        message = "non-retaliation against employees and applicants is not mentioned"
        yield Problem(_place(policy), message)


def _blocks(policy: Policy) -> tuple[Rights, ...]:
    """The rights Californians have: such as local law may permit are for others."""
    return tuple(
        block for block in policy.rights if block.audiences or block.conditional is None
    )


def _lacks(policy: Policy, *rights: str) -> bool:
    """Whether none of these rights is granted, where others are."""
    blocks = _blocks(policy)
    return bool(blocks) and not any(
        right in block.grants for block in blocks for right in rights
    )


def _place(policy: Policy) -> Pointer:
    """Where a right belongs: in the block for Californians, or for everyone."""
    blocks = _blocks(policy)
    own = tuple(block for block in blocks if block.audiences)
    return (own or blocks)[0].at / "grants"
