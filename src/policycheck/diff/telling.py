"""A group of differences in words: who, which data, why, and both values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from policycheck.diff import disclosed, use_topics
from policycheck.diff.change import Told
from policycheck.diff.comparing import Difference
from policycheck.diff.facts import EVERYONE, Facts, Topic
from policycheck.diff.grouping import Group
from policycheck.diff.kinds import Kind
from policycheck.diff.labels import MANY, Labels, all_data, several
from policycheck.diff.messages import say, tidy

_D, _P = "data_categories", "purposes"
_USING: dict[Topic, tuple[Topic, bool]] = {
    use_topics.PURPOSE: (use_topics.PAIRING, False),
    use_topics.DATA: (use_topics.PAIRING, True),
    use_topics.SUBJECT: (use_topics.SUBJECT_PAIRING, False),
    disclosed.RECIPIENT: (disclosed.DISCLOSURE, False),
}
"""The topic that says what a thing is used with, and whether the thing is its scope."""
_Index: TypeAlias = "dict[str, set[tuple[str, ...]]]"
_BARE = {
    Kind.NONE_STATED, Kind.NONE_WITHDRAWN, Kind.UNCLEAR_ADDED, Kind.UNCLEAR_REMOVED,
    Kind.UNCLEAR_REWORDED,
}  # fmt: skip
"""Kinds that may be about no data at all."""
_DENIED = {Kind.NONE_STATED, Kind.NONE_WITHDRAWN}
_LAWS = {"gdpr": "for the GDPR", "us-ca-ccpa": "in California"}
"""Whose words a topic uses, where it matters."""
_FIRST: Final = {_D: "data", _P: "purposes"}
_APART: Final = {
    "data_for_purposes": (_D, "{data}{for_purposes}"),
    "data_for_each": (_D, "{data}, for {purposes}"),
    "purposes_with_data": (_P, "{purposes}{with_data}"),
}
"""What is said of data and purposes, by the catalogue that goes first."""
_AUDIENCES = {
    Kind.OFFERED_TO_FEWER, Kind.OFFERED_TO_MORE,
    Kind.READERS_WIDENED, Kind.READERS_NARROWED, Kind.READERS_CHANGED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Teller:
    """Puts groups of differences in words.

    `whole` is what `all` stands for in each version, of the data that both use.
    """

    labels: Labels
    facts: tuple[Facts, Facts]
    whole: tuple[frozenset[str], frozenset[str]]
    _indexes: dict[tuple[int, Topic], _Index] = field(default_factory=dict)

    def used_with(self, group: Group) -> tuple[tuple[str, ...], ...]:
        """What a thing that came or went is used with; None else."""
        using = _USING.get(group.first.topic)
        if using is None:
            return group.scopes
        side = 1 if group.new_at is not None else 0
        found = self._index(side, using[0], is_scope=using[1]).get(
            group.first.subject, ()
        )
        return tuple(sorted(found))

    def _index(self, side: int, topic: Topic, *, is_scope: bool) -> _Index:
        """What each subject of a topic is stated for; made when first asked for."""
        if (side, topic) not in self._indexes:
            found: _Index = {}
            for stated, subject, scope, _ in self.facts[side].stated:
                if stated is topic and is_scope:
                    found.setdefault(scope[0], set()).add((subject,))
                elif stated is topic:
                    found.setdefault(subject, set()).add(scope[:1])
            self._indexes[side, topic] = found
        return self._indexes[side, topic]

    def told(self, group: Group) -> tuple[Told, str]:
        """The words of a group, and its line."""
        first = group.first
        values = first.topic.values
        if first.is_addressing:
            values = "audiences"
        elif values == "subject":
            values = first.subject
        old = self.labels.value(values, first.old)
        new = self.labels.value(values, first.new)
        subject = self.labels.of(first.topic.subject, first.subject)
        words = self._words(group)
        if first.is_addressing:
            what = self.labels.value(first.topic.values, first.what)
            if isinstance(first.what, frozenset):
                what = None  # how a signal is answered, not which
            parts = (what or subject, words["items"])
            words["items"] = " ".join(filter(None, parts)) or subject
        told = Told(subject, tuple(words.items()), old, new, first.is_addressing)
        return told, line(first.kind, told)

    def shown(self, group: Group, told: Told) -> tuple[str | None, str | None]:
        """Both values, or what it is that came or went."""
        if group.first.kind is Kind.RECIPIENT_NAMED:
            return told.old, told.subject
        if group.first.kind is Kind.RECIPIENT_UNNAMED:
            return told.subject, told.new
        if told.old is not None or told.new is not None:
            return told.old, told.new
        shown = told.subject or several(self._scope(group)) or None
        if group.first.kind in _DENIED:
            shown = "none"
        return (
            shown if group.new_at is None else None,
            shown if group.new_at is not None else None,
        )

    def _words(self, group: Group) -> dict[str, str]:
        """The rest of the sentence: data, purposes, keys, and who reads of it."""
        kind = group.first.kind
        items = several(self._items(group))
        readers = several(
            sorted(self.labels.of("audiences", each) for each in group.first.readers)
        )
        is_told = EVERYONE not in group.first.readers and kind not in _AUDIENCES
        apart = {
            key: several(self._apart(group, catalogue, shape))
            for key, (catalogue, shape) in _APART.items()
        }
        return {
            **self._cells(group),
            **apart,
            "items": items,
            "of_items": f", {items}" if items else "",
            "law": _LAWS.get(group.first.topic.vocabulary or "", ""),
            "readers": f" (for {readers})" if is_told else "",
        }

    def _apart(self, group: Group, first: str, shape: str) -> Iterator[str]:
        """A group in words, apart where not all its data is for all its purposes.

        Together are the entries of the `first` catalogue of which the same is said.
        """
        parts = [group]
        if group.first.topic.scope == (_D, _P):
            parts = _rectangles(group, (_D, _P).index(first))
        together: dict[str, list[tuple[str, ...]]] = {}
        for part in parts:
            rest = shape.format(**(self._cells(part) | {_FIRST[first]: ""}))
            together.setdefault(rest, []).extend(part.scopes)
        for scopes in together.values():
            whole = replace(group, scopes=tuple(scopes))
            yield shape.format(**self._cells(whole))

    def _cells(self, group: Group) -> dict[str, str]:
        """Data, "with" data, purposes, "for" purposes; short where it is all."""
        names = {key: self._names(group, key) for key in (_D, _P)}
        data = names[_D] or ("" if group.first.kind in _BARE else "personal data")
        purposes = names[_P] or "all purposes"
        counted = len(self._column(group, _P))
        many = purposes if counted <= MANY else f"{counted} purposes"
        of_data, of_purposes = self._is_whole(group)
        return {
            "data": data,
            "with_data": "" if of_data or not names[_D] else f", with {data}",
            "purposes": purposes,
            "for_purposes": "" if of_purposes else f", for {many}",
        }

    def _catalogues(self, group: Group) -> tuple[str, ...]:
        using = _USING.get(group.first.topic)
        if using is None:
            return group.first.topic.scope
        return (_P,) if using[1] else (_D,)

    def _column(self, group: Group, catalogue: str) -> list[str]:
        """The ids of one catalogue that the scopes of a group name."""
        catalogues = self._catalogues(group)
        if catalogue not in catalogues:
            return []
        index = catalogues.index(catalogue)
        found = {scope[index] for scope in group.scopes if len(scope) > index}
        return sorted(found, key=lambda id_: (id_.startswith("/"), id_))

    def _names(self, group: Group, catalogue: str) -> str:
        ids = [each for each in self._column(group, catalogue)
               if each or catalogue == _D]  # fmt: skip
        if catalogue == _D:
            called = all_data(ids, self.whole[1 if group.new_at is not None else 0])
            if called is not None:
                return called
        return several(self.labels.of(catalogue, each) for each in ids)

    def _items(self, group: Group) -> Iterator[str]:
        """What a group is about, where that is no entry of a catalogue."""
        for index, catalogue in enumerate(self._catalogues(group)):
            if catalogue in {"words", "right"}:
                for scope in group.scopes:
                    yield self.labels.of(catalogue, scope[index])

    def _scope(self, group: Group) -> Iterator[str]:
        for each in (_D, _P):
            name = self._names(group, each)
            if name:
                yield name
        yield from self._items(group)

    def _is_whole(self, group: Group) -> tuple[bool, bool]:
        """Whether it is about all data of its purposes, all purposes of its data."""
        if self._catalogues(group) != (_D, _P):
            return False, _P not in self._catalogues(group)
        cells = set(group.scopes)
        data = {each for each, _ in cells}
        purposes = {each for _, each in cells}
        old, new = self.facts
        return (
            all((one, each) in cells for each in purposes
                for one in _both(old.uses, new.uses, each)),
            all((one, each) in cells or (one, "") in cells for one in data
                for each in _both(old.cells, new.cells, one)),
        )  # fmt: skip


def _rectangles(group: Group, own: int) -> list[Group]:
    """The parts of a group in which all data is for all purposes."""
    by_entry: dict[str, list[tuple[str, ...]]] = {}
    for scope in group.scopes:
        by_entry.setdefault(scope[own], []).append(scope)
    alike: dict[frozenset[str], list[tuple[str, ...]]] = {}
    for scopes in by_entry.values():
        others = frozenset(each[1 - own] for each in scopes)
        alike.setdefault(others, []).extend(scopes)
    return [replace(group, scopes=tuple(scopes)) for scopes in alike.values()]


def _both(old: dict[str, set[str]], new: dict[str, set[str]], key: str) -> set[str]:
    """What both versions have for a key; what the one has that has any."""
    one, other = old.get(key), new.get(key)
    if one is None or other is None:
        return one or other or set()
    return one & other


def said(kind: Kind, told: Told) -> tuple[str, str]:
    """What happened, and what it happened to."""
    words = {**dict(told.words), "subject": told.subject}
    readers = words.pop("readers", "")
    heading, item = say(kind, told.old, told.new, to=told.is_addressing, **words)
    return heading, tidy(f"{item}{readers}") if item else readers.strip(" ()")


def line(kind: Kind, told: Told) -> str:
    """The same on one line."""
    return ": ".join(filter(None, said(kind, told)))


def kind_with_data(first: Difference, group: Group, there: Facts) -> Kind:
    """A purpose that comes, or goes, with data of its own is told so."""
    other = _WITH_DATA.get(first.kind)
    if other is None or not group.scopes:
        return first.kind
    held = any((_D, each[0]) in there.known for each in group.scopes)
    return first.kind if held else other


_WITH_DATA = {
    Kind.PURPOSE_ADDED: Kind.PURPOSE_ADDED_WITH_DATA,
    Kind.PURPOSE_REMOVED: Kind.PURPOSE_REMOVED_WITH_DATA,
}
