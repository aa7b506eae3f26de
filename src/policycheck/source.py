"""YAML text to plain data with positions, in one pass over libyaml's events."""

from __future__ import annotations

import codecs
import re
from typing import Any, Final, TypeAlias

import yaml

from policycheck.document import (
    COLUMN_BITS,
    LINE_END,
    Document,
    Fault,
    Place,
    Scalar,
    span,
    span_at,
)
from policycheck.frames import Frame, brief
from policycheck.location import Span

MAX_BYTES: Final = 16 * 1024 * 1024
MAX_DEPTH: Final = 64
MAX_ALIASED: Final = 100_000
"""Values that aliases may stand for, all together: an alias bomb stops here."""
MAX_FAULTS: Final = 1_000
"""After so many the rest are not kept; the file is not read as a policy anyway."""

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONSTANTS: Final[dict[str, bool | None]] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z")
_LINE_SEPARATORS: Final = "\x85\u2028\u2029"
_REFUSED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]"
)
"""What YAML does not allow, and what only some readers take for a line end."""
_PLAIN_TAGS: Final = {"tag:yaml.org,2002:str", "!"}

_Anchored: TypeAlias = "tuple[Any, Place, int, str | None]"
"""A value, its place, how many values it stands for, and its words where a scalar."""


def read(path: str, raw: bytes) -> Document:
    """Read a policy's bytes; faults of the file are values, nothing is raised."""
    builder = _Builder()
    text = ""
    if len(raw) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES} bytes"
        builder.refuse("too-large", message, Span(1, 1, 1, 2))
    else:
        raw = raw.removeprefix(codecs.BOM_UTF8)
        try:
            text = raw.decode()
        except UnicodeDecodeError as error:
            before = len(raw[: error.start].decode())
            text = raw.decode(errors="replace")  # so that a report can show the line
            message = f"the byte 0x{raw[error.start]:02X} is not UTF-8"
            builder.refuse("not-utf-8", message, span_at(text, before))
        else:
            builder.build(text)
    return Document(path, text, builder.data, tuple(builder.faults), builder.place)


class _Builder:
    """Builds data and places from events; each open container is a frame on a stack."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.data: Any = None
        self.place: Place | None = None
        self.lines: list[str] = []
        self._stack: list[Frame] = []
        self._anchors: dict[str, _Anchored | None] = {}
        self._nodes = 0
        self._aliased = 0
        self._documents = 0

    def refuse(self, kind: str, message: str, where: Span) -> None:
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(kind, message, where))

    def build(self, text: str) -> None:
        refused = _REFUSED.search(text)
        if refused is not None:
            self._character(refused[0], span_at(text, refused.start()))
            return
        self.lines = LINE_END.split(text)
        try:
            self._events(text)
        except yaml.YAMLError as error:
            self._syntax(error)
        if self.data is None and not self.faults:
            self.refuse("empty", "the file holds no policy", Span(1, 1, 1, 2))

    def _character(self, character: str, where: Span) -> None:
        name = f"U+{ord(character):04X}"
        if character in _LINE_SEPARATORS:
            says = f"{name} is a line break to some readers and not to others"
            self.refuse("line-separator", says, where)
        else:
            says = f"the character {name} is not allowed in YAML"
            self.refuse("syntax", says, where)

    def _syntax(self, error: Any) -> None:
        line, column = error.problem_mark.line, error.problem_mark.column
        if line >= len(self.lines):  # libyaml ends a file with a line of its own
            line, column = len(self.lines) - 1, len(self.lines[-1])
        message = error.problem
        if self.lines[line][: column + 1].isspace() and "\t" in self.lines[line]:
            message = "a tab indents this line; YAML wants spaces"
        elif error.context_mark and error.context_mark.line < line:
            began = f"that starts on line {error.context_mark.line + 1}"
            message = f"{message} {error.context} {began}"
        self.refuse("syntax", message, Span(line + 1, column + 1, line + 1, column + 2))

    def _events(self, text: str) -> None:
        loader = _LOADER(text)
        handle = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        try:
            while loader.check_event():
                event = loader.get_event()
                handler = handle.get(event.__class__)
                if handler is not None and not handler(event):
                    return
        finally:
            loader.dispose()

    def _document(self, event: Any) -> bool:
        self._documents += 1
        if self._documents > 1:
            says = "a second document starts here"
            self.refuse("several-documents", says, _span(event))
        return self._documents == 1

    def _scalar(self, event: Any) -> bool:
        if event.tag is not None and event.tag not in _PLAIN_TAGS:
            self._refuse_tag(event)
        start = event.start_mark
        end = event.end_mark
        place = (
            start.line << COLUMN_BITS | start.column,
            end.line << COLUMN_BITS | end.column,
        )
        value: Any = event.value
        weight = 1 + (len(value) >> 7)  # a long text stands for several values
        self._nodes += weight
        stack = self._stack
        is_key = stack and stack[-1].wants_key
        if not is_key and event.implicit[0] and event.tag is None:
            if value in _CONSTANTS:
                value = _CONSTANTS[value]
            elif _INTEGER.match(value):
                value = int(value)
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, place, weight, event.value)
        if is_key:
            stack[-1].take_key(event.value, place, self.refuse)
            return True
        if value is None and stack:
            stack[-1].check_empty(event.value, self.lines, self.refuse)
        self._put(value, place)
        return True

    def _refuse_tag(self, event: Any) -> None:
        tag = brief(event.tag.replace("tag:yaml.org,2002:", "!!"))
        self.refuse("tag", f"the tag {tag} is not read", _span(event))

    def _open(self, event: Any) -> bool:
        if len(self._stack) >= MAX_DEPTH:
            says = f"nested deeper than {MAX_DEPTH} levels"
            self.refuse("too-deep", says, _span(event))
            return False
        if event.tag is not None and event.tag != "!":
            self._refuse_tag(event)
        self._nodes += 1
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        is_map = event.__class__ is yaml.MappingStartEvent
        self._stack.append(Frame(event, {} if is_map else [], self._nodes))
        return True

    def _close(self, event: Any) -> bool:
        frame = self._stack.pop()
        place: Any = (frame.start, _packed(event)[1], frame.children)
        if frame.anchor is not None:
            size = self._nodes - frame.nodes + 1
            self._anchors[frame.anchor] = (frame.data, place, size, None)
        self._put(frame.data, place)
        return True

    def _alias(self, event: Any) -> bool:
        known = self._anchors.get(event.anchor)
        if known is None:
            is_open = event.anchor in self._anchors
            kind = "recursive-alias" if is_open else "unknown-alias"
            says = "stands inside what it names" if is_open else "names no anchor"
            self.refuse(kind, f"the alias *{brief(event.anchor)} {says}", _span(event))
            return False
        value, place, size, words = known
        self._nodes += size
        self._aliased += size
        if self._aliased > MAX_ALIASED:
            says = f"aliases stand for more than {MAX_ALIASED} values"
            self.refuse("alias-bomb", says, _span(event))
            return False
        stack = self._stack
        if stack and stack[-1].wants_key and words is not None:
            stack[-1].take_key(words, _packed(event), self.refuse)
        else:
            self._put(value, place)
        return True

    def _put(self, value: Any, place: Place) -> None:
        if not self._stack:
            self.data, self.place = value, place
            return
        frame = self._stack[-1]
        if frame.wants_key:
            says = "a key is a mapping or a list"
            self.refuse("key-not-text", says, span(place[0], place[1]))
            frame.wants_key, frame.key = False, None
            return
        frame.take(value, place)


def _packed(event: Any) -> Scalar:
    start, end = event.start_mark, event.end_mark
    return (
        start.line << COLUMN_BITS | start.column,
        end.line << COLUMN_BITS | end.column,
    )


def _span(event: Any) -> Span:
    return span(*_packed(event))


__all__ = ["MAX_BYTES", "Document", "Fault", "read"]
