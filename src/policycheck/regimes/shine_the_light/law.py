"""The facts the rules about "Shine the Light" read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policycheck.law import LawBook, current


@dataclass(frozen=True, slots=True)
class ShineTheLightLaw:
    """The facts of the law: to how large a business, and to which purposes."""

    employees_from: int
    direct_marketing: frozenset[str]

    @classmethod
    def of(cls, book: LawBook, day: date) -> ShineTheLightLaw:
        """The facts of a book that hold on a day."""
        facts = current(book.facts["direct_marketing"], day)
        return cls(
            book.facts["employees_from"]["employees"],
            frozenset(kind for fact in facts for kind in fact["kinds"]),
        )
