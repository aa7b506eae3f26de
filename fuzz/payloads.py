"""Texts that hurt whoever prints them raw, and a policy that holds one everywhere."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import jsonschema_rs

from policycheck import schema, source

EXAMPLE: Final = Path(__file__).parent.parent / "policies/example/policy.yaml"

PAYLOADS: Final[dict[str, tuple[str, ...]]] = {
    "escapes": (
        "\x1b]0;owned\x07\x1b[2J\x1b[31mred",
        "\x9b31mred\x9d0;owned\x9c\x85",
        "a\x00\x01\x08\x0b\x0c\r\x7f\x1a b",
    ),
    "lines": ("a\n::error::b\r\n::add-mask::c\n| d |\n# e\n\n    f",),
    "hidden": (
        "\u202egpj.exe\u202c \u2066x\u2069 \u200f\u061c",
        "a\u2028::error::b\u2029c\u200b\ufeff",
        "a\U000e0041\U0001d173b\u115f\xad",
        "a\ufe00b\ufe0f\ufe0ec\U000e0100\U000e01ef\U000e0fff\u180b\ufff0\U00013430",
    ),
    "rich": ("[red]x[/red] [link=http://evil.example]y[/link] [/] [bold",),
    "markdown": (
        "![i](http://evil.example/i) [a](javascript:x) `c` *b* _i_ ~~s~~ |",
        "# h | --- | ``` | > q | 1. [x](y) - z <http://evil.example>",
        "@everyone #1 http://evil.example www.evil.example :smile: $x$",
        "> quote",
        "- item",
        "```",
    ),
    "html": (
        "<script>alert(1)</script><img src=x onerror=y>\"'&lt;!--",
        '--> ]]> </td></table></style></title> " onmouseover="x',
    ),
    "formulas": (
        "=A(1)",
        "+1",
        "-2",
        "@S(1)",
        "\t=1",
        "\r=1",
        "\uff1d1",
        "\n=1",
        "a;=1",
        'b" ; "=1',
        "c\t+1",
    ),
    "commands": (
        "::error file=a,line=1::owned%0A::stop-commands::x ##[error]y",
        "a,b:c%0D%25,title=d::e%0a",
    ),
    "xml": (
        "\x0b\ufffe\uffff\ufdd0",
        "<!ENTITY x SYSTEM 'file:///etc/passwd'>&x; ]]>",
    ),
    "long": ("word " * 40 + "::error::owned " * 8,),
}
"""Texts that some reader obeys, by kind; the places of a policy take them in turn."""

_HIDDEN: Final = re.compile("[^ -~\xa1-\u1fff\u3040-\ud7ff]")


@cache
def example() -> dict[str, Any]:
    """The data of the example policy."""
    data: dict[str, Any] = source.read("p.yaml", EXAMPLE.read_bytes()).data
    return data


def full_of(payloads: Sequence[str]) -> dict[str, Any]:
    """The example with the payloads, in turn, in every text that may be any text."""
    data = copy.deepcopy(example())
    for turn, (key, where) in enumerate(_any_text()):
        parent: Any = data
        for step in where:
            parent = parent[step]
        payload = payloads[turn % len(payloads)]
        parent[key] = f"{payload} {key}" if isinstance(key, int) else payload
    data[f"x-{payloads[0]}"] = payloads[-1]
    return data


@cache
def _any_text() -> tuple[tuple[Any, tuple[Any, ...]], ...]:
    """The places of texts for which the schema has no form."""
    data = copy.deepcopy(example())
    judge = jsonschema_rs.Draft202012Validator(json.loads(schema.text()))
    found = []
    for parent, key, where in list(_texts(data, ())):
        before = parent[key]
        parent[key] = "any words, [at] all"
        if judge.is_valid(data):
            found.append((key, where))
        parent[key] = before
    return tuple(found)


def _texts(node: Any, where: tuple[Any, ...]) -> Iterator[tuple[Any, Any, Any]]:
    items = node.items() if isinstance(node, dict) else enumerate(node)
    for key, below in items:
        if isinstance(below, str):
            yield node, key, where
        elif isinstance(below, dict | list):
            yield from _texts(below, (*where, key))


def in_yaml(data: Any) -> bytes:
    """Data as YAML in which every text is written with escapes."""
    text = json.dumps(data, ensure_ascii=False)
    return _HIDDEN.sub(lambda match: f"\\U{ord(match[0]):08x}", text).encode()
