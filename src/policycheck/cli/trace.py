"""`policycheck trace`: what the data says of the prose, and what nothing covers."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from policycheck.cli.options import LimitsAsked, limits


class Format(Enum):
    """How a trace can be written."""

    TEXT = "text"
    JSON = "json"


def trace(
    policy: Annotated[str, typer.Argument(help="The policy.")],
    at: Annotated[
        int | None,
        typer.Option(
            "--at", min=1, help="Only this line of the prose: where it lives."
        ),
    ] = None,
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="How to write the trace.")
    ] = Format.TEXT,
    limit: LimitsAsked = None,
) -> None:
    """Compare a policy's quotes with its prose: coverage, gaps, and wrong quotes.

    Examples: `policycheck trace policies/shop/policy.yaml`,
    `policycheck trace policies/shop/policy.yaml --at 12`.
    """
    from policycheck import evidence
    from policycheck import trace as trace_
    from policycheck.cli.output import emit, terminal_width
    from policycheck.cli.reading import valid_document
    from policycheck.errors import PolicycheckError
    from policycheck.files import Refusal, read_beside
    from policycheck.reports import trace_json, trace_text

    most = limits(limit)
    document = valid_document(policy, most)
    name = evidence.text_name(document)
    if name is None:
        message = f"{policy}: names no prose; add policy.text to trace its quotes"
        raise PolicycheckError(message)
    prose = read_beside(Path(policy), name, most.bytes)
    if isinstance(prose, Refusal):
        message = f"{policy}: the prose {prose.name} cannot be read: {prose.reason}"
        raise PolicycheckError(message)
    found = trace_.trace(document, prose)
    if at is not None and at > found.last_line:
        message = f"{policy}: no line {at}: {prose.name} ends on {found.last_line}"
        raise PolicycheckError(message)
    if format_ is Format.JSON:
        emit(trace_json.trace(found) if at is None else trace_json.at(found, at))
    else:
        wide = terminal_width()
        emit(
            trace_text.trace(found, width=wide)
            if at is None
            else trace_text.at(found, at, width=wide)
        )
    raise typer.Exit(int(bool(found.wrong)))
