"""What several laws ask of the policy that an online operator posts."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem
from policycheck.location import ROOT
from policycheck.policy import Policy
from policycheck.policy.slots import DATA_CATEGORIES, RECIPIENTS


def categories(policy: Policy) -> Iterator[Problem]:
    """No data that is collected is named, or nobody who may get it."""
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


def review_process(policy: Policy) -> Iterator[Problem]:
    """A right to review or change data, and nothing about how to use it."""
    for block in policy.rights:
        for right in ("access", "rectification"):
            grant = block.grants.get(right)
            if grant is not None and not (block.via or grant.via or grant.how):
                message = "how people review or change their data is not described"
                yield Problem(grant.at, message)
                break


def change_process(policy: Policy) -> Iterator[Problem]:
    """Nothing about how people are told of material changes."""
    if policy.change_notice is None or policy.change_notice.method is None:
        at = ROOT / "change_notice" / "method"
        yield Problem(at, "how people are told of material changes is not described")


def effective_date(policy: Policy) -> Iterator[Problem]:
    """No date from which the policy is effective, nor of its last update."""
    if policy.effective is None and policy.last_updated is None:
        yield Problem(ROOT / "policy" / "effective", "the effective date is not stated")


def last_update(policy: Policy) -> Iterator[Problem]:
    """The date of the last update, and not that of effect."""
    if policy.effective is None and policy.last_updated is not None:
        message = "the policy states the day of its last update, not its effective date"
        yield Problem(ROOT / "policy" / "effective", message)
