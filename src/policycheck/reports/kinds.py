"""A kind of change explained: what `policycheck diff` means by it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from policycheck.diff.kinds import Kind
from policycheck.diff.messages import heading
from policycheck.diff.mirrors import MIRRORS, UNMIRRORED
from policycheck.diff.scale import Direction
from policycheck.reports.cells import wrap

if TYPE_CHECKING:
    from policycheck.diff.change import Consequence
    from policycheck.diff.significance import Judge

_FIELD: Final = re.compile(r"\{\w+\}")
_GOES: Final = {
    Direction.EXPANDS: (
        "It expands: more may be done with people's data, or they can do less."
    ),
    Direction.NARROWS: (
        "It narrows: less may be done with people's data, or they can do more."
    ),
    Direction.NEUTRAL: "It goes neither way, or only a person can tell.",
}


def one(kind: Kind, judges: Sequence[Judge], *, width: int) -> str:
    """A kind of change for a terminal: which way it goes, and what each law asks."""
    told = _FIELD.sub("…", heading(kind))
    lines = [
        f"{kind.rule} ({kind.significance.value}, before any law speaks)",
        "",
        *wrap(f"{kind.theme.value}: {told}.", width),
        "",
        *wrap(f"{_GOES[kind.direction]} {_mirror(kind)}", width),
        "",
        *_judged(kind, judges, width),
        "",
        *wrap(
            "`policycheck diff` tells it; docs/diff.md has the yardstick. To excuse "
            f"one, the newer policy has a waiver with `rule: {kind.rule}`.",
            width,
        ),
    ]
    return "\n".join(lines) + "\n"


def _mirror(kind: Kind) -> str:
    if kind in UNMIRRORED:
        return f"It has no mirror: {UNMIRRORED[kind]}."
    mirror = MIRRORS[kind]
    if mirror is kind:
        return "Seen the other way it is the same kind."
    return f"Seen the other way it is {mirror.rule}."


def _judged(kind: Kind, judges: Sequence[Judge], width: int) -> Iterator[str]:
    yield "What the laws make of it"
    silent = []
    for judge in judges:
        judgement = judge.of(kind, None)
        if judgement is None or not judgement.consequences:
            silent.append(judge.regime)
            continue
        yield f"  {judge.regime}: {judgement.significance.value}"
        for each in judgement.consequences:
            yield from _hanging(_says(each), width)
    if silent:
        yield from _hanging(f"ask for nothing: {', '.join(silent)}", width, indent=2)


def _says(consequence: Consequence) -> str:
    cited = ", ".join(
        each.label if each.verified else f"{each.label} (not compared)"
        for each in consequence.cites
    )
    return f"{consequence.says} ({cited})" if cited else consequence.says


def _hanging(text: str, width: int, *, indent: int = 4) -> Iterator[str]:
    for line in wrap(text, width - indent):
        yield " " * indent + line
