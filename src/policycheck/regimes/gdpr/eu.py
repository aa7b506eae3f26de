"""The GDPR and the ePrivacy Directive, for people in the EEA."""

from __future__ import annotations

from datetime import date

from policycheck import law as law_
from policycheck.law import LawBook
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.rules import RULES
from policycheck.rule import Regime


def book() -> LawBook:
    """The law of the EEA, whatever the day."""
    return law_.load("policycheck.regimes.gdpr", "law-eu.yaml")


def load(day: date) -> Regime[GdprLaw]:
    """The law of the EEA on a day."""
    law = book().on(day)
    return Regime(law, GdprLaw.of(law, day), RULES)
