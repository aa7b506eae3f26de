"""The facts the integrity rules read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from policycheck.frozen import Frozen
from policycheck.law import LawBook, countries


class IntegrityLaw(Frozen):
    """Country codes, what misused codes mean, and the day the policy is judged on."""

    as_of: date
    countries: frozenset[str]
    meant: Mapping[str, str]
    groups: frozenset[str]
    asking_for_purposes: frozenset[str]
    """The regimes whose own rules ask what each activity is for."""

    @classmethod
    def of(cls, book: LawBook, day: date) -> IntegrityLaw:
        """The facts of the book."""
        return cls(
            day,
            countries().codes,
            countries().meant,
            frozenset(book.facts["groups"]),
            frozenset(book.facts["asking_for_purposes"]),
        )
