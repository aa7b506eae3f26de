"""The facts of processing: what is done with which data, stated anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from policycheck.diff import disclosed, pruning, retained
from policycheck.diff import use_topics as topics
from policycheck.diff.facts import EVERYONE, TOLD, Facts, Topic
from policycheck.diff.identity import Names
from policycheck.diff.pruning import Raw
from policycheck.diff.units import Heard, Unit
from policycheck.location import ROOT, Pointer
from policycheck.policy import slots
from policycheck.policy import values as v

_D, _P, _S = "data_categories", "purposes", "data_subjects"


class Processing:
    """States the facts of one policy's activities and general statements."""

    def __init__(self, facts: Facts, names: Names, same: Mapping[str, str]) -> None:
        self._facts = facts
        self._names = names
        self._same = same
        self._kept: dict[int, retained.Kept] = {}
        self._disclosed = disclosed.Disclosed(facts, names, same)
        self._bases: dict[tuple[Pointer, str], v.LegalBasis] = {}

    @property
    def bases(self) -> Iterator[tuple[v.LegalBasis, str]]:
        """Every legal basis, with each purpose it was given so far."""
        for (_, purpose), entry in self._bases.items():
            yield entry, purpose

    def aside(self, activity: Raw, bases: Mapping[str, v.LegalBasis]) -> None:
        """What an activity both versions have uses; the rest is the same in both."""
        facts, names = self._facts, self._names
        readers = [names.of("audiences", id_) for id_ in activity.get("for", ())]
        for topic in (topics.PURPOSE, topics.DATA, topics.SUBJECT, disclosed.RECIPIENT):
            for id_ in pruning.named(activity, topic.subject):
                name = names.of(topic.subject, id_)
                facts.known.add((topic.subject, name))
                for reader in readers or [EVERYONE]:
                    at = ROOT / topic.subject / id_
                    facts.state(topic, at, subject=name, value=reader)
        for id_, purpose in pruning.bases(activity):
            if id_ in bases:
                entry, about = bases[id_], names.of(_P, purpose)
                word = entry.basis or entry.id
                facts.known.add(("basis", about, self._same.get(word, word)))
                self._bases[entry.at, about] = entry

    def exists(self, unit: Unit) -> None:
        """What a unit uses at all: purposes, data, people, recipients."""
        facts, names = self._facts, self._names
        for topic, entries in (
            (topics.PURPOSE, unit.purposes),
            (topics.DATA, unit.data_categories),
            (topics.SUBJECT, unit.data_subjects),
        ):
            for entry in entries:
                name = names.of(topic.subject, entry.id)
                facts.known.add((topic.subject, name))
                for reader in unit.readers(names):
                    facts.state(topic, entry.at, subject=name, value=reader)
        self._disclosed.exists(unit)

    def done(self, unit: Unit, data: v.DataCategory | None) -> None:
        """All a unit says of one data category; None where it names none."""
        facts, names = self._facts, self._names
        category = names.of(_D, data.id) if data else ""
        for entry in unit.purposes_of(data) or (None,):
            purpose = names.of(_P, entry.id) if entry else ""
            cell = ("cell", category, purpose)
            facts.known.add(cell)
            for reader in unit.readers(names):
                facts.known.add((TOLD, reader, category))
                facts.known.add((TOLD, reader, *cell[1:]))
                facts.state(
                    topics.READERS,
                    unit.at,
                    scope=cell[1:],
                    value=reader,
                    parents=(cell,),
                )
            if entry and data:
                parents = ((_P, purpose), (_D, category))
                facts.state(
                    topics.PAIRING,
                    unit.at,
                    subject=purpose,
                    scope=(category,),
                    parents=parents,
                )
            for subject in unit.data_subjects:
                name = names.of(_S, subject.id)
                facts.state(
                    topics.SUBJECT_PAIRING,
                    unit.at,
                    subject=name,
                    scope=cell[1:],
                    parents=((_S, name), cell),
                )
            self._cell(unit, data, entry, cell)

    def _cell(
        self,
        unit: Unit,
        data: v.DataCategory | None,
        entry: v.Purpose | None,
        cell: tuple[str, str, str],
    ) -> None:
        for slot in _SLOTS:
            for heard in unit.heard(slot, data, entry, self._names):
                if isinstance(heard.answer, tuple):
                    self._facts.known.add(("has", slot.name, cell[1]))
                    for value in heard.answer:
                        self._value(slot.name, value, heard, cell)
                else:
                    self._word(slot.name, heard, cell)

    def _word(self, slot: str, heard: Heard, cell: tuple[str, str, str]) -> None:
        """A slot that says `none`, or words that decide nothing."""
        if not isinstance(heard.answer, v.Unclear):
            topic, value = topics.NONE_SAID, ""
        elif slot == "retention":
            kept = retained.Kept.unclear(heard.answer)
            for reader in heard.readers:
                self._facts.state(
                    topics.RETENTION, heard.at, scope=cell[1:], value=kept,
                    audience=reader, parents=((TOLD, reader, *cell[1:]),),
                )  # fmt: skip
            return
        else:
            topic, value = topics.UNCLEAR, heard.answer.words
        for reader in heard.readers:
            self._facts.state(
                topic, heard.at, subject=slot, scope=cell[1:2], value=value,
                audience=reader, parents=((TOLD, reader, *cell[1:]),),
            )  # fmt: skip

    def _value(
        self,
        slot: str,
        value: Any,  # noqa: ANN401 - the slot says what it is
        heard: Heard,
        cell: tuple[str, str, str],
    ) -> None:
        """One value of a slot, for one data category and one purpose."""
        match slot:
            case "legal_bases":
                self._basis(value, heard, cell)
            case "conditions":
                law = f" ({value.law.cite})" if value.law else ""
                word = f"{self._same.get(value.condition, value.condition)}{law}"
                self._about_data(topics.CONDITION, value.at, heard, cell, value=word)
            case "sources":
                name = v_source(value)
                self._about_data(topics.SOURCE, value.at, heard, cell, subject=name)
            case "recipients":
                self._disclosed.recipient(value, heard, cell)
            case "transfers":
                self._disclosed.transfer(value, heard, cell)
            case "retention":
                self._retained(value, heard, cell)
            case "trackers":
                name = self._names.of("trackers", value.entry.id)
                self._about_data(
                    topics.TRACKER_DATA, value.at, heard, cell, subject=name
                )
            case _:
                provided = topics.Provided(
                    frozenset(value.required_by), value.consequence
                )
                for reader in heard.readers:
                    self._facts.state(
                        topics.PROVISION, value.at, scope=cell[1:], value=provided,
                        audience=reader, parents=((TOLD, reader, *cell[1:]),),
                    )  # fmt: skip

    def _about_data(  # noqa: PLR0913 - a fact has that many sides
        self, topic: Topic, at: Pointer, heard: Heard, cell: tuple[str, str, str],
        *, subject: str = "", value: str = "",
    ) -> None:  # fmt: skip
        device = (("trackers", subject),) if topic is topics.TRACKER_DATA else ()
        for reader in heard.readers:
            self._facts.state(
                topic, at, subject=subject, scope=cell[1:2], value=value,
                audience=reader, parents=((TOLD, reader, cell[1]), *device),
            )  # fmt: skip

    def _basis(self, use: v.BasisUse, heard: Heard, cell: tuple[str, str, str]) -> None:
        word = use.basis.basis or use.basis.id
        word = self._same.get(word, word)
        self._facts.known.add(("basis", cell[2], word))
        self._bases[use.basis.at, cell[2]] = use.basis
        for reader in heard.readers:
            self._facts.state(
                topics.BASIS, use.at, scope=cell[1:], value=word,
                audience=reader, parents=((TOLD, reader, *cell[1:]),),
            )  # fmt: skip

    def _retained(
        self, use: v.Use[v.Retention], heard: Heard, cell: tuple[str, str, str]
    ) -> None:
        entry = use.entry
        kept = self._kept.get(id(entry))
        if kept is None:
            kept = self._kept[id(entry)] = retained.Kept.of(entry)
        for reader in heard.readers:
            self._facts.state(
                topics.RETENTION, entry.at, subject=entry.stage or "", scope=cell[1:],
                value=kept, audience=reader, parents=((TOLD, reader, *cell[1:]),),
            )  # fmt: skip


def v_source(source: v.Source) -> str:
    """What tells one source from another."""
    return f"{source.kind}: {source.name}" if source.name else source.kind


_SLOTS: Final[tuple[slots.Slot[Any], ...]] = (
    slots.LEGAL_BASES,
    slots.CONDITIONS,
    slots.SOURCES,
    slots.RECIPIENTS,
    slots.TRANSFERS,
    slots.RETENTION,
    slots.PROVISION,
    slots.TRACKERS,
)
