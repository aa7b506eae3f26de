"""Stages of storage: trash, backups and archives prolong the time data is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from policycheck.diff import retained
from policycheck.diff.comparing import Difference
from policycheck.diff.facts import Facts, Value
from policycheck.diff.kinds import Kind
from policycheck.diff.mirrors import MIRRORS
from policycheck.diff.use_topics import RETENTION
from policycheck.location import Pointer
from policycheck.policy import slots
from policycheck.policy.values import Retention

_FIRST: Final = ""
"""Storage for use, which is meant where a statement names no stage."""
_LATER: Final = ("trash", "backup", "archive")
_SAID: Final = {Kind.RETENTION_STATED, Kind.RETENTION_WITHDRAWN}


def of(entry: Retention) -> str:
    """The stage a statement speaks of."""
    return entry.stage if entry.stage in _LATER else _FIRST


class Stages:
    """Two maps of facts, asked what a stage that came or went comes to."""

    def __init__(self, old: Facts, new: Facts) -> None:
        self._old = old
        self._new = new

    def __call__(self, each: Difference) -> Difference:
        """A later stage, told beside the time that both versions tell."""
        if each.kind not in _SAID or each.subject not in _LATER:
            return each
        has = ("has", slots.RETENTION.name, *each.scope)
        if has not in self._old.known or has not in self._new.known:
            return each
        is_new = each.new_at is not None
        there = self._old if is_new else self._new
        kept = self._beside(there, each)
        later = each.new if is_new else each.old
        kind = retained.prolonged(kept, later) if kept else None
        if kind is None:
            return replace(each, kind=Kind.RETENTION_REWORDED)
        text, at = retained.whole(kept), next(iter(kept.values()))
        if is_new:
            return replace(each, kind=kind, old=text, old_at=at)
        return replace(each, kind=MIRRORS[kind], new=text, new_at=at)

    @staticmethod
    def _beside(facts: Facts, each: Difference) -> dict[Value, Pointer]:
        """What a version says of all stages of the same data."""
        found: dict[Value, Pointer] = {}
        for stage in (_FIRST, *_LATER):
            for reader in sorted(each.readers):
                key = (RETENTION, stage, each.scope, reader)
                found.update(facts.stated.get(key, {}))
        return found
