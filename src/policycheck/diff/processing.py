"""The facts of processing: what is done with which data, stated anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from policycheck.diff import disclosed, retained
from policycheck.diff.facts import EVERYONE, Facts, Topic
from policycheck.diff.identity import Names
from policycheck.diff.kinds import Kind
from policycheck.diff.topics import listed, member, replaced
from policycheck.diff.units import Heard, Unit
from policycheck.location import Pointer
from policycheck.policy import slots
from policycheck.policy import values as v

_D, _P, _S = "data_categories", "purposes", "data_subjects"

PURPOSE: Final = Topic(member(Kind.PURPOSE_ADDED, Kind.PURPOSE_REMOVED), _P)
DATA: Final = Topic(member(Kind.DATA_CATEGORY_ADDED, Kind.DATA_CATEGORY_REMOVED), _D)
SUBJECT: Final = Topic(member(Kind.DATA_SUBJECT_ADDED, Kind.DATA_SUBJECT_REMOVED), _S)
PAIRING: Final = Topic(member(Kind.PAIRING_ADDED, Kind.PAIRING_REMOVED), _P, (_D,))
SUBJECT_PAIRING: Final = Topic(
    member(Kind.SUBJECT_PAIRING_ADDED, Kind.SUBJECT_PAIRING_REMOVED), _S, (_D, _P)
)
SOURCE: Final = Topic(member(Kind.SOURCE_ADDED, Kind.SOURCE_REMOVED), "words", (_D,))
CONDITION: Final = Topic(
    listed(Kind.CONDITION_ADDED, Kind.CONDITION_REMOVED, Kind.CONDITION_CHANGED),
    "words", (_D,), "gdpr",
)  # fmt: skip
RETENTION: Final = Topic(retained.compare, "words", (_D, _P))
TRACKER_DATA: Final = Topic(
    member(Kind.TRACKER_DATA_ADDED, Kind.TRACKER_DATA_REMOVED), "trackers", (_D,)
)
NONE_SAID: Final = Topic(member(Kind.NONE_STATED, Kind.NONE_WITHDRAWN), "words", (_D,))
UNCLEAR: Final = Topic(listed(Kind.UNCLEAR_ADDED, Kind.UNCLEAR_REMOVED), "words", (_D,))


def _readers(old: Any, new: Any) -> Iterator[Any]:
    if EVERYONE in old:
        yield Kind.READERS_NARROWED, old, new
    elif EVERYONE in new or new > old:
        yield Kind.READERS_WIDENED, old, new
    elif old > new:
        yield Kind.READERS_NARROWED, old, new
    else:
        yield Kind.READERS_CHANGED, old, new


def _read(old: Any, new: Any) -> Iterator[Any]:
    if old and new and not (EVERYONE in old and EVERYONE in new):
        yield from _readers(old, new)


READERS: Final = Topic(_read, "words", (_D, _P), values="audiences")

_ORIGINS: Final = {"consent"}


def _bases(old: Any, new: Any) -> Iterator[Any]:
    """Consent is told apart: people are asked for it, and can take it back."""
    gone, came = old - new, new - old
    for one, other in replaced(old, new):
        if not old:
            yield Kind.BASIS_STATED, None, other
        elif not new:
            yield Kind.BASIS_WITHDRAWN, one, None
        elif gone & _ORIGINS:
            yield Kind.BASIS_FROM_CONSENT, one, other
        elif came & _ORIGINS:
            yield Kind.BASIS_TO_CONSENT, one, other
        elif one is None:
            yield Kind.BASIS_ADDED, None, other
        elif other is None:
            yield Kind.BASIS_REMOVED, one, None
        else:
            yield Kind.BASIS_CHANGED, one, other


BASIS: Final = Topic(_bases, _P, (_D,), "gdpr")


def _provided(old: Any, new: Any) -> Iterator[Any]:
    for gone, came in replaced(old, new):
        was = gone is not None and gone.is_required
        now = came is not None and came.is_required
        if was == now:
            yield Kind.PROVISION_REWORDED, gone, came
        elif now:
            yield Kind.PROVISION_MADE_REQUIRED, gone, came
        else:
            yield Kind.PROVISION_MADE_VOLUNTARY, gone, came


PROVISION: Final = Topic(_provided, "words", (_D, _P))


@dataclass(frozen=True, slots=True)
class Provided:
    """Whether the person must provide the data, and what follows if not."""

    required_by: frozenset[str]
    consequence: str | None

    @property
    def is_required(self) -> bool:
        """Whether anything but the person's own will asks for it."""
        return bool(self.required_by - {"voluntary"})

    def __str__(self) -> str:
        said = ", ".join(sorted(self.required_by))
        return "; ".join(filter(None, (said, self.consequence)))


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

    def exists(self, unit: Unit) -> None:
        """What a unit uses at all: purposes, data, people, recipients."""
        facts, names = self._facts, self._names
        for topic, entries in (
            (PURPOSE, unit.purposes),
            (DATA, unit.data_categories),
            (SUBJECT, unit.data_subjects),
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
                facts.state(
                    READERS, unit.at, scope=cell[1:], value=reader, parents=(cell,)
                )
            if entry and data:
                parents = ((_P, purpose), (_D, category))
                facts.state(
                    PAIRING,
                    unit.at,
                    subject=purpose,
                    scope=(category,),
                    parents=parents,
                )
            for subject in unit.data_subjects:
                name = names.of(_S, subject.id)
                facts.state(
                    SUBJECT_PAIRING,
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
        parents = (cell,)
        if not isinstance(heard.answer, v.Unclear):
            topic, value = NONE_SAID, ""
        elif slot == "retention":
            kept = retained.Kept.unclear(heard.answer)
            for reader in heard.readers:
                self._facts.state(
                    RETENTION, heard.at, scope=cell[1:], value=kept,
                    audience=reader, parents=parents,
                )  # fmt: skip
            return
        else:
            topic, value = UNCLEAR, heard.answer.words
        for reader in heard.readers:
            self._facts.state(
                topic, heard.at, subject=slot, scope=cell[1:2], value=value,
                audience=reader, parents=(("data_categories", cell[1]),),
            )  # fmt: skip

    def _value(
        self, slot: str, value: Any, heard: Heard, cell: tuple[str, str, str]
    ) -> None:
        """One value of a slot, for one data category and one purpose."""
        match slot:
            case "legal_bases":
                self._basis(value, heard, cell)
            case "conditions":
                law = f" ({value.law.cite})" if value.law else ""
                word = f"{self._same.get(value.condition, value.condition)}{law}"
                self._about_data(CONDITION, value.at, heard, cell, value=word)
            case "sources":
                name = v_source(value)
                self._about_data(SOURCE, value.at, heard, cell, subject=name)
            case "recipients":
                self._disclosed.recipient(value, heard, cell)
            case "transfers":
                self._disclosed.transfer(value, heard, cell)
            case "retention":
                self._retained(value, heard, cell)
            case "trackers":
                name = self._names.of("trackers", value.entry.id)
                self._about_data(TRACKER_DATA, value.at, heard, cell, subject=name)
            case _:
                provided = Provided(frozenset(value.required_by), value.consequence)
                for reader in heard.readers:
                    self._facts.state(
                        PROVISION, value.at, scope=cell[1:], value=provided,
                        audience=reader, parents=(cell,),
                    )  # fmt: skip

    def _about_data(  # noqa: PLR0913 - a fact has that many sides
        self, topic: Topic, at: Pointer, heard: Heard, cell: tuple[str, str, str],
        *, subject: str = "", value: str = "",
    ) -> None:  # fmt: skip
        parents = ((_D, cell[1]),)
        if topic is TRACKER_DATA:
            parents = (*parents, ("trackers", subject))
        for reader in heard.readers:
            self._facts.state(
                topic, at, subject=subject, scope=cell[1:2], value=value,
                audience=reader, parents=parents,
            )  # fmt: skip

    def _basis(self, use: v.BasisUse, heard: Heard, cell: tuple[str, str, str]) -> None:
        word = use.basis.basis or use.basis.id
        word = self._same.get(word, word)
        self._facts.known.add(("basis", cell[2], word))
        self._bases[use.basis.at, cell[2]] = use.basis
        for reader in heard.readers:
            self._facts.state(
                BASIS, use.at, subject=cell[2], scope=cell[1:2], value=word,
                audience=reader, parents=(cell,),
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
                RETENTION, entry.at, subject=entry.stage or "", scope=cell[1:],
                value=kept, audience=reader, parents=(cell,),
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
