"""Where a statement stands: as keys and indices, and as line and column."""

from __future__ import annotations

from typing import NamedTuple

from policycheck.frozen import Frozen


class Pointer(tuple[str | int, ...]):
    """Keys and indices from the top of a document; prints as in RFC 6901."""

    __slots__ = ()

    def __truediv__(self, key: str | int) -> Pointer:
        """The pointer one step further down."""
        return Pointer((*self, key))

    def __str__(self) -> str:
        return "".join(f"/{_escape(str(key))}" for key in self)

    def within(self, other: Pointer) -> bool:
        """Whether this place is `other`, or below it."""
        return self[: len(other)] == other


ROOT = Pointer()


def _escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


class Span(NamedTuple):
    """A stretch of a text: lines and columns count from 1, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Location(Frozen):
    """A pointer, and the stretch of the file where it stands."""

    path: str
    span: Span
    pointer: Pointer


_IDENTITIES = ("id", "to", "use", "table", "label", "rule", "name")


def stable(data: object, pointer: Pointer) -> str:
    """The pointer with each index replaced by what identifies the item there.

    That is the item's id, else the recipient or basis it names, else its table or
    label, else its own text, else its index; a second item with the same identity keeps
    its index. Moving an item, or adding one before it, changes nothing.
    """
    return Identities(data).stable(pointer)


class Identities:
    """The stable pointers of one document; each list is gone through once."""

    def __init__(self, data: object) -> None:
        self._data = data
        self._owners: dict[Pointer, dict[str, int]] = {}

    def stable(self, pointer: Pointer) -> str:
        """The same as `stable` of the document's data."""
        data, steps = self._data, []
        for depth, step in enumerate(pointer):
            steps.append(_escape(self._identity(data, step, pointer[:depth])))
            data = _child(data, step)
        return "".join(f"/{step}" for step in steps)

    def _identity(
        self, container: object, step: str | int, above: tuple[str | int, ...]
    ) -> str:
        if not isinstance(container, list) or not isinstance(step, int):
            return str(step)
        if not 0 <= step < len(container):
            return str(step)
        name = _name(container[step])
        if name is None or self._owner(container, name, Pointer(above)) != step:
            return str(step)
        return name

    def _owner(self, items: list[object], name: str, at: Pointer) -> int:
        """The index of the first item with this identity."""
        owners = self._owners.get(at)
        if owners is None:
            owners = self._owners[at] = {}
            for index, item in enumerate(items):
                identity = _name(item)
                if identity is not None:
                    owners.setdefault(identity, index)
        return owners[name]


def _name(item: object) -> str | None:
    if isinstance(item, str):
        return item
    if isinstance(item, dict):
        for key in _IDENTITIES:
            if isinstance(item.get(key), str):
                return str(item[key])
    return None


def _child(data: object, step: str | int) -> object:
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
        return data[step]
    return None
