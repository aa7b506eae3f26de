"""What a TILT document says once for all its data: persons, transfers, sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policycheck.interop import contacts
from policycheck.interop import tilt_fields as fields
from policycheck.interop.draft import Content
from policycheck.interop.loss import Kind
from policycheck.interop.naming import slug
from policycheck.interop.overlay import NOTHING
from policycheck.interop.tilt_out import ID_OF_TRANSFERS
from policycheck.interop.tilt_work import Raw, Work
from policycheck.location import ROOT, Pointer

_TRANSFERS: Final = "thirdCountryTransfers"
_ABOUT: Final = "automated decision-making"


def person(work: Work, of: Raw, place: Pointer, id_: str) -> None:
    """Read a representative or data protection officer as a contact."""
    said = reached(work, of, place)
    if not said:
        return
    plain = {key: value for key, (value, _) in said.items()}
    content = work.with_overlay(said, place, fields.person(plain))
    at = ROOT / "contacts" / id_
    for field, (value, stands) in content.items():
        work.draft.put(at / field, value, stands)
    work.draft.comes_from(at, place)


def reached(work: Work, of: Raw, place: Pointer) -> Content:
    """What is said of a person, and how one is reached."""
    said: dict[str, tuple[str, Pointer]] = {}
    for key in ("name", "address", "phone"):
        text = work.name(of, key, place) if key == "name" else work.text(of, key, place)
        if text is not None:
            said[key] = (text, place / key)
    written = work.text(of, "email", place)
    address, url = contacts.email(written), contacts.url(written)
    if url is not None:
        said["form"] = (url, place / "email")
        work.note(Kind.READ, place / "email", "a web address; read as a form")
    elif address is not None:
        said["email"] = (address, place / "email")
        if address != written:
            work.note(Kind.READ, place / "email", f"read as {address}")
    elif written is not None:
        work.note(Kind.DOUBTFUL, place / "email", "not read: it is no e-mail address")
    return said


def transfers(work: Work) -> None:
    """Read thirdCountryTransfers into one general statement."""
    place = ROOT / _TRANSFERS
    at = ROOT / "general" / 0
    made: list[tuple[Raw, Pointer]] = []
    unread = []
    for item, stands in work.objects(work.tidy, _TRANSFERS, ROOT, "country"):
        said = _transfer(work, item, stands)
        if said:
            overlay = work.overlay(stands, fields.transfer(said))
            if overlay is not NOTHING:
                said["x-tilt"] = overlay
            made.append((said, stands))
        elif isinstance(item.get("country"), str):
            unread.append(item["country"].strip())
    if not made and not unread:
        return
    work.draft.put(at / "id", ID_OF_TRANSFERS, place)
    work.draft.put(at / "about", "all", place)
    if not made:
        words = {"unclear": "; ".join(unread)}
        work.draft.put(at / "transfers", words, place)
    for index, (said, stands) in enumerate(made):
        work.draft.put(at / "transfers" / index, said, stands)
        work.draft.comes_from(
            at / "transfers" / index / "countries", stands / "country"
        )


def _transfer(work: Work, of: Raw, at: Pointer) -> Raw:
    """The fields of one transfer; none where nothing certain is said."""
    said: Raw = {}
    country = work.country(of, at)
    if country is not None:
        said["countries"] = [country]
    decided, decision = _answer(work, of, "adequacyDecision", at)
    if decided:
        said["mechanism"] = "adequacy"
        if decision is not None:
            said["adequacy"] = {"decision": decision}
    elif decided is False:
        said["adequacy"] = "none"
    signed, clause = _answer(work, of, "standardDataProtectionClause", at)
    if signed and "mechanism" not in said:
        said["mechanism"] = "scc"
        copy = contacts.url(clause)
        if copy is not None:
            said["copy"] = copy
    guaranteed, words = _answer(work, of, "appropriateGuarantees", at)
    if guaranteed and words is not None:
        said["mechanism_text"] = words
    return said


def _answer(
    work: Work, of: Raw, key: str, at: Pointer
) -> tuple[bool | None, str | None]:
    """Whether something is available, and the words about it."""
    inside = work.object(of, key, at)
    if inside is None:
        return None, None
    answer = work.flag(inside, "available", at / key)
    return answer, work.text(inside, "description", at / key)


def sources(work: Work) -> None:
    """Read each item of `sources` into a general statement about its data."""
    statements = work.draft.data.setdefault("general", [])
    taken = {each["id"] for each in statements}
    categories: dict[str, str] = {}
    for category, entry in work.draft.data.get("data_categories", {}).items():
        categories.setdefault(entry["name"].casefold(), category)
    for item, stands in work.objects(work.tidy, "sources", ROOT, "dataCategory"):
        name = work.name(item, "dataCategory", stands)
        found = list(_sources(work, item, stands))
        if name is None or not found:
            work.note(Kind.DOUBTFUL, stands, "a source without data or without a kind")
            continue
        at = ROOT / "general" / len(statements)
        id_ = slug(f"source of {name}", "source", taken)
        taken.add(id_)
        place = stands / "dataCategory"
        work.draft.put(at / "id", id_, stands)
        about = {"data_categories": [_category(work, categories, name, place)]}
        work.draft.put(at / "about", about, place)
        for index, (said, origin) in enumerate(found):
            work.draft.put(at / "sources" / index, said, origin)
        listed = [fields.source(said) for said, _ in found]
        overlay = work.overlay(stands, {"dataCategory": name, "sources": listed})
        if overlay is not NOTHING:
            work.draft.put(at / "x-tilt", overlay, stands)
    if not statements:
        del work.draft.data["general"]


def _category(work: Work, known: dict[str, str], name: str, place: Pointer) -> str:
    """The data category of that name; a new one where no entry discloses it."""
    key = name.casefold()
    if key not in known:
        content = {"name": (name, place)}
        known[key] = work.draft.entry("data_categories", name, content, place)
    return known[key]


def _sources(work: Work, of: Raw, at: Pointer) -> Iterator[tuple[Raw, Pointer]]:
    for item, place in work.objects(of, "sources", at, "description"):
        is_public = work.flag(item, "publiclyAvailable", place)
        words = work.text(item, "description", place)
        if is_public is None:
            work.note(Kind.DOUBTFUL, place, "not said whether the source is public")
            continue
        said: Raw = {"from": "public" if is_public else "third-party"}
        if words is not None:
            said["name"] = words
        overlay = work.overlay(place, fields.source(said))
        if overlay is not NOTHING:
            said["x-tilt"] = overlay
        yield said, place


def automated_decisions(work: Work) -> None:
    """Read automatedDecisionMaking; words without an answer are unclear."""
    place = ROOT / "automatedDecisionMaking"
    at = ROOT / "automated_decisions"
    of = work.object(work.tidy, "automatedDecisionMaking", ROOT) or {}
    in_use = work.flag(of, "inUse", place)
    logic = work.text(of, "logicInvolved", place)
    if in_use is None and logic is not None:
        work.note(
            Kind.DOUBTFUL, place, "not said whether automated decisions are in use"
        )
        said: Raw = {"unclear": logic}
        overlay = work.overlay(place, fields.automated_decision(said))
        if overlay is not NOTHING:
            said["x-tilt"] = overlay
        work.draft.put(at, said, place)
    elif in_use:
        made: Raw = {"about": _ABOUT}
        effects = work.text(of, "scopeAndIntendedEffects", place)
        if logic is not None:
            made["logic"] = logic
        if effects is not None:
            made["consequences"] = effects
        overlay = work.overlay(place, fields.automated_decision([made]))
        if overlay is not NOTHING:
            made["x-tilt"] = overlay
        work.draft.put(at / 0, made, place)
    elif in_use is False:
        work.draft.put(at, "none", place)
