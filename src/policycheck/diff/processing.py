"""The facts of processing: what is done with which data, stated anywhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypeAlias

from policycheck.diff import disclosed, retained, stages
from policycheck.diff import use_topics as topics
from policycheck.diff.alike import Raw
from policycheck.diff.facts import TOLD, Facts, Topic
from policycheck.diff.identity import Names
from policycheck.diff.units import BESIDE, SLOTS, Heard, Unit
from policycheck.diff.used import Used
from policycheck.location import Pointer
from policycheck.policy import slots
from policycheck.policy import values as v

_D, _P, _S = "data_categories", "purposes", "data_subjects"
Purposes: TypeAlias = tuple[str, ...]
"""What one data category is used for, by name; one empty name where none is stated."""


class Processing:
    """States the facts of one policy's activities and general statements."""

    def __init__(
        self, facts: Facts, names: Names, same: Mapping[str, str], used: Used
    ) -> None:
        self._facts = facts
        self._names = names
        self._same = same
        self._used = used
        self._kept: dict[int, retained.Kept] = {}
        self._beyond: list[tuple[str, Heard, str, Purposes]] = []
        self._disclosed = disclosed.Disclosed(facts, names, same)

    def done(self, unit: Unit, data: v.DataCategory | None) -> None:
        """All a unit says of one data category; None where it names none."""
        facts, names = self._facts, self._names
        category = names.of(_D, data.id) if data else ""
        readers = unit.readers(names)
        for entry in unit.purposes_of(data) or (None,):
            purpose = names.of(_P, entry.id) if entry else ""
            cell = ("cell", category, purpose)
            for reader in readers:
                facts.state(
                    topics.READERS, unit.at, scope=cell[1:], value=reader,
                    parents=(cell,),
                )  # fmt: skip
            if entry and data:
                parents = ((_P, purpose), (_D, category))
                facts.state(
                    topics.PAIRING, unit.at, subject=purpose, scope=(category,),
                    parents=parents,
                )  # fmt: skip
                for law, topic in topics.SENSITIVE_PAIRING.items():
                    if data.is_sensitive(law):
                        is_known = ("sensitive", law, category)
                        facts.known.add(is_known)
                        facts.state(
                            topic, unit.at, subject=purpose, scope=(category,),
                            parents=(is_known,),
                        )  # fmt: skip
            for name in names.all(_S, unit.data_subjects):
                facts.state(
                    topics.SUBJECT_PAIRING, unit.at, subject=name, scope=cell[1:],
                    parents=((_S, name), cell),
                )  # fmt: skip
        self.said(unit, data, SLOTS)

    def said(
        self,
        unit: Unit,
        data: v.DataCategory | None,
        asked: Collection[slots.Slot[Any]],
    ) -> None:
        """What a unit says of one data category in some slots."""
        names = self._names
        category = names.of(_D, data.id) if data else ""
        entries = unit.purposes_of(data) or (None,)
        purposes = tuple(names.of(_P, each.id) if each else "" for each in entries)
        self._told(unit, category, purposes)
        for slot in asked:
            always = unit.heard_always(slot, names)
            if always is not None:
                self._slot(unit, slot.name, always, category, purposes)
                continue
            for entry, purpose in zip(entries, purposes, strict=True):
                heard = unit.heard(slot, data, entry, names)
                self._slot(unit, slot.name, heard, category, (purpose,))
            if data is not None and slot.name in BESIDE:
                self._beyond += [
                    (slot.name, each, category, tuple(names.of(_P, p.id) for p in more))
                    for each, more in unit.beyond(slot, data, names)
                ]

    def beyond(self) -> None:
        """Who gets data, and where it goes, for what no activity uses it for.

        Said last: where an activity does, the purpose is one of its own.
        """
        for slot, heard, category, purposes in self._beyond:
            (value,) = heard.answer
            is_sent = slot == slots.TRANSFERS.name
            of = self._disclosed
            state: Any = of.transfer if is_sent else of.recipient
            state(value, heard, category, purposes, are_used=False)

    def echo(
        self, unit: Unit, activity: Raw, asked: Collection[slots.Slot[Any]]
    ) -> None:
        """The same of an activity of which nothing else is said than of the unit."""
        names = self._names
        purposes = names.each(_P, activity[_P])
        for category in names.each(_D, activity[_D]):
            self._told(unit, category, purposes)
            for slot in asked:
                always = unit.heard_always(slot, names)
                self._slot(unit, slot.name, always or (), category, purposes)

    def _told(self, unit: Unit, category: str, purposes: Purposes) -> None:
        """Take note of what the readers of a unit are told of at all."""
        facts = self._facts
        for reader in unit.readers(self._names):
            facts.known.add((TOLD, reader, category))
            facts.known.update([(TOLD, reader, category, each) for each in purposes])
        for purpose in purposes:
            facts.cell(category, purpose)

    def _slot(
        self,
        unit: Unit,
        slot: str,
        heard: tuple[Heard, ...],
        data: str,
        purposes: Purposes,
    ) -> None:
        """The answers in one slot that hold for one data category and purposes."""
        clear = tuple(each for each in heard if isinstance(each.answer, tuple))
        for each in heard:
            if each not in clear:
                self._word(slot, each, data, purposes)
        if any(each.answer for each in clear):
            self._facts.known.add(("has", slot, data))
            self._facts.known.update(("has", slot, data, each) for each in purposes)
        if slot == slots.LEGAL_BASES.name:
            for each, uses, is_attached in unit.bases(clear):
                self._based(each, uses, data, purposes, is_attached=is_attached)
            return
        for each in clear:
            for value in each.answer:
                self._value(slot, value, each, data, purposes)

    def _word(self, slot: str, heard: Heard, data: str, purposes: Purposes) -> None:
        """A slot that says `none`, or words that decide nothing."""
        facts = self._facts
        if slot == slots.RETENTION.name:
            kept = (
                retained.Kept.unclear(heard.answer)
                if isinstance(heard.answer, v.Unclear)
                else retained.Kept.nothing()
            )
            if kept.is_nothing:
                facts.known.update(("not-kept", data, each) for each in purposes)
            self._of_cells(topics.RETENTION, heard.at, heard, data, purposes, kept)
        elif isinstance(heard.answer, v.Unclear):
            words = heard.answer.words
            facts.known.update(("unclear", slot, data, each) for each in purposes)
            self._of_cells(
                topics.UNCLEAR, heard.at, heard, data, purposes, words, subject=slot
            )
        else:
            facts.known.add(("none", slot, data))
            self._of_cells(
                topics.NONE_SAID, heard.at, heard, data, purposes, "", subject=slot
            )

    def _value(
        self,
        slot: str,
        value: Any,  # noqa: ANN401 - the slot says what it is
        heard: Heard,
        data: str,
        purposes: Purposes,
    ) -> None:
        """One value of a slot, for one data category and purposes."""
        match slot:
            case "conditions":
                law = f" ({value.law.cite})" if value.law else ""
                word = f"{self._same.get(value.condition, value.condition)}{law}"
                self._of_data(topics.CONDITION, value.at, heard, data, word)
            case "sources":
                source = topics.Origin(value.kind, value.name)
                self._of_data(topics.SOURCE, value.at, heard, data, source)
            case "recipients":
                self._disclosed.recipient(value, heard, data, purposes)
            case "transfers":
                self._disclosed.transfer(value, heard, data, purposes)
            case "retention":
                entry = value.entry
                kept = self._kept.get(id(entry))
                if kept is None:
                    kept = self._kept[id(entry)] = retained.Kept.of(entry)
                self._of_cells(
                    topics.RETENTION, entry.at, heard, data, purposes, kept,
                    subject=stages.of(entry),
                )  # fmt: skip
            case "trackers":
                name = self._names.of("trackers", value.entry.id)
                self._of_data(
                    topics.TRACKER_DATA, value.at, heard, data, "", subject=name
                )
            case _:
                provided = topics.Provided(
                    frozenset(value.required_by), value.consequence
                )
                self._of_cells(
                    topics.PROVISION, value.at, heard, data, purposes, provided
                )

    def _of_data(  # noqa: PLR0913 - a fact has that many sides
        self, topic: Topic, at: Pointer, heard: Heard, data: str, value: object,
        *, subject: str = "",
    ) -> None:  # fmt: skip
        device = (("trackers", subject),) if topic is topics.TRACKER_DATA else ()
        for reader in heard.readers:
            self._facts.state(
                topic, at, subject=subject, scope=(data,), value=value,
                audience=reader, parents=((TOLD, reader, data), *device),
            )  # fmt: skip

    def _of_cells(  # noqa: PLR0913, PLR0917 - a fact has that many sides
        self, topic: Topic, at: Pointer, heard: Heard, data: str, purposes: Purposes,
        value: object, *, subject: str = "",
    ) -> None:  # fmt: skip
        for reader in heard.readers:
            for purpose in purposes:
                self._facts.state(
                    topic, at, subject=subject, scope=(data, purpose), value=value,
                    audience=reader, parents=((TOLD, reader, data, purpose),),
                )  # fmt: skip

    def _based(
        self,
        heard: Heard,
        uses: tuple[v.BasisUse, ...],
        data: str,
        purposes: Purposes,
        *,
        is_attached: bool,
    ) -> None:
        if is_attached:
            for use in uses:
                word = self._used.word_of(use.basis)
                self._of_cells(topics.BASIS, use.at, heard, data, purposes, word)
                for purpose in purposes:
                    self._used.give(use.basis, purpose)
            return
        listed = frozenset(self._used.word_of(use.basis) for use in uses)
        if heard.general is None:
            self._of_cells(topics.LISTED, heard.at, heard, data, purposes, listed)
        elif len(listed) == 1:
            # One of several statements with a basis each; a list is told as it stands.
            self._used.list(heard.general, listed, heard.readers)
