"""California's rules, in alphabetical order."""

from __future__ import annotations

from policycheck.regimes.ccpa.law import CcpaLaw
from policycheck.rule import Rule

RULES: tuple[Rule[CcpaLaw], ...] = ()
