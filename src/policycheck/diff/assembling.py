"""Differences to changes: one for each thing that happened, judged and located."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from policycheck.diff.change import Change, Told
from policycheck.diff.facts import EVERYONE
from policycheck.diff.grouping import Group, identity
from policycheck.diff.kinds import Kind
from policycheck.diff.placing import surviving
from policycheck.diff.pruning import Pruned
from policycheck.diff.significance import Judge
from policycheck.diff.telling import Teller, kind_with_data, line
from policycheck.location import Location, Pointer, stable
from policycheck.policy.values import Audience
from policycheck.source import Document


@dataclass(frozen=True, slots=True)
class Assembler:
    """Everything a change is made with: both files, words, laws."""

    old: Document
    new: Document
    pruned: tuple[Pruned, Pruned]
    teller: Teller
    judges: tuple[Judge, ...]
    audiences: Mapping[str, Audience]

    def change(self, group: Group) -> Change:
        """One group of differences as a change."""
        whole = replace(group, scopes=self.teller.used_with(group))
        there = self.teller.facts[0 if group.new_at is not None else 1]
        kind = kind_with_data(group.first, whole, there)
        whole = replace(whole, first=replace(group.first, kind=kind))
        told, message = self.teller.told(whole)
        old, new = self.teller.shown(whole, told)
        return self._judged(
            kind,
            message,
            told,
            sides=((old, group.old_at), (new, group.new_at)),
            identity=identity(whole),
            readers=group.first.readers,
            vocabulary=group.first.topic.vocabulary,
            places=_places(group),
        )

    def located(  # noqa: PLR0913 - a change has that many sides
        self,
        kind: Kind,
        *,
        sides: tuple[
            tuple[str | None, Pointer | None], tuple[str | None, Pointer | None]
        ],
        identity: tuple[object, ...],
        subject: str = "",
        items: str = "",
        in_file: bool = False,
    ) -> Change:
        """A change that no fact stands behind, with its places."""
        told = Told(subject, (("items", items),), sides[0][0], sides[1][0])
        return self._judged(
            kind,
            line(kind, told),
            told,
            sides=sides,
            identity=identity,
            in_file=in_file,
        )

    def _judged(  # noqa: PLR0913 - a change has that many sides
        self,
        kind: Kind,
        message: str,
        told: Told,
        *,
        sides: tuple[
            tuple[str | None, Pointer | None], tuple[str | None, Pointer | None]
        ],
        identity: tuple[object, ...],
        readers: frozenset[str] = frozenset({EVERYONE}),
        vocabulary: str | None = None,
        places: tuple[str, ...] = (),
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
            and (judgement := judge.of(kind, vocabulary, places)) is not None
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
            told=told,
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


def _places(group: Group) -> tuple[str, ...]:
    """Where data goes, if a change is about that."""
    first = group.first
    if first.topic.subject == "place":
        return (first.subject.partition("|")[0],)
    if first.topic.values == "country" and isinstance(first.new, str):
        return (first.new,)
    return ()


def _locate(document: Document, at: Pointer | None) -> Location | None:
    return None if at is None else document.locate(at)
