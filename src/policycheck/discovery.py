"""Which files are policies: those named, and those found in the folders named."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from policycheck.files import read_regular
from policycheck.frozen import Frozen
from policycheck.limits import DEFAULT, Limits
from policycheck.source import read
from policycheck.spelling import nearest

_SUFFIXES: Final = (".yaml", ".yml")
_NAME: Final = "policy"
_MARK: Final = "policycheck"
_FOREIGN: Final = frozenset({"tag", "several-documents"})
"""Faults that other tools' files have by design."""
_POLICY: Final = re.compile(
    rb"(?:\A(?:\xef\xbb\xbf)?(?:\s*\{\s*)?|[\r\n])[\"']?policycheck[\"']?[ \t]*:"
)
"""The key at the left margin, or the first one of a file that is one pair of braces."""
_GLOB: Final = re.compile(r"[*?\[]")
_SKIPPED: Final = frozenset({"node_modules", "__pycache__", "site-packages"})


class Candidate(Frozen):
    """A file to check, or why it cannot be; `raw` is None where `error` says why."""

    path: str
    raw: bytes | None
    error: str = ""


class Discovery(Frozen):
    """The policies found, in a fixed order; `skipped` counts other YAML files.

    `ignored` counts the YAML files that git ignores. `barren` are the folders named,
    and not reached by a pattern, that hold no policy.
    """

    candidates: tuple[Candidate, ...]
    skipped: int
    ignored: int = 0
    barren: tuple[str, ...] = ()


def _nothing(_paths: list[str]) -> set[str]:
    return set()


def discover(
    paths: list[str],
    ignored: Callable[[list[str]], set[str]] = _nothing,
    limits: Limits = DEFAULT,
) -> Discovery:
    """The policies among `paths`: a file because it is named, a folder is searched.

    In a folder a policy is a .yaml or .yml file with the key `policycheck` at the top,
    or one that is called policy and is broken or misspells that key, unless it is
    among those that `ignored` picks. What is neither file nor folder and holds * or ?
    or [ is a pattern; ** stands for any folders. A file reached twice is checked once.
    """
    found: dict[str, Candidate] = {}
    barren: dict[str, None] = {}
    skipped = left_out = 0
    for path in _expanded(paths):
        if not os.path.isdir(path):  # noqa: PTH112 - never raises, whatever the name
            found.setdefault(_identity(path), read_file(path, limits))
            continue
        names, closed = _below(path)
        out = ignored(names) if names else set()
        left_out += len(out)
        opened = (read_file(name, limits) for name in names if name not in out)
        every = [*opened, *closed]
        meant = [e for e in every if e.raw is None or _is_policy(e, limits)]
        skipped += len(every) - len(meant)
        for candidate in meant:
            found.setdefault(_identity(candidate.path), candidate)
        if not meant and not out and path in paths:
            barren[path] = None
    return Discovery(tuple(found.values()), skipped, left_out, tuple(barren))


def _is_policy(candidate: Candidate, limits: Limits) -> bool:
    """Whether a file of a folder is a policy, or was meant to be one.

    A file called policy.yaml that cannot be read must not pass for another's.
    """
    raw = candidate.raw or b""
    if _POLICY.search(raw):
        return True
    if Path(candidate.path).stem != _NAME:
        return False
    document = read(candidate.path, raw, limits)
    if document.faults:
        return not _FOREIGN.intersection(fault.kind for fault in document.faults)
    keys = document.data if isinstance(document.data, dict) else ()
    return any(nearest(key, (_MARK,)) for key in keys)


def _expanded(paths: list[str]) -> Iterator[str]:
    """The paths, with each pattern replaced by the files and folders it matches."""
    for path in paths:
        if not _GLOB.search(path) or os.path.lexists(path):
            yield path
            continue
        yield from _matches(path) or [path]


def _matches(pattern: str) -> list[str]:
    """The files and folders a pattern matches, sorted, each by one name.

    It is followed part by part, so that what many links lead to is entered once.
    """
    from glob import escape, glob  # noqa: PLC0415 - few runs need it

    whole = Path(pattern)
    parts = whole.parts[1:] if whole.anchor else whole.parts
    if pattern.endswith("/"):  # folders only
        parts = (*parts, "")
    places = [whole.anchor]
    for number, part in enumerate(parts):
        if part == "**":
            found = _anything_below(places, with_files=number == len(parts) - 1)
        else:
            found = (
                match
                for place in places
                for match in glob(os.path.join(escape(place), part))  # noqa: PTH118, PTH207 - relative ones and names
            )
        once: dict[str, str] = {}
        for path in sorted(Path(each).as_posix() for each in found):
            once.setdefault(_identity(path), path)
        places = list(once.values())
    return places


def _anything_below(places: list[str], *, with_files: bool) -> Iterator[str]:
    """The folders, and what is in them and below; no link is followed."""
    entered: set[str] = set()
    for place in places:
        for parent, folders, files in os.walk(place or "."):
            identity = _identity(parent)
            if identity in entered:
                folders.clear()
                continue
            entered.add(identity)
            yield parent
            folders[:] = [name for name in folders if not name.startswith(".")]
            names = [name for name in files if not name.startswith(".")]
            yield from (str(Path(parent, name)) for name in names if with_files)


def _identity(path: str) -> str:
    try:
        return os.path.realpath(path)
    except ValueError:  # a NUL in the name: no file, and so its own identity
        return path


def _below(folder: str) -> tuple[list[str], list[Candidate]]:
    """The YAML files in a folder and below, sorted; hidden folders are left out.

    A folder that cannot be opened is a candidate that cannot be checked.
    """
    names: list[str] = []
    closed: list[Candidate] = []

    def note(error: OSError) -> None:
        closed.append(Candidate(str(error.filename), None, _reason(error)))

    for parent, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name not in _SKIPPED
        )
        names += [
            Path(parent, name).as_posix()
            for name in sorted(files)
            if name.endswith(_SUFFIXES)
        ]
    return names, closed


def read_file(path: str, limits: Limits = DEFAULT) -> Candidate:
    """A file's bytes; one byte over the limit is enough to know it is too large."""
    try:
        return Candidate(path, read_regular(path, limits.bytes + 1))
    except OSError as error:
        return Candidate(path, None, _reason(error))
    except ValueError:
        return Candidate(path, None, "not the name of a file")


def _reason(error: OSError) -> str:
    reason = error.strerror or "cannot be read"
    return reason[0].lower() + reason[1:]
