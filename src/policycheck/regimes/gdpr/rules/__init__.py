"""The GDPR rules, in alphabetical order."""

from __future__ import annotations

from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.rules.lawfulness import purpose_without_legal_basis
from policycheck.rule import Rule

RULES: tuple[Rule[GdprLaw], ...] = (purpose_without_legal_basis,)
