"""A retention statement as a value: two that say the same compare equal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from policycheck import wording
from policycheck.diff.facts import Judged, Value, Values
from policycheck.diff.kinds import Kind
from policycheck.period import Period
from policycheck.policy.values import Retention, Unclear

_UNLIMITED: Final = "unlimited"
_NOTHING: Final = "nothing"


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

    @classmethod
    def nothing(cls) -> Kept:
        """The statement that data is not kept at all."""
        return cls(_NOTHING, None, None, None, frozenset(), (), "not kept")

    @property
    def is_nothing(self) -> bool:
        """Whether it says that the data is not kept."""
        return self.longest == _NOTHING

    @property
    def period(self) -> Period | str | None:
        """The longest it is kept; where only the shortest is said, that."""
        return self.longest if self.longest is not None else self.shortest

    @property
    def ends(self) -> bool:
        """Whether there is an end at which something can happen to the data."""
        return self.longest not in {_UNLIMITED, _NOTHING} and self.rest != ()


def _period(text: str | None) -> Period | str | None:
    return Period.parse(text) if text is not None and text != _UNLIMITED else text


def compare(old: Values, new: Values) -> Iterator[Judged]:
    """What it means that these statements give way to those.

    One that gives way to one is compared with it; of several, the longest counts.
    """
    gone, came = old - new, new - old
    if not old:
        yield Kind.RETENTION_STATED, None, whole(came)
    elif not new:
        yield Kind.RETENTION_WITHDRAWN, whole(gone), None
    elif len(gone) == len(came) == 1:
        (was,), (now,) = gone, came
        for kind in changed(was, now):
            yield kind, was, now
    else:
        is_exchange = gone and came
        was, now = (gone, came) if is_exchange else (old, new)
        yield _of_several(old, new), whole(was), whole(now)


def _of_several(old: Values, new: Values) -> Kind:
    """What several statements come to; periods compare that count from one event."""
    if not all(isinstance(each.period, Period) for each in (*old, *new)):
        return _length(_longest(old), _longest(new)) or Kind.RETENTION_REWORDED
    was, now = _by_event(old), _by_event(new)
    if was.keys() != now.keys():
        return Kind.RETENTION_REPLACED
    kinds = {_length(was[event], now[event]) for event in was} - {None}
    if len(kinds) > 1:
        return Kind.RETENTION_REPLACED
    return next(iter(kinds), None) or Kind.RETENTION_REWORDED


def _by_event(values: Values) -> dict[str | None, Kept]:
    events = {each.after for each in values}
    return {
        event: _longest(frozenset(each for each in values if each.after == event))
        for event in events
    }


def whole(values: Iterable[Value]) -> Value:
    """Several statements as one value; a single one as itself."""
    found = frozenset(values)
    return next(iter(found)) if len(found) == 1 else found


def changed(old: Kept, new: Kept) -> Iterator[Kind]:
    """The ways one statement differs from another, the length first."""
    length = _length(old, new)
    if length is not None:
        yield length
    elif old.after != new.after:
        yield Kind.RETENTION_START_CHANGED
    ends = old.then != new.then and old.ends and new.ends
    if ends:
        yield Kind.RETENTION_END_CHANGED
    if length is None and old.after == new.after and not ends:
        yield Kind.RETENTION_REWORDED


def _length(old: Kept, new: Kept) -> Kind | None:
    """How the length changed; periods that count from other events do not compare."""
    was, now = old.period, new.period
    counts_anew = isinstance(was, Period) and None not in {old.after, new.after}
    if was == now:
        is_other = counts_anew and old.after != new.after
        return Kind.RETENTION_REPLACED if is_other else None
    for limit, reached, left in (
        (_UNLIMITED, Kind.RETENTION_UNBOUNDED, Kind.RETENTION_BOUNDED),
        (_NOTHING, Kind.RETENTION_SHORTER, Kind.RETENTION_LONGER),
    ):
        if limit in {was, now}:
            return reached if now == limit else left
    if isinstance(was, Period) and isinstance(now, Period):
        if old.after != new.after:
            return Kind.RETENTION_REPLACED
        if now.is_longer_than(was):
            return Kind.RETENTION_LONGER
        return Kind.RETENTION_SHORTER if was.is_longer_than(now) else None
    return Kind.PERIOD_TO_CRITERION if now is None else Kind.CRITERION_TO_PERIOD


def prolonged(kept: Iterable[Value], later: Value | None) -> Kind | None:
    """What a later stage of storage does to the time data is kept, if it is longer.

    It starts when the stage before it ends, so a longer period is longer from whatever
    event it counts.
    """
    stated = later if isinstance(later, frozenset) else frozenset({later})
    was, now = _longest(frozenset(kept)).period, _longest(stated).period
    if _UNLIMITED in {was, now}:
        return Kind.RETENTION_UNBOUNDED if was != now == _UNLIMITED else None
    if not isinstance(was, Period) or not isinstance(now, Period):
        return None
    return Kind.RETENTION_LONGER if now.is_longer_than(was) else None


def worse(old: Values, new: Values) -> Iterator[Judged]:
    """Whether the longest of these statements is longer than the longest of those."""
    was, now = _longest(old), _longest(new)
    kind = _length(was, now)
    if kind is not None and kind is not Kind.RETENTION_REPLACED:
        yield kind, was, now


def _longest(values: Values) -> Kept:
    best, *others = sorted(values, key=str)
    for each in others:
        if _length(best, each) in _GRAVER:
            best = each
    longest: Kept = best
    return longest


_GRAVER: Final = {
    Kind.RETENTION_LONGER,
    Kind.RETENTION_UNBOUNDED,
    Kind.PERIOD_TO_CRITERION,
}
