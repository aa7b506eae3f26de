"""A file's name as a service knows it: from the top of the repository, with slashes."""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import Final

from policycheck.frozen import Frozen


class Base(Frozen):
    """The folder a service names files from, and the one they were named in."""

    root: str = ""
    here: str = ""


AS_NAMED: Final = Base()


def relative(path: str, base: Base) -> str:
    """The path from the root; of a file that lies elsewhere, the name it has."""
    if base.root:
        whole = PurePath(os.path.normpath(PurePath(base.here, path)))
        if whole.is_relative_to(base.root):
            return whole.relative_to(base.root).as_posix()
    return PurePath(path).as_posix()


def uri(path: str, base: Base) -> str:
    """The same as a URI reference; of a file that lies elsewhere, absolute."""
    from urllib.parse import quote  # noqa: PLC0415 - only SARIF needs it

    name = relative(path, base)
    try:
        raw = name.encode(errors="surrogateescape")
    except UnicodeEncodeError:  # half a character that stands for no byte
        raw = name.encode(errors="backslashreplace")
    quoted = quote(raw)
    if not PurePath(name).is_absolute():
        return quoted
    return f"file://{quoted}" if quoted.startswith("/") else f"file:///{quoted}"
