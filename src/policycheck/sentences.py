"""Prose, word by word, into sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policycheck import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

_STOPS: Final = frozenset(".!?")
_STOPS_WITHOUT_SPACE: Final = frozenset("。！？")  # noqa: RUF001 - the full-width ones
_CLOSERS: Final = frozenset("\"')")
_MOST_CLOSERS: Final = 3
_ABBREVIATIONS: Final = frozenset(
    [
        "Art", "Arts", "Ave", "Cal", "Civ", "Co", "Corp", "Dr", "Inc", "Ltd", "Mr",
        "Mrs", "Ms", "No", "Nos", "Nr", "Prof", "Rev", "Sec", "St", "Stat", "Ste",
        "approx", "cf", "no", "para", "sec", "vs",
    ]
)  # fmt: skip
"""Words whose full stop ends no sentence; one letter (e.g., i.e., U.S.) never does."""


def split(words: prose.Words) -> Iterator[tuple[int, int]]:
    """Where each sentence starts and ends, counted in words.

    A heading, a list item and a table cell are sentences of their own, as is what a
    full stop, an exclamation or a question mark ends.
    """
    first = 0
    for word in range(1, len(words)):
        if prose.ends_block(words.gap(word)) or _ends_before(words, first, word):
            yield first, word
            first = word
    if len(words):
        yield first, len(words)


def _ends_before(words: prose.Words, first: int, word: int) -> bool:
    last = word - 1
    lowest = max(first, word - 1 - _MOST_CLOSERS)
    while last > lowest and words.words[last] in _CLOSERS:
        last -= 1
    stop, following = words.words[last], words.words[word]
    if stop in _STOPS_WITHOUT_SPACE:
        return following not in _CLOSERS
    if stop not in _STOPS or following[0].islower():
        return False
    is_spaced = any(character.isspace() for character in words.gap(word))
    return is_spaced and not (stop == "." and _abbreviates(words, first, last))


def _abbreviates(words: prose.Words, first: int, stop: int) -> bool:
    """Whether the full stop belongs to the word before it, as in `Inc.` and `e.g.`."""
    before = words.words[stop - 1] if stop > first else ""
    is_number_of_item = before.isdigit() and stop - 1 == first
    is_letter = len(before) == 1 and before.isalpha()
    return is_letter or is_number_of_item or before in _ABBREVIATIONS
