"""What the policy of an online service says (Bus. & Prof. Code 22575(b)(1) to (4))."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Severity
from policycheck.policy import Policy
from policycheck.regimes import posted
from policycheck.regimes.caloppa.law import CaloppaLaw
from policycheck.rule import rule


@rule("us-ca-caloppa/categories-undisclosed", Severity.ERROR, "caloppa-22575-b-1")
def categories_undisclosed(policy: Policy, _law: CaloppaLaw) -> Iterator[Problem]:
    """The policy names no data it collects, or nobody who may get it.

    People must be told the categories of personally identifiable information collected
    online, and the categories of third parties it may be shared with. To fix it, name
    both, or say `recipients: none`.
    """
    yield from posted.categories(policy)


@rule("us-ca-caloppa/review-process-undescribed", Severity.WARNING, "caloppa-22575-b-2")
def review_process_undescribed(policy: Policy, _law: CaloppaLaw) -> Iterator[Problem]:
    """People can review or change their data, and nothing says how.

    Where such a process exists, the policy describes it. To fix it, name the contact or
    the steps in the block that grants the right.
    """
    yield from posted.review_process(policy)


@rule("us-ca-caloppa/change-process-undisclosed", Severity.ERROR, "caloppa-22575-b-3")
def change_process_undisclosed(policy: Policy, _law: CaloppaLaw) -> Iterator[Problem]:
    """Nothing says how people are told of material changes.

    The policy describes the process by which the operator tells people of them; asking
    people to look from time to time is none. To fix it, describe it in
    `change_notice.method`.
    """
    yield from posted.change_process(policy)


@rule("us-ca-caloppa/effective-date-undisclosed", Severity.ERROR, "caloppa-22575-b-4")
def effective_date_undisclosed(policy: Policy, _law: CaloppaLaw) -> Iterator[Problem]:
    """The policy bears no date from which it is effective.

    People must see from which day the policy holds. To fix it, state the day in
    `effective`.
    """
    yield from posted.effective_date(policy)


@rule(
    "us-ca-caloppa/last-update-for-effective-date",
    Severity.WARNING,
    "caloppa-22575-b-4",
)
def last_update_for_effective_date(
    policy: Policy, _law: CaloppaLaw
) -> Iterator[Problem]:
    """The policy says when it was last updated, and not from when it holds.

    The law asks for the effective date, which need not be that of the last update. To
    fix it, state the day in `effective`.
    """
    yield from posted.last_update(policy)
