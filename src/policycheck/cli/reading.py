"""One policy for a command that needs it valid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.errors import PolicycheckError

if TYPE_CHECKING:
    from policycheck.source import Document


def valid_document(path: str) -> Document:
    """Read a policy that passes the schema; otherwise say what to run."""
    from policycheck import schema
    from policycheck.discovery import read_file
    from policycheck.source import read

    candidate = read_file(path)
    if candidate.raw is None:
        message = f"{path}: {candidate.error}"
        raise PolicycheckError(message)
    document = read(path, candidate.raw)
    if document.faults:
        fault = document.faults[0]
        where = f"{path}:{fault.span.line}:{fault.span.column}"
        message = f"{where}: {fault.message}; run `policycheck validate {path}`"
        raise PolicycheckError(message)
    for _, problem in schema.problems(document.data):
        place = document.locate(problem.at).span
        where = f"{path}:{place.line}:{place.column}"
        message = f"{where}: {problem.message}; run `policycheck validate {path}`"
        raise PolicycheckError(message)
    return document
