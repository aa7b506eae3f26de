"""Every regular expression of the source, and texts that make bad ones slow."""

from __future__ import annotations

import ast
import importlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from re import _constants as words  # type: ignore[attr-defined] # how Python reads one
from re import _parser as parser  # type: ignore[attr-defined] # as above
from time import process_time
from typing import Any, Final

ROOT: Final = Path(__file__).parent.parent
SOURCE: Final = ROOT / "src/policycheck"
_ANCHORED: Final = frozenset({"match", "fullmatch"})
_METHODS: Final = frozenset(
    {"search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}
)
_SLOW: Final = 0.008
"""Seconds; what takes less at every size is fast enough."""
_LARGEST: Final = 2**13


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression: where it stands, and whether it is only tried at a start.

    `is_read` tells whether the scan could read it; what is made while the program runs
    it cannot.
    """

    place: str
    pattern: re.Pattern[str] | None
    is_anchored: bool = False
    is_bytes: bool = False


def every() -> Iterator[Expression]:
    """The expressions of the modules, and the patterns of the schemas."""
    for path in sorted(SOURCE.rglob("*.py")):
        yield from _of_module(path)
    for path in sorted((ROOT / "schemas").glob("*.json")):
        for pattern in _patterns(json.loads(path.read_text())):
            yield Expression(f"{path.name}: {pattern}", re.compile(pattern))


def _patterns(node: Any) -> Iterator[str]:
    items = node.items() if isinstance(node, dict) else enumerate(node)
    for key, below in items:
        if key == "pattern" and isinstance(below, str):
            yield below
        elif isinstance(below, dict | list):
            yield from _patterns(below)


def _of_module(path: Path) -> Iterator[Expression]:
    tree = ast.parse(path.read_text())
    relative = path.relative_to(SOURCE.parent).with_suffix("")
    name = ".".join(each for each in relative.parts if each != "__init__")
    named: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and _is_compiled(node.value):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target in _names_at_top(tree):
                named.add(target.id)
    module = importlib.import_module(name) if named else None
    for each in sorted(named):
        yield _named(f"{name}.{each}", getattr(module, each), _uses(tree, each))
    yield from _inline(tree, name)


def _names_at_top(tree: ast.Module) -> list[ast.expr]:
    return [
        target
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]


def _is_compiled(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"


def _named(place: str, pattern: Any, uses: set[str]) -> Expression:
    if isinstance(pattern.pattern, bytes):
        text = pattern.pattern.decode("latin-1")
        pattern = re.compile(text, pattern.flags | re.ASCII)
    return Expression(place, pattern, bool(uses) and uses <= _ANCHORED)


def _uses(tree: ast.Module, name: str) -> set[str]:
    """The methods of an expression that the module calls; all if it is passed on."""
    found: set[str] = set()
    called: set[int] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(ast.Name(id=known), attr) if known == name:
                found |= {attr} & _METHODS
                called.add(id(node.value))
    for node in ast.walk(tree):
        is_it = isinstance(node, ast.Name) and node.id == name
        if is_it and isinstance(node.ctx, ast.Load) and id(node) not in called:  # type: ignore[attr-defined] # a name
            return set(_METHODS)
    return found


def _inline(tree: ast.Module, name: str) -> Iterator[Expression]:
    """Calls of the module `re` itself, and what is compiled inside functions."""
    assigned = (ast.Assign, ast.AnnAssign)
    top = {id(node.value) for node in tree.body if isinstance(node, assigned)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or id(node) in top:
            continue
        function = ast.unparse(node.func)
        method = function.removeprefix("re.")
        if function == method or method not in _METHODS | {"compile"}:
            continue
        place = f"{name}:{node.lineno}"
        first = node.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            pattern = re.compile(first.value)
            yield Expression(place, pattern, method in _ANCHORED)
        else:
            yield Expression(place, None)


# --- texts


def attacks(pattern: re.Pattern[str]) -> list[tuple[str, str, str]]:
    """Starts, repeated parts and ends of texts, made from what the pattern repeats."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    pumps = {"a", " ", "\n", "(", "<", "[", "\\", "-", "0", "a ", " a", "\"'"}
    starts = {""}
    for start, pump in _repeats(tree, ""):
        starts.add(start)
        pumps |= {pump, pump + start}
    pumps.discard("")
    ends = ("", "\x00")
    return [
        (start, pump, end)
        for start in sorted(starts)[:4]
        for pump in sorted(pumps)
        for end in ends
    ]


def _repeats(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """A text that leads to each repeat, and one that goes through it once."""
    lead = before
    for operator, argument in tree:
        if operator in {words.MAX_REPEAT, words.MIN_REPEAT, words.POSSESSIVE_REPEAT}:
            _, most, below = argument
            if most > 1:
                yield lead, _example(below)
            yield from _repeats(below, lead)
        for below in _below(operator, argument):
            yield from _repeats(below, lead)
        lead += _one(operator, argument)


def _below(operator: Any, argument: Any) -> list[Any]:
    if operator is words.SUBPATTERN:
        return [argument[3]]
    if operator is words.BRANCH:
        return list(argument[1])
    if operator is words.ATOMIC_GROUP:
        return [argument]
    if operator in {words.ASSERT, words.ASSERT_NOT}:
        return [argument[1]]
    return []


def _example(tree: Any) -> str:
    """A text that a part of a pattern matches, or nearly."""
    return "".join(_one(operator, argument) for operator, argument in tree)


def _one(operator: Any, argument: Any) -> str:
    if operator is words.LITERAL:
        return chr(int(argument))
    if operator is words.NOT_LITERAL:
        return "a" if argument != ord("a") else "b"
    if operator is words.ANY:
        return "a"
    if operator is words.IN:
        return _of_set(argument)
    if operator in {words.MAX_REPEAT, words.MIN_REPEAT, words.POSSESSIVE_REPEAT}:
        return _example(argument[2]) * max(int(argument[0]), 1)
    below = _below(operator, argument)
    asserts = operator in {words.ASSERT, words.ASSERT_NOT}
    return _example(below[0]) if below and not asserts else ""


def _of_set(items: Any) -> str:
    for candidate in ["a", "1", " ", "-", ".", ":", *map(chr, range(33, 127))]:
        if any(_holds(item, candidate) for item in items) != (
            items[0][0] is words.NEGATE
        ):
            return candidate
    return "a"


def _holds(item: tuple[Any, Any], character: str) -> bool:
    operator, argument = item
    if operator is words.LITERAL:
        return ord(character) == int(argument)
    if operator is words.RANGE:
        return int(argument[0]) <= ord(character) <= int(argument[1])
    if operator is words.CATEGORY:
        letter = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}
        kind = str(argument).rpartition("_")[2]
        found = re.match(letter[kind], character) is not None
        return found != ("NOT" in str(argument))
    return False


# --- time


def slow(expression: Expression) -> str | None:
    """A text on which an expression takes more than time in proportion; None is fine.

    Sizes grow until something is slow: eight times the text may take at most twenty
    times as long, and a text of a few words no time at all. Where all sizes are done in
    no time there is nothing to compare.
    """
    assert expression.pattern is not None
    for start, pump, end in attacks(expression.pattern):
        took: dict[int, float] = {}
        for size in range(8, 32, 2):  # what doubles with each letter is found here
            took[size] = _time(expression, start + pump * size + end)
            if took[size] > _SLOW:
                return f"{start!r} {pump!r} {end!r}: {took}"
        size = 2**9
        while size <= _LARGEST and took.get(size // 2, 0) < _SLOW:
            text = start + pump * (size // len(pump)) + end
            took[size] = _time(expression, text)
            size *= 2
        size //= 2
        if took[size] > _SLOW and took[size] > 20 * max(took.get(size // 8, 0), 1e-4):
            return f"{start!r} {pump!r} {end!r}: {took}"
    return None


def _time(expression: Expression, text: str) -> float:
    pattern = expression.pattern
    assert pattern is not None
    started = process_time()
    if expression.is_anchored:
        pattern.fullmatch(text)
        pattern.match(text)
    else:
        for _ in pattern.finditer(text):
            pass
    return process_time() - started
