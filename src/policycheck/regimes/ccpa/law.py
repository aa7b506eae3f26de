"""The facts the California rules read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policycheck.law import LawBook, current


@dataclass(frozen=True, slots=True)
class Category:
    """An enumerated category of personal information; `word` is the schema's."""

    word: str
    letter: str
    name: str
    citation: str


@dataclass(frozen=True, slots=True)
class SensitiveKind:
    """A kind of sensitive personal information; `word` is the schema's."""

    word: str
    name: str
    citation: str


@dataclass(frozen=True, slots=True)
class CcpaLaw:
    """The facts of California on a day."""

    as_of: date
    categories: tuple[Category, ...]
    sensitive_kinds: tuple[SensitiveKind, ...]

    @classmethod
    def of(cls, book: LawBook, day: date) -> CcpaLaw:
        """The facts of a book that hold on a day."""
        facts = book.facts
        return cls(
            as_of=day,
            categories=tuple(
                Category(
                    each["word"],
                    each["letter"],
                    each["name"],
                    f"{place['subdivision']}({each['letter']})",
                )
                for place in current(facts["categories_in"], day)
                for each in current(facts["categories"], day)
            ),
            sensitive_kinds=tuple(
                SensitiveKind(each["word"], each["name"], each["citation"])
                for each in current(facts["sensitive_kinds"], day)
            ),
        )
