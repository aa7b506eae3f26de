"""The facts the Nevada rules read."""

from __future__ import annotations

from dataclasses import dataclass

from policycheck.law import LawBook
from policycheck.period import Period


@dataclass(frozen=True, slots=True)
class NevadaLaw:
    """The facts of Nevada: how soon a request not to sell is answered, and by whom.

    `consumer` are words that restate whom the law protects.
    """

    response: Period
    consumer: tuple[str, ...]

    @classmethod
    def of(cls, book: LawBook) -> NevadaLaw:
        """The facts of a book."""
        return cls(
            Period.parse(book.facts["response"]["period"]),
            tuple(book.facts["consumer"]["words"]),
        )
