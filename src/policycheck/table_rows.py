"""Which row of a derived table a published label names."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from typing import Final

from policycheck.table import Row, Table
from policycheck.table_agreement import plain

_LETTER: Final = re.compile(r"^\(?[A-Z][.):]\s+")
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
_TOKEN: Final = re.compile(r"[a-z0-9]+")
_FILLERS: Final = frozenset(
    {"a", "an", "and", "any", "are", "category", "categorie", "for", "in", "is", "it"}
    | {"of", "or", "our", "such", "that", "the", "third", "partie", "party", "to", "u"}
    | {"was", "we", "were", "whether", "which", "whom", "why", "with", "you", "your"}
)
_MOST_ALIKE: Final = 100
"""Rows that may share each word of a label for it to be looked for among them."""


class Rows:
    """The rows of a derived table, by their names and by the words of them."""

    def __init__(self, table: Table) -> None:
        self.taken: set[str] = set()
        self._named: defaultdict[str, deque[Row]] = defaultdict(deque)
        self._worded: defaultdict[str, list[tuple[Row, frozenset[str]]]]
        self._worded = defaultdict(list)
        for row in table.rows:
            title = title_of(table, row)
            for name in {_name(title), row.id.replace("-", " ")}:
                self._named[name].append(row)
            words = tokens(title)
            for word in words:
                self._worded[word].append((row, words))

    def take(self, label: str) -> Row | None:
        """The row a published label names: by its words, else by all of them.

        A row is taken once.
        """
        name = _name(label)
        row = (self._called(name) if name else None) or self._worded_as(tokens(name))
        if row is not None:
            self.taken.add(row.id)
        return row

    def _called(self, name: str) -> Row | None:
        called = self._named.get(name)
        while called:
            row = called.popleft()
            if row.id not in self.taken:
                return row
        return None

    def _worded_as(self, words: frozenset[str]) -> Row | None:
        none: list[tuple[Row, frozenset[str]]] = []
        holding = (self._worded.get(word, none) for word in words)
        rarest = min(holding, key=len, default=none)
        if len(rarest) > _MOST_ALIKE:
            return None
        fitting = [
            row for row, own in rarest if row.id not in self.taken and words <= own
        ]
        return fitting[0] if len(fitting) == 1 else None


def title_of(table: Table, row: Row) -> str:
    """What names a row, as a page prints it."""
    first = row.cells[table.naming]
    return first.title or " ".join(item.text for item in first.items)


def _name(label: str) -> str:
    """A row's label without its letter and without what stands in brackets."""
    return plain(_IN_BRACKETS.sub("", _LETTER.sub("", label))).rstrip(" .:")


def tokens(text: str) -> frozenset[str]:
    """The words of a header or label that tell it from others, in the singular."""
    found = (word.rstrip("s") for word in _TOKEN.findall(text.casefold()))
    return frozenset(word for word in found if word not in _FILLERS)
