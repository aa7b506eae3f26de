"""Which policies a run checks, and which it leaves out and why."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from policycheck.frozen import Frozen

if TYPE_CHECKING:
    from policycheck.cli.settings import Settings
    from policycheck.discovery import Candidate
    from policycheck.limits import Limits
    from policycheck.report import Excluded, NotRead
    from policycheck.revisions import Revision

STDIN = "-"
_STDIN_NAME = "<stdin>"
_START = "no such folder; name your policies, or start one with `policycheck init`"


class Found(Frozen):
    """The policies to check, and what was passed over.

    `barren` are the folders named that hold no policy.
    """

    candidates: tuple[Candidate, ...]
    skipped: int
    left_out: tuple[Excluded, ...]
    barren: tuple[str, ...] = ()


def find(
    paths: list[str], settings: Settings, stdin_name: str | None, limits: Limits
) -> Found:
    """The policies among the paths; `-` is what stands on the standard input."""
    from policycheck.discovery import discover
    from policycheck.report import Excluded

    found = discover([each for each in paths if each != STDIN], _ignored, limits)
    every = [standard_input(limits, stdin_name)] if STDIN in paths else []
    kept: list[Candidate] = []
    out: Counter[str] = Counter()
    for each in [*every, *found.candidates]:
        reason = _excluded(each.path, settings)
        if reason is None:
            kept.append(each)
        else:
            out[reason] += 1
    left_out = [Excluded(many, f"excluded by {by}") for by, many in out.items()]
    if found.ignored:
        left_out.append(Excluded(found.ignored, "ignored by git"))
    return Found(tuple(kept), found.skipped, tuple(left_out), found.barren)


def _ignored(paths: list[str]) -> set[str]:
    from policycheck import revisions

    return revisions.ignored(paths)


def standard_input(limits: Limits, name: str | None = None) -> Candidate:
    """What stands on the standard input, up to what a file may hold."""
    from policycheck.discovery import Candidate

    path = name or _STDIN_NAME
    try:
        return Candidate(path, sys.stdin.buffer.read(limits.bytes + 1))
    except OSError as error:
        return Candidate(path, None, (error.strerror or "cannot be read").lower())


def _excluded(path: str, settings: Settings) -> str | None:
    """What leaves a policy out, if anything does."""
    from policycheck.path_patterns import pattern_of

    name = Path(path).as_posix()
    if any(pattern_of(each).match(name) for each in settings.flags.get("exclude", ())):
        return "--exclude"
    config = settings.config_of(path)
    return config.path if config is not None and config.excludes(path) else None


def changed(found: Found, since: str, limits: Limits) -> Found:
    """The policies that differ from a revision, or whose prose does."""
    from policycheck.report import Excluded

    revisions = Revisions(since, limits)
    kept = tuple(
        each
        for each in found.candidates
        if each.raw is None or not revisions.is_unchanged(each)
    )
    many = len(found.candidates) - len(kept)
    out = (Excluded(many, f"not changed since {since}"),) if many else ()
    return replace(found, candidates=kept, left_out=(*found.left_out, *out))


class Revisions:
    """A revision in each of the repositories that policies are in."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self._loaded: dict[Path, Revision] = {}

    def of(self, path: str) -> Revision:
        """The revision in the repository around a policy."""
        from policycheck import revisions
        from policycheck.errors import PolicycheckError

        top = revisions.top_of(Path(path))
        if top is None:
            message = f"{path}: not in a git repository, so {self.name} means nothing"
            raise PolicycheckError(message)
        if top not in self._loaded:
            self._loaded[top] = revisions.load(self.name, top)
        return self._loaded[top]

    def is_unchanged(self, candidate: Candidate) -> bool:
        """Whether a policy and its prose are what they were."""
        from policycheck.files import bytes_beside

        revision = self.of(candidate.path)
        path, raw = Path(candidate.path), candidate.raw or b""
        if not revision.holds(path, raw):
            return False
        name = prose_name(candidate.path, raw, self.limits)
        if name is None:
            return True
        prose = bytes_beside(path, name, self.limits.bytes)
        return isinstance(prose, bytes) and revision.holds(path.parent / name, prose)


def prose_name(path: str, raw: bytes, limits: Limits) -> str | None:
    """The prose that a policy names, if it does; it need not be valid."""
    from policycheck.source import read

    data = read(path, raw, limits).data
    about = data.get("policy") if isinstance(data, dict) else None
    name = about.get("text") if isinstance(about, dict) else None
    return name if isinstance(name, str) else None


def not_read(found: Found) -> Iterator[NotRead]:
    """The files that could not be read, and the folders that hold no policy."""
    from policycheck.cli.settings import DEFAULT_FOLDER
    from policycheck.report import NotRead

    for each in found.candidates:
        if each.raw is None:
            is_start = each.path == DEFAULT_FOLDER and not os.path.lexists(each.path)
            yield NotRead(each.path, _START if is_start else each.error)
    for folder in found.barren:
        yield NotRead(folder, "no policy in it; one starts with `policycheck: 1`")
