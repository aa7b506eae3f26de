"""Which legal bases general statements attach to a purpose, and which have none."""

from __future__ import annotations

from policycheck.frozen import Frozen
from policycheck.policy.model import Policy
from policycheck.policy.slots import DATA_CATEGORIES, LEGAL_BASES, PURPOSES, Stated
from policycheck.policy.statements import Activity
from policycheck.policy.values import BasisUse


class Counts(Frozen):
    """How much a policy states: its activities, their purposes, those without a basis.

    A purpose counts once for each activity with personal data that names it.
    """

    activities: int
    purposes: int
    without_basis: int


def counts(policy: Policy) -> Counts:
    """Count the purposes of a policy, and those for which no legal basis is named.

    A basis named beside several purposes counts for each of them, paired or not.
    """
    rests = [
        _rests(policy, activity, use.entry.id)
        for activity in policy.activities
        if processes_personal_data(policy, activity)
        for use in policy.entries(activity, PURPOSES)
    ]
    return Counts(len(policy.activities), len(rests), rests.count(False))


def processes_personal_data(policy: Policy, activity: Activity) -> bool:
    """Whether an activity has personal data; one that names none may."""
    data = policy.entries(activity, DATA_CATEGORIES)
    return not data or any(use.entry.is_personal for use in data)


def generally_attached(stated: tuple[Stated[BasisUse], ...]) -> tuple[BasisUse, ...]:
    """The bases general statements attach: narrowed ones, else a single one.

    Several bases named for everything attach to nothing.
    """
    narrowed = tuple(use for each in stated for use in _narrowed(each))
    found = narrowed or tuple(use for each in stated for use in _uses(each))
    return found if narrowed or len({use.basis.at for use in found}) == 1 else ()


def _rests(policy: Policy, activity: Activity, purpose: str) -> bool:
    said = policy.said(activity, LEGAL_BASES, purpose=purpose)
    return bool(said.values if said.is_specific else generally_attached(said.stated))


def _uses(stated: Stated[BasisUse]) -> tuple[BasisUse, ...]:
    return stated.answer if isinstance(stated.answer, tuple) else ()


def _narrowed(stated: Stated[BasisUse]) -> tuple[BasisUse, ...]:
    """The bases a general statement pairs with purposes, or names for one part."""
    uses = _uses(stated)
    part = stated.general.part if stated.general is not None else None
    if part is not None and (len(uses) == 1 or len(part.purposes or ()) == 1):
        return uses
    return tuple(use for use in uses if use.purposes is not None)
