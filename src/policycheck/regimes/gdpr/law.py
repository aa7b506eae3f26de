"""The facts the GDPR rules read, as a lawyer names them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from policycheck import law as law_
from policycheck.frozen import Frozen
from policycheck.law import LawBook
from policycheck.regimes.gdpr import dated
from policycheck.regimes.gdpr.dated import Decision


class GdprLaw(Frozen, kw_only=True):
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
    mechanism_ids: Mapping[str, str]
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
    soft_opt_ins: tuple[Mapping[str, str], ...]
    """What can replace consent to messages: conditions by key; the first is general."""

    rights: Mapping[str, frozenset[str] | None]
    """Each right and the bases it exists on; None for all of them."""

    answer: str
    extension: str
    acknowledgement: str
    child_age: int
    child_ages: Mapping[str, int]
    tracker_exceptions: frozenset[str]
    authorities: re.Pattern[str] | None
    former_authorities: re.Pattern[str] | None
    words: Mapping[str, re.Pattern[str]]

    @classmethod
    def of(cls, book: LawBook, day: date) -> GdprLaw:
        """The facts of a book, and those both books share, that hold on a day."""
        facts = {**shared().facts, **book.facts}
        return cls(
            as_of=day,
            **dated.places(facts, day),
            **dated.bases(facts, day),
            **dated.transfers(facts, day),
            **dated.people(facts, day),
            words=dated.words(facts, day),
        )

    def basis(self, word: str | None) -> str | None:
        """The basis a word of the schema means; None for a name that is misspelt."""
        return None if word is None else self.bases[word]

    def mechanism(self, word: str | None) -> str | None:
        """The mechanism a word of the schema means."""
        return None if word is None else self.mechanism_ids.get(word, word)

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

    def names_former_authority(self, text: str) -> bool:
        """Whether a text names what the supervisory authority of this law once was."""
        former = self.former_authorities
        return former is not None and bool(former.search(text))

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
