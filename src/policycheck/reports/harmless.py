"""Text from a policy, made safe for a terminal, a log line or a workflow command."""

from __future__ import annotations

import re
from typing import Final

_NAMED: Final = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}

_HIDDEN: Final = (
    "\xad\u034f\u061c\u180e"  # soft hyphen; grapheme joiner; marks without a shape
    "\u115f\u1160\u17b4\u17b5\u3164\uffa0"  # fillers: letters without a shape
    "\u200b-\u200f"  # zero width; left-to-right and right-to-left marks
    "\u2028-\u202e"  # line and paragraph separators; bidi embeddings and overrides
    "\u2060-\u206f"  # word joiner, invisible operators, bidi isolates
    "\ud800-\udfff"  # halves of characters
    "\ufeff\ufff9-\ufffb"  # byte order mark, interlinear annotation
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # shorthand and musical formats
    "\U000e0000-\U000e007f"  # tags: invisible letters
)
_UNSAFE: Final = re.compile(
    f"[\x00-\x1f\x7f-\x9f{_HIDDEN}]"  # C0, DEL and C1: escape sequences, line breaks
)
_UNSAFE_IN_JSON: Final = re.compile(f"[\x7f-\x9f{_HIDDEN}]")
"""What `json.dumps` leaves as it is when it keeps letters."""
_UNSAFE_IN_CSV: Final = re.compile(f"(?!\r\n)[\x00-\x1f\x7f-\x9f{_HIDDEN}](?<!\r\n)")

_DATA: Final = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY: Final = {**_DATA, ":": "%3A", ",": "%2C"}


def line(text: str) -> str:
    """The text on one line; what a terminal obeys or hides is shown as an escape."""
    return _UNSAFE.sub(_escape, text)


def in_json(text: str) -> str:
    """JSON text with what a terminal obeys or hides as the escapes of JSON.

    Letters of all scripts stay as they are; line breaks between values stay too.
    """
    return _UNSAFE_IN_JSON.sub(_json_escape, text).replace("##[", "#\\u0023[")


def in_csv(text: str) -> str:
    """CSV with what a terminal obeys or hides as escapes; its line ends stay."""
    return _UNSAFE_IN_CSV.sub(_escape, text)


def github(text: str) -> str:
    """The text as one line of the message of a GitHub workflow command."""
    return line(text).translate(_TO_DATA)


def github_property(text: str) -> str:
    """The text as the value of a property of a GitHub workflow command."""
    return line(text).translate(_TO_PROPERTY)


_TO_DATA: Final = str.maketrans(_DATA)
_TO_PROPERTY: Final = str.maketrans(_PROPERTY)


def _json_escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code <= 0xFFFF:  # noqa: PLR2004 - one escape holds it
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    code = ord(char)
    if char in _NAMED:
        return _NAMED[char]
    if code <= 0xFF:  # noqa: PLR2004 - two hex digits hold it
        return f"\\x{code:02x}"
    if code <= 0xFFFF:  # noqa: PLR2004 - four hex digits hold it
        return f"\\u{code:04x}"
    return f"\\U{code:08x}"
