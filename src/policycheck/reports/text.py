"""The report for people: findings with the lines they rest on, then a summary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from policycheck.engine import Checked, Report
from policycheck.finding import Citation, Finding, Severity, State
from policycheck.location import Location, Pointer
import policycheck.reports.ink as ink
import policycheck.reports.summary as summary
from policycheck.reports.cells import width as cells
from policycheck.reports.cells import wrap
from policycheck.reports.frame import Mark, Page, frame
from policycheck.reports.harmless import line as harmless
from policycheck.reports.ink import Style

_FEW: Final = 3
"""More findings of one rule than this become one block."""
_NARROWEST: Final = 40
_MEASURE: Final = 110
"""Prose in longer lines than this is hard to read."""
_ENTRY: Final = 2
"""How deep an entry of a catalogue or list stands: /activities/0."""


def check(
    report: Report,
    *,
    width: int = 80,
    colour: bool = False,
    notes: bool = False,
    show_excused: bool = False,
) -> str:
    """Every finding that counts, then a summary.

    Notes are counted unless `notes`, waived and known findings unless `show_excused`.
    """
    paint = ink.coloured if colour else ink.plain
    width = max(width, _NARROWEST)
    lines: list[str] = []
    for checked in report.checked:
        page = Page(width, len(str(len(checked.document.lines))), paint)
        shown = [
            each
            for each in checked.findings
            if (notes or each.severity is not Severity.NOTE)
            and (show_excused or each.state is State.NEW)
        ]
        for group in _groups(shown):
            lines += [*_block(group, checked, page), ""]
    lines += summary.lines(report, min(width, _MEASURE), paint, notes=notes)
    return "".join(f"{line}\n" for line in lines)


def _groups(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings one by one, or many of one rule together where the first stands."""
    alike: dict[tuple[str, str, str], list[Finding]] = {}
    for each in findings:
        key = (each.rule, each.severity.value, each.state.value)
        alike.setdefault(key, []).append(each)
    groups = [
        group
        for together in alike.values()
        for group in (
            [together] if len(together) > _FEW else [[each] for each in together]
        )
    ]
    return sorted(groups, key=lambda group: group[0].location.span)


def _block(group: Sequence[Finding], checked: Checked, page: Page) -> Iterator[str]:
    """A block of lines: what is wrong, where, by which law, and what to do."""
    first = group[0]
    if len(group) == 1:
        yield from _headline(first, first.message, page)
        yield (
            " " * page.gutter
            + page.ink("-->", Style.FRAME)
            + f" {_place(first.location)}"
        )
        yield from _frame(first, checked, page)
        yield from _entry("at", [] if _is_top(first) else [first.stable_at], page)
    else:
        yield from _headline(first, f"{first.title} ({len(group)} places)", page)
        yield page.bar()
        for each in group:
            yield from _listed(each, page)
        yield page.bar()
    cited = dict.fromkeys(_cited(by) for each in group for by in each.citations)
    yield from _entry("law", [", ".join(cited)] if cited else [], page)
    yield from _entry("fix", dict.fromkeys(each.fix for each in group), page)


def _headline(finding: Finding, message: str, page: Page) -> Iterator[str]:
    severity = finding.severity.value
    state = "" if finding.state is State.NEW else f" ({finding.state.value})"
    before = cells(f"{severity}[{finding.rule}]{state}: ")
    room = min(page.width, _MEASURE)
    first, *rest = wrap(harmless(message), room - 4, first=room - before) or [""]
    head = (
        page.ink(f"{severity}[{finding.rule}]", ink.OF[finding.severity]) + state + ":"
    )
    yield f"{head} {page.ink(first, Style.STRONG)}" if first else head
    for each in rest:
        yield f"    {page.ink(each, Style.STRONG)}"


def _place(at: Location) -> str:
    return harmless(f"{at.path}:{at.span.line}:{at.span.column}")


def _is_top(finding: Finding) -> bool:
    return not finding.location.pointer


def _frame(finding: Finding, checked: Checked, page: Page) -> Iterator[str]:
    """The lines a finding rests on, both ends of a cross-check underlined."""
    document, at = checked.document, finding.location
    style = ink.OF[finding.severity]
    marks = [Mark(at.span, _missing(document.data, at.pointer), style, is_primary=True)]
    marks += [
        Mark(each.location.span, each.message, Style.FRAME) for each in finding.related
    ]
    entry = document.locate(Pointer(at.pointer[:_ENTRY])) if at.pointer else at
    return frame(document.lines, marks, entry.span.line, page)


def _missing(data: Any, pointer: Pointer) -> str:
    """What of the pointer the document does not have, in words."""
    for depth, step in enumerate(pointer):
        known = range(len(data)) if isinstance(data, list) else data
        if not isinstance(known, dict | range) or step not in known:
            return f"`{'/'.join(map(str, pointer[depth:]))}` is missing"
        data = data[step]
    return ""


def _listed(finding: Finding, page: Page) -> Iterator[str]:
    """A place of a block, and what is wrong there."""
    yield page.bar(_place(finding.location))
    for each in wrap(harmless(finding.message), min(page.room, _MEASURE) - 4):
        yield page.bar(f"    {each}")
    for other in finding.related:
        says = f"{_place(other.location)} {other.message}"
        first, *rest = wrap(harmless(says), min(page.room, _MEASURE) - 8)
        yield page.bar(page.ink(f"    --- {first}", Style.FRAME))
        for each in rest:
            yield page.bar(page.ink(f"        {each}", Style.FRAME))


def _cited(citation: Citation) -> str:
    compared = "" if citation.verified else " (not compared with the official text)"
    return f"{citation.label}{compared}"


def _entry(name: str, texts: Iterable[str], page: Page) -> Iterator[str]:
    """A line below the frame, with a name of at most three letters."""
    for text in texts:
        room = min(page.room, _MEASURE) - 4
        for index, each in enumerate(wrap(harmless(text), room)):
            if index:
                yield " " * (page.gutter + 7) + each
            else:
                yield page.bar(f"{name:<3} {each}", sign="=")
