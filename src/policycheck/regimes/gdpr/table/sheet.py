"""What a table of purposes is made from: the policy as Europeans read it, its rows."""

from __future__ import annotations

from dataclasses import dataclass

from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.statements import Activity
from policycheck.policy.values import Purpose
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.table import Item, Kind
from policycheck.table_options import Options


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one table is made from; `rules` are those in force."""

    policy: Policy
    law: GdprLaw
    options: Options
    rules: frozenset[str]

    def missing(self, at: Pointer, rule: str | None) -> Item:
        """The line of what is not stated; `rule` demands it where it is in force."""
        rules = (rule,) if rule is not None and rule in self.rules else ()
        return Item(kind=Kind.NOT_STATED, at=(at,), rules=rules)


@dataclass(frozen=True, slots=True)
class Subject:
    """A purpose, the activities that have it, and whether only in general.

    The purpose is None for the activities of which none is stated.
    """

    purpose: Purpose | None
    activities: tuple[Activity, ...]
    at: tuple[Pointer, ...]
    is_general: bool

    @property
    def purpose_id(self) -> str | None:
        """The id of the purpose."""
        return None if self.purpose is None else self.purpose.id
