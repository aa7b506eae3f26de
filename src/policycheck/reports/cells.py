"""How much room text takes in a terminal, where some characters are two cells wide."""

from __future__ import annotations

from unicodedata import category, east_asian_width


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
    """The text in lines that fit; `first` is the room in the first line, if it differs.

    A word too long for a line is broken, never lost.
    """
    lines: list[str] = []
    line = ""
    left = used = room if first is None else first
    for word in text.split():
        size = width(word)
        if line and used + 1 + size <= left:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line or (size > left and not lines and left < room):
            lines.append(line)
            left = room
        while size > left:
            part = head(word, left) or word[0]
            lines.append(part)
            word = word[len(part) :]  # noqa: PLW2901 - the rest of the word is the word
            size = width(word)
            left = room
        line, used = word, size
    return [*lines, line] if line else lines


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
