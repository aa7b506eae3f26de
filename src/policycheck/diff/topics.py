"""How two answers of a policy compare: the shapes most topics share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from policycheck.diff.facts import Compare, Judged, Value, Values
from policycheck.diff.kinds import Kind
from policycheck.period import Period

V = TypeVar("V")
_WORD: Final = re.compile(r"\w+")
_MOST: Final = 10_000
"""How many pairs of values are looked at for the closest ones."""


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


def stated(first: Kind, withdrawn: Kind, changed: Kind) -> Compare:
    """What is said for the first time, no longer, or otherwise than before."""

    def compare(old: Values, new: Values) -> Iterator[Judged]:
        for gone, came in replaced(old, new):
            if gone is None:
                yield changed if old else first, None, came
            else:
                yield withdrawn if came is None and not new else changed, gone, came

    return compare


def reworded(kind: Kind) -> Compare:
    """Words of which only a person can say what their change means."""
    return listed(kind, kind, kind)


def restated(kind: Kind) -> Compare:
    """What one thing is called; where it was split or merged, all its names at once."""

    def compare(old: Values, new: Values) -> Iterator[Judged]:
        gone, came = old - new, new - old
        if len(old) == len(new) == 1:
            yield kind, *gone, *came
        elif gone or came:
            yield kind, frozenset(old), frozenset(new)

    return compare


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


def covering(wider: Kind, narrower: Kind) -> Compare:
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
            yield narrower, was - now, None
            yield wider, None, now - was

    return compare


def _words(values: Values) -> frozenset[Value]:
    return frozenset(values)


def replaced(
    old: frozenset[V], new: frozenset[V]
) -> Iterator[tuple[V | None, V | None]]:
    """What went and what came, those paired that are worded most alike; None else."""
    gone = sorted(old - new, key=str)
    came = sorted(new - old, key=str)
    pairs = _closest(gone, came)
    yield from pairs
    yield from ((one, None) for one in gone if one not in {was for was, _ in pairs})
    yield from ((None, one) for one in came if one not in {now for _, now in pairs})


def _closest(gone: list[V], came: list[V]) -> list[tuple[V, V]]:
    """As many pairs as there can be, the most alike first."""
    if len(gone) * len(came) <= 1 or len(gone) * len(came) > _MOST:
        return list(zip(gone, came, strict=False))
    words = {each: frozenset(_WORD.findall(str(each).casefold()))
             for each in (*gone, *came)}  # fmt: skip
    ranked = sorted(
        ((one, other) for one in gone for other in came),
        key=lambda pair: (
            -_alike(words[pair[0]], words[pair[1]]),
            sorted((str(pair[0]), str(pair[1]))),
        ),
    )
    pairs: list[tuple[V, V]] = []
    taken: set[V] = set()
    for one, other in ranked:
        if one not in taken and other not in taken:
            taken |= {one, other}
            pairs.append((one, other))
    return pairs


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Which share of the words of both stands in both."""
    return len(one & other) / (len(one | other) or 1)


def is_longer(one: str, other: str) -> bool:
    """Whether a period written in ISO 8601 is longer than another."""
    return Period.parse(one).is_longer_than(Period.parse(other))


def is_same(one: str | None, other: str | None) -> bool:
    """Whether two periods are the same stretch of time, however they are written."""
    if one is None or other is None or "session" in (one, other):
        return one == other
    return Period.parse(one) == Period.parse(other)
