"""Colour for a terminal, or none."""

from __future__ import annotations

from typing import Final, Literal, Protocol, TypeAlias

Style: TypeAlias = Literal["error", "warning", "note", "frame", "strong", "faint"]

_CODES: Final[dict[Style, str]] = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "frame": "34",
    "strong": "1",
    "faint": "2",
}


class Ink(Protocol):
    """Paints a text that is already harmless; an empty text stays empty."""

    def __call__(self, text: str, style: Style, /) -> str: ...


def plain(text: str, _style: Style, /) -> str:
    """The text as it is."""
    return text


def coloured(text: str, style: Style, /) -> str:
    """The text between ANSI escapes."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if text else text
