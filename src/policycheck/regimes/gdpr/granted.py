"""The rights each group of readers is told of, and those that are due."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.frozen import Frozen
from policycheck.location import ROOT, Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import CONDITIONS, PURPOSES
from policycheck.policy.statements import Grant, Rights
from policycheck.policy.values import (
    Audience,
    Contact,
    Controller,
    Purpose,
    Representative,
)
from policycheck.regimes.gdpr.grounds import names_of_bases
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import entries, stated


class Readers(Frozen):
    """Readers who see the same blocks of rights; `name` is empty for everyone."""

    name: str
    blocks: tuple[Rights, ...]
    also: tuple[Rights, ...] = ()

    @property
    def at(self) -> Pointer:
        """Where a right they miss would stand."""
        return self.blocks[-1].at / "grants" if self.blocks else ROOT / "rights"

    def grant(self, right: str) -> Grant | None:
        """The right, if these readers are told of it."""
        for block in (*self.blocks, *self.also):
            if right in block.grants:
                return block.grants[right]
        return None


def readers(policy: Policy, law: GdprLaw) -> tuple[Readers, ...]:
    """Who reads which rights: each audience with its blocks and those it shares.

    Blocks for everyone are judged alone where no audience holds all people of this law.
    """
    groups: dict[tuple[str, ...], list[Rights]] = {}
    for block in policy.rights:
        ids = tuple(sorted(each.id for each in block.audiences))
        groups.setdefault(ids, []).append(block)
    held = any(
        _holds_all(each, law) for block in policy.rights for each in block.audiences
    )
    found = []
    for ids, blocks in groups.items():
        own = blocks[0].audiences
        if not own and held:
            continue
        shared = tuple(
            block
            for other, others in groups.items()
            if other != ids
            for block in others
            if not block.audiences or _holds(block.audiences, own, law)
        )
        name = ", ".join(each.name for each in own)
        found.append(Readers(name, tuple(blocks), shared))
    return tuple(found) or (Readers("", ()),)


def _holds(
    wide: tuple[Audience, ...], narrow: tuple[Audience, ...], law: GdprLaw
) -> bool:
    """Whether every narrow audience is part of a wide one."""
    return bool(narrow) and all(
        any(_is_part(each, other, law) for other in wide) for each in narrow
    )


def _is_part(narrow: Audience, wide: Audience, law: GdprLaw) -> bool:
    return _holds_all(wide, law) or (
        bool(narrow.places) and set(narrow.places) <= set(wide.places)
    )


def _holds_all(audience: Audience, law: GdprLaw) -> bool:
    """Whether an audience holds everyone this law protects."""
    if audience.data_subjects or audience.services:
        return False
    return not audience.places or bool(law.whole & set(audience.places))


def due(policy: Policy, law: GdprLaw) -> Iterator[str]:
    """The rights that exist on the bases the policy uses."""
    used = names_of_bases(policy, law)
    for right, bases in law.rights.items():
        if bases is None or bases & used:
            yield right


def rests_on_consent(policy: Policy, law: GdprLaw) -> bool:
    """Whether anything rests on consent, as a basis or as a condition."""
    return "consent" in names_of_bases(policy, law) or any(
        law.conditions[each.condition] == "explicit-consent"
        for _, each in stated(policy, CONDITIONS)
    )


def marketing_purposes(policy: Policy, law: GdprLaw) -> tuple[Purpose, ...]:
    """The purposes of direct marketing, by any channel."""
    kinds = law.kinds["direct_marketing"]
    return tuple(each for each in entries(policy, PURPOSES) if kinds & set(each.kinds))


def can_be_reached(who: Contact | Controller | Representative) -> bool:
    """Whether any way to reach someone is told."""
    return bool(who.address or who.email or who.form or who.phone)
