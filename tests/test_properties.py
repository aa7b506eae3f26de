"""Laws that hold for every policy, tried on many."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import jsonschema
import jsonschema_rs
import pytest
from fuzz.properties import sound
from fuzz.strategies import example, follow, mutations, pointers, texts, written
from hypothesis import given, settings
from hypothesis import strategies as st

from policycheck import engine, schema
from policycheck.policy import build
from policycheck.regimes import REGIMES, always
from policycheck.regimes import load as regime
from policycheck.source import Document, read

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "policies/example/policy.yaml"
POLICIES = [
    *sorted((HERE.parent / "policies").glob("*/policy.yaml")),
    *sorted((HERE / "fixtures/shapes").glob("*.yaml")),
]
TODAY = date(2026, 11, 23)
DAYS = [date(2019, 6, 1), date(2021, 8, 1), date(2023, 7, 1), TODAY]
SCHEMA: Final[dict[str, Any]] = json.loads(schema.text())

settings.register_profile(
    "short", derandomize=True, deadline=None, database=None, max_examples=60
)
settings.load_profile("short")


# --- reading


@given(st.binary(max_size=200))
def test_any_bytes_give_data_or_faults_with_a_place(raw: bytes) -> None:
    sound(read("p.yaml", raw))


@given(texts())
@settings(max_examples=300)
def test_any_text_gives_data_or_faults_with_a_place(text: str) -> None:
    sound(read("p.yaml", text.encode()))


@pytest.mark.parametrize(
    "path", POLICIES, ids=lambda path: path.parent.name + path.stem
)
def test_every_pointer_leads_to_a_line_that_holds_its_key_or_value(path: Path) -> None:
    document = read(path.name, path.read_bytes())
    for pointer in pointers(document.data):
        if not pointer:
            continue
        step, value = pointer[-1], follow(document.data, pointer)
        span = document.locate(pointer, key=True).span
        stretch = document.line(span.line)[span.column - 1 : span.end_column - 1]
        if isinstance(step, str):
            assert stretch == step, pointer
        elif isinstance(value, dict):
            assert next(iter(value)) in stretch, pointer
        elif isinstance(value, str) and "\\" not in stretch and "''" not in stretch:
            assert stretch.strip("\"'")[:20] in value, pointer


# --- judging


def fingerprints(raw: bytes) -> set[str]:
    checked = engine.check(read("p.yaml", raw), as_of=TODAY, only=list(REGIMES))
    assert checked.rules_run
    return {found.fingerprint for found in checked.findings}


def thinned(data: dict[str, Any]) -> dict[str, Any]:
    """The example without what most rules ask for, so that there is much to find."""
    bare = copy.deepcopy(data)
    for activity in bare["activities"]:
        for slot in ("legal_bases", "sources", "retention"):
            activity.pop(slot, None)
    for key in ("rights", "complaints", "opt_outs", "general"):
        bare.pop(key, None)
    return bare


@cache
def bare() -> tuple[dict[str, Any], frozenset[str]]:
    """The thinned example, and the fingerprints of its findings."""
    data = thinned(example())
    found = fingerprints(written(data))
    assert len(found) > 10
    return data, frozenset(found)


@pytest.mark.parametrize(
    "style",
    [
        {"default_flow_style": True},
        {"default_flow_style": None, "width": 40},
        {"default_style": '"', "width": 1000},
        {"indent": 8, "explicit_start": True},
        {"line_break": "\r\n"},
    ],
    ids=["flow", "mixed", "quoted", "indented", "crlf"],
)
def test_formatting_does_not_change_fingerprints(style: dict[str, Any]) -> None:
    data, found = bare()
    if style.get("default_style") == '"':  # quotes would turn numbers into text
        text = json.dumps(data, ensure_ascii=False, indent=1).encode()
    else:
        text = written(data, **style)

    assert fingerprints(text) == found


def test_comments_do_not_change_fingerprints() -> None:
    data, found = bare()
    lines = written(data, width=10_000).decode().splitlines()
    commented = [f"{line}  # a comment\n# another\n" for line in lines]

    assert fingerprints("\n".join(commented).encode()) == found


def shuffled_keys(node: object, random: Any) -> object:  # noqa: ANN401 - a Random
    if isinstance(node, dict):
        keys = list(node)
        random.shuffle(keys)
        return {key: shuffled_keys(node[key], random) for key in keys}
    if isinstance(node, list):
        return [shuffled_keys(item, random) for item in node]
    return node


@given(st.randoms(use_true_random=False))
@settings(max_examples=10)
def test_the_order_of_keys_does_not_change_fingerprints(random: Any) -> None:  # noqa: ANN401
    data, found = bare()

    assert fingerprints(written(shuffled_keys(data, random))) == found


def shuffled_items(node: object, random: Any) -> object:  # noqa: ANN401 - a Random
    """The same data with lists of identified items, and of words, in another order."""
    if isinstance(node, dict):
        return {key: shuffled_items(value, random) for key, value in node.items()}
    if not isinstance(node, list):
        return node
    items = [shuffled_items(item, random) for item in node]
    names = [item.get("id") if isinstance(item, dict) else item for item in items]
    if None not in names and len(set(names)) == len(names):
        random.shuffle(items)
    return items


@given(st.randoms(use_true_random=False))
@settings(max_examples=10)
def test_reordering_identified_items_changes_nothing(random: Any) -> None:  # noqa: ANN401
    data, found = bare()

    assert fingerprints(written(shuffled_items(data, random))) == found


# --- policies that are nearly valid


@given(mutations(), st.sampled_from(DAYS))
@settings(max_examples=100)
def test_a_nearly_valid_policy_is_checked_without_a_crash(
    data: dict[str, Any], day: date
) -> None:
    document = read("p.yaml", written(data))
    assert document.faults == ()

    checked = engine.check(document, as_of=day, only=list(REGIMES))

    for found in checked.findings:
        assert len(found.message.splitlines()) == 1
        assert 1 <= found.location.span.line <= len(document.lines)
    assert "schema/validators-disagree" not in {each.rule for each in checked.findings}


@given(mutations())
@settings(max_examples=60)
def test_both_validators_agree_on_what_is_valid(data: dict[str, Any]) -> None:
    compiled = jsonschema_rs.Draft202012Validator(SCHEMA).is_valid(data)

    assert jsonschema.Draft202012Validator(SCHEMA).is_valid(data) is compiled
    assert (schema.problems(data) == []) is compiled


# --- policies that use every key

_SAMPLES = {
    "id": "a",
    "date": "2026-01-31",
    "period": "P1Y",
    "place": "DE",
    "ids": ["a"],
}


def sample(node: dict[str, Any], turn: int) -> Any:  # noqa: ANN401 - data
    """A value the schema allows, with every key; `turn` picks among its branches."""
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        return _SAMPLES.get(name) or sample(SCHEMA["$defs"][name], turn)
    if "anyOf" in node:
        return sample(node["anyOf"][turn % len(node["anyOf"])], turn)
    if "properties" in node:
        keys = node["properties"].items()
        return {key: sample(below, turn) for key, below in keys}
    match node.get("type"):
        case "object":
            return {"a": sample(node["additionalProperties"], turn)}
        case "array":
            return [sample(node["items"], turn)]
        case _:
            return scalar(node, turn)


def scalar(node: dict[str, Any], turn: int) -> Any:  # noqa: ANN401 - data
    words = [node["const"]] if "const" in node else node.get("enum")
    if words:
        return words[turn % len(words)]
    match node["type"]:
        case "boolean":
            return turn % 2 == 0
        case "integer":
            return node.get("minimum", 0) + turn % 8
        case _:
            return "a/b" if "/" in node.get("pattern", "") else "words"


def whole(turn: int) -> dict[str, Any]:
    data: dict[str, Any] = sample(SCHEMA, turn)
    data["waivers"][0]["at"] = "/activities"
    return data


@pytest.mark.parametrize("turn", range(45))
def test_a_policy_that_uses_every_key_is_checked_without_a_crash(turn: int) -> None:
    """Each turn takes the next word of every closed list, and the next form."""
    data = whole(turn)
    assert schema.problems(data) == []
    build(data)

    checked = engine.check(
        read("p.yaml", written(data)), as_of=DAYS[turn % 4], only=list(REGIMES)
    )

    assert checked.rules_run


# --- rules


def judged() -> Iterator[tuple[str, Document]]:
    for path in (*POLICIES, *sorted((HERE / "rules").glob("*/*/*.yaml"))):
        yield str(path.relative_to(HERE.parent)), read(path.name, path.read_bytes())


def test_a_rule_yields_one_problem_for_one_place() -> None:
    """Else two findings would share a fingerprint."""
    applied = [always(TODAY), *(regime(name, TODAY) for name in REGIMES)]
    for name, document in judged():
        if document.faults or schema.problems(document.data):
            continue
        policy = build(document.data)
        for each in applied:
            view = policy.addressed_to(each.book)
            for rule in each.rules:
                places = [problem.at for problem in rule.check(view, each.law)]
                assert len(places) == len(set(places)), (name, rule.id)
