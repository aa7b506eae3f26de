"""The facts the California rules read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policycheck.law import LawBook


@dataclass(frozen=True, slots=True)
class CcpaLaw:
    """The facts of California on a day."""

    as_of: date

    @classmethod
    def of(cls, _book: LawBook, day: date) -> CcpaLaw:
        """The facts of a book that hold on a day."""
        return cls(day)
