"""What the activities that process personal data say, slot by slot, read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from policycheck.finding import Problem
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.attaching import processes_personal_data
from policycheck.policy.slots import Slot, Stated
from policycheck.policy.statements import Activity
from policycheck.policy.values import (
    NONE,
    BasisUse,
    Entry,
    Statement,
    Unclear,
    Use,
)

S = TypeVar("S", bound=Statement)
E = TypeVar("E", bound=Entry)


class Told(NamedTuple, Generic[S]):
    """What is said of an activity in one slot: by itself, or by general statements.

    `stated` holds the general statements; it is empty where the activity speaks itself.
    """

    activity: Activity
    at: Pointer
    values: tuple[S, ...]
    unclear: tuple[Unclear, ...] = ()
    is_none: bool = False
    stated: tuple[Stated[S], ...] = ()

    @property
    def is_undisclosed(self) -> bool:
        """Whether nothing says it."""
        return not (self.values or self.unclear or self.is_none or self.stated)


def processing(policy: Policy) -> tuple[Activity, ...]:
    """The activities that process personal data; the law is about no other."""
    if all(each.is_personal for each in policy.data_categories.values()):
        return policy.activities
    return policy.once("gdpr.processing", lambda: _processing(policy))


def told(policy: Policy, slot: Slot[S]) -> tuple[Told[S], ...]:
    """What each of those activities says in a slot, in their order."""

    def read() -> tuple[Told[S], ...]:
        said_generally = any(slot.of(each) is not None for each in policy.general)
        return tuple(
            _told(policy, each, slot, generally=said_generally)
            for each in processing(policy)
        )

    return policy.once(("gdpr.told", slot.name), read)


def stated(policy: Policy, slot: Slot[S]) -> tuple[tuple[Activity, S], ...]:
    """Every value stated in a slot, once, with the first activity it is stated of."""

    def gathered() -> tuple[tuple[Activity, S], ...]:
        found: dict[int, tuple[Activity, S]] = {}
        for each in told(policy, slot):
            for value in each.values:
                found.setdefault(id(value), (each.activity, value))
        return tuple(found.values())

    return policy.once(("gdpr.stated", slot.name), gathered)


def entries(policy: Policy, slot: Slot[Use[E]]) -> tuple[E, ...]:
    """The entries those activities name in a slot, each once; no misspelt ones."""
    return policy.once(
        ("gdpr.entries", slot.name),
        lambda: tuple(
            {
                use.entry.at: use.entry
                for _, use in stated(policy, slot)
                if use.entry.resolved
            }.values()
        ),
    )


def about(policy: Policy, slot: Slot[S]) -> Mapping[Pointer, tuple[Activity, ...]]:
    """The activities each statement in a slot, and each entry it names, is about."""

    def gathered() -> dict[Pointer, tuple[Activity, ...]]:
        found: dict[Pointer, dict[Pointer, Activity]] = {}
        for each in told(policy, slot):
            values: tuple[Statement, ...] = (*each.values, *each.unclear)
            for value in values:
                for at in _places(value):
                    found.setdefault(at, {})[each.activity.at] = each.activity
        return {at: tuple(activities.values()) for at, activities in found.items()}

    return policy.once(("gdpr.about", slot.name), gathered)


def once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first problem at each place."""
    seen: set[Pointer] = set()
    for each in problems:
        if each.at not in seen:
            seen.add(each.at)
            yield each


def _places(value: Statement) -> Iterator[Pointer]:
    yield value.at
    if isinstance(value, Use):
        yield value.entry.at
    elif isinstance(value, BasisUse):
        yield value.basis.at


def _processing(policy: Policy) -> tuple[Activity, ...]:
    return tuple(
        activity
        for activity in policy.activities
        if processes_personal_data(policy, activity)
    )


def _told(
    policy: Policy, activity: Activity, slot: Slot[S], *, generally: bool
) -> Told[S]:
    at = activity.at / slot.name
    own = slot.of(activity)
    if isinstance(own, tuple):
        return Told(activity, at, own)
    if own is NONE:
        return Told(activity, at, (), is_none=True)
    if own is not None:
        return Told(activity, at, (), (own,))
    if not generally:
        return Told(activity, at, ())
    said = policy.said(activity, slot)
    return Told(activity, at, said.values, said.unclear, said.is_none, said.stated)
