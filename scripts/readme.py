"""Outputs that documents show: each block after an `output:` comment, its command."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCUMENTS = tuple(
    ROOT / name for name in ("README.md", "docs/interop.md", "docs/table.md")
)
_BLOCK = re.compile(
    r"<!-- output: (?P<command>.*?) -->\n```\w*\n(?P<shown>.*?)```", re.DOTALL
)
LEFT_OUT = "..."


@dataclass(frozen=True)
class Shown:
    """A command, and what is shown of its output; `...` leaves lines out."""

    command: str
    lines: list[str]


def blocks() -> Iterator[Shown]:
    """Every output a document shows."""
    for document in DOCUMENTS:
        for match in _BLOCK.finditer(document.read_text(encoding="utf-8")):
            yield Shown(match["command"], match["shown"].splitlines())


def output(command: str) -> list[str]:
    """What the command prints on 80 columns."""
    done = subprocess.run(
        [sys.executable, "-m", "policycheck", *shlex.split(command)],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout.splitlines()


def missing(shown: Shown) -> str | None:
    """The first line shown that the command does not print in its turn."""
    printed = iter(output(shown.command))
    for line in shown.lines:
        if line.strip() != LEFT_OUT and line not in printed:
            return line
    return None
