"""What a table is made from: the policy as Californians read it, the law of the day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

from policycheck import answers
from policycheck.answers import Datum, Heard
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import Slot, Stated
from policycheck.policy.statements import Activity
from policycheck.policy.values import Statement
from policycheck.regimes.ccpa.law import SHARED, Category, CcpaLaw
from policycheck.table import Item, Kind
from policycheck.table_options import Options

_NOTICE = "notice-at-collection"
S = TypeVar("S", bound=Statement)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Everything the cells of a table are made from.

    `sensitive` is the category of sensitive information, where the law knows it;
    `rules` are those in force.
    """

    policy: Policy
    law: CcpaLaw
    sensitive: Category | None
    options: Options
    rules: frozenset[str]
    _heard: dict[tuple[str, str], Any] = field(default_factory=dict)

    @property
    def has_sharing(self) -> bool:
        """Whether the law of the day knows sharing beside sale."""
        return SHARED in self.law.opted_out_of

    def heard(self, datum: Datum, slot: Slot[S]) -> tuple[Stated[S], ...]:
        """All that is said of a datum in a slot."""
        return self._of(datum, slot).stated

    def silent(self, datum: Datum, slot: Slot[S]) -> tuple[Activity, ...]:
        """The activities with a datum that leave a slot unsaid."""
        return self._of(datum, slot).silent

    def _of(self, datum: Datum, slot: Slot[S]) -> Heard[S]:
        """What is said and what is not, looked up once for all rows."""
        key = (datum.entry.id, slot.name)
        if key not in self._heard:
            self._heard[key] = answers.heard(self.policy, datum, slot)
        found: Heard[S] = self._heard[key]
        return found

    def missing(self, at: tuple[Pointer, ...], *rules: str) -> Item:
        """The line of what is not stated; the first rule in force demands it."""
        demanding = (each for each in rules if each in self.rules)
        return Item(kind=Kind.NOT_STATED, at=at, rules=tuple(demanding)[:1])

    def in_a_notice(self, rule: str) -> tuple[str, ...]:
        """The rule, where the policy serves as a notice at collection."""
        return (rule,) if _NOTICE in self.policy.serves_as else ()
