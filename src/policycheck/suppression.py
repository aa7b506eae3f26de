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
    """An excuse in the policy: for one rule, at a place and below it, until a day."""

    index: int
    rule: str
    at: str
    until: date | None

    def excuses(self, finding: Finding, day: date) -> bool:
        """Whether it covers a finding on that day."""
        place = self.at.rstrip("/")
        return (
            self.rule == finding.rule
            and not self.is_expired(day)
            and finding.rule.partition("/")[0] not in UNWAIVABLE
            and f"{finding.stable_at}/".startswith(f"{place}/")
        )

    def is_expired(self, day: date) -> bool:
        """Whether its last day is past."""
        return self.until is not None and self.until < day


def waivers(data: dict[str, Any]) -> tuple[Waiver, ...]:
    """The waivers of a valid document; one whose day does not exist never ends."""
    return tuple(
        Waiver(index, raw["rule"], raw.get("at", ""), _day(raw.get("until")))
        for index, raw in enumerate(data.get("waivers", []))
    )


def _day(written: str | None) -> date | None:
    try:
        return None if written is None else date.fromisoformat(written)
    except ValueError:
        return None


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
    """Waivers that excuse nothing, are past, or name what cannot be excused.

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
        elif each.is_expired(day):
            message = f"the waiver for {each.rule} ended on {each.until}"
            yield "waiver/expired", Problem(at / "until", message)
        elif each.rule in ran and not any(f for f in findings if each.excuses(f, day)):
            where = f" at {each.at}" if each.at else ""
            message = f"nothing to excuse: {each.rule} finds nothing{where}"
            yield "waiver/idle", Problem(at, message)
