"""The category of sensitive personal information, which has a row of its own."""

from __future__ import annotations

from datetime import date

from policycheck.law import LawBook, current
from policycheck.regimes.ccpa.law import Category


def sensitive_category(book: LawBook, day: date) -> Category | None:
    """The category on a day; None before the law knew it."""
    for place in current(book.facts["categories_in"], day):
        for each in current(book.facts["table"]["sensitive"], day):
            letter = each["letter"]
            citation = f"{place['subdivision']}({letter})"
            return Category("sensitive", letter, each["name"], citation)
    return None
