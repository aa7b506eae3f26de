"""What a value that a schema allows looks like, in one line of YAML."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from policycheck.schema_words import Schema

_SAMPLE: Final = re.compile(r"\b(?:such as|written) (?P<sample>[^\s,;]+)")
_OWN_WORDS: Final = "..."
_ID: Final = "an-id"
_FIRST: Final = ("array", "string", "object")
"""Of several kinds of value, the one that is shown."""


def resolve(schema: Schema, definitions: Schema) -> Schema:
    """What a schema that is only a reference stands for."""
    while "$ref" in schema:
        schema = definitions[schema["$ref"].rpartition("/")[2]]
    return schema


def shape(schema: Schema, definitions: Schema) -> str:
    """The least value that is valid, on one line; "..." where one's own words go."""
    return _written(least(schema, definitions))


def least(schema: Schema, definitions: Schema) -> Any:
    """The least value that is valid: what must be there, or else one of what may be."""
    schema = resolve(schema, definitions)
    if "anyOf" in schema:
        branches = [resolve(each, definitions) for each in schema["anyOf"]]
        return least(min(branches, key=_rank), definitions)
    match schema.get("type"):
        case "object":
            return _mapping(schema, definitions)
        case "array":
            return [least(schema["items"], definitions)]
        case _:
            return _scalar(schema)


def _scalar(schema: Schema) -> Any:
    words = [schema["const"]] if "const" in schema else schema.get("enum")
    if words:
        return words[0]
    if schema["type"] != "string":
        return {"boolean": True}.get(schema["type"], schema.get("minimum", 1))
    if sample := _SAMPLE.search(schema.get("title", "")):
        return sample["sample"]
    return _ID if "pattern" in schema else _OWN_WORDS


def _rank(branch: Schema) -> int:
    of = "string" if "const" in branch or "enum" in branch else branch.get("type")
    return _FIRST.index(of) if of in _FIRST else len(_FIRST)


def _mapping(schema: Schema, definitions: Schema) -> dict[str, Any]:
    known = schema.get("properties", {})
    if not known:
        return {_ID: least(schema["additionalProperties"], definitions)}
    needed = schema.get("required") or list(known)[: schema.get("minProperties", 0)]
    return {key: least(known[key], definitions) for key in needed}


def _written(value: Any) -> str:
    match value:
        case dict():
            inside = (f"{key}: {_written(each)}" for key, each in value.items())
            return f"{{{', '.join(inside)}}}"
        case list():
            return f"[{', '.join(map(_written, value))}]"
        case str():
            is_plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", value)
            return value if is_plain else json.dumps(value)
        case _:
            return json.dumps(value)
