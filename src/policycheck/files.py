"""Files named by the user or by a policy, read within bounds."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final

from policycheck.frozen import Frozen
from policycheck.limits import DEFAULT

if TYPE_CHECKING:
    from pathlib import Path

_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a FIFO or device never blocks; not on Windows
    | getattr(os, "O_BINARY", 0)  # line ends as they are; Windows only
)
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)


class IrregularError(OSError):
    """A folder, FIFO, socket or device stands where a file should."""

    def __init__(self) -> None:
        super().__init__(0, "not a regular file")


class Prose(Frozen):
    """The published text of a policy, and the name by which the policy knows it."""

    name: str
    text: str


class Refusal(Frozen):
    """Why a file that a policy names was not read; never a word of what it holds."""

    name: str
    reason: str


def read_beside(
    policy_path: Path, name: str, limit: int = DEFAULT.bytes
) -> Prose | Refusal:
    """Read the prose of a policy: a regular UTF-8 file in the policy's folder or below.

    What a policy names is not trusted: links are followed before the place is judged,
    and nothing is opened that is not a regular file.
    """
    raw = bytes_beside(policy_path, name, limit)
    return raw if isinstance(raw, Refusal) else decoded(name, raw)


def bytes_beside(policy_path: Path, name: str, limit: int) -> bytes | Refusal:
    """The same before it is decoded."""
    try:
        raw = _read_within(policy_path.parent, name, limit + 1)
    except OSError as error:
        return Refusal(name, _reason(error))
    except (ValueError, RuntimeError):  # a NUL in the name; a loop of links
        return Refusal(name, "the name leads to no file")
    if isinstance(raw, str):
        return Refusal(name, raw)
    if len(raw) > limit:
        return Refusal(name, f"it is larger than {limit} bytes")
    return raw


def _reason(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "there is no such file"
        case IrregularError():
            return f"it is {error.strerror}"
        case _:
            return (error.strerror or "it cannot be opened").lower()


def _read_within(folder: Path, name: str, most: int) -> bytes | str:
    """The first bytes of a file, or why it was not opened."""
    folder = folder.resolve(strict=True)
    path = (folder / name).resolve()
    if not path.is_relative_to(folder):
        return "it is outside the policy's folder"
    # No link that was put there since it was resolved is followed.
    return read_regular(path, most, flags=_NO_LINK)


def read_regular(path: str | Path, most: int, *, flags: int = 0) -> bytes:
    """The first bytes of a regular file; OSError where it cannot be read or is none.

    It is judged before it is opened, since opening a device can do something, and
    again afterwards, since the file may be another by then.
    """
    if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - takes any name
        raise IrregularError
    with os.fdopen(os.open(path, _FLAGS | flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise IrregularError
        return file.read(most)


def decoded(name: str, raw: bytes) -> Prose | Refusal:
    """The bytes of a file as prose, if they are UTF-8."""
    try:
        return Prose(name, raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Refusal(name, f"line {line} is not UTF-8")
