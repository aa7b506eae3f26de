"""Activities that lack what makes them one, or say two things at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from policycheck import regimes
from policycheck.finding import Problem, Related, Severity
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.general import meets
from policycheck.policy.slots import (
    DATA_CATEGORIES,
    PURPOSES,
    RECIPIENTS,
    RETENTION,
    TRACKERS,
    TRANSFERS,
    Slot,
)
from policycheck.policy.statements import Activity
from policycheck.policy.values import NONE
from policycheck.regimes.integrity.law import IntegrityLaw
from policycheck.rule import rule

_DENIABLE: Final[tuple[Slot[Any], ...]] = (RECIPIENTS, RETENTION, TRACKERS, TRANSFERS)


@rule("integrity/data-without-purpose", Severity.WARNING)
def data_without_purpose(policy: Policy, law: IntegrityLaw) -> Iterator[Problem]:
    """An activity has data and no purpose.

    Every rule about purposes passes it by; where the policy names a law that asks for
    the purposes of personal data itself, that law's rule reports it instead. To fix it,
    name what the data is for, in the activity or in a general statement about it.
    """
    for activity in policy.activities:
        data = policy.said(activity, DATA_CATEGORIES).values
        if not data or not policy.said(activity, PURPOSES).is_undisclosed:
            continue
        is_personal = any(use.entry.is_personal for use in data)
        if not (is_personal and _is_asked_by_law(policy, activity, law)):
            message = f"nothing says what {activity.id} uses data for"
            yield Problem(activity.at / "purposes", message)


def _is_asked_by_law(policy: Policy, activity: Activity, law: IntegrityLaw) -> bool:
    """Whether a law the policy names asks its readers' activities for purposes."""
    return any(
        meets(activity, regimes.book(name))
        for name in policy.regimes
        if name in law.asking_for_purposes
    )


@rule("integrity/purpose-without-data", Severity.WARNING)
def purpose_without_data(policy: Policy, _law: IntegrityLaw) -> Iterator[Problem]:
    """An activity has a purpose and no data.

    Every rule about data passes it by. To fix it, name the data, or `all` where the
    text speaks of all of it.
    """
    for activity in policy.activities:
        purposes = policy.said(activity, PURPOSES)
        if purposes.values and policy.said(activity, DATA_CATEGORIES).is_undisclosed:
            message = f"nothing says which data {activity.id} uses"
            yield Problem(activity.at / "data_categories", message)


@rule("integrity/repeated-id", Severity.ERROR)
def repeated_id(policy: Policy, _law: IntegrityLaw) -> Iterator[Problem]:
    """Two activities, general statements or claims have one id.

    A waiver, a diff and a general statement that name the id cannot tell which is
    meant. To fix it, give one of them another id.
    """
    for statements in (policy.activities, policy.general, policy.claims):
        first: dict[str, Pointer] = {}
        for each in statements:
            if each.id in first:
                related = (Related(first[each.id], "the first stands here"),)
                yield Problem(each.at / "id", f"the id {each.id} stands twice", related)
            else:
                first[each.id] = each.at / "id"


@rule("integrity/none-contradicted", Severity.ERROR)
def none_contradicted(policy: Policy, _law: IntegrityLaw) -> Iterator[Problem]:
    """An activity says there is none of what a general statement says there is.

    A reader of one place is told the opposite of a reader of the other. To fix it,
    correct one of the two, or leave the activity out of the general statement with
    `except`.
    """
    for activity in policy.activities:
        for slot in _DENIABLE:
            if slot.of(activity) is not NONE:
                continue
            stated = [
                each
                for each in policy.generally(activity, slot)
                if isinstance(each.answer, tuple)
            ]
            if stated:
                related = tuple(Related(each.at, "stated here") for each in stated)
                message = f"{activity.id} says none, a general statement says otherwise"
                yield Problem(activity.at / slot.name, message, related)
