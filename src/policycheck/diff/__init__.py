"""What changed for people between two versions of a policy, and what each law makes of it."""

from policycheck.diff.change import Change, Comparison, Significance
from policycheck.diff.comparison import compare

__all__ = ["Change", "Comparison", "Significance", "compare"]
