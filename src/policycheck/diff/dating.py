"""What the dates of a policy say of its changes: moved, not moved, too early."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from policycheck.diff.change import Change
from policycheck.diff.kinds import Kind
from policycheck.diff.scale import Significance
from policycheck.location import ROOT, Pointer
from policycheck.period import Period
from policycheck.policy import Policy

Dated: TypeAlias = "tuple[Kind, Pointer, str | None, str | None]"
"""A kind, the key it is about, and both values."""

_DATES = {Kind.DATE_FORWARD, Kind.DATE_BACK, Kind.DATE_STATED, Kind.DATE_WITHDRAWN}
_AT = ROOT / "policy"


def judged(old: Policy, new: Policy, changes: Sequence[Change]) -> Iterator[Dated]:
    """What is wrong, or remarkable, about the dates beside these changes.

    What a waiver excuses asks for no date, and is a change all the same.
    """
    others = [each for each in changes if each.kind not in _DATES]
    material = any(
        each.significance is Significance.MATERIAL and each.excuse is None
        for each in others
    )
    moved = [
        key
        for key in ("effective", "last_updated")
        if getattr(old, key) != getattr(new, key) and getattr(new, key) is not None
    ]
    if material and not moved:
        key = "effective" if new.effective or not new.last_updated else "last_updated"
        yield Kind.MATERIAL_UNDATED, _AT / key, getattr(old, key), getattr(new, key)
    seen = any(each.significance is not Significance.EDITORIAL for each in others)
    if moved and not seen and not _is_reworded(others):
        yield (
            Kind.DATE_ALONE,
            _AT / moved[0],
            getattr(old, moved[0]),
            getattr(new, moved[0]),
        )
    if material and moved:
        yield from _early(old, new)


def _is_reworded(changes: Sequence[Change]) -> bool:
    return any(each.kind is Kind.WORDING_CHANGED for each in changes)


def _early(old: Policy, new: Policy) -> Iterator[Dated]:
    """Whether it takes effect before people can be told, as they were promised."""
    effective, told = _day(new.effective), _day(new.last_updated)
    if effective is None or told is None:
        return
    promised = old.change_notice.advance if old.change_notice else None
    first = told + _shortest(promised)
    if effective < first:
        key = "effective"
        yield (
            Kind.EFFECTIVE_TOO_EARLY,
            _AT / key,
            f"{first} at the earliest",
            new.effective,
        )


def _shortest(promised: str | None) -> timedelta:
    """The promised time at its shortest, so that no calendar is held against anyone."""
    return timedelta(days=int(Period.parse(promised).shortest) if promised else 0)


def _day(written: str | None) -> date | None:
    """The day, where it is one of the calendar; a day that is not is a finding."""
    try:
        return None if written is None else date.fromisoformat(written)
    except ValueError:
        return None
