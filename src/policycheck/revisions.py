"""What a repository held at a revision: which policies changed, and what they said."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import Final

from policycheck import git
from policycheck.errors import PolicycheckError
from policycheck.limits import DEFAULT, Limits

_SHA_256: Final = 64
_LINK: Final = "120000"


@dataclass(frozen=True, slots=True)
class Revision:
    """The files of a repository at a commit: by path from its top, their blob ids."""

    top: Path
    commit: str
    blobs: Mapping[str, str]

    def name_of(self, path: Path) -> str | None:
        """The path from the top of the repository; None where it is outside."""
        try:
            return path.resolve().relative_to(self.top).as_posix()
        except ValueError:
            return None

    def holds(self, path: Path, raw: bytes) -> bool:
        """Whether the file was there with exactly these bytes."""
        blob = self.blobs.get(self.name_of(path) or "")
        return blob is not None and blob == _blob_id(raw, len(blob))

    def read(self, names: Iterable[str], limits: Limits = DEFAULT) -> dict[str, bytes]:
        """The bytes of files, by path from the top; what was not there is absent.

        Of what is too large to be checked only that is told.
        """
        asked = [name for name in dict.fromkeys(names) if name in self.blobs]
        given = "".join(f"{self.blobs[name]}\n" for name in asked).encode()
        self._judge_sizes(asked, given, limits)
        batch = self._told(("cat-file", "--batch"), given)
        found = {}
        for name, raw in zip(asked, _contents(batch), strict=True):
            if raw is None:
                message = f"{name} is not in this clone; run `git fetch --refetch`"
                raise PolicycheckError(message)
            found[name] = raw
        return found

    def _told(self, arguments: tuple[str, ...], given: bytes) -> bytes:
        done = git.run(arguments, self.top, given)
        if done.returncode != 0:
            message = f"{self.top}: {git.first_line(done)}"
            raise PolicycheckError(message)
        return done.stdout

    def _judge_sizes(self, names: list[str], given: bytes, limits: Limits) -> None:
        sizes = self._told(("cat-file", "--batch-check=%(objectsize)"), given)
        for name, size in zip(names, sizes.splitlines(), strict=True):
            if size.isdigit() and int(size) > limits.bytes:
                message = f"{self.commit}:{name}: larger than {limits.bytes} bytes"
                raise PolicycheckError(message)

    def beside(self, name: str, other: str) -> str | None:
        """The path of a file that another names, from the top; None where it leaves.

        What it names is below its own folder, as in the working tree.
        """
        below = posixpath.normpath(other)
        if below.startswith(("/", "../")) or below == "..":
            return None
        return posixpath.join(posixpath.dirname(name), below)


def top_of(path: Path) -> Path | None:
    """The top of the repository a file is in, found without git."""
    folder = path.resolve().parent
    for each in (folder, *folder.parents):
        if (each / ".git").exists():
            return each
    return None


def load(revision: str, top: Path) -> Revision:
    """The repository as it was where this branch left `revision`.

    That is their merge base: what came to the other branch since is not our change.
    Without one it is the revision itself.
    """
    commit = git.resolve(revision, top)
    base = git.run(("merge-base", commit, "HEAD"), top)
    if base.returncode == 0:
        commit = base.stdout.decode("ascii").strip()
    listed = git.run(("ls-tree", "-r", "-z", "--full-tree", commit), top)
    if listed.returncode != 0:
        message = f"{revision}: {git.first_line(listed)}"
        raise PolicycheckError(message)
    blobs = {}
    for entry in filter(None, listed.stdout.split(b"\0")):
        about, _, name = entry.partition(b"\t")
        mode, kind, blob = about.decode("ascii").split()
        if kind == "blob" and mode != _LINK:
            blobs[name.decode(errors="surrogateescape")] = blob
    return Revision(top, commit, blobs)


def ignored(paths: Iterable[str]) -> set[str]:
    """Those of the paths that git ignores, each by its own repository's rules.

    Where git is not there, or refuses, nothing is ignored. Raises PolicycheckError
    where it does not answer in time.
    """
    groups: dict[Path, dict[str, str]] = {}
    tops: dict[Path, Path | None] = {}
    for path in paths:
        folder = Path(path).parent
        if folder not in tops:
            tops[folder] = top_of(Path(path))
        top = tops[folder]
        if top is not None:
            name = (folder.resolve() / Path(path).name).relative_to(top).as_posix()
            groups.setdefault(top, {})[name] = path
    return {path for top, names in groups.items() for path in _ignored(top, names)}


def _ignored(top: Path, names: Mapping[str, str]) -> list[str]:
    given = "".join(f"{name}\0" for name in names).encode(errors="surrogateescape")
    if which("git") is None:
        return []
    try:
        done = git.run(("check-ignore", "-z", "--stdin"), top, given)
    except PolicycheckError as error:
        message = (
            f"{top}: which files git ignores is not known: {error}; "
            "name the policies, or mend the .gitignore files"
        )
        raise PolicycheckError(message) from None
    found = done.stdout.decode(errors="surrogateescape").split("\0")
    return [names[name] for name in found if name in names]


def _contents(batch: bytes) -> list[bytes | None]:
    """The contents in the answer of `git cat-file --batch`; None where it has none."""
    found: list[bytes | None] = []
    start = 0
    while start < len(batch):
        end = batch.index(b"\n", start)
        _, kind, *size = batch[start:end].split()
        if kind == b"missing":
            found.append(None)
            start = end + 1
        else:
            after = end + 1 + int(size[0])
            found.append(batch[end + 1 : after])
            start = after + 1
    return found


def _blob_id(raw: bytes, digits: int) -> str:
    """What git calls these bytes; repositories of either kind of hash are read."""
    made = hashlib.sha256 if digits == _SHA_256 else hashlib.sha1
    return made(b"blob %d\0%s" % (len(raw), raw)).hexdigest()
