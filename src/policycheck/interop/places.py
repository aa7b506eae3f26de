"""Countries as people write them; never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from policycheck import law, source

_CODE: Final = re.compile("[A-Za-z]{2}")
_WORD: Final = re.compile(r"[^\W\d_]++")
_MOST_WORDS: Final = 5
_SCANNED: Final = 2_000


@dataclass(frozen=True, slots=True)
class Country:
    """The country a text names; where `code` is None, why none was read."""

    code: str | None
    doubt: str = ""


def country(text: str, beside: str = "") -> Country:
    """The country a text names by code or name, or in the last line of an address.

    Where `beside`, the address, names another country, or where the code is often
    written for another one, nothing is read: a wrong guess moves data to Iran.
    """
    words = " ".join(text.split())
    code = _coded(words) if _CODE.fullmatch(words) else _named(text)
    if isinstance(code, Country):
        return code
    if code is None:
        return Country(None, "it names no country")
    others = named_in(beside)
    if others and code not in others:
        places = " and ".join(sorted(others))
        return Country(None, f"it is {code}, and the address beside it is in {places}")
    return Country(code)


def named_in(text: str) -> set[str]:
    """The countries a text names in words."""
    names = _names()["names"]
    words = [word.casefold() for word in _WORD.findall(text[:_SCANNED])]
    return {
        names[phrase]
        for start in range(len(words))
        for phrase in (
            " ".join(words[start : start + n]) for n in range(1, _MOST_WORDS)
        )
        if phrase in names
    }


def _coded(words: str) -> str | Country:
    code = words.upper()
    if code in _names()["confused"]:
        return Country(None, _names()["confused"][code])
    code = law.countries().meant.get(code, code)
    if code not in law.countries().codes:
        return Country(None, f"no country has the code {code}")
    return code


def _named(text: str) -> str | None:
    """The country whose name the text is, or ends with as an address does."""
    lines = [line for line in re.split(r"[\n,]", text.strip()) if line.strip()]
    last = " ".join(lines[-1].split()).casefold() if lines else ""
    found: str | None = _names()["names"].get(last)
    return found


@cache
def _names() -> Any:
    file = files("policycheck.interop").joinpath("countries.yaml")
    return source.read(file.name, file.read_bytes()).data
