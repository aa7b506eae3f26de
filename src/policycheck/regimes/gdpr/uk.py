"""The UK GDPR and PECR, for people in the United Kingdom."""

from __future__ import annotations

from datetime import date

from policycheck import law as law_
from policycheck.law import LawBook
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.rules import RULES, UK_RULES
from policycheck.rule import Regime

_RULES = tuple(sorted((*RULES, *UK_RULES), key=lambda each: each.id))


def book() -> LawBook:
    """The law of the United Kingdom, whatever the day."""
    return law_.load("policycheck.regimes.gdpr", "law-uk.yaml")


def load(day: date) -> Regime[GdprLaw]:
    """The law of the United Kingdom on a day."""
    law = book().on(day)
    return Regime(law, GdprLaw.of(law, day), _RULES)
