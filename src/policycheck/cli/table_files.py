"""A derived table and the files that publish it: compared, or refreshed in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from policycheck.cli.output import complain, emit
from policycheck.errors import PolicycheckError

if TYPE_CHECKING:
    from datetime import date

    from policycheck.limits import Limits
    from policycheck.policy import Policy
    from policycheck.table import Table
    from policycheck.table_differences import Comparison
    from policycheck.table_options import Options


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A table to derive: its name, and the policy, day and options it is made from."""

    name: str
    path: str
    policy: Policy
    day: date
    options: Options
    limits: Limits

    def derived(self) -> Table:
        """The table."""
        return self.derived_with(self.options)

    def derived_with(self, options: Options) -> Table:
        """The table with other options."""
        from policycheck.regimes import tables

        return tables.build(self.name, self.policy, self.day, options)


def compare(job: Job, published: str | None, *, as_json: bool) -> int:
    """Print how a published table differs from the derived one; 1 if it does.

    Without a file, the tables the policy keeps as published are compared.
    """
    from policycheck.reports import table_differences as written

    where = job.path if published is None else published
    found = _compared(job, published)
    emit(
        written.as_json(found, where)
        if as_json
        else written.text(found.differences, where)
    )
    if found.passed_by:
        complain(
            f"{where}: compared the table of {_at_lines(found.compared)}, passed by "
            f"that of {_at_lines(found.passed_by)}, which has the same columns"
        )
    return int(bool(found.differences))


def _compared(job: Job, published: str | None) -> Comparison:
    from policycheck.published import grids
    from policycheck.regimes import tables
    from policycheck.table_differences import Comparison
    from policycheck.table_differences import compare as compared

    if published is None:
        found = tables.chart_differences(job.name, job.policy, job.day)
        return Comparison(differences=found)
    derived, shown = job.derived(), _text(published, job.limits)
    try:
        return compared(derived, grids(shown))
    except PolicycheckError as error:
        message = f"{published}: {error}"
        raise PolicycheckError(message) from None


def _at_lines(lines: Sequence[int]) -> str:
    return f"line {', '.join(map(str, lines))}"


def refresh(job: Job, path: str, *, only_ask: bool) -> int:
    """Make the tables between a document's comments anew; 1 if asked and stale."""
    from policycheck.placeholders import Block, blocks, refreshed
    from policycheck.regimes import tables
    from policycheck.reports import table_html, table_markdown
    from policycheck.writing import write

    is_html = Path(path).suffix.casefold() in {".html", ".htm", ".xhtml"}

    def made(block: Block) -> str:
        options = tables.options(block.name, block.options, job.options)
        shown = job.derived_with(options)
        return table_html.table(shown) if is_html else table_markdown.table(shown)

    before = _text(path, job.limits)
    try:
        _require(job.name, {block.name for block in blocks(before)})
        after = refreshed(before, job.name, made)
    except PolicycheckError as error:
        message = f"{path}: {error}"
        raise PolicycheckError(message) from None
    if only_ask:
        if after != before:
            complain(f"{path}: its table is stale; run the command without --check")
        return int(after != before)
    if after != before:
        write(path, after)
    return 0


def _require(name: str, found: set[str]) -> None:
    if name not in found:
        others = f"; it has {', '.join(sorted(found))}" if found else ""
        message = f"no <!-- policycheck:table {name} --> comment to fill{others}"
        raise PolicycheckError(message)


def _text(path: str, most: Limits) -> str:
    """The text of a file that the user names: links are followed wherever they lead."""
    from policycheck.discovery import read_file
    from policycheck.files import Refusal, decoded

    found = read_file(path, most)
    reason = found.error
    if found.raw is not None:
        read = decoded(path, found.raw)
        if len(found.raw) > most.bytes:
            reason = f"it is larger than {most.bytes} bytes"
        elif isinstance(read, Refusal):
            reason = read.reason
        else:
            return read.text
    message = f"{path}: {reason}"
    raise PolicycheckError(message)
