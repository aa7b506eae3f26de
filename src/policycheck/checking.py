"""Many policies checked, on all cores where that pays; results in their order."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from policycheck import engine
from policycheck.errors import PolicycheckError
from policycheck.files import Prose, Refusal, read_beside
from policycheck.frozen import Frozen
from policycheck.limits import DEFAULT, Limits
from policycheck.policy import build
from policycheck.policy.attaching import counts
from policycheck.report import Checked, Unchecked
from policycheck.selection import Selection
from policycheck.source import Document, read

_WORTH: Final = 200_000
"""So many bytes of policies take longer to check than processes take to start."""
_CHUNK: Final = 16


class Job(Frozen, kw_only=True):
    """One file to check. `prose` holds what it may read; None means the disk.

    `is_tilt` is for a file in TILT's format, which may hold several policies; `counted`
    asks for the counts of each. `shown` keeps what a report needs that shows the lines
    of findings; the rest is a third of the memory of many files.
    """

    path: str
    raw: bytes
    as_of: date
    only: tuple[str, ...] | None
    selection: Selection
    prose: Mapping[str, Prose | Refusal] | None = None
    is_tilt: bool = False
    counted: bool = False
    shown: bool = True
    limits: Limits = DEFAULT


class Crash(Frozen):
    """A bug met with one policy: the lines that tell where."""

    path: str
    trace: str


def check_all(jobs: Sequence[Job], workers: int) -> Iterator[Checked | Crash]:
    """Check the policies; a bug met with one does not hide the others."""
    if not jobs:
        return
    # The first one here: what it loads, the other processes then have already.
    yield from check(jobs[0])
    rest = jobs[1:]
    if workers > 1 and sum(len(each.raw) for each in rest) > _WORTH:
        yield from _check_apart(rest, workers)
    else:
        for job in rest:
            yield from check(job)


def check(job: Job) -> Iterator[Checked | Crash]:
    """Check the policies of one file."""
    try:
        found = (
            _check_tilt(job)
            if job.is_tilt
            else [_checked(job, read(job.path, job.raw, job.limits))]
        )
        for each in found:
            is_shown = job.shown and each.findings
            yield each if is_shown else replace(each, document=each.document.outline())
    except Exception:  # noqa: BLE001 - a bug: told, and the status is 3
        yield Crash(job.path, traceback.format_exc())


def _checked(job: Job, document: Document) -> Checked:
    prose = job.prose
    checked = engine.check(
        document,
        as_of=job.as_of,
        only=job.only,
        selection=job.selection,
        faults=job.limits.faults,
        prose=(lambda name: read_beside(Path(job.path), name, job.limits.bytes))
        if prose is None
        else (lambda name: prose.get(name, Refusal(name, "not there"))),
    )
    if job.counted and checked.rules_run:
        checked = replace(checked, counts=counts(build(document.data)))
    return checked


def _check_tilt(job: Job) -> Iterator[Checked]:
    """Check what a TILT file holds, with places in the file itself."""
    from policycheck.interop import tilt_in, tilt_limits  # noqa: PLC0415 - load alone

    for imported in tilt_in.read(job.path, job.raw, limits=job.limits):
        checked = _checked(job, imported.document)
        if not imported.document.faults:
            checked = tilt_limits.judged(checked, imported)
            doubts = tilt_limits.unread(checked, imported)
            checked = engine.mention(checked, tilt_limits.UNREAD, doubts)
        yield checked


def _check_apart(jobs: Sequence[Job], workers: int) -> Iterator[Checked | Crash]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - many files
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - as above
    from multiprocessing import get_context  # noqa: PLC0415 - as above

    # A fork has all that is loaded; elsewhere than on Linux it is not safe.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    chunks = [jobs[each : each + _CHUNK] for each in range(0, len(jobs), _CHUNK)]
    many = min(workers, len(chunks))
    try:
        with ProcessPoolExecutor(many, context, _end_with_parent) as pool:
            for results in pool.map(_check_chunk, chunks):
                yield from results
    except BrokenProcessPool:
        message = (
            "one of the processes that check was killed, maybe for want of memory; "
            "try again with --jobs 1"
        )
        raise PolicycheckError(message) from None


def _end_with_parent() -> None:
    """See to it that this process does not outlive the run it works for."""
    from multiprocessing import connection, parent_process  # noqa: PLC0415 - as above
    from threading import Thread  # noqa: PLC0415 - as above

    parent = parent_process()
    assert parent is not None  # noqa: S101 - this is one of its children

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _check_chunk(jobs: Sequence[Job]) -> list[Checked | Crash]:
    """The results of some jobs, small for the way back: what is equal is one object."""
    unchecked: dict[tuple[Unchecked, ...], tuple[Unchecked, ...]] = {}
    ran: dict[frozenset[str], frozenset[str]] = {}
    small: list[Checked | Crash] = []
    for each in (result for job in jobs for result in check(job)):
        if isinstance(each, Crash):
            small.append(each)
            continue
        same = replace(
            each,
            unchecked=unchecked.setdefault(each.unchecked, each.unchecked),
            rules_run=ran.setdefault(each.rules_run, each.rules_run),
        )
        small.append(same)
    return small
