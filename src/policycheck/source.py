"""YAML text to plain data with positions, in one pass over libyaml's events."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, TypeAlias

import yaml

from policycheck.location import Location, Pointer, Span

MAX_BYTES: Final = 16 * 1024 * 1024
MAX_DEPTH: Final = 64
MAX_ALIASED: Final = 100_000
"""Nodes that aliases may stand for, all together: an alias bomb stops here."""

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONSTANTS: Final[dict[str, bool | None]] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z")
_LINE_SEPARATORS: Final = re.compile("[\x85\u2028\u2029]")
_PLAIN_TAGS: Final = {"tag:yaml.org,2002:str", "!"}
_COLUMN_BITS: Final = 32

_LINE_END: Final = re.compile("\r\n|\r|\n")

Scalar: TypeAlias = tuple[int, int]
"""Where a scalar starts and ends; line and column packed into one number."""
Mapped: TypeAlias = "tuple[int, int, dict[str, tuple[int, int, Place]]]"
Listed: TypeAlias = "tuple[int, int, list[Place]]"
Place: TypeAlias = "Scalar | Mapped | Listed"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something about the YAML itself; `kind` is the last part of its rule id."""

    kind: str
    message: str
    span: Span
    fix: str


@dataclass(frozen=True)
class Document:
    """Plain data, and where each part of it stands in the text.

    Where `faults` is not empty the data is what could be read in spite of them.
    """

    path: str
    text: str
    data: Any
    faults: tuple[Fault, ...]
    place: Place | None

    def locate(self, pointer: Pointer, *, key: bool = False) -> Location:
        """Where `pointer` stands, or the nearest part above it that exists.

        A mapping or list stands where its key does; `key` asks for the key of a scalar.
        """
        return Location(self.path, self._span(pointer, key=key), pointer)

    def _span(self, pointer: Pointer, *, key: bool) -> Span:
        if self.place is None:
            return Span(1, 1, 1, 1)
        place = self.place
        start, end = place[0], place[0]
        for step in pointer:
            children = place[2] if len(place) > 2 else None  # noqa: PLR2004 - shape
            if isinstance(children, dict) and step in children:
                key_start, key_end, place = children[str(step)]
                start, end = key_start, key_end
                if len(place) == 2 and not key and place[0] != place[1]:  # noqa: PLR2004
                    start, end = place[0], place[1]
            elif isinstance(children, list) and isinstance(step, int):
                if not 0 <= step < len(children):
                    break
                place = children[step]
                start, end = place[0], place[1]
            else:
                break
        return self._one_line(start, end, place)

    def _one_line(self, start: int, end: int, place: Place) -> Span:
        """A span that ends with its first line, where it would run over several."""
        line, column = _unpack(start)
        end_line, end_column = _unpack(end)
        if end_line > line:
            if len(place) > 2:  # noqa: PLR2004 - shape
                end_column = _unpack(_first_line_end(place))[1]
            else:
                end_column = len(self.line(line).rstrip()) + 1
        return Span(line, column, line, max(end_column, column + 1))

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, as YAML counts them."""
        return _LINE_END.split(self.text)

    def line(self, number: int) -> str:
        """The text of a line, counted from 1; empty past the end."""
        return self.lines[number - 1] if number <= len(self.lines) else ""


def read(path: str, raw: bytes) -> Document:
    """Read a policy's bytes; faults of the YAML are values, nothing is raised."""
    builder = _Builder()
    if len(raw) > MAX_BYTES:
        builder.refuse("too-large", f"larger than {MAX_BYTES} bytes", Span(1, 1, 1, 1),
                       "split the policy, or remove what does not belong in it")  # fmt: skip
        return Document(path, "", None, tuple(builder.faults), None)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        builder.refuse("not-utf-8", f"byte {raw[error.start]:#04x} is not UTF-8",
                       Span(line, column, line, column + 1), "save the file as UTF-8")  # fmt: skip
        return Document(path, "", None, tuple(builder.faults), None)
    builder.build(text)
    return Document(path, text, builder.data, tuple(builder.faults), builder.place)


class _Builder:
    """Builds data and places from events; each open container is a frame on a stack."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.data: Any = None
        self.place: Place | None = None
        self.lines: list[str] = []
        self._stack: list[_Frame] = []
        self._anchors: dict[str, tuple[Any, Place, int] | None] = {}
        self._nodes = 0
        self._aliased = 0
        self._documents = 0

    def refuse(self, kind: str, message: str, span: Span, fix: str) -> None:
        self.faults.append(Fault(kind, message, span, fix))

    def build(self, text: str) -> None:
        self.lines = _LINE_END.split(text)
        for match in _LINE_SEPARATORS.finditer(text):
            before = text[: match.start()]
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            self.refuse(
                "line-separator",
                f"U+{ord(match[0]):04X} is a line break to some readers and not to others",
                Span(line, column, line, column + 1),
                "remove it, or write it as an escape inside double quotes",
            )
            return
        try:
            self._events(text)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._syntax(error.problem or "cannot be read", mark)
        except yaml.reader.ReaderError as error:
            before = text[: error.position] if isinstance(error.position, int) else ""
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            self.refuse("syntax", f"a character that YAML does not allow ({error.reason})",
                        Span(line, column, line, column + 1), "remove the character")  # fmt: skip
        if not self._documents and not self.faults:
            self.refuse("empty", "the file holds no policy", Span(1, 1, 1, 1),
                        "start with `policycheck init`")  # fmt: skip

    def _syntax(self, problem: str, mark: Any) -> None:
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self.refuse("syntax", problem, Span(line, column, line, column + 1),
                    "mend the YAML; text with : or # in it belongs in quotes")  # fmt: skip

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
            self.refuse("several-documents", "a second document starts here",
                        _span(event), "keep one policy in one file")  # fmt: skip
            return False
        return True

    def _scalar(self, event: Any) -> bool:
        if event.tag is not None and event.tag not in _PLAIN_TAGS:
            self._refuse_tag(event)
        self._nodes += 1
        start = event.start_mark
        end = event.end_mark
        place = (
            start.line << _COLUMN_BITS | start.column,
            end.line << _COLUMN_BITS | end.column,
        )
        stack = self._stack
        if stack and stack[-1].wants_key:
            stack[-1].take_key(event.value, place, self)
            return True
        value: Any = event.value
        if event.implicit[0] and event.tag is None:
            if value in _CONSTANTS:
                value = _CONSTANTS[value]
            elif _INTEGER.match(value):
                value = int(value)
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, place, 1)
        if value is None and stack:
            stack[-1].check_empty(event, self)
        self._put(value, place)
        return True

    def _refuse_tag(self, event: Any) -> None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        self.refuse("tag", f"the tag {tag} is not read", _span(event),
                    "remove the tag; quote the value if it is text")  # fmt: skip

    def _open(self, event: Any) -> bool:
        if len(self._stack) >= MAX_DEPTH:
            self.refuse("too-deep", f"nested deeper than {MAX_DEPTH} levels",
                        _span(event), "a policy is at most some ten levels deep")  # fmt: skip
            return False
        if event.tag is not None and event.tag != "!":
            self._refuse_tag(event)
        self._nodes += 1
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        is_map = event.__class__ is yaml.MappingStartEvent
        self._stack.append(_Frame(event, {} if is_map else [], self._nodes))
        return True

    def _close(self, event: Any) -> bool:
        frame = self._stack.pop()
        end = event.end_mark
        place: Any = (
            frame.start,
            end.line << _COLUMN_BITS | end.column,
            frame.children,
        )
        if frame.anchor is not None:
            size = self._nodes - frame.nodes + 1
            self._anchors[frame.anchor] = (frame.data, place, size)
        self._put(frame.data, place)
        return True

    def _alias(self, event: Any) -> bool:
        known = self._anchors.get(event.anchor, ())
        if not known:
            kind = "recursive-alias" if known is None else "unknown-alias"
            says = "stands inside itself" if known is None else "names no anchor"
            self.refuse(kind, f"the alias *{event.anchor} {says}", _span(event),
                        "write the value out")  # fmt: skip
            return False
        value, place, size = known
        self._nodes += size
        self._aliased += size
        if self._aliased > MAX_ALIASED:
            self.refuse("alias-bomb", f"aliases stand for more than {MAX_ALIASED} values",
                        _span(event), "write the values out")  # fmt: skip
            return False
        if self._stack and self._stack[-1].wants_key:
            self._stack[-1].take_key(str(value), _packed(event), self)
            return True
        self._put(value, place)
        return True

    def _put(self, value: Any, place: Place) -> None:
        if not self._stack:
            self.data, self.place = value, place
            return
        frame = self._stack[-1]
        if frame.wants_key:
            self.refuse("key-not-text", "a key is a mapping or a list",
                        _unpacked(place), "keys are plain words")  # fmt: skip
            frame.wants_key = False
            frame.key = None
            return
        frame.take(value, place)


class _Frame:
    """A mapping or list that is still open."""

    __slots__ = (
        "anchor", "children", "data", "flow", "is_map", "key", "key_place", "nodes",
        "start", "wants_key",
    )  # fmt: skip

    def __init__(self, event: Any, data: Any, nodes: int) -> None:
        mark = event.start_mark
        self.start = mark.line << _COLUMN_BITS | mark.column
        self.data = data
        self.is_map = isinstance(data, dict)
        self.children: Any = {} if self.is_map else []
        self.anchor = event.anchor
        self.flow = bool(event.flow_style)
        self.nodes = nodes
        self.wants_key = self.is_map
        self.key: str | None = None
        self.key_place: Scalar = (0, 0)

    def take_key(self, key: str, place: Scalar, builder: _Builder) -> None:
        self.wants_key = False
        self.key = key
        self.key_place = place
        if key in self.data:
            first = _unpack(self.children[key][0])[0]
            builder.refuse("duplicate-key", f"the key {key!r} is already on line {first}",
                           _unpacked(place), "keep one of the two")  # fmt: skip
            self.key = None

    def check_empty(self, event: Any, builder: _Builder) -> None:
        """Find the comma that ended a value inside { } too early."""
        if not (self.flow and self.is_map) or event.value:
            return
        key_line, key_column = _unpack(self.key_place[1])
        line = builder.lines[key_line - 1]
        if not line[key_column - 1 :].lstrip().startswith(":"):
            builder.refuse("comma-in-braces", "a comma ends the value inside { }",
                           _unpacked(self.key_place), "put the text in quotes")  # fmt: skip

    def take(self, value: Any, place: Place) -> None:
        if not self.is_map:
            self.data.append(value)
            self.children.append(place)
            return
        self.wants_key = True
        if self.key is not None:
            self.data[self.key] = value
            self.children[self.key] = (*self.key_place, place)


def _first_line_end(place: Any) -> int:
    """Where the first line of a mapping or list ends, its comment left out."""
    start, _, children = place
    end: int = start
    line = start >> _COLUMN_BITS
    for child in children.values() if isinstance(children, dict) else children:
        if child[0] >> _COLUMN_BITS > line:
            break
        ends = (child[1], child[2][1]) if isinstance(children, dict) else (child[1],)
        end = max([end, *(each for each in ends if each >> _COLUMN_BITS == line)])
    return end


def _packed(event: Any) -> Scalar:
    start, end = event.start_mark, event.end_mark
    return (
        start.line << _COLUMN_BITS | start.column,
        end.line << _COLUMN_BITS | end.column,
    )


def _unpack(packed: int) -> tuple[int, int]:
    """Line and column, counted from 1."""
    return (packed >> _COLUMN_BITS) + 1, (packed & ((1 << _COLUMN_BITS) - 1)) + 1


def _span(event: Any) -> Span:
    return _unpacked(_packed(event))


def _unpacked(place: Place) -> Span:
    line, column = _unpack(place[0])
    end_line, end_column = _unpack(place[1])
    if end_line != line:
        end_line, end_column = line, column + 1
    return Span(line, column, end_line, max(end_column, column + 1))


__all__ = ["MAX_BYTES", "Document", "Fault", "read"]
