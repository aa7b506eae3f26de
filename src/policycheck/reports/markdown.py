"""Markdown for a job summary or a comment: a table of findings for each policy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from policycheck.finding import Finding, State
from policycheck.report import Checked, Report
from policycheck.reports import harmless, summary, table_markdown

_MOST: Final = 500
"""A job summary holds a megabyte; more rows than these nobody reads either."""


def check(report: Report) -> str:
    """A headline, the new findings of each policy, the excused ones folded, coverage.

    Errors stand before warnings, and those before notes.
    """
    return "\n".join(_blocks(report))


def _blocks(report: Report) -> Iterator[str]:
    yield f"## policycheck: {_escaped(summary.headline(report))}\n"
    room = _MOST
    for checked in report.checked:
        yield from _policy(checked, room)
        room = max(room - len(checked.findings), 0)
    for name, texts in summary.rows(report, notes=True).items():
        for text in texts:
            yield f"- **{name}**: {_escaped(text)}"
    yield ""


def _policy(checked: Checked, room: int) -> Iterator[str]:
    new = sorted(
        (each for each in checked.findings if each.state is State.NEW),
        key=lambda each: each.severity.rank,
    )
    excused = [each for each in checked.findings if each.state is not State.NEW]
    if new or excused:
        yield f"### {_code(checked.document.path)}\n"
    if new:
        yield from _table(new, room)
    if excused:
        many = summary.counted(len(excused), "excused finding")
        yield f"<details><summary>{many}</summary>\n"
        yield from _table(excused, max(room - len(new), 0))
        yield "</details>\n"


def _table(findings: Sequence[Finding], room: int) -> Iterator[str]:
    yield "| | line | rule | what is wrong, and what to do |"
    yield "|---|---|---|---|"
    for each in islice(findings, room):
        yield f"| {' | '.join(_cells(each))} |"
    if len(findings) > room:
        more = len(findings) - room
        yield f"| | | | and {more} more: `--format json` has every one |"
    yield ""


def _cells(finding: Finding) -> Iterator[str]:
    yield finding.severity.value
    yield str(finding.location.span.line)
    yield f"[{finding.rule}]({finding.docs})"
    cited = ", ".join(dict.fromkeys(each.label for each in finding.citations))
    law = f" *{_escaped(cited)}*" if cited else ""
    excuse = f"<br>{finding.state.value}: {_escaped(finding.excuse or '')}"
    because = "" if finding.state is State.NEW else excuse
    fix = f"<br>Fix: {_escaped(finding.fix)}"
    yield f"{_escaped(finding.message)}{law}{fix}{because}"


def _escaped(text: str) -> str:
    return table_markdown.escape(harmless.line(text))


def _code(text: str) -> str:
    """A path as code; one that holds what ends code is escaped instead."""
    plain = _escaped(text)
    return f"`{text}`" if plain == text.replace("_", "\\_") else plain
