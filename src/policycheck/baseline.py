"""A baseline: the findings a repository had when it took up the tool."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from policycheck import json_source
from policycheck.discovery import read_file
from policycheck.editions import current
from policycheck.errors import PolicycheckError
from policycheck.finding import Finding, State, fingerprint
from policycheck.limits import DEFAULT, Limits
from policycheck.report import Checked
from policycheck.suppression import UNWAIVABLE

VERSION: Final = 1


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A finding a baseline knows: its policy, its rule, its place, its fingerprint.

    `policy` is relative to the baseline's folder.
    """

    policy: str
    rule: str
    at: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a baseline file knows, by policy."""

    path: str
    policies: Mapping[str, tuple[Known, ...]]

    def of(self, policy: str) -> tuple[Known, ...]:
        """What is known of a policy, named as the user names it."""
        return self.policies.get(name_of(policy, self.path), ())


def name_of(policy: str, path: str) -> str:
    """A policy's name in the baseline at `path`: relative to its folder."""
    folder = os.path.realpath(Path(path).parent)
    real = os.path.realpath(policy)
    try:
        return Path(os.path.relpath(real, folder)).as_posix()
    except ValueError:  # another drive, on Windows
        return Path(real).as_posix()


def read(path: str, limits: Limits = DEFAULT) -> Baseline:
    """Read a baseline; one that cannot be used is an error of one line."""
    candidate = read_file(path, limits)
    if candidate.raw is None:
        message = f"baseline {path}: {candidate.error}; --write-baseline makes one"
        raise PolicycheckError(message)
    document = json_source.read(path, candidate.raw, limits)
    for fault in document.faults:
        span = fault.span
        message = f"baseline {path}:{span.line}:{span.column}: {fault.message}"
        raise PolicycheckError(message)
    return Baseline(path, _grouped(_entries(path, document.data)))


def _entries(path: str, data: Any) -> list[Known]:
    if not isinstance(data, dict) or data.get("version") != VERSION:
        message = f"baseline {path}: not a baseline of version {VERSION}"
        raise PolicycheckError(message)
    found = data.get("findings")
    if not isinstance(found, list):
        message = f"baseline {path}: has no list of findings"
        raise PolicycheckError(message)
    return [_entry(path, index, each) for index, each in enumerate(found)]


def _entry(path: str, index: int, raw: Any) -> Known:
    keys = ("policy", "rule", "at", "fingerprint")
    if not isinstance(raw, dict) or not all(isinstance(raw.get(k), str) for k in keys):
        message = f"baseline {path}: entry {index + 1} lacks one of {', '.join(keys)}"
        raise PolicycheckError(message)
    policy, rule, at, identity = (raw[key] for key in keys)
    if current(rule) != rule:  # the finding has the identity of its rule's new id
        rule = current(rule)
        identity = fingerprint(rule, at)
    return Known(policy, rule, at, identity)


def _grouped(entries: Iterable[Known]) -> dict[str, tuple[Known, ...]]:
    groups: dict[str, list[Known]] = {}
    for each in entries:
        groups.setdefault(each.policy, []).append(each)
    return {policy: tuple(known) for policy, known in groups.items()}


def text(path: str, checked: Iterable[Checked], before: Baseline | None) -> str:
    """The baseline at `path` that knows all findings of some policies.

    What it knew of other policies stays. Faults of a file itself are left out, and a
    policy that could not be judged keeps its entries.
    """
    policies = dict(before.policies) if before is not None else {}
    for each in checked:
        if each.rules_run:
            name = name_of(each.document.path, path)
            policies[name] = tuple(
                Known(name, found.rule, at, fingerprint(found.rule, at))
                for found in each.findings
                if is_knowable(found)
                for at in found.places
            )
    known = sorted(entry for entries in policies.values() for entry in entries)
    findings = [
        {
            "policy": each.policy,
            "rule": each.rule,
            "at": each.at,
            "fingerprint": each.fingerprint,
        }
        for each in dict.fromkeys(known)
    ]
    return json.dumps({"version": VERSION, "findings": findings}, indent=1) + "\n"


def is_knowable(finding: Finding) -> bool:
    """Whether a baseline may hold it: faults of the file itself always count."""
    owner = finding.rule.partition("/")[0]
    return owner not in UNWAIVABLE and finding.state is not State.WAIVED


def idle(known: Iterable[Known], checked: Checked) -> tuple[Known, ...]:
    """Entries whose rule ran on the policy and no longer finds what they know."""
    found = {one for each in checked.findings for one in each.fingerprints}
    return tuple(
        each
        for each in known
        if each.fingerprint not in found and each.rule in checked.rules_run
    )
