"""Two maps of facts to differences: what one side has alone, or says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policycheck.diff import claims, disclosed, promise_topics, retained, use_topics
from policycheck.diff.facts import EVERYONE, Facts, Key, Topic, Value, Values
from policycheck.diff.kinds import Kind
from policycheck.location import Pointer

_LOST = {Kind.CLAIM_REMOVED, Kind.CLAIM_WEAKENED}
_GAINED = {Kind.CLAIM_ADDED, Kind.CLAIM_STRENGTHENED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One fact that differs; a side that does not state it has no place."""

    kind: Kind
    topic: Topic
    subject: str
    scope: tuple[str, ...]
    readers: frozenset[str]
    old: Value | None
    new: Value | None
    old_at: Pointer | None
    new_at: Pointer | None


def differences(old: Facts, new: Facts) -> Iterator[Difference]:
    """Every difference that is a change of its own."""
    hidden: set[str] = set()
    told: set[str] = set()
    for key in {**old.stated, **new.stated}:
        one, other = _answers(old, key), _answers(new, key)
        if one.keys() == other.keys():
            continue
        if _came_with_another(old, new, key):
            if key[0] is use_topics.RETENTION:
                hidden.add(key[2][0])
            continue
        for each in _of(key, one, other):
            if _is_moved(each, old, new):
                continue
            if each.topic is use_topics.RETENTION:
                told.add(each.scope[0])
            yield each
    yield from _kept_longer(old, new, hidden - told)


def _answers(facts: Facts, key: Key) -> dict[Value, Pointer]:
    """What is said to an audience; what is said to everyone is said to it as well."""
    own = facts.stated.get(key)
    if own is None and key[3] != EVERYONE:
        own = facts.stated.get((*key[:3], EVERYONE))
    return own or {}


def _came_with_another(old: Facts, new: Facts, key: Key) -> bool:
    """Whether a fact is on one side only because what it is about is."""
    for here, there in ((old, new), (new, old)):
        if key in here.stated and not _answers(there, key):
            return not all(there.has(parent) for parent in here.parents[key])
    return False


def _of(
    key: Key, one: dict[Value, Pointer], other: dict[Value, Pointer]
) -> Iterator[Difference]:
    topic, subject, scope, audience = key
    was, now = frozenset(one), frozenset(other)
    for kind, gone, came in topic.compare(was, now):
        yield Difference(
            kind=kind,
            topic=topic,
            subject=subject,
            scope=scope,
            readers=_readers(topic, was, now) or frozenset({audience}),
            old=gone,
            new=came,
            old_at=_place(one, gone),
            new_at=_place(other, came),
        )


def _place(values: dict[Value, Pointer], value: Value | None) -> Pointer | None:
    """Where a value stands; for several together, where the first of them does."""
    return values.get(value) or next(iter(values.values()), None)


_ADDRESSED = {use_topics.PURPOSE, use_topics.DATA, use_topics.SUBJECT}


def _readers(topic: Topic, old: Values, new: Values) -> frozenset[str]:
    """Who is told of a thing that is used; its values are its readers."""
    if topic not in _ADDRESSED and topic is not disclosed.RECIPIENT:
        return frozenset()
    return frozenset(map(str, old or new))


def _is_moved(each: Difference, old: Facts, new: Facts) -> bool:
    """Whether another statement says it now, or the same thing is told elsewhere."""
    if each.topic is claims.CLAIM:
        for kinds, here, there in ((_LOST, each.old, new), (_GAINED, each.new, old)):
            if each.kind in kinds and isinstance(here, claims.Denial):
                return all(("denied", repr(one)) in there.known for one in here.denied)
    if each.topic in {use_topics.NONE_SAID, promise_topics.NONE_SAID}:
        has = ("has", each.subject, *(each.scope or ("",)))
        return (has in old.known) != (has in new.known)
    if each.kind in {Kind.ENTRY_LISTED, Kind.ENTRY_UNLISTED}:
        used = ("used", each.subject)
        return used in old.known or used in new.known
    return False


def _kept_longer(old: Facts, new: Facts, data: set[str]) -> Iterator[Difference]:
    """Data whose use changed, and which is now kept longer, or shorter, for all."""
    if not data:
        return
    sides = _kept(old, data), _kept(new, data)
    for category in sorted(sides[0].keys() & sides[1].keys()):
        one, other = sides[0][category], sides[1][category]
        for kind, gone, came in retained.worse(frozenset(one), frozenset(other)):
            yield Difference(
                kind=kind,
                topic=use_topics.RETENTION,
                subject="",
                scope=(category, ""),
                readers=frozenset({EVERYONE}),
                old=gone,
                new=came,
                old_at=_place(one, gone),
                new_at=_place(other, came),
            )


def _kept(facts: Facts, data: set[str]) -> dict[str, dict[Value, Pointer]]:
    found: dict[str, dict[Value, Pointer]] = {}
    for (topic, _, scope, _), values in facts.stated.items():
        if topic is use_topics.RETENTION and scope[0] in data:
            found.setdefault(scope[0], {}).update(values)
    return found
