"""What is tried: for each attempt inputs, and what must hold of all of them."""

from __future__ import annotations

import copy
import json
import os
import string
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import jsonschema
import jsonschema_rs
from hypothesis import strategies as st

from fuzz.door import run
from fuzz.hostile import contents
from fuzz.judges import OUTPUTS, judged, plain, write_inputs
from fuzz.payloads import PAYLOADS, example
from policycheck import citations, engine, json_source, schema, source
from policycheck.document import Document
from policycheck.limits import DEFAULT
from policycheck.location import Pointer
from policycheck.regimes import REGIMES

DAYS: Final = [date(2019, 6, 1), date(2021, 8, 1), date(2023, 7, 1), date(2026, 11, 23)]
SCHEMA: Final[dict[str, Any]] = json.loads(schema.text())


@dataclass(frozen=True, slots=True)
class Attempt:
    """Inputs of one kind, and the check that each must pass."""

    inputs: st.SearchStrategy[Any]
    holds: Callable[[Any], None]


# --- reading


def reading(raw: bytes) -> None:
    """Any bytes are data within the limits, or faults with a place."""
    for read in (source.read, json_source.read):
        document = read("p.yaml", raw)
        is_null = read is json_source.read and raw.strip() == b"null"
        assert document.faults or document.data is not None or is_null
        for fault in document.faults:
            assert len(fault.message.splitlines()) == 1
            assert 1 <= fault.span.line <= max(1, len(document.lines))
            assert fault.span.end_column > fault.span.column >= 1
        within(document)


def within(document: Document) -> None:
    """A document is no deeper than the limit, nor larger than its text and aliases."""
    left = DEFAULT.aliased + 2 * len(document.text) + 2
    waiting: list[tuple[Any, int]] = [(document.data, 0)]
    while waiting:
        node, depth = waiting.pop()
        left -= 1
        assert left > 0, "more values than the limit of aliases allows"
        assert depth <= DEFAULT.depth, "deeper than the limit allows"
        if isinstance(node, dict | list):
            below = node.values() if isinstance(node, dict) else node
            waiting += [(each, depth + 1) for each in below]


@st.composite
def nests(draw: st.DrawFn) -> bytes:
    """Maps and lists in one another, beyond the limit or not, whole or cut off."""
    opens, closes = draw(
        st.sampled_from([("[", "]"), ('{"a":', "}"), ("- ", ""), ("? ", "")])
    )
    depth = draw(st.integers(1, 2 * DEFAULT.depth))
    text = opens * depth + "1" + closes * depth
    return text[: len(text) - draw(st.integers(0, 3))].encode()


@st.composite
def laughs(draw: st.DrawFn) -> bytes:
    """Anchors that stand for several of the one before, as lists or by merging."""
    levels, each = draw(st.integers(1, 6)), draw(st.integers(1, 9))
    opens, closes = draw(st.sampled_from([("[", "]"), ("{", "}")]))
    lines = ["a0: &a0 " + ("[x]" if opens == "[" else "{x: 1}")]
    for level in range(1, levels):
        names = ", ".join([f"*a{level - 1}"] * each)
        inner = names if opens == "[" else f"<<: [{names}], y{level}: *a{level - 1}"
        lines.append(f"a{level}: &a{level} {opens}{inner}{closes}")
    return "\n".join(lines).encode()


@st.composite
def spliced(draw: st.DrawFn) -> bytes:
    """Parts of hostile files and of a good policy, one after the other."""
    whole = [each[:4_000] for each in contents(10_000).values()]
    whole.append(json.dumps(example(), indent=1).encode())
    parts = []
    for raw in draw(st.lists(st.sampled_from(whole), min_size=1, max_size=4)):
        start = draw(st.integers(0, len(raw)))
        parts.append(raw[start : start + draw(st.integers(0, 400))])
    return b"".join(parts)


_YAML = st.text(
    alphabet=st.one_of(
        st.sampled_from("{}[]:,-?&*!|>'\"%@`#\n\r\t ~<=a0\x00\x85\u2028\ufeff"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=300,
).map(str.encode)


# --- policies that are nearly valid

_LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5_000),
    st.sampled_from(["all", "none", "", "P1Y", "2026-02-30", "US-CA", "x y", "host"]),
    st.text(alphabet=string.printable, max_size=12),
)
_VALUES = st.recursive(
    _LEAVES,
    lambda below: st.one_of(
        st.lists(below, max_size=3),
        st.dictionaries(
            st.sampled_from(["id", "name", "to", "use", "for", "unclear", "x-a"]),
            below,
            max_size=3,
        ),
    ),
    max_leaves=4,
)


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    """The example after one to three changes."""
    data = copy.deepcopy(example())
    for _ in range(draw(st.integers(1, 3))):
        places = [each for each in _pointers(data, Pointer()) if each]
        place = draw(st.sampled_from(places))
        parent: Any = data
        for step in place[:-1]:
            parent = parent[step]
        if draw(st.booleans()):
            del parent[place[-1]]
        else:
            parent[place[-1]] = draw(_VALUES)
    return data


def _pointers(node: object, at: Pointer) -> Iterator[Pointer]:
    yield at
    items: Any = ()
    if isinstance(node, dict):
        items = node.items()
    elif isinstance(node, list):
        items = enumerate(node)
    for key, below in items:
        yield from _pointers(below, at / key)


def judging(given: tuple[dict[str, Any], date]) -> None:
    """A nearly valid policy ends in findings, and both validators agree on it."""
    data, day = given
    document = source.read("p.yaml", json.dumps(data).encode())
    assert document.faults == ()
    checked = engine.check(document, as_of=day, only=list(REGIMES))
    for found in checked.findings:
        assert len(found.message.splitlines()) == 1
        assert 1 <= found.location.span.line <= len(document.lines)
    compiled = jsonschema_rs.Draft202012Validator(SCHEMA).is_valid(data)
    assert jsonschema.Draft202012Validator(SCHEMA).is_valid(data) is compiled
    assert (schema.problems(data) == []) is compiled


# --- commands and what they print


@contextmanager
def _folder() -> Iterator[None]:
    before = os.getcwd()  # noqa: PTH109 - to go back to it
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def commanding(given: tuple[list[str], bytes]) -> None:
    """Any bytes as a file end in a report or one line, and never in our own bug."""
    words, raw = given
    with _folder():
        with open("in", "wb") as file:  # noqa: PTH123 - as short as it is
            file.write(raw)
        done = run(*words)
        assert done.status in {0, 1, 2}, done.err
        plain(done.err)
        assert done.out or done.err


_COMMANDS: Final = st.sampled_from(
    [
        ["validate", "in", "-f", "text", "--statistics"],
        ["validate", "in", "-f", "sarif"],
        ["validate", "--from", "tilt", "in"],
        ["table", "ccpa", "in"],
        ["table", "gdpr", "in", "--format", "html"],
        ["diff", "in", "in"],
        ["trace", "in"],
        ["import", "tilt", "in"],
        ["import", "fides", "in"],
        ["export", "ropa", "in"],
        ["config", "--config", "in"],
    ]
)


def printing(given: tuple[str, list[str]]) -> None:
    """No output holds what its reader would obey."""
    name, payloads = given
    with _folder():
        os.environ.update(COLUMNS="60", GITHUB_ACTIONS="true")
        try:
            write_inputs(payloads)
            assert list(judged(name)) == []
        finally:
            del os.environ["COLUMNS"], os.environ["GITHUB_ACTIONS"]


_HOSTILE: Final = st.lists(
    st.sampled_from([each for kind in PAYLOADS.values() for each in kind]),
    min_size=1,
    max_size=3,
).map("".join)


def citing(text: str) -> None:
    """Any words are read as citations or not, without a crash."""
    citations.citations(text)


ATTEMPTS: Final[dict[str, Attempt]] = {
    "reading bytes": Attempt(st.binary(max_size=400), reading),
    "reading text": Attempt(_YAML, reading),
    "reading nests": Attempt(nests(), reading),
    "reading aliases": Attempt(laughs(), reading),
    "reading splices": Attempt(spliced(), reading),
    "judging": Attempt(st.tuples(mutated(), st.sampled_from(DAYS)), judging),
    "commanding": Attempt(
        st.tuples(_COMMANDS, st.one_of(spliced(), _YAML, nests())), commanding
    ),
    "commanding on policies": Attempt(
        st.tuples(_COMMANDS, mutated().map(lambda data: json.dumps(data).encode())),
        commanding,
    ),
    "printing": Attempt(
        st.tuples(st.sampled_from(sorted(OUTPUTS)), st.lists(_HOSTILE, min_size=1)),
        printing,
    ),
    "citing": Attempt(
        st.text(alphabet="Artikel.6(1)abSDGVO §,-I\u00a0\u2013", max_size=200), citing
    ),
}
