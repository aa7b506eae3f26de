"""A Fides manifest as a policy: one activity for each declaration."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from policycheck import json_source, source
from policycheck.document import Document, holds_more
from policycheck.errors import PolicycheckError
from policycheck.interop import fides_declarations as declarations
from policycheck.interop.draft import Draft
from policycheck.interop.fides_declarations import Catalogue
from policycheck.interop.fides_reading import Raw, fields, kept, objects, text
from policycheck.interop.loss import Kind, Located
from policycheck.interop.naming import named, slug
from policycheck.interop.overlay import is_usable
from policycheck.limits import DEFAULT, Limits
from policycheck.location import ROOT, Pointer

_TAXONOMY: Final = ("data_category", "data_use", "data_subject")
_READ: Final = frozenset({"organization", "system", "dataset", *_TAXONOMY})
_KNOWN: Final = _READ | {"policy", "registry"}
_PERSONS: Final = {"data_protection_officer": "dpo", "representative": "representative"}
_PERSON: Final = ("name", "address", "email", "phone")
_ORDER: Final[tuple[str, ...]] = (
    "policycheck", "policy", "controllers", "contacts", "data_subjects",
    "data_categories", "purposes", "legal_bases", "recipients", "trackers",
    "activities",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Manifest:
    """The policy made of a manifest, and what was not carried."""

    data: dict[str, Any]
    notes: tuple[Located, ...]


def read(files: Sequence[tuple[str, bytes]], limits: Limits = DEFAULT) -> Manifest:
    """The one policy that the files of a manifest state together."""
    documents = [_document(path, raw, limits) for path, raw in files]
    draft = Draft({})
    catalogue = Catalogue(draft, _names(documents))
    draft.put(ROOT / "policycheck", 1, ROOT)
    notes = _organizations(draft, documents)
    taken: set[str] = set()
    for document in documents:
        for system, at in objects(draft, document.data, "system", ROOT):
            declarations.system(catalogue, system, at, taken)
        notes += _located(draft, document)
    declared = {
        id_
        for activity in draft.data.get("activities", [])
        for id_ in activity.get("data_categories", [])
    }
    for document in documents:
        for dataset, at in objects(draft, document.data, "dataset", ROOT):
            _dataset(catalogue, dataset, at, declared, taken)
        _unread(draft, document)
        notes += _located(draft, document)
    data = {key: draft.data[key] for key in _ORDER if key in draft.data}
    return Manifest(data, tuple(notes))


def _document(path: str, raw: bytes, limits: Limits) -> Document:
    reader = json_source if path.endswith(".json") else source
    document: Document = reader.read(path, raw, limits)
    for fault in document.faults:
        message = f"{path}:{fault.span.line}:{fault.span.column}: {fault.message}"
        raise PolicycheckError(message)
    if holds_more(document.data, limits.values):
        message = f"{path}:1:1: the document holds more than {limits.values} values"
        raise PolicycheckError(message)
    if not isinstance(document.data, dict) or _KNOWN.isdisjoint(document.data):
        message = f"{path}: this is no Fides manifest: it has no key such as system"
        raise PolicycheckError(message)
    return document


def _names(documents: Sequence[Document]) -> dict[str, str]:
    """The names the manifest itself gives to keys of the taxonomy."""
    return {
        item["fides_key"]: named(item["name"])
        for kind in _TAXONOMY
        for document in documents
        for item, _ in objects(Draft({}), document.data, kind, ROOT)
        if _is_text(item.get("fides_key")) and _is_text(item.get("name"))
    }


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _located(draft: Draft, document: Document) -> list[Located]:
    """The notes taken since the last time, with their places."""
    notes = [Located(document.locate(note.at), note) for note in draft.take_notes()]
    return sorted(notes, key=lambda each: each.location.span)


def _unread(draft: Draft, document: Document) -> None:
    for key in document.data:
        if key not in _READ:
            draft.note(Kind.LOST, ROOT / key, "a resource that states no processing")
        elif key in _TAXONOMY and document.data[key]:
            says = "of the taxonomy only the names of keys are read"
            draft.note(Kind.LOST, ROOT / key, says)


def _organizations(draft: Draft, documents: Sequence[Document]) -> list[Located]:
    """Read the first organisation; a policy has one."""
    notes: list[Located] = []
    is_read = False
    for document in documents:
        for of, at in objects(draft, document.data, "organization", ROOT):
            if is_read:
                says = "another organisation: the first is the controller"
                draft.note(Kind.LOST, at, says)
            else:
                _organization(draft, at, of)
            is_read = True
        notes += _located(draft, document)
    if not is_read:
        _organization(draft, ROOT, {})
        notes += _located(draft, documents[0])
    return notes


def _organization(draft: Draft, at: Pointer, of: Raw) -> None:
    own, place = _person(draft, of, "controller", at)
    name = own.pop("name", None) or text(draft, of, "name", at)
    if name is None:
        says = "no organisation is named: the controller is open"
        draft.note(Kind.DOUBTFUL, at, says)
    name = named(name or "Controller not named")
    title = named(text(draft, of, "name", at) or name)
    draft.put(ROOT / "policy" / "id", slug(title, "policy"), at)
    draft.put(ROOT / "policy" / "title", title, at)
    draft.put(ROOT / "policy" / "regimes", ["eu-gdpr"], at)
    to = ROOT / "controllers" / slug(name, "controller")
    draft.put(to, {"name": name, **own}, place)
    for key, id_ in _PERSONS.items():
        said, place = _person(draft, of, key, at)
        if said:
            draft.put(ROOT / "contacts" / id_, said, place)
    rest = kept(draft, of, at, {"name", "controller", *_PERSONS})
    if rest:
        draft.put(ROOT / "policy" / "x-fides", rest, at)


def _person(
    draft: Draft, of: Raw, key: str, at: Pointer
) -> tuple[dict[str, Any], Pointer]:
    """Somebody of an organisation, and where that stands."""
    inside, place = of.get(key), at / key
    if not isinstance(inside, dict):
        if is_usable(inside):
            draft.note(Kind.DOUBTFUL, place, "not read: an object belongs here")
        return {}, at
    said: dict[str, Any] = fields(draft, inside, _PERSON, place)
    rest = kept(draft, inside, place, _PERSON)
    return {**said, **({"x-fides": rest} if rest else {})}, place


def _dataset(
    catalogue: Catalogue, of: Raw, at: Pointer, declared: set[str], taken: set[str]
) -> None:
    """Tell of the data a data set holds and no declaration uses."""
    draft = catalogue.draft
    found = dict.fromkeys(
        catalogue.data_category(key, place)
        for key, place in _categories(of, at)
        if catalogue.known("data_categories", key) not in declared
    )
    draft.note(Kind.LOST, at, "of a data set only the categories of its data are read")
    if found:
        name = text(draft, of, "name", at) or text(draft, of, "fides_key", at)
        words = named(name or "data set")
        id_ = slug(words, "data-set", taken)
        taken.add(id_)
        place = ROOT / "activities" / len(draft.data.get("activities", []))
        draft.put(place / "id", id_, at)
        draft.put(place / "name", words, at)
        draft.put(place / "data_categories", list(found), at)


def _categories(of: Any, at: Pointer) -> Iterator[tuple[str, Pointer]]:
    """The categories of a data set, its collections, fields and fields in fields."""
    waiting = deque([(of, at)])
    while waiting:
        each, place = waiting.popleft()
        if not isinstance(each, dict):
            continue
        keys = each.get("data_categories")
        for key in keys if isinstance(keys, list) else []:
            if _is_text(key):
                yield key, place / "data_categories"
        for inside in ("collections", "fields"):
            below = each.get(inside)
            for index, item in enumerate(below if isinstance(below, list) else []):
                waiting.append((item, place / inside / index))
