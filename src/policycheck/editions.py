"""The rule sets published so far, and ids that were renamed since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

RENAMED: Final[Mapping[str, str]] = {}
"""Each id a rule once had, and the one it has now; an id is never given away again."""

RETIRED: Final[Mapping[str, str]] = {}
"""Each id whose rule is gone, and why."""


@cache
def editions() -> dict[str, dict[str, str]]:
    """Each edition, oldest first: the rules that came with it, and their severities.

    A rule stands again in the edition in which its severity changed.
    """
    raw = files("policycheck").joinpath("editions.json").read_text(encoding="utf-8")
    published: dict[str, dict[str, str]] = json.loads(raw)
    return published


def rules(edition: str) -> dict[str, str]:
    """The rules of an edition and those before it, by the ids they have now.

    Each with the severity it had in that edition.
    """
    known = editions()
    names = list(known)[: list(known).index(edition) + 1]
    return {
        current(id_): severity
        for name in names
        for id_, severity in known[name].items()
    }


def published() -> frozenset[str]:
    """Every id that was ever published."""
    return frozenset(id_ for rules in editions().values() for id_ in rules)


def current(id_: str, renamed: Mapping[str, str] = RENAMED) -> str:
    """The id a rule has now, if it was renamed; else the id as it is."""
    while id_ in renamed:
        id_ = renamed[id_]
    return id_
