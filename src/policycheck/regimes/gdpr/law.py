"""The facts the GDPR rules read, as a lawyer names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from policycheck import law as law_
from policycheck.law import LawBook, current


@dataclass(frozen=True, slots=True)
class Decision:
    """A finding that a country protects data well enough.

    `word` is the mechanism that relies on it where only a `scheme` is covered;
    `certified` is what a recipient must hold, `only` whom it covers.
    """

    country: str
    decision: str
    word: str | None = None
    scheme: str | None = None
    certified: tuple[str, ...] = ()
    only: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GdprLaw:
    """The facts of the EU or the UK on a day."""

    as_of: date
    countries: frozenset[str]
    home: frozenset[str]
    whole: frozenset[str]
    """The words of the schema for all the places of this law."""

    home_name: str
    home_law: str
    neighbours: frozenset[str]
    bases: Mapping[str, str]
    known_bases: frozenset[str]
    conditions: Mapping[str, str]
    conditions_by_law: frozenset[str]
    decision_conditions: frozenset[str]
    decisions: tuple[Decision, ...]
    mechanism_words: Mapping[str, str]
    mechanisms: Mapping[str, str]
    """The mechanisms of this law on the day: decision, safeguard or derogation."""

    schemes: frozenset[str]
    """The words of schemes this law has or had, in force on the day or not."""

    foreign_schemes: frozenset[str]
    hints: Mapping[str, str]
    """What is lacking in a mechanism of another law."""

    occasional: frozenset[str]
    replaced: Mapping[str, str]
    unfit: Mapping[str, frozenset[str]]
    never_for: frozenset[str]
    kinds: Mapping[str, frozenset[str]]
    channels: frozenset[str]
    rights: Mapping[str, frozenset[str] | None]
    """Each right and the bases it exists on; None for all of them."""

    answer: str
    extension: str
    acknowledgement: str
    child_age: int
    child_ages: Mapping[str, int]
    tracker_exceptions: frozenset[str]
    authorities: re.Pattern[str] | None
    words: Mapping[str, re.Pattern[str]]

    @classmethod
    def of(cls, book: LawBook, day: date) -> GdprLaw:
        """The facts of a book, and those both books share, that hold on a day."""
        facts = {**shared().facts, **book.facts}
        return cls(
            as_of=day,
            countries=frozenset(facts["countries"]),
            home=frozenset(_listed(facts["home"]["places"], "places", day)),
            whole=frozenset(facts["home"]["whole"]),
            home_name=facts["home"]["name"],
            home_law=facts["home"]["law"],
            neighbours=frozenset(facts["neighbours"]["places"]),
            bases=facts["bases"],
            known_bases=_known_bases(facts, day),
            conditions=facts["conditions"],
            conditions_by_law=frozenset(facts["conditions_by_law"]),
            decision_conditions=frozenset(facts["decision_conditions"]),
            decisions=tuple(
                _decision(each) for each in current(facts["decisions"], day)
            ),
            mechanism_words=shared().facts["mechanisms"],
            mechanisms=_mechanisms(facts, day),
            schemes=_schemes(facts),
            foreign_schemes=frozenset(facts["foreign_schemes"]),
            hints=facts["hints"],
            occasional=frozenset(facts["occasional"]),
            replaced={
                word: each["by"]
                for each in current(facts["replaced"], day)
                for word in each["words"]
            },
            unfit={
                kind: frozenset(bases)
                for each in current(facts["unfit"], day)
                for kind, bases in each["kinds"].items()
            },
            never_for=frozenset(facts["never_for"]),
            kinds={name: frozenset(each) for name, each in facts["kinds"].items()},
            channels=frozenset(facts["channels"]),
            rights={
                right: None if bases == "all" else frozenset(bases)
                for right, bases in facts["rights"].items()
            },
            answer=facts["requests"]["answer"],
            extension=facts["requests"]["extension"],
            acknowledgement=facts["acknowledgement"],
            child_age=facts["child_ages"]["floor"],
            child_ages={
                place: age
                for each in current(facts["child_ages"]["national"], day)
                for place, age in each["ages"].items()
            },
            tracker_exceptions=frozenset(
                _listed(facts["tracker_exceptions"], "kinds", day)
            ),
            authorities=_authorities(facts, day),
            words={
                each["name"]: _pattern(tuple(each["terms"]))
                for each in current(facts["words"], day)
            },
        )

    def basis(self, word: str | None) -> str | None:
        """The basis a word of the schema means; None for a name that is misspelt."""
        return None if word is None else self.bases[word]

    def mechanism(self, word: str | None) -> str | None:
        """The mechanism a word of the schema means."""
        return None if word is None else self.mechanism_words.get(word, word)

    def is_home(self, place: str) -> bool:
        """Whether data that goes there does not leave the places of this law."""
        return place.partition("-")[0] in self.home

    def is_third(self, place: str) -> bool:
        """Whether it is a third country; a code that does not exist is none."""
        return place.partition("-")[0] in self.countries and not self.is_home(place)

    def is_neighbour(self, place: str) -> bool:
        """Whether the place is approved as a whole."""
        return place.partition("-")[0] in self.neighbours

    def decisions_on(self, place: str) -> tuple[Decision, ...]:
        """The adequacy decisions about a country that are in force."""
        country = place.partition("-")[0]
        names = {country, "EEA"} if country in self.neighbours else {country}
        return tuple(each for each in self.decisions if each.country in names)

    def said_in(self, name: str, text: str) -> str | None:
        """The first of the named words that a text uses."""
        found = self.words[name].search(text)
        return None if found is None else found.group()

    def names_authority(self, text: str) -> bool:
        """Whether a text names the supervisory authority of this law."""
        return self.authorities is not None and bool(self.authorities.search(text))

    def hedge(self, text: str) -> str | None:
        """The first word that leaves open what it states; "you may" is none."""
        return self.said_in("hedges", self.words["leave"].sub(" ", text))

    def is_only(self, name: str, text: str) -> bool:
        """Whether a text consists of the named words, and fillers."""
        left, count = self.words[name].subn(" ", text)
        return count > 0 and not re.search(
            r"[^\W_]", self.words["filler"].sub(" ", left)
        )


@cache
def shared() -> LawBook:
    """What the EU and the UK have in common."""
    return law_.load("policycheck.regimes.gdpr", "law-shared.yaml")


def _decision(fact: dict[str, Any]) -> Decision:
    return Decision(
        country=fact["country"],
        decision=fact["decision"],
        word=fact.get("word"),
        scheme=fact.get("scheme"),
        certified=tuple(fact.get("certified", ())),
        only=fact.get("only"),
    )


def _mechanisms(facts: Mapping[str, Any], day: date) -> dict[str, str]:
    named = {each["word"]: each["kind"] for each in current(facts["mechanisms"], day)}
    schemes = (each.get("word") for each in current(facts["decisions"], day))
    return named | {word: "decision" for word in schemes if word is not None}


def _schemes(facts: Mapping[str, Any]) -> frozenset[str]:
    words = {each["word"] for each in facts["decisions"] if "word" in each}
    return frozenset(words) | frozenset(facts["dead_schemes"])


def _known_bases(facts: Mapping[str, Any], day: date) -> frozenset[str]:
    """The bases this law knows on the day: those of both laws, and its own."""
    own = {each["word"] for each in current(facts["extra_bases"], day)}
    return frozenset(facts["known_bases"]) | own


def _authorities(facts: Mapping[str, Any], day: date) -> re.Pattern[str] | None:
    names = tuple(_listed(facts["authorities"], "words", day))
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
