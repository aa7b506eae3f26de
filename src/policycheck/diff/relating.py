"""Differences in the light of each other: what another one tells, and to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any, Final

from policycheck.diff import (
    claims,
    disclosed,
    document,
    entry_topics,
    promise_topics,
    request_topics,
    use_topics,
)
from policycheck.diff.comparing import Difference
from policycheck.diff.facts import EVERYONE, Facts, Topic, Value
from policycheck.diff.kinds import Kind
from policycheck.diff.mirrors import MIRRORS
from policycheck.diff.processors import Processors
from policycheck.diff.retained import Kept
from policycheck.location import Pointer
from policycheck.policy import slots

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
    document.CONTROLLER, document.CONTACT, document.REPRESENTATIVE,
})  # fmt: skip
_LOST: Final = {Kind.CLAIM_REMOVED, Kind.CLAIM_WEAKENED}
_GAINED: Final = {Kind.CLAIM_ADDED, Kind.CLAIM_STRENGTHENED}
_UNCLEAR: Final = {use_topics.UNCLEAR, promise_topics.UNCLEAR}
_NONE: Final = {
    use_topics.NONE_SAID, promise_topics.NONE_SAID,
    *entry_topics.NOT_SENSITIVE.values(),
}  # fmt: skip
_NAMED: Final = {
    Kind.RECIPIENT_ADDED: Kind.RECIPIENT_NAMED,
    Kind.RECIPIENT_REMOVED: Kind.RECIPIENT_UNNAMED,
}
_RECIPIENTS: Final = slots.RECIPIENTS.name
_LIKE: Final = {
    Kind.RECIPIENT_ADDED: Kind.PROCESSOR_ADDED,
    Kind.RECIPIENT_REMOVED: Kind.PROCESSOR_REMOVED,
}
_KEPT: Final = {Kind.RETENTION_STATED, Kind.RETENTION_WITHDRAWN}
_LATER: Final = {"trash", "backup", "archive"}
"""Stages of storage that prolong the time data is kept."""


class Related:
    """Two maps of facts, asked what a difference between them comes to."""

    def __init__(
        self,
        old: Facts,
        new: Facts,
        processors: tuple[Processors, Processors] = ({}, {}),
    ) -> None:
        """Take both maps, and the processors of both versions."""
        self._old = old
        self._new = new
        self._processors = processors

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
            elif not self._is_told_elsewhere(each):
                kept.append(self._worded(self._staged(self._likened(each))))
        return list(_once(kept, within))

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

    # --- what is told elsewhere

    def _is_told_elsewhere(self, each: Difference) -> bool:
        asked = self._elsewhere.get(each.topic)
        return asked is not None and asked(each)

    @cached_property
    def _elsewhere(self) -> dict[Topic, Callable[[Difference], bool]]:
        """For some topics, whether another difference tells the same."""
        return {
            claims.CLAIM: self._is_denied_elsewhere,
            use_topics.RETENTION: self._is_kept_no_more,
            document.CONTACT_DETAIL: self._is_way_to_ask,
            use_topics.PAIRING: self._is_of_sensitive_data,
            entry_topics.LISTED: self._is_used,
            **dict.fromkeys(_UNCLEAR, self._is_answered),
            **dict.fromkeys(_NONE, self._is_filled),
        }

    def _is_filled(self, each: Difference) -> bool:
        """Whether what was denied is now told, or the other way."""
        has = ("has", each.subject, *(each.scope or ("",)))
        return (has in self._old.known) != (has in self._new.known)

    def _is_way_to_ask(self, each: Difference) -> bool:
        """Whether an address that came or went is one that requests are sent to."""
        way = ("way", each.subject, *each.scope)
        is_used = way in self._old.known or way in self._new.known
        return is_used and None in {each.old, each.new}

    def _is_of_sensitive_data(self, each: Difference) -> bool:
        """Whether the use is told as one of data that is sensitive in both versions."""
        known = ("sensitive", *each.scope)
        return known in self._old.known and known in self._new.known

    def _is_used(self, each: Difference) -> bool:
        """Whether something uses an entry that was listed, or is."""
        used = ("used", each.subject)
        return used in self._old.known or used in self._new.known

    def _is_denied_elsewhere(self, each: Difference) -> bool:
        for kinds, here, there in (
            (_LOST, each.old, self._new),
            (_GAINED, each.new, self._old),
        ):
            if each.kind in kinds and isinstance(here, claims.Denial):
                return all(
                    ("denied", EVERYONE, repr(one)) in there.known
                    or all(("denied", to, repr(one)) in there.known
                           for to in each.readers)
                    for one in here.denied
                )  # fmt: skip
        return False

    def _is_answered(self, each: Difference) -> bool:
        """Whether words that decided nothing gave way to a value, or to `none`."""
        if each.old is not None and each.new is not None:
            return False
        is_lost = each.new is None
        here, there = (self._old, self._new)[:: 1 if is_lost else -1]
        none = ("none", each.subject, *(each.scope[:1] or ("",)))
        if none in there.known and none not in here.known:
            return True
        if each.subject == _RECIPIENTS:
            few, more = self._getters[:: 1 if is_lost else -1]
            return bool(more.get(each.scope, set()) - few.get(each.scope, set()))
        has = ("has", each.subject, *(each.scope or ("",)))
        return has in there.known and has not in here.known

    def _is_kept_no_more(self, each: Difference) -> bool:
        """Whether that data is not kept is told, or was said, in other words."""
        if each.old is not None and each.new is not None:
            return False
        there = self._new if each.new is None else self._old
        stated = each.old if each.new is None else each.new
        if isinstance(stated, Kept) and stated.is_nothing:
            return ("never-retained", each.scope[0]) in there.known
        return bool(each.subject) and ("not-kept", *each.scope) in there.known

    # --- what stood there before

    def _likened(self, each: Difference) -> Difference:
        """A processor of a kind, and in a country, that the other version has too."""
        kind = _LIKE.get(each.kind)
        if kind is None:
            return each
        here, there = self._processors[:: 1 if each.new_at is None else -1]
        is_like = each.subject in here and here[each.subject] in there.values()
        return replace(each, kind=kind) if is_like else each

    def _staged(self, each: Difference) -> Difference:
        """A later stage of storage, told beside the time that was told already."""
        if each.kind in _KEPT and each.subject in _LATER:
            has = ("has", slots.RETENTION.name, *each.scope)
            if has in self._old.known and has in self._new.known:
                return replace(each, kind=Kind.RETENTION_REWORDED)
        return each

    def _worded(self, each: Difference) -> Difference:
        """A recipient, or `none`, where words stood that decide nothing."""
        if each.kind not in _NAMED and each.topic not in _NONE:
            return each
        is_new = each.old_at is None
        there = self._old if is_new else self._new
        if each.kind in _NAMED:
            cells = {
                cell
                for cell in self._cells[1 if is_new else 0].get(each.subject, ())
                if ("cell", *cell) in there.known
            }
            known = all(
                ("unclear", _RECIPIENTS, *cell) in there.known for cell in cells
            )
            if not cells or not known:
                return each
            each = replace(each, kind=_NAMED[each.kind])
            words = _words(there, _RECIPIENTS, cells)
        else:
            words = _words(there, each.subject, {each.scope})
        if not words:
            return each
        text, at = "; ".join(sorted(map(str, words))), next(iter(words.values()))
        if is_new:
            return replace(each, old=text, old_at=at)
        return replace(each, new=text, new_at=at)

    @cached_property
    def _cells(self) -> tuple[Index, Index]:
        """The data and purposes for which each recipient gets data."""
        return _index(self._old, by_cell=False), _index(self._new, by_cell=False)

    @cached_property
    def _getters(self) -> tuple[Index, Index]:
        """The recipients of data for a purpose."""
        return _index(self._old, by_cell=True), _index(self._new, by_cell=True)


Place = tuple[Topic, str, tuple[str, ...]]
Apart = dict[Place, list[tuple[str, dict[Value, Pointer]]]]
Index = dict[object, set[Any]]


def _place(each: Difference) -> Place:
    return each.topic, each.subject, each.scope


def _apart(facts: Facts) -> Apart:
    """What audiences are told of their own."""
    found: Apart = {}
    for key, values in facts.stated.items():
        if key[3] != EVERYONE and key[0] in _TOLD_APART:
            found.setdefault(key[:3], []).append((key[3], values))
    return found


def _index(facts: Facts, *, by_cell: bool) -> Index:
    found: Index = {}
    for topic, subject, scope, _ in facts.stated:
        if topic is disclosed.WHY:
            key, value = (scope, subject) if by_cell else (subject, scope)
            found.setdefault(key, set()).add(value)
    return found


def _words(
    facts: Facts, slot: str, cells: set[tuple[str, ...]]
) -> dict[Value, Pointer]:
    """The words that decide nothing in a slot, for some data and purposes."""
    found: dict[Value, Pointer] = {}
    for (topic, subject, scope, _), values in facts.stated.items():
        if topic in _UNCLEAR and subject == slot and (
            scope in cells or scope[:1] in cells
        ):  # fmt: skip
            found.update(values)
    return found


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
