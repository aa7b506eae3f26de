"""What a run does, counted and not timed: a guard that a busy machine cannot trip."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from fuzz.steps import steps

from policycheck import engine, regimes, source
from policycheck.files import Prose
from policycheck.policy import Policy, build
from policycheck.regimes import REGIMES
from policycheck.regimes.integrity.rules.names import unresolved_name, unused_entry
from policycheck.rule import Regime, Rule
from policycheck.source import read

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 23)
EXAMPLE = "policies/example/policy.yaml"


@cache
def generate() -> ModuleType:
    """benchmarks/generate.py, which makes policies of any shape."""
    path = ROOT / "benchmarks/generate.py"
    spec = importlib.util.spec_from_file_location("generate", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["generate"] = module  # a dataclass looks its module up
    spec.loader.exec_module(module)
    return module


# --- what loads


AREAS = (
    "typer", "yaml", "jsonschema", "jsonschema_rs", "rich", "hashlib",
    "policycheck.diff", "policycheck.engine", "policycheck.interop",
    "policycheck.source", "policycheck.table", "policycheck.trace",
    *(f"policycheck.regimes.{each}" for each in (
        "caloppa", "ccpa", "gdpr", "integrity", "nevada", "shine_the_light")),
)  # fmt: skip
CHECKS = {"typer", "yaml", "jsonschema_rs", "policycheck.engine", "policycheck.source"}
LAWS = {
    "policycheck.regimes.ccpa",
    "policycheck.regimes.gdpr",
    "policycheck.regimes.integrity",
}


def loaded_by(*arguments: str) -> set[str]:
    """The areas that a command leaves loaded."""
    program = (
        "import sys\n"
        f"sys.argv = ['policycheck', *{list(arguments)!r}]\n"
        "from policycheck.cli import main\n"
        "try:\n"
        "    main()\n"
        "except SystemExit as ended:\n"
        "    assert not ended.code, ended.code\n"
        "print('LOADED', *sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return set(done.stderr.rpartition("LOADED")[2].split()) & set(AREAS)


@pytest.mark.parametrize(
    ("command", "areas"),
    [
        ("--version", set()),
        ("--help", {"typer"}),
        ("validate --help", {"typer"}),
        ("table --help", {"typer"}),
        ("diff --help", {"typer"}),
        ("trace --help", {"typer"}),
        ("config --help", {"typer"}),
        ("init --help", {"typer"}),
        ("import --help", {"typer"}),
        ("export --help", {"typer"}),
        (f"validate {EXAMPLE} --format json", CHECKS | LAWS),
        (f"validate {EXAMPLE} --format github", CHECKS | LAWS),
        (
            f"validate {EXAMPLE} --regime us-ca-shine-the-light --format json",
            CHECKS
            | {"policycheck.regimes.integrity", "policycheck.regimes.shine_the_light"},
        ),
        (
            f"table ccpa {EXAMPLE} --format json",
            CHECKS - {"policycheck.engine"}
            | {"policycheck.table", "policycheck.regimes.ccpa"},
        ),
        (
            f"diff {EXAMPLE} {EXAMPLE} --format json",
            CHECKS - {"policycheck.engine"}
            | LAWS - {"policycheck.regimes.integrity"}
            | {"hashlib", "policycheck.diff"},
        ),
        (
            f"trace {EXAMPLE}",
            CHECKS - {"policycheck.engine"} | {"policycheck.trace"},
        ),
        (
            f"export json {EXAMPLE}",
            CHECKS - {"policycheck.engine"} | {"policycheck.interop"},
        ),
    ],
)
def test_a_command_loads_what_it_needs_and_nothing_else(
    command: str, areas: set[str]
) -> None:
    """`hashlib` is among the areas: OpenSSL loads with it, for a finding's print."""
    assert loaded_by(*command.split()) == areas


# --- how often things are done


@contextmanager
def reading(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[list[str]]]:
    """The kinds of the events taken, for each text that is parsed meanwhile."""
    texts: list[list[str]] = []

    class Counting(yaml.CSafeLoader):
        def __init__(self, text: str) -> None:
            super().__init__(text)
            self.kinds: list[str] = []
            texts.append(self.kinds)

        def get_event(self) -> yaml.Event | None:
            event = super().get_event()
            if event is not None:
                self.kinds.append(type(event).__name__)
            return event

    with monkeypatch.context() as patch:
        patch.setattr(source, "_LOADER", Counting)
        yield texts


def test_the_events_of_a_policy_are_taken_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One text is parsed in one go, and the law not again for every policy."""
    raw = generate().policy(200).encode()
    engine.check(read("first.yaml", raw), as_of=TODAY)

    with reading(monkeypatch) as texts:
        engine.check(read("second.yaml", raw), as_of=TODAY)

    assert texts == [[type(each).__name__ for each in yaml.parse(raw.decode())]]


def test_the_regimes_of_a_day_are_loaded_once_for_all_policies() -> None:
    assert all(
        regimes.load(each, TODAY) is regimes.load(each, TODAY) for each in REGIMES
    )
    assert regimes.always(TODAY) is regimes.always(TODAY)


# --- how work grows


SIZES = {
    "activities": ((40, 20, 20, 0), (80, 20, 20, 0)),
    "categories": ((20, 40, 20, 0), (20, 80, 20, 0)),
    "recipients": ((20, 20, 40, 0), (20, 20, 80, 0)),
    "quotes": ((20, 20, 20, 100), (20, 20, 20, 200)),
}
"""Activities, categories, recipients, quotes; then with twice as many of one."""
TWICE = 2.2
"""The growth allowed for twice the size; what is quadratic comes to four."""
SOME = 100
"""Steps that growth is not asked of: a rule with less to do does the same always."""


def text_of(shape: tuple[int, ...]) -> tuple[bytes, str]:
    """A policy of a shape, and the prose it quotes."""
    made = generate().Shape(*shape)
    prose = "  text: prose.md\n  serves_as:" if made.quotes else "  serves_as:"
    text = generate().shaped(made).replace("  serves_as:", prose, 1)
    return text.encode(), generate().prose(made)


def check(shape: tuple[int, ...]) -> Callable[[], object]:
    raw, prose = text_of(shape)
    return lambda: engine.check(
        read("policy.yaml", raw), as_of=TODAY, prose=lambda name: Prose(name, prose)
    )


@pytest.mark.parametrize("what", SIZES)
def test_a_check_of_twice_as_much_takes_twice_the_steps(what: str) -> None:
    once, twice = SIZES[what]
    check(once)()  # what is worked out for all policies

    assert steps(check(twice)) <= TWICE * steps(check(once))


def rules() -> list[tuple[Regime[Any], Rule[Any]]]:
    """Every rule of every regime, in the order in which they run."""
    every = [regimes.always(TODAY), *(regimes.load(each, TODAY) for each in REGIMES)]
    return [(regime, rule) for regime in every for rule in regime.rules]


def steps_by_rule(shape: tuple[int, ...]) -> dict[str, int]:
    """The steps of each rule on a new policy; the first to ask works things out."""
    policy = build(read("policy.yaml", text_of(shape)[0]).data)
    views: dict[str, Policy] = {}
    counts = {}
    for regime, rule in rules():
        view = views.setdefault(regime.id, policy.addressed_to(regime.book))
        counts[f"{regime.id} {rule.id}"] = steps(
            lambda rule=rule, view=view, law=regime.law: list(rule.check(view, law))  # type: ignore[misc] # bound at once
        )
    return counts


@pytest.mark.parametrize("what", ["activities", "categories", "recipients"])
def test_every_rule_takes_twice_the_steps_for_twice_as_much(what: str) -> None:
    once, twice = (steps_by_rule(shape) for shape in SIZES[what])

    assert len(once) > 250
    assert {
        rule: (once[rule], twice[rule])
        for rule in once
        if twice[rule] > TWICE * once[rule] + SOME
    } == {}


def test_the_guard_sees_a_rule_that_is_quadratic() -> None:
    policies = [
        build(read("policy.yaml", text_of(shape)[0]).data)
        for shape in SIZES["activities"]
    ]

    def pairs(policy: Policy) -> int:
        every = policy.activities
        return sum(one.id == other.id for one in every for other in every)

    once, twice = (
        steps(lambda policy=policy: pairs(policy))  # type: ignore[misc] # bound at once
        for policy in policies
    )

    assert twice > TWICE * once + SOME


def unresolved(many: int) -> str:
    """Entries with like ids, and as many names that nearly are one of them."""
    entries = "".join(f"  entry-{each:06}: {{name: E}}\n" for each in range(many))
    activities = "".join(
        f"  - {{id: a{each}, purposes: [p], data_categories: [antry-{each:06}x]}}\n"
        for each in range(many)
    )
    return (
        "policycheck: 1\npolicy: {id: a, title: A}\ncontrollers: {a: {name: A}}\n"
        f"purposes: {{p: {{name: P}}}}\ndata_categories:\n{entries}"
        f"activities:\n{activities}"
    )


@pytest.mark.parametrize("many", [60, 510])
def test_names_that_resolve_to_nothing_take_twice_the_steps_for_twice_as_many(
    many: int,
) -> None:
    law = regimes.always(TODAY).law
    once, twice = (
        steps(
            lambda policy=policy: [  # type: ignore[misc] # bound at once
                list(rule.check(policy, law))
                for rule in (unresolved_name, unused_entry)
            ]
        )
        for policy in (
            build(read("policy.yaml", unresolved(each).encode()).data)
            for each in (many, 2 * many)
        )
    )

    assert twice <= TWICE * once
