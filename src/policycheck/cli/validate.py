"""`policycheck validate`: policies against the schema and the law of a day."""

from __future__ import annotations

import sys
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

from policycheck.cli.output import Colour
from policycheck.reports import Format

if TYPE_CHECKING:
    from policycheck.discovery import Candidate
    from policycheck.report import Checked, Report

DEFAULT_FOLDER = "policies"
COULD_NOT_CHECK = 2


class FailOn(Enum):
    """The least severity that makes the exit status 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


def today() -> date:
    """The day it is here; the only place that asks."""
    return datetime.now().astimezone().date()


def day(written: str | None) -> date:
    """The day asked for, else today; a usage error when it is no day."""
    if written is None:
        return today()
    try:
        return date.fromisoformat(written)
    except ValueError:
        message = f"{written!r} is not a day; write it as YYYY-MM-DD"
        raise typer.BadParameter(message, param_hint="--as-of") from None


def regimes_asked(names: list[str] | None) -> list[str] | None:
    """The regimes named by flags; a usage error when one does not exist."""
    if not names:
        return None
    from policycheck.regimes import REGIMES
    from policycheck.spelling import nearest

    for name in names:
        if name not in REGIMES:
            meant = nearest(name, REGIMES)
            hint = f"did you mean {meant}?" if meant else f"one of {', '.join(REGIMES)}"
            message = f"no regime is called {name!r}; {hint}"
            raise typer.BadParameter(message, param_hint="--regime")
    return names


AsOf = Annotated[
    str | None,
    typer.Option(metavar="DAY", help="Judge by the law of this day (default: today)."),
]
RegimeNames = Annotated[
    list[str] | None,
    typer.Option(
        "--regime",
        metavar="ID",
        help="Apply this regime instead of those the policy names; repeatable.",
    ),
]
ColourChoice = Annotated[
    Colour, typer.Option("--color", help="When to colour the text format.")
]


def validate(
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Policies, or folders of them (default: policies/)."),
    ] = None,
    format_: Annotated[
        Format, typer.Option("--format", help="How to write the report.")
    ] = Format.TEXT,
    as_of: AsOf = None,
    regime: RegimeNames = None,
    fail_on: Annotated[
        FailOn, typer.Option(help="The least severity that makes the status 1.")
    ] = FailOn.ERROR,
    color: ColourChoice = Colour.AUTO,
    notes: Annotated[
        bool, typer.Option("--notes", help="Show notes; they are counted otherwise.")
    ] = False,
    show_excused: Annotated[
        bool, typer.Option("--show-excused", help="Show waived findings as well.")
    ] = False,
) -> None:
    """Check policies: YAML, schema, evidence, and the law of a day.

    Examples: `policycheck validate`, `policycheck validate policies/shop/policy.yaml
    --as-of 2023-07-01`, `policycheck validate policies --format github`.
    """
    from policycheck import reports
    from policycheck.cli.output import emit, is_coloured, width

    report, crashed = _run(
        paths or [DEFAULT_FOLDER], on=day(as_of), only=regimes_asked(regime)
    )
    options = reports.Options(
        width=width(),
        colour=is_coloured(color, sys.stdout),
        notes=notes or fail_on is FailOn.NOTE,
        show_excused=show_excused,
    )
    emit(reports.render(report, format_, options))
    raise typer.Exit(_status(report, fail_on, crashed=crashed))


def _run(paths: list[str], *, on: date, only: list[str] | None) -> tuple[Report, bool]:
    """Check every policy found; a bug met with one does not hide the others."""
    from policycheck import engine, report as report_
    from policycheck.cli.output import complain
    from policycheck.discovery import discover

    found = discover(paths)
    if not found.candidates:
        complain(
            f"no policy in {', '.join(paths)}; a policy starts with `policycheck: 1`"
        )
        raise typer.Exit(COULD_NOT_CHECK)
    checked: list[Checked] = []
    not_read: list[report_.NotRead] = []
    crashed = False
    for candidate in found.candidates:
        if candidate.raw is None:
            complain(f"{candidate.path}: {candidate.error}")
            not_read.append(report_.NotRead(candidate.path, candidate.error))
            continue
        try:
            checked.append(_check(candidate, on, only))
        except Exception:  # noqa: BLE001 - a bug: told at once, and the status is 3
            import traceback

            traceback.print_exc()
            complain(f"{candidate.path}: a bug in policycheck; please report the above")
            not_read.append(report_.NotRead(candidate.path, "a bug in policycheck"))
            crashed = True
    report = report_.Report(
        as_of=on,
        checked=tuple(checked),
        not_read=tuple(not_read),
        skipped=found.skipped,
    )
    return report, crashed


def _check(candidate: Candidate, on: date, only: list[str] | None) -> Checked:
    from pathlib import Path

    from policycheck import engine, report as report_
    from policycheck.files import read_beside
    from policycheck.source import read

    document = read(candidate.path, candidate.raw or b"")
    return engine.check(
        document,
        as_of=on,
        only=only,
        prose=lambda name: read_beside(Path(candidate.path), name),
    )


def _status(report: Report, fail_on: FailOn, *, crashed: bool) -> int:
    from policycheck.finding import Severity

    if crashed:
        return 3
    if report.not_read:
        return COULD_NOT_CHECK
    if fail_on is FailOn.NEVER:
        return 0
    least = Severity(fail_on.value)
    return int(
        any(
            report.count(severity)
            for severity in Severity
            if severity.rank <= least.rank
        )
    )
