"""Which files are policies: those named, and those found in the folders named."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from policycheck.source import MAX_BYTES

_SUFFIXES: Final = (".yaml", ".yml")
_POLICY: Final = re.compile(rb"^(?:\xef\xbb\xbf)?[{ ]*[\"']?policycheck[\"']?[ \t]*:", re.M)
_SKIPPED: Final = frozenset({"node_modules", "__pycache__", "site-packages"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to check, or why it cannot be; `raw` is None where `error` says why."""

    path: str
    raw: bytes | None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Discovery:
    """The policies found, in a fixed order, and how many other YAML files were passed by."""

    candidates: tuple[Candidate, ...]
    skipped: int


def discover(paths: list[str]) -> Discovery:
    """The policies among `paths`: a file is one because it is named, a folder is searched.

    In a folder a policy is a .yaml or .yml file whose top level has the key `policycheck`.
    A file reached twice is checked once.
    """
    found: dict[str, Candidate] = {}
    skipped = 0
    for path in paths:
        if not os.path.isdir(path):
            found.setdefault(_identity(path), read_file(path))
            continue
        for below in _yaml_below(path):
            candidate = read_file(below)
            if candidate.raw is not None and not _POLICY.search(candidate.raw):
                skipped += 1
            else:
                found.setdefault(_identity(below), candidate)
    return Discovery(tuple(found.values()), skipped)


def _identity(path: str) -> str:
    return os.path.realpath(path)


def _yaml_below(folder: str) -> Iterator[str]:
    """The YAML files in a folder and below, sorted; hidden folders are left out."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name not in _SKIPPED
        )
        for name in sorted(files):
            if name.endswith(_SUFFIXES):
                yield Path(parent, name).as_posix()


def read_file(path: str) -> Candidate:
    """A file's bytes; one byte over the limit is enough to know that it is too large."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return Candidate(path, None, "not a regular file")
        with open(path, "rb") as file:
            return Candidate(path, file.read(MAX_BYTES + 1))
    except OSError as error:
        reason = error.strerror or "cannot be read"
        return Candidate(path, None, reason[0].lower() + reason[1:])
    except ValueError:
        return Candidate(path, None, "not the name of a file")
