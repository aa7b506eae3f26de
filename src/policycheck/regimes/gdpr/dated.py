"""The dated facts of a book that hold on a day, by what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, TypeAlias

from policycheck.frozen import Frozen
from policycheck.law import countries, current

Facts: TypeAlias = Mapping[str, Any]


class Decision(Frozen):
    """A finding that a country protects data well enough.

    `word` is the mechanism that relies on it where only a `scheme` is covered;
    `certified` is what a recipient must hold, `only` whom it covers; `businesses` says
    that no public body is among them.
    """

    country: str
    decision: str
    word: str | None = None
    scheme: str | None = None
    certified: tuple[str, ...] = ()
    only: str | None = None
    businesses: bool = False


def places(facts: Facts, day: date) -> dict[str, Any]:
    """Where the law holds, and what lies beside it."""
    return {
        "countries": countries().codes,
        "home": frozenset(_listed(facts["home"]["places"], "places", day)),
        "whole": frozenset(facts["home"]["whole"]),
        "home_name": facts["home"]["name"],
        "home_law": facts["home"]["law"],
        "neighbours": frozenset(facts["neighbours"]["places"]),
    }


def bases(facts: Facts, day: date) -> dict[str, Any]:
    """What permits processing, and what it fits."""
    return {
        "bases": facts["bases"],
        "known_bases": _known_bases(facts, day),
        "conditions": facts["conditions"],
        "conditions_by_law": frozenset(facts["conditions_by_law"]),
        "decision_conditions": frozenset(facts["decision_conditions"]),
        "unfit": _unfit(facts, day),
        "never_for": frozenset(facts["never_for"]),
        "kinds": {name: frozenset(each) for name, each in facts["kinds"].items()},
    }


def transfers(facts: Facts, day: date) -> dict[str, Any]:
    """What permits a transfer."""
    decisions = current(facts["decisions"], day)
    return {
        "decisions": tuple(_decision(each) for each in decisions),
        "mechanism_ids": facts["mechanism_ids"],
        "mechanisms": _mechanisms(facts, day),
        "schemes": _schemes(facts),
        "foreign_schemes": frozenset(facts["foreign_schemes"]),
        "hints": facts["hints"],
        "occasional": frozenset(facts["occasional"]),
        "replaced": {
            word: each["by"]
            for each in current(facts["replaced"], day)
            for word in each["words"]
        },
    }


def people(facts: Facts, day: date) -> dict[str, Any]:
    """What people can ask for, of whom, and when."""
    return {
        "channels": frozenset(facts["channels"]),
        "soft_opt_ins": (
            facts["soft_opt_in"],
            *(each["conditions"] for each in current(facts["other_soft_opt_ins"], day)),
        ),
        "rights": {
            right: None if bases == "all" else frozenset(bases)
            for right, bases in facts["rights"].items()
        },
        "answer": facts["requests"]["answer"],
        "extension": facts["requests"]["extension"],
        "acknowledgement": facts["acknowledgement"],
        "child_age": facts["child_ages"]["floor"],
        "child_ages": {
            place: age
            for each in current(facts["child_ages"]["national"], day)
            for place, age in each["ages"].items()
        },
        "tracker_exceptions": frozenset(
            _listed(facts["tracker_exceptions"], "kinds", day)
        ),
        "authorities": _names(facts["authorities"], day),
        "former_authorities": _names(facts["former_authorities"], day),
    }


def words(facts: Facts, day: date) -> dict[str, re.Pattern[str]]:
    """The wording that guidance calls vague, and what excuses it."""
    return {
        each["name"]: _pattern(tuple(each["terms"]))
        for each in current(facts["words"], day)
    }


def _unfit(facts: Facts, day: date) -> dict[str, frozenset[str]]:
    """What fits no kind of purpose in both laws, less what this law lets fit."""
    fit = {
        kind: frozenset(bases)
        for each in current(facts["fit"], day)
        for kind, bases in each["kinds"].items()
    }
    return {
        kind: frozenset(bases) - fit.get(kind, frozenset())
        for each in current(facts["unfit"], day)
        for kind, bases in each["kinds"].items()
    }


def _decision(fact: dict[str, Any]) -> Decision:
    return Decision(
        country=fact["country"],
        decision=fact["decision"],
        word=fact.get("word"),
        scheme=fact.get("scheme"),
        certified=tuple(fact.get("certified", ())),
        only=fact.get("only"),
        businesses=fact.get("businesses", False),
    )


def _mechanisms(facts: Facts, day: date) -> dict[str, str]:
    named = {each["word"]: each["kind"] for each in current(facts["mechanisms"], day)}
    schemes = (each.get("word") for each in current(facts["decisions"], day))
    return named | {word: "decision" for word in schemes if word is not None}


def _schemes(facts: Facts) -> frozenset[str]:
    words = {each["word"] for each in facts["decisions"] if "word" in each}
    return frozenset(words) | frozenset(facts["dead_schemes"])


def _known_bases(facts: Facts, day: date) -> frozenset[str]:
    """The bases this law knows on the day: those of both laws, and its own."""
    own = {each["word"] for each in current(facts["extra_bases"], day)}
    return frozenset(facts["known_bases"]) | own


def _names(facts: list[dict[str, Any]], day: date) -> re.Pattern[str] | None:
    names = tuple(_listed(facts, "words", day))
    return _pattern(names) if names else None


def _listed(facts: list[dict[str, Any]], key: str, day: date) -> Iterator[str]:
    for each in current(facts, day):
        yield from each[key]


@cache
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds the terms as whole words, the longest first."""
    longest = sorted(terms, key=len, reverse=True)
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])", re.IGNORECASE
    )
