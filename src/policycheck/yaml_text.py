"""Plain data to YAML that people like to read and `source` reads back unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from policycheck.invisible import CLASS, STRAY

_WIDTH: Final = 100
_LONGEST_KEY: Final = 512
"""Above 1,024 characters a key needs a question mark before it."""
_KEY: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LIKE_A_NUMBER: Final = re.compile(r"[-+._:a-fA-FxXoO]*+[0-9][-+.0-9_:a-fA-FxXoO]*+")
_WORDS: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""What one reader of YAML or another takes for something else than text."""
_AMBIGUOUS: Final = re.compile(r":(?:\s|\Z)|\s#")
_MEANS_MORE_INSIDE: Final = re.compile(r"[,\[\]{}:?]")
_HIDDEN: Final = f"\x00-\x1f\x7f-\xa0\u202f\ufffc-\uffff{CLASS}"
"""Control characters, and what an editor shows as nothing or as a space."""
_UNPRINTABLE: Final = re.compile(f"[{_HIDDEN}]|{STRAY}")
_ESCAPED: Final = re.compile(rf'["\\{_HIDDEN}]|{STRAY}')
_SHORT: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def write(data: Mapping[str, Any], comment: str = "") -> str:
    """A mapping as a YAML document, under a comment where there is one."""
    lines = [f"# {line}".rstrip() for line in comment.splitlines()]
    lines += _mapping(data, 0)
    return "\n".join(lines) + "\n"


def _mapping(data: Mapping[str, Any], indent: int) -> Iterator[str]:
    for key, value in data.items():
        before = " " * indent + _key(key)
        if len(before) > _LONGEST_KEY:
            yield " " * indent + f"? {_quoted(key)}"
            before = " " * indent
        yield from _entry(f"{before}:", value, indent)


def _entry(before: str, value: Any, indent: int) -> Iterator[str]:
    """The lines of a value after its key or dash; deeper lines are indented by two."""
    if isinstance(value, str):
        yield from _text(before, value, indent + 2)
        return
    if not isinstance(value, dict | list):
        yield f"{before} {_scalar(value)}"
        return
    room = _WIDTH - len(before) - 1 if indent or isinstance(value, list) else 0
    flow = _flow(value, room) if value else _scalar(value)
    if flow is not None:
        yield f"{before} {flow}"
    elif isinstance(value, dict):
        yield before
        yield from _mapping(value, indent + 2)
    else:
        yield before
        yield from _sequence(value, indent + 2)


def _sequence(items: Sequence[Any], indent: int) -> Iterator[str]:
    dash = " " * indent + "-"
    for item in items:
        flow = _flow(item, _WIDTH - len(dash) - 1) if isinstance(item, dict) else None
        if isinstance(item, dict) and item and flow is None:
            first, *rest = _mapping(item, indent + 2)
            yield f"{dash} {first.lstrip(' ')}"
            yield from rest
        elif isinstance(item, list) and item and _flow(item, _WIDTH - indent) is None:
            yield dash
            yield from _sequence(item, indent + 2)
        else:
            yield from _entry(dash, item, indent)


def _flow(value: Any, room: int) -> str | None:
    """A small mapping or list on one line; None where it does not fit."""
    if isinstance(value, str):
        return _inline(value) if len(value) < room else None
    if not isinstance(value, dict | list) or not value:
        return _scalar(value)
    if isinstance(value, dict):
        pairs = [(f"{_key(key)}: ", item) for key, item in value.items()]
    else:
        pairs = [("", item) for item in value]
    parts = []
    room -= 2
    for key, item in pairs:
        part = _flow(item, room) if room > 0 else None
        if part is None or (isinstance(item, dict) and item):
            return None
        parts.append(key + part)
        room -= len(parts[-1]) + 2
    if room < -2:  # noqa: PLR2004 - the last one has no comma after it
        return None
    inside = ", ".join(parts)
    return f"{{{inside}}}" if isinstance(value, dict) else f"[{inside}]"


def _key(key: str) -> str:
    is_plain = _KEY.fullmatch(key) is not None and key.lower() not in _WORDS
    return key if is_plain else _quoted(key)


def _scalar(value: Any) -> str:
    """A value that is neither text nor holds others."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def _inline(text: str) -> str:
    is_plain = _is_plain(text) and not _MEANS_MORE_INSIDE.search(text)
    return text if is_plain else _quoted(text)


def _is_plain(text: str) -> bool:
    """Whether every reader of YAML takes the text for text without quotes."""
    return (
        text[:1].isalnum()
        and text[-1:] != " "
        and text.lower() not in _WORDS
        and (
            _LIKE_A_NUMBER.fullmatch(text) is None or _DATE.fullmatch(text) is not None
        )
        and _AMBIGUOUS.search(text) is None
        and _UNPRINTABLE.search(text) is None
    )


def _quoted(text: str) -> str:
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    long = f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"  # noqa: PLR2004 - what four digits hold
    return _SHORT.get(character) or long


def _text(before: str, text: str, indent: int) -> Iterator[str]:
    """Text after its key: plain, quoted, folded where it is long, or as it stands."""
    if _keeps_its_lines(text):
        ends = len(text) - len(text.rstrip("\n"))
        yield f"{before} |{'-' if not ends else '' if ends == 1 else '+'}"
        for line in text.removesuffix("\n").split("\n"):
            yield " " * indent + line if line else ""
        return
    if _is_plain(text) and len(before) + len(text) < _WIDTH:
        yield f"{before} {text}"
        return
    first, *words = _quoted(text).split(" ")
    line, before_it = f"{before} {first}", first
    for word in words:
        if word and before_it and len(line) + len(word) >= _WIDTH:
            yield line
            line = " " * indent + word
        else:
            line += f" {word}"
        before_it = word
    yield line


def _keeps_its_lines(text: str) -> bool:
    """Whether text of several lines can stand as it is, indented."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and bool(lines[0])
        and all(line == line.strip(" \t") for line in lines)
        and _UNPRINTABLE.search("".join(lines)) is None
    )
