"""What a TILT document says of one category of data, as an activity."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from policycheck.interop import tilt_fields as fields
from policycheck.interop.draft import Content
from policycheck.interop.loss import Kind
from policycheck.interop.naming import slug
from policycheck.interop.overlay import NOTHING
from policycheck.interop.tilt_bases import legal_bases, named, put
from policycheck.interop.tilt_work import Raw, Work
from policycheck.location import ROOT, Pointer

_PERIOD: Final = re.compile(
    "P(?=[0-9T])([0-9]{1,5}Y)?([0-9]{1,5}M)?([0-9]{1,5}W)?([0-9]{1,5}D)?"
    "(T(?=[0-9])([0-9]{1,5}H)?([0-9]{1,5}M)?([0-9]{1,5}S)?)?"
)
_SLOTS: Final = {
    "data_categories": "category",
    "purposes": "purposes",
    "legal_bases": "legalBases",
    "recipients": "recipients",
    "retention": "storage",
    "provision": "nonDisclosure",
}
_NONE: Final = frozenset({"none", "keine", "keiner"})


def activity(work: Work, entry: Any, origin: Pointer, taken: set[str]) -> None:
    """Read one disclosed entry into the next activity."""
    at = ROOT / "activities" / len(taken)
    of: Raw = entry if isinstance(entry, dict) else {}
    if isinstance(entry, str):
        of = {"category": entry}
    name = work.name(of, "category", origin)
    id_ = slug(name or "activity", "activity", taken)
    taken.add(id_)
    work.draft.put(at / "id", id_, origin)
    work.draft.comes_from(at, origin)
    if of:
        for slot, key in _SLOTS.items():
            work.lacks(at / slot, origin, key)
    if name is not None:
        category = _category(work, of, origin, name)
        put(work, at / "data_categories", [category], origin / "category")
    named(work, at / "purposes", _purposes(work, of, origin), origin / "purposes")
    legal_bases(work, at, of, origin)
    _recipients(work, at, of, origin)
    for index, (kept, place) in enumerate(_retention(work, of, origin)):
        for field, (value, stands) in kept.items():
            work.draft.put(at / "retention" / index / field, value, stands)
        work.draft.comes_from(at / "retention" / index, place)
    _provision(work, at, of, origin)


def _unique(ids: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def _category(work: Work, of: Raw, origin: Pointer, name: str) -> str:
    parts = (text.strip() for text, _ in work.texts(of, "subcategories", origin))
    elements = _unique(part for part in parts if part)
    content: Content = {"name": (name, origin / "category")}
    if elements:
        content = {**content, "elements": (elements, origin / "subcategories")}
    if isinstance(work.target(origin), dict):
        rebuilt = fields.category({key: value for key, (value, _) in content.items()})
        keys = ("category", "subcategories")
        content = work.with_overlay(content, origin, rebuilt, *keys)
    return work.draft.entry("data_categories", name, content, origin)


def _purposes(work: Work, of: Raw, origin: Pointer) -> Iterator[tuple[str, Pointer]]:
    for item, at in work.objects(of, "purposes", origin, "purpose"):
        name = work.name(item, "purpose", at)
        if name is None and (name := work.name(item, "description", at)) is not None:
            says = "a description without a purpose: read as the purpose"
            work.note(Kind.READ, at, says)
        if name is None:
            work.note(Kind.DOUBTFUL, at, "a purpose without a word for it")
            continue
        rebuilt = fields.purpose({"name": name})
        content = work.with_overlay({"name": (name, at)}, at, rebuilt)
        yield work.draft.entry("purposes", name, content, at), at


def _recipients(work: Work, at: Pointer, of: Raw, origin: Pointer) -> None:
    items = list(work.objects(of, "recipients", origin, "name"))
    only = items[0] if len(items) == 1 else None
    if only is not None and only[0].keys() == {"category"}:
        word = only[0]["category"]
        if isinstance(word, str) and word.strip().casefold() in _NONE:
            says = "read as a statement that there are none"
            work.note(Kind.READ, only[1] / "category", says)
            work.draft.put(at / "recipients", "none", origin / "recipients")
            return
    ids = _recipient_ids(work, items)
    named(work, at / "recipients", ids, origin / "recipients")


def _recipient_ids(
    work: Work, items: list[tuple[Raw, Pointer]]
) -> Iterator[tuple[str, Pointer]]:
    for item, at in items:
        category = work.name(item, "category", at)
        name = work.name(item, "name", at) or category
        country = work.country(item, at)
        if name is None:
            says = "a recipient without a name or a category"
            work.note(Kind.DOUBTFUL, at, says)
            continue
        content: Content = {"name": (name, at)}
        if category is not None:
            content = {**content, "category": (category, at / "category")}
        if country is not None:
            content = {**content, "country": (country, at / "country")}
        plain = {key: value for key, (value, _) in content.items()}
        content = work.with_overlay(content, at, fields.recipient(plain))
        yield work.draft.entry("recipients", name, content, at), at


def _retention(
    work: Work, of: Raw, origin: Pointer
) -> Iterator[tuple[Content, Pointer]]:
    for item, at in work.objects(of, "storage", origin, "purposeConditional"):
        for each, place in work.objects(item, "temporal", at, "ttl"):
            content = _period(work, each, place)
            if content:
                yield content, place
        for text, place in work.texts(item, "purposeConditional", at):
            yield {"criterion": (text, place)}, place
        for text, place in work.texts(item, "legalBasisConditional", at):
            yield {"law": ({"cite": text}, place)}, place


def _period(work: Work, of: Raw, at: Pointer) -> Content:
    ttl = work.text(of, "ttl", at)
    reason = work.text(of, "description", at)
    period = fields.period(ttl)
    if period is None or _PERIOD.fullmatch(period) is None:
        if ttl is not None:
            work.note(Kind.DOUBTFUL, at / "ttl", "not read: it is no ISO 8601 period")
        return {} if reason is None else {"criterion": (reason, at / "description")}
    if period != ttl:
        work.note(Kind.READ, at / "ttl", f"read as {period}")
    content: Content = {"max": (period, at / "ttl")}
    if reason is not None:
        content = {**content, "reason": (reason, at / "description")}
    rebuilt = {"ttl": period, "description": reason} if reason else {"ttl": period}
    return work.with_overlay(content, at, rebuilt)


def _provision(work: Work, at: Pointer, of: Raw, origin: Pointer) -> None:
    place = origin / "nonDisclosure"
    item = work.object(of, "nonDisclosure", origin)
    if item is None:
        return
    by_law = work.flag(item, "legalRequirement", place)
    by_contract = work.flag(item, "contractualRegulation", place)
    obliged = work.flag(item, "obligationToProvide", place)
    consequence = work.text(item, "consequences", place)
    required = ["statutory"] * bool(by_law) + ["contractual"] * bool(by_contract)
    if obliged is False and not required:
        required = ["voluntary"]
    elif obliged and not required:
        says = "an obligation that neither law nor contract makes"
        work.note(Kind.DOUBTFUL, place / "obligationToProvide", says)
    provision: Raw = {"is": required} if required else {}
    if consequence is not None:
        provision["consequence"] = consequence
    if provision:
        overlay = work.overlay(place, fields.non_disclosure(provision))
        if overlay is not NOTHING:
            provision["x-tilt"] = overlay
        work.draft.put(at / "provision", provision, place)
