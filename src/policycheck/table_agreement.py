"""Whether a published cell says what a derived one does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from policycheck.table import PRINTED, Item, Kind
from policycheck.table_options import Words

_MARK: Final = "|".join(map(re.escape, PRINTED.values())) + "|[a-z-]+/[a-z-]+"
_APPENDED: Final = re.compile(rf" \((?:{_MARK})(?:, (?:{_MARK}))*\)")
_SEPARATORS: Final = re.compile(r"[;,]|\band\b|&", re.ASCII)
_SAME: Final = {
    "no": "none",
    "\u2718": "none",
    "\u2717": "none",
    "\u2714": "yes",
    "\u2713": "yes",
    "n/a": "not applicable",
    "-na-": "not applicable",
    "-": "not applicable",
    "\u2013": "not applicable",
    "\u2014": "not applicable",
}
_QUOTES: Final = str.maketrans({"\u2019": "'", "\u201c": '"', "\u201d": '"'})


def agree(published: Iterable[str], derived: Sequence[Item], words: Words) -> bool:
    """Whether what is published says the same as the lines of a derived cell.

    A page may leave out for which part of a row there is nothing where it has values,
    and need not tell apart what one column is for.
    """
    published = tuple(published)
    return any(
        _words(_under_headings(published, form), words)
        == _words((printed(item, words) for item in form), words)
        for form in _forms(derived)
    )


def _forms(derived: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The ways to publish a cell, from the one that says most."""
    yield derived
    if any(item.is_value for item in derived):
        yield [
            item for item in derived if item.kind is not Kind.NONE or item.about is None
        ]
        yield [
            replace(item, aspect=None)
            for item in derived
            if item.is_value or item.is_gap
        ]


def _under_headings(lines: Iterable[str], derived: Sequence[Item]) -> Iterator[str]:
    """The lines of a cell, those below a heading with its words before them."""
    known = tuple(f"{plain(item.of)}:" for item in derived if item.of is not None)
    heading = ""
    for line in lines:
        said = plain(line)
        if said.endswith(":"):
            heading = said
        elif heading and not said.startswith(known):
            yield f"{heading} {said}"
        else:
            yield said


def printed(item: Item, words: Words) -> str:
    """A line of a derived cell without its marks."""
    said = item.said(words)
    return said if item.of is None else f"{item.of}: {said}"


def _words(lines: Iterable[str], words: Words) -> frozenset[str]:
    """What a cell says, whatever separates its values and however it says none."""
    instead = {
        plain(words.none): Kind.NONE.value,
        plain(words.not_stated): "not stated",
        plain(words.not_applicable): "not applicable",
        plain(words.not_listed): "not listed",
    }
    found = set()
    for line in lines:
        for part in _SEPARATORS.split(plain(line)):
            about, colon, said = part.strip().rpartition(": ")
            text = said.strip(" .")
            text = instead.get(text, _SAME.get(text, text))
            found.add(f"{about}{colon}{text}")
    return frozenset(found - {""})


def plain(text: str) -> str:
    """A text as two tables that say the same both have it, without its marks."""
    text = " ".join(text.translate(_QUOTES).casefold().split())
    end = len(text)
    for match in reversed(list(_APPENDED.finditer(text))):
        if match.end() == end:
            end = match.start()
    return text[:end]
