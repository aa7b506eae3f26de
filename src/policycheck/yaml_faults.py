"""Why a text is no YAML: what it may not hold, and where its syntax breaks."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any, Final

from policycheck.document import LINE_END, Fault, span_at
from policycheck.location import Span

_LINE_SEPARATORS: Final = "\x85\u2028\u2029"
_REFUSED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]"
)
"""What YAML does not allow, and what only some readers take for a line end."""
_HANDLE: Final = re.compile(r"(?:\A|[\r\n])%TAG")
_MOST_HANDLES: Final = 100
"""Handles that may be declared; libyaml compares each with all those before it."""


def character(text: str) -> Fault | None:
    """The first character that may not stand in the text; None where all may."""
    found = _REFUSED.search(text)
    if found is None:
        return None
    where = span_at(text, found.start())
    name = f"U+{ord(found[0]):04X}"
    if found[0] in _LINE_SEPARATORS:
        says = f"{name} is a line break to some readers and not to others"
        return Fault("line-separator", says, where)
    return Fault("syntax", f"the character {name} is not allowed in YAML", where)


def handles(text: str) -> Fault | None:
    """The first %TAG directive too many; none is needed, for no tag is read."""
    found = next(islice(_HANDLE.finditer(text), _MOST_HANDLES, None), None)
    if found is None:
        return None
    says = f"more than {_MOST_HANDLES} %TAG directives are not read"
    return Fault("tag", says, span_at(text, found.end() - len("%TAG")))


def syntax(error: Any, text: str) -> Fault:
    """What libyaml found wrong, where a person would look for it."""
    lines = LINE_END.split(text)
    line, column = error.problem_mark.line, error.problem_mark.column
    if line >= len(lines):  # libyaml ends a file with a line of its own
        line, column = len(lines) - 1, len(lines[-1])
    message = error.problem
    if lines[line][: column + 1].isspace() and "\t" in lines[line]:
        message = "a tab indents this line; YAML wants spaces"
    elif error.context_mark and error.context_mark.line < line:
        began = f"that starts on line {error.context_mark.line + 1}"
        message = f"{message} {error.context} {began}"
    return Fault("syntax", message, Span(line + 1, column + 1, line + 1, column + 2))
