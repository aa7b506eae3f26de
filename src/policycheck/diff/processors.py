"""Processors that are of one kind: one in the place of another changes little."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from policycheck.diff import alike
from policycheck.diff.alike import Raw
from policycheck.diff.identity import Names

Kind: TypeAlias = "tuple[str, str | None]"
"""Of which category a processor is, and in which country."""
Ids: TypeAlias = "frozenset[str] | None"
_ROLE: Final = ["processor"]


@dataclass(frozen=True, slots=True)
class Processor:
    """One that acts on instructions alone, and the data it gets; None for any."""

    kind: Kind
    data: Ids

    def is_like(self, others: Mapping[Kind, Ids]) -> bool:
        """Whether others of its kind get all the data it gets."""
        if self.kind not in others:
            return False
        theirs = others[self.kind]
        return theirs is None or (self.data is not None and self.data <= theirs)


Processors: TypeAlias = "Mapping[str, Processor]"
"""By name, those that a file lists with a category and uses as nothing else."""


def processors(data: Raw, names: Names) -> Processors:
    """The processors of a file."""
    gets: dict[str, Ids] = {}
    others = set()
    for id_, said, edge in _edges(data):
        if edge.get("role", _ROLE[0]) != _ROLE[0]:
            others.add(id_)
        own = alike.ids(edge.get("data_categories", said))
        known = gets.get(id_, frozenset())
        gets[id_] = None if own is None or known is None else known | own
    return {
        names.of("recipients", id_): Processor(
            (entry["category"], entry.get("country")), _named(gets[id_], names)
        )
        for id_, entry in data.get("recipients", {}).items()
        if entry.get("role") == _ROLE
        and "category" in entry
        and id_ in gets
        and id_ not in others
    }


def by_kind(known: Processors) -> dict[Kind, Ids]:
    """The data that all processors of each kind get."""
    found: dict[Kind, Ids] = {}
    for each in known.values():
        so_far = found.get(each.kind, frozenset())
        if so_far is None or each.data is None:
            found[each.kind] = None
        else:
            found[each.kind] = so_far | each.data
    return found


def _named(ids: Ids, names: Names) -> Ids:
    return None if ids is None else frozenset(names.each("data_categories", ids))


def _edges(data: Raw) -> Iterator[tuple[str, Any, Raw]]:
    """Each recipient that is named by its id, the data around it, and what is said."""
    said = [(each, each.get("data_categories")) for each in data.get("activities", ())]
    for general in data.get("general", ()):
        about = general.get("about")
        said.append(
            (general, about.get("data_categories") if isinstance(about, dict) else None)
        )
    for statement, categories in said:
        listed = statement.get("recipients")
        for each in listed if isinstance(listed, list) else ():
            edge = {"to": each} if isinstance(each, str) else each
            if isinstance(edge.get("to"), str):
                yield edge["to"], categories, edge
