"""What a rebuilt JSON value lacks of the original: found, carried in YAML, laid over.

An overlay holds the parts that differ, at their keys. In one that lies over a list the
keys are indices; `+2` puts an item in at index 2. `x-absent` names keys to take away,
`{x-whole: value}` replaces a list, `{x-json: text}` holds what plain YAML data cannot.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from policycheck import json_source
from policycheck.errors import PolicycheckError
from policycheck.location import Pointer

_ABSENT: Final = "x-absent"
_WHOLE: Final = "x-whole"
_JSON: Final = "x-json"
_MARKS: Final = frozenset({_ABSENT, _WHOLE, _JSON})
_LONGEST_KEY: Final = 500
_DEEPEST: Final = 24
_GREATEST: Final = 10**18
_INDEX: Final = re.compile(r"\+?[0-9]{1,6}")
NOTHING: Final = object()
"""No difference, or no value."""


def is_usable(value: Any) -> bool:
    """Whether a value says something: null, "" and what holds nothing else do not."""
    if isinstance(value, dict):
        return any(is_usable(each) for each in value.values())
    if isinstance(value, list):
        return any(is_usable(each) for each in value)
    return value is not None and (not isinstance(value, str) or bool(value.strip()))


def tidied(
    value: Any, at: Pointer, here: Pointer, where: dict[Pointer, Pointer]
) -> Any:
    """A value without what says nothing.

    `at` is its place; `where` learns the place of each part from the place it now has.
    """
    where[here] = at
    if isinstance(value, dict):
        return {
            key: tidied(each, at / key, here / key, where)
            for key, each in value.items()
            if is_usable(each)
        }
    if isinstance(value, list):
        kept = [(index, each) for index, each in enumerate(value) if is_usable(each)]
        return [
            tidied(each, at / index, here / new, where)
            for new, (index, each) in enumerate(kept)
        ]
    return value


def unlike(original: Any, rebuilt: Any, at: Pointer) -> Iterator[tuple[Pointer, bool]]:
    """The places where `rebuilt` says something else than `original`.

    The flag tells that nothing stands there at all; otherwise it is of another shape.
    """
    if is_same(original, rebuilt):
        return
    if isinstance(original, dict) and (isinstance(rebuilt, dict) or rebuilt is NOTHING):
        beside = rebuilt if isinstance(rebuilt, dict) else {}
        for key, value in original.items():
            yield from unlike(value, beside.get(key, NOTHING), at / key)
    elif isinstance(original, list) and rebuilt is NOTHING:
        for index, value in enumerate(original):
            yield from unlike(value, NOTHING, at / index)
    elif (
        isinstance(original, list)
        and isinstance(rebuilt, list)
        and len(original) == len(rebuilt)
    ):
        for index, value in enumerate(original):
            yield from unlike(value, rebuilt[index], at / index)
    else:
        yield at, rebuilt is NOTHING


def is_same(one: Any, other: Any) -> bool:
    """Whether two JSON values are equal; true is not 1, and 1 is not 1.0."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(
            is_same(value, other[key]) for key, value in one.items()
        )
    if isinstance(one, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    return bool(one == other)


def difference(original: Any, rebuilt: Any) -> Any:
    """The overlay that turns `rebuilt` into `original`; NOTHING where both are one."""
    if is_same(original, rebuilt):
        return NOTHING
    if isinstance(original, dict) and isinstance(rebuilt, list):
        return {_WHOLE: stored(original)}
    if isinstance(original, dict) and isinstance(rebuilt, dict):
        if not _are_plain(original):
            return {_WHOLE: stored(original)}
        found = {
            key: difference(value, rebuilt.get(key, NOTHING))
            for key, value in original.items()
        }
        absent = [key for key in rebuilt if key not in original]
        return {
            **({_ABSENT: absent} if absent else {}),
            **{key: value for key, value in found.items() if value is not NOTHING},
        }
    if isinstance(original, list) and isinstance(rebuilt, list):
        return _difference_of_lists(original, rebuilt)
    return stored(original)


def _difference_of_lists(original: list[Any], rebuilt: list[Any]) -> Any:
    kept = list(range(len(original)))
    if len(original) > len(rebuilt):
        kept = [index for index in kept if is_usable(original[index])]
    if len(kept) != len(rebuilt) or not rebuilt:
        return stored(original)
    found = {
        f"+{index}": stored(original[index])
        for index in range(len(original))
        if index not in kept
    }
    for index, item in zip(kept, rebuilt, strict=True):
        below = difference(original[index], item)
        if below is not NOTHING:
            found[str(index)] = below
    return found


Reader = Callable[[Any], Any]
_NO_READERS: Final[Mapping[str, Reader]] = {}


def laid_over(
    native: Any, overlay: Any, readers: Mapping[str, Reader] = _NO_READERS
) -> Any:
    """`native` with an overlay on it.

    `readers` say, by key, what was read out of a raw value: where the policy says
    something else by now, the raw value is left out.
    """
    if not isinstance(overlay, dict) or _JSON in overlay:
        return original(overlay)
    if _WHOLE in overlay:
        return original(overlay[_WHOLE])
    if isinstance(native, dict):
        absent = overlay.get(_ABSENT, ())
        result = {key: value for key, value in native.items() if key not in absent}
        for key, value in overlay.items():
            if key == _ABSENT:
                continue
            reader = readers.get(key)
            if reader is None or reader(original(value)) == native.get(key):
                result[key] = laid_over(native.get(key), value, readers)
        return result
    if isinstance(native, list) and all(map(_INDEX.fullmatch, overlay)):
        return _laid_over_list(native, overlay, readers)
    return original(overlay)


def _laid_over_list(
    native: list[Any], overlay: Mapping[str, Any], readers: Mapping[str, Reader]
) -> list[Any]:
    result = list(native)
    for key, value in overlay.items():
        if key.startswith("+"):
            result.insert(int(key), original(value))
        elif int(key) < len(result):
            result[int(key)] = laid_over(result[int(key)], value, readers)
    return result


def stored(value: Any, depth: int = 0) -> Any:
    """A JSON value as data that YAML writes and reads back unchanged."""
    if isinstance(value, dict):
        if depth < _DEEPEST and _are_plain(value):
            return {key: stored(each, depth + 1) for key, each in value.items()}
    elif isinstance(value, list):
        if depth < _DEEPEST:
            return [stored(each, depth + 1) for each in value]
    elif not isinstance(value, float) and not (
        isinstance(value, int) and abs(value) >= _GREATEST
    ):
        return value
    return {_JSON: json.dumps(value, ensure_ascii=False)}


def _are_plain(keys: Iterable[str]) -> bool:
    return all(key not in _MARKS and len(key) < _LONGEST_KEY for key in keys)


def original(value: Any) -> Any:
    """The JSON value that was stored."""
    if isinstance(value, dict):
        if isinstance(value.get(_JSON), str):
            read = json_source.read(_JSON, value[_JSON].encode())
            for fault in read.faults:
                message = f"{_JSON} holds no JSON: {fault.message}"
                raise PolicycheckError(message)
            return read.data
        return {key: original(each) for key, each in value.items()}
    if isinstance(value, list):
        return [original(each) for each in value]
    return value
