"""Names that resolve to nothing, and entries that nothing names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from policycheck.finding import Problem, Severity
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.values import Entry
from policycheck.regimes.integrity.law import IntegrityLaw
from policycheck.rule import rule
from policycheck.spelling import nearest

_MEANT_TO_BE_USED: Final = (
    "audiences",
    "data_subjects",
    "data_categories",
    "purposes",
    "legal_bases",
    "recipients",
    "retention",
    "trackers",
)
"""Catalogues whose entries state nothing until something names them."""

_MOST_NAMES: Final = 50
_MOST_ENTRIES: Final = 500
"""Each of so many names is compared with so many entries; beyond, none is suggested."""


@rule("integrity/unresolved-name", Severity.ERROR)
def unresolved_name(policy: Policy, _law: IntegrityLaw) -> Iterator[Problem]:
    """A name resolves to nothing.

    A statement about something the policy does not hold says nothing, and the rules
    cannot join what it was meant to join. To fix it, correct the id, or add the entry
    to its catalogue.
    """
    meant_by = _meant(policy)
    for at, catalogue, id_ in _unresolved(policy):
        meant = meant_by.get((catalogue, id_))
        hint = f"; did you mean {meant}?" if meant else ""
        yield Problem(at, f"{catalogue} holds no {id_}{hint}")


@rule("integrity/unused-entry", Severity.WARNING)
def unused_entry(policy: Policy, _law: IntegrityLaw) -> Iterator[Problem]:
    """An entry of a catalogue is named by nothing.

    An entry states nothing by itself: unless an activity, a general statement, a claim
    or a table names it, no rule sees it and no table prints it. To fix it, name it
    where it belongs, or remove it.
    """
    misspelt = {(catalogue, meant) for (catalogue, _), meant in _meant(policy).items()}
    for catalogue in _MEANT_TO_BE_USED:
        entries: Mapping[str, Entry] = getattr(policy, catalogue)
        for id_, entry in entries.items():
            named = (catalogue, id_) in policy.used or id_.startswith("/")
            if not named and (catalogue, id_) not in misspelt:
                yield Problem(entry.at, f"nothing names {catalogue}/{id_}")


def _meant(policy: Policy) -> dict[tuple[str, str], str | None]:
    """The entry that a name of a catalogue was meant to be, for the first of them."""
    named = dict.fromkeys((catalogue, id_) for _, catalogue, id_ in _unresolved(policy))
    catalogues = {catalogue for catalogue, _ in named}
    known = {catalogue: _ids(policy, catalogue) for catalogue in catalogues}
    return {
        (catalogue, id_): nearest(id_, known[catalogue])
        for catalogue, id_ in islice(named, _MOST_NAMES)
        if len(known[catalogue]) <= _MOST_ENTRIES
    }


def _unresolved(policy: Policy) -> Iterator[tuple[Pointer, str, str]]:
    """Where, in which catalogue, and the name; activities are a list, no catalogue."""
    for each in policy.unresolved:
        yield each.at, each.catalogue, each.id
    known = set(_ids(policy, "activities"))
    for general in policy.general:
        for part, at in (
            (general.part, general.at / "about" / "activities"),
            (general.but, general.at / "about" / "except" / "activities"),
        ):
            named = part.activities if part and part.activities else frozenset()
            for index, id_ in enumerate(sorted(named - known)):
                yield at if index == 0 else at / index, "activities", id_
    for channel in policy.marketing:
        if channel.activity is not None and channel.activity not in known:
            yield channel.at / "activity", "activities", channel.activity


def _ids(policy: Policy, catalogue: str) -> list[str]:
    if catalogue == "activities":
        return [activity.id for activity in policy.activities]
    entries: Mapping[str, Entry] = getattr(policy, catalogue)
    return [id_ for id_ in entries if not id_.startswith("/")]
