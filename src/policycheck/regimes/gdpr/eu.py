"""The GDPR and the ePrivacy Directive, for people in the EEA."""

from __future__ import annotations

from datetime import date

from policycheck import law as law_
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.rules import RULES
from policycheck.rule import Regime


def load(day: date) -> Regime[GdprLaw]:
    """The law of the EEA on a day."""
    book = law_.load("policycheck.regimes.gdpr", "law-eu.yaml").on(day)
    return Regime(book, GdprLaw.of(book, day), RULES)
