"""The table of purposes a European notice shows, derived from a policy's activities."""

from policycheck.regimes.gdpr.table.build import build

__all__ = ["build"]
