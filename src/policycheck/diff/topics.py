"""How two answers of a policy compare: the shapes most topics share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from policycheck.diff.facts import Compare, Judged, Value, Values
from policycheck.diff.kinds import Kind
from policycheck.period import Period

V = TypeVar("V")


def member(added: Kind, removed: Kind) -> Compare:
    """Something a policy has or has not."""

    def compare(old: Values, new: Values) -> Iterator[Judged]:
        if not old:
            yield added, None, None
        elif not new:
            yield removed, None, None

    return compare


def listed(added: Kind, removed: Kind, changed: Kind | None = None) -> Compare:
    """A set of values; one that gives way to another is changed, if it can be."""

    def compare(old: Values, new: Values) -> Iterator[Judged]:
        for gone, came in replaced(old, new):
            if gone is None:
                yield added, None, came
            elif came is None:
                yield removed, gone, None
            elif changed is None:
                yield added, None, came
                yield removed, gone, None
            else:
                yield changed, gone, came

    return compare


def reworded(kind: Kind) -> Compare:
    """Words of which only a person can say what their change means."""
    return listed(kind, kind, kind)


def ranked(rank: Callable[[Value], int], up: Kind, down: Kind, same: Kind) -> Compare:
    """One value on a scale on which nothing said has rank 0."""

    def compare(old: Values, new: Values) -> Iterator[Judged]:
        for gone, came in replaced(old, new):
            was = 0 if gone is None else rank(gone)
            now = 0 if came is None else rank(came)
            yield (up if now > was else down if now < was else same), gone, came

    return compare


def lengthened(longer: Kind, shorter: Kind, other: Kind) -> Compare:
    """A period, where none stated is shorter than any."""

    def compare(old: Values, new: Values) -> Iterator[Judged]:
        for gone, came in replaced(old, new):
            if is_same(gone, came):
                continue
            if gone is None or (came is not None and is_longer(came, gone)):
                yield longer, gone, came
            elif came is None or is_longer(gone, came):
                yield shorter, gone, came
            else:
                yield other, gone, came

    return compare


def covering(wider: Kind, narrower: Kind, other: Kind) -> Compare:
    """A part of a whole, where the empty value stands for all of it."""

    def compare(old: Values, new: Values) -> Iterator[Judged]:
        if not old or not new:
            return
        everything = frozenset({""})
        was, now = _words(old), _words(new)
        if old == everything or (new != everything and was > now):
            yield narrower, was, now
        elif new == everything or now > was:
            yield wider, was, now
        else:
            yield other, was, now

    return compare


def _words(values: Values) -> frozenset[Value]:
    return frozenset(values)


def replaced(
    old: frozenset[V], new: frozenset[V]
) -> Iterator[tuple[V | None, V | None]]:
    """What went and what came, paired in their order; the rest with None."""
    gone = sorted(old - new, key=str)
    came = sorted(new - old, key=str)
    for index in range(max(len(gone), len(came))):
        yield (
            gone[index] if index < len(gone) else None,
            came[index] if index < len(came) else None,
        )


def is_longer(one: str, other: str) -> bool:
    """Whether a period written in ISO 8601 is longer than another."""
    return Period.parse(one).is_longer_than(Period.parse(other))


def is_same(one: str | None, other: str | None) -> bool:
    """Whether two periods are the same stretch of time, however they are written."""
    if one is None or other is None or "session" in (one, other):
        return one == other
    return Period.parse(one) == Period.parse(other)
