"""Processors that are of one kind: one in the place of another changes little."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from policycheck.diff.identity import Names

Processors: TypeAlias = "Mapping[str, tuple[str, str | None]]"
"""Those who act on instructions alone, by name: their category, and their country."""
_ROLE: Final = ["processor"]


def processors(data: Mapping[str, Any], names: Names) -> Processors:
    """The processors a file lists with a category."""
    return {
        names.of("recipients", id_): (entry["category"], entry.get("country"))
        for id_, entry in data.get("recipients", {}).items()
        if entry.get("role") == _ROLE and "category" in entry
    }
