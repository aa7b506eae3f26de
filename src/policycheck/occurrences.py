"""Where quotes occur in prose, and the nearest passage of one that does not.

The prose is read once for all quotes: the few words in a row (grams) that the quotes
are made of are noted as they come by, so that more quotes cost hardly more.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Gram: TypeAlias = tuple[str, ...]
Hits: TypeAlias = dict[Gram, list[int]]

_GRAM: Final = 3
_GRAMS_OF_A_QUOTE: Final = 64
_MANY_HITS: Final = 500
"""More candidates than this, and one search through the whole text is cheaper."""
_VOTES_OF_A_GRAM: Final = 32
_SLACK: Final = 8
"""Words that may be added or left out, and the passage still counts as the same."""
MOST_PLACES: Final = 1000
"""Places of one quote; what is quoted from more is no evidence of anything."""
MOST_SEARCHES: Final = 100
"""Quotes that are searched for through the whole text; each search reads all of it."""


@dataclass(frozen=True, slots=True)
class Near:
    """The nearest passage: where it differs, in words of the quote and of the text."""

    quote_at: int
    at: int


def places(words: list[str], quotes: Sequence[list[str]]) -> list[list[int] | None]:
    """For each quote the words of the text where it starts; none if it is not there.

    Of quotes that are made of what stands in the text very often only the first
    `MOST_SEARCHES` are sought; for the others there is None.
    """
    hits: Hits = {}
    for size in sorted({min(len(quote), _GRAM) for quote in quotes} - {0}):
        hits |= _hits(words, (each for each in quotes if _size(each) == size), size)
    haystack = f" {' '.join(words)} "
    searched: dict[str, list[int]] = {}
    found: list[list[int] | None] = []
    for quote in quotes:
        rarest, candidates = _rarest(quote, hits)
        needle = f" {' '.join(quote)} "
        if len(candidates) <= _MANY_HITS:
            found.append(_confirmed(quote, words, rarest, candidates))
        elif needle in searched or len(searched) < MOST_SEARCHES:
            if needle not in searched:
                searched[needle] = list(
                    islice(_searched(needle, haystack), MOST_PLACES)
                )
            found.append(searched[needle])
        else:
            found.append(None)
    return found


def nearest(words: list[str], quotes: Sequence[list[str]]) -> list[Near | None]:
    """For each quote that does not occur, the passage most of its grams stand in.

    Where three words in a row are nowhere to be found, two are tried, and then one.
    """
    found: list[Near | None] = [None] * len(quotes)
    for size in range(_GRAM, 0, -1):
        missing = [number for number, near in enumerate(found) if near is None]
        hits = _hits(words, (quotes[number] for number in missing), size)
        for number in missing:
            found[number] = _nearest(words, quotes[number], hits, size)
    return found


def _size(quote: list[str]) -> int:
    return min(len(quote), _GRAM)


def _grams(words: list[str], size: int) -> Iterator[Gram]:
    return zip(*(islice(words, start, None) for start in range(size)), strict=False)


def _first_grams(quote: list[str], size: int) -> Iterator[Gram]:
    return _grams(quote[: _GRAMS_OF_A_QUOTE + size - 1], size)


def _hits(words: list[str], quotes: Iterator[list[str]], size: int) -> Hits:
    """Where the grams of these quotes stand in the text."""
    hits: Hits = {gram: [] for quote in quotes for gram in _first_grams(quote, size)}
    if hits:
        for place, gram in enumerate(_grams(words, size)):
            if gram in hits:
                hits[gram].append(place)
    return hits


def _rarest(quote: list[str], hits: Hits) -> tuple[int, list[int]]:
    """The gram of a quote that stands in the text least often, and where it does."""
    found = [hits[gram] for gram in _first_grams(quote, _size(quote))] if quote else []
    return min(enumerate(found), key=lambda each: len(each[1]), default=(0, []))


def _confirmed(
    quote: list[str], words: list[str], rarest: int, candidates: list[int]
) -> list[int]:
    """Those places of a gram around which the whole quote stands."""
    found: list[int] = []
    for candidate in candidates:
        start = candidate - rarest
        is_apart = not found or start >= found[-1] + len(quote)
        if start >= 0 and is_apart and words[start : start + len(quote)] == quote:
            found.append(start)
    return found


def _searched(needle: str, haystack: str) -> Iterator[int]:
    """The same by text search: linear however often the quote's words are repeated."""
    word, counted = 0, 0
    at = haystack.find(needle)
    while at >= 0:
        word += haystack.count(" ", counted, at)
        counted = at
        yield word
        at = haystack.find(needle, at + len(needle) - 1)


def _nearest(words: list[str], quote: list[str], hits: Hits, size: int) -> Near | None:
    """Each gram of the quote votes for the place where the quote would start."""
    anchors = [
        (number, place)
        for number, gram in enumerate(_first_grams(quote, size))
        for place in hits[gram][:_VOTES_OF_A_GRAM]
    ]
    votes: Counter[int] = Counter()
    for number, place in anchors:
        bucket = (place - number) // _SLACK
        votes[bucket] += 2
        votes[bucket - 1] += 1
        votes[bucket + 1] += 1
    if not votes:
        return None
    best = max(votes, key=lambda bucket: (votes[bucket], -bucket))
    number, place = next(
        (number, place)
        for number, place in anchors
        if abs((place - number) // _SLACK - best) <= 1
    )
    return _first_difference(words, quote, number, place)


def _first_difference(
    words: list[str], quote: list[str], number: int, place: int
) -> Near:
    """From a word both have, back to the start of the quote, or on to what differs."""
    while number and place and quote[number - 1] == words[place - 1]:
        number, place = number - 1, place - 1
    if number:
        return Near(number - 1, max(place - 1, 0))
    while number < len(quote) and place < len(words) and quote[number] == words[place]:
        number, place = number + 1, place + 1
    return Near(number, place)
