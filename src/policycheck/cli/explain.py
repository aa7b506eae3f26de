"""`policycheck explain` and `policycheck rules`: what the rules want, and why."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum
from typing import Annotated

import typer

from policycheck.cli.options import explained_ids


class Format(Enum):
    """How the list of rules can be written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


def explain(
    rule: Annotated[
        str,
        typer.Argument(
            help="The id of a rule or of a kind of change, as reports print it.",
            autocompletion=explained_ids,
        ),
    ],
) -> None:
    """Say what a rule wants, why the law cares, and how to fix what it finds.

    An id that starts with diff/ is a kind of change.

    For example:

    policycheck explain gdpr/purpose-without-legal-basis

    policycheck explain diff/purpose-added
    """
    from policycheck.cli.options import today
    from policycheck.cli.output import complain, emit, width
    from policycheck.editions import RETIRED, current
    from policycheck.errors import PolicycheckError
    from policycheck.reports import rules as written
    from policycheck.rulebook import every_rule
    from policycheck.suppression import CHANGES

    if rule.startswith(CHANGES):
        emit(_change(rule))
        return
    known = {each.rule.id: each for each in every_rule(today())}
    if current(rule) != rule:
        complain(f"{rule} is called {current(rule)} now")
        rule = current(rule)
    if rule in RETIRED:
        message = f"{rule} is gone: {RETIRED[rule]}"
        raise PolicycheckError(message)
    if rule not in known:
        message = f"no rule is called {rule}; {_guess(rule, known)}"
        raise PolicycheckError(message)
    emit(written.one(known[rule], width=width()))


def _change(rule: str) -> str:
    """A kind of change explained, with what each regime makes of it today."""
    from policycheck.cli.options import today
    from policycheck.cli.output import width
    from policycheck.diff.kinds import Kind
    from policycheck.diff.significance import judges
    from policycheck.errors import PolicycheckError
    from policycheck.regimes import REGIMES
    from policycheck.reports import kinds

    known = {each.rule: each for each in Kind}
    if rule not in known:
        message = f"no kind of change is called {rule}; {_guess(rule, known)}"
        raise PolicycheckError(message)
    return kinds.one(known[rule], judges(REGIMES, today()), width=width())


def _guess(id_: str, known: Collection[str]) -> str:
    from policycheck.spelling import closest, nearest

    meant = nearest(id_, known) or _with_another_owner(id_, known)
    if meant:
        return f"did you mean {meant}?"
    near = closest(id_, sorted(known))
    if near:
        return f"the nearest of {len(known)} are {', '.join(near)}"
    return f"none of {len(known)} is like it; `policycheck rules` lists the rules"


def _with_another_owner(id_: str, known: Collection[str]) -> str | None:
    """The one id whose last part is this one's, or is all that was written."""
    name = id_.rpartition("/")[2]
    found = [each for each in known if each.partition("/")[2] == name]
    return found[0] if len(found) == 1 else None


def rules(
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="How to write the list.")
    ] = Format.TEXT,
) -> None:
    """List every rule, with its severity and what it finds.

    Example: `policycheck rules --format markdown`.
    """
    from policycheck.cli.options import today
    from policycheck.cli.output import emit, terminal_width
    from policycheck.reports import rules as written
    from policycheck.rulebook import every_rule, unchecked

    found = every_rule(today())
    match format_:
        case Format.TEXT:
            emit(written.text(found, width=terminal_width()))
        case Format.MARKDOWN:
            emit(written.markdown(found, unchecked()))
        case Format.JSON:
            emit(written.json_text(found, unchecked()))
