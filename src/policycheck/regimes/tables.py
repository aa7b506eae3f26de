"""The tables that regimes derive from a policy, by the name a user asks for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib import import_module
from types import ModuleType
from typing import Any, Final

from policycheck import regimes
from policycheck.errors import PolicycheckError
from policycheck.policy import Policy
from policycheck.rule import Regime
from policycheck.table import Table
from policycheck.table_differences import Difference
from policycheck.table_options import NAMES, Options, require
from policycheck.table_options import options as chosen

TABLES: Final = {
    "ccpa": ("policycheck.regimes.ccpa.table", ("us-ca-ccpa",)),
    "gdpr": ("policycheck.regimes.gdpr.table", ("eu-gdpr", "uk-gdpr")),
}
"""Each table's module, and the regimes it can be derived under."""


def build(name: str, policy: Policy, day: date, options: Options) -> Table:
    """The table of that name, by the law of a day.

    Raises PolicycheckError where the law does not ask for it on that day.
    """
    table: Table = _module(name).build(policy, _asking(name, policy, day), options)
    return table


def options(name: str, words: Mapping[str, str], base: Options) -> Options:
    """The options of that table with those that words name, such as layout=full."""
    known = _module(name).OPTIONS
    for word in words:
        if word in NAMES and word not in known:
            message = f"the {name} table has no {word}; it has {', '.join(known)}"
            raise PolicycheckError(message)
    return chosen(words, base)


def unnamed(name: str, policy: Policy) -> str | None:
    """The regime the table is derived under, where the policy does not name it."""
    require("table", name, TABLES)
    regime = _regime(name, policy)
    return None if regime in policy.regimes else regime


def chart_differences(name: str, policy: Policy, day: date) -> tuple[Difference, ...]:
    """Where the tables the policy keeps as published differ from the derived ones.

    Raises PolicycheckError where it keeps none, or the law asks for none on that day.
    """
    module = _module(name)
    if not hasattr(module, "chart_differences") or not policy.published:
        message = f"the policy keeps no published {name} table: name a file to compare"
        raise PolicycheckError(message)
    found: tuple[Difference, ...] = module.chart_differences(
        policy, _asking(name, policy, day)
    )
    return found


def _asking(name: str, policy: Policy, day: date) -> Regime[Any]:
    """The regime of a table on a day when the law asks for what the table shows."""
    id_, rule = _regime(name, policy), _module(name).ASKED_BY
    regime = regimes.load(id_, day)
    if rule not in regime.rules_in_force:
        whole = regimes.book(id_).provisions
        since = min(whole[each].since for each in rule.citations)
        message = (
            f"{id_} asks for what this table shows since {since}, and not on {day}: "
            "choose another day with --as-of"
        )
        raise PolicycheckError(message)
    return regime


def _module(name: str) -> ModuleType:
    require("table", name, TABLES)
    return import_module(TABLES[name][0])


def _regime(name: str, policy: Policy) -> str:
    """The first regime of a table that the policy names; the first of all if none."""
    known = TABLES[name][1]
    return next((each for each in known if each in policy.regimes), known[0])
