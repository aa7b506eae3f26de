"""Inputs: arbitrary bytes, arbitrary trees, policies that are nearly valid."""

from __future__ import annotations

import copy
import json
import string
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml
from hypothesis import strategies as st

from policycheck.location import Pointer
from policycheck.source import read

EXAMPLE: Final = Path(__file__).parent.parent / "policies/example/policy.yaml"


_DUMPER: Final = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@cache
def example() -> dict[str, Any]:
    """The data of the example policy."""
    data: dict[str, Any] = read("p.yaml", EXAMPLE.read_bytes()).data
    return data


def pointers(node: object, at: Pointer = Pointer()) -> Iterator[Pointer]:  # noqa: B008
    """Every place in some data."""
    yield at
    if isinstance(node, dict):
        for key, below in node.items():
            yield from pointers(below, at / key)
    elif isinstance(node, list):
        for index, below in enumerate(node):
            yield from pointers(below, at / index)


def follow(node: Any, pointer: Pointer) -> Any:
    """What stands at a place."""
    for step in pointer:
        node = node[step]
    return node


def written(data: object, **style: Any) -> bytes:
    """Data as YAML in some style; text stays text."""
    kept = {"sort_keys": False, "allow_unicode": True, **style}
    text: str = yaml.dump(data, Dumper=_DUMPER, **kept)
    return text.encode()


def shuffled(node: Any, random: Any) -> Any:
    """The same data with its keys, and lists of identified items, in another order."""
    if isinstance(node, dict):
        keys = list(node)
        random.shuffle(keys)
        return {key: shuffled(node[key], random) for key in keys}
    if not isinstance(node, list):
        return node
    items = [shuffled(item, random) for item in node]
    names = [item.get("id") if isinstance(item, dict) else item for item in items]
    if all(isinstance(each, str) for each in names) and len(set(names)) == len(names):
        random.shuffle(items)
    return items


def texts() -> st.SearchStrategy[str]:
    """Characters that mean something to YAML, among any others."""
    return st.text(
        alphabet=st.one_of(
            st.sampled_from("{}[]:,-?&*!|>'\"%@`#\n\r\t ~<=a0\x00\x85\u2028\ufeff"),
            st.characters(exclude_categories=["Cs"]),
        ),
        max_size=60,
    )


LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5_000),
    st.sampled_from(["all", "none", "", "P1Y", "2026-02-30", "US-CA", "x y", "host"]),
    st.text(alphabet=string.printable, max_size=12),
)
VALUES = st.recursive(
    LEAVES,
    lambda below: st.one_of(
        st.lists(below, max_size=3),
        st.dictionaries(
            st.sampled_from(
                ["id", "name", "to", "use", "for", "unclear", "quote", "x-a"]
            ),
            below,
            max_size=3,
        ),
    ),
    max_leaves=4,
)


@st.composite
def mutations(draw: st.DrawFn) -> dict[str, Any]:
    """The example after one to three random changes."""
    data = copy.deepcopy(example())
    for _ in range(draw(st.integers(1, 3))):
        places = [each for each in pointers(data) if each]
        place = draw(st.sampled_from(places))
        parent, step = follow(data, Pointer(place[:-1])), place[-1]
        match draw(st.sampled_from(["drop", "replace", "rename", "double", "move"])):
            case "drop":
                del parent[step]
            case "rename" if isinstance(parent, dict):
                key = draw(st.sampled_from([f"{step}s", "quote", "x-own", "for", "id"]))
                parent[key] = parent.pop(str(step))
            case "double" if isinstance(parent, list) and isinstance(step, int):
                parent.append(copy.deepcopy(parent[step]))
            case "move":
                other = draw(st.sampled_from(places))
                parent[step] = copy.deepcopy(followed(data, other))
            case _:
                parent[step] = draw(VALUES)
    return data


def followed(data: Any, pointer: Pointer) -> Any:
    """What stands at a place, or nothing where the place is gone."""
    try:
        return follow(data, pointer)
    except (KeyError, IndexError, TypeError):
        return None


TREES: Final = st.recursive(
    st.one_of(LEAVES, st.floats(allow_nan=False), st.text(max_size=20)),
    lambda below: st.one_of(
        st.lists(below, max_size=4),
        st.dictionaries(st.text(max_size=8), below, max_size=4),
        st.dictionaries(st.sampled_from(sorted(example())), below, max_size=4),
    ),
    max_leaves=12,
)
"""Arbitrary trees, some with the keys of a policy."""

_OPENINGS: Final = (
    "[", "{", "{a: ", "- ", "? ", "[{", "- - ", "a:\n  ", "!!x ", "&a [",
)  # fmt: skip
_TOKENS: Final = (
    b"&a ", b"*a", b"<<: ", b"!!", b"\x00", b"\xff", b"\r", b"\n\t", b": ", b"- ",
    b"? ", b"|\n", b">-\n", b"---\n", b"...\n", b"%YAML 1.2\n", b"{", b"}", b"[", b"]",
    b",", b"#", b"'", b'"', b"\\", b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"none", b"all",
    b"P1Y", b"9" * 30, b"x-", b"quote: ", b"\xc2\x85", b"~", b"true",
)  # fmt: skip


@st.composite
def nests(draw: st.DrawFn) -> bytes:
    """Containers in containers, closed or left open."""
    opening = draw(st.sampled_from(_OPENINGS))
    many = draw(st.integers(0, 300))
    closing = draw(st.sampled_from(["", "]" * many, "}" * many, "}]" * many, "a"]))
    return f"{opening * many}{closing}".encode()


@st.composite
def bombs(draw: st.DrawFn) -> bytes:
    """Aliases of aliases, by lists, by merge keys, or by both."""
    width, levels = draw(st.integers(1, 12)), draw(st.integers(1, 12))
    lines = [draw(st.sampled_from(["a0: &a0 [x, y]", "a0: &a0 {x: 1}", "a0: &a0 lol"]))]
    for level in range(1, levels):
        names = ", ".join([f"*a{level - 1}"] * width)
        merged = draw(st.booleans())
        made = f"{{<<: [{names}]}}" if merged else f"[{names}]"
        lines.append(f"a{level}: &a{level} {made}")
    return "\n".join(lines).encode()


@st.composite
def mutants(draw: st.DrawFn, corpus: Sequence[bytes]) -> bytes:
    """An input met before, after one to three changes of its bytes."""
    raw = corpus[draw(st.integers(0, len(corpus) - 1))]
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(raw)))
        end = min(at + draw(st.integers(0, 40)), len(raw))
        match draw(st.sampled_from(["drop", "double", "token", "splice", "byte"])):
            case "drop":
                raw = raw[:at] + raw[end:]
            case "double":
                raw = raw[:end] + raw[at:end] * draw(st.integers(1, 20)) + raw[end:]
            case "token":
                raw = raw[:at] + draw(st.sampled_from(_TOKENS)) + raw[at:]
            case "splice":
                other = corpus[draw(st.integers(0, len(corpus) - 1))]
                start = draw(st.integers(0, len(other)))
                raw = raw[:at] + other[start : start + 200] + raw[end:]
            case _:
                raw = raw[:at] + bytes([draw(st.integers(0, 255))]) + raw[at + 1 :]
    return raw


def raws(corpus: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """Bytes that may be given for a file of any kind."""
    return st.one_of(
        st.binary(max_size=200),
        texts().map(str.encode),
        TREES.map(written),
        TREES.map(lambda tree: json.dumps(tree).encode()),
        nests(),
        bombs(),
        mutants(corpus),
    )
