"""A file as it stood at a revision: git reads the blob, and nothing else runs."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final

from policycheck.errors import PolicycheckError
from policycheck.limits import DEFAULT, Limits

_GIT: Final = (
    "git", "--no-pager", "-c", "core.fsmonitor=false",
    # A repository is what has a .git: a checkout may hold what passes for a bare one.
    "-c", "safe.bareRepository=explicit",
)  # fmt: skip
_SECONDS: Final = 60
_ENVIRONMENT: Final = {
    "GIT_NO_LAZY_FETCH": "1",  # what a partial clone lacks is not fetched: no network
    "GIT_ALLOW_PROTOCOL": "none",  # nor by a git that does not know the line above
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_OF_A_REPOSITORY: Final = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_DIR",
        "GIT_GRAFT_FILE", "GIT_INDEX_FILE", "GIT_NAMESPACE", "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX", "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
    }
)  # fmt: skip
"""What names a repository other than the one around the policy; hooks set these."""
_DRIVES: Final = os.name == "nt"
_OF_A_FILE: Final = ("/", "./", "../")
"""How the name of a file starts and no revision does."""


def is_revision(argument: str) -> bool:
    """Whether an argument names a file at a revision; a file starts with / or ./ too.

    A file that has the name of another at a revision raises `PolicycheckError`: a pull
    request that adds it must not stand for what was there before.
    """
    revision, colon, path = argument.partition(":")
    if not colon or not revision or not path or revision.startswith(_OF_A_FILE):
        return False
    # C:\policy.yaml is a path, and no revision has one letter and a backslash.
    if _DRIVES and len(revision) == 1 and path[0] in "\\/":
        return False
    if os.path.lexists(argument):
        message = (
            f"{argument}: a file here, and the name of one at a revision; "
            f"write ./{argument} for the file here, or take it away"
        )
        raise PolicycheckError(message)
    return True


def show(
    argument: str, *, folder: Path | None = None, limits: Limits = DEFAULT
) -> bytes:
    """The bytes of REV:PATH, read from the repository around `folder`.

    PATH counts from the top of the repository, and from `folder` if it starts with ./
    """
    revision, _, path = argument.partition(":")
    where = folder or Path()
    commit = resolve(revision, where)
    size = run(("cat-file", "-s", f"{commit}:{path}"), where)
    if size.returncode != 0:
        message = f"{argument}: {_missing(size, revision, path)}"
        raise PolicycheckError(message)
    if int(size.stdout) > limits.bytes:
        message = f"{argument}: larger than {limits.bytes} bytes"
        raise PolicycheckError(message)
    blob = run(("cat-file", "blob", f"{commit}:{path}"), where)
    if blob.returncode != 0:
        message = f"{argument}: a folder, not a file"
        raise PolicycheckError(message)
    return blob.stdout


def since(revision: str, path: str) -> str:
    """REV:PATH for a path of the working tree, from the top of its repository."""
    found = Path(path)
    folder = found.parent
    top = run(("rev-parse", "--show-prefix"), folder)
    if top.returncode != 0:
        message = f"{path}: {_refused(top)}"
        raise PolicycheckError(message)
    prefix = top.stdout.decode(errors="surrogateescape").rstrip("\n")
    return f"{revision}:{prefix}{found.name}"


def resolve(revision: str, folder: Path) -> str:
    """The commit a revision names; what looks like an option is a revision too."""
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options")
    found = run((*asked, f"{revision}^{{commit}}"), folder)
    if found.returncode == 0:
        return found.stdout.decode("ascii").strip()
    inside = run(("rev-parse", "--is-shallow-repository"), folder)
    if inside.returncode != 0:
        message = f"{revision}: {_refused(inside)}"
        raise PolicycheckError(message)
    if inside.stdout.strip() == b"true":
        message = (
            f"{revision}: not in this shallow clone; "
            f"run `git fetch {_fetched(revision)}` and try again"
        )
        raise PolicycheckError(message)
    message = (
        f"{revision}: no such revision in this repository; "
        "if a remote has it, run `git fetch` and try again"
    )
    raise PolicycheckError(message)


def _fetched(revision: str) -> str:
    """The arguments of the fetch that brings a revision."""
    remote, _, branch = revision.partition("/")
    if branch and not remote.startswith("-"):
        return f"--depth=1 {remote} {branch}:refs/remotes/{remote}/{branch}"
    return "--unshallow"


def run(
    arguments: tuple[str, ...], folder: Path, given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder, with `given` on its standard input."""
    try:
        return subprocess.run(  # noqa: S603 - no shell, and git's own arguments
            (*_GIT, *arguments),
            cwd=folder,
            capture_output=True,
            check=False,
            input=given,
            timeout=_SECONDS,
            env={**_inherited(), **_ENVIRONMENT},
        )
    except ValueError:  # a NUL, which no revision or path holds
        message = "git: a name holds a NUL"
        raise PolicycheckError(message) from None
    except FileNotFoundError:
        message = "git is not installed, or the folder does not exist"
        raise PolicycheckError(message) from None
    except subprocess.TimeoutExpired:
        message = f"git did not answer within {_SECONDS} seconds"
        raise PolicycheckError(message) from None


def _inherited() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if name not in _OF_A_REPOSITORY
    }


def first_line(done: subprocess.CompletedProcess[bytes]) -> str:
    """What git complains of, in short."""
    lines = done.stderr.decode(errors="replace").splitlines()
    return lines[0].removeprefix("fatal: ").removeprefix("error: ") if lines else ""


def _missing(done: subprocess.CompletedProcess[bytes], revision: str, path: str) -> str:
    """Why there is no file; git names the commit, and not as it was asked for."""
    says = first_line(done)
    if not says or "does not exist in" in says or "but not in" in says:
        where = "" if path.startswith("./") else "; paths count from its top folder"
        return f"no file {path} at {revision}{where}"
    return says


def _refused(done: subprocess.CompletedProcess[bytes]) -> str:
    """Why git will not work in a folder."""
    says = first_line(done)
    if "not a git repository" in says:
        return "not in a git repository"
    if "cannot use bare repository" in says:
        return (
            "the folder passes for a bare git repository, which anyone could have "
            "committed; remove HEAD, objects and refs from it, or work in a clone"
        )
    return says or "not in a git repository"
