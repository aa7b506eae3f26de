"""A retention statement as a value: two that say the same compare equal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from policycheck import wording
from policycheck.diff.facts import Judged, Values
from policycheck.diff.kinds import Kind
from policycheck.diff.topics import replaced
from policycheck.period import Period
from policycheck.policy.values import Retention, Unclear

_UNLIMITED: Final = "unlimited"


@dataclass(frozen=True, slots=True)
class Kept:
    """How long data is kept; `text` is how it reads, and no part of the value."""

    longest: Period | str | None
    shortest: Period | None
    after: str | None
    criterion: str | None
    then: frozenset[str]
    rest: tuple[object, ...]
    text: str = field(compare=False)

    def __str__(self) -> str:
        return self.text

    @classmethod
    def of(cls, entry: Retention) -> Kept:
        """The value of a retention entry."""
        return cls(
            _period(entry.max),
            None if entry.min is None else Period.parse(entry.min),
            entry.after,
            entry.criterion,
            frozenset(entry.then),
            (
                bool(entry.approximate),
                entry.reason,
                entry.changeable,
                entry.law and (entry.law.cite, entry.law.country),
            ),
            wording.retention(entry),
        )

    @classmethod
    def unclear(cls, said: Unclear) -> Kept:
        """Words that decide nothing are a criterion nobody can apply."""
        return cls(None, None, None, said.words, frozenset(), (), said.words)

    @property
    def period(self) -> Period | str | None:
        """The longest it is kept; where only the shortest is said, that."""
        return self.longest if self.longest is not None else self.shortest


def _period(text: str | None) -> Period | str | None:
    return Period.parse(text) if text is not None and text != _UNLIMITED else text


def compare(old: Values, new: Values) -> Iterator[Judged]:
    """What it means that these statements give way to those."""
    for gone, came in replaced(old, new):
        if not isinstance(gone, Kept):
            yield Kind.RETENTION_STATED, None, came
        elif not isinstance(came, Kept):
            yield Kind.RETENTION_WITHDRAWN, gone, None
        else:
            for kind in changed(gone, came):
                yield kind, gone, came


def changed(old: Kept, new: Kept) -> Iterator[Kind]:
    """The ways one statement differs from another, the length first."""
    length = _length(old, new)
    if length is not None:
        yield length
    if old.after != new.after:
        yield Kind.RETENTION_START_CHANGED
    if old.then != new.then:
        yield Kind.RETENTION_END_CHANGED
    if length is None and old.after == new.after and old.then == new.then:
        yield Kind.RETENTION_REWORDED


def _length(old: Kept, new: Kept) -> Kind | None:
    was, now = old.period, new.period
    if was == now:
        return None
    if now == _UNLIMITED:
        return Kind.RETENTION_UNBOUNDED
    if was == _UNLIMITED:
        return Kind.RETENTION_BOUNDED
    if isinstance(was, Period) and isinstance(now, Period):
        if now.is_longer_than(was):
            return Kind.RETENTION_LONGER
        return Kind.RETENTION_SHORTER if was.is_longer_than(now) else None
    return Kind.PERIOD_TO_CRITERION if now is None else Kind.CRITERION_TO_PERIOD


def worse(old: Values, new: Values) -> Iterator[Judged]:
    """Whether the longest of these statements is longer than the longest of those."""
    was, now = _longest(old), _longest(new)
    if was is not None and now is not None:
        kind = _length(was, now)
        if kind is not None:
            yield kind, was, now


def _longest(values: Values) -> Kept | None:
    kept: list[Kept] = [each for each in values if isinstance(each, Kept)]
    best: Kept | None = None
    for each in sorted(kept, key=str):
        if best is None or _length(best, each) in _GRAVER:
            best = each
    return best


_GRAVER: Final = {
    Kind.RETENTION_LONGER,
    Kind.RETENTION_UNBOUNDED,
    Kind.PERIOD_TO_CRITERION,
}
