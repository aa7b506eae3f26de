"""California's category table, derived from the activities of a policy."""

from typing import Final

from policycheck.regimes.ccpa.rules.categories import category_undisclosed
from policycheck.regimes.ccpa.table.build import build, chart_differences
from policycheck.table_options import NAMES

__all__ = ["ASKED_BY", "OPTIONS", "build", "chart_differences"]

ASKED_BY: Final = category_undisclosed
"""The rule in force on the days when the law asks for the table."""
OPTIONS: Final = NAMES
"""The options the table has."""
