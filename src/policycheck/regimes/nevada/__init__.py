"""Nevada's law on the notices of online operators."""

from __future__ import annotations

from datetime import date

from policycheck import law as law_
from policycheck.law import LawBook
from policycheck.regimes.nevada.law import NevadaLaw
from policycheck.regimes.nevada.rules import RULES
from policycheck.rule import Regime


def book() -> LawBook:
    """Nevada's law, whatever the day."""
    return law_.load(__package__)


def load(day: date) -> Regime[NevadaLaw]:
    """Nevada's law on a day."""
    law = book().on(day)
    return Regime(law, NevadaLaw.of(law), RULES)
