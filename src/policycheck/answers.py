"""What a policy says of data in a slot, in its own words and general ones, as lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.general import covers, narrow
from policycheck.policy.slots import DATA_CATEGORIES, SOURCES, Slot, Stated
from policycheck.policy.statements import Activity, General
from policycheck.policy.values import NONE, DataCategory, Statement, Unclear
from policycheck.table import Item, Kind, united

S = TypeVar("S", bound=Statement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Datum:
    """A data category, and what has it.

    `generals` are the general statements that name it where no activity does;
    `reusing` are the activities that have it because they have all data.
    """

    entry: DataCategory
    activities: tuple[Activity, ...] = ()
    reusing: frozenset[Pointer] = frozenset()
    generals: tuple[General, ...] = ()
    is_general: bool = False
    at: tuple[Pointer, ...]

    def places(self, slot: Slot[S]) -> tuple[Pointer, ...]:
        """Where a slot of what has it stands, or should stand."""
        return tuple(each.at / slot.name for each in self.activities + self.generals)


def collected(policy: Policy, activities: Iterable[Activity]) -> tuple[Datum, ...]:
    """The personal data of some activities, in the order the policy names them.

    Data that only general statements name counts as well; the activities may be fewer
    than the policy has, and what the others have is then left out.
    """
    having: dict[str, dict[Pointer, Activity]] = {}
    entries: dict[str, DataCategory] = {}
    specific: set[str] = set()
    reusing: dict[str, set[Pointer]] = {}
    named: dict[str, dict[Pointer, None]] = {}
    for activity in activities:
        said = policy.said(activity, DATA_CATEGORIES)
        for use in said.values:
            entries.setdefault(use.entry.id, use.entry)
            having.setdefault(use.entry.id, {})[activity.at] = activity
            named.setdefault(use.entry.id, {})[use.at] = None
            if said.is_specific:
                specific.add(use.entry.id)
            if use.at[-1] == DATA_CATEGORIES.name:  # the word `all`, not an item
                reusing.setdefault(use.entry.id, set()).add(activity.at)
    data = [
        Datum(
            entry=entry,
            activities=tuple(having[id_].values()),
            reusing=frozenset(reusing.get(id_, ())),
            is_general=id_ not in specific,
            at=tuple(named[id_]),
        )
        for id_, entry in entries.items()
    ]
    elsewhere = {
        use.entry.id
        for activity in policy.activities
        for use in policy.said(activity, DATA_CATEGORIES).values
    }
    data += _named_in_general_only(policy, elsewhere.union(entries))
    return tuple(datum for datum in data if datum.entry.is_personal)


def _named_in_general_only(policy: Policy, known: set[str]) -> Iterator[Datum]:
    found: dict[str, list[tuple[General, DataCategory, Pointer]]] = {}
    for general in policy.general:
        answer = general.data_categories
        if isinstance(answer, tuple):
            for use in answer:
                if use.entry.id not in known:
                    named = (general, use.entry, use.at)
                    found.setdefault(use.entry.id, []).append(named)
    for each in found.values():
        generals = {general.at: general for general, _, _ in each}
        yield Datum(
            entry=each[0][1],
            generals=tuple(generals.values()),
            is_general=True,
            at=tuple(dict.fromkeys(at for _, _, at in each)),
        )


@dataclass(frozen=True, slots=True)
class Heard(Generic[S]):
    """All that is said of a datum in a slot, and the activities that leave it unsaid.

    What an activity says itself does not make untrue what is said in general.
    """

    stated: tuple[Stated[S], ...]
    silent: tuple[Activity, ...]


def heard(policy: Policy, datum: Datum, slot: Slot[S]) -> Heard[S]:
    """What is said of a datum in a slot by what has it.

    Where data comes from is said by those that collect it: an activity about all data
    takes what others collected, and is not silent for not repeating it.
    """
    id_ = datum.entry.id
    exempt = datum.reusing if slot == SOURCES else frozenset[Pointer]()
    found: list[Stated[S]] = []
    silent = []
    for activity in datum.activities:
        said = said_of(policy, activity, slot, data_category=id_)
        found += said
        if not said and activity.at not in exempt:
            silent.append(activity)
    if datum.generals:
        everywhere = (each for each in policy.general if each.part is None)
        speaking = {each.at: each for each in (*datum.generals, *everywhere)}
        for general in speaking.values():
            answer = narrow(slot.of(general), id_, None)
            if answer is not None and covers(general, id_, None):
                found.append(Stated(answer, general.at / slot.name, general))
    once = {each.at: each for each in found}
    return Heard(tuple(once.values()), tuple(silent))


def said_of(
    policy: Policy,
    activity: Activity,
    slot: Slot[S],
    *,
    data_category: str | None = None,
    purpose: str | None = None,
) -> tuple[Stated[S], ...]:
    """What an activity says in a slot, and what general statements say of it."""
    said = policy.said(activity, slot, data_category=data_category, purpose=purpose)
    if not said.is_specific:
        return said.stated
    general = policy.generally(
        activity, slot, data_category=data_category, purpose=purpose
    )
    return said.stated + general


def lines(
    stated: Iterable[Stated[S]], text: Callable[[S], str | Item | None]
) -> tuple[Item, ...]:
    """What is stated as lines of a cell; `text` gives None for values left out."""
    return united(tuple(_lines(stated, text)))


def _lines(
    stated: Iterable[Stated[S]], text: Callable[[S], str | Item | None]
) -> Iterator[Item]:
    for each in stated:
        general = each.general is not None
        if each.answer is NONE:
            yield Item(kind=Kind.NONE, is_general=general, at=(each.at,))
        elif isinstance(each.answer, Unclear):
            words = each.answer.words
            yield Item(kind=Kind.UNCLEAR, text=words, is_general=general, at=(each.at,))
        else:
            for value in each.answer:
                said = text(value)
                if said:
                    item = said if isinstance(said, Item) else Item(text=said)
                    yield replace(item, is_general=general, at=(value.at,))


def together(parts: Iterable[tuple[str, tuple[Item, ...]]]) -> tuple[Item, ...]:
    """The lines about the parts of a row: all values, then the parts without any."""
    valued: list[tuple[str, tuple[Item, ...]]] = []
    silent: list[tuple[str, tuple[Item, ...]]] = []
    for part in parts:
        has_value = any(item.is_value for item in part[1])
        (valued if has_value else silent).append(part)
    if not valued:
        return apart(silent)
    values = tuple(item for _, items in valued for item in items if item.is_value)
    rest = _alike(silent)
    others = tuple(dict.fromkeys(name for name, _ in valued))
    found = list(united(values))
    for names, items in rest:
        if len(rest) == 1 and len(names) > _LISTED >= len(others):
            names = (f"all but {', '.join(others)}",)  # noqa: PLW2901 - shorter
        found += [_about(item, names) for item in items]
    return tuple(found)


def apart(parts: Iterable[tuple[str, tuple[Item, ...]]]) -> tuple[Item, ...]:
    """The lines about the parts of a row, each named where they differ.

    Where most of them say the same, that stands last, and the others are named.
    """
    groups = _alike(parts)
    if len(groups) == 1:
        return groups[0][1]
    largest = max(groups, key=lambda group: len(group[0]), default=None)
    found: list[Item] = []
    for names, items in groups:
        if (names, items) != largest or len(names) <= _LISTED:
            found += [_about(item, names) for item in items]
    if largest is not None and len(largest[0]) > _LISTED:
        found += [_about(item, (REST,)) for item in largest[1]]
    return tuple(found)


def among(names: Sequence[str]) -> str:
    """Names in a cell: all, or the first two and how many more there are."""
    if len(names) <= _LISTED:
        return ", ".join(names)
    return f"{', '.join(names[:2])} and {len(names) - 2} more"


REST: Final = "Otherwise"
"""The part of a row that no line has named before."""
_LISTED: Final = 3
"""More names than these are not read: they are counted, or told by what is left."""


def _alike(
    parts: Iterable[tuple[str, tuple[Item, ...]]],
) -> list[tuple[tuple[str, ...], tuple[Item, ...]]]:
    """The parts that say the same, under the names of all of them."""
    groups: dict[tuple[object, ...], list[tuple[str, tuple[Item, ...]]]] = {}
    for name, items in parts:
        groups.setdefault(tuple(map(_said, items)), []).append((name, items))
    return [
        (
            tuple(dict.fromkeys(name for name, _ in members)),
            united(tuple(item for _, items in members for item in items)),
        )
        for members in groups.values()
    ]


def _about(item: Item, names: Sequence[str]) -> Item:
    """The line with the names of what it is about; those of a gap may be many."""
    part = among(names) if item.is_gap else ", ".join(names)
    return replace(item, about=", ".join(filter(None, (part, item.about))))


def _said(item: Item) -> tuple[object, ...]:
    return (item.kind, item.text, item.about, item.marks, item.is_gap)
