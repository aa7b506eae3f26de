"""The standard streams: closed, full or left by their reader, the status is the same.

`--version` is answered with nothing else loaded: this module asks for little.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TextIO


class _Door:
    """A stream whose text goes through a function: what typer prints, and Python."""

    def __init__(self, stream: TextIO, send: Callable[[str], None]) -> None:
        self._stream = stream
        self._send = send

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a stream has
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write text; as any stream says, how much of it."""
        if not isinstance(text, str):  # typer tries, to learn what a stream takes
            raise TypeError
        if text:
            self._send(text)
        return len(text)


def guarded(run: Callable[[], None]) -> None:
    """Run with streams that can be written to, or that say in one line why not."""
    before = sys.stdin, sys.stdout, sys.stderr
    # What is closed becomes what cannot be read, or written: that is told when it is.
    sys.stdin = sys.stdin or _null(os.O_WRONLY, "r")
    sys.stdout = _Door(sys.stdout or _null(os.O_RDONLY, "w"), _to_stdout)
    sys.stderr = _Door(sys.stderr or _null(os.O_WRONLY, "w"), _to_stderr)
    try:
        run()
    finally:
        sys.stdin, sys.stdout, sys.stderr = before


def _null(flags: int, mode: str) -> Any:  # noqa: ANN401 - a stream of text
    return open(os.open(os.devnull, flags), mode, encoding="utf-8")  # noqa: PTH123 - to the end


def send(data: bytes) -> None:
    """Write to stdout; a reader that stopped reading is no error, a full disk is."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _give_up(sys.stdout)
    except OSError as error:
        from policycheck.errors import PolicycheckError

        _give_up(sys.stdout)
        reason = (error.strerror or "cannot be written").lower()
        message = f"standard output: not written: {reason}"
        raise PolicycheckError(message) from None


def _to_stdout(text: str) -> None:
    send(text.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))


def _to_stderr(text: str) -> None:
    from policycheck.reports.harmless import log

    data = log(text).encode(sys.stderr.encoding or "utf-8", "backslashreplace")
    try:
        sys.stderr.buffer.write(data)
        sys.stderr.buffer.flush()
    except OSError:  # there is nowhere left to complain
        _give_up(sys.stderr)


def _give_up(stream: TextIO) -> None:
    """Python flushes a stream again as it exits: give it somewhere to write."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
