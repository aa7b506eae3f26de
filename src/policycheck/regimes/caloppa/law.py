"""The facts the rules about the California Online Privacy Protection Act read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policycheck.law import LawBook, current


@dataclass(frozen=True, slots=True)
class CaloppaLaw:
    """The facts of the act on a day: purposes that follow people across websites."""

    across_websites: frozenset[str]

    @classmethod
    def of(cls, book: LawBook, day: date) -> CaloppaLaw:
        """The facts of a book that hold on a day."""
        facts = current(book.facts["across_websites"], day)
        return cls(frozenset(kind for fact in facts for kind in fact["kinds"]))
