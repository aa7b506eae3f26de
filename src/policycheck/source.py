"""YAML text to plain data with positions, in one pass over libyaml's events."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, Final, NoReturn, TypeAlias

import yaml

from policycheck import yaml_faults
from policycheck.document import (
    BITS,
    Document,
    Fault,
    Lines,
    Place,
    Stretch,
    brief,
    decoded,
    end_of,
    keep,
    start_of,
    stretch,
)
from policycheck.limits import DEFAULT, Limits
from policycheck.location import Span

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTENT: Final = frozenset({
    yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent, yaml.AliasEvent,
})  # fmt: skip
_CONSTANTS: Final[dict[str, bool | None]] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z")
_INTEGER_STARTS: Final = frozenset("-0123456789")
_COLON: Final = re.compile("[^\\S\r\n]*:")
_PLAIN_TAGS: Final = {"tag:yaml.org,2002:str", "!"}

_Anchored: TypeAlias = "tuple[Any, Place, int, str | None]"
"""A value, its place, how many values it stands for, and its words where a scalar."""


def read(path: str, raw: bytes, limits: Limits = DEFAULT) -> Document:
    """Read a policy's bytes; faults of the file are values, nothing is raised."""
    text, fault = decoded(raw, limits.bytes, "yaml")
    if fault is not None:
        return Document(path, text, None, (fault,), None)
    builder = _Builder(text, limits)
    builder.build()
    return Document(path, text, builder.data, tuple(builder.faults), builder.place)


class _Stopped(Exception):  # noqa: N818 - no error: the fault is kept, reading ends
    """The rest of the text cannot be read."""


class _Builder:
    """Builds data and places from events, descending with the text.

    What every key and value passes through, `_mapping`, `_key` and `_scalar`, touches
    an event as little as it can and makes its stretch itself: a large policy has 50,000
    of them, and a call costs as much as what it would do.
    """

    def __init__(self, text: str, limits: Limits) -> None:
        self.faults: list[Fault] = []
        self._limits = limits
        self.data: Any = None
        self.place: Place | None = None
        self._text = text
        self._next: Callable[[], Any]
        self._anchors: dict[str, _Anchored | None] = {}
        self._nodes = 0
        """The values met since the first anchor: before it nobody asks for the size."""
        self._aliased = 0

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._text)

    def refuse(self, kind: str, message: str, where: Span) -> None:
        keep(self.faults, Fault(kind, message, where), self._limits.faults)

    def build(self) -> None:
        refused = yaml_faults.character(self._text) or yaml_faults.handles(self._text)
        if refused is not None:
            self.faults.append(refused)
            return
        try:
            self._stream()
        except yaml.YAMLError as error:
            fault = yaml_faults.syntax(error, self._text)
            self.refuse(fault.kind, fault.message, fault.span)
        except _Stopped:
            return
        if self.data is None and not self.faults:
            self.refuse("empty", "the file holds no policy", Span(1, 1, 1, 2))

    def _stop(self, kind: str, message: str, event: Any) -> NoReturn:
        self.refuse(kind, message, self._lines.span_of(_stretch(event)))
        raise _Stopped

    def _stream(self) -> None:
        loader = _LOADER(self._text)
        self._next = loader.get_event
        has_begun = False
        try:
            while (event := self._next()) is not None:
                kind = event.__class__
                if kind is yaml.DocumentStartEvent and has_begun:
                    says = "a second document starts here"
                    self._stop("several-documents", says, event)
                elif kind is yaml.DocumentStartEvent:
                    has_begun = True
                elif kind in _CONTENT:
                    self.data, self.place = self._value(event, 0)
        finally:
            loader.dispose()

    def _value(self, event: Any, depth: int) -> tuple[Any, Place]:
        if event.__class__ is yaml.ScalarEvent:
            return self._scalar(event)
        if event.__class__ is yaml.AliasEvent:
            value, place, _ = self._alias(event)
            return value, place
        if depth >= self._limits.depth:
            says = f"nested deeper than {self._limits.depth} levels"
            self._stop("too-deep", says, event)
        if event.tag is not None and event.tag != "!":
            self._refuse_tag(event)
        is_map = event.__class__ is yaml.MappingStartEvent
        inside = self._mapping if is_map else self._sequence
        self._nodes += 1
        if event.anchor is None:
            return inside(event, depth + 1)
        before = self._nodes
        self._anchors[event.anchor] = None  # open: an alias to it would never end
        data, place = inside(event, depth + 1)
        self._anchors[event.anchor] = (data, place, self._nodes - before + 1, None)
        return data, place

    def _mapping(self, opens: Any, depth: int) -> tuple[dict[str, Any], Place]:
        data: dict[str, Any] = {}
        children: dict[str, tuple[Stretch, Place]] = {}
        take = self._next
        place: Place
        while (event := take()).__class__ is not yaml.MappingEndEvent:
            key, key_place = self._key(event, children, depth)
            event = take()
            if event.__class__ is yaml.ScalarEvent:
                value, place = self._scalar(event)
                if value is None and key and data and opens.flow_style:
                    self._check_comma(event, key_place)
            else:
                value, place = self._value(event, depth)
            if key is not None:
                data[key] = value
                children[key] = key_place, place
        return data, (_from_to(opens, event), children)

    def _sequence(self, opens: Any, depth: int) -> tuple[list[Any], Place]:
        data: list[Any] = []
        children: list[Place] = []
        while (event := self._next()).__class__ is not yaml.SequenceEndEvent:
            value, place = self._value(event, depth)
            data.append(value)
            children.append(place)
        return data, (_from_to(opens, event), children)

    def _key(
        self, event: Any, known: dict[str, tuple[Stretch, Place]], depth: int
    ) -> tuple[str | None, Stretch]:
        """A key and where it stands; None for one whose value is not to be kept."""
        key: str | None
        if event.__class__ is yaml.ScalarEvent:
            key, place = event.value, _stretch(event)
            if event.tag is not None and event.tag not in _PLAIN_TAGS:
                self._refuse_tag(event)
            if self._anchors or event.anchor is not None:
                self._count(event, key, place)
        elif event.__class__ is yaml.AliasEvent:
            _, there, key = self._alias(event)
            place = _stretch(event)
            if key is None:
                place = self._no_key(there)
        else:
            key, place = None, self._no_key(self._value(event, depth)[1])
        if key in known:
            first, _ = self._lines.at(start_of(known[key][0]))
            says = f"the key {brief(key)!r} is already on line {first}"
            self.refuse("duplicate-key", says, self._lines.span_of(place))
            key = None
        return key, place

    def _no_key(self, place: Place) -> Stretch:
        where = self._lines.span_of(place)
        self.refuse("key-not-text", "a key is a mapping or a list", where)
        return stretch(start_of(place), end_of(place))

    def _scalar(self, event: Any) -> tuple[Any, Stretch]:
        value = event.value
        place = event.start_mark.index << BITS | event.end_mark.index
        if event.tag is None:
            if event.implicit[0]:
                value = _plain(value)
        elif event.tag not in _PLAIN_TAGS:
            self._refuse_tag(event)
        if self._anchors or event.anchor is not None:
            self._count(event, value, place)
        return value, place

    def _count(self, event: Any, value: Any, place: Stretch) -> None:
        """Keep how many values there are where anchors are about, and what is named."""
        words = event.value
        weight = 1 + (len(words) >> 7)  # a long text stands for several values
        self._nodes += weight
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, place, weight, words)

    def _refuse_tag(self, event: Any) -> None:
        tag = brief(event.tag.replace("tag:yaml.org,2002:", "!!"))
        where = self._lines.span_of(_stretch(event))
        self.refuse("tag", f"the tag {tag} is not read", where)

    def _check_comma(self, event: Any, key_place: Stretch) -> None:
        """Find the comma that ended a value inside { } too early."""
        if not event.value and not _COLON.match(self._text, end_of(key_place)):
            says = "a comma ends the value inside { }"
            where = self._lines.span_of(key_place)
            self.refuse("comma-in-braces", says, where)

    def _alias(self, event: Any) -> tuple[Any, Place, str | None]:
        known = self._anchors.get(event.anchor)
        if known is None:
            is_open = event.anchor in self._anchors
            kind = "recursive-alias" if is_open else "unknown-alias"
            says = "stands inside what it names" if is_open else "names no anchor"
            self._stop(kind, f"the alias *{brief(event.anchor)} {says}", event)
        value, place, size, words = known
        self._nodes += size
        self._aliased += size
        if self._aliased > self._limits.aliased:
            says = f"aliases stand for more than {self._limits.aliased} values"
            self._stop("alias-bomb", says, event)
        return value, place, words


def _plain(words: str) -> Any:
    """What a plain scalar means: null, true, false, an integer, else its words."""
    if words in _CONSTANTS:
        return _CONSTANTS[words]
    # The pattern costs more than all the rest, and nearly every value is a word.
    if words[0] in _INTEGER_STARTS and _INTEGER.match(words):
        return int(words)
    return words


def _stretch(event: Any) -> Stretch:
    start: int = event.start_mark.index
    end: int = event.end_mark.index
    return start << BITS | end


def _from_to(opens: Any, closes: Any) -> Stretch:
    return stretch(opens.start_mark.index, closes.end_mark.index)


__all__ = ["Document", "Fault", "read"]
