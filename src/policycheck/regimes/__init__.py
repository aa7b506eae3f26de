"""The bodies of law: each loads, with its rules and facts, when it is asked for."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import Any, Final

from policycheck.law import LawBook
from policycheck.rule import Regime

REGIMES: Final = {
    "eu-gdpr": "policycheck.regimes.gdpr.eu",
    "us-ca-ccpa": "policycheck.regimes.ccpa",
}
"""Each regime's id and its module: `book()` is its law, `load(day)` its rules on a day."""

_INTEGRITY: Final = "policycheck.regimes.integrity"


def load(regime: str, day: date) -> Regime[Any]:
    """A regime as it stands on a day; `regime` is one of `REGIMES`."""
    loaded: Regime[Any] = import_module(REGIMES[regime]).load(day)
    return loaded


def book(regime: str) -> LawBook:
    """A regime's whole law, in force or not."""
    whole: LawBook = import_module(REGIMES[regime]).book()
    return whole


def always(day: date) -> Regime[Any]:
    """The rules about the encoding itself, which every policy is held to."""
    loaded: Regime[Any] = import_module(_INTEGRITY).load(day)
    return loaded
