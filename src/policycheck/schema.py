"""A document against the JSON Schema: where it breaks it, and how."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any, Final

import jsonschema_rs

from policycheck.document import holds_more
from policycheck.finding import Problem
from policycheck.limits import DEFAULT
from policycheck.location import ROOT, Pointer
from policycheck.schema_errors import Found, explained, repeated
from policycheck.schema_shapes import resolve
from policycheck.schema_words import Schema, excerpt

_VAST: Final = 100_000
"""Values; a policy of 20,000 lines has half as many."""
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


def problems(data: Any, most: int = DEFAULT.faults) -> list[Found]:
    """What in `data` breaks the schema, in no particular order; empty when it is valid.

    The compiled validator says whether and in which entries; `jsonschema` then explains
    those entries alone. After `most` problems the last one says that there are more.
    """
    if _compiled().is_valid(data):
        return []
    if holds_more(data, _VAST):  # to explain each could take more memory than there is
        return list(_first(data))
    found = list(islice(_each(data), most + 1))
    if len(found) > most:
        rule, problem = found[most - 1]
        more = f"{problem.message}; more than these {most} faults are not listed"
        found[most - 1 :] = [(rule, replace(problem, message=more))]
    return found


def _first(data: Any) -> Iterator[Found]:
    """The first problem, in the words of the compiled validator."""
    try:
        _compiled().validate(data)
    except jsonschema_rs.ValidationError as error:
        says = f"{excerpt(error.message)}; only the first fault of so large a file"
        place = _pointer(data, error.instance_path)
        yield "schema/malformed-value", Problem(place, f"{says} is told")


def _each(data: Any) -> Iterator[Found]:
    """Every problem once."""
    found: set[tuple[str, Pointer]] = set()
    places = {
        _pointer(data, error.instance_path[:2]): error.message
        for error in _compiled().iter_errors(data)
    }
    for place, message in places.items():
        is_told = False
        for rule, problem in _explain_at(data, place):
            is_told = True
            if (rule, problem.at) not in found:
                found.add((rule, problem.at))
                yield rule, problem
        if not is_told:
            says = excerpt(message)
            yield "schema/validators-disagree", Problem(place, says)


def _pointer(data: Any, steps: Iterable[str | int]) -> Pointer:
    """Steps of the compiled validator, which takes a key of digits for an index."""
    at = ROOT
    for step in steps:
        at /= str(step) if isinstance(data, dict) else step
        data = data[at[-1]]
    return at


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
    definitions = _schema()["$defs"]
    validator = _explainer()({**schema, "$defs": definitions})
    for error in validator.iter_errors(instance):
        yield from explained(error, at, definitions)


@cache
def _explainer() -> Any:
    """The validator that explains; a valid policy never loads it.

    Its own test for repeated items compares each of them with every other.
    """
    from jsonschema import Draft202012Validator, ValidationError  # noqa: PLC0415
    from jsonschema.validators import extend  # noqa: PLC0415

    def unique(
        _validator: object, wanted: object, items: object, _schema: object
    ) -> Iterator[ValidationError]:
        if wanted and isinstance(items, list) and any(repeated(items)):
            yield ValidationError("has repeated items")

    return extend(Draft202012Validator, {"uniqueItems": unique})  # type: ignore[no-untyped-call] # as its stubs have it
