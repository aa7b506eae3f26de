"""Quotes: the words of the prose, which may change while what they state does not."""

from __future__ import annotations

from policycheck.location import ROOT, Pointer


def quotes(data: object) -> dict[str, Pointer]:
    """Every quote in a document and where it first stands; white space is nothing."""
    found: dict[str, Pointer] = {}
    _walk(data, ROOT, found)
    return found


def _walk(data: object, at: Pointer, found: dict[str, Pointer]) -> None:
    if isinstance(data, dict):
        for key, value in data.items():
            if key in {"quote", "quotes"}:
                _take(value, at / key, found)
            elif key[:2] != "x-" and isinstance(value, dict | list):
                _walk(value, at / key, found)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            if isinstance(value, dict | list):
                _walk(value, at / index, found)


def _take(value: object, at: Pointer, found: dict[str, Pointer]) -> None:
    if isinstance(value, str):
        found.setdefault(" ".join(value.split()), at)
    elif isinstance(value, dict):
        for key, each in value.items():
            _take(each, at / key, found)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            _take(each, at / index, found)
