"""A mapping or list while it is being read, and what can be wrong in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from policycheck.document import COLUMN_BITS, Place, Scalar, span, unpack
from policycheck.location import Span

Refuse: TypeAlias = Callable[[str, str, Span], None]
"""Takes the kind of a fault, what it says, and where it is."""
_SHOWN: Final = 60


def brief(words: str) -> str:
    """A file's own text as a message repeats it: cut when long."""
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"


class Frame:
    """A mapping or list that is still open."""

    __slots__ = (
        "anchor", "children", "data", "flow", "is_map", "key", "key_place", "nodes",
        "start", "wants_key",
    )  # fmt: skip

    def __init__(self, event: Any, data: Any, nodes: int) -> None:
        mark = event.start_mark
        self.start = mark.line << COLUMN_BITS | mark.column
        self.data = data
        self.is_map = isinstance(data, dict)
        self.children: Any = {} if self.is_map else []
        self.anchor = event.anchor
        self.flow = bool(event.flow_style)
        self.nodes = nodes
        self.wants_key = self.is_map
        self.key: str | None = None
        self.key_place: Scalar = (0, 0)

    def take_key(self, key: str, place: Scalar, refuse: Refuse) -> None:
        """Start an entry; a key that is already there is refused with its value."""
        self.wants_key = False
        self.key = key
        self.key_place = place
        if key in self.data:
            first = unpack(self.children[key][0])[0]
            says = f"the key {brief(key)!r} is already on line {first}"
            refuse("duplicate-key", says, span(*place))
            self.key = None

    def check_empty(self, words: str, lines: list[str], refuse: Refuse) -> None:
        """Find the comma that ended a value inside { } too early."""
        if not (self.flow and self.is_map and self.data) or words:
            return
        line, column = unpack(self.key_place[1])
        if not lines[line - 1][column - 1 :].lstrip().startswith(":"):
            says = "a comma ends the value inside { }"
            refuse("comma-in-braces", says, span(*self.key_place))

    def take(self, value: Any, place: Place) -> None:
        """Keep an item, or the value of the entry that was started."""
        if not self.is_map:
            self.data.append(value)
            self.children.append(place)
            return
        self.wants_key = True
        if self.key is not None:
            self.data[self.key] = value
            self.children[self.key] = (*self.key_place, place)
