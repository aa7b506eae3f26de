"""Files written whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from io import RawIOBase
from pathlib import Path

from policycheck.errors import PolicycheckError


def write(path: str, text: str) -> None:
    """Write a file in one step: a reader sees the old one or the new one.

    A link is followed, and what is no regular file, such as /dev/stdout, is written
    to as it is.
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        mode = _mode(path)
        if mode is None or stat.S_ISREG(mode):
            _replace(Path(os.path.realpath(path)), data, mode)
        else:  # as it is named: where /dev/stdout leads to has no name in a pipe
            _pour(Path(path), data)
    except OSError as error:
        reason = (error.strerror or "cannot be written").lower()
        message = f"{path}: not written: {reason}"
        raise PolicycheckError(message) from None
    except ValueError:  # a NUL in the name
        message = f"{path!r}: not the name of a file"
        raise PolicycheckError(message) from None


def leads_to(path: str) -> str:
    """The file that writing to a name would change, by the name all links lead to."""
    try:
        return os.path.realpath(path)
    except ValueError:  # a NUL: no file at all
        return path


def create(path: str, text: str) -> None:
    """Write a file that must not be there yet, and the folders it stands in."""
    data = text.encode("utf-8", "backslashreplace")
    try:
        target = Path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        _fill(target, data)
    except OSError as error:
        reason = (error.strerror or "cannot be written").lower()
        message = f"{path}: not written: {reason}"
        raise PolicycheckError(message) from None


def append(path: str, text: str) -> None:
    """Write at the end of a file that others write to as well, all of it or nothing."""
    data = text.encode("utf-8", "backslashreplace")
    try:
        with Path(path).open("ab", buffering=0) as file:
            before = file.seek(0, os.SEEK_END)
            try:
                _pour_all(file, data)
            except OSError:
                with suppress(OSError):  # no regular file: nothing to take back
                    file.truncate(before)
                raise
    except OSError as error:
        reason = (error.strerror or "cannot be written").lower()
        message = f"{path}: not written: {reason}"
        raise PolicycheckError(message) from None


def _mode(path: str) -> int | None:
    """The mode of the file that a name leads to; None where there is none."""
    try:
        return Path(path).stat().st_mode
    except FileNotFoundError:
        return None


def _pour(target: Path, data: bytes) -> None:
    if target.is_dir():
        raise IsADirectoryError(21, "is a directory")
    with target.open("wb", buffering=0) as file:
        _pour_all(file, data)


def _pour_all(file: RawIOBase, data: bytes) -> None:
    """A full disk may take a part of the data before it says no."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) or 0 :]


def _fill(target: Path, data: bytes) -> None:
    """Make a file, whole or not at all."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    number = os.open(target, flags, 0o666)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    """Write beside the file, then rename; the mode of a file that was there stays."""
    # A name may have 255 bytes, and a letter four.
    beside = target.with_name(f".{target.name[:60]}.{os.getpid()}.tmp")
    _fill(beside, data)
    try:
        if mode is not None:
            beside.chmod(stat.S_IMODE(mode))
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
