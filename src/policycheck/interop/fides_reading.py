"""Values out of a Fides manifest; each that is not what it should be is told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, TypeAlias

from policycheck.interop.draft import Draft
from policycheck.interop.loss import Kind
from policycheck.interop.overlay import is_usable, stored
from policycheck.location import Pointer

Raw: TypeAlias = dict[str, Any]


def text(draft: Draft, of: Raw, key: str, at: Pointer) -> str | None:
    """The words at a key; None where there are none."""
    value = of.get(key)
    if isinstance(value, str):
        return value.strip() or None
    if is_usable(value):
        draft.note(Kind.DOUBTFUL, at / key, "not read: text belongs here")
    return None


def texts(
    draft: Draft, of: Raw, key: str, at: Pointer
) -> Iterator[tuple[str, Pointer]]:
    """The words in the list at a key, with their places."""
    for item, place in _items(draft, of, key, at):
        if isinstance(item, str) and item.strip():
            yield item.strip(), place
        elif is_usable(item):
            draft.note(Kind.DOUBTFUL, place, "not read: text belongs here")


def objects(
    draft: Draft, of: Raw, key: str, at: Pointer
) -> Iterator[tuple[Raw, Pointer]]:
    """The objects in the list at a key, with their places."""
    for item, place in _items(draft, of, key, at):
        if isinstance(item, dict):
            yield item, place
        elif is_usable(item):
            draft.note(Kind.DOUBTFUL, place, "not read: an object belongs here")


def flag(draft: Draft, of: Raw, key: str, at: Pointer) -> bool | None:
    """Whether something is so; None where nothing says it."""
    value = of.get(key)
    if value is not None and not isinstance(value, bool):
        draft.note(Kind.DOUBTFUL, at / key, "not read: true or false belongs here")
        return None
    return value


def fields(draft: Draft, of: Raw, keys: Sequence[str], at: Pointer) -> dict[str, str]:
    """The words at some keys, where there are any."""
    found = {key: text(draft, of, key, at) for key in keys}
    return {key: value for key, value in found.items() if value is not None}


def kept(draft: Draft, of: Raw, at: Pointer, read: Collection[str]) -> Raw:
    """What has no field in a policy; each value is told."""
    found = {
        key: stored(value)
        for key, value in of.items()
        if key not in read and is_usable(value)
    }
    for key in found:
        draft.note(Kind.KEPT, at / key, "no field of a policy holds it")
    return found


def _items(
    draft: Draft, of: Raw, key: str, at: Pointer
) -> Iterator[tuple[Any, Pointer]]:
    value = of.get(key)
    if isinstance(value, list):
        yield from ((item, at / key / index) for index, item in enumerate(value))
    elif is_usable(value):
        draft.note(Kind.DOUBTFUL, at / key, "not read: a list belongs here")
