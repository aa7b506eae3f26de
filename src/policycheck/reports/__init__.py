"""A report in the format asked for: one module per format, each a pure function."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from policycheck.engine import Report


class Format(Enum):
    """How the report of a check can be written."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a reader may choose; only the text format asks."""

    width: int = 80
    colour: bool = False
    notes: bool = False
    show_excused: bool = False


_DEFAULT = Options()


def render(report: Report, format_: Format, options: Options = _DEFAULT) -> str:
    """The report of a check, ending in a line break unless it is empty."""
    match format_:
        case Format.TEXT:
            from policycheck.reports import text

            return text.check(
                report,
                width=options.width,
                colour=options.colour,
                notes=options.notes,
                show_excused=options.show_excused,
            )
        case Format.CONCISE:
            from policycheck.reports import concise

            return concise.check(report)
        case Format.JSON:
            from policycheck.reports import json

            return json.check(report)
        case Format.GITHUB:
            from policycheck.reports import github

            return github.check(report)
        case _:  # pragma: no cover - mypy proves that no format is left
            assert_never(format_)
