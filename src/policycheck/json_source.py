"""JSON text to plain data with positions, strictly as RFC 8259 has it."""

from __future__ import annotations

import json
import math
import re
from typing import Any, Final, NoReturn

from policycheck.document import (
    Document,
    Fault,
    Lines,
    Place,
    Stretch,
    brief,
    decoded,
    keep,
    start_of,
    stretch,
)
from policycheck.limits import DEFAULT, Limits
from policycheck.location import Span

_SPACE: Final = re.compile("[ \t\n\r]*+")
_STRING: Final = re.compile(
    r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*+'
)
"""A string up to what ends it, possessively: linear even where nothing does."""
_NUMBER: Final = re.compile(r"-?+(?:0|[1-9][0-9]*+)(\.[0-9]++)?+([eE][-+]?[0-9]++)?+")
_WORD: Final = re.compile(r"[^\s,:\[\]{}\"]++")
_HALF: Final = re.compile("[\ud800-\udfff]")
_CONSTANTS: Final = {"true": True, "false": False, "null": None}


def read(path: str, raw: bytes, limits: Limits = DEFAULT) -> Document:
    """Read JSON; faults of the file are values, nothing is raised.

    A key that stands twice is a fault, as are NaN, comments, and half of a character.
    """
    text, fault = decoded(raw, limits.bytes, "json")
    if fault is not None:
        return Document(path, text, None, (fault,), None)
    reader = _Reader(limits)
    reader.read(text)
    return Document(path, text, reader.data, tuple(reader.faults), reader.place)


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    """The offset where a pattern that may match nothing ends."""
    match = pattern.match(text, at)
    return at if match is None else match.end()


class _Stopped(Exception):  # noqa: N818 - no error: the fault is kept, reading ends
    """The rest of the text cannot be read."""


class _Reader:
    """Reads one text; `at` is the offset of the next character."""

    def __init__(self, limits: Limits) -> None:
        self.faults: list[Fault] = []
        self._limits = limits
        self.data: Any = None
        self.place: Place | None = None
        self._text = ""
        self._at = 0
        self._lines = Lines("")

    def refuse(self, kind: str, message: str, where: Span) -> None:
        keep(self.faults, Fault(kind, message, where, "json"), self._limits.faults)

    def read(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._skip()
        if self._at == len(text):
            self.refuse("empty", "the file is empty", Span(1, 1, 1, 2))
            return
        try:
            data, place = self._value(0)
            self._skip()
            if self._at < len(text):
                self._stop("something follows the end of the JSON")
        except _Stopped:
            return
        self.data, self.place = data, place

    def _skip(self) -> str:
        """Go to the next character that is no white space; empty at the end."""
        self._at = _past(_SPACE, self._text, self._at)
        return self._text[self._at : self._at + 1]

    def _stop(self, message: str, kind: str = "syntax") -> NoReturn:
        self.refuse(kind, message, self._lines.span(self._at, self._at + 1))
        raise _Stopped

    def _value(self, depth: int) -> tuple[Any, Place]:
        start = self._at
        opens = self._text[start : start + 1]
        if opens in {"{", "["}:
            if depth >= self._limits.depth:
                says = f"nested deeper than {self._limits.depth} levels"
                self._stop(says, "too-deep")
            self._at += 1
            inside = self._object if opens == "{" else self._array
            data, children = inside(depth + 1)
            return data, (self._from(start), children)
        value = self._string() if opens == '"' else self._plain()
        return value, self._from(start)

    def _from(self, start: int) -> Stretch:
        return stretch(start, self._at)

    def _object(self, depth: int) -> tuple[Any, Any]:
        data: dict[str, Any] = {}
        children: dict[str, tuple[Stretch, Place]] = {}
        if self._skip() == "}":
            self._at += 1
            return data, children
        while True:
            start = self._at
            if self._text[start : start + 1] != '"':
                self._unexpected("a key in double quotes")
            key = self._string()
            key_place = self._from(start)
            self._expect(":", "a colon after the key")
            self._skip()
            value, place = self._value(depth)
            if key in children:
                line, _ = self._lines.at(start_of(children[key][0]))
                says = f"the key {brief(key)!r} is already on line {line}"
                self.refuse("duplicate-key", says, self._lines.span_of(key_place))
            else:
                data[key] = value
                children[key] = key_place, place
            if self._ends("}"):
                return data, children

    def _array(self, depth: int) -> tuple[Any, Any]:
        data: list[Any] = []
        children: list[Place] = []
        if self._skip() == "]":
            self._at += 1
            return data, children
        while True:
            value, place = self._value(depth)
            data.append(value)
            children.append(place)
            if self._ends("]"):
                return data, children

    def _ends(self, closes: str) -> bool:
        """Whether the object or array ends here; otherwise go to its next item."""
        found = self._skip()
        if found == closes:
            self._at += 1
            return True
        if found != ",":
            self._unexpected(f"a comma or {closes}")
        comma = self._at
        self._at += 1
        if self._skip() == closes:
            self._at = comma
            self._stop(f"a comma stands before {closes}; JSON ends a list without one")
        return False

    def _expect(self, character: str, called: str) -> None:
        if self._skip() != character:
            self._unexpected(called)
        self._at += 1

    def _unexpected(self, wanted: str) -> NoReturn:
        found = self._text[self._at : self._at + 1]
        if not found:
            self._stop(f"the text ends where {wanted} belongs")
        self._stop(f"{found!r} stands where {wanted} belongs")

    def _string(self) -> str:
        start = self._at
        self._at = _past(_STRING, self._text, start)
        ends = self._text[self._at : self._at + 1]
        if not ends:
            self._at = start
            self._stop("the string that starts here does not end")
        if ends == "\\":
            self._stop("this is no escape of JSON")
        if ends != '"':
            self._stop(f"the character U+{ord(ends):04X} in a string is not escaped")
        self._at += 1
        words = self._text[start : self._at]
        if "\\" not in words:
            return words[1:-1]
        value: str = json.loads(words)
        if _HALF.search(value):
            says = "an escape stands for half of a character"
            self.refuse("syntax", says, self._lines.span(start, self._at))
        return value

    def _plain(self) -> Any:
        """A number, true, false or null."""
        match = _WORD.match(self._text, self._at)
        if match is None:
            self._unexpected("a value")
        word = match[0]
        if word in _CONSTANTS:
            self._at = match.end()
            return _CONSTANTS[word]
        number = _NUMBER.fullmatch(word)
        if number is None:
            self._stop(f"{brief(word)} is no value of JSON")
        # Reading a number takes time that grows with the square of its length.
        if len(word) > self._limits.digits:
            self._stop(f"a number longer than {self._limits.digits} characters")
        if number[1] is None and number[2] is None:
            self._at = match.end()
            return int(word)
        value = float(word)
        if math.isinf(value):
            self._stop(f"the number {brief(word)} is too large")
        self._at = match.end()
        return value
