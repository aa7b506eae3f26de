"""Which rules run, and how grave their findings are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any, Final

from policycheck.finding import Severity
from policycheck.frozen import Frozen
from policycheck.rule import Rule, Stability

FIXED: Final = frozenset({"json", "yaml", "schema"})
"""Owners whose findings keep a file from being judged: their severity is fixed."""

ALWAYS: Final = FIXED | {"evidence", "waiver", "baseline"}
"""Owners whose findings are about the file itself; they cannot be switched off."""


class RuleSet(Frozen):
    """The rules of an edition, by id, each with the severity it had there."""

    rules: tuple[tuple[str, Severity], ...]

    @cached_property
    def severities(self) -> Mapping[str, Severity]:
        """The same, to look a rule up."""
        return dict(self.rules)


class Selection(Frozen, kw_only=True):
    """Which rules run; ids, or globs such as `gdpr/*`.

    Nothing selected means every stable rule. `ignore` wins over `select`, and a later
    severity over an earlier one. `preview` adds the rules still in preview, which a
    selection by id does as well. `frozen` holds a rule set, each rule with the severity
    it had there: no other runs, and none is graver than that.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    preview: bool = False
    frozen: RuleSet | None = None

    def is_off(self, rule: Rule[Any]) -> bool:
        """Whether somebody switched the rule off that would run otherwise."""
        return not self._is_asleep(rule) and not self.runs(rule)

    def runs(self, rule: Rule[Any]) -> bool:
        """Whether the rule runs."""
        if self._is_asleep(rule) or matches(rule.id, self.ignore):
            return False
        if self.frozen is not None and rule.id not in self.frozen.severities:
            return False
        return not self.select or matches(rule.id, self.select)

    def counts(self, rule: str) -> bool:
        """Whether a finding about quotes or excuses belongs to the rule set asked for.

        Faults of the YAML and the schema always do.
        """
        is_fixed = rule.partition("/")[0] in FIXED
        return self.frozen is None or is_fixed or rule in self.frozen.severities

    def severity_of(self, rule: str, otherwise: Severity) -> Severity:
        """How grave the findings of a rule are."""
        if rule.partition("/")[0] in FIXED:
            return otherwise
        asked = [each for glob, each in self.severity if fnmatchcase(rule, glob)]
        if asked:
            return asked[-1]
        if self.frozen is None:
            return otherwise
        was = self.frozen.severities.get(rule, otherwise)
        return max(was, otherwise, key=lambda each: each.rank)

    def _is_asleep(self, rule: Rule[Any]) -> bool:
        """Whether it is in preview, and nobody asked for it."""
        return (
            rule.stability is Stability.PREVIEW
            and not self.preview
            and rule.id not in self.select
        )


ALL: Final = Selection()


def matches(rule: str, globs: Iterable[str]) -> bool:
    """Whether a rule id is among ids and globs."""
    return any(fnmatchcase(rule, glob) for glob in globs)
