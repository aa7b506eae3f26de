"""What the policy of an operator says (NRS 603A.340(1))."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Severity
from policycheck.policy import Policy
from policycheck.regimes import posted
from policycheck.regimes.nevada.law import NevadaLaw
from policycheck.rule import rule


@rule("us-nv/categories-undisclosed", Severity.ERROR, "nv-340-1-a")
def categories_undisclosed(policy: Policy, _law: NevadaLaw) -> Iterator[Problem]:
    """The policy names no data it collects, or nobody who may get it.

    People must be told the categories of covered information collected online,
    and the categories of third parties it may be shared with. To fix it, name both, or
    say `recipients: none`.
    """
    yield from posted.categories(policy)


@rule("us-nv/review-process-undescribed", Severity.WARNING, "nv-340-1-b")
def review_process_undescribed(policy: Policy, _law: NevadaLaw) -> Iterator[Problem]:
    """People can review or change their data, and nothing says how.

    Where such a process exists, the policy describes it. To fix it, name the contact or
    the steps in the block that grants the right.
    """
    yield from posted.review_process(policy)


@rule("us-nv/change-process-undisclosed", Severity.ERROR, "nv-340-1-c")
def change_process_undisclosed(policy: Policy, _law: NevadaLaw) -> Iterator[Problem]:
    """Nothing says how people are told of material changes.

    The policy describes the process by which the operator tells people of them; asking
    people to look from time to time is none. To fix it, describe it in
    `change_notice.method`.
    """
    yield from posted.change_process(policy)


@rule("us-nv/effective-date-undisclosed", Severity.ERROR, "nv-340-1-e")
def effective_date_undisclosed(policy: Policy, _law: NevadaLaw) -> Iterator[Problem]:
    """The policy bears no date from which it is effective.

    People must see from which day the policy holds. To fix it, state the day in
    `effective`.
    """
    yield from posted.effective_date(policy)


@rule("us-nv/last-update-for-effective-date", Severity.WARNING, "nv-340-1-e")
def last_update_for_effective_date(
    policy: Policy, _law: NevadaLaw
) -> Iterator[Problem]:
    """The policy says when it was last updated, and not from when it holds.

    The law asks for the effective date, which need not be that of the last update. To
    fix it, state the day in `effective`.
    """
    yield from posted.last_update(policy)
