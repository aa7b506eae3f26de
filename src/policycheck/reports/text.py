"""The report for people: findings with the lines they rest on, then a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from policycheck.finding import Finding, RelatedPlace, Severity, State
from policycheck.location import Location, Pointer
from policycheck.report import Checked, Report
from policycheck.reports import Options, ink, summary
from policycheck.reports.cells import width as cells
from policycheck.reports.cells import wrap
from policycheck.reports.frame import Mark, Page, frame, is_text
from policycheck.reports.harmless import line as harmless
from policycheck.reports.ink import Ink, Style

_FEW: Final = 3
"""More findings of one rule than this become one block."""
_FRAMED: Final = 5
"""More related places than this are told by their lines alone."""
_NARROWEST: Final = 40
_MEASURE: Final = 110
"""Prose in longer lines than this is hard to read."""
_COLUMN: Final = 44
"""A message with less room than this beside its place goes below it."""
_NOT_COMPARED: Final = " (not compared with the official text)"
_ENTRY: Final = 2
"""How deep an entry of a catalogue or list stands: /activities/0."""


def check(report: Report, options: Options) -> str:
    """Every finding that counts, then a summary."""
    above = findings(report, options)
    room = min(max(options.width, _NARROWEST), _MEASURE)
    return above + _text(
        summary.lines(report, room, _paint(options), notes=options.notes)
    )


def findings(report: Report, options: Options) -> str:
    """Every finding that counts.

    Notes are only counted unless asked for, and so are waived and known findings.
    """
    width = max(options.width, _NARROWEST)
    lines: list[str] = []
    for checked in report.checked:
        gutter = len(str(len(checked.document.lines)))
        page = Page(width, gutter, _paint(options), options.linked)
        shown = [
            each
            for each in checked.findings
            if (options.notes or each.severity is not Severity.NOTE)
            and (options.show_excused or each.state is State.NEW)
        ]
        for group in _groups(shown):
            lines += [*_block(group, checked, page), ""]
    return _text(lines)


def _paint(options: Options) -> Ink:
    return ink.coloured if options.colour else ink.plain


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _groups(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings one by one, or many of one rule together where the first stands."""
    alike: dict[tuple[str, str, str], list[Finding]] = {}
    for each in findings:
        key = (each.rule, each.severity.value, each.state.value)
        alike.setdefault(key, []).append(each)
    groups: list[list[Finding]] = []
    for together in alike.values():
        many = len(together) > _FEW
        groups += [together] if many else [[each] for each in together]
    return sorted(groups, key=lambda group: group[0].location.span)


def _block(group: Sequence[Finding], checked: Checked, page: Page) -> Iterator[str]:
    """A block of lines: what is wrong, where, by which law, and what to do."""
    first = group[0]
    fixes = dict.fromkeys(each.fix for each in group)
    if len(group) == 1:
        yield from _headline(first, first.title, page)
        yield _arrow(_place(first.location), page)
        yield from _frame(first, checked, page)
        if first.location.pointer:
            yield from _entry("at", _pointer(first, checked), page)
        if len(first.related) > _FRAMED:
            yield from _entry("and", _others(first), page)
    else:
        yield from _headline(first, f"{first.title} ({len(group)}\xa0places)", page)
        yield from _places(group, page, fixes=len(fixes) > 1)
        yield from _shared(group, checked, page)
    for cited in _cited(group):
        yield from _entry("law", cited, page)
    for excuse in dict.fromkeys(each.excuse for each in group if each.excuse):
        yield from _entry("why", excuse, page)
    if len(fixes) == 1:
        yield from _entry("fix", first.fix, page)
    if not page.linked:
        yield page.bar(f"doc {first.docs}", sign="=")


def _headline(finding: Finding, message: str, page: Page) -> Iterator[str]:
    severity = finding.severity.value
    state = "" if finding.state is State.NEW else f" ({finding.state.value})"
    before = cells(f"{severity}[{finding.rule}]{state}: ")
    room = min(page.width, _MEASURE)
    first, *rest = wrap(harmless(message), room - 4, first=room - before) or [""]
    name = page.ink(f"{severity}[{finding.rule}]", ink.OF[finding.severity])
    if page.linked:
        name = ink.link(name, finding.docs)
    yield f"{name}{state}: {page.ink(first, Style.STRONG)}".rstrip()
    for each in rest:
        yield f"    {page.ink(each, Style.STRONG)}"


def _arrow(text: str, page: Page) -> str:
    return f"{' ' * page.gutter}{page.ink('-->', Style.FRAME)} {text}"


def _place(at: Location) -> str:
    return harmless(f"{at.path}:{at.span.line}:{at.span.column}")


def _frame(finding: Finding, checked: Checked, page: Page) -> Iterator[str]:
    """The lines a finding rests on, both ends of a cross-check underlined.

    What is no text, such as a picture called policy.yaml, is not shown.
    """
    document, at = checked.document, finding.location
    if not is_text(document.text):
        yield from (
            page.bar(each) for each in wrap(harmless(finding.message), page.room)
        )
        return
    style = ink.OF[finding.severity]
    marks = [Mark(at.span, finding.message, style, is_primary=True)]
    marks += [
        Mark(each.location.span, each.message, Style.FRAME)
        for each in finding.related[:_FRAMED]
    ]
    entry = document.locate(Pointer(at.pointer[:_ENTRY])) if at.pointer else at
    yield from frame(document.lines, marks, page, opens=entry.span.line)


def _others(finding: Finding) -> str:
    """The lines of the related places that the frame leaves out."""
    left = dict.fromkeys(each.location.span.line for each in finding.related[_FRAMED:])
    return f"line{'s' * (len(left) > 1)} {', '.join(map(str, left))}"


def _pointer(finding: Finding, checked: Checked) -> str:
    """The pointer as waivers write it, and whether the document has such a place."""
    here: Any = checked.document.data
    for step in finding.location.pointer:
        known = range(len(here)) if isinstance(here, list) else here
        if not isinstance(known, dict | range) or step not in known:
            return f"{finding.stable_at} (missing)"
        here = here[step]
    return finding.stable_at


def _places(group: Sequence[Finding], page: Page, *, fixes: bool) -> Iterator[str]:
    """The places of a block, and what is wrong at each: beside it if there is room."""
    often = _often(group)
    widest = max(cells(_place(each.location)) for each in group)
    before = page.gutter + 4
    beside = page.width - before - widest - 2 >= _COLUMN
    indent = before + (widest + 2 if beside else 0)
    room = min(page.width - indent, _MEASURE)
    for each in group:
        place = _place(each.location)
        message = wrap(harmless(each.message), room)
        if beside:
            gap = " " * (widest + 2 - cells(place))
            place = f"{place}{gap}{''.join(message[:1])}".rstrip()
        yield _arrow(place, page)
        for line in message[beside:]:
            yield " " * indent + line
        for other in each.related:
            if often[other] == 1:
                says = f"--- {_place(other.location)} {other.message}"
                for line in wrap(harmless(says), room):
                    yield " " * indent + page.ink(line, Style.FRAME)
        if fixes:
            for line in wrap(harmless(f"fix: {each.fix}"), room):
                yield " " * indent + page.ink(line, Style.FAINT)


def _often(group: Iterable[Finding]) -> Counter[RelatedPlace]:
    """How many findings of a block rest on the same other place."""
    return Counter(other for each in group for other in each.related)


def _shared(group: Sequence[Finding], checked: Checked, page: Page) -> Iterator[str]:
    """A frame of the places that several findings of a block rest on."""
    marks = []
    for other, many in _often(group).items():
        some = f" ({many} of {len(group)})" if many < len(group) else ""
        if many > 1:
            says = f"{other.message}{some}"
            marks.append(Mark(other.location.span, says, Style.FRAME))
    return frame(checked.document.lines, marks, page)


def _cited(group: Iterable[Finding]) -> Iterator[str]:
    """The provisions a block rests on; those nobody compared with the text apart."""
    every = dict.fromkeys(by for each in group for by in each.citations)
    for verified, remark in ((True, ""), (False, _NOT_COMPARED)):
        labels = dict.fromkeys(by.label for by in every if by.verified is verified)
        if labels:
            yield ", ".join(labels) + remark


def _entry(name: str, text: str, page: Page) -> Iterator[str]:
    """A line below the frame, with a name of at most three letters."""
    first, *rest = wrap(harmless(text), min(page.room - 4, _MEASURE)) or [""]
    yield page.bar(f"{name:<3} {first}", sign="=")
    for each in rest:
        yield " " * (page.gutter + 7) + each
