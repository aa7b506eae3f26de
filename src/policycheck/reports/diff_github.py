"""Workflow commands: GitHub Actions shows each change beside its line."""

from __future__ import annotations

from typing import Final

from policycheck.diff.change import Change, Comparison
from policycheck.diff.scale import Significance
from policycheck.reports.diff_text import citations, counts, place
from policycheck.reports.harmless import github as data
from policycheck.reports.harmless import github_property

_COMMANDS: Final = {
    Significance.MATERIAL: "warning",
    Significance.NOTABLE: "notice",
}


def diff(comparison: Comparison, *, file: str | None = None) -> str:
    """Each standing change that a reader should see; then all of them counted.

    `file` is the path of the new version, where it was named by a revision as well.
    """
    shown = [each for each in comparison.standing if each.significance in _COMMANDS]
    lines = [_command(each, file) for each in shown]
    if comparison.changes:
        lines.append(f"::notice title=policycheck diff::{data(counts(comparison))}")
    return "".join(f"{line}\n" for line in lines)


def _command(change: Change, file: str | None) -> str:
    """A change in the new file; what is gone stands at what is left around it."""
    at = change.place
    span = at.span
    where = {"file": file or at.path, "line": span.line, "endLine": span.end_line}
    if span.line == span.end_line:  # GitHub refuses columns of several lines
        where |= {"col": span.column, "endColumn": span.end_column}
    properties = ",".join(
        f"{name}={github_property(str(value))}"
        for name, value in {**where, "title": change.kind.rule}.items()
    )
    message = [f"{place(at)}: {change.kind.rule} {change.message}"]
    message += [
        f"{word}: {value}"
        for word, value in (("was", change.told.old), ("now", change.told.new))
        if value is not None and value not in change.message
    ]
    if change.new_location is None and change.old_location is not None:
        message.append(f"it stood at {place(change.old_location)}")
    message += [
        f"{each.regime}: {each.says} ({citations(each)})"
        for each in change.consequences
    ]
    lines = "%0A".join(data(each) for each in message)
    return f"::{_COMMANDS[change.significance]} {properties}::{lines}"
