"""Findings that tell of several places at once, compared place by place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from policycheck import engine
from policycheck.finding import State
from policycheck.report import Checked
from policycheck.source import read

DAY = date(2026, 11, 23)
GATHERED = Path(__file__).parent / "rules/gdpr/provision-unstated/fail-everywhere.yaml"


def test_a_further_place_of_a_gathered_finding_is_new() -> None:
    """One finding tells of all activities; it is known where each of them was."""
    both = GATHERED.read_text()
    start, _, end = both.rpartition("    sources: [data-subject]\n")
    first = start + end

    def found(text: str) -> Checked:
        only = ["eu-gdpr"]
        return engine.check(read("p.yaml", text.encode()), as_of=DAY, only=only)

    def new(now: str, then: str) -> list[tuple[str, ...]]:
        known = {one: "" for each in found(then).findings for one in each.fingerprints}
        marked = engine.compare(found(now), known, always=())
        return [
            each.places
            for each in marked.findings
            if each.state is State.NEW and each.rule == "gdpr/provision-unstated"
        ]

    places = ("/activities/newsletter/provision", "/activities/orders/provision")
    assert new(both, both) == new(first, both) == new(first, first) == []
    assert [sorted(each) for each in new(both, first)] == [[*places]]
