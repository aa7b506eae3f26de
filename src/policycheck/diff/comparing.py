"""Two maps of facts to differences: what one side has alone, or says otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policycheck.diff import disclosed, retained, use_topics
from policycheck.diff.facts import EVERYONE, Facts, Key, Topic, Value, Values
from policycheck.diff.kinds import Kind
from policycheck.location import Pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One fact that differs; a side that does not state it has no place.

    `is_addressing` says that only who is told differs: the values are the audiences,
    and `what` is what they are told.
    """

    kind: Kind
    topic: Topic
    subject: str
    scope: tuple[str, ...]
    readers: frozenset[str]
    old: Value | None
    new: Value | None
    old_at: Pointer | None
    new_at: Pointer | None
    is_addressing: bool = False
    what: Value | None = None


def differences(
    old: Facts, new: Facts, larger: Mapping[str, Sequence[str]]
) -> Iterator[Difference]:
    """Every difference between two maps, each on its own.

    What is said to an audience is said to each that is a part of it: `larger` are those
    each is a part of.
    """
    hidden: set[str] = set()
    told: set[str] = set()
    for key in {**old.stated, **new.stated}:
        readers = larger.get(key[3], ())
        one, other = _answers(old, key, readers), _answers(new, key, readers)
        if one.keys() == other.keys():
            continue
        if _came_with_another(old, new, key, readers):
            if key[0] is use_topics.RETENTION:
                hidden.add(key[2][0])
            continue
        for each in _of(key, one, other):
            if each.topic is use_topics.RETENTION:
                told.add(each.scope[0])
            yield each
    yield from _kept_longer(old, new, hidden - told)


def _answers(facts: Facts, key: Key, larger: Sequence[str]) -> dict[Value, Pointer]:
    """What is said to an audience; what is said to all around it is said to it too."""
    own = facts.stated.get(key)
    if key[3] == EVERYONE or (own is not None and not key[0].adds):
        return own or {}
    found: dict[Value, Pointer] = {}
    for audience in (EVERYONE, *larger):
        found.update(facts.stated.get((*key[:3], audience), {}))
    return {**found, **(own or {})}


def _came_with_another(old: Facts, new: Facts, key: Key, larger: Sequence[str]) -> bool:
    """Whether a fact is on one side only because what it is about is."""
    for here, there in ((old, new), (new, old)):
        if key in here.stated and not _answers(there, key, larger):
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
            old_at=_place(one, gone, came),
            new_at=_place(other, came, gone),
        )


def _place(
    values: dict[Value, Pointer], value: Value | None, other: Value | None = None
) -> Pointer | None:
    """Where a value stands; of several together, the first that the `other` lacks."""
    if value in values:
        return values[value]
    parts = value if isinstance(value, frozenset) else frozenset()
    rest = parts - other if isinstance(other, frozenset) else parts
    places = (at for said, at in values.items() if said in rest)
    return next(places, None) or next(iter(values.values()), None)


_ADDRESSED = {use_topics.PURPOSE, use_topics.DATA, use_topics.SUBJECT}


def _readers(topic: Topic, old: Values, new: Values) -> frozenset[str]:
    """Who is told of a thing that is used; its values are its readers."""
    if topic not in _ADDRESSED and topic is not disclosed.RECIPIENT:
        return frozenset()
    return frozenset(map(str, old or new))


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
    for (topic, stage, scope, _), values in facts.stated.items():
        if topic is use_topics.RETENTION and not stage and scope[0] in data:
            found.setdefault(scope[0], {}).update(values)
    return found
