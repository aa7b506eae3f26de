"""Quotes: the words of the prose, which may change while what they state does not."""

from __future__ import annotations

from policycheck.location import ROOT, Pointer


def may_differ(old: object, new: object) -> bool:
    """Whether quotes may be gone or new; where not, nobody has to look for them."""
    gone: dict[str, Pointer] = {}
    came: dict[str, Pointer] = {}
    _apart(old, new, gone, came)
    return gone.keys() != came.keys()


def _apart(
    old: object, new: object, gone: dict[str, Pointer], came: dict[str, Pointer]
) -> None:
    """The quotes of all that is not the same in the same place."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in {**old, **new}:
            if key in {"quote", "quotes"} or not (key in old and key in new):
                _walk({key: old.get(key)}, ROOT, gone)
                _walk({key: new.get(key)}, ROOT, came)
            else:
                _apart(old[key], new[key], gone, came)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for one, other in zip(old, new, strict=True):
            _apart(one, other, gone, came)
    else:
        _walk(old, ROOT, gone)
        _walk(new, ROOT, came)


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
