"""One policy for a command that needs it valid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.errors import PolicycheckError
from policycheck.limits import Limits

if TYPE_CHECKING:
    from policycheck.location import Span
    from policycheck.source import Document


def valid_document(path: str, limits: Limits) -> Document:
    """Read a policy that passes the schema; otherwise say what to run."""
    from policycheck.discovery import read_file

    candidate = read_file(path, limits)
    if candidate.raw is None:
        message = f"{path}: {candidate.error}"
        raise PolicycheckError(message)
    return _valid(path, candidate.raw, limits)


def valid_version(path: str, limits: Limits) -> Document:
    """Read a policy at a path, or as it stood at a revision: REV:PATH."""
    from policycheck import git

    if git.is_revision(path):
        return _valid(path, git.show(path, limits=limits), limits)
    return valid_document(path, limits)


def valid_since(revision: str, path: str, limits: Limits) -> Document:
    """Read the policy at a path as it stood at a revision of its repository."""
    from pathlib import Path

    from policycheck import git

    named = git.since(revision, path)
    raw = git.show(named, folder=Path(path).parent, limits=limits)
    return _valid(named, raw, limits)


def _valid(path: str, raw: bytes, limits: Limits) -> Document:
    from policycheck import schema
    from policycheck.source import read

    document = read(path, raw, limits)
    if document.faults:
        fault = document.faults[0]
        raise _invalid(path, fault.span, fault.message)
    for _, problem in schema.problems(document.data):
        raise _invalid(path, document.locate(problem.at).span, problem.message)
    return document


def _invalid(path: str, span: Span, says: str) -> PolicycheckError:
    where = f"{path}:{span.line}:{span.column}"
    return PolicycheckError(f"{where}: {says}; run `policycheck validate` on it")
