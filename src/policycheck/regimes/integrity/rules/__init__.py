"""The integrity rules, in alphabetical order."""

from __future__ import annotations

from policycheck.regimes.integrity.law import IntegrityLaw
from policycheck.regimes.integrity.rules.names import unresolved_name
from policycheck.rule import Rule

RULES: tuple[Rule[IntegrityLaw], ...] = (unresolved_name,)
