"""The table of purposes a European notice shows, derived from a policy's activities."""

from typing import Final

from policycheck.regimes.gdpr.rules.lawfulness import purpose_without_legal_basis
from policycheck.regimes.gdpr.table.build import build
from policycheck.table_options import NAMES

__all__ = ["ASKED_BY", "OPTIONS", "build"]

ASKED_BY: Final = purpose_without_legal_basis
"""The rule in force on the days when the law asks for the table."""
OPTIONS: Final = tuple(
    name
    for name in NAMES
    if name not in {"order", "uncollected", "split", "sensitive", "not-listed"}
)
"""The options the table has: rows follow the policy, and none is a statutory one."""
