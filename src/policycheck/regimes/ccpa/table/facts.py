"""The facts the category table prints by date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policycheck.law import LawBook, current
from policycheck.regimes.ccpa.law import Category


@dataclass(frozen=True, slots=True)
class TableFacts:
    """What a table looks back on, and the words the law has on a day.

    `sensitive` is None before the law knew such a category.
    """

    look_back: str | None
    sensitive: Category | None

    @classmethod
    def of(cls, book: LawBook, day: date) -> TableFacts:
        """The facts of a book that hold on a day."""
        facts = book.facts["table"]
        periods = [each["period"] for each in current(facts["look_back"], day)]
        rows = [
            Category(
                "sensitive",
                each["letter"],
                each["name"],
                f"{place['subdivision']}({each['letter']})",
            )
            for place in current(book.facts["categories_in"], day)
            for each in current(facts["sensitive"], day)
        ]
        return cls(
            look_back=periods[0] if periods else None,
            sensitive=rows[0] if rows else None,
        )
