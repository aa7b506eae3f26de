"""A file's name as a service knows it: relative to the repository, with slashes."""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import quote


def relative(path: str, root: str) -> str:
    """The path below `root`; one that lies elsewhere stays as it is."""
    pure = PurePath(path)
    if root and pure.is_absolute() and pure.is_relative_to(root):
        pure = pure.relative_to(root)
    return pure.as_posix()


def uri(path: str, root: str) -> str:
    """The same as a URI reference; one that lies elsewhere is absolute."""
    name = relative(path, root)
    try:
        raw = name.encode(errors="surrogateescape")
    except UnicodeEncodeError:  # half a character that stands for no byte
        raw = name.encode(errors="backslashreplace")
    quoted = quote(raw)
    if not PurePath(name).is_absolute():
        return quoted
    return f"file://{quoted}" if quoted.startswith("/") else f"file:///{quoted}"
