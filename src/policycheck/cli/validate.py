"""`policycheck validate`: policies against the schema and the law of a day."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policycheck.cli.options import (
    AsOf,
    ColourChoice,
    ConfigFile,
    FailOn,
    From,
    Ignore,
    Isolated,
    LimitsAsked,
    Preview,
    RegimeNames,
    Select,
    day,
    formats_known,
    limits,
    regimes_asked,
    today,
)
from policycheck.cli.output import Colour
from policycheck.reports import Format, Options

if TYPE_CHECKING:
    from policycheck.cli.formats import Output
    from policycheck.cli.running import Run
    from policycheck.cli.settings import Settings
    from policycheck.report import Report
    from policycheck.rulebook import Documented


def validate(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Policies, folders of them, patterns, or - for standard input "
            "(default: what the configuration names, else policies/)."
        ),
    ] = None,
    from_: Annotated[
        From | None,
        typer.Option("--from", help="Read the files as this other format."),
    ] = None,
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT[=FILE]",
            autocompletion=formats_known,
            help="text, concise, json, sarif, junit, github, gitlab or markdown; "
            "repeatable where all but one name a file.",
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the report there."),
    ] = None,
    as_of: AsOf = None,
    regime: RegimeNames = None,
    select: Select = None,
    ignore: Ignore = None,
    preview: Preview = False,
    fail_on: Annotated[
        FailOn | None,
        typer.Option(help="The least severity that makes the status 1. [error]"),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Findings it knows do not fail the run."),
    ] = None,
    write_baseline: Annotated[
        bool,
        typer.Option(
            "--write-baseline",
            help="Write what is found into the baseline "
            "(default: policycheck-baseline.json).",
        ),
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="REV",
            help="Check only policies that changed, or whose prose did, since this "
            "branch left REV.",
        ),
    ] = None,
    new_from: Annotated[
        str | None,
        typer.Option(
            metavar="REV",
            help="Findings that were there when this branch left REV do not fail the "
            "run.",
        ),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(metavar="PATTERN", help="Leave these policies out; repeatable."),
    ] = None,
    stdin_filename: Annotated[
        str | None,
        typer.Option(metavar="PATH", help="What to call the standard input."),
    ] = None,
    list_files: Annotated[
        bool,
        typer.Option("--list-files", help="Name what would be checked; check nothing."),
    ] = False,
    limit: LimitsAsked = None,
    config: ConfigFile = None,
    no_config: Isolated = False,
    color: ColourChoice = Colour.AUTO,
    notes: Annotated[
        bool, typer.Option("--notes", help="Show notes; they are counted otherwise.")
    ] = False,
    show_excused: Annotated[
        bool,
        typer.Option("--show-excused", help="Show waived and known findings as well."),
    ] = False,
    statistics: Annotated[
        bool,
        typer.Option(
            "--statistics",
            help="Count findings by rule and by policy instead of showing them.",
        ),
    ] = False,
    quiet: Annotated[
        bool,
        typer.Option("--quiet", "-q", help="Print findings and nothing about the run."),
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=1, help="Processes for many files (default: all cores)."
        ),
    ] = None,
) -> None:
    """Check policies: YAML, schema, evidence, and the law of a day.

    Examples:
    policycheck validate

    policycheck validate policies/shop/policy.yaml --as-of 2023-07-01

    policycheck validate 'policies/**/*.yaml' --format text --format sarif=out.sarif

    policycheck validate --new-from origin/main --fail-on warning

    """
    from policycheck.cli import formats, running
    from policycheck.cli.settings import Settings, rules_asked

    flags = {
        "as-of": None if as_of is None else day(as_of),
        "regimes": None if (asked := regimes_asked(regime)) is None else tuple(asked),
        "select": rules_asked("select", select),
        "ignore": rules_asked("ignore", ignore),
        "preview": preview or None,
        "fail-on": None if fail_on is None else fail_on.value,
        "baseline": baseline,
        "exclude": tuple(exclude) if exclude else None,
    }
    settings = Settings(
        flags={key: value for key, value in flags.items() if value is not None},
        today=today(),
        only_config=config,
        isolated=no_config,
    )
    outputs = formats.chosen(format_ or (), output, settings.formats())
    if statistics and all(each.format is not Format.TEXT for each in outputs):
        message = "goes with the text format"
        raise typer.BadParameter(message, param_hint="--statistics")
    is_default = not format_ and output is None and not settings.formats()
    if from_ is not None and not (paths and all(map(_is_no_folder, paths))):
        message = "name the files, or a pattern such as 'tilt/*.json'"
        raise typer.BadParameter(message, param_hint="--from")
    most = limits(limit)
    found = running.find(
        paths or settings.paths(), settings, stdin_filename, since, most
    )
    if list_files:
        raise typer.Exit(running.listed(found))
    formats.spare(
        (each.file for each in outputs), (each.path for each in found.candidates)
    )
    run = running.check(
        found,
        settings,
        jobs or running.cores(),
        quiet=quiet,
        is_told=formats.is_told(outputs, quiet=quiet),
        is_tilt=from_ is From.TILT,
        counted=statistics,
        shown=not statistics and formats.shows_lines(outputs),
        limits=most,
    )
    running.mark(run, new_from=new_from, write_baseline=write_baseline)
    report = running.report_of(run, settings)
    is_whole = formats.write(
        report,
        outputs,
        replace(
            _options(run, color, quiet=quiet, notes=notes),
            show_excused=show_excused,
            rules=_documented(outputs, settings),
        ),
        _statistics(report, quiet=quiet) if statistics else None,
    )
    if is_default:
        is_whole &= formats.summarise(report)
    raise typer.Exit(running.status(report, run, is_whole=is_whole))


def _is_no_folder(path: str) -> bool:
    return not Path(path).is_dir()


def _options(run: Run, color: Colour, *, quiet: bool, notes: bool) -> Options:
    from policycheck.cli import formats
    from policycheck.cli.output import is_coloured, width

    coloured = is_coloured(color, sys.stdout)
    return Options(
        width=width(),
        colour=coloured,
        linked=coloured and sys.stdout.isatty(),
        notes=notes or any(each.fail_on is FailOn.NOTE for each in run.terms.values()),
        summed_up=not quiet,
        base=formats.base(),
    )


def _documented(
    outputs: Sequence[Output], settings: Settings
) -> tuple[Documented, ...]:
    """Every rule explained, where a report explains them."""
    from policycheck.rulebook import every_rule

    if all(each.format is not Format.SARIF for each in outputs):
        return ()
    return every_rule(settings.today)


def _statistics(report: Report, *, quiet: bool) -> str:
    """Findings counted by rule and by policy, in place of the text report."""
    from policycheck.cli.output import width
    from policycheck.reports import ink, statistics, summary

    counted = statistics.check(report, width=width())
    if quiet:
        return counted
    lines = summary.lines(report, width(), ink.plain, notes=True)
    gap = "\n" if counted else ""
    return counted + gap + "".join(f"{line}\n" for line in lines)
