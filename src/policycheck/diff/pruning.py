"""What two versions have in common, set aside: a comparison costs what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from policycheck.diff import alike, aside
from policycheck.diff.alike import Raw
from policycheck.diff.units import BESIDE
from policycheck.location import Pointer

Entry: TypeAlias = "tuple[str, str]"
"""A catalogue and an id in it."""

_ACTIVITIES: Final = "activities"
_BOTH: Final = 2
_ALL: Final = "all"
_SET_ASIDE: Final = (
    "data_subjects",
    "data_categories",
    "purposes",
    "recipients",
    "retention",
)
_KEPT: Final = ("id", "for", "data_categories", "purposes")
"""What is always left of an activity that is sketched."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """A version without the activities and entries that cannot make a difference.

    `places` are the places in the file of the activities that are left; `aside` are the
    activities that both versions have, which say what is used besides. Of those that
    are `sketched` only the `slots` that may differ are left, and of the entries that
    are `inert` nothing is different. `live` are the words of what is left. `echoes`
    are sketched activities of which the same is said as of another, by their ids.
    """

    data: Raw
    places: tuple[int, ...]
    aside: tuple[Raw, ...] = ()
    sketched: frozenset[str] = frozenset()
    slots: frozenset[str] = frozenset()
    echoes: Mapping[str, str] = field(default_factory=dict)
    inert: frozenset[Entry] = frozenset()
    live: frozenset[str] = frozenset({_ALL})

    def rests_anew(self, purpose: str, basis: str) -> bool:
        """Whether what is said of a basis of a purpose may differ."""
        return not self.live.isdisjoint((_ALL, purpose, basis))

    def original(self, at: Pointer) -> Pointer:
        """Where a pointer of the pruned version leads in the file."""
        if len(at) > 1 and at[0] == _ACTIVITIES and isinstance(at[1], int):
            return Pointer((_ACTIVITIES, self.places[at[1]], *at[2:]))
        return at


def prune(old: Raw, new: Raw) -> tuple[Pruned, Pruned]:
    """Both versions, without what neither difference nor shared data touches."""
    changed = alike.changed(old, new)
    differing = alike.Differing.of(old, new, changed)
    apart, sketched, slots = _sorted_out(old, new, differing)
    kept = {*_KEPT, *slots, *(key for each in _parts(old, new) for key in each)}
    sketches = {
        id_: _sketch(each, kept, differing.named)
        for id_, each in apart.items()
        if id_ in sketched
    }
    echoes = _echoes(sketches, slots) if _is_uniform(old, new, slots) else {}
    sketches = {id_: each for id_, each in sketches.items() if id_ not in echoes}
    left = [_left(data, apart, sketches) for data in (old, new)]
    mentioned = {
        word for data, _ in left for word in alike.words(_but_entries(data, sketched))
    }
    used = {word for sketch in sketches.values() for word in alike.words(sketch)}
    common = {
        (catalogue, id_): id_ in used or entry.get("name") in used
        for catalogue in _SET_ASIDE
        for id_, entry in old.get(catalogue, {}).items()
        if (catalogue, id_) not in changed
        and id_ not in mentioned
        and entry.get("name") not in mentioned
    }
    live = {*mentioned, *(id_ for _, id_ in changed)}
    gone = frozenset(each for each, is_used in common.items() if not is_used)
    one, other = (
        Pruned(
            _lean(data, gone), places, tuple(apart.values()), frozenset(sketched),
            frozenset(slots), echoes, frozenset(common) - gone, frozenset(live),
        )
        for data, places in left
    )  # fmt: skip
    return one, other


def _sorted_out(
    old: Raw, new: Raw, differing: alike.Differing
) -> tuple[dict[str, Raw], set[str], set[str]]:
    """The activities to set aside, which of them to sketch, and in which slots."""
    same, plain = _same(old, new, differing), {}
    touched, slots = _Touched(), set()
    sketchy = _Touched()
    for data in (old, new):
        for each in data.get(_ACTIVITIES, ()):
            if each["id"] not in same:
                touched.add(each)
    for id_, each in same.items():
        affected = differing.slots_of(each)
        slots |= affected
        if affected:
            sketchy.add(each)
        filled = aside.plain(each, old.get("general", []), differing)
        if filled is not None:
            plain[id_] = filled
    apart = {id_: each for id_, each in plain.items() if not touched.has(each)}
    sketched = {id_ for id_, each in apart.items() if sketchy.has(each)}
    return apart, sketched, slots


class _Touched:
    """The data of some activities; everything, where one does not name its data."""

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._is_all = False

    def add(self, activity: Raw) -> None:
        named = alike.ids(activity.get("data_categories"))
        if named is None:
            self._is_all = True
        else:
            self._ids |= named

    def has(self, activity: Raw) -> bool:
        return self._is_all or not self._ids.isdisjoint(activity["data_categories"])


def _parts(old: Raw, new: Raw) -> Iterator[Raw]:
    """What general statements are about, or are not."""
    for data in (old, new):
        for general in data.get("general", ()):
            about = general.get("about")
            if isinstance(about, dict):
                yield about
                yield about.get("except", {})


def _same(old: Raw, new: Raw, differing: alike.Differing) -> dict[str, Raw]:
    """Activities both versions have, that name no entry that came or went, by id."""
    theirs = {each["id"]: each for each in new.get(_ACTIVITIES, ())}
    counted = Counter(
        each["id"] for data in (old, new) for each in data.get(_ACTIVITIES, ())
    )
    return {
        each["id"]: each
        for each in old.get(_ACTIVITIES, ())
        if counted[each["id"]] == _BOTH
        and theirs.get(each["id"]) == each
        and (not differing.moved or differing.moved.isdisjoint(alike.words(each)))
    }


def _sketch(activity: Raw, kept: Iterable[str], named: frozenset[str]) -> Raw:
    """What is left of an activity: some slots, with recipients if any is named.

    Lists are kept whole, so that each place in them stays the same.
    """
    left = {key: activity[key] for key in kept if key in activity}
    for slot in BESIDE & left.keys():
        listed = left[slot]
        if isinstance(listed, list) and not any(
            _may_be(each, named) for each in listed
        ):
            left[slot] = []
    return left


def _may_be(edge: Any, named: frozenset[str]) -> bool:  # noqa: ANN401 - plain data
    """Whether a recipient, or where data goes, may be one of those named."""
    to = edge.get("to") if isinstance(edge, dict) else edge
    return not isinstance(to, str) or to in named


def _is_uniform(old: Raw, new: Raw, slots: set[str]) -> bool:
    """Whether all that is said generally in these slots is said of everything."""
    return all(
        general["about"] == "all" and not alike.narrows(general[slot])
        for data in (old, new)
        for general in data.get("general", ())
        for slot in slots & general.keys()
    )


def _echoes(sketches: dict[str, Raw], slots: set[str]) -> dict[str, str]:
    """Sketches with nothing of their own to say, each with the first one like it."""
    first: dict[tuple[str, ...], str] = {}
    found = {}
    for id_, sketch in sketches.items():
        if not any(sketch.get(slot) for slot in slots):
            like = first.setdefault(tuple(sketch.get("for", ())), id_)
            if like != id_:
                found[id_] = like
    return found


def _left(
    data: Raw, apart: dict[str, Raw], sketches: dict[str, Raw]
) -> tuple[Raw, tuple[int, ...]]:
    activities = data.get(_ACTIVITIES, [])
    places = tuple(
        index
        for index, each in enumerate(activities)
        if each["id"] not in apart or each["id"] in sketches
    )
    left = [
        sketches.get(activities[index]["id"], activities[index]) for index in places
    ]
    return {**data, _ACTIVITIES: left}, places


def _but_entries(data: Raw, sketched: set[str]) -> Raw:
    """A version without catalogues that can be set aside, and without sketches."""
    rest = {key: value for key, value in data.items() if key not in _SET_ASIDE}
    rest[_ACTIVITIES] = [
        each for each in data[_ACTIVITIES] if each["id"] not in sketched
    ]
    return rest


def _lean(data: Raw, gone: frozenset[Entry]) -> Raw:
    lean = dict(data)
    for catalogue in _SET_ASIDE:
        if catalogue in data:
            lean[catalogue] = {
                id_: entry
                for id_, entry in data[catalogue].items()
                if (catalogue, id_) not in gone
            }
    return lean
