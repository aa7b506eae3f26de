"""How a change is measured: which way it goes, how much it matters, what about."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Direction(Enum):
    """Which way a change goes, seen by the people whose data it is."""

    EXPANDS = "expands"  # more may be done with their data, or they can do less
    NARROWS = "narrows"
    NEUTRAL = "neutral"


class Significance(Enum):
    """How much a change matters; docs/diff.md states the yardstick."""

    MATERIAL = "material"
    NOTABLE = "notable"
    EDITORIAL = "editorial"

    @property
    def rank(self) -> int:
        """0 for the gravest, so that sorting puts it first."""
        return _RANKS[self]


_RANKS: Final = {each: rank for rank, each in enumerate(Significance)}


class Theme(Enum):
    """What a change is about, in the words of a heading."""

    USE = "What is done with personal data"
    RECIPIENTS = "Who gets it"
    TRANSFERS = "Where it goes"
    RETENTION = "How long it is kept"
    DEVICES = "What is stored on or read from devices"
    RIGHTS = "What people can ask for and refuse"
    PROMISES = "What is promised"
    CONTACTS = "Who answers"
    DOCUMENT = "The document"


class Weighed(Enum):
    """What a kind of change is made of: an id, and its place on the yardstick."""

    def __init__(
        self, slug: str, direction: Direction, significance: Significance, theme: Theme
    ) -> None:
        self.slug = slug
        self.direction = direction
        self.significance = significance
        self.theme = theme

    @property
    def rule(self) -> str:
        """Its id as waivers name it."""
        return f"diff/{self.slug}"
