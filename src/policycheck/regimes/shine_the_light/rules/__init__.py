"""The rules about "Shine the Light", in alphabetical order."""

from __future__ import annotations

from policycheck.regimes.shine_the_light.law import ShineTheLightLaw
from policycheck.regimes.shine_the_light.rules.marketing import (
    disclosure_without_choice,
    employees_unstated,
)
from policycheck.rule import Rule

RULES: tuple[Rule[ShineTheLightLaw], ...] = (
    disclosure_without_choice,
    employees_unstated,
)
