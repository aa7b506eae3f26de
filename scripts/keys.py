"""The text of docs/policy.md: every key of a policy, out of the schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from policycheck.schema_shapes import resolve, shape

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "schemas/policy.schema.json"
INTRODUCTION = """\
# The policy file, key by key

Written by `make docs` from [the schema](../schemas/policy.schema.json); a test fails
when it is stale. An editor that reads JSON Schema shows the same words.

A policy is a YAML mapping. Keys marked * must be there; `ID` stands for an id of your
choice, by which other places name the entry, and `[]` for each item of a list. The line
of YAML under a heading is the least that is valid there. What may stand nearly
everywhere is left out below:

- `quote`, the words of the prose that say it, or `quotes`, the words for each key;
- `replaces`, ids an entry carried in earlier versions, by which a diff sees a rename;
- keys that start with `x-`: they are yours, carried and never read.
"""
_EVERYWHERE = ("quote", "quotes", "replaces")
_KINDS = {
    "object": "mapping",
    "string": "text",
    "boolean": "true or false",
    "integer": "whole number",
    "number": "number",
}


def page() -> str:
    """Every top-level key, then what several of them share."""
    schema = json.loads(SCHEMA.read_text())
    shared = schema["$defs"]
    needed = set(schema["required"])
    lines: list[str] = [INTRODUCTION]
    for key, value in schema["properties"].items():
        lines += _section(f"`{key}`{'*' * (key in needed)}", value, shared)
    lines.append("# What several keys share\n")
    for name, value in shared.items():
        lines += _section(_title(name), value, shared)
    return "\n".join(lines)


def _section(
    title: str, schema: dict[str, Any], shared: dict[str, Any]
) -> Iterator[str]:
    yield f"## {title}\n"
    words = schema.get("description") or resolve(schema, shared).get("description", "")
    yield f"{_sentence(words)} {_sentence(_kind(schema))}\n"
    yield f"```yaml\n{shape(schema, shared)}\n```\n"
    rows = list(_rows(schema, ""))
    if rows:
        yield "| key | what it says | value |\n|---|---|---|"
        yield from rows
        yield ""


def _rows(schema: dict[str, Any], within: str) -> Iterator[str]:
    """The keys of a mapping and, below each, those of what it holds."""
    for branch in schema.get("anyOf", ()):
        yield from _rows(branch, within)
    if "items" in schema:
        yield from _rows(schema["items"], f"{within}[].")
    if isinstance(schema.get("additionalProperties"), dict):
        yield from _rows(schema["additionalProperties"], f"{within}ID.")
    needed = set(schema.get("required", ()))
    for key, value in schema.get("properties", {}).items():
        if key in _EVERYWHERE:
            continue
        mark = "*" if key in needed else ""
        words = value.get("description", "")
        path = f"{within}{key}".replace(".[]", "[]")
        yield f"| `{path}`{mark} | {_cell(words)} | {_cell(_kind(value))} |"
        if "$ref" not in value:
            yield from _rows(value, f"{path}.")


def _kind(schema: dict[str, Any]) -> str:
    """What may stand there."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{_title(name)}](#{name.replace('_', '-')})"
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(map(_kind, schema["anyOf"])))
    if "const" in schema or "enum" in schema:
        words = [schema["const"]] if "const" in schema else schema["enum"]
        return ", ".join(f"`{word}`" for word in words)
    if "items" in schema:
        return f"list of {_kind(schema['items'])}"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"mapping of ids to {_kind(schema['additionalProperties'])}"
    types = schema["type"]
    kinds = [types] if isinstance(types, str) else types
    return str(schema.get("title") or " or ".join(_KINDS[each] for each in kinds))


def _title(name: str) -> str:
    return name.replace("_", " ")


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _cell(words: str) -> str:
    return words.replace("|", "\\|")
