"""California's "Shine the Light" law, on disclosures for others' direct marketing."""

from __future__ import annotations

from datetime import date

from policycheck import law as law_
from policycheck.law import LawBook
from policycheck.regimes.shine_the_light.law import ShineTheLightLaw
from policycheck.regimes.shine_the_light.rules import RULES
from policycheck.rule import Regime


def book() -> LawBook:
    """The law, whatever the day."""
    return law_.load(__package__)


def load(day: date) -> Regime[ShineTheLightLaw]:
    """The law on a day."""
    law = book().on(day)
    return Regime(law, ShineTheLightLaw.of(law, day), RULES)
