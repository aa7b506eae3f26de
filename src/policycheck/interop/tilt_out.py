"""A policy as a TILT document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from policycheck.interop import tilt_fields as fields
from policycheck.interop.filled import Filled, filled, is_personal
from policycheck.interop.loss import Note, lost
from policycheck.interop.overlay import laid_over
from policycheck.interop.tilt_carried import CARRIED
from policycheck.interop.tilt_fields import Raw
from policycheck.interop.tilt_required import completed
from policycheck.location import ROOT
from policycheck.policy import Policy, build
from policycheck.policy.slots import Grain
from policycheck.policy.statements import Activity

ID_OF_TRANSFERS: Final = "third-country-transfers"
RIGHTS: Final = {
    "rightToInformation": "access",
    "rightToRectificationOrDeletion": "rectification",
    "rightToDataPortability": "portability",
    "rightToWithdrawConsent": "withdraw-consent",
}
_REGIMES: Final = ROOT / "policy" / "regimes"
_OTHERS: Final = frozenset({"third-party", "public"})


def document(data: Any) -> Any:
    """The TILT document of a valid policy's data, with nothing filled in."""
    policy = build(data)
    about = data["policy"]
    meta = {
        "name": about["title"],
        "version": about.get("version"),
        "language": about.get("language"),
        "url": about.get("url"),
    }
    said: Raw = {
        "meta": laid_over(_stated(meta), about.get("x-tilt", {})),
        "controller": _controller(data),
        "dataProtectionOfficer": _contact(data, "dpo"),
        "dataDisclosed": [
            entry
            for activity in policy.activities
            for entry in disclosed(data, policy, activity)
        ],
        "thirdCountryTransfers": list(_transfers(data)),
        "sources": list(_sources(data)),
        **_rights(data),
    }
    if "complaints" in data:
        said["rightToComplain"] = fields.complaint(data["complaints"])
    if "automated_decisions" in data:
        decisions = data["automated_decisions"]
        said["automatedDecisionMaking"] = fields.automated_decision(decisions)
    return _stated(said)


def _stated(said: Raw) -> Raw:
    return {key: value for key, value in said.items() if value not in (None, [], {})}


def _controller(data: Any) -> Any:
    first = next(iter(data["controllers"].values()))
    made = fields.controller(first)
    representative = _contact(data, "representative")
    if representative is not None and isinstance(made, dict):
        made["representative"] = representative
    return made


def _contact(data: Any, id_: str) -> Any:
    entry = data.get("contacts", {}).get(id_)
    return None if entry is None else fields.person(entry)


def disclosed(data: Any, policy: Policy, activity: Activity) -> Iterator[Any]:
    """The disclosed entries of one activity: one for each category of data.

    What is said of some categories only stands in their entries only.
    """
    slots = filled(data, policy, activity)
    overlay = data["activities"][activity.at[-1]].get("x-tilt", {})
    items = slots["data_categories"].items
    for item in items:
        narrowed = filled(data, policy, activity, item.id) if len(items) > 1 else slots
        entry = {**fields.category(item.entry), **_entry(narrowed)}
        yield laid_over(entry, overlay, fields.READERS)
        overlay = {}
    if not items:
        yield laid_over(_entry(slots), overlay, fields.READERS)


def _entry(slots: dict[str, Filled]) -> Raw:
    """What is said of a category of data."""
    interests = [
        each
        for item in slots["legal_bases"].items
        for each in fields.interests(item.entry)
    ]
    entry = {
        "purposes": _purposes(slots["purposes"]),
        "legalBases": list(_legal_bases(slots)),
        "legitimateInterests": interests,
        "recipients": _once(_recipients(slots["recipients"])),
        "storage": list(_storage(slots["retention"])),
        "nonDisclosure": _non_disclosure(slots["provision"]),
    }
    return _stated(entry)


def _once(values: Iterable[Any]) -> list[Any]:
    """Each value once; the same recipient may get several data for several reasons."""
    return list({json.dumps(each, sort_keys=True): each for each in values}.values())


def _purposes(said: Filled) -> list[Any]:
    unclear = [{"purpose": words} for words in said.unclear]
    return [fields.purpose(each.entry) for each in said.items] + unclear


def _legal_bases(slots: dict[str, Filled]) -> Iterator[Any]:
    """The bases named for this; several named for everything attach to nothing."""
    said = slots["legal_bases"]
    one = len({each.id for each in said.items}) == 1
    if said.grain is Grain.SPECIFIC or one:
        for each in said.items:
            if each.entry.get("x-tilt") != IMPLIED:
                yield fields.legal_basis(each.entry)
    for each in slots["conditions"].items:
        yield fields.legal_basis(each.entry)
    for words in said.unclear:
        yield {"reference": words}


IMPLIED_RIGHT: Final = "implied by accessAndDataPortability"
"""Marks a right that no block of its own grants."""
IMPLIED: Final = "implied by legitimateInterests"
"""Marks a basis that no item of legalBases names."""


def _recipients(said: Filled) -> Iterator[Any]:
    for each in said.items:
        yield fields.recipient(each.entry)
    for words in ("none",) if said.is_none else said.unclear:
        yield {"category": words}


def _storage(said: Filled) -> Iterator[Any]:
    kept = [each.entry for each in said.items]
    kept += [{"criterion": words} for words in said.unclear]
    if kept:
        yield fields.storage(kept)


def _non_disclosure(said: Filled) -> Any:
    for each in said.items:
        return fields.non_disclosure(each.entry)
    return None


def _transfers(data: Any) -> Iterator[Any]:
    """What is said of transfers anywhere: TILT says it once for the document."""
    for statement in (*data.get("general", []), *data.get("activities", [])):
        said = statement.get("transfers", [])
        if isinstance(said, dict):
            yield {"country": said["unclear"]}
        elif said != "none":
            yield from map(fields.transfer, said)


def _sources(data: Any) -> Iterator[Any]:
    """The sources beside the person, for each category of data they are named for."""
    for statement in (*data.get("general", []), *data.get("activities", [])):
        said = statement.get("sources", [])
        named = [
            fields.source(each)
            for each in ({"from": each} if isinstance(each, str) else each
                         for each in (said if isinstance(said, list) else []))
            if each["from"] in _OTHERS
        ]  # fmt: skip
        overlay = statement.get("x-tilt", {}) if "about" in statement else {}
        for name in _categories(data, statement) if named else ():
            yield laid_over({"dataCategory": name, "sources": named}, overlay)


def _categories(data: Any, statement: Raw) -> Iterator[Any]:
    """What the categories of data are called that a statement is about."""
    about = statement.get("about", statement)
    entries = data.get("data_categories", {})
    ids = about.get("data_categories") if isinstance(about, dict) else about
    if ids == "all":
        ids = [id_ for id_, entry in entries.items() if is_personal(entry)]
    for id_ in ids if isinstance(ids, list) else ():
        entry = id_ if isinstance(id_, dict) else entries.get(id_, {})
        yield fields.category(entry).get("category") if entry else id_


def _rights(data: Any) -> Raw:
    """The rights TILT knows, as the first block that grants them has them."""
    found: Raw = {}
    contacts = data.get("contacts", {})
    for block in data.get("rights", []):
        for key, right in RIGHTS.items():
            grants = block["grants"]
            grant = grants.get(right)
            if right == "rectification" and grant is None:
                grant = grants.get("erasure")
            if grant is None or grant.get("x-tilt") == IMPLIED_RIGHT:
                continue
            if key not in found:
                ids = grant.get("via", block.get("via", []))
                via = [contacts[id_] for id_ in ids if id_ in contacts]
                found[key] = fields.right(grant, via)
    return found


def export(data: Any) -> Any:
    """The TILT document of a valid policy.

    One that was imported with its placeholders comes back as it was; any other gets
    those keys TILT requires, empty.
    """
    kept = data.get("x-tilt", {})
    kept = kept if isinstance(kept, dict) else {}
    made = laid_over(document(data), kept.get("document", {}))
    return made if kept.get("lossless") is True else completed(made)


def losses(data: Any) -> tuple[Note, ...]:
    """What of the policy is not in the export; that it is of the EU, TILT implies."""
    is_implied = data["policy"].get("regimes") == ["eu-gdpr"]
    return tuple(
        note
        for note in lost(data, CARRIED, "TILT")
        if not (is_implied and note.at == _REGIMES)
    )
