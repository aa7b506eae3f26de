"""California's category table, derived from the activities of a policy."""

from policycheck.regimes.ccpa.table.build import build

__all__ = ["build"]
