"""Options that several commands have, and what they mean."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime
from enum import Enum
from typing import Annotated

import typer

from policycheck.cli.output import Colour
from policycheck.limits import DEFAULT, HIGHEST, Limits


class FailOn(Enum):
    """The least severity that makes the exit status 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


def today() -> date:
    """The day it is here; the only place that asks."""
    return datetime.now().astimezone().date()


def day(written: str | None) -> date:
    """The day asked for, else today; a usage error when it is no day."""
    if written is None:
        return today()
    try:
        return date.fromisoformat(written)
    except ValueError:
        message = f"{written!r} is not a day; write it as YYYY-MM-DD"
        raise typer.BadParameter(message, param_hint="--as-of") from None


def regimes_asked(names: list[str] | None) -> list[str] | None:
    """The regimes named by flags; a usage error when one does not exist."""
    if not names:
        return None
    from policycheck.regimes import REGIMES
    from policycheck.spelling import nearest

    for name in names:
        if name not in REGIMES:
            meant = nearest(name, REGIMES)
            hint = f"did you mean {meant}?" if meant else f"one of {', '.join(REGIMES)}"
            message = f"no regime is called {name!r}; {hint}"
            raise typer.BadParameter(message, param_hint="--regime")
    return names


def limits(asked: list[str] | None) -> Limits:
    """The limits of a run, with those the flags set; a usage error where one cannot."""
    words = [field.name for field in fields(Limits)]
    found: dict[str, int] = {}
    for each in asked or ():
        name, _, number = each.partition("=")
        if name not in words:
            message = f"write NAME=NUMBER with one of {', '.join(words)}, not {each!r}"
            raise typer.BadParameter(message, param_hint="--limit")
        most = getattr(HIGHEST, name)
        if not number.isdecimal() or not 0 < int(number[:20]) <= most:
            message = f"{name} is a number from 1 to {most}, not {number!r}"
            raise typer.BadParameter(message, param_hint="--limit")
        found[name] = int(number)
    return replace(DEFAULT, **found)


def rule_ids(incomplete: str) -> list[str]:
    """The rules a shell can complete."""
    from policycheck.editions import published

    return sorted(each for each in published() if each.startswith(incomplete))


def explained_ids(incomplete: str) -> list[str]:
    """The rules and the kinds of change a shell can complete."""
    from policycheck.diff.kinds import Kind

    kinds = sorted(each.rule for each in Kind if each.rule.startswith(incomplete))
    return rule_ids(incomplete) + kinds


def formats_known(incomplete: str) -> list[str]:
    """The formats of a report a shell can complete."""
    from policycheck.reports import Format

    return [each.value for each in Format if each.value.startswith(incomplete)]


def regime_ids(incomplete: str) -> list[str]:
    """The regimes a shell can complete."""
    from policycheck.regimes import REGIMES

    return [each for each in REGIMES if each.startswith(incomplete)]


AsOf = Annotated[
    str | None,
    typer.Option(metavar="DAY", help="Judge by the law of this day (default: today)."),
]
RegimeNames = Annotated[
    list[str] | None,
    typer.Option(
        "--regime",
        metavar="ID",
        help="Apply this regime instead of those the policy names; repeatable.",
        autocompletion=regime_ids,
    ),
]
ColourChoice = Annotated[
    Colour, typer.Option("--color", help="When to colour the text format.")
]
ConfigFile = Annotated[
    str | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Use this configuration, and no other, for every policy.",
    ),
]
Isolated = Annotated[
    bool, typer.Option("--no-config", help="Read no configuration at all.")
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        metavar="RULE",
        help="Run these rules only: an id or a glob such as 'gdpr/*'; repeatable.",
        autocompletion=rule_ids,
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        metavar="RULE",
        help="Do not run these rules, whatever is selected; repeatable.",
        autocompletion=rule_ids,
    ),
]
LimitsAsked = Annotated[
    list[str] | None,
    typer.Option(
        "--limit",
        metavar="NAME=NUMBER",
        help="Read files up to this limit: bytes, depth, aliased, faults, digits, "
        "values; repeatable.",
    ),
]
Preview = Annotated[
    bool, typer.Option("--preview", help="Run the rules still in preview as well.")
]


class From(Enum):
    """The other formats that are checked without a file in between."""

    TILT = "tilt"
