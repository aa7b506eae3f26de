"""The one exception a user may see: something could not be checked."""

from __future__ import annotations


class PolicycheckError(Exception):
    """Something could not be checked; the message says what, where and what to do."""
