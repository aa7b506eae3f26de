"""What one run found, and what it covered."""

from __future__ import annotations

from datetime import date

from policycheck.finding import Finding, Severity, State
from policycheck.frozen import Frozen
from policycheck.policy.attaching import Counts
from policycheck.source import Document


class Unchecked(Frozen):
    """A provision in force that no rule checks, and why."""

    regime: str
    provision: str
    label: str
    reason: str


class Law(Frozen):
    """A regime, and the day its facts were last compared with the sources."""

    regime: str
    title: str
    reviewed: date


class Checked(Frozen, kw_only=True):
    """One policy checked. `id` and `version` are None where the file does not tell.

    `rules_run` holds rule ids; it is empty where a faulty file kept them from running.
    `rules_off` holds those that would have run and were switched off. `not_in_force`
    are the regimes asked for of which nothing is law on the day. `counts` is None where
    nobody asked for it, or a faulty file kept the policy from being read.
    """

    document: Document
    findings: tuple[Finding, ...]
    id: str | None = None
    version: str | None = None
    law: tuple[Law, ...] = ()
    not_in_force: tuple[Law, ...] = ()
    rules_run: frozenset[str] = frozenset()
    rules_off: frozenset[str] = frozenset()
    unchecked: tuple[Unchecked, ...] = ()
    counts: Counts | None = None


class NotRead(Frozen):
    """A file that could not be checked, and why."""

    path: str
    error: str


class Excluded(Frozen):
    """Policies left out on purpose: how many, and by what."""

    many: int
    reason: str


class Report(Frozen, kw_only=True):
    """Everything one run found, and what it covered.

    `skipped` counts the YAML files that are no policies.
    """

    as_of: date
    checked: tuple[Checked, ...]
    not_read: tuple[NotRead, ...] = ()
    skipped: int = 0
    excluded: tuple[Excluded, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in the order of the files."""
        return tuple(found for each in self.checked for found in each.findings)

    @property
    def rules_run(self) -> frozenset[str]:
        """The ids of all rules that ran on some policy."""
        return frozenset(id_ for each in self.checked for id_ in each.rules_run)

    @property
    def rules_off(self) -> frozenset[str]:
        """The ids of all rules that were switched off for some policy."""
        return frozenset(id_ for each in self.checked for id_ in each.rules_off)

    def count(self, severity: Severity) -> int:
        """How many new findings have this severity."""
        return sum(
            found.severity is severity and found.state is State.NEW
            for found in self.findings
        )

    def in_state(self, state: State) -> int:
        """How many findings are in this state."""
        return sum(found.state is state for found in self.findings)
