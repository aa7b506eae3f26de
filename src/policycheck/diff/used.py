"""What a policy uses at all: purposes, data, people, recipients, and bases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policycheck.diff import aside, disclosed
from policycheck.diff import use_topics as topics
from policycheck.diff.alike import Raw
from policycheck.diff.facts import EVERYONE, Facts, Topic
from policycheck.diff.identity import Names
from policycheck.diff.pruning import Pruned
from policycheck.diff.units import BESIDE, Unit, attaching
from policycheck.location import ROOT, Pointer
from policycheck.policy import slots
from policycheck.policy import values as v
from policycheck.policy.statements import General

_D, _P, _R = "data_categories", "purposes", "recipients"
_NAMED: Final = (topics.PURPOSE, topics.DATA, topics.SUBJECT, disclosed.RECIPIENT)


class Used:
    """States what one policy uses, wherever it does."""

    def __init__(self, facts: Facts, names: Names, same: Mapping[str, str]) -> None:
        self._facts = facts
        self._names = names
        self._same = same
        self._bases: dict[tuple[Pointer, str], v.LegalBasis] = {}
        self._told: set[tuple[Topic, str, str]] = set()

    @property
    def bases(self) -> Iterator[tuple[v.LegalBasis, str]]:
        """Every legal basis, with each purpose it was given so far."""
        for (_, purpose), entry in self._bases.items():
            yield entry, purpose

    def word_of(self, basis: v.LegalBasis) -> str:
        """The word for a basis that both versions use."""
        word = basis.basis or basis.id
        return self._same.get(word, word)

    def give(self, basis: v.LegalBasis, purpose: str) -> None:
        """Take note that a purpose rests on a basis."""
        self._facts.known.add(("basis", purpose, self.word_of(basis)))
        self._bases[basis.at, purpose] = basis

    def aside(
        self, activity: Raw, bases: Mapping[str, v.LegalBasis], pruned: Pruned
    ) -> None:
        """What an activity both versions have uses; the rest is the same in both."""
        facts, names = self._facts, self._names
        readers = [names.of("audiences", id_) for id_ in activity.get("for", ())]
        for reader in readers or [EVERYONE]:
            self._names_of(activity, reader)
        if activity["id"] in pruned.sketched:
            self._has(activity, pruned)
        else:
            for category in names.each(_D, activity[_D]):
                for purpose in names.each(_P, activity[_P]):
                    facts.cell(category, purpose)
        for id_, purpose in aside.bases(activity):
            if id_ in bases:
                name = names.of(_P, purpose)
                facts.known.add(("basis", name, self.word_of(bases[id_])))
                if pruned.rests_anew(purpose, id_):
                    self._bases[bases[id_].at, name] = bases[id_]

    def _has(self, activity: Raw, pruned: Pruned) -> None:
        """In which slots a sketch says more than is left of it."""
        known, names = self._facts.known, self._names
        for slot in BESIDE & pruned.slots:
            if isinstance(activity.get(slot), list):
                for category in names.each(_D, activity[_D]):
                    known.add(("has", slot, category))
                    known.update(
                        ("has", slot, category, each)
                        for each in names.each(_P, activity[_P])
                    )

    def _names_of(self, activity: Raw, reader: str) -> None:
        """What such an activity names, stated once for each reader."""
        facts, names = self._facts, self._names
        for topic in _NAMED:
            for id_ in aside.named(activity, topic.subject):
                if (topic, id_, reader) not in self._told:
                    self._told.add((topic, id_, reader))
                    name = names.of(topic.subject, id_)
                    facts.known.add((topic.subject, name))
                    at = ROOT / topic.subject / id_
                    facts.state(topic, at, subject=name, value=reader)

    def generally(self, general: General) -> None:
        """What a general statement names, whatever it is about."""
        readers = self._names.all("audiences", general.audiences) or (EVERYONE,)
        if isinstance(general.recipients, tuple):
            self._recipients(general.recipients, readers)
        if isinstance(general.legal_bases, tuple):
            _, free = attaching(general, general.legal_bases)
            listed = frozenset(self.word_of(use.basis) for use in free)
            if len(listed) > 1:
                self.list(general, listed, readers)

    def list(
        self, general: General, listed: frozenset[str], readers: tuple[str, ...]
    ) -> None:
        """Bases said once for many: where, and of which data, does not matter."""
        at = general.at / slots.LEGAL_BASES.name
        for reader in readers:
            self._facts.state(
                topics.LISTED, at, scope=("", ""), value=listed, audience=reader
            )

    def exists(self, unit: Unit) -> None:
        """What a unit names."""
        facts, names = self._facts, self._names
        readers = unit.readers(names)
        for topic, entries in (
            (topics.PURPOSE, unit.purposes),
            (topics.DATA, unit.data_categories),
            (topics.SUBJECT, unit.data_subjects),
        ):
            for entry in entries:
                name = names.of(topic.subject, entry.id)
                facts.known.add((topic.subject, name))
                for reader in readers:
                    facts.state(topic, entry.at, subject=name, value=reader)
        self._recipients(unit.recipients(), readers)

    def _recipients(
        self, disclosures: tuple[v.Disclosure, ...], readers: tuple[str, ...]
    ) -> None:
        for each in disclosures:
            name = self._names.of(_R, each.recipient.id)
            self._facts.known.add((_R, name))
            for reader in readers:
                at = each.recipient.at
                self._facts.state(disclosed.RECIPIENT, at, subject=name, value=reader)
