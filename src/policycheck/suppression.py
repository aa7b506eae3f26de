"""Which findings are excused, and which excuses are idle."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeAlias

from policycheck.editions import current
from policycheck.finding import Finding, Problem, State
from policycheck.frozen import Frozen
from policycheck.location import ROOT
from policycheck.spelling import nearest

UNWAIVABLE: Final = frozenset(
    {"json", "yaml", "schema", "waiver", "evidence", "baseline"}
)
"""Owners whose findings are about the file itself; no waiver excuses them."""

_FEW: Final = 3
"""Places that a message names."""
_NEAR: Final = 200
"""Places among which the one that was meant is looked for."""
_SOON: Final = 14
"""Days before its end on which a waiver is mentioned."""
CHANGES: Final = "diff/"
"""What the ids of kinds of change start with."""
Place: TypeAlias = tuple[str, str]
"""A rule, and a place it finds something at or below."""


class Waiver(Frozen):
    """An excuse in the policy: for one rule, at a place and below it, until a day.

    `no_day` is an end that was written and is not in the calendar; then it excuses
    nothing, and neither does one without a reason.
    """

    index: int
    rule: str
    at: str
    reason: str
    owner: str | None = None
    until: date | None = None
    no_day: str | None = None

    @property
    def words(self) -> str:
        """The excuse as reports print it."""
        answers = f" ({self.owner})" if self.owner else ""
        until = f", until {self.until}" if self.until else ""
        return f"{self.reason}{answers}{until}"

    @property
    def place(self) -> str:
        """The place it excuses, and all below it."""
        return self.at.rstrip("/")

    def covers(self, rule: str, stable_at: str, day: date) -> bool:
        """Whether it covers what a rule, or a kind of change, says of a place."""
        return (
            self.rule == rule
            and self.holds(day)
            and f"{stable_at}/".startswith(f"{self.place}/")
        )

    def holds(self, day: date) -> bool:
        """Whether it excuses anything on that day."""
        return (
            bool(self.reason.strip())
            and self.no_day is None
            and not self.is_expired(day)
            and self.rule.partition("/")[0] not in UNWAIVABLE
        )

    def is_expired(self, day: date) -> bool:
        """Whether its last day is past."""
        return self.until is not None and self.until < day


def waivers(data: dict[str, Any]) -> tuple[Waiver, ...]:
    """The waivers of a valid document."""
    return tuple(
        _waiver(index, raw) for index, raw in enumerate(data.get("waivers", []))
    )


def _waiver(index: int, raw: dict[str, Any]) -> Waiver:
    endless = Waiver(
        index,
        current(raw["rule"]),
        raw.get("at", ""),
        raw["reason"],
        raw.get("owner"),
    )
    written = raw.get("until")
    if written is None:
        return endless
    try:
        return replace(endless, until=date.fromisoformat(written))
    except ValueError:
        return replace(endless, no_day=written)


def apply(
    findings: Sequence[Finding], excuses: Sequence[Waiver], day: date
) -> tuple[Finding, ...]:
    """The findings, with those excused marked as waived and told why."""
    effective = _effective(excuses, day)
    return tuple(_waived(finding, effective) for finding in findings)


def _effective(excuses: Sequence[Waiver], day: date) -> dict[Place, Waiver]:
    """The waivers that excuse anything on that day; the first of each place."""
    first: dict[Place, Waiver] = {}
    for each in excuses:
        if each.holds(day):
            first.setdefault((each.rule, each.place), each)
    return first


def _waived(finding: Finding, first: Mapping[Place, Waiver]) -> Finding:
    excuses = [first[place] for place in _places(finding) if place in first]
    if not excuses:
        return finding
    excuse = min(excuses, key=lambda each: each.index)
    return replace(finding, state=State.WAIVED, excuse=excuse.words)


def _places(finding: Finding) -> Iterator[Place]:
    """The rule of a finding with its place, and with each place above it."""
    steps = finding.stable_at.split("/")
    for end in range(1, len(steps) + 1):
        yield finding.rule, "/".join(steps[:end])


def problems(
    findings: Sequence[Finding],
    excuses: Sequence[Waiver],
    day: date,
    known: Collection[str],
    ran: Collection[str],
) -> Iterator[tuple[str, Problem]]:
    """Waivers without effect, reason, bounds or true end, or for what has no excuse.

    A waiver for a rule that exists but did not run today is left alone, and so is one
    for a kind of change: only `policycheck diff` sees changes.
    """
    places = {place for finding in findings for place in _places(finding)}
    left = _unexcused(findings, _effective(excuses, day))
    for each in excuses:
        if each.rule.startswith(CHANGES):
            continue
        found = _void(each, day, known)
        if found is None and each.rule in ran:
            found = _idle(each, places, left) or _lasting(each, day)
        if found is not None:
            yield found


def _void(
    waiver: Waiver, day: date, known: Collection[str]
) -> tuple[str, Problem] | None:
    """Why a waiver can excuse nothing on that day, if it cannot."""
    at, rule = ROOT / "waivers" / waiver.index, waiver.rule
    if rule not in known:
        meant = nearest(rule, known)
        hint = f"; did you mean {meant}?" if meant else ""
        message = f"no rule is called {rule}{hint}"
        return "waiver/unknown-rule", Problem(at / "rule", message)
    if rule.partition("/")[0] in UNWAIVABLE:
        message = f"{rule} is about the file itself and cannot be waived"
        return "waiver/unwaivable", Problem(at / "rule", message)
    if not waiver.reason.strip():
        message = f"the waiver for {rule} has a blank for a reason"
        return "waiver/without-reason", Problem(at / "reason", message)
    if waiver.no_day is not None:
        message = f"{waiver.no_day} is not in the calendar: nothing is excused"
        return "waiver/impossible-date", Problem(at / "until", message)
    if waiver.is_expired(day):
        message = f"the waiver for {rule} ended on {waiver.until}"
        return "waiver/expired", Problem(at / "until", message)
    return None


def _idle(
    waiver: Waiver, places: Collection[Place], left: Mapping[str, Sequence[str]]
) -> tuple[str, Problem] | None:
    """That a waiver excuses nothing, and where it would have something to excuse."""
    if (waiver.rule, waiver.place) in places:
        return None
    where = f" at {waiver.at}" if waiver.at else ""
    says = f"nothing to excuse: {waiver.rule} finds nothing{where}"
    open_ = left.get(waiver.rule, ())
    if not open_:
        return "waiver/idle", Problem(ROOT / "waivers" / waiver.index, says)
    meant = nearest(waiver.at, open_[:_NEAR])
    more = f" and {len(open_) - _FEW} more" if len(open_) > _FEW else ""
    elsewhere = f"; it finds something at {', '.join(open_[:_FEW])}{more}"
    hint = f"; did you mean {meant}?" if meant else elsewhere
    at = ROOT / "waivers" / waiver.index / "at"
    return "waiver/idle", Problem(
        at, f"{says}{hint}", fix="correct the place, or remove the waiver"
    )


def _unexcused(
    findings: Sequence[Finding], effective: Mapping[Place, Waiver]
) -> dict[str, list[str]]:
    """For each rule, where it finds something that no waiver excuses."""
    left: dict[str, list[str]] = {}
    for each in findings:
        if not any(place in effective for place in _places(each)):
            left.setdefault(each.rule, []).append(each.stable_at or "/")
    return left


def _lasting(waiver: Waiver, day: date) -> tuple[str, Problem] | None:
    """That an excuse has no bounds, or is about to end."""
    at = ROOT / "waivers" / waiver.index
    if waiver.until is None:
        if waiver.at.strip("/"):
            return None
        message = f"{waiver.rule} is excused everywhere, for ever"
        return "waiver/unbounded", Problem(at, message)
    left = (waiver.until - day).days
    if left > _SOON:
        return None
    days = "today" if not left else f"in {left} day{'s' * (left > 1)}"
    message = f"the waiver for {waiver.rule} ends {days}, on {waiver.until}"
    return "waiver/ends-soon", Problem(at / "until", message)
