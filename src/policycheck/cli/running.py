"""One run over many policies: found, checked, compared with what is known, judged."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycheck.cli.options import FailOn
from policycheck.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from policycheck.checking import Job
    from policycheck.cli.finding_policies import Found
    from policycheck.cli.settings import Settings, Terms
    from policycheck.report import Checked, NotRead, Report

COULD_NOT_CHECK = 2
BUG = 3


@dataclass(slots=True)
class Run:
    """A run under way: what was asked, what came of it, and what went wrong."""

    found: Found
    terms: dict[str, Terms]
    jobs: dict[str, Job]
    workers: int
    quiet: bool
    checked: list[Checked]
    not_read: list[NotRead]
    limits: Limits = DEFAULT
    crashed: bool = False


def find(
    paths: list[str],
    settings: Settings,
    stdin_name: str | None,
    since: str | None,
    limits: Limits = DEFAULT,
) -> Found:
    """The policies to check; those a revision does not differ in are left out."""
    from policycheck.cli import finding_policies

    found = finding_policies.find(paths, settings, stdin_name, limits)
    return found if since is None else finding_policies.changed(found, since, limits)


def listed(found: Found) -> int:
    """Print the policies that would be checked, and why others are not; the status."""
    from policycheck.cli.finding_policies import not_read
    from policycheck.cli.output import complain, emit
    from policycheck.reports.harmless import line
    from policycheck.reports.summary import left_out

    readable = [each.path for each in found.candidates if each.raw is not None]
    emit("".join(f"{line(path)}\n" for path in dict.fromkeys(readable)))
    missing = [f"{each.path}: {each.error}" for each in not_read(found)]
    for each in (*left_out(found.left_out, found.skipped), *missing):
        complain(each)
    return COULD_NOT_CHECK if missing else 0


def check(
    found: Found,
    settings: Settings,
    workers: int,
    *,
    quiet: bool,
    is_told: bool,
    is_tilt: bool = False,
    counted: bool = False,
    shown: bool = True,
    limits: Limits = DEFAULT,
) -> Run:
    """Check every policy found; a file that cannot be read does not hide the others.

    `is_told` where the report names such files to whoever reads the terminal; `shown`
    where it shows the lines of findings.
    """
    from policycheck.checking import Crash, Job, check_all
    from policycheck.cli.finding_policies import not_read
    from policycheck.cli.output import complain
    from policycheck.cli.progress import watched
    from policycheck.report import NotRead

    run = Run(found, {}, {}, workers, quiet, [], list(not_read(found)), limits)
    for missing in run.not_read if not is_told else ():
        complain(f"{missing.path}: {missing.error}")
    for each in found.candidates:
        # A name given twice: the standard input stands for the file.
        if each.raw is None or each.path in run.jobs:
            continue
        terms = run.terms[each.path] = settings.terms(each.path)
        run.jobs[each.path] = Job(
            path=each.path,
            raw=each.raw,
            as_of=terms.as_of,
            only=terms.only,
            selection=terms.selection,
            is_tilt=is_tilt,
            counted=counted,
            shown=shown,
            limits=limits,
        )
    settings.one_day({path: terms.as_of for path, terms in run.terms.items()})
    results = check_all(list(run.jobs.values()), workers)
    for result in watched(results, len(run.jobs), quiet=quiet):
        if isinstance(result, Crash):
            sys.stderr.write(result.trace)
            complain(f"{result.path}: a bug in policycheck; please report the above")
            run.not_read.append(NotRead(result.path, "a bug in policycheck"))
            run.crashed = True
        else:
            run.checked.append(result)
    return run


def mark(run: Run, *, new_from: str | None, write_baseline: bool) -> None:
    """Mark the findings that are known already, and say which baselines are idle."""
    with_baseline = any(each.baseline is not None for each in run.terms.values())
    if new_from is None and not write_baseline and not with_baseline:
        return
    from policycheck.cli import knowing

    if new_from is not None:
        compared = knowing.against_revision(
            run.checked, run.jobs, new_from, run.workers, run.limits
        )
        run.checked = list(compared)
    if write_baseline:
        run.terms = knowing.write_baseline(run.checked, run.terms, run.limits)
    if with_baseline or write_baseline:
        marked = knowing.against_baseline(run.checked, run.terms, run.limits)
        run.checked = list(marked)


def report_of(run: Run, settings: Settings) -> Report:
    """Everything the run found, and what it covered."""
    from policycheck.report import Report

    days = {each.as_of for each in run.terms.values()}
    return Report(
        as_of=next(iter(days), settings.today),
        checked=tuple(run.checked),
        not_read=tuple(run.not_read),
        skipped=run.found.skipped,
        excluded=run.found.left_out,
    )


def status(report: Report, run: Run, *, is_whole: bool) -> int:
    """The exit status: 3 beats 2, and 2 beats 1."""
    from policycheck.finding import Severity, State

    if run.crashed:
        return BUG
    if report.not_read or not is_whole:
        return COULD_NOT_CHECK
    for each in report.checked:
        fail_on = run.terms[each.document.path].fail_on
        if fail_on is FailOn.NEVER:
            continue
        least = Severity(fail_on.value).rank
        if any(
            found.state is State.NEW and found.severity.rank <= least
            for found in each.findings
        ):
            return 1
    return 0


def cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
