"""The objects of a TILT document, each made of the entry of a policy it stands for.

What an import could not put in a field of the entry stands under its `x-tilt` and is
laid over; the readers say what had been read out of such a raw value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from policycheck.citations import citations
from policycheck.interop import contacts, places
from policycheck.interop.naming import named
from policycheck.interop.overlay import Reader, laid_over
from policycheck.interop.terms import basis, condition

Raw = dict[str, Any]
Entry = Mapping[str, Any]
LONGEST_CITATION: Final = 10_000
FROM_DESCRIPTION: Final = "the description; no authority is named"
"""Marks an authority for which only the description of the right stands."""


def _over(
    entry: Entry, native: Raw, readers: Mapping[str, Reader] | None = None
) -> Any:
    """The native fields that say something, with what the import kept laid over."""
    said = {key: value for key, value in native.items() if value not in (None, [], {})}
    return laid_over(said, entry.get("x-tilt", {}), readers or {})


def period(raw: object) -> str | None:
    """The period in a TTL, which may start with a date; None where there is none."""
    if not isinstance(raw, str) or "P" not in raw:
        return None
    return raw[raw.index("P") :].strip()


def one_name(raw: object) -> str | None:
    """The name made of a text."""
    return named(raw) if isinstance(raw, str) else None


def reference(word: str) -> str:
    """A legal basis or condition as TILT refers to it: GDPR-6-1-a; else the word."""
    law, _, place = basis(condition(word)).partition(":")
    return f"{law.upper()}-{place}" if place else word


def _cited(raw: object) -> str | None:
    """The one legal basis or condition a text cites, as TILT refers to it.

    Of a text that cites none the words; None where it cites several.
    """
    if not isinstance(raw, str):
        return None
    cited = citations(raw[:LONGEST_CITATION])
    found = {each.basis or each.condition for each in cited} - {None}
    if not found:
        return raw.strip()
    return reference(str(found.pop())) if len(found) == 1 else None


def _country(raw: object, beside: object = "") -> str | None:
    if not isinstance(raw, str):
        return None
    return places.country(raw, beside if isinstance(beside, str) else "").code


READERS: Final[Mapping[str, Reader]] = {
    "category": one_name,
    "purpose": one_name,
    "name": one_name,
    "ttl": period,
    "reference": _cited,
}


def category(entry: Entry) -> Any:
    """The part of a disclosed entry that a data category fills."""
    native = {
        "category": entry["name"],
        "subcategories": list(entry.get("elements", [])),
    }
    return _over(entry, native, {"category": one_name})


def purpose(entry: Entry) -> Any:
    """One purpose."""
    return _over(entry, {"purpose": entry["name"]}, {"purpose": one_name})


def legal_basis(entry: Entry) -> Any:
    """A legal basis, a condition for special data, or the name of none."""
    word = entry.get("basis") or entry.get("condition") or entry["name"]
    return _over(entry, {"reference": reference(word)}, {"reference": _cited})


def interests(entry: Entry) -> list[Raw]:
    """The interests a legal basis rests on."""
    return [
        {"exists": True, "reasoning": each["text"]}
        for each in entry.get("interests", [])
    ]


def recipient(entry: Entry) -> Any:
    """A recipient; one that is only named by its kind has that kind for a name."""
    is_kind = entry["name"] == entry.get("category")
    native = {
        "name": None if is_kind else entry["name"],
        "category": entry.get("category"),
        "country": entry.get("country"),
    }
    kept = entry.get("x-tilt", {})
    beside = kept.get("address") if isinstance(kept, dict) else None
    readers = {
        "name": one_name,
        "category": one_name,
        "country": lambda raw: _country(raw, beside),
    }
    return _over(entry, native, readers)


def storage(retention: Sequence[Entry]) -> Any:
    """How long data is kept: one item of `storage`."""
    native: Raw = {
        "temporal": [],
        "purposeConditional": [],
        "legalBasisConditional": [],
    }
    for each in retention:
        is_period = "max" in each and each["max"] != "unlimited"
        if is_period:
            counted = f"after {each['after']}" if "after" in each else None
            words = "; ".join(filter(None, (counted, each.get("reason"))))
            said = {"ttl": each["max"], "description": words or None}
            native["temporal"].append(_over(each, said, {"ttl": period}))
        for key in ("criterion",) if is_period else ("criterion", "after"):
            if key in each:
                native["purposeConditional"].append(each[key])
        if "law" in each:
            native["legalBasisConditional"].append(each["law"]["cite"])
    return {key: value for key, value in native.items() if value}


def non_disclosure(provision: Entry) -> Any:
    """Whether the person must provide the data, and what follows if not."""
    native: Raw = {}
    if "is" in provision:
        required = provision["is"]
        native = {
            "legalRequirement": "statutory" in required,
            "contractualRegulation": "contractual" in required,
            "obligationToProvide": "voluntary" not in required,
        }
    native["consequences"] = provision.get("consequence")
    return _over(provision, native)


def controller(entry: Entry) -> Any:
    """The controller; how it is reached stands where TILT has its representative."""
    native = {key: entry.get(key) for key in ("name", "address", "country")}
    own = {key: entry[key] for key in ("email", "phone") if key in entry}
    beside = entry.get("address")
    readers = {
        "name": one_name,
        "country": lambda raw: _country(raw, beside),
        "email": contacts.email,
    }
    return _over(entry, {**native, "representative": own}, readers)


def person(entry: Entry) -> Any:
    """A representative or data protection officer, from a contact."""
    native = {key: entry.get(key) for key in ("name", "address", "email", "phone")}
    return _over(entry, native, {"email": contacts.email, "name": one_name})


def transfer(entry: Entry) -> Any:
    """A transfer to a third country, with what permits it."""
    countries = entry.get("countries", [])
    native: Raw = {"country": countries[0] if countries else None}
    adequacy = entry.get("adequacy")
    if adequacy == "none":
        native["adequacyDecision"] = {"available": False}
    elif entry.get("mechanism") == "adequacy" or adequacy is not None:
        native["adequacyDecision"] = {"available": True}
        if isinstance(adequacy, Mapping) and "decision" in adequacy:
            native["adequacyDecision"]["description"] = adequacy["decision"]
    if entry.get("mechanism") in {"scc", "gdpr:46-2-c"}:
        native["standardDataProtectionClause"] = {"available": True}
        if "copy" in entry:
            native["standardDataProtectionClause"]["description"] = entry["copy"]
    if "mechanism_text" in entry:
        said = {"available": True, "description": entry["mechanism_text"]}
        native["appropriateGuarantees"] = said
    return _over(entry, native, {"country": _country})


def right(grant: Entry, via: Sequence[Entry]) -> Any:
    """A right that is granted, and the first contact it is asked for by."""
    native: Raw = {"available": True, "description": grant.get("how")}
    for contact in via[:1]:
        native |= {"email": contact.get("email"), "url": contact.get("form")}
    return _over(grant, native, {"email": contacts.email, "url": contacts.url})


def complaint(complaints: Entry) -> Any:
    """The right to complain, and the first authority named."""
    native: Raw = {}
    for authority in complaints.get("authorities", [])[:1]:
        entry = {"text": authority} if isinstance(authority, str) else authority
        text = entry["text"]
        native = {"available": True, "supervisoryAuthority": {"name": text}}
        if entry.get("x-tilt") == FROM_DESCRIPTION:
            native = {"available": True, "description": text}
    return _over(complaints, native)


def automated_decision(said: Any) -> Any:
    """What is said of automated decisions: none, unclear, or the first of them."""
    if said == "none":
        return {"inUse": False}
    if isinstance(said, Mapping):
        return _over(said, {"logicInvolved": said["unclear"]})
    decision = said[0]
    native = {
        "inUse": True,
        "logicInvolved": decision.get("logic"),
        "scopeAndIntendedEffects": decision.get("consequences"),
    }
    return _over(decision, native)


def source(entry: Entry) -> Any:
    """A source that is not the person: public, or some third party."""
    native = {
        "description": entry.get("name"),
        "publiclyAvailable": entry["from"] == "public",
    }
    return _over(entry, native)
