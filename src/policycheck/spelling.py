"""Which known word a misspelt one was meant to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile
from operator import eq

_FARTHEST = 2
_LONGEST = 100
_LIKE = 0.4
"""The least that two words have in common to be like each other, from 0 to 1."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one known word within two edits of `word`; None where none or several are.

    A swap of neighbouring letters counts as one edit. Words differing only in case
    count as the same.
    """
    if len(word) > _LONGEST:
        return None
    best: list[str] = []
    least = _FARTHEST + 1
    for candidate in known:
        if candidate.lower() == word.lower():
            return candidate
        if abs(len(candidate) - len(word)) > _FARTHEST:
            continue
        edits = _edits(word, candidate)
        if edits < least:
            best, least = [candidate], edits
        elif edits == least <= _FARTHEST:
            best.append(candidate)
    # Two edits in a word of three letters make any word of any other.
    return best[0] if len(best) == 1 and least < max(2, len(word)) else None


def closest(word: str, known: Sequence[str], many: int = 5) -> list[str]:
    """Some known words like `word`, the likest first; of equals, the first known."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - few messages need it

    matcher = SequenceMatcher(b=word[:_LONGEST].lower(), autojunk=False)

    def likeness(candidate: str) -> float:
        matcher.set_seq1(candidate.lower())
        return matcher.ratio()

    found = [(likeness(each), each) for each in known]
    like = sorted(
        (each for each in found if each[0] >= _LIKE), key=lambda each: -each[0]
    )
    return [each for _, each in like[:many]]


def _edits(one: str, other: str, most: int = _FARTHEST) -> int:
    """The Damerau-Levenshtein distance, adjacent swaps once; past `most` just more."""
    start = sum(takewhile(bool, map(eq, one, other)))
    one, other = one[start:], other[start:]
    if not one or not other:
        return len(one) + len(other)
    if not most:
        return 1
    ways = [(one[1:], other), (one, other[1:]), (one[1:], other[1:])]
    if one[:2] == other[1::-1]:
        ways.append((one[2:], other[2:]))
    return 1 + min(_edits(*way, most - 1) for way in ways)
