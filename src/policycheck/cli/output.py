"""Printing: the report to stdout, everything else to stderr."""

from __future__ import annotations

import os
import shutil
import sys
from enum import Enum
from typing import TextIO

from policycheck.cli.streams import send
from policycheck.reports.harmless import COMMAND, line


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


def in_actions() -> bool:
    """Whether this runs in GitHub Actions."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def unheard(text: str) -> str:
    """The text such that the runner of GitHub takes none of its lines for a command.

    The word that ends the silence is made from the text, which cannot hold it.
    """
    from hashlib import sha256

    word = sha256(_encoded(text)).hexdigest()
    return f"::stop-commands::{word}\n{text}::{word}::\n"


def _encoded(text: str) -> bytes:
    return text.encode(sys.stdout.encoding or "utf-8", "backslashreplace")


def emit(text: str, *, is_judged: bool = False) -> None:
    """Write to stdout; a reader that stopped reading is no error, a full disk is.

    In GitHub Actions a text with a line that looks like a command is not listened to,
    unless it `is_judged`: its commands are our own, or silenced already.
    """
    if not is_judged and in_actions() and COMMAND.search(text):
        text = unheard(text)
    send(_encoded(text))


def complain(message: str) -> None:
    """Write one line to stderr; a file's name may hold what a terminal obeys."""
    print(f"policycheck: {line(message)}", file=sys.stderr)
