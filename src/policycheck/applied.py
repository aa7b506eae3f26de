"""What a policy is held to: regimes, the rules that run, and what nobody checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from policycheck.frozen import Frozen
from policycheck.report import Law, Unchecked
from policycheck.rule import Regime, Rule
from policycheck.selection import Selection


class Applied(Frozen):
    """The regimes applied, each with the rules that run, and what reports tell of it.

    `ran` and `off` are the ids of the rules that run, and of those switched off;
    `not_in_force` are regimes asked for of which nothing is law on the day.
    """

    rules: tuple[tuple[Regime[Any], tuple[Rule[Any], ...]], ...]
    ran: frozenset[str]
    off: frozenset[str]
    law: tuple[Law, ...]
    not_in_force: tuple[Law, ...]
    unchecked: tuple[Unchecked, ...]


@cache
def to(
    always: Regime[Any], laws: tuple[Regime[Any], ...], selection: Selection
) -> Applied:
    """What is the same for every policy held to these regimes: worked out once."""
    rules = [
        (regime, tuple(filter(selection.runs, regime.rules_in_force)))
        for regime in (always, *laws)
    ]
    return Applied(
        rules=tuple(rules),
        ran=frozenset(rule.id for _, running in rules for rule in running),
        off=frozenset(
            rule.id
            for regime, _ in rules
            for rule in regime.rules_in_force
            if selection.is_off(rule)
        ),
        law=_told(each for each in laws if each.book.provisions),
        not_in_force=_told(each for each in laws if not each.book.provisions),
        unchecked=tuple(_unchecked(laws)),
    )


def _told(laws: Iterable[Regime[Any]]) -> tuple[Law, ...]:
    return tuple(Law(each.id, each.book.title, each.book.reviewed) for each in laws)


def _unchecked(laws: Iterable[Regime[Any]]) -> Iterator[Unchecked]:
    for regime in laws:
        for provision in regime.book.provisions.values():
            if provision.unchecked is not None:
                yield Unchecked(
                    regime.id, provision.id, provision.label, provision.unchecked
                )
