"""Commands run with each call trapped that leaves the process; see `main`.

Standard input is a JSON list of commands, each a list of words; standard output is one
with the status of each and what it did. The hook of the interpreter tells: no code can
go around it.
"""

from __future__ import annotations

import json
import os
import sys
from types import CodeType
from typing import Any, Final

from fuzz.door import run

MARK: Final = "MARKOFTHEPOLICY"
"""Stands in every input; code that holds it was made of an input."""
_NETWORK: Final = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "ssl.")
_PROCESSES: Final = frozenset(
    {
        "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn",
        "os.startfile", "pty.spawn", "webbrowser.open", "ctypes.dlopen",
    }
)  # fmt: skip
_CHANGES: Final = frozenset(
    {
        "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink",
        "os.chmod", "os.chown", "os.truncate", "os.utime", "shutil.rmtree",
        "shutil.move", "shutil.copyfile", "tempfile.mkstemp", "tempfile.mkdtemp",
    }
)  # fmt: skip
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

_events: list[tuple[str, str]] = []
_watched = False


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _watched and (told := _told(event, arguments)) is not None:
        _events.append(told)


def _told(event: str, arguments: tuple[Any, ...]) -> tuple[str, str] | None:
    """The event in short, if it leaves the process or makes code of data."""
    if event == "open":
        path, mode, flags = arguments
        is_written = any(each in (mode or "") for each in "wax+") or flags & _WRITES
        return ("write", str(path)) if is_written else None
    if event in {"compile", "exec"}:
        return ("code", event) if MARK in _source(arguments[0]) else None
    if event in _PROCESSES:
        words = arguments[1] if event == "subprocess.Popen" else (event,)
        return "process", " ".join(map(str, words))
    if event in _CHANGES:
        return "write", str(arguments[0])
    return ("network", event) if event.startswith(_NETWORK) else None


def _source(made_of: Any) -> str:
    if isinstance(made_of, CodeType):
        return f"{made_of.co_consts} {made_of.co_names}"
    if isinstance(made_of, bytes):
        return made_of.decode(errors="replace")
    return str(made_of)


def main() -> None:
    """Run what stands on the standard input: `python -m fuzz.trapped`."""
    global _watched  # noqa: PLW0603 - a hook cannot be taken away again
    commands = json.load(sys.stdin)
    sys.addaudithook(_hook)
    found = []
    for words in commands:
        _events.clear()
        _watched = True
        done = run(*words)
        _watched = False
        found.append(
            {"status": done.status, "events": sorted(set(_events)), "err": done.err}
        )
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
