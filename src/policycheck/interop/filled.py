"""Activities with their names looked up, and general statements filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy import slots as s
from policycheck.policy.slots import Grain, Slot
from policycheck.policy.statements import Activity

CATALOGUE_OF: Final[Mapping[str, str | None]] = {
    "data_subjects": "data_subjects",
    "data_categories": "data_categories",
    "purposes": "purposes",
    "legal_bases": "legal_bases",
    "conditions": None,
    "sources": None,
    "recipients": "recipients",
    "transfers": None,
    "retention": "retention",
    "provision": None,
    "trackers": "trackers",
}
"""Each slot of an activity, and the catalogue its names point into."""
_SLOTS: Final[tuple[Slot[Any], ...]] = (
    s.DATA_SUBJECTS, s.DATA_CATEGORIES, s.PURPOSES, s.LEGAL_BASES, s.CONDITIONS,
    s.SOURCES, s.RECIPIENTS, s.TRANSFERS, s.RETENTION, s.PROVISION, s.TRACKERS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """What one place says in a slot, as it is written there."""

    at: Pointer
    raw: Any
    general: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """One item of a slot: the entry it names or writes out, and what it says beside."""

    id: str | None
    entry: Mapping[str, Any]
    edge: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Filled:
    """All that is said in one slot of an activity, and at which grain."""

    grain: Grain
    stated: tuple[Statement, ...]
    items: tuple[Named, ...]

    @property
    def is_none(self) -> bool:
        """Whether the text says there is none."""
        return any(each.raw == "none" for each in self.stated)

    @property
    def unclear(self) -> tuple[str, ...]:
        """The words that decide nothing."""
        return tuple(
            each.raw["unclear"]
            for each in self.stated
            if isinstance(each.raw, dict) and "unclear" in each.raw
        )


def filled(
    data: Any, policy: Policy, activity: Activity, data_category: str | None = None
) -> dict[str, Filled]:
    """Each slot of an activity: its own words, else those of general statements.

    Asked about one data category (by id), only what speaks of it counts.
    """
    return {
        slot.name: _slot(data, policy, activity, slot, data_category) for slot in _SLOTS
    }


def _slot(
    data: Any,
    policy: Policy,
    activity: Activity,
    slot: Slot[Any],
    data_category: str | None,
) -> Filled:
    said = policy.said(activity, slot, data_category=data_category)
    stated = tuple(
        Statement(each.at, at(data, each.at), each.general.id if each.general else None)
        for each in said.stated
    )
    items = tuple(
        item
        for each in stated
        for item in _items(data, slot.name, each.raw)
        if data_category is None
        or data_category in item.edge.get("data_categories", (data_category,))
    )
    return Filled(said.grain, stated, items)


def at(data: Any, pointer: Pointer) -> Any:
    """What stands at a pointer that exists."""
    for step in pointer:
        data = data[step]
    return data


def _items(data: Any, slot: str, raw: Any) -> Iterator[Named]:
    catalogue = CATALOGUE_OF[slot]
    entries = {} if catalogue is None else data.get(catalogue, {})
    if raw == "all":
        for id_, entry in entries.items():
            if is_personal(entry):
                yield Named(id_, entry, {})
    elif isinstance(raw, list):
        for item in raw:
            yield _item(entries, item, refers=catalogue is not None)
    elif slot == "provision":
        yield Named(None, raw, raw)


_NOT_PERSONAL: Final = frozenset({"deidentified", "aggregated"})


def is_personal(entry: Mapping[str, Any]) -> bool:
    """Whether an entry of a catalogue is personal data, which `all` stands for."""
    return entry.get("identifiability") not in _NOT_PERSONAL


def _item(entries: Mapping[str, Any], item: Any, *, refers: bool) -> Named:
    if not refers:
        fields = item if isinstance(item, dict) else {"from": item}
        return Named(None, fields, fields)
    edge = item if isinstance(item, dict) else {}
    ref = edge.get("use", edge.get("to", item))
    if isinstance(ref, str):
        return Named(ref, entries.get(ref, {"name": ref}), edge)
    return Named(None, ref, edge)
