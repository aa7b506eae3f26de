"""Where a change stands in a file, also in the one that no longer has it."""

from __future__ import annotations

from policycheck.location import ROOT, Pointer

_IDENTITIES = ("id", "to", "use", "table", "label", "name")


def surviving(old: object, pointer: Pointer, new: object) -> Pointer:
    """The place in `new` that `pointer` has in `old`, or the nearest around it.

    Items of lists are found again by what identifies them, never by their index.
    """
    found = ROOT
    for step in pointer:
        item = _child(old, step)
        index = _again(old, step, new)
        if index is None:
            break
        found, old, new = found / index, item, _child(new, index)
    return found


def _again(old: object, step: str | int, new: object) -> str | int | None:
    if isinstance(new, dict):
        return step if step in new else None
    if not isinstance(new, list) or not isinstance(step, int):
        return None
    wanted = _identity(_child(old, step))
    if wanted is None:
        return None
    for index, item in enumerate(new):
        if _identity(item) == wanted:
            return index
    return None


def _identity(item: object) -> object:
    if isinstance(item, dict):
        return next((item[key] for key in _IDENTITIES if key in item), None)
    return item


def _child(data: object, step: str | int) -> object:
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return None
