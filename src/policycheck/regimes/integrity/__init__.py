"""Faults of the encoding itself, whatever the law says."""

from __future__ import annotations

from datetime import date

from policycheck import law as law_
from policycheck.regimes.integrity.law import IntegrityLaw
from policycheck.regimes.integrity.rules import RULES
from policycheck.rule import Regime


def load(day: date) -> Regime[IntegrityLaw]:
    """The rules about the encoding, as of a day."""
    book = law_.load(__package__)
    return Regime(book, IntegrityLaw.of(book, day), RULES)
