"""Changes as people read them: one of a kind told together, each law quoted once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from policycheck.diff.change import Change, Cited
from policycheck.diff.kinds import Kind
from policycheck.diff.labels import together
from policycheck.diff.scale import Significance, Theme
from policycheck.diff.telling import said


@dataclass(frozen=True, slots=True)
class Fold:
    """Changes that differ in nothing but what they are about, told together.

    `heading` is what happened, and `item` what it happened to; empty where that is all.
    """

    heading: str
    item: str
    changes: tuple[Change, ...]

    @property
    def message(self) -> str:
        """Both on one line."""
        return ": ".join(filter(None, (self.heading, self.item)))

    def tells(self, value: str | None) -> bool:
        """Whether its line holds a value already, which need not be shown again."""
        whole = rf"(?<!\w){re.escape(value or '')}(?!\w)"
        return value is None or re.search(whole, self.message) is not None

    @property
    def first(self) -> Change:
        """The one whose values stand for all."""
        return self.changes[0]


@dataclass(frozen=True, slots=True)
class OfKind:
    """All changes of one kind about one theme, and the numbers of what laws ask.

    `groups` are those of which the same is said, and was said before.
    """

    kind: Kind
    groups: tuple[tuple[Fold, ...], ...]
    asks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What laws ask for because of changes, said once."""

    number: int
    says: str
    by: tuple[tuple[str, tuple[Cited, ...]], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The changes of one significance by theme, and what was not asked for before.

    Those that waivers excuse are the last chapter: no significance, nothing asked.
    """

    significance: Significance | None
    count: int
    themes: tuple[tuple[Theme, tuple[OfKind, ...]], ...]
    asked: tuple[Asked, ...]


@dataclass(slots=True)
class _Numbers:
    """The number of everything laws ask for, in the order in which it first stands."""

    known: dict[str, int] = field(default_factory=dict)
    by: dict[str, dict[tuple[str, tuple[Cited, ...]], None]] = field(
        default_factory=dict
    )

    def of(self, changes: Iterable[Change]) -> tuple[int, ...]:
        found = set()
        for change in changes:
            for each in change.consequences:
                found.add(self.known.setdefault(each.says, len(self.known) + 1))
                self.by.setdefault(each.says, {})[each.regime, each.cites] = None
        return tuple(sorted(found))


def chapters(changes: Sequence[Change]) -> tuple[Chapter, ...]:
    """Changes, which come gravest first and by theme, as chapters of a report."""
    numbers = _Numbers()
    made = []
    standing = [each for each in changes if each.excuse is None]
    for significance, same in groupby(standing, key=lambda each: each.significance):
        whole = list(same)
        known = len(numbers.known)
        themes = _themes(whole, numbers)
        said = list(numbers.known.items())[known:]
        made.append((significance, len(whole), themes, said))
    # A law that asks for it in a later chapter is named where it first stands.
    told = tuple(
        Chapter(
            significance,
            count,
            themes,
            tuple(Asked(number, each, tuple(numbers.by[each])) for each, number in new),
        )
        for significance, count, themes, new in made
    )
    return told + tuple(_excused(changes))


def _excused(changes: Sequence[Change]) -> Iterator[Chapter]:
    """What waivers excuse: nobody is asked for anything."""
    whole = [
        replace(each, consequences=()) for each in changes if each.excuse is not None
    ]
    if whole:
        whole.sort(key=lambda each: list(Theme).index(each.kind.theme))
        yield Chapter(None, len(whole), _themes(whole, _Numbers()), ())


def _themes(
    changes: Sequence[Change], numbers: _Numbers
) -> tuple[tuple[Theme, tuple[OfKind, ...]], ...]:
    return tuple(
        (theme, tuple(_kinds(list(about), numbers)))
        for theme, about in groupby(changes, key=lambda each: each.kind.theme)
    )


def _kinds(changes: Sequence[Change], numbers: _Numbers) -> Iterator[OfKind]:
    by_kind: dict[Kind, list[Change]] = {}
    for each in changes:
        by_kind.setdefault(each.kind, []).append(each)
    for kind, same in by_kind.items():
        groups: dict[tuple[str, str | None], list[Fold]] = {}
        for fold in folded(same):
            groups.setdefault((fold.heading, fold.first.told.old), []).append(fold)
        yield OfKind(kind, tuple(map(tuple, groups.values())), numbers.of(same))


def folded(changes: Iterable[Change]) -> Iterator[Fold]:
    """Changes of a kind with the same words and values, but for their subject."""
    alike: dict[tuple[object, ...], list[Change]] = {}
    for each in changes:
        told = replace(each.told, subject="")
        key = (each.kind, each.excuse, each.consequences, told)
        alike.setdefault(key, []).append(each)
    for same in alike.values():
        subject = together((each.told.subject for each in same), in_order=True)
        heading, item = said(same[0].kind, replace(same[0].told, subject=subject))
        yield Fold(heading, item, tuple(same))
