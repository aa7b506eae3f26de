"""What two versions have in common, set aside: a comparison costs what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from policycheck.location import Pointer

Raw: TypeAlias = dict[str, Any]

_ACTIVITIES: Final = "activities"
_SET_ASIDE: Final = (
    "data_subjects",
    "data_categories",
    "purposes",
    "recipients",
    "retention",
)
_NAMED: Final = ("data_subjects", "data_categories", "purposes")


@dataclass(frozen=True, slots=True)
class Pruned:
    """A version without the activities and entries that cannot make a difference.

    `places` are the places in the file of the activities that are left; `aside` are the
    activities that both versions have, which say what is used besides.
    """

    data: Raw
    places: tuple[int, ...]
    aside: tuple[Raw, ...]

    def original(self, at: Pointer) -> Pointer:
        """Where a pointer of the pruned version leads in the file."""
        if len(at) > 1 and at[0] == _ACTIVITIES and isinstance(at[1], int):
            return Pointer((_ACTIVITIES, self.places[at[1]], *at[2:]))
        return at


def prune(old: Raw, new: Raw) -> tuple[Pruned, Pruned]:
    """Both versions, without activities about data that no difference touches."""
    changed = set(_changed(old, new))
    aside = {} if _general_differs(old, new, changed) else _same(old, new, changed)
    touched = {
        name
        for data in (old, new)
        for activity in data.get(_ACTIVITIES, ())
        if activity["id"] not in aside
        for name in _data(activity)
    }
    aside = {
        id_: activity
        for id_, activity in aside.items()
        if not touched.intersection(activity["data_categories"])
    }
    left = [_without(data, aside) for data in (old, new)]
    mentioned = {word for data, _ in left for word in _words(_but_entries(data))}
    # An entry that stays may name others: bases their purposes, trackers who sets them.
    common = {
        (catalogue, id_)
        for catalogue in _SET_ASIDE
        for id_, entry in old.get(catalogue, {}).items()
        if (catalogue, id_) not in changed
        and id_ not in mentioned
        and entry.get("name") not in mentioned
    }
    everything = tuple(aside.values())
    one, other = (
        Pruned(_lean(data, common), places, everything) for data, places in left
    )
    return one, other


def _changed(old: Raw, new: Raw) -> Iterator[tuple[str, str]]:
    """The entries of catalogues that differ, or that one version lacks."""
    for catalogue in {**old, **new}:
        one, other = old.get(catalogue, {}), new.get(catalogue, {})
        if isinstance(one, dict) and isinstance(other, dict) and one != other:
            for id_ in {**one, **other}:
                if id_ not in one or id_ not in other or one[id_] != other[id_]:
                    yield catalogue, id_


def _general_differs(old: Raw, new: Raw, changed: set[tuple[str, str]]) -> bool:
    """Whether a general statement differs: it may speak of every activity."""
    one, other = old.get("general", []), new.get("general", [])
    if one != other:
        return True
    ids = {id_ for _, id_ in changed}
    return not ids.isdisjoint(_words(one))


def _same(old: Raw, new: Raw, changed: set[tuple[str, str]]) -> dict[str, Raw]:
    """Activities both versions have, that name nothing that differs, by id."""
    ids = {id_ for _, id_ in changed}
    theirs = {each["id"]: each for each in new.get(_ACTIVITIES, ())}
    general = old.get("general", [])
    counted: dict[str, int] = {}
    for data in (old, new):
        for each in data.get(_ACTIVITIES, ()):
            counted[each["id"]] = counted.get(each["id"], 0) + 1
    same = {}
    for each in old.get(_ACTIVITIES, ()):
        if counted[each["id"]] == _BOTH and theirs.get(each["id"]) == each:
            plain = _plain(each, general)
            if plain is not None and ids.isdisjoint(_words(each)):
                same[each["id"]] = plain
    return same


_BOTH: Final = 2


def _plain(activity: Raw, general: list[Raw]) -> Raw | None:
    """An activity with the recipients and bases `general` gives it.

    None where something it uses does not stand there as an id: then it is built.
    """
    if not all(_is_ids(activity.get(key)) for key in _NAMED):
        return None
    filled = dict(activity)
    for slot, key in (("recipients", "to"), ("legal_bases", "use")):
        if slot not in activity:
            stated = [each for each in general if slot in each]
            if any(each["about"] != "all" or "for" in each for each in stated):
                return None
            filled[slot] = [item for each in stated for item in _list(each[slot])]
        for item in _list(filled[slot]):
            if not isinstance(item, str) and not isinstance(item.get(key), str):
                return None
    return filled


def _is_ids(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _data(activity: Raw) -> Iterator[str]:
    """The data an activity names; one that names none may be about all."""
    for each in _list(activity.get("data_categories")):
        if isinstance(each, str):
            yield each


def _without(data: Raw, aside: dict[str, Raw]) -> tuple[Raw, tuple[int, ...]]:
    activities = data.get(_ACTIVITIES, [])
    places = tuple(
        index for index, each in enumerate(activities) if each["id"] not in aside
    )
    return {**data, _ACTIVITIES: [activities[index] for index in places]}, places


def _but_entries(data: Raw) -> Raw:
    return {key: value for key, value in data.items() if key not in _SET_ASIDE}


def _lean(data: Raw, common: set[tuple[str, str]]) -> Raw:
    lean = dict(data)
    for catalogue in _SET_ASIDE:
        if catalogue in data:
            lean[catalogue] = {
                id_: entry
                for id_, entry in data[catalogue].items()
                if (catalogue, id_) not in common
            }
    return lean


def _words(value: object) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _words(each)
    elif isinstance(value, list):
        for each in value:
            yield from _words(each)


def named(activity: Raw, slot: str) -> Iterable[str]:
    """The ids an activity that was set aside names in a slot."""
    if slot == "recipients":
        return [
            each if isinstance(each, str) else each["to"]
            for each in _list(activity["recipients"])
        ]
    ids: list[str] = activity[slot]
    return ids


def bases(activity: Raw) -> Iterator[tuple[str, str]]:
    """The bases of an activity that was set aside, each with a purpose it is for."""
    for each in _list(activity["legal_bases"]):
        id_ = each if isinstance(each, str) else each["use"]
        purposes = activity["purposes"] if isinstance(each, str) else each.get("for")
        for purpose in purposes or activity["purposes"]:
            yield id_, purpose
