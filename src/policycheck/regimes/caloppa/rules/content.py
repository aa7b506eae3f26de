"""What the policy of an online service says (Bus. & Prof. Code 22575(b)(1) to (4))."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Severity
from policycheck.location import ROOT
from policycheck.policy import Policy
from policycheck.policy.slots import DATA_CATEGORIES, RECIPIENTS
from policycheck.regimes.caloppa.law import CaloppaLaw
from policycheck.rule import rule


@rule("us-ca-caloppa/categories-undisclosed", Severity.ERROR, "caloppa-22575-b-1")
def categories_undisclosed(policy: Policy, _law: CaloppaLaw) -> Iterator[Problem]:
    """The policy names no data it collects, or nobody who may get it.

    People must be told the categories of personally identifiable information collected
    online, and the categories of third parties it may be shared with. To fix it, name
    both, or say `recipients: none`.
    """
    collected = {
        use.entry.id
        for each in policy.activities
        for use in policy.said(each, DATA_CATEGORIES).values
    }
    if not collected:
        yield Problem(ROOT / "data_categories", "no data that is collected is named")
        return
    answers = [policy.said(each, RECIPIENTS) for each in policy.activities]
    printed = any(
        isinstance(row.cells.get(cell), tuple)
        for table in policy.published
        for row in table.rows
        for cell in ("disclosed_to", "sold_to", "shared_to")
    )
    denied = any(
        "disclosed" in claim.never
        and (
            claim.data_categories is None
            or collected <= {data.id for data in claim.data_categories}
        )
        and claim.purposes is None
        and claim.recipients is None
        and claim.whose_purposes is None
        for claim in policy.claims
    )
    if not (printed or denied) and not any(
        answer.values or answer.is_none for answer in answers
    ):
        message = "no category of third parties is named who may get the data"
        yield Problem(ROOT / "activities", message)


@rule("us-ca-caloppa/review-process-undescribed", Severity.WARNING, "caloppa-22575-b-2")
def review_process_undescribed(policy: Policy, _law: CaloppaLaw) -> Iterator[Problem]:
    """People can review or change their data, and nothing says how.

    Where such a process exists, the policy describes it. To fix it, name the contact or
    the steps in the block that grants the right.
    """
    for block in policy.rights:
        for right in ("access", "rectification"):
            grant = block.grants.get(right)
            if grant is not None and not (block.via or grant.via or grant.how):
                message = "how people review or change their data is not described"
                yield Problem(grant.at, message)
                break


@rule("us-ca-caloppa/change-process-undisclosed", Severity.ERROR, "caloppa-22575-b-3")
def change_process_undisclosed(policy: Policy, _law: CaloppaLaw) -> Iterator[Problem]:
    """Nothing says how people are told of material changes.

    The policy describes the process by which the operator tells people of them; asking
    people to look from time to time is none. To fix it, describe it in
    `change_notice.method`.
    """
    if policy.change_notice is None or policy.change_notice.method is None:
        at = ROOT / "change_notice" / "method"
        yield Problem(at, "how people are told of material changes is not described")


@rule("us-ca-caloppa/effective-date-undisclosed", Severity.ERROR, "caloppa-22575-b-4")
def effective_date_undisclosed(policy: Policy, _law: CaloppaLaw) -> Iterator[Problem]:
    """The policy bears no date from which it is effective.

    People must see from which day the policy holds. To fix it, state the day in
    `effective`.
    """
    if policy.effective is None and policy.last_updated is None:
        yield Problem(ROOT / "policy" / "effective", "the effective date is not stated")


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
    if policy.effective is None and policy.last_updated is not None:
        message = "the policy states the day of its last update, not its effective date"
        yield Problem(ROOT / "policy" / "effective", message)
