"""Which findings are excused, and which excuses are idle."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from policycheck.finding import Finding, Problem, State
from policycheck.location import ROOT

UNWAIVABLE: Final = frozenset({"yaml", "schema", "waiver", "evidence"})
"""Owners whose findings are about the file itself; no waiver excuses them."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """An excuse in the policy: for one rule, at a place and below it, until a day.

    `no_day` is an end that was written and is not in the calendar; then it excuses
    nothing.
    """

    index: int
    rule: str
    at: str
    until: date | None = None
    no_day: str | None = None

    def excuses(self, finding: Finding, day: date) -> bool:
        """Whether it covers a finding on that day."""
        return self.covers(finding.rule, finding.stable_at, day)

    def covers(self, rule: str, stable_at: str, day: date) -> bool:
        """Whether it covers what a rule, or a kind of change, says of a place."""
        place = self.at.rstrip("/")
        return (
            self.rule == rule
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
    endless = Waiver(index, raw["rule"], raw.get("at", ""))
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
    """The findings, with those excused marked as waived."""
    return tuple(
        replace(finding, state=State.WAIVED)
        if any(each.excuses(finding, day) for each in excuses)
        else finding
        for finding in findings
    )


def problems(
    findings: Sequence[Finding],
    excuses: Sequence[Waiver],
    day: date,
    known: Collection[str],
    ran: Collection[str],
) -> Iterator[tuple[str, Problem]]:
    """Waivers that excuse nothing, have no true end, or name what cannot be excused.

    A waiver for a rule that exists but did not run today is left alone.
    """
    for each in excuses:
        at = ROOT / "waivers" / each.index
        if each.rule not in known:
            message = f"no rule is called {each.rule}"
            yield "waiver/unknown-rule", Problem(at / "rule", message)
        elif each.rule.partition("/")[0] in UNWAIVABLE:
            message = f"{each.rule} is about the file itself and cannot be waived"
            yield "waiver/unwaivable", Problem(at / "rule", message)
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
