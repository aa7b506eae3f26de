"""Which reports to write where: to stdout, to files, and what GitHub Actions shows."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import typer

from policycheck.cli.output import in_actions
from policycheck.frozen import Frozen
from policycheck.reports import Format, Options
from policycheck.reports.paths import Base

if TYPE_CHECKING:
    from policycheck.report import Report

_COMMANDS = frozenset({Format.GITHUB})
"""Formats that speak to the runner; any other's words must not."""
_WORDS = frozenset({Format.TEXT, Format.CONCISE, Format.MARKDOWN})
"""Formats of lines whose words are a policy's: the runner never listens to them."""
_FOR_PEOPLE = frozenset({Format.TEXT, Format.MARKDOWN})


class Output(Frozen):
    """One report: its format, and the file it goes to, or stdout."""

    format: Format
    file: str | None = None


def chosen(
    asked: Sequence[str], file: str | None, configured: Sequence[str]
) -> list[Output]:
    """The reports asked for by flags, else by the configuration, else the default.

    In GitHub Actions the default adds annotations.
    """
    where = "--format" if asked else "formats, in the configuration"
    outputs = [_output(each, where) for each in (asked or configured)]
    if not outputs:
        outputs = [Output(Format.TEXT)]
        if file is None and in_actions():
            outputs.append(Output(Format.GITHUB))
    if file is not None:
        if len(outputs) > 1 or outputs[0].file is not None:
            message = "goes with one format; write several as --format sarif=FILE"
            raise typer.BadParameter(message, param_hint="--output")
        outputs = [Output(outputs[0].format, file)]
    else:
        _judge(outputs, where)
    return outputs


def shows_lines(outputs: Iterable[Output]) -> bool:
    """Whether a report shows the lines of a policy around its findings."""
    return any(each.format is Format.TEXT for each in outputs)


def is_told(outputs: Iterable[Output], *, quiet: bool) -> bool:
    """Whether a report on stdout says, for people, what could not be read."""
    return not quiet and any(
        each.file is None and each.format in _FOR_PEOPLE for each in outputs
    )


def _output(written: str, where: str) -> Output:
    from policycheck.spelling import nearest

    name, equals, file = written.partition("=")
    known = [each.value for each in Format]
    if name not in known:
        meant = nearest(name, known)
        hint = f"did you mean {meant}?" if meant else ""
        words = ", ".join(repr(each) for each in known)
        message = f"{name!r} is not one of {words}. {hint}".strip()
        raise typer.BadParameter(message, param_hint=where)
    if equals and not file:
        message = f"{written!r} names no file; write {name}=FILE"
        raise typer.BadParameter(message, param_hint=where)
    return Output(Format(name), file or None)


def _judge(outputs: Iterable[Output], where: str) -> None:
    """Refuse two reports that would run into each other."""
    from policycheck.writing import leads_to

    places: dict[str | None, Output] = {}
    for each in outputs:
        other = places.setdefault(each.file and leads_to(each.file), each)
        kinds = {each.format, other.format}
        if other is each or kinds == {Format.TEXT, Format.GITHUB}:
            continue
        target = each.file or "stdout"
        message = (
            f"{other.format.value} and {each.format.value} would both go to {target}; "
            f"write {each.format.value}=FILE"
        )
        raise typer.BadParameter(message, param_hint=where)


def spare(files: Iterable[str | None], read: Iterable[str]) -> None:
    """Refuse to write a report over a policy that it is about."""
    from policycheck.writing import leads_to

    places = {leads_to(file): file for file in files if file is not None}
    for path in read if places else ():
        if (file := places.get(leads_to(path))) is not None:
            message = f"{file} is a policy that is read; write to another file"
            raise typer.BadParameter(message)


def write(
    report: Report, outputs: Sequence[Output], options: Options, text: str | None
) -> bool:
    """Write every report; whether all could be. `text` stands for the text report."""
    from policycheck import reports, writing
    from policycheck.cli.output import complain, emit, unheard
    from policycheck.errors import PolicycheckError

    is_whole = True
    for each in outputs:
        said = text if each.format is Format.TEXT else None
        written = reports.render(report, each.format, options) if said is None else said
        if each.file is None:
            is_heard = each.format in _COMMANDS
            silenced = each.format in _WORDS and in_actions() and bool(written)
            emit(
                unheard(written) if silenced else written,
                is_judged=is_heard or silenced,
            )
            continue
        try:
            writing.write(each.file, written)
        except PolicycheckError as error:
            complain(str(error))
            is_whole = False
    return is_whole


def summarise(report: Report) -> bool:
    """Add the report to the job's summary, if GitHub keeps one; whether it could."""
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if not file or not in_actions():
        return True
    from policycheck import reports, writing
    from policycheck.cli.output import complain
    from policycheck.errors import PolicycheckError

    try:
        writing.append(file, reports.render(report, Format.MARKDOWN))
    except PolicycheckError as error:
        complain(str(error))
        return False
    return True


def base() -> Base:
    """The folder that services name files from, and the one we are in."""
    checkout = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR")
    return Base(os.path.realpath(checkout or "."), os.path.realpath("."))
