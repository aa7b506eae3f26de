"""Ids and names made from the words of other formats."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

_LONGEST_ID: Final = 40
_LONGEST_NAME: Final = 200
_CUT_TO: Final = 80
_COUNTED: Final = 100
_SHORT: Final = 3
_SPELT: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue", "ß": "ss",
     "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "ł": "l", "Ł": "l", "&": " and "}
)  # fmt: skip
_RESERVED: Final = frozenset({"all", "none", "unclear", "first-party"})
"""Words with a meaning of their own where an id can stand."""
_NO_LETTER: Final = re.compile("[^a-z0-9]+")


def slug(text: str, otherwise: str, taken: Collection[str] = ()) -> str:
    """An id made from a name, cut at a word, that nothing else has.

    What is cut does not end in a short word such as "the" or "und".
    """
    spelt = unicodedata.normalize("NFKD", text[: 4 * _LONGEST_ID].translate(_SPELT))
    ascii_ = "".join(each for each in spelt.lower() if not unicodedata.combining(each))
    words = [word for word in _NO_LETTER.split(ascii_) if word]
    kept: list[str] = []
    for word in words:
        if len("-".join([*kept, word])) > _LONGEST_ID:
            kept = _without_short_end(kept) or [word[:_LONGEST_ID]]
            break
        kept.append(word)
    made = "-".join(kept) or otherwise
    number, unique = 1, made
    while unique in taken or unique in _RESERVED:
        # From the hundredth on, count what is taken: thousands may share a name.
        number = number + 1 if number < _COUNTED else max(number + 1, len(taken))
        unique = f"{made}-{number}"
    return unique


def _without_short_end(words: list[str]) -> list[str]:
    end = len(words)
    while end > 1 and len(words[end - 1]) <= _SHORT:
        end -= 1
    return words[:end]


def named(text: str) -> str:
    """A name on one line; of a page of text its first words and an ellipsis."""
    words = " ".join(text.split())
    if len(words) <= _LONGEST_NAME:
        return words
    cut = " ".join(text.strip().splitlines()[0].split())[: _CUT_TO + 1]
    if len(cut) > _CUT_TO:
        cut = cut.rpartition(" ")[0] or cut[:_CUT_TO]
    return f"{cut}…"
