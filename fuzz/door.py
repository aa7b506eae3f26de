"""A command through its door, in this process."""

from __future__ import annotations

import gc
import io
import sys
from dataclasses import dataclass
from functools import cache
from unittest.mock import patch

from typer import main

from policycheck.cli import main as door


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended, and what it wrote."""

    status: int
    out: str
    err: str


def run(*arguments: object, given: bytes = b"") -> Outcome:
    """Run a command as a shell would, with `given` on its standard input."""
    streams = [
        io.TextIOWrapper(io.BytesIO(each), "utf-8") for each in (given, b"", b"")
    ]
    stdin, out, err = streams
    thresholds = gc.get_threshold()
    argv = ["policycheck", *map(str, arguments)]
    with (
        patch.object(main, "get_command", _command),  # half of the time of a command
        patch.object(sys, "argv", argv),
        patch.object(sys, "stdin", stdin),
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", err),
    ):
        try:
            status = _status()
        finally:
            gc.set_threshold(*thresholds)
    return Outcome(status, _text(out), _text(err))


_command = cache(main.get_command)


def _status() -> int:
    try:
        door()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()
