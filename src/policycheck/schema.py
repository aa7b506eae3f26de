"""A document against the JSON Schema: one sentence at the smallest place that is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

import jsonschema_rs

from policycheck.finding import Problem
from policycheck.location import ROOT, Pointer
from policycheck.spelling import nearest

Schema: TypeAlias = dict[str, Any]
Found: TypeAlias = tuple[str, Problem]
"""The rule id, and the problem."""

_MANY = 8
"""More allowed words than this are not listed in a message."""
_SHOWN = 60
"""Characters of a policy's own text that a message repeats."""


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
        explained = list(_explain_at(data, Pointer(place)))
        if not explained:
            explained = [
                ("schema/validators-disagree", Problem(Pointer(place), message))
            ]
        for rule, problem in explained:
            found.setdefault((rule, problem.at), problem)
    return [(rule, problem) for (rule, _), problem in found.items()]


def _explain_at(data: Any, place: Pointer) -> Iterator[Found]:
    """The problems of one entry of a top-level key, or of the top level itself."""
    schema = _schema()
    if not place:
        top = {key: True for key in schema["properties"]}
        yield from _explain(data, {**schema, "properties": top}, ROOT)
        return
    instance, schema, at = (
        data[place[0]],
        schema["properties"][place[0]],
        ROOT / place[0],
    )
    if len(place) > 1:
        below = _entry_schema(_resolve(schema), place[1])
        if below is not None:
            instance, schema, at = instance[place[1]], below, at / place[1]
    yield from _explain(instance, schema, at)


def _entry_schema(schema: Schema, step: str | int) -> Schema | None:
    if isinstance(step, int):
        items: Schema | None = schema.get("items")
        return items
    entry = schema.get("properties", {}).get(step, schema.get("additionalProperties"))
    return entry if isinstance(entry, dict) else None


def _explain(instance: Any, schema: Schema, at: Pointer) -> Iterator[Found]:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - a valid policy never loads it

    validator = Draft202012Validator({**schema, "$defs": _schema()["$defs"]})
    for error in validator.iter_errors(instance):
        yield from _of(error, at)


def _of(error: Any, at: Pointer) -> Iterator[Found]:
    """One error of jsonschema as problems."""
    place = Pointer((*at, *error.absolute_path))
    match error.validator:
        case "anyOf":
            yield from _of_branches(error, at, place)
        case "additionalProperties":
            yield from _unknown_keys(error, place)
        case "required":
            missing = [
                key for key in error.validator_value if key not in error.instance
            ]
            keys = ", ".join(missing)
            yield "schema/missing-key", Problem(place, f"{keys} {_is(missing)} missing")
        case "enum" | "const":
            yield "schema/unknown-value", _unknown_value(error, place)
        case "type":
            yield "schema/wrong-type", Problem(place, _wrong_type(error))
        case "minLength" | "minItems" | "minProperties":
            yield "schema/empty-value", Problem(place, "is empty: leave the key out")
        case "uniqueItems":
            yield "schema/repeated-item", Problem(place, "lists an item twice")
        case "not":
            message = f"{_shown(error.instance)} is a reserved word"
            yield "schema/malformed-value", Problem(place, message)
        case _:
            title = error.schema.get("title", error.schema.get("description", "valid"))
            message = f"{_shown(error.instance)} is not {title}"
            key = "propertyNames" in error.absolute_schema_path
            where = place / error.instance if key else place
            yield "schema/malformed-value", Problem(where, message)


def _is(items: list[str]) -> str:
    return "is" if len(items) == 1 else "are"


def _unknown_keys(error: Any, place: Pointer) -> Iterator[Found]:
    known = error.schema.get("properties", {})
    for key in error.instance:
        if key in known or key.startswith("x-"):
            continue
        meant = nearest(key, known)
        hint = f"; did you mean {meant}?" if meant else ""
        message = f"the key {_shown(key)} is not known here{hint}"
        yield "schema/unknown-key", Problem(place / key, message)


def _unknown_value(error: Any, place: Pointer) -> Problem:
    allowed = (
        [error.validator_value]
        if error.validator == "const"
        else list(error.validator_value)
    )
    return Problem(place, _not_one_of(error.instance, allowed))


def _not_one_of(instance: Any, allowed: list[Any]) -> str:
    words = [str(each) for each in allowed]
    meant = nearest(instance, words) if isinstance(instance, str) else None
    if meant:
        hint = f"; did you mean {meant}?"
    elif len(words) <= _MANY:
        hint = f"; expected {_or(words)}"
    else:
        hint = "; `policycheck schema` lists what is"
    return f"{_shown(instance)} is not known here{hint}"


def _or(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


_TYPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
}


def _type(instance: Any) -> str:
    match instance:
        case dict():
            return "object"
        case list():
            return "array"
        case str():
            return "string"
        case bool():
            return "boolean"
        case None:
            return "null"
        case _:
            return "integer"


def _wrong_type(error: Any) -> str:
    wanted = error.validator_value
    kinds = [wanted] if isinstance(wanted, str) else wanted
    if error.instance is None:
        return (
            f"has no value: write {_or([_TYPES[kind] for kind in kinds])}, or leave out"
        )
    got = _type(error.instance)
    hint = ""
    if "string" in kinds and got in {"integer", "boolean"}:
        hint = ": put it in quotes"
    return (
        f"expected {_or([_TYPES[kind] for kind in kinds])}, found {_TYPES[got]}{hint}"
    )


def _resolve(schema: Schema) -> Schema:
    while "$ref" in schema:
        schema = _schema()["$defs"][schema["$ref"].rpartition("/")[2]]
    return schema


def _of_branches(error: Any, at: Pointer, place: Pointer) -> Iterator[Found]:
    """The problems of the branch that was meant, or one that names all branches."""
    branches = [_resolve(branch) for branch in _flat(error.validator_value)]
    if isinstance(error.instance, str):
        yield _of_word(error.instance, branches, place)
        return
    got = _type(error.instance)
    fitting = _fitting(error, got)
    if not fitting:
        if error.instance is None:
            yield (
                "schema/wrong-type",
                Problem(place, "has no value: write one, or leave out"),
            )
            return
        wanted = _or([_title(branch) for branch in branches])
        yield (
            "schema/wrong-type",
            Problem(place, f"expected {wanted}, found {_TYPES[got]}"),
        )
        return
    for below in min(fitting, key=_distance):
        yield from _of(below, at)


def _flat(branches: list[Schema]) -> Iterator[Schema]:
    """The branches, with those of a branch that is itself a choice in its place."""
    for branch in branches:
        resolved = _resolve(branch)
        if "anyOf" in resolved:
            yield from _flat(resolved["anyOf"])
        else:
            yield resolved


def _fitting(error: Any, got: str) -> list[list[Any]]:
    """The errors of each branch that is for a value of this type."""
    by_branch: dict[int, list[Any]] = {}
    for below in error.context:
        by_branch.setdefault(below.schema_path[0], []).append(below)
    return [
        errors
        for index, errors in by_branch.items()
        if any(
            branch.get("type") == got
            for branch in _flat([error.validator_value[index]])
        )
    ]


def _distance(errors: list[Any]) -> tuple[int, int]:
    """How far a branch is from what was meant: keys that are wrong here, then errors."""
    here = sum(
        1 for each in errors if each.validator in {"required", "additionalProperties"}
    )
    return here, len(errors)


def _of_word(word: str, branches: list[Schema], place: Pointer) -> Found:
    """What is wrong with a word where several kinds of value may stand."""
    allowed: list[str] = []
    shapes: list[Schema] = []
    for branch in branches:
        allowed += [str(each) for each in branch.get("enum", [])]
        if "const" in branch:
            allowed.append(str(branch["const"]))
        elif branch.get("type") == "string":
            shapes.append(branch)
    meant = nearest(word, allowed)
    if meant or not shapes:
        return "schema/unknown-value", Problem(place, _not_one_of(word, allowed))
    if not word:
        return "schema/empty-value", Problem(place, "is empty: leave the key out")
    titles = [*allowed, *(_title(shape) for shape in shapes)]
    message = f"{_shown(word)} is not {_or(titles)}"
    return "schema/malformed-value", Problem(place, message)


def _title(schema: Schema) -> str:
    if "const" in schema:
        return str(schema["const"])
    if "enum" in schema and len(schema["enum"]) <= _MANY:
        return _or([str(each) for each in schema["enum"]])
    return str(schema.get("title", _TYPES.get(schema.get("type", ""), "a value")))


def _shown(instance: Any) -> str:
    """A policy's own text in a message: quoted, on one line, cut when long."""
    words = instance if isinstance(instance, str) else json.dumps(instance)
    words = " ".join(words.split())
    return f"'{words}'" if len(words) <= _SHOWN else f"'{words[: _SHOWN - 1]}…'"
