"""The facts of trackers: what is stored on or read from people's devices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policycheck.diff.facts import Facts, Judged, Topic, Words
from policycheck.diff.identity import Names
from policycheck.diff.kinds import Kind
from policycheck.diff.topics import (
    is_longer,
    is_same,
    listed,
    member,
    replaced,
    reworded,
)
from policycheck.policy import Policy
from policycheck.policy import values as v

_TRACKERS: Final = "trackers"
FIRST_PARTY: Final = "first-party"
_SESSION: Final = "session"
_STRENGTH: Final = {"none": 0, "browser-settings": 1, "opt-out": 2, "opt-in": 3}


def _lasting(old: Words, new: Words) -> Iterator[Judged]:
    """A session is shorter than any period."""
    for gone, came in replaced(old, new):
        kind = Kind.TRACKER_REWORDED
        if gone is None:
            kind = Kind.TRACKER_LIFE_STATED
        elif came is None:
            kind = Kind.TRACKER_LIFE_WITHDRAWN
        elif is_same(gone, came):
            continue
        elif came == _SESSION:
            kind = Kind.TRACKER_SHORTER
        elif gone == _SESSION or is_longer(came, gone):
            kind = Kind.TRACKER_LONGER
        elif is_longer(gone, came):
            kind = Kind.TRACKER_SHORTER
        yield kind, gone, came


def _setters(old: Words, new: Words) -> Iterator[Judged]:
    """Who sets a tracker: first said, exchanged, or another where there was none."""
    was, now = old - {FIRST_PARTY}, new - {FIRST_PARTY}
    kind = Kind.TRACKER_REWORDED
    if old and new and bool(was) != bool(now):
        kind = Kind.TRACKER_OPENED if now else Kind.TRACKER_CLOSED
    yield kind, old or None, new or None


def _controls(old: Words, new: Words) -> Iterator[Judged]:
    was = max((_STRENGTH[each] for each in old), default=0)
    now = max((_STRENGTH[each] for each in new), default=0)
    kind = Kind.TRACKER_REWORDED
    if was != now:
        kind = (
            Kind.TRACKER_CONTROL_STRENGTHENED
            if now > was
            else Kind.TRACKER_CONTROL_WEAKENED
        )
    yield kind, old or None, new or None


def _serving(old: Words, new: Words) -> Iterator[Judged]:
    """What a tracker is for; one whose purposes nobody said is not for more."""
    if not old or not new:
        yield Kind.TRACKER_REWORDED, old or None, new or None
        return
    for gone, came in replaced(old, new):
        if came is not None:
            yield Kind.TRACKER_PURPOSE_ADDED, None, came
        if gone is not None:
            yield Kind.TRACKER_PURPOSE_REMOVED, gone, None


TRACKER: Final = Topic(member(Kind.TRACKER_ADDED, Kind.TRACKER_REMOVED), _TRACKERS)
LASTING: Final = Topic(_lasting, _TRACKERS, ("words",), values="period")
SETTER: Final = Topic(_setters, _TRACKERS, ("words",), values="recipients")
CONTROL: Final = Topic(_controls, _TRACKERS, ("words",), values="id")
NECESSARY: Final = Topic(
    listed(Kind.TRACKER_CONTROL_WEAKENED, Kind.TRACKER_CONTROL_STRENGTHENED),
    _TRACKERS,
    ("words",),
)
PURPOSE: Final = Topic(_serving, _TRACKERS, ("words",), values="purposes")
WORDS: Final = Topic(reworded(Kind.TRACKER_REWORDED), _TRACKERS, ("words",))


def state(policy: Policy, facts: Facts, names: Names) -> None:
    """State all a policy says of its trackers."""
    for tracker in policy.trackers.values():
        name = names.of(_TRACKERS, tracker.id)
        parent = (_TRACKERS, name)
        facts.known.add(parent)
        facts.state(TRACKER, tracker.at, subject=name)
        for topic, key, value in _said(tracker, names):
            facts.state(
                topic, tracker.at / key, subject=name, scope=(key,), value=value,
                parents=(parent,),
            )  # fmt: skip


def _said(tracker: v.Tracker, names: Names) -> Iterator[tuple[Topic, str, str]]:
    if tracker.max_age is not None:
        yield LASTING, "max_age", tracker.max_age
    if tracker.recipient is not None:
        yield SETTER, "by", names.of("recipients", tracker.recipient.id)
    elif tracker.first_party:
        yield SETTER, "by", FIRST_PARTY
    for control in tracker.control:
        yield CONTROL, "control", control
    if tracker.strictly_necessary:
        yield NECESSARY, "strictly_necessary", "called strictly necessary"
    for purpose in tracker.purposes:
        yield PURPOSE, "purposes", names.of("purposes", purpose.id)
    for key in ("kind", "name", "where"):
        text = getattr(tracker, key)
        if text is not None:
            yield WORDS, key, text
