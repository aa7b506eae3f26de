"""How far a run is, on stderr, when it takes long and somebody watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
_PATIENCE = 1.0
"""Seconds before anything is shown."""
_BAR = 24


def watched(items: Iterable[T], total: int, *, quiet: bool) -> Iterator[T]:
    """The items as they come, with a bar on stderr if it is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield from items
        return
    start = time.monotonic()
    shown = False
    try:
        for done, each in enumerate(items, 1):
            yield each
            if time.monotonic() - start > _PATIENCE:
                shown = True
                _show(_line(done, total))
    finally:
        if shown:
            _show(f"{' ' * len(_line(total, total))}\r")


def _show(text: str) -> None:
    """Write over the line; as bytes: text has its controls spelt out."""
    sys.stderr.buffer.write(f"\r{text}".encode())
    sys.stderr.buffer.flush()


def _line(done: int, total: int) -> str:
    full = _BAR * done // total
    bar = "#" * full + "-" * (_BAR - full)
    return f"policycheck [{bar}] {done:>{len(str(total))}} of {total} policies"
