"""How often each rule found something, in a table for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from policycheck.finding import Finding, State
from policycheck.report import Report

_HEADS: Final = ("new", "excused", "severity", "rule")


def check(report: Report) -> str:
    """A line for each rule: new findings, excused ones, severity, id and title.

    Nothing found is nothing said; the most frequent stand first.
    """
    rows = list(_rows(report))
    if not rows:
        return ""
    widths = [max(len(row[column]) for row in (_HEADS, *rows)) for column in range(4)]
    lines = [_line(_HEADS, widths)]
    lines += [f"{_line(row, widths):<{sum(widths) + 6}}  {row[4]}" for row in rows]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _rows(report: Report) -> Iterator[tuple[str, str, str, str, str]]:
    new: Counter[str] = Counter()
    excused: Counter[str] = Counter()
    samples: dict[str, Finding] = {}
    for each in report.findings:
        (new if each.state is State.NEW else excused)[each.rule] += 1
        samples.setdefault(each.rule, each)
    for rule in sorted(samples, key=lambda id_: (-new[id_], -excused[id_], id_)):
        one = samples[rule]
        yield (
            str(new[rule]),
            str(excused[rule]),
            one.severity.value,
            rule,
            one.title,
        )


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    new, excused, severity, rule = row[:4]
    return (
        f"{new:>{widths[0]}}  {excused:>{widths[1]}}  "
        f"{severity:<{widths[2]}}  {rule:<{widths[3]}}"
    )
