"""Printing: the report to stdout, everything else to stderr."""

from __future__ import annotations

import os
import shutil
import sys
from enum import Enum
from typing import TextIO


class Colour(Enum):
    """When to colour the output."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def is_coloured(choice: Colour, stream: TextIO) -> bool:
    """Colour on a terminal, unless the environment or the choice says otherwise.

    NO_COLOR goes before FORCE_COLOR, and both before what the terminal can do.
    """
    if choice is not Colour.AUTO:
        return choice is Colour.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width() -> int:
    """The columns to write in: the terminal's, COLUMNS, or 80."""
    return max(40, shutil.get_terminal_size((80, 24)).columns)


def terminal_width() -> int | None:
    """The columns of the terminal; None where something reads whole lines instead."""
    return width() if sys.stdout.isatty() else None


def emit(text: str) -> None:
    """Write to stdout; a reader that stopped reading is no error."""
    data = text.encode(sys.stdout.encoding or "utf-8", "backslashreplace")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Python flushes stdout again as it exits: give it somewhere to write.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """Write one line to stderr; a file's name may hold what a terminal obeys."""
    from policycheck.reports.harmless import line

    print(f"policycheck: {line(message)}", file=sys.stderr)
