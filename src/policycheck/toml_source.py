"""TOML text to plain data; what cannot be read is an error of one line."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Any, Final

from policycheck.document import span_at
from policycheck.errors import PolicycheckError
from policycheck.files import read_regular

MAX_BYTES: Final = 1024 * 1024
_DEEP: Final = re.compile(
    r"""(?<![A-Za-z0-9_-])
    (?: (?:[A-Za-z0-9_-]++ | "[^"\n]*+" | '[^'\n]*+') [ \t]*+ \. [ \t]*+ ){65}""",
    re.VERBOSE,
)
"""A key of so many parts, over which Python's reader of TOML takes long."""
_PLACE: Final = re.compile(r" \(at line ([0-9]+), column ([0-9]+)\)\Z")


def text(path: Path, shown: str) -> str:
    """The text of a configuration; `shown` is its name in messages."""
    try:
        raw = read_regular(path, MAX_BYTES + 1)
    except OSError as error:
        message = f"{shown}: {(error.strerror or 'cannot be read').lower()}"
        raise PolicycheckError(message) from None
    if len(raw) > MAX_BYTES:
        message = f"{shown}: larger than {MAX_BYTES} bytes"
        raise PolicycheckError(message)
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        span = span_at(raw.decode(errors="replace"), len(raw[: error.start].decode()))
        byte = raw[error.start]
        message = (
            f"{shown}:{span.line}:{span.column}: the byte 0x{byte:02X} is not UTF-8"
        )
        raise PolicycheckError(message) from None


def parsed(text: str, shown: str) -> dict[str, Any]:
    """The data of a configuration."""
    import tomllib  # noqa: PLC0415 - only where there is a configuration

    deep = _DEEP.search(text)
    if deep is not None:
        span = span_at(text, deep.start())
        message = f"{shown}:{span.line}:{span.column}: nested too deeply"
        raise PolicycheckError(message)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = _placed(shown, str(error))
    except RecursionError:
        message = f"{shown}: nested too deeply"
    except ValueError:  # Python reads no integer of thousands of digits
        message = f"{shown}: a number has too many digits"
    raise PolicycheckError(message) from None


def _placed(shown: str, says: str) -> str:
    """What the parser says of a file, with the place it ends with put first."""
    found = _PLACE.search(says)
    if found is None:
        return f"{shown}: {says[:1].lower()}{says[1:]}"
    what = says[: found.start()]
    return f"{shown}:{found[1]}:{found[2]}: {what[:1].lower()}{what[1:]}"
