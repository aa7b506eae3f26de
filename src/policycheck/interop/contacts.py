"""E-mail addresses and web addresses out of text that should be one."""

from __future__ import annotations

import re
from typing import Final

_EMAIL: Final = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?![\w@-])", re.ASCII
)
_WRITTEN_AT: Final = re.compile(r"[ ]?[\[(](?:at|ät)[\])][ ]?")
_URL: Final = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_BARE_URL: Final = re.compile(
    r"(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,20}/[^\s<>\"]*", re.IGNORECASE
)
_SCANNED: Final = 2_000


def email(text: object) -> str | None:
    """The one e-mail address in a text; None where there is none, or several."""
    if not isinstance(text, str):
        return None
    words = _WRITTEN_AT.sub("@", text[:_SCANNED])
    found = {match[0] for match in _EMAIL.finditer(words)}
    return found.pop() if len(found) == 1 else None


def url(text: object) -> str | None:
    """The web address a text is, made whole where it starts without https://."""
    if not isinstance(text, str):
        return None
    words = text.strip()
    if _URL.fullmatch(words):
        return words
    return f"https://{words}" if _BARE_URL.fullmatch(words) else None
