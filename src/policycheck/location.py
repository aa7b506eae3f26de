"""Where a statement stands: as keys and indices, and as line and column."""

from __future__ import annotations

from dataclasses import dataclass


class Pointer(tuple[str | int, ...]):
    """Keys and indices from the top of a document; prints as a JSON Pointer (RFC 6901)."""

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


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: lines and columns count from 1, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Location:
    """A pointer, and the stretch of the file where it stands."""

    path: str
    span: Span
    pointer: Pointer
