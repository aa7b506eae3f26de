"""The facts the GDPR rules read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policycheck.law import LawBook


@dataclass(frozen=True, slots=True)
class GdprLaw:
    """The facts of the EU or the UK on a day."""

    as_of: date

    @classmethod
    def of(cls, _book: LawBook, day: date) -> GdprLaw:
        """The facts of a book that hold on a day."""
        return cls(day)
