"""What each purpose rests on: the legal bases attached to it, and those used at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policycheck.frozen import Frozen
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.attaching import generally_attached
from policycheck.policy.slots import LEGAL_BASES, PURPOSES
from policycheck.policy.statements import Activity
from policycheck.policy.values import BasisUse, LegalBasis, Purpose, Use
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import Told, told


class Ground(Frozen):
    """A purpose of an activity, the bases attached to it, and all said of its bases."""

    activity: Activity
    purpose: Use[Purpose]
    uses: tuple[BasisUse, ...]
    said: Told[BasisUse]


class Used(Frozen):
    """A legal basis, and the places that use it."""

    basis: LegalBasis
    uses: tuple[BasisUse, ...]


def grounds(policy: Policy) -> tuple[Ground, ...]:
    """Every purpose of every activity, with the bases attached to it."""
    return policy.once("gdpr.grounds", lambda: tuple(_grounds(policy)))


def grounds_by_activity(policy: Policy) -> Mapping[Pointer, list[Ground]]:
    """The same, by activity."""

    def grouped() -> dict[Pointer, list[Ground]]:
        found: dict[Pointer, list[Ground]] = {}
        for ground in grounds(policy):
            found.setdefault(ground.activity.at, []).append(ground)
        return found

    return policy.once("gdpr.grounds.by-activity", grouped)


def used(policy: Policy) -> tuple[Used, ...]:
    """Every basis the policy uses, attached to a purpose or not."""

    def gathered() -> tuple[Used, ...]:
        found: dict[Pointer, dict[Pointer, BasisUse]] = {}
        for each in told(policy, LEGAL_BASES):
            for use in each.values:
                found.setdefault(use.basis.at, {}).setdefault(use.at, use)
        return tuple(
            Used(next(iter(uses.values())).basis, tuple(uses.values()))
            for uses in found.values()
        )

    return policy.once("gdpr.used", gathered)


def resting_on(policy: Policy, law: GdprLaw, basis: str) -> Iterator[Used]:
    """The entries of one kind of basis, such as consent."""
    for each in used(policy):
        if law.basis(each.basis.basis) == basis:
            yield each


def names_of_bases(policy: Policy, law: GdprLaw) -> frozenset[str]:
    """The bases the policy uses anywhere."""
    named = (law.basis(each.basis.basis) for each in used(policy))
    return frozenset(each for each in named if each is not None)


def unpaired(
    uses: tuple[BasisUse, ...], purposes: tuple[Use[Purpose], ...]
) -> tuple[BasisUse, ...]:
    """The bases of an activity that leave open which purpose each of them is for."""
    if len(uses) < 2 or len(purposes) < 2:  # noqa: PLR2004 - several, as the name says
        return ()
    free = tuple(
        use for use in uses if use.purposes is None and use.data_categories is None
    )
    paired = {purpose.id for use in uses for purpose in use.purposes or ()}
    left = {purpose.entry.id for purpose in purposes} - paired
    return free if len(free) > 1 and len(left) > 1 else ()


def quoted(names: Iterable[str]) -> str:
    """Names in a message: the first three, and how many more there are."""
    listed = list(dict.fromkeys(names))
    shown = ", ".join(f"'{name}'" for name in listed[:3])
    more = len(listed) - 3
    return f"{shown} and {more} more" if more > 0 else shown


def _grounds(policy: Policy) -> Iterator[Ground]:
    general: dict[tuple[tuple[Pointer, ...], str], Told[BasisUse]] = {}
    for purposes, whole in zip(
        told(policy, PURPOSES), told(policy, LEGAL_BASES), strict=True
    ):
        paired = any(use.purposes is not None for use in whole.values)
        for purpose in purposes.values:
            said = whole
            if whole.stated:
                key = (tuple(each.at for each in whole.stated), purpose.entry.id)
                if key not in general:
                    general[key] = _about(policy, whole, purpose.entry.id)
                said = general[key]
            elif paired:
                said = _about(policy, whole, purpose.entry.id)
            attached = (
                generally_attached(said.stated)
                if said.stated
                else _own(said, purposes.values)
            )
            attached = attached or _misspelt(whole)
            yield Ground(whole.activity, purpose, attached, said)


def _about(policy: Policy, whole: Told[BasisUse], purpose: str) -> Told[BasisUse]:
    """What is said of the basis of one purpose; where nothing is, generally."""
    said = policy.said(whole.activity, LEGAL_BASES, purpose=purpose)
    stated = () if said.is_specific else said.stated
    return whole._replace(values=said.values, unclear=said.unclear, stated=stated)


def _own(
    said: Told[BasisUse], purposes: tuple[Use[Purpose], ...]
) -> tuple[BasisUse, ...]:
    """The bases an activity attaches itself: paired ones before those for the rest."""
    if unpaired(said.values, purposes):
        return ()
    paired = tuple(use for use in said.values if use.purposes is not None)
    return paired or said.values


def _misspelt(whole: Told[BasisUse]) -> tuple[BasisUse, ...]:
    """The bases paired with a purpose that does not exist: they may be for this."""
    return tuple(
        use
        for use in whole.values
        if not all(purpose.resolved for purpose in use.purposes or ())
    )
