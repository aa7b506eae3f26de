"""What each purpose rests on: the legal bases a policy attaches to it, and those it uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policycheck.finding import Problem
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import LEGAL_BASES, PURPOSES, Said, Stated
from policycheck.policy.statements import Activity
from policycheck.policy.values import BasisUse, Purpose, Use
from policycheck.regimes.gdpr.law import GdprLaw


@dataclass(frozen=True, slots=True)
class Ground:
    """A purpose of an activity, the bases attached to it, and all that is said of them."""

    activity: Activity
    purpose: Use[Purpose]
    uses: tuple[BasisUse, ...]
    said: Said[BasisUse]


def grounds(policy: Policy) -> Iterator[Ground]:
    """Every purpose of every activity, with the bases attached to it."""
    for activity in policy.activities:
        yield from grounds_of(policy, activity)


def grounds_of(policy: Policy, activity: Activity) -> Iterator[Ground]:
    """The purposes of one activity, with the bases attached to each."""
    purposes = policy.said(activity, PURPOSES).values
    whole = policy.said(activity, LEGAL_BASES)
    narrowed = not whole.is_specific or any(use.purposes for use in whole.values)
    for purpose in purposes:
        said = whole
        if narrowed:
            said = policy.said(activity, LEGAL_BASES, purpose=purpose.entry.id)
        attached = _own(said, purposes) if said.is_specific else _general(said)
        yield Ground(activity, purpose, attached, said)


def used(policy: Policy) -> dict[Pointer, tuple[BasisUse, ...]]:
    """Every basis the policy uses, by its place, with the places that use it."""
    found: dict[Pointer, tuple[BasisUse, ...]] = {}
    for activity in policy.activities:
        for use in policy.said(activity, LEGAL_BASES).values:
            before = found.get(use.basis.at, ())
            if all(use.at != each.at for each in before):
                found[use.basis.at] = (*before, use)
    return found


def names_of_bases(policy: Policy, law: GdprLaw) -> frozenset[str]:
    """The bases the policy uses anywhere, attached to a purpose or not."""
    named = (law.basis(uses[0].basis.basis) for uses in used(policy).values())
    return frozenset(each for each in named if each is not None)


def unpaired(
    uses: Iterable[BasisUse], purposes: Iterable[Use[Purpose]]
) -> tuple[BasisUse, ...]:
    """The bases of an activity that leave open which purpose each of them is for."""
    listed = tuple(uses)
    free = tuple(
        use for use in listed if use.purposes is None and use.data_categories is None
    )
    paired = {purpose.id for use in listed for purpose in use.purposes or ()}
    left = {purpose.entry.id for purpose in purposes} - paired
    return free if len(free) > 1 and len(left) > 1 else ()


def once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first problem at each place."""
    seen: set[Pointer] = set()
    for each in problems:
        if each.at not in seen:
            seen.add(each.at)
            yield each


def quoted(names: Iterable[str]) -> str:
    """Names in a message: the first three, and how many more there are."""
    listed = list(dict.fromkeys(names))
    shown = ", ".join(f"'{name}'" for name in listed[:3])
    more = len(listed) - 3
    return f"{shown} and {more} more" if more > 0 else shown


def _own(
    said: Said[BasisUse], purposes: tuple[Use[Purpose], ...]
) -> tuple[BasisUse, ...]:
    """The bases an activity attaches itself: paired ones before those for the rest."""
    if unpaired(said.values, purposes):
        return ()
    paired = tuple(use for use in said.values if use.purposes is not None)
    return paired or said.values


def _general(said: Said[BasisUse]) -> tuple[BasisUse, ...]:
    """The bases general statements attach: narrowed ones, else the one for everything."""
    narrowed = tuple(use for each in said.stated for use in _narrowed(each))
    found = narrowed or said.values
    return found if narrowed or len({use.basis.at for use in found}) == 1 else ()


def _narrowed(stated: Stated[BasisUse]) -> tuple[BasisUse, ...]:
    """The bases a general statement pairs with purposes, or names for one part only."""
    uses = stated.answer if isinstance(stated.answer, tuple) else ()
    part = stated.general.part if stated.general is not None else None
    if part is not None and (len(uses) == 1 or len(part.purposes or ()) == 1):
        return uses
    return tuple(use for use in uses if use.purposes is not None)
