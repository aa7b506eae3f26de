"""Differences that are one change, what identifies it, and the order of reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Final, TypeAlias

from policycheck.diff.change import Change
from policycheck.diff.comparing import Difference
from policycheck.diff.scale import Direction, Theme
from policycheck.location import Pointer

Scope: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Differences that are one change: the same thing, wherever it is stated."""

    first: Difference
    scopes: tuple[Scope, ...]
    old_at: Pointer | None
    new_at: Pointer | None


def groups(found: Iterable[Difference]) -> Iterator[Group]:
    """Differences of the same kind about the same thing, taken together."""
    together: dict[tuple[object, ...], list[Difference]] = {}
    for each in found:
        key = (
            each.kind, each.topic, each.subject, each.readers, each.old, each.new,
            each.what,
        )  # fmt: skip
        together.setdefault(key, []).append(each)
    for same in together.values():
        yield Group(
            same[0],
            tuple(sorted({each.scope for each in same})),
            next((each.old_at for each in same if each.old_at is not None), None),
            next((each.new_at for each in same if each.new_at is not None), None),
        )


def identity(group: Group) -> tuple[object, ...]:
    """What a change is about, and both values, in no words of ours."""
    first = group.first
    return (
        first.subject,
        sorted(map(list, group.scopes)),
        sorted(first.readers),
        _plain(first.old),
        _plain(first.new),
        *([_plain(first.what)] if first.is_addressing else []),
    )


def _plain(value: object) -> object:
    """A value as JSON that no wording of ours touches."""
    if is_dataclass(value) and not isinstance(value, type):
        return [
            _plain(getattr(value, each.name)) for each in fields(value) if each.compare
        ]
    if isinstance(value, frozenset):
        return sorted((_plain(each) for each in value), key=str)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def gravest_first(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The order of reports: how grave, what about, what for people, where."""
    return tuple(
        sorted(
            changes,
            key=lambda each: (
                each.significance.rank,
                _THEMES.index(each.kind.theme),
                _DIRECTIONS.index(each.kind.direction),
                each.place.span,
                each.kind.slug,
                each.message,
            ),
        )
    )


_DIRECTIONS: Final = [Direction.EXPANDS, Direction.NEUTRAL, Direction.NARROWS]
_THEMES: Final = list(Theme)
