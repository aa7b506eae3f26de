"""Rules and regimes: all that a body of law may offer to the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from inspect import cleandoc
from typing import Generic, TypeAlias, TypeVar

from policycheck.finding import Problem, Severity
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


@dataclass(frozen=True)
class Rule(Generic[L]):
    """One thing that can be wrong, and how to see it.

    Its id reads after "allow". `citations` are ids of provisions in the regime's law;
    the rule runs on days when one of them is in force. `fix` completes "To fix it, ".
    """

    id: str
    severity: Severity
    citations: tuple[str, ...]
    check: Check[L]
    title: str
    explanation: str
    fix: str
    stability: Stability = Stability.STABLE

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
    """Make a rule of a generator.

    Its docstring is the documentation: a title of one sentence, then why the law cares,
    then a last sentence that starts with "To fix it,".
    """

    def decorate(check: Check[L]) -> Rule[L]:
        title, explanation, fix = sections(check.__doc__ or "")
        return Rule(id_, severity, citations, check, title, explanation, fix, stability)

    return decorate


def sections(text: str) -> tuple[str, str, str]:
    """Title, explanation and fix of a rule's docstring."""
    title, _, body = cleandoc(text).partition("\n\n")
    prose = " ".join(body.split())
    explanation, _, fix = prose.partition(_FIX)
    return " ".join(title.split()).rstrip("."), explanation.strip(), fix.rstrip(".")


@dataclass(frozen=True)
class Regime(Generic[L]):
    """One body of law on one day: its book, the law its rules read, and the rules."""

    book: LawBook
    law: L
    rules: tuple[Rule[L], ...]

    @property
    def id(self) -> str:
        """The regime's id, as policies name it."""
        return self.book.regime

    @property
    def rules_in_force(self) -> tuple[Rule[L], ...]:
        """The rules that cite a provision in force; those that cite none always run."""
        return tuple(
            each
            for each in self.rules
            if not each.citations
            or any(citation in self.book.provisions for citation in each.citations)
        )
