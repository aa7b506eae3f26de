"""Rules and regimes: all that a body of law may offer to the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from functools import cached_property
from inspect import cleandoc
from typing import Generic, TypeAlias, TypeVar

from policycheck.finding import Problem, Severity
from policycheck.frozen import Frozen
from policycheck.law import LawBook
from policycheck.policy import Policy

L = TypeVar("L")
Check: TypeAlias = Callable[[Policy, L], Iterator[Problem]]
_FIX = "To fix it, "


class Stability(Enum):
    """How far a rule can be relied on; docs/versioning.md says what changes when.

    A rule in preview runs only when asked for; a deprecated one still runs, and is to
    go.
    """

    STABLE = "stable"
    PREVIEW = "preview"
    DEPRECATED = "deprecated"


class Rule(Frozen, Generic[L]):
    """One thing that can be wrong, and how to see it.

    Its id reads after "allow". `citations` are ids of provisions in the regime's law;
    the rule runs on days when one of them is in force. `documentation` is a title of
    one sentence, then why the law cares, then a sentence that starts "To fix it,".
    """

    id: str
    severity: Severity
    citations: tuple[str, ...]
    check: Check[L]
    documentation: str
    stability: Stability = Stability.STABLE

    @property
    def title(self) -> str:
        """What is wrong, in one sentence without its full stop."""
        return self._sections[0]

    @property
    def explanation(self) -> str:
        """Why the law cares."""
        return self._sections[1]

    @property
    def fix(self) -> str:
        """What completes "To fix it, "."""
        return self._sections[2]

    @cached_property
    def _sections(self) -> tuple[str, str, str]:
        # Read when a finding needs it: most rules find nothing, and start-up counts.
        title, _, body = cleandoc(self.documentation).partition("\n\n")
        explanation, _, fix = " ".join(body.split()).partition(_FIX)
        return " ".join(title.split()).rstrip("."), explanation.strip(), fix.rstrip(".")

    @property
    def owner(self) -> str:
        """The first part of the id: the body of law, or the gate, that owns it."""
        return self.id.partition("/")[0]


def rule(
    id_: str,
    severity: Severity,
    *citations: str,
    stability: Stability = Stability.STABLE,
) -> Callable[[Check[L]], Rule[L]]:
    """Make a rule of a generator; its docstring is the rule's documentation."""

    def decorate(check: Check[L]) -> Rule[L]:
        return Rule(id_, severity, citations, check, check.__doc__ or "", stability)

    return decorate


class Regime(Frozen, Generic[L]):
    """One body of law on one day: its book, the law its rules read, and the rules.

    Each is loaded once, and equal to itself alone.
    """

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    book: LawBook
    law: L
    rules: tuple[Rule[L], ...]

    @property
    def id(self) -> str:
        """The regime's id, as policies name it."""
        return self.book.regime

    @cached_property
    def rules_in_force(self) -> tuple[Rule[L], ...]:
        """The rules that cite a provision in force; those that cite none always run."""
        return tuple(
            each
            for each in self.rules
            if not each.citations
            or any(citation in self.book.provisions for citation in each.citations)
        )
