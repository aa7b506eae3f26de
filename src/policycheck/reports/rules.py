"""The rules as pages: one explained, all listed, and the document docs/rules.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from policycheck.finding import Severity, docs
from policycheck.reports.cells import wrap
from policycheck.rule import Rule, Stability
from policycheck.rulebook import Cited, Documented

_NOT_COMPARED = "not compared with the official text"


def one(each: Documented, *, width: int) -> str:
    """A rule explained, for a terminal."""
    rule = each.rule
    parts = [
        f"{rule.id} ({_standing(rule)})",
        _filled(f"{rule.title}.", width),
        _filled(rule.explanation, width),
        _filled(f"To fix it, {rule.fix}.", width),
    ]
    if each.cited:
        parts.append("\n".join(["Provisions", *_provisions(each.cited, width)]))
    if each.example is not None:
        parts.append(f"From a policy that passes to one that fails\n{each.example}")
    parts.append(docs(rule.id))
    return "\n\n".join(parts) + "\n"


def _filled(text: str, width: int) -> str:
    return "\n".join(wrap(text, width))


def _standing(rule: Rule[Any]) -> str:
    """How grave its findings are, and how far it can be relied on if not fully."""
    if rule.stability is Stability.STABLE:
        return rule.severity.value
    return f"{rule.severity.value}, {rule.stability.value}"


def _provisions(cited: Iterable[Cited], width: int) -> Iterator[str]:
    for each in cited:
        provision = each.provision
        until = f" until {provision.until}" if provision.until else ""
        compared = "" if provision.compared else f" ({_NOT_COMPARED})"
        says = (
            f"{provision.label}: {provision.title}, {each.regime}, since "
            f"{provision.since}{until}{compared}"
        )
        for number, line in enumerate(wrap(says, width - 4)):
            yield f"{'    ' if number else '  '}{line}"
        if provision.url:
            yield f"    {provision.url}"


def text(rules: Sequence[Documented], *, width: int | None = None) -> str:
    """Every rule on a line of its own; where that is too wide, its title below."""
    wide = max(len(each.rule.id) for each in rules)
    lines = []
    for each in rules:
        rule = each.rule
        line = f"{rule.severity.value:<8} {rule.id:<{wide}} {rule.title}"
        if width is None or len(line) <= width:
            lines.append(line)
            continue
        lines.append(f"{rule.severity.value:<8} {rule.id}")
        lines += [f"{' ' * 9}{part}" for part in wrap(rule.title, width - 9)]
    return "".join(f"{line}\n" for line in lines)


def json_text(rules: Sequence[Documented], unchecked: Sequence[Cited]) -> str:
    """Every rule, and what none checks, as JSON."""
    data = {
        "version": 1,
        "rules": [_rule(each) for each in rules],
        "unchecked": [
            {**_provision(each), "reason": each.provision.unchecked}
            for each in unchecked
        ],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _rule(each: Documented) -> dict[str, Any]:
    rule = each.rule
    return {
        "id": rule.id,
        "severity": rule.severity.value,
        "stability": rule.stability.value,
        "docs": docs(rule.id),
        "title": rule.title,
        "explanation": rule.explanation,
        "fix": rule.fix,
        "regimes": list(each.regimes),
        "provisions": [_provision(cited) for cited in each.cited],
        "example": each.example,
    }


def _provision(each: Cited) -> dict[str, Any]:
    provision = each.provision
    return {
        "regime": each.regime,
        "id": provision.id,
        "label": provision.label,
        "title": provision.title,
        "url": provision.url,
        "since": str(provision.since),
        "until": None if provision.until is None else str(provision.until),
        "compared": provision.compared,
    }


def markdown(rules: Sequence[Documented], unchecked: Sequence[Cited]) -> str:
    """The document docs/rules.md."""
    counts = ", ".join(
        f"{sum(each.rule.severity is severity for each in rules)} {severity.value}s"
        for severity in Severity
    )
    parts = [
        "# The rules",
        (
            "Written by `make docs` from the rules and their tests; a test fails "
            f"when it is stale. {len(rules)} rules: {counts}. "
            f"A provision marked † was {_NOT_COMPARED}."
        ),
    ]
    for owner, group in groupby(rules, key=lambda each: each.rule.owner):
        parts.append(f"## {owner}")
        parts.extend(_page(each) for each in group)
    parts.append("## What is not checked")
    parts.append("Each provision that no rule checks, and why.")
    for regime, provisions in groupby(unchecked, key=lambda each: each.regime):
        rows = "\n".join(
            f"| {each.provision.label} | {each.provision.title} | "
            f"{each.provision.unchecked} |"
            for each in provisions
        )
        parts.append(f"### {regime}")
        parts.append(f"| provision | about | why not |\n|---|---|---|\n{rows}")
    return "\n\n".join(parts) + "\n"


def _page(each: Documented) -> str:
    rule = each.rule
    parts = [
        f"### `{rule.id}`",
        f"**{_standing(rule)}** · {rule.title}.",
        f"{rule.explanation} To fix it, {rule.fix}.",
    ]
    if each.cited:
        parts.append("; ".join(_link(cited) for cited in each.cited) + ".")
    if each.example is not None:
        parts.append(f"```diff\n{each.example}```")
    return "\n\n".join(parts)


def _link(each: Cited) -> str:
    provision = each.provision
    label = (
        f"[{provision.label}]({provision.url})" if provision.url else provision.label
    )
    until = f" until {provision.until}" if provision.until else ""
    mark = "" if provision.compared else " †"
    return f"{label} ({each.regime}, since {provision.since}{until}){mark}"
