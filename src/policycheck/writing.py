"""Files written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from policycheck.errors import PolicycheckError


def write(path: str, text: str) -> None:
    """Write a file in one step: a reader sees the old one or the new one.

    A link is followed, and what is no regular file, such as /dev/stdout, is written
    to as it is.
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        target = Path(path).resolve()
        if target.exists() and not target.is_file():
            _pour(target, data)
        else:
            _replace(target, data)
    except OSError as error:
        reason = (error.strerror or "cannot be written").lower()
        message = f"{path}: not written: {reason}"
        raise PolicycheckError(message) from None
    except ValueError:  # a NUL in the name
        message = f"{path!r}: not the name of a file"
        raise PolicycheckError(message) from None


def append(path: str, text: str) -> None:
    """Write at the end of a file that others write to as well."""
    try:
        with Path(path).open("ab") as file:
            file.write(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        reason = (error.strerror or "cannot be written").lower()
        message = f"{path}: not written: {reason}"
        raise PolicycheckError(message) from None


def _pour(target: Path, data: bytes) -> None:
    if target.is_dir():
        raise IsADirectoryError(21, "is a directory")
    with target.open("wb") as file:
        file.write(data)


def _replace(target: Path, data: bytes) -> None:
    """Write beside the file, then rename; the mode of a file that was there stays."""
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    number = os.open(beside, flags, 0o666)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
        if mode is not None:
            beside.chmod(mode)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
