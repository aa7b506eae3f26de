"""Colour for a terminal, or none."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Final, TypeAlias

from policycheck.finding import Severity


class Style(Enum):
    """What a text is, and the ANSI code that tells it from others."""

    ERROR = "1;31"
    WARNING = "1;33"
    NOTE = "1;36"
    FRAME = "1;34"
    STRONG = "1"
    FAINT = "2"


OF: Final = {
    Severity.ERROR: Style.ERROR,
    Severity.WARNING: Style.WARNING,
    Severity.NOTE: Style.NOTE,
}

Ink: TypeAlias = Callable[[str, Style], str]
"""Paints a text that is harmless already."""


def plain(text: str, _style: Style) -> str:
    """The text as it is."""
    return text


def link(text: str, url: str) -> str:
    """The text as a link of a terminal (OSC 8); one that knows none shows the text."""
    return f"\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\"


def coloured(text: str, style: Style) -> str:
    """The text between ANSI escapes; nothing stays nothing."""
    return f"\x1b[{style.value}m{text}\x1b[0m" if text else text
