"""Differences to changes: one for each thing that happened, judged and located."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from policycheck.diff import disclosed, use_topics
from policycheck.diff.change import Change
from policycheck.diff.facts import EVERYONE, Facts, Topic
from policycheck.diff.grouping import Group, identity
from policycheck.diff.kinds import Kind
from policycheck.diff.labels import Labels, several
from policycheck.diff.messages import MESSAGES
from policycheck.diff.placing import surviving
from policycheck.diff.pruning import Pruned
from policycheck.diff.significance import Judge
from policycheck.location import Location, Pointer, stable
from policycheck.policy.values import Audience
from policycheck.source import Document


@dataclass(frozen=True, slots=True)
class Assembler:
    """Everything a change is made with: both files, both maps of facts, words, laws."""

    old: Document
    new: Document
    pruned: tuple[Pruned, Pruned]
    facts: tuple[Facts, Facts]
    labels: Labels
    judges: tuple[Judge, ...]
    audiences: Mapping[str, Audience]

    def change(self, group: Group) -> Change:
        """One group of differences as a change."""
        first = self._told(group)
        topic, kind = first.first.topic, first.first.kind
        values = first.first.subject if topic.values == "subject" else topic.values
        old = self.labels.value(values, first.first.old)
        new = self.labels.value(values, first.first.new)
        subject = self.labels.of(topic.subject, first.first.subject)
        message = self._message(first, subject, old, new)
        if first.first.old is None and first.first.new is None:
            shown = subject or self._scope(first)
            old = shown if group.new_at is None else None
            new = shown if group.new_at is not None else None
        return self.located(
            kind,
            message,
            sides=((old, group.old_at), (new, group.new_at)),
            identity=identity(first),
            readers=first.first.readers,
            vocabulary=topic.vocabulary,
        )

    def located(  # noqa: PLR0913 - a change has that many sides
        self,
        kind: Kind,
        message: str,
        *,
        sides: tuple[
            tuple[str | None, Pointer | None], tuple[str | None, Pointer | None]
        ],
        identity: tuple[object, ...],
        readers: frozenset[str] = frozenset({EVERYONE}),
        vocabulary: str | None = None,
        in_file: bool = False,
    ) -> Change:
        """A change with its places, and what each regime makes of it.

        `in_file` says that its places are those in the file already.
        """
        (old, old_at), (new, new_at) = sides
        if not in_file:
            old_at = None if old_at is None else self.pruned[0].original(old_at)
            new_at = None if new_at is None else self.pruned[1].original(new_at)
        judged = [
            judgement
            for judge in self.judges
            if judge.is_read_by(readers, self.audiences)
            and (judgement := judge.of(kind, vocabulary)) is not None
        ]
        significance = min(
            (kind.significance, *(each.significance for each in judged)),
            key=lambda each: each.rank,
        )
        place = new_at
        if place is None:
            place = surviving(self.old.data, old_at or Pointer(), self.new.data)
        at = (self.new, new_at) if new_at is not None else (self.old, old_at or place)
        return Change(
            kind=kind,
            significance=significance,
            message=message,
            old=old,
            new=new,
            old_location=_locate(self.old, old_at),
            new_location=_locate(self.new, new_at),
            place=self.new.locate(place),
            stable_at=stable(at[0].data, at[1]),
            identity=identity,
            consequences=tuple(
                said for judgement in judged for said in judgement.consequences
            ),
        )

    def _told(self, group: Group) -> Group:
        """A thing that came or went, with what it is used for."""
        first = group.first
        using = _USING.get(first.topic)
        if using is None:
            return group
        here = self.facts[1] if group.new_at is not None else self.facts[0]
        there = self.facts[0] if group.new_at is not None else self.facts[1]
        topic, position = using
        scopes = sorted(
            {
                (key[1],) if position else key[2][:1]
                for key in here.stated
                if key[0] is topic
                and (key[2][0] if position else key[1]) == first.subject
            }
        )
        if first.kind in _WITH_DATA and scopes:
            held = (("data_categories", each[0]) in there.known for each in scopes)
            if not any(held):
                first = replace(first, kind=_WITH_DATA[first.kind])
        return Group(first, tuple(scopes), group.old_at, group.new_at)

    def _message(
        self, group: Group, subject: str, old: str | None, new: str | None
    ) -> str:
        first = group.first
        names = self._names(group)
        data = names.get("data_categories", "")
        message = MESSAGES[first.kind].format(
            subject=subject,
            old=old,
            new=new,
            data=data if data or first.kind in _PLAIN else "personal data",
            purposes=names.get("purposes") or "all purposes",
            items=names.get("words", ""),
        )
        told = sorted(
            self.labels.of("audiences", each) for each in first.readers if each
        )
        if told and EVERYONE not in first.readers:
            message = f"{message.rstrip()} (for {', '.join(told)})"
        return " ".join(message.split()).rstrip(" ,:")

    def _names(self, group: Group) -> dict[str, str]:
        """The scope in words, by catalogue."""
        topic = group.first.topic
        catalogues = topic.scope
        if topic in _USING:
            catalogues = ("purposes",) if _USING[topic][1] else ("data_categories",)
        found: dict[str, str] = {}
        for index, catalogue in enumerate(catalogues):
            labels = (
                self.labels.of(catalogue, scope[index])
                for scope in group.scopes
                if len(scope) > index and (scope[index] or catalogue != "purposes")
            )
            key = "words" if catalogue == "right" else catalogue
            found[key] = " ".join(filter(None, (found.get(key), several(labels))))
        return found

    def _scope(self, group: Group) -> str:
        return "; ".join(filter(None, self._names(group).values()))


_USING: dict[Topic, tuple[Topic, bool]] = {
    use_topics.PURPOSE: (use_topics.PAIRING, False),
    use_topics.DATA: (use_topics.PAIRING, True),
    use_topics.SUBJECT: (use_topics.SUBJECT_PAIRING, False),
    disclosed.RECIPIENT: (disclosed.DISCLOSURE, False),
}
"""The topic that says what a thing is used with, and whether the thing is its scope."""
_WITH_DATA = {
    Kind.PURPOSE_ADDED: Kind.PURPOSE_ADDED_WITH_DATA,
    Kind.PURPOSE_REMOVED: Kind.PURPOSE_REMOVED_WITH_DATA,
}
_PLAIN = {
    Kind.NONE_STATED, Kind.NONE_WITHDRAWN, Kind.UNCLEAR_ADDED, Kind.UNCLEAR_REMOVED,
    Kind.UNCLEAR_REWORDED,
}  # fmt: skip


def _locate(document: Document, at: Pointer | None) -> Location | None:
    return None if at is None else document.locate(at)
