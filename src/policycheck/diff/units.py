"""What a policy says is done: its activities, and what only `general` says."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from policycheck.diff import resting
from policycheck.diff.facts import EVERYONE
from policycheck.diff.identity import Names
from policycheck.location import Pointer
from policycheck.policy import Policy, slots
from policycheck.policy import values as v
from policycheck.policy.general import covers
from policycheck.policy.slots import Slot
from policycheck.policy.statements import Activity, General, Slots

BESIDE: Final = frozenset({slots.RECIPIENTS.name, slots.TRANSFERS.name})
"""The slots in which what an activity says leaves what is said generally true."""
SLOTS: Final[tuple[slots.Slot[Any], ...]] = (
    slots.LEGAL_BASES,
    slots.CONDITIONS,
    slots.SOURCES,
    slots.RECIPIENTS,
    slots.TRANSFERS,
    slots.RETENTION,
    slots.PROVISION,
    slots.TRACKERS,
)
"""The slots that say what is done with data."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One answer of a slot, where it stands, and who it is addressed to."""

    answer: Any
    at: Pointer
    readers: tuple[str, ...]
    general: General | None = None


class Unit:
    """An activity, or a general statement about data that no activity names."""

    def __init__(
        self,
        policy: Policy,
        said: Slots,
        data: tuple[v.DataCategory, ...] | None = None,
    ) -> None:
        self.at = said.at
        self.id = said.id
        self._policy = policy
        self._said = said
        self._activity = said if isinstance(said, Activity) else None
        self.data_categories: tuple[v.DataCategory, ...] = (
            self._entries(slots.DATA_CATEGORIES) if data is None else data
        )
        self._own = slots.PURPOSES.of(said) is not None
        self.purposes: tuple[v.Purpose, ...] = self._entries(slots.PURPOSES)
        self._constant: dict[str, tuple[Heard, ...] | None] = {}

    @property
    def data_subjects(self) -> tuple[v.DataSubject, ...]:
        """The people whose data it is."""
        return self._entries(slots.DATA_SUBJECTS)

    def _entries(self, slot: Slot[Any]) -> tuple[Any, ...]:
        """The entries of a slot; the same one named twice counts once."""
        if self._activity is None:
            answer = slot.of(self._said)
            uses = answer if isinstance(answer, tuple) else ()
        else:
            uses = self._policy.entries(self._activity, slot)
        return tuple({use.entry.id: use.entry for use in uses}.values())

    def readers(self, names: Names) -> tuple[str, ...]:
        """Who the unit speaks to, by name."""
        return names.all("audiences", self._said.audiences) or (EVERYONE,)

    def purposes_of(self, data: v.DataCategory | None) -> tuple[v.Purpose, ...]:
        """The purposes one data category is used for."""
        if self._own or self._activity is None or data is None:
            return self.purposes
        said = self._policy.said(self._activity, slots.PURPOSES, data_category=data.id)
        return tuple({use.entry.id: use.entry for use in said.values}.values())

    def recipients(self) -> tuple[v.Disclosure, ...]:
        """Every recipient the unit itself names for any of its data."""
        own = slots.RECIPIENTS.of(self._said)
        return own if isinstance(own, tuple) else ()

    def heard(
        self,
        slot: Slot[Any],
        data: v.DataCategory | None,
        purpose: v.Purpose | None,
        names: Names,
    ) -> tuple[Heard, ...]:
        """All the policy says of the unit in a slot, for one data and purpose."""
        always = self.heard_always(slot, names)
        if always is not None:
            return always
        return tuple(self._asked(slot, data, purpose, names))

    def heard_always(self, slot: Slot[Any], names: Names) -> tuple[Heard, ...] | None:
        """The answer of a slot, where it is the same for all data and purposes."""
        if slot.name not in self._constant:
            self._constant[slot.name] = self._always(slot, names)
        return self._constant[slot.name]

    def _always(self, slot: Slot[Any], names: Names) -> tuple[Heard, ...] | None:
        own = slot.of(self._said)
        found = []
        if own is not None:
            if _narrows(own):
                return None
            found.append(Heard(own, self.at / slot.name, self.readers(names)))
            if slot.name not in BESIDE:
                return tuple(found)
        if self._activity is None:
            return tuple(found)
        for general in self._policy.general_about(self._activity):
            answer = slot.of(general)
            if answer is None:
                continue
            if general.part is not None or general.but is not None or _narrows(answer):
                return None
            found.append(self._heard(answer, general.at / slot.name, general, names))
        return tuple(found)

    def _asked(
        self,
        slot: Slot[Any],
        data: v.DataCategory | None,
        purpose: v.Purpose | None,
        names: Names,
    ) -> Iterator[Heard]:
        about = {
            "data_category": data.id if data else None,
            "purpose": purpose.id if purpose else None,
        }
        if self._activity is None:
            answer = slot.of(self._said)
            kept = tuple(
                each
                for each in (answer if isinstance(answer, tuple) else ())
                if not isinstance(each, v.Narrowed) or each.concerns(**about)
            )
            yield Heard(kept, self.at / slot.name, self.readers(names))
            return
        said = self._policy.said(self._activity, slot, **about)
        stated = said.stated
        if said.is_specific and slot.name in BESIDE:
            stated += self._policy.generally(self._activity, slot, **about)
        for each in stated:
            yield self._heard(each.answer, each.at, each.general, names)

    def beyond(
        self, slot: Slot[Any], data: v.DataCategory, names: Names
    ) -> Iterator[tuple[Heard, tuple[v.Purpose, ...]]]:
        """What a slot says of purposes that this data has not in the unit."""
        if self.heard_always(slot, names) is not None:
            return
        own = {each.id for each in self.purposes_of(data)}
        said = [Heard(slot.of(self._said), self.at / slot.name, self.readers(names))]
        if self._activity is not None:
            said += [
                self._heard(slot.of(each), each.at / slot.name, each, names)
                for each in self._policy.general_about(self._activity)
                if covers(each, data.id, None)
            ]
        for each in said:
            for value in each.answer if isinstance(each.answer, tuple) else ():
                more = tuple(p for p in value.purposes or () if p.id not in own)
                if more and value.concerns(purpose=None, data_category=data.id):
                    yield replace(each, answer=(value,)), more

    def _heard(
        self, answer: object, at: Pointer, general: General | None, names: Names
    ) -> Heard:
        own = self.readers(names)
        if general is None or not general.audiences:
            return Heard(answer, at, own, general)
        theirs = names.all("audiences", general.audiences)
        both = tuple(each for each in own if each in theirs)
        return Heard(answer, at, both or theirs, general)

    def bases(
        self, heard: tuple[Heard, ...]
    ) -> Iterator[tuple[Heard, tuple[v.BasisUse, ...], bool]]:
        """Each answer on bases, the bases taken together, and whether they attach.

        Of general statements that attach nothing, a single basis for all attaches.
        """
        rest: list[tuple[Heard, tuple[v.BasisUse, ...]]] = []
        is_attached = False
        for each in heard:
            general = each.general or self._said
            if isinstance(general, General):
                attached, free = attaching(general, each.answer)
            else:
                uses = [(_paired(use), use) for use in each.answer]
                attached = resting.own(uses, [each.id for each in self.purposes])
                free = () if attached else tuple(each.answer)
            is_attached |= bool(attached)
            if attached:
                yield each, attached, True
            if free:
                rest.append((each, free))
        single = len({use.basis.at for _, free in rest for use in free}) == 1
        for each, free in rest:
            if not single or not is_attached:
                yield each, free, single


def attaching(
    general: General, uses: tuple[v.BasisUse, ...]
) -> tuple[tuple[v.BasisUse, ...], tuple[v.BasisUse, ...]]:
    """The bases a general statement attaches to what it is about, and the rest."""
    part = general.part
    return resting.generally(
        [(_paired(use), use) for use in uses],
        of_part=part is not None,
        of_purpose=part is not None and len(part.purposes or ()) == 1,
    )


def _paired(use: v.BasisUse) -> frozenset[str] | None:
    return None if use.purposes is None else frozenset(p.id for p in use.purposes)


def _narrows(answer: object) -> bool:
    """Whether an answer says more of some data or purposes than of others."""
    return isinstance(answer, tuple) and any(
        isinstance(value, v.Narrowed)
        and (value.purposes is not None or value.data_categories is not None)
        for value in answer
    )


def units(policy: Policy, aside: Collection[Mapping[str, Any]] = ()) -> Iterator[Unit]:
    """The activities; then general statements about what no activity names.

    A general statement may speak of activities that were set aside.
    """
    named = {id_ for each in aside for id_ in each["data_categories"]}
    spoken: set[Pointer] = set()
    for activity in policy.activities:
        unit = Unit(policy, activity)
        named.update(each.id for each in unit.data_categories)
        spoken.update(each.at for each in policy.general_about(activity))
        yield unit
    for general in policy.general:
        part = general.part.data_categories if general.part else None
        answer = general.data_categories
        uses = {use.entry.id for use in answer} if isinstance(answer, tuple) else set()
        rest = ((part or set()) | uses) - named
        if rest:
            entries = tuple(
                policy.data_categories[id_]
                for id_ in sorted(rest)
                if id_ in policy.data_categories
            )
            yield Unit(policy, general, entries)
        elif not aside and general.at not in spoken and not (part or uses):
            yield Unit(policy, general)
