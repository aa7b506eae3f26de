"""What changed, for people at a terminal: worst first, by what it means for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from policycheck.diff.change import Change, Cited, Comparison, Consequence
from policycheck.diff.folding import Asked, Chapter, Fold, OfKind, chapters
from policycheck.diff.scale import Direction, Significance
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
EXCUSED: Final = "Waived in the new version"
ASKED: Final = "What the law asks for then"
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
    "+ expands what is done, or people can do less; - the other way; ~ neither; "
    "[line:column] of that version"
)
_UNSEEN: Final = "not compared with the official text"


def diff(comparison: Comparison, *, width: int = 80, colour: bool = False) -> str:
    """The changes, ending in one line that says what it all comes to."""
    ink = coloured if colour else plain
    lines = [
        f"was: {harmless(comparison.old_path)}",
        f"now: {harmless(comparison.new_path)}",
        "",
    ]
    told = chapters(comparison.changes)
    for chapter in told:
        lines += _chapter(chapter, width, ink)
    lines += _summary(comparison, told, width)
    return "\n".join(lines) + "\n"


def _chapter(chapter: Chapter, width: int, ink: Ink) -> Iterator[str]:
    style = Style.FAINT
    if chapter.significance is not None:
        style = _STYLES[chapter.significance]
    for each in wrap(title(chapter), width):
        yield ink(each, style)
    for theme, kinds in chapter.themes:
        yield from ("", f"  {ink(theme.value, Style.STRONG)}")
        for of_kind in kinds:
            yield ""
            yield from _kind(of_kind, width, ink)
    if chapter.asked:
        yield from ("", f"  {ink(ASKED, Style.STRONG)}", "")
    for asked in chapter.asked:
        yield from _asked(asked, width)
    yield ""


def title(chapter: Chapter) -> str:
    """What the changes of a chapter are, and how many."""
    grave = chapter.significance
    return f"{EXCUSED if grave is None else HEADINGS[grave]} ({chapter.count})"


def _kind(of_kind: OfKind, width: int, ink: Ink) -> Iterator[str]:
    """The changes of one kind; its id, and what laws ask for, once."""
    sign = SIGNS[of_kind.kind.direction]
    for group in of_kind.groups:
        if len(group) == 1:
            yield from _wrapped(harmless(group[0].message), width, f"    {sign} ")
            yield from _sides(group, width, "      ")
            yield from _excuse(group[0], width, "      ")
            continue
        heading = f"{harmless(group[0].heading)} ({len(group)})"
        yield from _wrapped(heading, width, f"    {sign} ")
        yield from _sides(group, width, "      ", ("was",))
        for fold in group:
            start = "      * "
            if fold.item:
                yield from _wrapped(harmless(fold.item), width, start)
                start = "        "
            yield from _sides((fold,), width, start, ("now",))
            yield from _excuse(fold, width, "        ")
    law = f"; law {ranges(of_kind.asks)}" if of_kind.asks else ""
    for each in wrap(f"{of_kind.kind.rule}{law}", width - 6):
        yield f"      {ink(each, Style.FAINT)}"


def _excuse(fold: Fold, width: int, start: str) -> Iterator[str]:
    if fold.first.excuse is not None:
        yield from _wrapped(harmless(fold.first.excuse), width, f"{start}waived: ")


def _sides(
    folds: Sequence[Fold], width: int, start: str, words: Sequence[str] = ("was", "now")
) -> Iterator[str]:
    """What was said, and what is said now, with the places of all these changes."""
    changes = [change for fold in folds for change in fold.changes]
    for word, value, places in sides(changes):
        if word in words:
            text = "" if folds[0].tells(value) else harmless(value or "")
            text = " ".join(filter(None, (text, _places(places))))
            yield from _wrapped(text, width, f"{start}{word}: ")


def sides(
    changes: Sequence[Change],
) -> Iterator[tuple[str, str | None, list[Location]]]:
    """What was said and what is said now, with the places; neither where it is not."""
    first = changes[0]
    for word, value, places in (
        ("was", first.old, [each.old_location for each in changes]),
        ("now", first.new, [each.new_location for each in changes]),
    ):
        found = [each for each in places if each is not None]
        if found and (value is not None or (first.old is None and first.new is None)):
            yield word, value, found


def _places(places: Iterable[Location]) -> str:
    """Several places in a row, by line and column: the file stands at the top."""
    spans = sorted({(each.span.line, each.span.column) for each in places})
    return f"[{', '.join(f'{line}:{column}' for line, column in spans)}]"


def _asked(asked: Asked, width: int) -> Iterator[str]:
    by = "; ".join(
        f"{regime}: {', '.join(cited(each) for each in cites)}"
        for regime, cites in asked.by
    )
    yield from _wrapped(f"{asked.says} ({by})", width, f"{asked.number:>5}  ")


def cited(each: Cited) -> str:
    """A citation, with an asterisk if its wording was not compared."""
    return each.label if each.verified else f"{each.label}*"


def ranges(numbers: Iterable[int]) -> str:
    """Numbers in order, those that follow each other from the first to the last."""
    runs: list[list[int]] = []
    for each in sorted(numbers):
        if runs and runs[-1][-1] + 1 == each:
            runs[-1].append(each)
        else:
            runs.append([each])
    return ", ".join(
        str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs
    )


def _wrapped(text: str, width: int, start: str) -> Iterator[str]:
    first, *rest = wrap(text, width - len(start)) or [""]
    yield f"{start}{first}"
    yield from (f"{' ' * len(start)}{each}" for each in rest)


def citations(consequence: Consequence) -> str:
    """The provisions as cited, with a word on those that were not compared."""
    return "; ".join(
        cited.label if cited.verified else f"{cited.label}, {_UNSEEN}"
        for cited in consequence.cites
    )


def place(at: Location) -> str:
    """A position as editors read it."""
    return f"{harmless(at.path)}:{at.span.line}:{at.span.column}"


def unseen(told: Iterable[Chapter]) -> str | None:
    """The word on citations with an asterisk, if there are any."""
    found = (
        each
        for chapter in told
        for asked in chapter.asked
        for _, cites in asked.by
        for each in cites
    )
    return None if all(each.verified for each in found) else f"* {_UNSEEN}"


def _summary(
    comparison: Comparison, told: Iterable[Chapter], width: int
) -> Iterator[str]:
    if not comparison.changes:
        yield from wrap("No change for people, and none to the document.", width)
    else:
        yield from wrap(_KEY, width)
        yield from wrap(unseen(told) or "", width)
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
