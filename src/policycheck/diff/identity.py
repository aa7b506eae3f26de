"""Which entry of one version is which of the other: by id, `replaces` or content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final, TypeAlias

from policycheck.policy import Policy
from policycheck.policy import values as v

Catalogue: TypeAlias = Mapping[str, v.Entry]
Key: TypeAlias = "Callable[[str, v.Entry, Names], object]"
_CLASSES: Final[dict[str, type[v.Entry]]] = {
    "data_subjects": v.DataSubject,
    "audiences": v.Audience,
    "data_categories": v.DataCategory,
    "purposes": v.Purpose,
    "recipients": v.Recipient,
    "legal_bases": v.LegalBasis,
    "retention": v.Retention,
    "trackers": v.Tracker,
    "controllers": v.Controller,
    "contacts": v.Contact,
}
_LISTS: Final = ("activities", "general", "claims")
NAMES: Final = (*_CLASSES, *_LISTS)
_BY_CLASS: Final = {cls: catalogue for catalogue, cls in _CLASSES.items()}
_FORM: Final = frozenset({"at", "quote", "id", "resolved", "replaces"})
_INLINE: Final = "/"
"""The id of an entry written in place is its pointer."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """An entry under other ids than before: one for one, one for several, or several.

    Entries that keep their id stand among the others where one was split, or merged.
    """

    catalogue: str
    old: tuple[v.Entry, ...]
    new: tuple[v.Entry, ...]


class Names:
    """The ids of one policy, as both policies call them."""

    def __init__(self) -> None:
        self._shared: dict[tuple[str, str], str] = {}

    def of(self, catalogue: str, id_: str) -> str:
        """The name both versions have for an entry."""
        return self._shared.get((catalogue, id_), id_)

    def given(self, catalogue: str, id_: str) -> str | None:
        """The name an entry was given; None where it keeps its own id."""
        return self._shared.get((catalogue, id_))

    def all(self, catalogue: str, entries: Iterable[v.Entry]) -> tuple[str, ...]:
        """The names of several entries."""
        return self.each(catalogue, [entry.id for entry in entries])

    def each(self, catalogue: str, ids: Iterable[str]) -> tuple[str, ...]:
        """The names of entries that are named by their ids."""
        shared = self._shared
        return tuple([shared.get((catalogue, id_), id_) for id_ in ids])

    def call(self, catalogue: str, id_: str, shared: str) -> None:
        """Give an entry the name both versions have for it."""
        self._shared[catalogue, id_] = shared


@dataclass(frozen=True, slots=True)
class Matched:
    """Both policies' names, and the entries that were only renamed."""

    old: Names
    new: Names
    renamed: tuple[Renamed, ...]


def entries(policy: Policy, catalogue: str) -> Catalogue:
    """The entries of a catalogue, or of a list of statements with ids."""
    found: Any = getattr(policy, catalogue)
    return found if isinstance(found, Mapping) else {each.id: each for each in found}


def match(old: Policy, new: Policy) -> Matched:
    """Match all entries, those first that others name."""
    names = Names(), Names()
    renamed: list[Renamed] = []
    for catalogue in NAMES:
        sides = entries(old, catalogue), entries(new, catalogue)
        called: dict[str, tuple[list[v.Entry], list[v.Entry]]] = {}
        for one, other in _pairs(catalogue, sides, names):
            shared = _shared(catalogue, names, one, other)
            for each, entry in zip(called.setdefault(shared, ([], [])), (one, other),
                                   strict=True):  # fmt: skip
                if entry not in each:
                    each.append(entry)
        renamed += [
            Renamed(catalogue, tuple(was), tuple(now))
            for was, now in called.values()
            if not any(each.id.startswith(_INLINE) for each in (*was, *now))
        ]
        for own, side in zip(names, sides, strict=True):
            _name_inline(catalogue, own, side, sides, names)
    return Matched(*names, tuple(renamed))


def _shared(
    catalogue: str, names: tuple[Names, Names], one: v.Entry, other: v.Entry
) -> str:
    """The name both versions have for a pair from now on."""
    shared = names[0].given(catalogue, one.id) or names[1].given(catalogue, other.id)
    shared = shared or min(one.id, other.id)
    names[0].call(catalogue, one.id, shared)
    names[1].call(catalogue, other.id, shared)
    return shared


def _pairs(
    catalogue: str, sides: tuple[Catalogue, Catalogue], names: tuple[Names, Names]
) -> Iterator[tuple[v.Entry, v.Entry]]:
    """The entries that are the same under another id."""
    gone = {i: e for i, e in sides[0].items() if i not in sides[1] and i[0] != _INLINE}
    came = {i: e for i, e in sides[1].items() if i not in sides[0] and i[0] != _INLINE}
    yield from _split(gone, came, sides)
    if not gone or not came:
        return
    yield from _replacing(gone, came)
    for key in (_content, _name):
        by_old = _unique(catalogue, gone.values(), names[0], key)
        by_new = _unique(catalogue, came.values(), names[1], key)
        for content, one in by_old.items():
            other = by_new.get(content)
            if other is not None:
                del gone[one.id], came[other.id]
                yield one, other


def _split(
    gone: dict[str, v.Entry],
    came: dict[str, v.Entry],
    sides: tuple[Catalogue, Catalogue],
) -> Iterator[tuple[v.Entry, v.Entry]]:
    """An entry that lives on beside one that replaces a part of it; the way back too.

    Both sides name it, so it is paired with itself as well.
    """
    old, new = sides
    for mine, is_new in ((came, True), (gone, False)):
        parts = [
            (entry, id_)
            for entry in mine.values()
            for id_ in entry.replaces
            if id_ in old and id_ in new
        ]
        for entry, id_ in parts:
            mine.pop(entry.id, None)
            yield old[id_], new[id_]
            yield (old[id_], entry) if is_new else (entry, new[id_])


def _replacing(
    gone: dict[str, v.Entry], came: dict[str, v.Entry]
) -> Iterator[tuple[v.Entry, v.Entry]]:
    """The pairs that `replaces` on either side names; they leave `gone` and `came`."""
    pairs = [
        (gone[id_], new) for new in came.values() for id_ in new.replaces if id_ in gone
    ]
    pairs += [
        (old, came[id_]) for old in gone.values() for id_ in old.replaces if id_ in came
    ]
    for old, new in dict.fromkeys((old.id, new.id) for old, new in pairs):
        yield gone[old], came[new]
    for one, other in pairs:
        gone.pop(one.id, None)
        came.pop(other.id, None)


def _unique(
    catalogue: str, found: Iterable[v.Entry], names: Names, key: Key
) -> dict[object, v.Entry]:
    """Entries by content, or by name, where no other has the same."""
    by_key: dict[object, list[v.Entry]] = defaultdict(list)
    for entry in found:
        by_key[key(catalogue, entry, names)].append(entry)
    return {
        content: same[0]
        for content, same in by_key.items()
        if content is not None and len(same) == 1
    }


def _name_inline(
    catalogue: str,
    own: Names,
    side: Catalogue,
    sides: tuple[Catalogue, Catalogue],
    names: tuple[Names, Names],
) -> None:
    """Name entries written in place after the entry they repeat, or themselves."""
    inline = [entry for id_, entry in side.items() if id_[0] == _INLINE]
    if not inline:
        return
    known: dict[object, str] = {}
    for either, its in zip(sides, names, strict=True):
        listed = [entry for id_, entry in either.items() if id_[0] != _INLINE]
        for key in (_name, _content):
            for content, entry in _unique(catalogue, listed, its, key).items():
                known.setdefault(content, its.of(catalogue, entry.id))
    for entry in inline:
        by_name = _name(catalogue, entry, own)
        content = _content(catalogue, entry, own)
        itself = f"{_INLINE}{by_name or content}"
        shared = known.get(content) or known.get(by_name) or itself
        own.call(catalogue, entry.id, shared)


def _name(_catalogue: str, entry: v.Entry, _names: Names) -> str | None:
    name = getattr(entry, "name", None)
    return " ".join(name.casefold().split()) if isinstance(name, str) else None


def _content(_catalogue: str, entry: v.Entry, names: Names) -> object:
    return _plain(entry, names, top=True)


def _plain(value: object, names: Names, *, top: bool = False) -> object:
    """A value as comparable data: no places, no quotes, no order, shared names."""
    if isinstance(value, v.Entry) and not top:
        catalogue = _BY_CLASS.get(type(value))
        if catalogue is not None:
            return names.of(catalogue, value.id)
    if is_dataclass(value):
        return tuple(
            (each.name, _plain(getattr(value, each.name), names))
            for each in fields(value)
            if each.name not in _FORM
        )
    if isinstance(value, tuple | frozenset):
        return tuple(sorted((_plain(each, names) for each in value), key=repr))
    if isinstance(value, Mapping):
        return tuple((key, _plain(each, names)) for key, each in sorted(value.items()))
    return value


__all__ = ["NAMES", "Matched", "Names", "Renamed", "entries", "match"]
