"""Patterns of paths, matched in time that grows with the path and not with the stars.

A configuration may come from a stranger: as a regular expression `**a**a**a**a` would
try each way to share out a path among its stars.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import Final

_TOKEN: Final = re.compile(r"\*\*/|\*\*|\*|[\s\S]")


@lru_cache(maxsize=1_000)
def pattern_of(pattern: str) -> PathPattern:
    """A pattern of paths: * within a name, ** over folders, a folder for all in it."""
    return PathPattern(pattern)


class PathPattern:
    """The tokens of a pattern; a number holds a bit for each place one can be at."""

    def __init__(self, pattern: str) -> None:
        tokens = _collapsed(_TOKEN.findall(pattern.strip("/")))
        self._end = 1 << len(tokens)
        self._takes: defaultdict[str, int] = defaultdict(int)
        """Where a character is taken and the next token's turn comes."""
        for index, token in enumerate(tokens):
            self._takes[token] |= 1 << index
        self._folders = self._takes["**/"]
        self._anywhere = self._takes["**"] | self._folders
        self._stars = self._takes["*"] | self._takes["**"]

    def match(self, path: str) -> bool:
        """Whether the path, or a folder it is in, is as the pattern has it."""
        at = self._reached(1)
        for char in path:
            if char == "/" and at & self._end:
                return True
            stays = at & (
                self._anywhere if char == "/" else self._anywhere | self._stars
            )
            moved = (at & self._taking(char)) << 1
            at = stays | self._reached(moved | (stays & self._stars) << 1)
        return bool(at & self._end)

    def _taking(self, char: str) -> int:
        if char == "/":
            return self._takes["/"] | self._takes["**/"]
        literal = 0 if char in "*?" else self._takes.get(char, 0)
        return literal | self._takes["?"]

    def _reached(self, at: int) -> int:
        """Places just come to, and those behind tokens that may stand for nothing.

        Folders may, as long as none has begun.
        """
        while (further := at | (at & (self._stars | self._folders)) << 1) != at:
            at = further
        return at


def _collapsed(tokens: list[str]) -> list[str]:
    """The tokens without those that a star beside them covers."""
    kept: list[str] = []
    for token in tokens:
        match kept[-1:], token:
            case (["**"], "*" | "**") | (["**/"], "**/"):
                pass
            case ["*" | "**/"], "**":
                kept[-1] = token
            case _:
                kept.append(token)
    return kept
