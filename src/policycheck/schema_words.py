"""How a message about the schema names what was found and what was expected."""

from __future__ import annotations

import json
from typing import Any, Final, TypeAlias

from policycheck.spelling import closest, nearest

Schema: TypeAlias = dict[str, Any]

_MANY: Final = 8
"""More allowed words than this are not named beside other kinds of value."""
_ALL: Final = 17
"""Of more allowed words than this a message lists the nearest alone."""
_EXCERPT: Final = 160
_SHOWN: Final = 60
"""Characters of a policy's own text that a message repeats."""
KINDS: Final = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
}


def excerpt(message: str) -> str:
    """What a validator says, on one line and short: it may repeat a whole policy."""
    start = " ".join(message[: _EXCERPT * 4].split())
    return start if len(start) <= _EXCERPT else f"{start[: _EXCERPT - 1]}…"


def title(schema: Schema) -> str:
    """What a schema expects, in a few words."""
    return listed(expected(schema))


def expected(schema: Schema) -> list[str]:
    """The words a schema allows where they are few, else its title."""
    words = allowed(schema)
    if words:
        return words if len(words) <= _MANY else ["a word"]
    return [str(schema.get("title") or KINDS[schema["type"]])]


def allowed(schema: Schema) -> list[str]:
    """The words a schema allows, where it allows only some."""
    words = [schema["const"]] if "const" in schema else schema.get("enum", ())
    return [str(each) for each in words]


def listed(words: list[str], last: str = "or") -> str:
    """Words as a sentence lists them."""
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def shown(instance: Any) -> str:
    """A policy's own text in a message: quoted, on one line, cut when long."""
    words = instance if isinstance(instance, str) else json.dumps(instance)
    words = " ".join(words.split())
    return f"'{words}'" if len(words) <= _SHOWN else f"'{words[: _SHOWN - 1]}…'"


def not_one_of(instance: Any, words: list[str]) -> str:
    """The message about something that is none of the words allowed."""
    meant = nearest(instance, words) if isinstance(instance, str) else None
    if meant:
        hint = f"; did you mean {meant}?"
    elif len(words) <= _ALL:
        hint = f"; expected {listed(words)}"
    else:
        near = ", ".join(closest(str(instance), words))
        hint = f"; the nearest of {len(words)} words are {near}" if near else ""
    return f"{shown(instance)} is not known here{hint}"


def kind(instance: Any) -> str:
    """The type of a value, as JSON Schema calls it."""
    match instance:
        case dict():
            return "object"
        case list():
            return "array"
        case str():
            return "string"
        case bool():
            return "boolean"
        case _:
            return "integer" if isinstance(instance, int) else "number"
