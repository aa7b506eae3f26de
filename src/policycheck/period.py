"""ISO 8601 periods: how long they can be."""

from __future__ import annotations

import re
from typing import Final

from policycheck.frozen import Frozen

_PERIOD: Final = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?"
    r"(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?",
    re.ASCII,
)


class Period(Frozen):
    """A stretch of time; months, which differ in length, are kept apart from days."""

    months: int
    days: float

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a period the schema has allowed, such as P1Y6M or PT30M."""
        match = _PERIOD.fullmatch(text)
        if match is None:
            message = f"not a period: {text}"
            raise ValueError(message)
        years, months, weeks, days, hours, minutes, seconds = (
            int(part or 0) for part in match.groups()
        )
        rest = (hours * 60 + minutes) * 60 + seconds
        return cls(years * 12 + months, weeks * 7 + days + rest / 86_400)

    @property
    def shortest(self) -> float:
        """The least number of days it can last; a year has at least 365."""
        years, months = divmod(self.months, 12)
        return years * 365 + months * 28 + self.days

    @property
    def longest(self) -> float:
        """The greatest number of days it can last; a year has at most 366."""
        years, months = divmod(self.months, 12)
        return years * 366 + months * 31 + self.days

    def is_longer_than(self, other: Period) -> bool:
        """Whether it lasts longer in every calendar."""
        if self.days == other.days:
            return self.months > other.months
        if self.months == other.months:
            return self.days > other.days
        return self.shortest > other.longest
