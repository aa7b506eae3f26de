"""A document against the JSON Schema: where it breaks it, and how."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final

import jsonschema_rs

from policycheck.finding import Problem
from policycheck.location import ROOT, Pointer
from policycheck.schema_errors import Found, explained, resolve
from policycheck.schema_words import Schema

_TOP: Final = "a mapping that starts with `policycheck: 1`"


@cache
def text() -> str:
    """The schema as published."""
    return (
        files("policycheck.schemas")
        .joinpath("policy.schema.json")
        .read_text(encoding="utf-8")
    )


@cache
def _schema() -> Schema:
    schema: Schema = json.loads(text())
    return schema


@cache
def _compiled() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(_schema())


def problems(data: Any) -> list[Found]:
    """What in `data` breaks the schema, in no particular order; empty when it is valid.

    The compiled validator says whether and in which entries; `jsonschema` then explains
    those entries alone.
    """
    if _compiled().is_valid(data):
        return []
    found: dict[tuple[str, Pointer], Problem] = {}
    places = {
        tuple(error.instance_path[:2]): error.message
        for error in _compiled().iter_errors(data)
    }
    for place, message in places.items():
        told = list(_explain_at(data, Pointer(place)))
        if not told:
            says = " ".join(message.split())
            told = [("schema/validators-disagree", Problem(Pointer(place), says))]
        for rule, problem in told:
            found.setdefault((rule, problem.at), problem)
    return [(rule, problem) for (rule, _), problem in found.items()]


def _explain_at(data: Any, place: Pointer) -> Iterator[Found]:
    """The problems of one entry of a top-level key, or of the top level itself."""
    schema = _schema()
    if not place:
        keys = dict.fromkeys(schema["properties"], True)
        top = {**schema, "properties": keys, "title": _TOP}
        yield from _explain(data, top, ROOT)
        return
    first, *below = place
    instance, schema, at = data[first], schema["properties"][first], ROOT / first
    if below:
        schema = _entry_schema(resolve(schema, _schema()["$defs"]), below[0])
        instance, at = instance[below[0]], at / below[0]
    yield from _explain(instance, schema, at)


def _entry_schema(schema: Schema, step: str | int) -> Schema:
    """What the schema of a list or mapping says of one entry."""
    if isinstance(step, int):
        items: Schema = schema["items"]
        return items
    entry: Schema = schema.get("properties", {}).get(step)
    return entry or schema["additionalProperties"]


def _explain(instance: Any, schema: Schema, at: Pointer) -> Iterator[Found]:
    from jsonschema import (  # noqa: PLC0415 - a valid policy never loads it
        Draft202012Validator,
    )

    definitions = _schema()["$defs"]
    validator = Draft202012Validator({**schema, "$defs": definitions})
    for error in validator.iter_errors(instance):
        yield from explained(error, at, definitions)
