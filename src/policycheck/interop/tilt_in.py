"""A TILT document as a policy: checked at once, or written as YAML."""

from __future__ import annotations

from typing import Any, Final

from policycheck import json_source
from policycheck.document import Document, Fault, holds_more
from policycheck.interop import tilt_fields as fields
from policycheck.interop import tilt_out
from policycheck.interop.draft import Content
from policycheck.interop.loss import Imported, Kind
from policycheck.interop.naming import slug
from policycheck.interop.overlay import NOTHING
from policycheck.interop.tilt_document import (
    automated_decisions,
    person,
    reached,
    sources,
    transfers,
)
from policycheck.interop.tilt_entries import activity
from policycheck.interop.tilt_required import KEYS
from policycheck.interop.tilt_rights import complaints, rights
from policycheck.interop.tilt_work import Raw, Work
from policycheck.limits import DEFAULT, Limits
from policycheck.location import ROOT, Pointer, Span
from policycheck.policy import build

_ORDER: Final = (
    "policycheck", "policy", "controllers", "contacts", "data_categories", "purposes",
    "legal_bases", "recipients", "general", "activities", "rights", "complaints",
    "automated_decisions", "x-tilt",
)  # fmt: skip


def read(
    path: str, raw: bytes, *, lossless: bool = False, limits: Limits = DEFAULT
) -> tuple[Imported, ...]:
    """The policies in a file: one TILT document, or a list of them.

    A file that is no TILT gives one policy with a fault. `lossless` keeps placeholders.
    """
    whole = json_source.read(path, raw, limits)
    if not whole.faults and holds_more(whole.data, limits.values):
        says = f"the document holds more than {limits.values} values"
        fault = Fault("too-large", says, Span(1, 1, 1, 2), "json")
        whole = Document(path, whole.text, None, (fault,), None)
    if whole.faults:
        return (Imported(whole, (), whole, {}),)
    if _is_tilt(whole.data):
        return (_imported(whole, ROOT, lossless=lossless),)
    items = whole.data if isinstance(whole.data, list) else []
    others = [index for index, each in enumerate(items) if not _is_tilt(each)]
    if not items or others:
        says = (
            "this is no TILT document: it has none of its keys, such as dataDisclosed"
        )
        span = whole.locate(Pointer(others[:1])).span
        fault = Fault("not-tilt", says, span, "json")
        broken = Document(path, whole.text, whole.data, (fault,), whole.place)
        return (Imported(broken, (), broken, {}),)
    return tuple(
        _imported(whole, ROOT / index, lossless=lossless) for index in range(len(items))
    )


def _is_tilt(data: Any) -> bool:
    return isinstance(data, dict) and not KEYS.isdisjoint(data)


def _imported(whole: Document, root: Pointer, *, lossless: bool) -> Imported:
    work = Work(whole.data, root, lossless=lossless)
    draft = work.draft
    draft.comes_from(ROOT, ROOT)
    draft.put(ROOT / "policycheck", 1, ROOT)
    _meta(work)
    _controller(work)
    taken: set[str] = set()
    disclosed = work.tidy.get("dataDisclosed", [])
    entries = disclosed if isinstance(disclosed, list) else [disclosed]
    for index, entry in enumerate(entries):
        at = ROOT / "dataDisclosed"
        place = at / index if isinstance(disclosed, list) else at
        activity(work, entry, place, taken)
    transfers(work)
    sources(work)
    rights(work)
    complaints(work)
    automated_decisions(work)
    _keep_the_rest(work, is_list=isinstance(disclosed, list))
    if lossless:
        draft.put(ROOT / "x-tilt" / "lossless", lossless, ROOT)
    draft.data = {key: draft.data[key] for key in _ORDER if key in draft.data}
    return draft.imported(whole)


def _meta(work: Work) -> None:
    draft = work.draft
    meta = work.object(work.tidy, "meta", ROOT) or {}
    at, place = ROOT / "policy", ROOT / "meta"
    title = work.name(meta, "name", place)
    if title is None:
        title = "Untitled"
        work.note(Kind.DOUBTFUL, place, "the document has no name")
    draft.put(at / "id", slug(title, "policy"), place / "name")
    draft.put(at / "title", title, place / "name")
    version = meta.get("version")
    is_flag = isinstance(version, bool)
    is_large = isinstance(version, int) and abs(version) >= _LARGE
    if isinstance(version, str | int) and not is_flag and not is_large:
        draft.put(at / "version", version, place / "version")
    for key in ("language", "url"):
        text = work.text(meta, key, place)
        if text is not None:
            draft.put(at / key, text, place / key)
    draft.put(at / "regimes", ["eu-gdpr"], place)
    if meta:
        data = draft.data["policy"]
        rebuilt = {key: data.get(key) for key in ("version", "language", "url")}
        rebuilt = {"name": title, **rebuilt}
        said = {key: value for key, value in rebuilt.items() if value is not None}
        overlay = work.overlay(place, said)
        if overlay is not NOTHING:
            draft.put(at / "x-tilt", overlay, place)


_LARGE: Final = 10**15


def _controller(work: Work) -> None:
    draft = work.draft
    of = work.object(work.tidy, "controller", ROOT) or {}
    place = ROOT / "controller"
    name = work.name(of, "name", place)
    if name is None:
        name = draft.data["policy"]["title"]
        says = (
            "the controller has no name; TILT's meta.name is the controller's as well"
        )
        work.note(Kind.READ, place, says)
    content: Content = {"name": (name, place / "name")}
    address = work.text(of, "address", place)
    if address is not None:
        content = {**content, "address": (address, place / "address")}
    country = work.country(of, place)
    if country is not None:
        content = {**content, "country": (country, place / "country")}
    is_person = _representative(work, of, place)
    if not is_person:
        content = {**content, **_own_contact(work, of, place)}
    plain = {key: value for key, (value, _) in content.items()}
    if of:
        keys = [key for key in work.target(place) if key != _DEPUTY or not is_person]
        content = work.with_overlay(content, place, fields.controller(plain), *keys)
    draft.entry("controllers", name, content, place)
    work.lacks(ROOT / "organisation", place, "country")
    officer = work.object(work.tidy, "dataProtectionOfficer", ROOT) or {}
    person(work, officer, ROOT / "dataProtectionOfficer", "dpo")
    work.lacks(ROOT / "contacts" / "dpo", ROOT, "dataProtectionOfficer")


_DEPUTY: Final = "representative"
"""TILT: "a responsible real person that represents the controller"."""


def _representative(work: Work, of: Raw, place: Pointer) -> bool:
    """Read the representative as a contact; whether somebody is named."""
    inside = work.object(of, _DEPUTY, place) or {}
    if not inside.get("name"):
        return False
    person(work, inside, place / _DEPUTY, _DEPUTY)
    return True


def _own_contact(work: Work, of: Raw, place: Pointer) -> Content:
    """How the controller is reached: the representative where nobody is named."""
    inside = of.get(_DEPUTY)
    if not isinstance(inside, dict):
        return {}
    stands = place / _DEPUTY
    found = reached(work, inside, stands)
    said = {key: each for key, each in found.items() if key != "address"}
    if said:
        says = "nobody is named: read as the controller's own contact"
        work.note(Kind.READ, stands, says)
    return said


def _keep_the_rest(work: Work, *, is_list: bool) -> None:
    """Compare what an export would give with the document, and keep what it lacks."""
    draft = work.draft
    policy = build(draft.data)
    place = ROOT / "dataDisclosed"
    for index, activity_ in enumerate(policy.activities):
        (rebuilt,) = tilt_out.disclosed(draft.data, policy, activity_)
        origin = place / index if is_list else place
        overlay = work.overlay(origin, rebuilt)
        if overlay is not NOTHING:
            draft.put(activity_.at / "x-tilt", overlay, origin)
    overlay = work.overlay(ROOT, tilt_out.document(draft.data))
    if overlay is not NOTHING:
        draft.put(ROOT / "x-tilt" / "document", overlay, ROOT)
