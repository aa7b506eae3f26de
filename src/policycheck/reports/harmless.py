"""Text from a policy, made safe for a terminal, a log line or a workflow command."""

from __future__ import annotations

import re
from typing import Final

from policycheck.invisible import CLASS, STRAY

_NAMED: Final = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}

_UNSAFE: Final = re.compile(
    f"[\x00-\x1f\x7f-\x9f{CLASS}]|{STRAY}"  # C0, DEL, C1: escape sequences, breaks
)
_UNSAFE_IN_JSON: Final = re.compile(f"[\x7f-\x9f{CLASS}]|{STRAY}")
"""What `json.dumps` leaves as it is when it keeps letters."""
_UNSAFE_IN_CSV: Final = re.compile(
    f"(?!\r\n)[\x00-\x1f\x7f-\x9f{CLASS}](?<!\r\n)|{STRAY}"
)

COMMAND: Final = re.compile(r"^[^\S\n]*+::|##\[", re.MULTILINE)
"""How a line starts that the runner of GitHub obeys; the old form stands anywhere."""

_DATA: Final = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY: Final = {**_DATA, ":": "%3A", ",": "%2C"}


def line(text: str) -> str:
    """The text on one line; what a terminal obeys or hides is shown as an escape."""
    return _UNSAFE.sub(_escape, text)


def log(text: str) -> str:
    """Lines of a log, each harmless, and none a command to the runner of GitHub."""
    lines = "\n".join(map(line, text.split("\n")))
    return COMMAND.sub(
        lambda found: f"{found[0][:-1]}\\x{ord(found[0][-1]):02x}", lines
    )


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
