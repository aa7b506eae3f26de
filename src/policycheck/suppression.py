"""Which findings are excused, and which excuses are idle."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from policycheck.editions import current
from policycheck.finding import Finding, Problem, State
from policycheck.frozen import Frozen
from policycheck.location import ROOT
from policycheck.spelling import nearest

UNWAIVABLE: Final = frozenset(
    {"json", "yaml", "schema", "waiver", "evidence", "baseline"}
)
"""Owners whose findings are about the file itself; no waiver excuses them."""

CHANGES: Final = "diff/"
"""What the ids of kinds of change start with."""


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

    def excuses(self, finding: Finding, day: date) -> bool:
        """Whether it covers a finding on that day."""
        return self.covers(finding.rule, finding.stable_at, day)

    def covers(self, rule: str, stable_at: str, day: date) -> bool:
        """Whether it covers what a rule, or a kind of change, says of a place."""
        place = self.at.rstrip("/")
        return (
            self.rule == rule
            and bool(self.reason.strip())
            and self.no_day is None
            and not self.is_expired(day)
            and rule.partition("/")[0] not in UNWAIVABLE
            and f"{stable_at}/".startswith(f"{place}/")
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
    return tuple(_waived(finding, excuses, day) for finding in findings)


def _waived(finding: Finding, excuses: Sequence[Waiver], day: date) -> Finding:
    for each in excuses:
        if each.excuses(finding, day):
            return replace(finding, state=State.WAIVED, excuse=each.words)
    return finding


def problems(
    findings: Sequence[Finding],
    excuses: Sequence[Waiver],
    day: date,
    known: Collection[str],
    ran: Collection[str],
) -> Iterator[tuple[str, Problem]]:
    """Waivers without effect, reason or true end, or for what cannot be excused.

    A waiver for a rule that exists but did not run today is left alone, and so is one
    for a kind of change: only `policycheck diff` sees changes.
    """
    for each in excuses:
        if each.rule.startswith(CHANGES):
            continue
        at = ROOT / "waivers" / each.index
        if each.rule not in known:
            meant = nearest(each.rule, known)
            hint = f"; did you mean {meant}?" if meant else ""
            message = f"no rule is called {each.rule}{hint}"
            yield "waiver/unknown-rule", Problem(at / "rule", message)
        elif each.rule.partition("/")[0] in UNWAIVABLE:
            message = f"{each.rule} is about the file itself and cannot be waived"
            yield "waiver/unwaivable", Problem(at / "rule", message)
        elif not each.reason.strip():
            message = f"the waiver for {each.rule} has a blank for a reason"
            yield "waiver/without-reason", Problem(at / "reason", message)
        elif each.no_day is not None:
            message = f"{each.no_day} is not in the calendar: nothing is excused"
            yield "waiver/impossible-date", Problem(at / "until", message)
        elif each.is_expired(day):
            message = f"the waiver for {each.rule} ended on {each.until}"
            yield "waiver/expired", Problem(at / "until", message)
        elif each.rule in ran and not any(
            each.excuses(found, day) for found in findings
        ):
            where = f" at {each.at}" if each.at else ""
            message = f"nothing to excuse: {each.rule} finds nothing{where}"
            yield "waiver/idle", Problem(at, message)
