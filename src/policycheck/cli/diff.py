"""`policycheck diff`: what changed for people between two versions of a policy."""

from __future__ import annotations

import sys
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

from policycheck.cli.options import AsOf, ColourChoice, LimitsAsked, day, limits
from policycheck.cli.output import Colour

if TYPE_CHECKING:
    from policycheck.diff import Comparison
    from policycheck.limits import Limits
    from policycheck.source import Document


class Format(Enum):
    """How a comparison can be written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    GITHUB = "github"


class FailOn(Enum):
    """The least significance that makes the exit status 1."""

    MATERIAL = "material"
    NOTABLE = "notable"
    NEVER = "never"


class Audience(Enum):
    """Who reads the Markdown: reviewers of a change, or the public."""

    REVIEWERS = "reviewers"
    PUBLIC = "public"


def diff(
    versions: Annotated[
        list[str],
        typer.Argument(
            metavar="OLD NEW",
            help="Two policies, each a path or REV:PATH; one path with --since.",
        ),
    ],
    since: Annotated[
        str | None,
        typer.Option(metavar="REV", help="Compare the one policy with this revision."),
    ] = None,
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="How to write the comparison.")
    ] = Format.TEXT,
    audience: Annotated[
        Audience, typer.Option(help="Who reads the Markdown.")
    ] = Audience.REVIEWERS,
    fail_on: Annotated[
        FailOn, typer.Option(help="The least significance that makes the status 1.")
    ] = FailOn.NEVER,
    as_of: AsOf = None,
    limit: LimitsAsked = None,
    color: ColourChoice = Colour.AUTO,
) -> None:
    """Compare two versions of a policy: what changed for people, and what law asks.

    Examples: `policycheck diff old.yaml new.yaml`,
    `policycheck diff HEAD~3:policies/shop/policy.yaml policies/shop/policy.yaml`,
    `policycheck diff --since main policies/shop/policy.yaml`.
    """
    from policycheck.cli.output import emit
    from policycheck.diff import compare

    old, new = _pair(versions, since, limits(limit))
    comparison = compare(old, new, as_of=day(as_of))
    file = None if since is not None else _in_revision(new.path)
    text = _written(comparison, format_, audience, color, file)
    emit(text, is_judged=format_ is Format.GITHUB)
    raise typer.Exit(_status(comparison, fail_on))


def _pair(
    versions: list[str], since: str | None, most: Limits
) -> tuple[Document, Document]:
    from policycheck.cli.reading import valid_document, valid_since, valid_version

    match versions, since:
        case [old, new], None:
            return valid_version(old, most), valid_version(new, most)
        case [path], str():
            current = valid_document(path, most)
            return valid_since(since, path, most), current
        case _:
            message = "give two policies, or one with --since REV"
            raise typer.BadParameter(message, param_hint="OLD NEW")


def _in_revision(version: str) -> str | None:
    """The path of REV:PATH; None for a path of the working tree."""
    from policycheck import git

    return version.partition(":")[2] if git.is_revision(version) else None


def _written(
    comparison: Comparison,
    format_: Format,
    audience: Audience,
    colour: Colour,
    file: str | None,
) -> str:
    match format_:
        case Format.TEXT:
            from policycheck.cli.output import is_coloured, width
            from policycheck.reports import diff_text

            coloured = is_coloured(colour, sys.stdout)
            return diff_text.diff(comparison, width=width(), colour=coloured)
        case Format.MARKDOWN:
            from policycheck.reports import diff_markdown

            return diff_markdown.diff(comparison, audience=audience.value)
        case Format.JSON:
            from policycheck.reports import diff_json

            return diff_json.diff(comparison)
        case Format.GITHUB:
            from policycheck.reports import diff_github

            return diff_github.diff(comparison, file=file)


def _status(comparison: Comparison, fail_on: FailOn) -> int:
    from policycheck.diff import Significance

    if fail_on is FailOn.NEVER:
        return 0
    return int(comparison.reaches(Significance(fail_on.value)))
