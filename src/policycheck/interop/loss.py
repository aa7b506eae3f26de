"""What a conversion did not carry, as values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, TypeAlias

from policycheck.document import Document
from policycheck.location import ROOT, Location, Pointer


class Kind(Enum):
    """What happened to a value.

    `kept` has no field of its own and stands under x-..., `read` was written otherwise
    and stands there as it was beside what it was read as, `doubtful` needs a person.
    """

    DOUBTFUL = "doubtful"
    READ = "read"
    KEPT = "kept"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Note:
    """One value that was not carried as it stands."""

    kind: Kind
    at: Pointer
    message: str


@dataclass(frozen=True, slots=True)
class Located:
    """A note, and where the value it is about stands."""

    location: Location
    note: Note


@dataclass(frozen=True, slots=True)
class Imported:
    """A policy made from another format; its places are those of the source's text.

    `notes` have the pointers of the source; `whole` is the document they point into.
    `origins` tells for places of the policy what they were made of.
    """

    document: Document
    notes: tuple[Note, ...]
    whole: Document
    origins: Mapping[Pointer, Pointer]

    def origin(self, at: Pointer) -> Pointer:
        """The place of the source that a place of the policy was made of."""
        while at and at not in self.origins:
            at = Pointer(at[:-1])
        return self.origins.get(at, ROOT)

    @property
    def located(self) -> tuple[Located, ...]:
        """The notes with their places, in the order of the source."""
        found = (Located(self.whole.locate(note.at), note) for note in self.notes)
        return tuple(sorted(found, key=lambda each: each.location.span))


def told(notes: Iterable[Located]) -> str:
    """The notes as lines of text, each with its place."""
    return "".join(
        f"{each.location.path}:{each.location.span.line}:{each.location.span.column}: "
        f"{each.note.kind.value}: {each.note.at}: {each.note.message}\n"
        for each in notes
    )


Fields: TypeAlias = "Mapping[str, Fields | None]"
"""The fields a format carries, by key; None for a whole value, `*` for any key."""

_SILENT: Final = frozenset({"quote", "quotes", "policycheck"})


def lost(data: Any, carried: Fields, target: str) -> Iterator[Note]:
    """What of a policy's data a format has no field for, at the highest place."""
    for at in _uncarried(data, carried, ROOT):
        yield Note(Kind.LOST, at, f"{target} has no field for it")


def _uncarried(data: Any, carried: Fields | None, at: Pointer) -> Iterator[Pointer]:
    if carried is None or not isinstance(data, dict | list):
        return
    for key, value in _items(data):
        inside = carried.get(str(key), carried.get("*"))
        if str(key) in carried or "*" in carried:
            yield from _uncarried(value, inside, at / key)
        elif key not in _SILENT:
            yield at / key


def _items(
    data: Mapping[str, Any] | Sequence[Any],
) -> Iterator[tuple[str | int, Any]]:
    yield from data.items() if isinstance(data, Mapping) else enumerate(data)
