"""What changed for people between two versions, and what each law makes of it."""

from policycheck.diff.change import Change, Comparison
from policycheck.diff.comparison import compare
from policycheck.diff.scale import Significance

__all__ = ["Change", "Comparison", "Significance", "compare"]
