"""What a policy states, as a flat map under keys that no edit of form moves."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from policycheck.diff.kinds import Kind
from policycheck.location import Pointer

Value: TypeAlias = Hashable
Values: TypeAlias = frozenset[Any]
"""All that is said on one thing; each comparison knows what it is made of."""
Words: TypeAlias = frozenset[str]
Judged: TypeAlias = "tuple[Kind, Value | None, Value | None]"
"""A kind of change, and the old and new value it is about, if any."""
Compare: TypeAlias = Callable[[Values, Values], Iterator[Judged]]
Presence: TypeAlias = tuple[str, ...]

EVERYONE = ""
"""The audience of a statement that names none."""
TOLD = "told"
"""Starts the presence of data, or of data for a purpose, as an audience reads of it."""


@dataclass(frozen=True, eq=False)
class Topic:
    """One thing policies state, and how two answers about it compare.

    `subject`, `scope` and `values` name the catalogues whose ids they hold; "words"
    stand for themselves. `vocabulary` is the law whose words it uses, if any. What is
    said to one audience takes the place of what is said to all, unless it `adds` to it.
    """

    compare: Compare
    subject: str = "words"
    scope: tuple[str, ...] = ()
    vocabulary: str | None = None
    values: str = "words"
    adds: bool = False


Key: TypeAlias = "tuple[Topic, str, tuple[str, ...], str]"
"""A topic, its subject, the part of the policy it is stated for, and the audience."""


class Facts:
    """The facts of one policy, filled by the readers of its parts.

    `known` holds what the policy has at all. A fact whose parents the other policy
    lacks is no change of its own: it came, or went, with them. `cells` are the purposes
    of each data category, and `uses` the data of each purpose.
    """

    def __init__(self) -> None:
        self.stated: dict[Key, dict[Value, Pointer]] = {}
        self.parents: dict[Key, tuple[Presence, ...]] = {}
        self.known: set[Presence] = set()
        self.cells: dict[str, set[str]] = {}
        self.uses: dict[str, set[str]] = {}

    def cell(self, data: str, purpose: str) -> None:
        """Take note that data is used for a purpose."""
        cell = ("cell", data, purpose)
        if cell in self.known:
            return
        self.known.add(cell)
        self.cells.setdefault(data, set()).add(purpose)
        self.uses.setdefault(purpose, set()).add(data)

    def has(self, parent: Presence) -> bool:
        """Whether the policy has it; what is told to everyone is told to each."""
        return parent in self.known or (
            parent[0] == TOLD and (TOLD, EVERYONE, *parent[2:]) in self.known
        )

    def state(  # noqa: PLR0913 - a fact has that many sides
        self,
        topic: Topic,
        at: Pointer,
        *,
        subject: str = "",
        scope: tuple[str, ...] = (),
        value: Value = "",
        audience: str = EVERYONE,
        parents: tuple[Presence, ...] = (),
    ) -> None:
        """Add one fact; the first place that states it is where it stands."""
        key = (topic, subject, scope, audience)
        values = self.stated.get(key)
        if values is None:
            self.stated[key] = {value: at}
            self.parents[key] = parents
        else:
            values.setdefault(value, at)
