"""Blocks of a document that hold a derived table, between two comments.

<!-- policycheck:table ccpa layout=full label=citation -->
...
<!-- /policycheck:table -->
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from policycheck.errors import PolicycheckError

_OPENS: Final = re.compile(r"[ \t]*<!--[ \t]*policycheck:table\b(?P<words>.*)-->[ \t]*")
_CLOSES: Final = re.compile(r"[ \t]*<!--[ \t]*/policycheck:table[ \t]*-->[ \t]*")
_FENCE: Final = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Block:
    """A place for a table: its name, the options beside it, and the lines it holds.

    `first` and `last` are the lines of the two comments, counted from 0.
    """

    name: str
    options: Mapping[str, str]
    first: int
    last: int


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a document, in their order; those in code blocks are text."""
    return tuple(_blocks(text.split("\n")))


def refreshed(text: str, name: str, table: Callable[[Block], str]) -> str:
    """The document with the tables of that name in its blocks made anew."""
    lines = text.split("\n")
    end = "\r" if lines[0].endswith("\r") else ""
    for block in reversed(tuple(_blocks(lines))):
        if block.name != name:
            continue
        made = table(block).rstrip("\n").split("\n")
        spaced = ["", *made, ""]
        lines[block.first + 1 : block.last] = [
            f"{line.rstrip()}{end}" for line in spaced
        ]
    return "\n".join(lines)


def _blocks(lines: list[str]) -> Iterator[Block]:
    opened: tuple[int, str, Mapping[str, str]] | None = None
    fence = ""
    for number, raw in enumerate(lines):
        line = raw.removesuffix("\r")
        if opened is None and (mark := _FENCE.match(line)) is not None:
            fence = _fenced(fence, mark["mark"])
            continue
        if fence:
            continue
        if (match := _OPENS.fullmatch(line)) is not None:
            if opened is not None:
                raise _error(number, f"the table of line {opened[0] + 1} is still open")
            opened = number, *_words(number, match["words"])
        elif _CLOSES.fullmatch(line) is not None:
            if opened is None:
                raise _error(number, "this closes no table")
            yield Block(opened[1], opened[2], opened[0], number)
            opened = None
    if opened is not None:
        raise _error(opened[0], "add <!-- /policycheck:table --> where the table ends")


def _fenced(fence: str, mark: str) -> str:
    """The mark that ends the code block one is in after this line; empty outside."""
    if not fence:
        return mark
    return "" if mark.startswith(fence) else fence


def _words(number: int, text: str) -> tuple[str, Mapping[str, str]]:
    try:
        name, *rest = shlex.split(text) or [""]
    except ValueError as error:
        raise _error(number, f"{error}".lower()) from error
    options = {}
    for word in rest:
        key, equals, value = word.partition("=")
        if not equals or key in options:
            raise _error(number, f"write each option once, as name=value, not {word!r}")
        options[key] = value
    if not name or "=" in name:
        raise _error(number, "name the table after policycheck:table, such as ccpa")
    return name, options


def _error(number: int, message: str) -> PolicycheckError:
    return PolicycheckError(f"line {number + 1}: {message}")
