"""Files named by the user or by a policy, read within bounds."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final

from policycheck.frozen import Frozen

if TYPE_CHECKING:
    from pathlib import Path

MAX_PROSE_BYTES: Final = 16 * 1024 * 1024
_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a FIFO or device never blocks; not on Windows
    | getattr(os, "O_NOFOLLOW", 0)  # no link put there since it was resolved
    | getattr(os, "O_BINARY", 0)  # line ends as they are; Windows only
)


class Prose(Frozen):
    """The published text of a policy, and the name by which the policy knows it."""

    name: str
    text: str


class Refusal(Frozen):
    """Why a file that a policy names was not read; never a word of what it holds."""

    name: str
    reason: str


def read_beside(
    policy_path: Path, name: str, limit: int = MAX_PROSE_BYTES
) -> Prose | Refusal:
    """Read the prose of a policy: a regular UTF-8 file in the policy's folder or below.

    What a policy names is not trusted: links are followed before the place is judged,
    and nothing is opened that is not a regular file.
    """
    try:
        raw = _read_within(policy_path.parent, name, limit + 1)
    except FileNotFoundError:
        return Refusal(name, "there is no such file")
    except OSError as error:
        return Refusal(name, (error.strerror or "it cannot be opened").lower())
    except (ValueError, RuntimeError):  # a NUL in the name; a loop of links
        return Refusal(name, "the name leads to no file")
    if isinstance(raw, str):
        return Refusal(name, raw)
    if len(raw) > limit:
        return Refusal(name, f"it is larger than {limit} bytes")
    return decoded(name, raw)


def _read_within(folder: Path, name: str, most: int) -> bytes | str:
    """The first bytes of a file, or why it was not opened."""
    folder = folder.resolve(strict=True)
    path = (folder / name).resolve()
    if not path.is_relative_to(folder):
        return "it is outside the policy's folder"
    if not stat.S_ISREG(path.stat().st_mode):
        return "it is not a regular file"
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        return file.read(most)


def decoded(name: str, raw: bytes) -> Prose | Refusal:
    """The bytes of a file as prose, if they are UTF-8."""
    try:
        return Prose(name, raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Refusal(name, f"line {line} is not UTF-8")
