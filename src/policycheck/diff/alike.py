"""Which entries and general statements differ in two versions, and what they touch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from policycheck.diff.units import BESIDE

Raw: TypeAlias = dict[str, Any]

_CATALOGUES: Final = (
    "audiences",
    "data_subjects",
    "data_categories",
    "purposes",
    "legal_bases",
    "recipients",
    "retention",
    "trackers",
)
_TOUCHING: Final[dict[str, tuple[frozenset[str], tuple[str, ...] | None]]] = {
    "recipients": (frozenset({"recipients", "transfers"}), ("role", "country")),
    "legal_bases": (frozenset({"legal_bases"}), ("basis",)),
    "retention": (frozenset({"retention"}), None),
}
"""The slots whose facts depend on more of an entry than its id, and on what of it."""
_FILLED: Final = frozenset({
    "legal_bases", "conditions", "sources", "recipients", "transfers", "retention",
    "provision", "trackers",
})  # fmt: skip
"""The slots a general statement can fill for activities that name their data."""
_NARROWING: Final = frozenset({"for", "purposes", "data_categories"})
_EXTENT: Final = ("id", "about", "for")
_FORM: Final = {"quote", "quotes"}


def changed(old: Raw, new: Raw) -> set[tuple[str, str]]:
    """The entries of catalogues that differ, or that one version lacks."""
    return {
        (catalogue, id_)
        for catalogue in _CATALOGUES
        if old.get(catalogue) != new.get(catalogue)
        for id_ in {**old.get(catalogue, {}), **new.get(catalogue, {})}
        if old.get(catalogue, {}).get(id_) != new.get(catalogue, {}).get(id_)
    }


@dataclass(frozen=True, slots=True)
class Differing:
    """What may make activities differ that are the same in both versions.

    `moved` are the ids of entries that came, went or replace others; `entries` the
    slots that other changed entries touch, by id; `statements` the general statements
    that differ, each with the slots in which it does, and `general` all these slots;
    `named` are the words of these statements, and the ids of `entries`.
    """

    moved: frozenset[str]
    entries: Mapping[str, frozenset[str]]
    statements: tuple[tuple[Raw, frozenset[str]], ...]
    general: frozenset[str]
    named: frozenset[str]

    @classmethod
    def of(cls, old: Raw, new: Raw, changed: set[tuple[str, str]]) -> Differing:
        """What differs between two versions, in which these entries changed."""
        moved = frozenset(id_ for at, id_ in changed if _is_moved(old, new, at, id_))
        entries = {
            id_: _TOUCHING[at][0]
            for at, id_ in changed
            if id_ not in moved and at in _TOUCHING and _touches(old, new, at, id_)
        }
        found = tuple(_statements(old, new, moved | entries.keys()))
        slots = frozenset(slot for _, slots in found for slot in slots)
        said = {word for each, _ in found for word in words(each)}
        return cls(moved, entries, found, slots, frozenset(said | entries.keys()))

    def slots_of(self, activity: Raw) -> set[str]:
        """The slots of an activity of which something else may be said now."""
        found: set[str] = set()
        if self.entries:
            said = {slot: activity[slot] for slot in _FILLED & activity.keys()}
            for word in self.entries.keys() & set(words(said)):
                found |= self.entries[word]
        for general, slots in self.statements:
            if _may_be_about(general, activity):
                found.update(
                    slot
                    for slot in slots
                    if slot not in activity or slot in BESIDE or narrows(activity[slot])
                )
        return found


def _touches(old: Raw, new: Raw, catalogue: str, id_: str) -> bool:
    """Whether what is said of an activity depends on what changed in an entry."""
    keys = _TOUCHING[catalogue][1]
    one, other = old[catalogue][id_], new[catalogue][id_]
    return keys is None or any(one.get(key) != other.get(key) for key in keys)


def _is_moved(old: Raw, new: Raw, catalogue: str, id_: str) -> bool:
    one, other = old.get(catalogue, {}).get(id_), new.get(catalogue, {}).get(id_)
    return one is None or other is None or one.get("replaces") != other.get("replaces")


def _statements(
    old: Raw, new: Raw, ids: frozenset[str]
) -> Iterator[tuple[Raw, frozenset[str]]]:
    """General statements only one version makes so, or that name what changed."""
    sides = [[_bare(each) for each in data.get("general", ())] for data in (old, new)]
    by_id = [{each.get("id"): each for each in side} for side in sides]
    counted = [Counter(map(repr, side)) for side in sides]
    for turn, side in enumerate(sides):
        for each in side:
            slots = _FILLED & each.keys()
            if not ids.isdisjoint(words(each)):
                yield each, frozenset(slots)
            elif counted[0][repr(each)] != counted[1][repr(each)]:
                other = by_id[1 - turn].get(each.get("id"), {})
                if all(each.get(key) == other.get(key) for key in _EXTENT):
                    slots = {slot for slot in slots if each[slot] != other.get(slot)}
                yield each, frozenset(slots)


def _bare(value: Any) -> Any:  # noqa: ANN401 - plain data of any shape
    """A statement without its quotes, which decide nothing."""
    if isinstance(value, dict):
        return {
            key: _bare(each)
            for key, each in sorted(value.items())
            if key not in _FORM and not key.startswith("x-")
        }
    return [_bare(each) for each in value] if isinstance(value, list) else value


def _may_be_about(general: Raw, activity: Raw) -> bool:
    """Whether a general statement may speak of some data of an activity."""
    about = general["about"]
    named = ids(about.get("data_categories")) if isinstance(about, dict) else None
    own = ids(activity.get("data_categories"))
    return named is None or own is None or not named.isdisjoint(own)


def ids(value: object) -> frozenset[str] | None:
    """The ids a list names; None where it holds anything else, or is no list."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return frozenset(value)
    return None


def narrows(answer: object) -> bool:
    """Whether an answer may say more of some data or purposes than of others."""
    return isinstance(answer, list) and any(
        isinstance(each, dict) and not _NARROWING.isdisjoint(each) for each in answer
    )


def words(value: object) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from words(each)
    elif isinstance(value, list):
        for each in value:
            yield from words(each)
