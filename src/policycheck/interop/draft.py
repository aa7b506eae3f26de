"""A policy under construction: its data, and the place in the source of each part."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, TypeAlias

from policycheck.document import (
    Document,
    Place,
    Stretch,
    end_of,
    start_of,
    stretch,
)
from policycheck.interop.loss import Imported, Kind, Note
from policycheck.interop.naming import slug
from policycheck.location import ROOT, Pointer

Content: TypeAlias = Mapping[str, tuple[Any, Pointer]]
"""The fields of an entry: each value, and where it stands in the source."""


class Draft:
    """Data put in place by pointer, and notes on what was not carried as it stands.

    `where` leads from the pointers the importer uses to those of the source.
    """

    def __init__(self, where: Mapping[Pointer, Pointer]) -> None:
        self._where = where
        self.data: dict[str, Any] = {}
        self._origins: dict[Pointer, Pointer] = {}
        self._entries: dict[str, str] = {}
        self._notes: dict[Pointer, Note] = {}

    def put(self, at: Pointer, value: Any, origin: Pointer) -> None:
        """Put a value in its place, making the mappings and lists above it."""
        container: Any = self.data
        for step, following in pairwise(at):
            below: Any = [] if isinstance(following, int) else {}
            container = _child(container, step, below)
        _child(container, at[-1], value)
        self.comes_from(at, origin)

    def comes_from(self, at: Pointer, origin: Pointer) -> None:
        """Where a finding about `at` points, whether or not a value stands there."""
        self._origins[at] = self._mapped(origin)

    def lacks(self, at: Pointer, place: Pointer) -> None:
        """The place of the source that says nothing where `at` would stand."""
        self._origins.setdefault(at, place)

    def note(self, kind: Kind, at: Pointer, message: str) -> None:
        """Tell of a value of the source, once; a doubt is told before anything else."""
        at = self._mapped(at)
        told = self._notes.get(at)
        if told is None or (kind is Kind.DOUBTFUL and told.kind is not kind):
            self._notes[at] = Note(kind, at, message)

    def take_notes(self) -> list[Note]:
        """The notes since this was last asked; a new source starts."""
        notes = list(self._notes.values())
        self._notes.clear()
        return notes

    def _mapped(self, pointer: Pointer) -> Pointer:
        """The place in the source of a pointer, or of the nearest part above it."""
        while pointer and self._where and pointer not in self._where:
            pointer = Pointer(pointer[:-1])
        return self._where.get(pointer, pointer)

    def entry(
        self, catalogue: str, name: str, content: Content, origin: Pointer
    ) -> str:
        """The id of the entry with this content, made where there is none yet."""
        plain = {key: value for key, (value, _) in content.items()}
        key = f"{catalogue} {json.dumps(plain, sort_keys=True)}"
        known = self._entries.get(key)
        if known is not None:
            return known
        taken = self.data.get(catalogue, {})
        id_ = slug(name, catalogue.rstrip("s").replace("_", "-"), taken)
        at = ROOT / catalogue / id_
        self.comes_from(at, origin)
        for field, (value, place) in content.items():
            self.put(at / field, value, place)
        self._entries[key] = id_
        return id_

    def imported(self, whole: Document) -> Imported:
        """The policy as a document whose places are those of the source."""
        place = _Places(whole, self._origins).of(self.data, ROOT, ROOT)
        document = Document(whole.path, whole.text, self.data, (), place)
        notes = tuple(self._notes.values())
        return Imported(document, notes, whole, self._origins)


def _child(container: Any, step: str | int, value: Any) -> Any:
    """What stands at a step of a container; `value` where nothing does."""
    if isinstance(container, list):
        if step == len(container):
            container.append(value)
        return container[int(step)]
    return container.setdefault(step, value)


class _Places:
    """Makes the places of a policy out of those of its source."""

    def __init__(self, whole: Document, origins: Mapping[Pointer, Pointer]) -> None:
        self._whole = whole
        self._origins = origins
        self._absent: dict[Pointer, list[str]] = {}
        for at in origins:
            for depth, step in enumerate(at):
                self._absent.setdefault(Pointer(at[:depth]), []).append(str(step))

    def of(self, value: Any, at: Pointer, above: Pointer) -> Place:
        """The place of a value; without an origin, that of the one above."""
        origin = self._origins.get(at, above)
        whole, _ = self._find(origin)
        if isinstance(value, dict):
            keys = dict.fromkeys([*value, *self._absent.get(at, ())])
            children = {
                key: self._entry(value.get(key), at / key, origin) for key in keys
            }
            return whole, children
        if isinstance(value, list):
            items = [
                self.of(item, at / index, origin) for index, item in enumerate(value)
            ]
            return whole, items
        return whole

    def _entry(self, value: Any, at: Pointer, above: Pointer) -> tuple[Stretch, Place]:
        whole, key = self._find(self._origins.get(at, above))
        if key is None:
            key = stretch(start_of(whole), start_of(whole) + 1)
        return key, self.of(value, at, above)

    def _find(self, origin: Pointer) -> tuple[Stretch, Stretch | None]:
        """Where a pointer of the source stands, and its key if it has one."""
        place: Any = self._whole.place
        key: Stretch | None = None
        for step in origin:
            children = place[1]
            if isinstance(step, str):
                key, place = children[step]
            else:
                place, key = children[step], None
        return stretch(start_of(place), end_of(place)), key
