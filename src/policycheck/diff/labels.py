"""What people call the things a change is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from policycheck import wording
from policycheck.diff.disclosed import ELSEWHERE
from policycheck.diff.facts import EVERYONE, Value
from policycheck.diff.identity import NAMES, Names, entries
from policycheck.policy import Policy

_UNNAMED: Final = {
    "data_categories": "personal data",
    "purposes": "a purpose not stated",
    "data_subjects": "people",
}
_WORDS: Final = {
    "to_controller": "our own channel",
    "gpc": "Global Privacy Control",
    "do_not_track": "Do Not Track",
    "legal_bases": "legal bases",
}
_MANY: Final = 4
_WHOLE: Final = frozenset({""})
"""A part that is all of it."""


class Labels:
    """Names of entries by the ids both versions share; the newer name wins."""

    def __init__(self, *sides: tuple[Policy, Names]) -> None:
        self._known: dict[tuple[str, str], str] = {}
        for policy, names in sides:
            for catalogue in NAMES:
                for id_, entry in entries(policy, catalogue).items():
                    name = getattr(entry, "name", None) or getattr(entry, "email", None)
                    label = name or (id_ if id_[0] != "/" else catalogue)
                    self._known[catalogue, names.of(catalogue, id_)] = label

    def of(self, catalogue: str, id_: str) -> str:
        """The label of an id; words stand for themselves."""
        match catalogue:
            case "words" | "right":
                return _WORDS.get(id_) or id_.replace("_", " ")
            case "place":
                return self._place(id_)
            case "entry":
                of, _, name = id_.partition(":")
                return f"{self._known.get((of, name), name)} in {of}"
        return self._known.get((catalogue, id_)) or id_ or _UNNAMED.get(catalogue, "")

    def value(self, catalogue: str, value: Value | None) -> str | None:
        """A value as text; several in a fixed order."""
        if value is None:
            return None
        if isinstance(value, frozenset):
            if value == _WHOLE and catalogue != "audiences":
                return "everything"
            shown = sorted(self.value(catalogue, each) or "" for each in value)
            return ", ".join(shown)
        text = str(value)
        if catalogue == "audiences" and text == EVERYONE:
            return "everyone"
        if catalogue == "period":
            return text if text == "session" else wording.period(text)
        return self.of(catalogue, text) if catalogue != "words" else text

    def _place(self, id_: str) -> str:
        place, _, recipient = id_.partition("|")
        where = "other countries" if place == ELSEWHERE else place
        who = self.of("recipients", recipient) if recipient else ""
        if not where:
            return who or "another country"
        return f"{where} ({who})" if who else where


def several(labels: Iterable[str]) -> str:
    """Labels in a row, each once; the rest counted where they are many."""
    found = list(dict.fromkeys(labels))
    if len(found) <= _MANY:
        return ", ".join(found)
    return f"{', '.join(found[: _MANY - 1])} and {len(found) - _MANY + 1} more"
