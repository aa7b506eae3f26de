"""How much room text takes in a terminal, where some characters are two cells wide."""

from __future__ import annotations

from typing import Final
from unicodedata import category, east_asian_width

_BOUND: Final = "\xa0"


def width(text: str) -> int:
    """How many cells the text fills; it holds nothing that `harmless` would escape."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def head(text: str, room: int) -> str:
    """As much of the start of the text as fits."""
    return text[: _fitting(text, room)]


def tail(text: str, room: int) -> str:
    """As much of the end of the text as fits."""
    kept = _fitting(text[::-1], room)
    return text[len(text) - kept :]


def wrap(text: str, room: int, *, first: int | None = None) -> list[str]:
    """The text in lines that fit; `first` is the room in the first line, if it is less.

    A word longer than a line is broken; one that only the first line cannot hold leaves
    that line empty. A no-break space binds words and is printed as a space.
    """
    lines: list[str] = []
    line, used = "", 0
    left = room if first is None else first
    for word in filter(None, text.split(" ")):
        size = width(word)
        if line and used + 1 + size <= left:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line or (size > left and left < room):
            lines.append(line)
            left = room
        *broken, line = _pieces(word, room) if size > room else [word]
        lines += broken
        used = width(line)
    lines += [line] if line else []
    return [each.replace(_BOUND, " ") for each in lines]


def _pieces(word: str, room: int) -> list[str]:
    """A long word in pieces that fit, one character at least in each."""
    pieces = []
    start = 0
    while start < len(word):
        kept = _fitting(word[start : start + room], room) or 1
        pieces.append(word[start : start + kept])
        start += kept
    return pieces


def _cells(char: str) -> int:
    if char.isascii():
        return 1
    if category(char) in {"Mn", "Me"}:
        return 0
    return 2 if east_asian_width(char) in {"W", "F"} else 1


def _fitting(text: str, room: int) -> int:
    """How many characters fit."""
    if text.isascii():
        return min(len(text), max(room, 0))
    for index, char in enumerate(text):
        room -= _cells(char)
        if room < 0:
            return index
    return len(text)
