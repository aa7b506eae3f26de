"""What changed, for people at a terminal: worst first, by what it means for people."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from policycheck.diff.change import Change, Comparison, Consequence
from policycheck.diff.scale import Direction, Significance
from policycheck.finding import State
from policycheck.location import Location
from policycheck.reports.cells import wrap
from policycheck.reports.harmless import line as harmless
from policycheck.reports.ink import Ink, Style, coloured, plain

HEADINGS: Final = {
    Significance.MATERIAL: "Material: people are treated differently, or a law "
    "asks for notice or consent",
    Significance.NOTABLE: "Notable: a reader should see it",
    Significance.EDITORIAL: "Editorial: nothing changes for people",
}
SIGNS: Final = {
    Direction.EXPANDS: "+",
    Direction.NARROWS: "-",
    Direction.NEUTRAL: "~",
}
_STYLES: Final = {
    Significance.MATERIAL: Style.ERROR,
    Significance.NOTABLE: Style.WARNING,
    Significance.EDITORIAL: Style.NOTE,
}
_KEY: Final = (
    "+ expands what is done, or people can do less; - the other way; ~ neither"
)


def diff(comparison: Comparison, *, width: int = 80, colour: bool = False) -> str:
    """The changes, ending in one line that says what it all comes to."""
    ink = coloured if colour else plain
    lines = [f"{harmless(comparison.old_path)} -> {harmless(comparison.new_path)}", ""]
    for significance, same in groupby(
        comparison.changes, key=lambda each: each.significance
    ):
        changes = list(same)
        heading = f"{HEADINGS[significance]} ({len(changes)})"
        lines += [ink(each, _STYLES[significance]) for each in wrap(heading, width)]
        for theme, about in groupby(changes, key=lambda each: each.kind.theme):
            lines += ["", f"  {ink(theme.value, Style.STRONG)}"]
            for change in about:
                lines += _change(change, width, ink)
        lines.append("")
    lines += _summary(comparison, width)
    return "\n".join(lines) + "\n"


def _change(change: Change, width: int, ink: Ink) -> Iterator[str]:
    waived = " (waived)" if change.state is State.WAIVED else ""
    sign = SIGNS[change.kind.direction]
    says = f"{harmless(change.message)}{waived}"
    first, *rest = wrap(says, width - 6)
    yield f"    {sign} {first}"
    yield from (f"      {each}" for each in rest)
    for word, value, at in (
        ("was", change.old, change.old_location),
        ("now", change.new, change.new_location),
    ):
        if value is not None or at is not None:
            told = value is not None and value in change.message
            yield from _side(word, "" if told else value, at, width)
    for consequence in change.consequences:
        yield from _wrapped(
            f"{consequence.regime}: {_asks(consequence)}", width, "      = "
        )
    yield f"      {ink(change.kind.rule, Style.FAINT)}"


def _side(
    word: str, value: str | None, at: Location | None, width: int
) -> Iterator[str]:
    said = harmless(value) if value is not None else "(no such value)"
    where = "" if at is None else f"[{place(at)}]"
    yield from _wrapped(" ".join(filter(None, (said, where))), width, f"      {word}: ")


def _wrapped(text: str, width: int, start: str) -> Iterator[str]:
    first, *rest = wrap(text, width - len(start)) or [""]
    yield f"{start}{first}"
    yield from (f"{' ' * len(start)}{each}" for each in rest)


def _asks(consequence: Consequence) -> str:
    return f"{consequence.says} ({citations(consequence)})"


def citations(consequence: Consequence) -> str:
    """The provisions as cited, with a word on those that were not compared."""
    return "; ".join(
        cited.label
        if cited.verified
        else f"{cited.label}, not compared with the official text"
        for cited in consequence.cites
    )


def place(at: Location) -> str:
    """A position as editors read it."""
    return f"{harmless(at.path)}:{at.span.line}:{at.span.column}"


def _summary(comparison: Comparison, width: int) -> Iterator[str]:
    if not comparison.changes:
        yield from wrap("No change for people, and none to the document.", width)
    else:
        yield from wrap(_KEY, width)
        yield from wrap(f"{counts(comparison)}.", width)
    yield from wrap(scope(comparison), width)
    for rule in comparison.unknown_waivers:
        yield from wrap(
            f"A waiver names {harmless(rule)}, which does not exist.", width
        )


def counts(comparison: Comparison) -> str:
    """How many changes there are of each significance, and the verdict."""
    said = [f"{comparison.count(each)} {each.value}" for each in Significance]
    waived = f"; {comparison.waived} waived" if comparison.waived else ""
    verdict = comparison.verdict
    return f"{', '.join(said)}{waived}: {verdict.value if verdict else 'nothing'}"


def scope(comparison: Comparison) -> str:
    """Which laws judged."""
    judged = ", ".join(comparison.judged_by) or "no regime"
    return f"Judged by {judged}. Not legal advice."
