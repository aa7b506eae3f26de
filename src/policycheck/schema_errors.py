"""What the validator says of an entry, as one sentence at the smallest wrong place."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, Final, TypeAlias

from policycheck.finding import Problem
from policycheck.location import Pointer
from policycheck.schema_shapes import resolve, shape
from policycheck.schema_words import (
    KINDS,
    Schema,
    allowed,
    expected,
    kind,
    listed,
    not_one_of,
    shown,
    title,
)
from policycheck.spelling import nearest

Found: TypeAlias = tuple[str, Problem]
"""The rule id, and the problem."""
_ALONE: Final = ("all", "none", "unclear")
"""Words that stand for a whole list, and so in none."""


_FORMAT: Final = "policycheck"
_SPOKEN: Final = {"yes": "true", "on": "true", "no": "false", "off": "false"}
"""Words that older readers of YAML take for true and false."""


def explained(error: Any, at: Pointer, definitions: Schema) -> Iterator[Found]:
    """One error of jsonschema as problems; `at` is where the validated entry stands."""
    place = Pointer((*at, *error.absolute_path))
    if "propertyNames" in error.absolute_schema_path:
        place /= error.instance
    match error.validator:
        case "anyOf":
            yield from _of_branches(error, at, place, definitions)
        case "additionalProperties":
            yield from _unknown_keys(error, place)
        case keyword:
            found = _BY_KEYWORD.get(keyword, _malformed)(error, place)
            yield _with_shape(found, error.schema, definitions)


def _with_shape(found: Found, schema: Schema, definitions: Schema) -> Found:
    """A wrong kind of value, and how a mapping or list is written that is right."""
    rule, problem = found
    is_nested = "anyOf" in schema or schema.get("type") in ("object", "array")
    if rule != "schema/wrong-type" or not problem.at or not is_nested:
        return found
    return rule, replace(problem, fix=f"write it as {shape(schema, definitions)}")


def _missing(error: Any, place: Pointer) -> Found:
    keys = [key for key in error.validator_value if key not in error.instance]
    are = "is" if len(keys) == 1 else "are"
    says = f"{listed(keys, 'and')} {are} missing"
    if not place and _FORMAT in keys:
        return "schema/missing-key", Problem(
            place,
            f"{says}; a policy starts with `{_FORMAT}: 1`",
            fix=f"start the file with the line `{_FORMAT}: 1`",
        )
    return "schema/missing-key", Problem(place, says)


def _unknown_keys(error: Any, place: Pointer) -> Iterator[Found]:
    known = error.schema["properties"]
    for key in error.instance:
        if key in known or key.startswith("x-"):
            continue
        meant = nearest(key, known)
        message = f"the key {not_one_of(key, list(known))}"
        fix = f"write {meant}" if meant else None
        yield "schema/unknown-key", Problem(place / key, message, fix=fix)


def _empty(_error: Any, place: Pointer) -> Found:
    return "schema/empty-value", Problem(place, "is empty")


def _malformed(error: Any, place: Pointer) -> Found:
    return _written_otherwise(error.instance, [error.schema], place)


def _written_otherwise(word: Any, shapes: list[Schema], place: Pointer) -> Found:
    """A text that has none of the shapes; the advice is about the first of them."""
    says = (
        f"{shown(word)} is not {listed([part for s in shapes for part in expected(s)])}"
    )
    from policycheck import advice  # noqa: PLC0415 - a valid policy needs none

    titles = (str(shape.get("title", "")) for shape in shapes)
    fixes = (fix for title in titles if (fix := advice.of(title, str(word))))
    return "schema/malformed-value", Problem(place, says, fix=next(fixes, None))


def _out_of_bounds(error: Any, place: Pointer) -> Found:
    bound = "least" if error.validator == "minimum" else "most"
    says = f"{error.instance} is not at {bound} {error.validator_value}"
    return "schema/malformed-value", Problem(place, says)


def _repeated(error: Any, place: Pointer) -> Found:
    """The first item that equals one before it; true and 1 are not equal in JSON."""
    second = next(repeated(error.instance))
    says = f"{shown(error.instance[second])} is already in the list"
    return "schema/repeated-item", Problem(place / second, says)


def repeated(items: Iterable[Any]) -> Iterator[int]:
    """The indices of items that equal one before them, as JSON compares."""
    seen: set[str] = set()
    for index, item in enumerate(items):
        text = json.dumps(item, sort_keys=True)
        if text in seen:
            yield index
        seen.add(text)


def _reserved(word: str, place: Pointer) -> Found:
    says = f"{shown(word)} is a reserved word and cannot be an id"
    return "schema/malformed-value", Problem(place, says)


def _not_allowed(error: Any, place: Pointer) -> Found:
    """What is wrong where only some words may stand."""
    instance, words = error.instance, allowed(error.schema)
    if instance is None:
        return "schema/wrong-type", _no_value(place, title(error.schema))
    if isinstance(instance, dict | list):
        says = f"expected {title(error.schema)}, found {KINDS[kind(instance)]}"
        return "schema/wrong-type", Problem(place, says)
    if instance in words:  # its type is wrong, or it would be allowed
        says = f"expected {instance}, found text: leave the quotes out"
        return "schema/wrong-type", Problem(place, says)
    return _unknown_word(instance, words, place)


def _unknown_word(instance: Any, words: list[str], place: Pointer) -> Found:
    meant = nearest(instance, words) if isinstance(instance, str) else None
    fix = f"write {meant}" if meant else None
    says = not_one_of(instance, words)
    return "schema/unknown-value", Problem(place, says, fix=fix)


def _no_value(place: Pointer, wanted: str) -> Problem:
    return Problem(place, f"has no value; expected {wanted}")


def _wrong_type(error: Any, place: Pointer) -> Found:
    types = error.validator_value
    kinds = [types] if isinstance(types, str) else types
    wanted = error.schema.get("title") or listed([KINDS[each] for each in kinds])
    if error.instance is None:
        return "schema/wrong-type", _no_value(place, wanted)
    got = kind(error.instance)
    hint = ""
    if "string" in kinds and got in {"integer", "boolean"}:
        fits = re.search(error.schema.get("pattern", ""), json.dumps(error.instance))
        hint = ": put it in quotes" if fits else ""
    elif "boolean" in kinds and got == "string":
        hint = _truth(error.instance)
    elif "array" in kinds and got != "object":
        hint = "" if error.instance in _ALONE else ": put it in [ ]"
    message = f"expected {wanted}, found {KINDS[got]}{hint}"
    return "schema/wrong-type", Problem(place, message)


def _truth(word: str) -> str:
    """What to do about a text where true or false should stand."""
    if word in {"true", "false"}:
        return ": leave the quotes out"
    meant = _SPOKEN.get(word.lower())
    return f": '{word}' is text in YAML 1.2, write {meant}" if meant else ""


def _of_branches(
    error: Any, at: Pointer, place: Pointer, definitions: Schema
) -> Iterator[Found]:
    """The problems of the branch that was meant, or one that names all branches."""
    branches = list(_flat(error.validator_value, definitions))
    if isinstance(error.instance, str):
        found = _of_word(error.instance, branches, place)
        yield _with_shape(found, error.schema, definitions)
        return
    wanted = _choice(branches)
    if error.instance is None:
        found = "schema/wrong-type", _no_value(place, wanted)
        yield _with_shape(found, error.schema, definitions)
        return
    got = kind(error.instance)
    fitting = _fitting(error, got, definitions)
    if not fitting:
        message = f"expected {wanted}, found {KINDS[got]}"
        found = "schema/wrong-type", Problem(place, message)
        yield _with_shape(found, error.schema, definitions)
        return
    for below in min(fitting, key=_distance):
        yield from explained(below, at, definitions)


def _flat(branches: list[Schema], definitions: Schema) -> Iterator[Schema]:
    """The branches, with those of a branch that is itself a choice in its place."""
    for branch in branches:
        resolved = resolve(branch, definitions)
        if "anyOf" in resolved:
            yield from _flat(resolved["anyOf"], definitions)
        else:
            yield resolved


def _fitting(error: Any, got: str, definitions: Schema) -> list[list[Any]]:
    """The errors of each branch that is for a value of this type."""
    by_branch: dict[int, list[Any]] = {}
    for below in error.context:
        by_branch.setdefault(below.schema_path[0], []).append(below)
    return [
        errors
        for index, errors in by_branch.items()
        if any(
            branch.get("type") == got and _may_be(branch, error.instance)
            for branch in _flat([error.validator_value[index]], definitions)
        )
    ]


def _may_be(branch: Schema, instance: Any) -> bool:
    """Words that stand for a whole list are not meant where they are not there."""
    is_word = set(branch.get("required", ())) & set(_ALONE)
    return not is_word or any(nearest(key, _ALONE) for key in instance)


def _distance(errors: list[Any]) -> tuple[int, int]:
    """How far a branch is from what was meant: wrong keys here, then errors."""
    of_keys = {"required", "additionalProperties"}
    return sum(each.validator in of_keys for each in errors), len(errors)


def _of_word(word: str, branches: list[Schema], place: Pointer) -> Found:
    """What is wrong with a word where several kinds of value may stand."""
    words = [each for branch in branches for each in allowed(branch)]
    shapes = [branch for branch in branches if branch.get("type") == "string"]
    if nearest(word, words):
        return _unknown_word(word, words, place)
    if not word:
        return "schema/empty-value", Problem(place, "is empty")
    if any(word in shape.get("not", {}).get("enum", ()) for shape in shapes):
        return _reserved(word, place)
    wanted = _choice(branches)
    if shapes:
        rule, problem = _written_otherwise(word, shapes, place)
        return rule, replace(problem, message=f"{shown(word)} is not {wanted}")
    if any(branch.get("type") == "array" for branch in branches):
        hint = "" if word in _ALONE else ": put it in [ ]"
        message = f"expected {wanted}, found {shown(word)}{hint}"
        return "schema/wrong-type", Problem(place, message)
    message = f"{shown(word)} is not known here; expected {wanted}"
    return "schema/unknown-value", Problem(place, message)


def _choice(branches: list[Schema]) -> str:
    """What a choice expects: its words, and its other branches by title."""
    return listed([each for branch in branches for each in expected(branch)])


_BY_KEYWORD: Final[dict[str, Callable[[Any, Pointer], Found]]] = {
    "const": _not_allowed,
    "enum": _not_allowed,
    "maximum": _out_of_bounds,
    "minItems": _empty,
    "minLength": _empty,
    "minProperties": _empty,
    "minimum": _out_of_bounds,
    "not": lambda error, place: _reserved(error.instance, place),
    "required": _missing,
    "type": _wrong_type,
    "uniqueItems": _repeated,
}
