"""What another difference, or another statement, tells already."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Final, TypeAlias

from policycheck.diff import (
    claims,
    disclosed,
    document_topics,
    entry_topics,
    promise_topics,
    use_topics,
)
from policycheck.diff.comparing import Difference
from policycheck.diff.facts import EVERYONE, Facts, Topic
from policycheck.diff.kinds import Kind
from policycheck.diff.retained import Kept
from policycheck.policy import slots

Getters: TypeAlias = "dict[object, set[Any]]"
_LOST: Final = {Kind.CLAIM_REMOVED, Kind.CLAIM_WEAKENED}
_GAINED: Final = {Kind.CLAIM_ADDED, Kind.CLAIM_STRENGTHENED}
UNCLEAR: Final = {use_topics.UNCLEAR, promise_topics.UNCLEAR}
NONE: Final = {
    use_topics.NONE_SAID, promise_topics.NONE_SAID,
    *entry_topics.NOT_SENSITIVE.values(),
}  # fmt: skip
RECIPIENTS: Final = slots.RECIPIENTS.name


class Elsewhere:
    """Two maps of facts, asked whether a difference between them is told elsewhere."""

    def __init__(self, old: Facts, new: Facts) -> None:
        self._old = old
        self._new = new

    def tells(self, each: Difference) -> bool:
        """Whether it is told elsewhere, and is no change of its own."""
        asked = self._by_topic.get(each.topic)
        return asked is not None and asked(each)

    @cached_property
    def _by_topic(self) -> dict[Topic, Callable[[Difference], bool]]:
        return {
            claims.CLAIM: self._is_denied,
            use_topics.RETENTION: self._is_kept_no_more,
            document_topics.CONTACT_DETAIL: self._is_way_to_ask,
            entry_topics.LISTED: self._is_used,
            **dict.fromkeys(UNCLEAR, self._is_answered),
            **dict.fromkeys(NONE, self._is_filled),
        }

    def _is_filled(self, each: Difference) -> bool:
        """Whether what was denied is now told, or the other way."""
        has = ("has", each.subject, *(each.scope or ("",)))
        return (has in self._old.known) != (has in self._new.known)

    def _is_way_to_ask(self, each: Difference) -> bool:
        """Whether an address that came or went is one that requests are sent to."""
        if None not in {each.old, each.new}:
            return False
        way, asked = ("way", each.subject, *each.scope), ("asked", each.subject)
        sides = self._old.known, self._new.known
        is_told = any(way in side for side in sides)
        return is_told and all(asked in side for side in sides)

    def _is_used(self, each: Difference) -> bool:
        """Whether something uses an entry that was listed, or is."""
        used = ("used", each.subject)
        return used in self._old.known or used in self._new.known

    def _is_denied(self, each: Difference) -> bool:
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
        if each.subject == RECIPIENTS:
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

    @cached_property
    def _getters(self) -> tuple[Getters, Getters]:
        """The recipients of data for a purpose."""
        return getters(self._old, by_cell=True), getters(self._new, by_cell=True)


def getters(facts: Facts, *, by_cell: bool) -> Getters:
    """Who gets data for a purpose: by data and purpose, or these by recipient."""
    found: Getters = {}
    for topic, subject, scope, _ in facts.stated:
        if topic is disclosed.WHY:
            key, value = (scope, subject) if by_cell else (subject, scope)
            found.setdefault(key, set()).add(value)
    return found
