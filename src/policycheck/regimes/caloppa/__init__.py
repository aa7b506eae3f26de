"""The California Online Privacy Protection Act."""

from __future__ import annotations

from datetime import date

from policycheck import law as law_
from policycheck.law import LawBook
from policycheck.regimes.caloppa.law import CaloppaLaw
from policycheck.regimes.caloppa.rules import RULES
from policycheck.rule import Regime


def book() -> LawBook:
    """The act, whatever the day."""
    return law_.load(__package__)


def load(day: date) -> Regime[CaloppaLaw]:
    """The act on a day."""
    law = book().on(day)
    return Regime(law, CaloppaLaw.of(law, day), RULES)
