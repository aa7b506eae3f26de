"""A report in the format asked for: one module per format, each a pure function."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, assert_never

from policycheck.frozen import Frozen
from policycheck.reports.paths import AS_NAMED, Base

if TYPE_CHECKING:
    from policycheck.report import Report
    from policycheck.rulebook import Documented


class Format(Enum):
    """How the report of a check can be written."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    GITLAB = "gitlab"
    MARKDOWN = "markdown"


class Options(Frozen, kw_only=True):
    """What a reader may choose; most of it only the text format asks.

    `rules` documents the rules where SARIF is asked for. Services know files by their
    name from `base`. `linked` makes a rule's id a link, as terminals can show it.
    """

    width: int = 80
    colour: bool = False
    linked: bool = False
    notes: bool = False
    show_excused: bool = False
    summed_up: bool = True
    rules: Sequence[Documented] = ()
    base: Base = AS_NAMED


_DEFAULT = Options()


def render(  # noqa: PLR0911 - one return for each format
    report: Report, format_: Format, options: Options = _DEFAULT
) -> str:
    """The report of a check, ending in a line break unless it is empty."""
    match format_:
        case Format.TEXT:
            from policycheck.reports import text

            write = text.check if options.summed_up else text.findings
            return write(report, options)
        case Format.CONCISE:
            from policycheck.reports import concise

            return concise.check(report)
        case Format.JSON:
            from policycheck.reports import json

            return json.check(report)
        case Format.GITHUB:
            from policycheck.reports import github

            return github.check(report, base=options.base)
        case Format.SARIF:
            from policycheck.reports import sarif

            return sarif.check(report, rules=options.rules, base=options.base)
        case Format.JUNIT:
            from policycheck.reports import junit

            return junit.check(report, base=options.base)
        case Format.GITLAB:
            from policycheck.reports import gitlab

            return gitlab.check(report, base=options.base)
        case Format.MARKDOWN:
            from policycheck.reports import markdown

            return markdown.check(report)
        case _:  # pragma: no cover - mypy proves that no format is left
            assert_never(format_)
