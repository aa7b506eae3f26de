"""All rules of all regimes, for people who ask what a rule wants."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from policycheck import regimes
from policycheck.frozen import Frozen
from policycheck.gates import GATES
from policycheck.law import LawBook, Provision
from policycheck.rule import Rule


class Cited(Frozen):
    """A provision a rule rests on, and the regime it belongs to."""

    regime: str
    provision: Provision


class Documented(Frozen):
    """A rule with the provisions it cites on any day, and the regimes it runs in."""

    rule: Rule[Any]
    regimes: tuple[str, ...]
    cited: tuple[Cited, ...]

    @property
    def example(self) -> str | None:
        """A passing policy turned into a failing one, as the tests have it; a diff."""
        return examples().get(self.rule.id)


@cache
def examples() -> dict[str, str]:
    """Rule id to example, made from the tests' fixtures."""
    raw = files("policycheck").joinpath("examples.json").read_text(encoding="utf-8")
    known: dict[str, str] = json.loads(raw)
    return known


def every_rule(day: date) -> tuple[Documented, ...]:
    """Every rule there is, by id; the law is read whole, whatever is in force."""
    found: dict[str, Documented] = {
        gate.id: Documented(gate, (), ())
        for gate in (*GATES, *regimes.always(day).rules)
    }
    for name in regimes.REGIMES:
        book = regimes.book(name)
        for rule in regimes.load(name, day).rules:
            cited = tuple(_cited(rule, book))
            if not cited:
                continue
            known = found.get(rule.id)
            found[rule.id] = Documented(
                rule,
                ((*known.regimes, name) if known else (name,)),
                ((*known.cited, *cited) if known else cited),
            )
    return tuple(found[id_] for id_ in sorted(found))


def _cited(rule: Rule[Any], book: LawBook) -> list[Cited]:
    return [
        Cited(book.regime, book.provisions[id_])
        for id_ in rule.citations
        if id_ in book.provisions
    ]


def unchecked() -> tuple[Cited, ...]:
    """Every provision no rule checks, with its regime; `unchecked` says why."""
    return tuple(
        Cited(name, provision)
        for name in regimes.REGIMES
        for provision in regimes.book(name).provisions.values()
        if provision.unchecked is not None
    )
