"""A valid document as a policy: frozen values that know their pointer."""

from policycheck.policy.build import build
from policycheck.policy.model import Policy

__all__ = ["Policy", "build"]
