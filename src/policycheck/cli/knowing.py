"""Findings that are known already: from a baseline, or from an older revision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from policycheck.cli.finding_policies import Revisions, prose_name
from policycheck.finding import State

if TYPE_CHECKING:
    from policycheck.baseline import Baseline
    from policycheck.checking import Job
    from policycheck.cli.settings import Terms
    from policycheck.files import Prose, Refusal
    from policycheck.limits import Limits
    from policycheck.report import Checked
    from policycheck.revisions import Revision

DEFAULT_BASELINE = "policycheck-baseline.json"


def against_revision(
    checked: Sequence[Checked],
    jobs: Mapping[str, Job],
    name: str,
    workers: int,
    limits: Limits,
) -> Iterator[Checked]:
    """The policies with the findings marked that the revision had as well.

    Faults of the YAML and the schema always count: nothing else was judged.
    """
    from policycheck import engine
    from policycheck.checking import check_all
    from policycheck.discovery import Candidate
    from policycheck.report import Checked as Done
    from policycheck.selection import FIXED

    revisions = Revisions(name, limits)
    found: dict[str, Checked] = {}
    older: list[Job] = []
    for each in checked:
        job = jobs[each.document.path]
        if revisions.is_unchanged(Candidate(job.path, job.raw)):
            found[job.path] = each
        elif (old := _older(job, revisions)) is not None:
            older.append(old)
    for then in check_all(older, workers):
        if isinstance(then, Done):
            found[then.document.path] = then
    for each in checked:
        earlier = found.get(each.document.path)
        known = (
            {}
            if earlier is None
            else dict.fromkeys(
                (one for each in earlier.findings for one in each.fingerprints),
                f"found at {name} too",
            )
        )
        yield engine.compare(each, known, always=FIXED)


def _older(job: Job, revisions: Revisions) -> Job | None:
    """The same check of the policy as it was; None where it was not there."""
    revision = revisions.of(job.path)
    name = revision.name_of(Path(job.path))
    raw = None if name is None else revision.read([name], job.limits).get(name)
    if raw is None or name is None:
        return None
    prose = _prose(revision, name, prose_name(job.path, raw, job.limits), job.limits)
    return replace(job, raw=raw, prose=prose)


def _prose(
    revision: Revision, policy: str, name: str | None, limits: Limits
) -> dict[str, Prose | Refusal]:
    from policycheck.files import decoded

    where = None if name is None else revision.beside(policy, name)
    if name is None or where is None:
        return {}
    raw = revision.read([where], limits).get(where)
    return {} if raw is None else {name: decoded(name, raw)}


def against_baseline(
    checked: Sequence[Checked], terms: Mapping[str, Terms], limits: Limits
) -> Iterator[Checked]:
    """The policies with the findings marked that their baselines know."""
    from policycheck import baseline, engine
    from policycheck.selection import ALWAYS

    read: dict[str, Baseline] = {}
    for each in checked:
        policy = each.document.path
        path = terms[policy].baseline
        if path is None:
            yield each
            continue
        if path not in read:
            read[path] = baseline.read(path, limits)
        known = read[path].of(policy)
        why = dict.fromkeys((one.fingerprint for one in known), f"known from {path}")
        marked = engine.compare(each, why, always=ALWAYS)
        yield engine.mention_idle(marked, path, baseline.idle(known, each))


def _written(policies: Sequence[Checked]) -> str:
    """How many findings a baseline knows now, and why it does not know the others."""
    from policycheck import baseline

    findings = [found for each in policies for found in each.findings]
    kept = sum(map(baseline.is_knowable, findings))
    waived = sum(found.state is State.WAIVED for found in findings)
    own = len(findings) - kept - waived
    left = [
        f"{many} {why}"
        for many, why in (
            (waived, "waived already"),
            (own, "about the file itself, which no baseline holds"),
        )
        if many
    ]
    whole = f"; left out: {', '.join(left)}" if left else ""
    return f"knows {kept} of {len(findings)} findings now{whole}"


def write_baseline(
    checked: Sequence[Checked], terms: Mapping[str, Terms], limits: Limits
) -> dict[str, Terms]:
    """Write what was found into the baselines; the terms, with a baseline in each."""
    from policycheck import baseline, writing
    from policycheck.cli.output import complain

    groups: dict[str, list[Checked]] = {}
    for each in checked:
        path = terms[each.document.path].baseline or DEFAULT_BASELINE
        groups.setdefault(path, []).append(each)
    for path, policies in groups.items():
        before = baseline.read(path, limits) if Path(path).exists() else None
        text = baseline.text(path, policies, before)
        writing.write(path, text)
        complain(f"{path}: {_written(policies)}")
        if any(terms[each.document.path].baseline is None for each in policies):
            complain(
                f"use it with --baseline {path}, or set baseline = "
                f'"{path}" in policycheck.toml'
            )
    return {
        path: replace(each, baseline=each.baseline or DEFAULT_BASELINE)
        for path, each in terms.items()
    }
