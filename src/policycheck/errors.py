"""The one exception a user may see: something could not be checked."""

from __future__ import annotations

from typing import Final

_BREAKS: Final = {
    ord(each): repr(each)[1:-1] for each in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
}


class PolicycheckError(Exception):
    """Something could not be checked; the message says what, where and what to do.

    It is one line whatever it quotes: a line break in a key is told as its escape.
    """

    def __init__(self, message: str) -> None:
        """A message, its line breaks escaped."""
        super().__init__(message.translate(_BREAKS))
