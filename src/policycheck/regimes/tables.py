"""The tables that regimes derive from a policy, by the name a user asks for."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from types import ModuleType
from typing import Final

from policycheck import regimes
from policycheck.errors import PolicycheckError
from policycheck.policy import Policy
from policycheck.table import Table
from policycheck.table_differences import Difference
from policycheck.table_options import Options, require

TABLES: Final = {
    "ccpa": ("policycheck.regimes.ccpa.table", ("us-ca-ccpa",)),
    "gdpr": ("policycheck.regimes.gdpr.table", ("eu-gdpr", "uk-gdpr")),
}
"""Each table's module, and the regimes it can be derived under."""


def build(name: str, policy: Policy, day: date, options: Options) -> Table:
    """The table of that name, by the law of a day."""
    table: Table = _module(name).build(
        policy, regimes.load(_regime(name, policy), day), options
    )
    return table


def chart_differences(name: str, policy: Policy, day: date) -> tuple[Difference, ...]:
    """Where the tables the policy keeps as published differ from the derived ones."""
    module = _module(name)
    if not hasattr(module, "chart_differences"):
        message = f"the policy keeps no published {name} table: name a file to compare"
        raise PolicycheckError(message)
    regime = regimes.load(_regime(name, policy), day)
    found: tuple[Difference, ...] = module.chart_differences(policy, regime)
    return found


def _module(name: str) -> ModuleType:
    require("table", name, TABLES)
    return import_module(TABLES[name][0])


def _regime(name: str, policy: Policy) -> str:
    """The first regime of a table that the policy names; the first of all if none."""
    known = TABLES[name][1]
    return next((each for each in known if each in policy.regimes), known[0])
