"""California's category table, derived from the activities of a policy."""

from policycheck.regimes.ccpa.table.build import build, chart_differences

__all__ = ["build", "chart_differences"]
