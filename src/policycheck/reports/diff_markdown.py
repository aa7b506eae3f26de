"""What changed as Markdown: a comment for a pull request, or a public change log."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import Enum
from typing import Final

from policycheck.diff.change import Comparison
from policycheck.diff.folding import Asked, Chapter, Fold, OfKind, chapters
from policycheck.diff.kinds import Kind
from policycheck.diff.mirrors import UNMIRRORED
from policycheck.diff.scale import Significance, Theme
from policycheck.reports.diff_text import (
    ASKED,
    SIGNS,
    cited,
    counts,
    ranges,
    scope,
    sides,
    title,
    unseen,
)
from policycheck.reports.harmless import line as harmless

_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|~&])")
_LIST: Final = re.compile(r"^(?:[0-9]+(?=[.)])|(?=[-+]))")
_APART: Final = re.compile(r"(?i)[@#]|https?(?=://)|ftp(?=://)|www(?=\.)")
_SHOWN: Final = 500
_MOST: Final = 60_000
"""GitHub refuses a comment of more than 65,536 characters."""


class Audience(Enum):
    """Who reads it: the people who review the change, or the people it is about."""

    REVIEWERS = "reviewers"
    PUBLIC = "public"


def diff(comparison: Comparison, *, audience: str = Audience.REVIEWERS.value) -> str:
    """The changes as Markdown; `public` leaves out ids, places, laws and waivers."""
    if Audience(audience) is Audience.PUBLIC:
        return "\n".join(_public(comparison)) + "\n"
    return _cut(list(_comment(comparison)))


def _comment(comparison: Comparison) -> Iterator[str]:
    verdict = comparison.verdict
    none = "only waived changes" if comparison.changes else "no change"
    yield f"## Privacy policy: {f'{verdict.value} change' if verdict else none}"
    yield ""
    yield f"{escaped(counts(comparison))}. {escaped(scope(comparison))}"
    if comparison.changes:
        yield from ("", f"Was: {escaped(comparison.old_path)}  ")
        yield f"Now: {escaped(comparison.new_path)}"
    told = chapters(comparison.changes)
    for chapter in told:
        yield from _chapter(chapter)
    word = unseen(told)
    if word is not None:
        yield from ("", escaped(word))


def _chapter(chapter: Chapter) -> Iterator[str]:
    heading = title(chapter)
    is_folded = chapter.significance in {Significance.EDITORIAL, None}
    yield ""
    yield f"<details><summary>{heading}</summary>" if is_folded else f"### {heading}"
    for theme, kinds in chapter.themes:
        yield from ("", f"**{theme.value}**", "")
        for of_kind in kinds:
            yield from _kind(of_kind)
    if is_folded:
        yield from ("", "</details>")
    if chapter.asked:
        yield from ("", f"<details><summary>{ASKED}</summary>", "")
        yield from (_asked(each) for each in chapter.asked)
        yield from ("", "</details>")


def _kind(of_kind: OfKind) -> Iterator[str]:
    """The changes of one kind; its id, and what laws ask for, once."""
    sign = SIGNS[of_kind.kind.direction]
    law = f"; law {ranges(of_kind.asks)}" if of_kind.asks else ""
    rule = f" (`{of_kind.kind.rule}`{law})"
    for group in of_kind.groups:
        if len(group) == 1:
            yield f"- `{sign}` {escaped(group[0].message)}{rule}"
            yield from _sides(group, "  ")
            yield from _excuse(group[0], "  ")
        else:
            yield f"- `{sign}` {escaped(group[0].heading)} ({len(group)}){rule}"
            yield from _sides(group, "  ", ("was",))
            for fold in group:
                if fold.item:
                    yield f"  - {escaped(fold.item)}"
                start = "    " if fold.item else "  "
                yield from _sides((fold,), start, ("now",))
                yield from _excuse(fold, start)
        rule = ""


def _excuse(fold: Fold, start: str) -> Iterator[str]:
    if fold.first.excuse is not None:
        yield f"{start}- waived: {escaped(fold.first.excuse)}"


def _sides(
    folds: Sequence[Fold], start: str, words: Sequence[str] = ("was", "now")
) -> Iterator[str]:
    changes = [change for fold in folds for change in fold.changes]
    for word, value, places in sides(changes):
        if word in words:
            said = "" if folds[0].tells(value) else escaped(value or "")
            lines = sorted({each.span.line for each in places})
            many = "lines" if len(lines) > 1 else "line"
            where = f"{many} {', '.join(map(str, lines))}"
            yield f"{start}- {word}: {f'{said} ({where})' if said else where}"


def _asked(asked: Asked) -> str:
    by = "; ".join(
        f"{regime}: {', '.join(cited(each) for each in cites)}"
        for regime, cites in asked.by
    )
    return f"{asked.number}. {escaped(f'{asked.says} ({by})')}"


def _public(comparison: Comparison) -> Iterator[str]:
    """What a person who reads the policy wants to know, by what it is about."""
    yield f"## Changes to: {escaped(comparison.title)}"
    if comparison.effective is not None:
        yield from ("", f"Effective {escaped(comparison.effective)}.")
    told = [
        replace(each, excuse=None, consequences=())
        for each in comparison.changes
        if each.significance is not Significance.EDITORIAL and each.kind not in _INWARD
    ]
    if not told:
        said = (
            "only the wording was revised"
            if comparison.changes
            else "nor does the text"
        )
        yield from ("", f"Nothing changes for you; {said}.")
    themes: dict[Theme, list[OfKind]] = {}
    for chapter in chapters(told):
        for theme, kinds in chapter.themes:
            themes.setdefault(theme, []).extend(kinds)
    for theme in (each for each in Theme if each in themes):
        yield from ("", f"### {theme.value}", "")
        for of_kind in themes[theme]:
            for group in of_kind.groups:
                yield from _news(group)


_INWARD: Final = {
    *UNMIRRORED, Kind.ORGANISATION_CHANGED, Kind.REGIME_ADDED, Kind.REGIME_REMOVED,
}  # fmt: skip
"""What reviewers mend before it is published, or what no notice states."""


def _news(group: Sequence[Fold]) -> Iterator[str]:
    """Changes of which the same is said, as an item of a change log."""
    first = group[0]
    if len(group) == 1:
        yield f"- {_sentence(first.message)}{_values(first, ('old', 'new'))}"
        return
    yield f"- {_sentence(first.heading)}{_values(first, ('old',))}"
    for fold in group:
        now = _values(fold, ("new",))
        yield f"  - {f'{_sentence(fold.item)}{now}' if fold.item else now.strip()}"


def _sentence(message: str) -> str:
    return escaped(_ended(f"{message[:1].upper()}{message[1:]}"))


def _ended(sentence: str) -> str:
    """A sentence with its full stop, which an abbreviation may have set already."""
    return sentence if sentence.endswith(".") else f"{sentence}."


def _values(fold: Fold, sides: Sequence[str]) -> str:
    """What was said before and is said now, where the sentence does not tell it."""
    told = fold.first.told
    said = ""
    for side, word, value in (("old", "Before", told.old), ("new", "Now", told.new)):
        if side in sides and not fold.tells(value):
            said += f" {word}: {escaped(_ended(value or ''))}"
    return said


def escaped(text: str) -> str:
    """Text from a policy as text: no link, no tag, no list; nobody is notified."""
    shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    plain = _LIST.sub(_and_backslash, _MARKUP.sub(r"\\\1", harmless(shown)))
    # GitHub looks for names, numbers and addresses after it has read the Markdown.
    return _APART.sub(lambda match: f"{match[0]}<!-- -->", plain)


def _and_backslash(match: re.Match[str]) -> str:
    return f"{match[0]}\\"


def _cut(lines: Iterable[str]) -> str:
    """As many lines as a comment holds, and a word on the rest."""
    kept: list[str] = []
    size = 0
    for each in lines:
        size += len(each) + 1
        if size > _MOST:
            kept += [
                "",
                "*The rest does not fit into a comment; run `policycheck diff`.*",
            ]
            break
        kept.append(each)
    return "\n".join(kept) + "\n"
