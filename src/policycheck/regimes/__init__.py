"""The bodies of law: each loads, with its rules and facts, when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any, Final

from policycheck import law
from policycheck.law import LawBook
from policycheck.rule import Regime

REGIMES: Final = {
    "eu-gdpr": "policycheck.regimes.gdpr.eu",
    "uk-gdpr": "policycheck.regimes.gdpr.uk",
    "us-ca-caloppa": "policycheck.regimes.caloppa",
    "us-ca-ccpa": "policycheck.regimes.ccpa",
    "us-ca-shine-the-light": "policycheck.regimes.shine_the_light",
    "us-nv": "policycheck.regimes.nevada",
}
"""Regimes by id, and their modules: `book()` is the law, `load(day)` a day's rules."""

CHANGES: Final = {
    "eu-gdpr": ("policycheck.regimes.gdpr", "changes-eu.yaml"),
    "uk-gdpr": ("policycheck.regimes.gdpr", "changes-uk.yaml"),
    "us-ca-caloppa": ("policycheck.regimes.caloppa", "changes.yaml"),
    "us-ca-ccpa": ("policycheck.regimes.ccpa", "changes.yaml"),
    "us-ca-shine-the-light": ("policycheck.regimes.shine_the_light", "changes.yaml"),
    "us-nv": ("policycheck.regimes.nevada", "changes.yaml"),
}
"""Where each regime says what it makes of a change between two versions."""

_INTEGRITY: Final = "policycheck.regimes.integrity"


@cache
def load(regime: str, day: date) -> Regime[Any]:
    """A regime as it stands on a day; `regime` is one of `REGIMES`."""
    loaded: Regime[Any] = import_module(REGIMES[regime]).load(day)
    return loaded


@cache
def book(regime: str) -> LawBook:
    """A regime's whole law, in force or not."""
    whole: LawBook = import_module(REGIMES[regime]).book()
    return whole


def changes(regime: str) -> Mapping[str, Any]:
    """What a regime makes of each kind of change; `regime` is one of `CHANGES`."""
    return law.changes(*CHANGES[regime])


@cache
def always(day: date) -> Regime[Any]:
    """The rules about the encoding itself, which every policy is held to."""
    loaded: Regime[Any] = import_module(_INTEGRITY).load(day)
    return loaded
