"""The commands, each in a module of its own that loads what it needs when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from policycheck.cli.config import config
from policycheck.cli.diff import diff
from policycheck.cli.explain import explain, rules
from policycheck.cli.init import init
from policycheck.cli.interop import export_app, import_app
from policycheck.cli.schema import schema
from policycheck.cli.table import TableCommand, table
from policycheck.cli.trace import trace
from policycheck.cli.validate import validate

app = typer.Typer(
    help="Check a privacy policy kept as data: schema, GDPR, UK and California law.",
    epilog=(
        "Start with `policycheck init`, then `policycheck validate`; "
        "`policycheck COMMAND --help` has examples. Exit status: 0 clean, 1 findings, "
        "2 could not check, 3 a bug in policycheck."
    ),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)


def _version(*, asked: bool) -> None:
    if asked:
        from policycheck import __version__

        typer.echo(f"policycheck {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", is_eager=True),
    ] = False,
) -> None:
    _version(asked=version)


app.command()(validate)
app.command(cls=TableCommand)(table)
app.command()(diff)
app.command()(explain)
app.command()(rules)
app.command()(trace)
app.command()(schema)
app.command()(config)
app.command()(init)
app.add_typer(import_app, name="import")
app.add_typer(export_app, name="export")
