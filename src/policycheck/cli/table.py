"""`policycheck table`: the table a law asks for, derived from a policy's activities."""

from __future__ import annotations

import sys
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any, assert_never

import typer
from typer.core import TyperCommand

from policycheck.cli.options import AsOf, ColourChoice, LimitsAsked, day, limits
from policycheck.cli.output import Colour, complain, emit
from policycheck.errors import PolicycheckError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycheck.cli.table_files import Job
    from policycheck.limits import Limits
    from policycheck.table import Table

OWN = "policy"
"""What --check means without a file: the policy's own `published:` tables."""


class Format(Enum):
    """How a table can be written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    MD = "md"
    HTML = "html"
    CSV = "csv"
    JSON = "json"


class TableCommand(TyperCommand):
    """The command, in which --check may stand without a file."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - click's context, of click itself or as typer carries it
        """Give a bare --check its value; typer knows no option with an optional one."""
        return super().parse_args(ctx, _with_values(args))


def _with_values(args: Sequence[str]) -> list[str]:
    found: list[str] = []
    for place, word in enumerate(args):
        if word == "--":
            return [*found, *args[place:]]
        after = args[place + 1] if place + 1 < len(args) else "--"
        is_bare = word == "--check" and after.startswith("-")
        found.append(f"--check={OWN}" if is_bare else word)
    return found


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
        Format | None,
        typer.Option("--format", "-f", help="How to write the table (default: text)."),
    ] = None,
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
            metavar="[FILE]",
            help="Compare with the table a Markdown or HTML file publishes; without a "
            "file, with the policy's own `published:` tables. After --write: status 1 "
            "if its tables are stale.",
        ),
    ] = None,
    write: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Refresh the table between its comments there."
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the table there."),
    ] = None,
    limit: LimitsAsked = None,
    color: ColourChoice = Colour.AUTO,
) -> None:
    """Derive the table a law asks for: California's categories, or Europe's purposes.

    Examples: `policycheck table ccpa policies/shop/policy.yaml --format markdown`,
    `policycheck table ccpa policies/shop/policy.yaml --check public/privacy.html`,
    `policycheck table ccpa policies/shop/policy.yaml --write notice.md --check`.
    """
    _refuse(
        {
            "--layout": layout is not None,
            "--format": format_ is not None,
            "--set": bool(set_),
            "--page": page,
            "--bom": bom,
            "--strict": strict,
            "--check": check is not None,
            "--write": write is not None,
            "--output": output is not None,
        },
        format_ or Format.TEXT,
        is_own=check == OWN,
    )
    words = dict(_settings(set_ or [], layout))
    job = _job(name, policy, as_of, words, limits(limit))
    if write is not None:
        if check not in {None, OWN}:
            message = f"--write names the file already: give --check none, not {check}"
            raise PolicycheckError(message)
        from policycheck.cli.table_files import refresh

        raise typer.Exit(refresh(job, write, only_ask=check is not None))
    if check is not None:
        from policycheck.cli.table_files import compare

        published = None if check == OWN else check
        raise typer.Exit(compare(job, published, as_json=format_ is Format.JSON))
    found = job.derived()
    colour = color if output is None else Colour.NEVER
    text = _written(found, format_ or Format.TEXT, colour, page, bom)
    if output is None:
        emit(text)
    else:
        from policycheck.cli.formats import spare
        from policycheck.writing import write as write_file

        spare([output], [job.path])
        write_file(output, text)
    raise typer.Exit(int(strict and bool(found.gaps)))


_APART = (
    ("--check", "--output"),
    ("--check", "--strict"),
    ("--write", "--output"),
    ("--write", "--strict"),
    ("--write", "--format"),
    ("--write", "--page"),
    ("--write", "--bom"),
    ("--check", "--page"),
    ("--check", "--bom"),
)
"""Options of which one would say nothing beside the other."""


def _refuse(given: dict[str, bool], format_: Format, *, is_own: bool) -> None:
    """Refuse options that do not go together: none is ignored in silence."""
    apart = [pair for pair in _APART if all(given[each] for each in pair)]
    if is_own and not given["--write"]:
        alone = "--check without a file"
        apart += [(alone, each) for each in ("--layout", "--set") if given[each]]
    format_named = f"--format {format_.value}"
    if given["--page"] and format_ is not Format.HTML:
        apart.append(("--page", format_named))
    if given["--bom"] and format_ is not Format.CSV:
        apart.append(("--bom", format_named))
    if given["--check"] and format_ not in {Format.TEXT, Format.JSON}:
        apart.append(("--check", format_named))
    for first, second in apart:
        message = f"{first} and {second} do not go together"
        raise PolicycheckError(message)


def _settings(words: Sequence[str], layout: str | None) -> list[tuple[str, str]]:
    found = {} if layout is None else {"layout": layout}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            message = f"write NAME=VALUE, not {word!r}"
            raise typer.BadParameter(message, param_hint="--set")
        if name in found:
            message = f"{name} is given twice"
            raise typer.BadParameter(message, param_hint="--set")
        found[name] = value
    return list(found.items())


def _job(
    name: str, path: str, as_of: str | None, words: dict[str, str], most: Limits
) -> Job:
    """What to derive; a regime that the policy does not name is told on stderr."""
    from policycheck.cli.reading import valid_document
    from policycheck.cli.table_files import Job
    from policycheck.policy import build
    from policycheck.regimes import tables
    from policycheck.table_options import Options

    on = day(as_of)
    options = tables.options(name, words, Options())
    policy = build(valid_document(path, most).data)
    if (unnamed := tables.unnamed(name, policy)) is not None:
        complain(f"{path}: its regimes do not name {unnamed}; derived as if they did")
    return Job(
        name=name, path=path, policy=policy, day=on, options=options, limits=most
    )


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
