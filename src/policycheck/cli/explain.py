"""`policycheck explain` and `policycheck rules`: what the rules want, and why."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from policycheck.cli.options import rule_ids


class Format(Enum):
    """How the list of rules can be written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


def explain(
    rule: Annotated[
        str,
        typer.Argument(
            help="The rule id, as findings print it.", autocompletion=rule_ids
        ),
    ],
) -> None:
    """Say what a rule wants, why the law cares, and how to fix what it finds.

    Example: `policycheck explain gdpr/purpose-without-legal-basis`.
    """
    from policycheck.cli.options import today
    from policycheck.cli.output import complain, emit, width
    from policycheck.editions import RETIRED, current
    from policycheck.errors import PolicycheckError
    from policycheck.reports import rules as written
    from policycheck.rulebook import every_rule
    from policycheck.spelling import nearest

    known = {each.rule.id: each for each in every_rule(today())}
    if current(rule) != rule:
        complain(f"{rule} is called {current(rule)} now")
        rule = current(rule)
    if rule in RETIRED:
        message = f"{rule} is gone: {RETIRED[rule]}"
        raise PolicycheckError(message)
    if rule not in known:
        meant = nearest(rule, known)
        hint = f"did you mean {meant}?" if meant else "`policycheck rules` lists them"
        message = f"no rule is called {rule}; {hint}"
        raise PolicycheckError(message)
    emit(written.one(known[rule], width=width()))


def rules(
    format_: Annotated[
        Format, typer.Option("--format", help="How to write the list.")
    ] = Format.TEXT,
) -> None:
    """List every rule, with its severity and what it finds.

    Example: `policycheck rules --format markdown`.
    """
    from policycheck.cli.options import today
    from policycheck.cli.output import emit
    from policycheck.reports import rules as written
    from policycheck.rulebook import every_rule, unchecked

    found = every_rule(today())
    match format_:
        case Format.TEXT:
            emit(written.text(found))
        case Format.MARKDOWN:
            emit(written.markdown(found, unchecked()))
        case Format.JSON:
            emit(written.json_text(found, unchecked()))
