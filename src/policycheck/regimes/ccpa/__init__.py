"""The California Consumer Privacy Act with its regulations, by date."""

from __future__ import annotations

from datetime import date

from policycheck import law as law_
from policycheck.law import LawBook
from policycheck.regimes.ccpa.law import CcpaLaw
from policycheck.regimes.ccpa.rules import RULES
from policycheck.rule import Regime


def book() -> LawBook:
    """California's law, whatever the day."""
    return law_.load(__package__)


def load(day: date) -> Regime[CcpaLaw]:
    """California's law on a day."""
    law = book().on(day)
    return Regime(law, CcpaLaw.of(law, day), RULES)
