"""All rules of all regimes, with what they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from policycheck import regimes, rulebook
from policycheck.finding import Problem, Severity
from policycheck.gates import GATES
from policycheck.law import LawBook, Provision
from policycheck.policy import Policy
from policycheck.rule import Regime, Rule
from policycheck.rulebook import Cited, Documented, every_rule, examples, unchecked

DAY = date(2026, 11, 23)


def nothing(_policy: Policy, _law: None) -> Iterator[Problem]:
    """Yield no problem."""
    yield from ()


def made(id_: str, *citations: str) -> Rule[None]:
    return Rule(id_, Severity.NOTE, citations, nothing, "T.\n\nE To fix it, F.")


def provision(id_: str, unchecked: str | None = None) -> Provision:
    return Provision(
        id=id_,
        label=id_,
        title=id_,
        url=None,
        since=date(2030, 1, 1),
        unchecked=unchecked,
    )


def book(name: str, *provisions: Provision) -> LawBook:
    return LawBook(
        regime=name,
        title=name,
        reviewed=DAY,
        places=frozenset(),
        provisions={each.id: each for each in provisions},
    )


SHARED, LOCAL = made("gdpr/shared", "a", "b"), made("gdpr/local", "b")
ENCODING = made("integrity/x")
BOOKS = {
    "eu": book("eu", provision("a"), provision("c", "conduct: c")),
    "uk": book("uk", provision("a"), provision("b")),
}


@pytest.fixture
def two_regimes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two regimes with the same rules, of which one rests on law of one alone."""

    def load(name: str, day: date) -> Regime[None]:
        return Regime(BOOKS[name].on(day), None, (SHARED, LOCAL))

    monkeypatch.setattr(regimes, "REGIMES", dict.fromkeys(BOOKS, ""))
    monkeypatch.setattr(regimes, "book", BOOKS.__getitem__)
    monkeypatch.setattr(regimes, "load", load)
    always = Regime(book("integrity"), None, (ENCODING,))
    monkeypatch.setattr(regimes, "always", lambda _day: always)


@pytest.mark.usefixtures("two_regimes")
def test_a_rule_is_listed_once_with_each_regime_whose_law_it_rests_on() -> None:
    """Whatever is in force on the day."""
    law = {name: each.provisions for name, each in BOOKS.items()}
    listed = every_rule(DAY)

    assert [each for each in listed if each.rule not in GATES] == [
        Documented(LOCAL, ("uk",), (Cited("uk", law["uk"]["b"]),)),
        Documented(
            SHARED,
            ("eu", "uk"),
            (
                Cited("eu", law["eu"]["a"]),
                Cited("uk", law["uk"]["a"]),
                Cited("uk", law["uk"]["b"]),
            ),
        ),
        Documented(ENCODING, (), ()),
    ]


@pytest.mark.usefixtures("two_regimes")
def test_rules_and_gates_are_listed_by_id() -> None:
    ids = [each.rule.id for each in every_rule(DAY)]

    assert ids == sorted({each.id for each in (*GATES, SHARED, LOCAL, ENCODING)})


@pytest.mark.usefixtures("two_regimes")
def test_what_is_not_checked_is_listed_with_its_regime() -> None:
    assert unchecked() == (Cited("eu", BOOKS["eu"].provisions["c"]),)


def test_a_rule_shows_an_example_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rulebook, "examples", lambda: {"gdpr/shared": "- a\n+ b"})

    assert Documented(SHARED, (), ()).example == "- a\n+ b"
    assert Documented(LOCAL, (), ()).example is None


def test_every_example_belongs_to_a_rule() -> None:
    assert examples().keys() <= {each.rule.id for each in every_rule(DAY)}
