"""What a value that is written another way was meant to be."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

_NUMBERS: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve",
)  # fmt: skip
_MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun",
    "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_LENGTH: Final = re.compile(r"([0-9]{1,5}|[a-z]+) (year|month|week|day)s?")
_DAY_FIRST: Final = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th)?\.? ([a-z]{3,9}),? ([0-9]{4})"
)
_MONTH_FIRST: Final = re.compile(
    r"([a-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})"
)
_NUMBERED: Final = re.compile(r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})")
_NOT_OF_AN_ID: Final = re.compile("[^a-z0-9]+")
_LONGEST: Final = 100


def of(title: str, word: str) -> str | None:
    """How to write a text as the schema wants it, which names its shapes by title.

    None for shapes of which no more can be said than their title does.
    """
    for start, (meant, example) in _SHAPES.items():
        if title.startswith(start):
            made = meant(word)
            return f"write {made}" if made else f"write it as in {example}"
    return None


def period(words: str) -> str | None:
    """The ISO 8601 period that words such as `3 years` mean."""
    match = _LENGTH.fullmatch(_plain(words))
    if match is None:
        return None
    many, unit = match.groups()
    if many in _NUMBERS:
        many = str(_NUMBERS.index(many))
    return f"P{int(many)}{unit[0].upper()}" if many.isdigit() else None


def day(words: str) -> str | None:
    """The day that words such as `1 July 2026` mean; one of two readings is none."""
    plain = _plain(words)
    if (match := _NUMBERED.fullmatch(plain)) is not None:
        year, month, number = map(int, match.groups())
    elif (match := _DAY_FIRST.fullmatch(plain)) is not None:
        number, month, year = int(match[1]), _month(match[2]), int(match[3])
    elif (match := _MONTH_FIRST.fullmatch(plain)) is not None:
        month, number, year = _month(match[1]), int(match[2]), int(match[3])
    else:
        return None
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return None


def id_(words: str) -> str | None:
    """The words as an id; None where they hold no letter or digit an id can have."""
    return _NOT_OF_AN_ID.sub("-", _plain(words)).strip("-") or None


def _plain(words: str) -> str:
    return " ".join(words[:_LONGEST].lower().split())


def _month(name: str) -> int:
    """From 1 to 12; 0 for what is no month."""
    short = name[:3]
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


_SHAPES: Final[dict[str, tuple[Callable[[str], str | None], str]]] = {
    "a date": (day, "2026-07-01"),
    "an ISO 8601 period": (period, "P30D (days), P13M (months) or P3Y (years)"),
    "an ISO 3166 country": (lambda _: None, "IE, the two letters for Ireland"),
    "an id": (id_, "order-history"),
}
"""How the titles of shapes start, what a text was meant to be, and an example."""
