"""Differences in the light of each other: what another one tells, and to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Final

from policycheck.diff import (
    claims,
    document_topics,
    promise_topics,
    request_topics,
)
from policycheck.diff.comparing import Difference
from policycheck.diff.elsewhere import (
    NONE,
    RECIPIENTS,
    UNCLEAR,
    Elsewhere,
    Getters,
    getters,
)
from policycheck.diff.facts import EVERYONE, Facts, Topic, Value
from policycheck.diff.kinds import Kind
from policycheck.diff.mirrors import MIRRORS
from policycheck.diff.processors import Processors, by_kind
from policycheck.diff.stages import Stages
from policycheck.location import Pointer

_FEWER: Final = {
    Kind.RIGHT_REMOVED: Kind.RIGHT_NARROWED,
    Kind.RIGHT_METHOD_REMOVED: Kind.OFFERED_TO_FEWER,
    Kind.OPT_OUT_REMOVED: Kind.OFFERED_TO_FEWER,
    Kind.SIGNAL_DROPPED: Kind.OFFERED_TO_FEWER,
    Kind.COMPLAINT_REMOVED: Kind.OFFERED_TO_FEWER,
    Kind.CLAIM_REMOVED: Kind.CLAIM_WEAKENED,
    Kind.DECISION_REMOVED: Kind.DECISION_NARROWED,
    Kind.INCENTIVE_REMOVED: Kind.INCENTIVE_REWORDED,
    Kind.CONTROLLER_REMOVED: Kind.CONTROLLER_DETAIL_CHANGED,
    Kind.CONTACT_REMOVED: Kind.CONTACT_CHANGED,
    Kind.REPRESENTATIVE_REMOVED: Kind.REPRESENTATIVE_CHANGED,
}
"""What it is if something goes for everyone, and stays for some."""
_MORE: Final = {MIRRORS[gone]: MIRRORS[fewer] for gone, fewer in _FEWER.items()}
_TOLD_APART: Final = frozenset({
    request_topics.RIGHT, request_topics.METHOD, request_topics.AGENT,
    request_topics.OPT_OUT, request_topics.SIGNAL, request_topics.COMPLAINT,
    claims.CLAIM, promise_topics.DECISION, promise_topics.INCENTIVE,
    document_topics.CONTROLLER, document_topics.CONTACT, document_topics.REPRESENTATIVE,
})  # fmt: skip
_NAMED: Final = {
    Kind.RECIPIENT_ADDED: Kind.RECIPIENT_NAMED,
    Kind.RECIPIENT_REMOVED: Kind.RECIPIENT_UNNAMED,
}
_LIKE: Final = {
    Kind.RECIPIENT_ADDED: Kind.PROCESSOR_ADDED,
    Kind.RECIPIENT_REMOVED: Kind.PROCESSOR_REMOVED,
}
_OFFERED: Final = {
    Kind.AUDIENCE_NARROWED: Kind.OFFERED_TO_FEWER,
    Kind.AUDIENCE_WIDENED: Kind.OFFERED_TO_MORE,
}


class Related:
    """Two maps of facts, asked what a difference between them comes to."""

    def __init__(
        self,
        old: Facts,
        new: Facts,
        processors: tuple[Processors, Processors],
    ) -> None:
        """Take both maps, and the processors of both versions."""
        self._old = old
        self._new = new
        self._processors = processors
        self._kinds = tuple(map(by_kind, processors))
        self._elsewhere = Elsewhere(old, new)
        self._staged = Stages(old, new)

    def __call__(
        self, found: Iterable[Difference], within: Callable[[str, str], bool]
    ) -> list[Difference]:
        """The differences that are changes of their own.

        `within` says whether all of one audience belong to another: what the other is
        told is not told again.
        """
        kept = []
        for each in found:
            addressed = self._addressed(each)
            if addressed is not None:
                kept.append(addressed)
            elif not self._elsewhere.tells(each):
                kept.append(self._told_as(each))
        return list(_once(list(_exchanged(kept)), within))

    # --- who is told

    def _addressed(self, each: Difference) -> Difference | None:
        """What is said to all on one side only, and to some on the other."""
        kind = _FEWER.get(each.kind) or _MORE.get(each.kind)
        if kind is None or EVERYONE not in each.readers:
            return None
        is_lost = each.kind in _FEWER
        value = next((value for value in (each.old, each.new) if value is not None), "")
        side = self._apart[1 if is_lost else 0]
        sought = value if isinstance(value, frozenset) else frozenset({value})
        told = {
            audience: next(at for said, at in values.items() if said in sought)
            for audience, values in side.get(_place(each), ())
            if sought <= values.keys()
        }
        if not told:
            return None
        some, at = frozenset(told), next(iter(told.values()))
        everyone = frozenset({EVERYONE})
        if is_lost:
            return replace(
                each, kind=kind, old=everyone, new=some, new_at=at,
                is_addressing=True, what=value,
            )  # fmt: skip
        return replace(
            each, kind=kind, old=some, new=everyone, old_at=at, is_addressing=True,
            what=value,
        )  # fmt: skip

    @cached_property
    def _apart(self) -> tuple[Apart, Apart]:
        return _apart(self._old), _apart(self._new)

    # --- what it comes to, and what stood there before

    def _told_as(self, each: Difference) -> Difference:
        for sees in (self._likened, self._offered, self._staged, self._worded):
            each = sees(each)
        return each

    def _likened(self, each: Difference) -> Difference:
        """A processor of a kind, and in a country, that the other version has too."""
        kind = _LIKE.get(each.kind)
        if kind is None:
            return each
        here, there = (0, 1) if each.new_at is None else (1, 0)
        own = self._processors[here].get(each.subject)
        is_like = own is not None and own.is_like(self._kinds[there])
        return replace(each, kind=kind) if is_like else each

    def _offered(self, each: Difference) -> Difference:
        """A group of readers that is smaller: to the others less is offered."""
        kind = _OFFERED.get(each.kind)
        if kind is None:
            return each
        sides = self._old.known, self._new.known
        offers = [(word, each.subject) for word in ("rights", "offered")]
        is_offered = any(offer in side for side in sides for offer in offers)
        return replace(each, kind=kind) if is_offered else each

    def _worded(self, each: Difference) -> Difference:
        """A recipient, or `none`, where words stood that decide nothing."""
        if each.kind not in _NAMED and each.topic not in NONE:
            return each
        is_new = each.old_at is None
        there = self._old if is_new else self._new
        slot, cells = each.subject, {each.scope}
        if each.kind in _NAMED:
            slot, cells = (
                RECIPIENTS,
                {
                    cell
                    for cell in self._cells[1 if is_new else 0].get(each.subject, ())
                    if ("cell", *cell) in there.known
                },
            )
            known = all(("unclear", RECIPIENTS, *cell) in there.known for cell in cells)
            if not cells or not known:
                return each
            each = replace(each, kind=_NAMED[each.kind])
        words: dict[Value, Pointer] = {}
        for cell in sorted(cells):
            words |= self._unclear[0 if is_new else 1].get((slot, cell), {})
        if not words:
            return each
        text, at = "; ".join(sorted(map(str, words))), next(iter(words.values()))
        if is_new:
            return replace(each, old=text, old_at=at)
        return replace(each, new=text, new_at=at)

    @cached_property
    def _unclear(self) -> tuple[Words, Words]:
        return _words(self._old), _words(self._new)

    @cached_property
    def _cells(self) -> tuple[Getters, Getters]:
        """The data and purposes for which each recipient gets data."""
        return getters(self._old, by_cell=False), getters(self._new, by_cell=False)


Place = tuple[Topic, str, tuple[str, ...]]
Apart = dict[Place, list[tuple[str, dict[Value, Pointer]]]]
Words = dict[tuple[str, tuple[str, ...]], dict[Value, Pointer]]


def _place(each: Difference) -> Place:
    return each.topic, each.subject, each.scope


def _apart(facts: Facts) -> Apart:
    """What audiences are told of their own."""
    found: Apart = {}
    for key, values in facts.stated.items():
        if key[3] != EVERYONE and key[0] in _TOLD_APART:
            found.setdefault(key[:3], []).append((key[3], values))
    return found


def _words(facts: Facts) -> Words:
    """The words that decide nothing, by slot, and by data with and without purpose."""
    found: Words = {}
    for (topic, subject, scope, _), values in facts.stated.items():
        if topic in UNCLEAR:
            for cell in dict.fromkeys((scope, scope[:1])):
                found.setdefault((subject, cell), {}).update(values)
    return found


def _exchanged(found: list[Difference]) -> Iterator[Difference]:
    """A promise that denies less and more is another promise, and one change."""
    both = [
        {_same(each)[1:] for each in found if each.kind is kind and each.old}
        for kind in (Kind.CLAIM_WEAKENED, Kind.CLAIM_STRENGTHENED)
    ]
    other = both[0] & both[1]
    for each in found:
        if each.topic is not claims.CLAIM or _same(each)[1:] not in other:
            yield each
        elif each.kind is Kind.CLAIM_WEAKENED:
            yield replace(each, kind=Kind.CLAIM_EXCHANGED)


def _once(
    found: list[Difference], within: Callable[[str, str], bool]
) -> Iterator[Difference]:
    """Each difference once, for the largest of the audiences that are told it."""
    told: dict[tuple[object, ...], set[str]] = {}
    for each in found:
        told.setdefault(_same(each), set()).update(each.readers)
    for each in found:
        others = told[_same(each)] - each.readers
        if not all(
            any(_covers(other, own, within) for other in others)
            for own in each.readers
        ):  # fmt: skip
            yield each


def _same(each: Difference) -> tuple[object, ...]:
    return (each.kind, *_place(each), each.old, each.new, each.is_addressing)


def _covers(other: str, own: str, within: Callable[[str, str], bool]) -> bool:
    if own == EVERYONE:
        return False
    if other == EVERYONE:
        return True
    return within(own, other) and (not within(other, own) or other < own)
