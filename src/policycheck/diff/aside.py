"""Activities that were set aside: what they name stands there as ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from policycheck.diff import alike, resting
from policycheck.diff.alike import Raw

_NAMED: Final = ("data_subjects", "data_categories", "purposes")


def plain(activity: Raw, general: list[Raw], differing: alike.Differing) -> Raw | None:
    """An activity with the bases `general` gives it; None if it has to be built.

    That is so where something it uses does not stand there as an id.
    """
    if any(alike.ids(activity.get(key)) is None for key in _NAMED):
        return None
    filled = dict(activity)
    if "legal_bases" not in activity and "legal_bases" not in differing.general:
        stated = [each for each in general if "legal_bases" in each]
        if any(each["about"] != "all" or "for" in each for each in stated):
            return None
        filled["legal_bases"] = _of_all(stated)
    for slot, key in (("recipients", "to"), ("legal_bases", "use")):
        for item in _list(filled.get(slot)):
            if not isinstance(item, str) and not isinstance(item.get(key), str):
                return None
    return filled


def _of_all(stated: Iterable[Raw]) -> list[Any]:
    """The bases that statements about everything attach to everything."""
    uses = [use for each in stated for use in _list(each["legal_bases"])]
    paired = [each for each in uses if isinstance(each, dict) and "for" in each]
    if paired:
        # Not all purposes have one; where the rest is a list, it attaches nothing.
        return paired
    ids = {each if isinstance(each, str) else str(each.get("use")) for each in uses}
    return uses if len(ids) == 1 else []


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def named(activity: Raw, slot: str) -> Iterable[str]:
    """The ids an activity that was set aside names in a slot."""
    if slot == "recipients":
        return [
            each if isinstance(each, str) else each["to"]
            for each in _list(activity.get("recipients"))
        ]
    ids: list[str] = activity[slot]
    return ids


def bases(activity: Raw) -> Iterator[tuple[str, str]]:
    """The bases of an activity that was set aside, each with a purpose it is for."""
    listed = _list(activity.get("legal_bases"))
    if len(listed) == 1 and isinstance(listed[0], str):
        yield from ((listed[0], purpose) for purpose in activity["purposes"])
        return
    uses = [
        (None, each)
        if isinstance(each, str)
        else (frozenset(each["for"]) if "for" in each else None, each["use"])
        for each in listed
    ]
    for purpose in activity["purposes"]:
        about = [use for use in uses if use[0] is None or purpose in use[0]]
        for id_ in resting.own(about, activity["purposes"]):
            yield id_, purpose
