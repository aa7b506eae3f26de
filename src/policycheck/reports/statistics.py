"""How often each rule found something, and how much each policy states, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from policycheck.finding import Finding, Severity, State
from policycheck.report import Checked, Report
from policycheck.reports.harmless import line as harmless

_BY_RULE: Final = (">new", ">excused", "severity", "rule", "")
_BY_POLICY: Final = (
    ">activities", ">purposes", ">no basis", ">errors", ">warnings", ">notes", "policy",
)  # fmt: skip
_NOT_JUDGED: Final = "-"


def check(report: Report, *, width: int) -> str:
    """A line for each rule that found something, then a line for each policy.

    The most frequent rules stand first. `no basis` counts the purposes for which no
    legal basis is named; a policy whose rules did not run has dashes. Titles of rules
    that do not all fit are left out.
    """
    rules, policies = list(_rules(report)), list(_policies(report))
    by_rule = _table(_BY_RULE, rules) if rules else ""
    if any(len(line) > width for line in by_rule.splitlines()):
        by_rule = _table(_BY_RULE[:-1], [row[:-1] for row in rules])
    by_policy = _table(_BY_POLICY, policies) if policies else ""
    return "\n".join(filter(None, (by_rule, by_policy)))


def _rules(report: Report) -> Iterator[tuple[str, ...]]:
    new: Counter[str] = Counter()
    excused: Counter[str] = Counter()
    samples: dict[str, Finding] = {}
    for each in report.findings:
        (new if each.state is State.NEW else excused)[each.rule] += 1
        samples.setdefault(each.rule, each)
    for rule in sorted(samples, key=lambda id_: (-new[id_], -excused[id_], id_)):
        one = samples[rule]
        counts = (str(new[rule]), str(excused[rule]))
        yield *counts, one.severity.value, rule, one.title


def _policies(report: Report) -> Iterator[tuple[str, ...]]:
    rows = [(_stated(each), _found(each)) for each in report.checked]
    for each, (stated, found) in zip(report.checked, rows, strict=True):
        title = " ".join(word for word in (each.id, each.version) if word)
        named = f"{each.document.path} ({title})" if title else each.document.path
        yield *_cells(stated), *map(str, found), harmless(named)
    if len(rows) > 1:
        judged = [stated for stated, _ in rows if stated is not None]
        total = tuple(map(sum, zip(*judged, strict=True))) if judged else None
        found = tuple(map(sum, zip(*(found for _, found in rows), strict=True)))
        yield *_cells(total), *map(str, found), f"{len(rows)} policies"


def _stated(checked: Checked) -> tuple[int, ...] | None:
    counts = checked.counts
    if counts is None:
        return None
    return counts.activities, counts.purposes, counts.without_basis


def _cells(stated: tuple[int, ...] | None) -> tuple[str, ...]:
    return (_NOT_JUDGED,) * 3 if stated is None else tuple(map(str, stated))


def _found(checked: Checked) -> tuple[int, ...]:
    """New findings, the gravest first."""
    new = Counter(
        found.severity for found in checked.findings if found.state is State.NEW
    )
    return tuple(new[severity] for severity in Severity)


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Rows under their heads; a head with > before it stands over numbers."""
    named = tuple(head.removeprefix(">") for head in heads)
    widths = [max(map(len, column)) for column in zip(named, *rows, strict=True)]
    lines = []
    for row in (named, *rows):
        cells = (
            f"{cell:>{width}}" if head.startswith(">") else f"{cell:<{width}}"
            for cell, head, width in zip(row, heads, widths, strict=True)
        )
        lines.append("  ".join(cells).rstrip())
    return "".join(f"{line}\n" for line in lines)
