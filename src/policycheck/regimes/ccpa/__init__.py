"""The California Consumer Privacy Act with its regulations, by date."""

from __future__ import annotations

from datetime import date

from policycheck import law as law_
from policycheck.regimes.ccpa.law import CcpaLaw
from policycheck.regimes.ccpa.rules import RULES
from policycheck.rule import Regime


def load(day: date) -> Regime[CcpaLaw]:
    """California's law on a day."""
    book = law_.load(__package__).on(day)
    return Regime(book, CcpaLaw.of(book, day), RULES)
