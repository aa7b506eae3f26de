"""`policycheck table`: the table a law asks for, derived from a policy's activities."""

from __future__ import annotations

import sys
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from policycheck.cli.options import AsOf, ColourChoice, day
from policycheck.cli.output import Colour, emit

if TYPE_CHECKING:
    from policycheck.policy import Policy
    from policycheck.table import Table
    from policycheck.table_options import Options

PUBLISHED = "policy"
"""What --check names to compare with the policy's own `published:` tables."""


class Format(Enum):
    """How a table can be written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    MD = "md"
    HTML = "html"
    CSV = "csv"
    JSON = "json"


def table(
    name: Annotated[str, typer.Argument(metavar="TABLE", help="ccpa or gdpr.")],
    policy: Annotated[str, typer.Argument(help="The policy.")],
    layout: Annotated[
        str | None,
        typer.Option(
            help="ccpa: compact (default), full, checklist, sources-purposes, "
            "sale-share, sensitive, retention. gdpr: purposes."
        ),
    ] = None,
    format_: Annotated[
        Format, typer.Option("--format", help="How to write the table.")
    ] = Format.TEXT,
    as_of: AsOf = None,
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help="columns, headers, label (letter, citation, none), order (statutory, "
            "data), uncollected, split, sensitive (row, rows, annex), caption, none, "
            "not-stated, not-applicable, not-listed; repeatable.",
        ),
    ] = None,
    page: Annotated[
        bool, typer.Option("--page", help="A whole HTML page, not a fragment.")
    ] = False,
    bom: Annotated[
        bool, typer.Option("--bom", help="Start the CSV with a byte order mark.")
    ] = False,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Status 1 if something demanded is missing."),
    ] = False,
    check: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Compare with a published Markdown or HTML table instead; `policy` "
            "for the policy's own. With --write any value asks whether it is stale.",
        ),
    ] = None,
    write: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Refresh the table between its comments there."
        ),
    ] = None,
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write the table there.")
    ] = None,
    color: ColourChoice = Colour.AUTO,
) -> None:
    """Derive the table a law asks for: California's categories, or Europe's purposes.

    Examples: `policycheck table ccpa policies/shop/policy.yaml --format markdown`,
    `policycheck table ccpa policies/shop/policy.yaml --check public/privacy.html`,
    `policycheck table gdpr policies/shop/policy.yaml --set sensitive=annex`.
    """
    from policycheck.cli.reading import valid_document
    from policycheck.policy import build
    from policycheck.table_options import options as chosen

    words = dict(map(_setting, set_ or []))
    if layout is not None:
        words["layout"] = layout
    options, on = chosen(words, _defaults()), day(as_of)
    read = build(valid_document(policy).data)
    if write is not None:
        raise typer.Exit(_refresh(write, read, on, options, only_ask=check is not None))
    if check is not None:
        raise typer.Exit(_compare(name, read, on, options, policy, check, format_))
    found = _derived(name, read, on, options)
    text = _written(
        found, format_, color if output is None else Colour.NEVER, page, bom
    )
    if output is None:
        emit(text)
    else:
        from policycheck.writing import write as write_file

        write_file(output, text)
    raise typer.Exit(int(strict and bool(found.gaps)))


def _defaults() -> Options:
    from policycheck.table_options import Options

    return Options()


def _setting(word: str) -> tuple[str, str]:
    name, equals, value = word.partition("=")
    if not equals:
        message = f"write NAME=VALUE, not {word!r}"
        raise typer.BadParameter(message, param_hint="--set")
    return name, value


def _derived(name: str, policy: Policy, on: date, options: Options) -> Table:
    from policycheck.regimes import tables

    return tables.build(name, policy, on, options)


def _written(
    found: Table, format_: Format, colour: Colour, page: bool, bom: bool
) -> str:
    match format_:
        case Format.TEXT:
            from policycheck.cli.output import is_coloured, width
            from policycheck.reports import table_text

            coloured = is_coloured(colour, sys.stdout)
            plain = not (sys.stdout.encoding or "").lower().startswith("utf")
            return table_text.table(found, width=width(), colour=coloured, plain=plain)
        case Format.MARKDOWN | Format.MD:
            from policycheck.reports import table_markdown

            return table_markdown.table(found)
        case Format.HTML:
            from policycheck.reports import table_html

            return table_html.page(found) if page else table_html.table(found)
        case Format.CSV:
            from policycheck.reports import table_csv

            return table_csv.table(found, bom=bom)
        case Format.JSON:
            from policycheck.reports import table_json

            return table_json.table(found)
        case _:  # pragma: no cover - mypy proves that no format is left
            assert_never(format_)


def _compare(
    name: str,
    policy: Policy,
    on: date,
    options: Options,
    path: str,
    published: str,
    format_: Format,
) -> int:
    """Print how a published table differs from the derived one; 1 if it does."""
    from policycheck.published import grids
    from policycheck.regimes import tables
    from policycheck.reports import table_differences as written
    from policycheck.table_differences import differences

    if published == PUBLISHED:
        where, found = path, tables.chart_differences(name, policy, on)
    else:
        where = published
        derived = _derived(name, policy, on, options)
        found = differences(derived, grids(_text(published)))
    emit((written.as_json if format_ is Format.JSON else written.text)(found, where))
    return int(bool(found))


def _refresh(
    path: str, policy: Policy, on: date, options: Options, *, only_ask: bool
) -> int:
    """Make the tables between a document's comments anew; 1 if asked and stale."""
    from policycheck.cli.output import complain
    from policycheck.errors import PolicycheckError
    from policycheck.placeholders import Block, blocks, refreshed
    from policycheck.reports import table_html, table_markdown
    from policycheck.table_options import options as chosen
    from policycheck.writing import write as write_file

    is_html = path.endswith((".html", ".htm"))

    def made(block: Block) -> str:
        shown = _derived(block.name, policy, on, chosen(block.options, options))
        return table_html.table(shown) if is_html else table_markdown.table(shown)

    before = _text(path)
    if not blocks(before):
        message = f"{path}: no <!-- policycheck:table ccpa --> comment to fill"
        raise PolicycheckError(message)
    after = refreshed(before, made)
    if only_ask:
        if after != before:
            complain(f"{path}: its table is stale; run the command without --check")
        return int(after != before)
    if after != before:
        write_file(path, after)
    return 0


def _text(path: str) -> str:
    from policycheck.errors import PolicycheckError
    from policycheck.files import Refusal, read_beside

    read = read_beside(Path(path), Path(path).name)
    if isinstance(read, Refusal):
        message = f"{path}: {read.reason}"
        raise PolicycheckError(message)
    return read.text
