"""What every regime's law has in common: dated provisions with their sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from policycheck.frozen import Frozen
from policycheck.source import read

_UNIONS: Final = frozenset({"EU", "EEA"})
"""Codes of a policy that stand for several countries."""


class Amendment(Frozen):
    """What a provision is called from a day on, where it was renumbered or reworded."""

    since: date
    label: str
    title: str
    url: str | None
    compared: bool


class Provision(Frozen, kw_only=True):
    """One citable place in a regime.

    `until` is the last day it is in force. `compared` is false where its wording was
    not compared with the official text. `unchecked` says why no rule checks it.
    """

    id: str
    label: str
    title: str
    url: str | None
    since: date
    until: date | None = None
    compared: bool = True
    unchecked: str | None = None
    later: tuple[Amendment, ...] = ()

    def in_force(self, day: date) -> bool:
        """Whether it is law on that day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def named(self, day: date) -> Provision:
        """The provision as it is called on that day."""
        named = self
        for each in self.later:
            if each.since <= day:
                named = replace(
                    self,
                    label=each.label,
                    title=each.title,
                    url=each.url,
                    compared=each.compared,
                )
        return named


class LawBook(Frozen, kw_only=True):
    """A regime's law: provisions, dated facts, and the places it governs.

    `reviewed` is the day a person last compared the file with its sources. `facts` are
    plain data, which the regime turns into values of its own.
    """

    regime: str
    title: str
    reviewed: date
    places: frozenset[str]
    provisions: Mapping[str, Provision]
    facts: Mapping[str, Any] = field(default_factory=dict)

    def on(self, day: date) -> LawBook:
        """The law as it stands on a day: the provisions in force."""
        return replace(
            self,
            provisions={
                id_: provision.named(day)
                for id_, provision in self.provisions.items()
                if provision.in_force(day)
            },
        )

    def governs(self, place: str) -> bool:
        """Whether people in a place (DE, US-CA, EEA) read their rights in this law."""
        if not self.places or place in self.places:
            return True
        country = place.partition("-")[0]
        return country in self.places or any(
            own.startswith(f"{place}-") for own in self.places
        )

    def is_all_within(self, places: Iterable[str]) -> bool:
        """Whether nobody it governs is outside these places.

        People who leave out the EU, or the EEA, mean where the GDPR is read.
        """
        left_out = frozenset(places)
        countries = self.places - _UNIONS
        return bool(self.places & _UNIONS & left_out) or (
            bool(countries)
            and all(
                own in left_out or own.partition("-")[0] in left_out
                for own in countries
            )
        )


def load(package: str, name: str = "law.yaml") -> LawBook:
    """Read a regime's law from its package, by the reader that reads policies."""
    data = _data(package, name)
    return LawBook(
        regime=data["regime"],
        title=data["title"],
        reviewed=date.fromisoformat(data["reviewed"]),
        places=frozenset(data.get("places", ())),
        provisions={
            id_: _provision(id_, fields)
            for id_, fields in data.get("provisions", {}).items()
        },
        facts=data.get("facts", {}),
    )


class Countries(Frozen):
    """The codes of ISO 3166-1, and those people write that mean another one.

    `names` are what a sentence calls them, and `unions` the members of what a policy
    may call by one word, as EEA.
    """

    names: Mapping[str, str]
    meant: Mapping[str, str]
    unions: Mapping[str, frozenset[str]]

    @property
    def codes(self) -> frozenset[str]:
        """The codes of ISO 3166-1."""
        return frozenset(self.names) - frozenset(self.unions)

    def name(self, code: str) -> str:
        """A country or union as a sentence names it; any other code as it is."""
        return self.names.get(code, code)


@cache
def countries() -> Countries:
    """The codes of countries, for every regime; they are in one file."""
    data = _data("policycheck", "countries.yaml")
    unions = data["unions"]
    return Countries(
        names={**data["names"], **{code: unions[code]["name"] for code in unions}},
        meant=data["meant"],
        unions={code: frozenset(unions[code]["members"]) for code in unions},
    )


def changes(package: str, name: str) -> Mapping[str, Any]:
    """What a regime makes of changes; read only when two versions are compared."""
    return _data(package, name)


def _data(package: str, name: str) -> dict[str, Any]:
    raw = files(package).joinpath(name).read_bytes()
    document = read(name, raw)
    if document.faults:
        fault = document.faults[0]
        message = f"{package}/{name}:{fault.span.line}: {fault.message}"
        raise ValueError(message)
    data: dict[str, Any] = document.data
    return data


def _provision(id_: str, fields: dict[str, Any]) -> Provision:
    until = fields.get("until")
    return Provision(
        id=id_,
        label=fields["label"],
        title=fields["title"],
        url=fields.get("url"),
        since=date.fromisoformat(fields["since"]),
        until=None if until is None else date.fromisoformat(until),
        compared=fields.get("compared", True),
        unchecked=fields.get("unchecked"),
        later=tuple(_amendment(each, fields) for each in fields.get("later", ())),
    )


def _amendment(fields: dict[str, Any], provision: dict[str, Any]) -> Amendment:
    """What changes from a day on; what the amendment does not name stays as it was."""
    now = {**provision, **fields}
    return Amendment(
        since=date.fromisoformat(now["since"]),
        label=now["label"],
        title=now["title"],
        url=now.get("url"),
        compared=now.get("compared", True),
    )


def current(facts: list[dict[str, Any]], day: date) -> list[dict[str, Any]]:
    """The dated facts that hold on a day: from `since` to `until`, both included."""
    return [
        fact
        for fact in facts
        if date.fromisoformat(fact.get("since", "0001-01-01"))
        <= day
        <= date.fromisoformat(fact.get("until", "9999-12-31"))
    ]
