"""A Fides manifest as a policy: one activity for each declaration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from policycheck import json_source, source
from policycheck.document import Document
from policycheck.errors import PolicycheckError
from policycheck.interop import fides_declarations as declarations
from policycheck.interop.draft import Draft
from policycheck.interop.fides_declarations import Catalogue, Raw
from policycheck.interop.loss import Kind, Located, Note
from policycheck.interop.naming import named, slug
from policycheck.interop.overlay import is_usable, stored
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


def read(files: Sequence[tuple[str, bytes]]) -> Manifest:
    """The one policy that the files of a manifest state together."""
    documents = [_document(path, raw) for path, raw in files]
    draft = Draft({})
    catalogue = Catalogue(draft, _names(documents))
    draft.put(ROOT / "policycheck", 1, ROOT)
    notes: list[Located] = []
    organizations = list(_resources(documents, "organization"))
    first = organizations[0] if organizations else (documents[0], ROOT, {})
    _organization(draft, *first)
    notes += _located(draft, first[0])
    taken: set[str] = set()
    for document, at, system in _resources(documents, "system"):
        declarations.system(catalogue, system, at, taken)
        notes += _located(draft, document)
    declared = {
        id_
        for activity in draft.data.get("activities", [])
        for id_ in activity.get("data_categories", [])
    }
    for document, at, dataset in _resources(documents, "dataset"):
        _dataset(catalogue, dataset, at, declared, taken)
        notes += _located(draft, document)
    for document in documents:
        notes += _unread(document)
    data = {key: draft.data[key] for key in _ORDER if key in draft.data}
    return Manifest(data, tuple(notes))


def _document(path: str, raw: bytes) -> Document:
    reader = json_source if path.endswith(".json") else source
    document: Document = reader.read(path, raw)
    for fault in document.faults:
        message = f"{path}:{fault.span.line}:{fault.span.column}: {fault.message}"
        raise PolicycheckError(message)
    if not isinstance(document.data, dict) or _KNOWN.isdisjoint(document.data):
        message = f"{path}: this is no Fides manifest: it has no key such as system"
        raise PolicycheckError(message)
    return document


def _resources(
    documents: Sequence[Document], kind: str
) -> Iterator[tuple[Document, Pointer, Raw]]:
    for document in documents:
        listed = document.data.get(kind)
        for index, item in enumerate(listed if isinstance(listed, list) else []):
            if isinstance(item, dict):
                yield document, ROOT / kind / index, item


def _names(documents: Sequence[Document]) -> dict[str, str]:
    """The names the manifest itself gives to keys of the taxonomy."""
    return {
        item["fides_key"]: named(item["name"])
        for kind in _TAXONOMY
        for _, _, item in _resources(documents, kind)
        if isinstance(item.get("fides_key"), str) and _is_text(item.get("name"))
    }


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _located(draft: Draft, document: Document) -> list[Located]:
    """The notes taken since the last time, with their places."""
    notes = [Located(document.locate(note.at), note) for note in draft.take_notes()]
    return sorted(notes, key=lambda each: each.location.span)


def _unread(document: Document) -> Iterator[Located]:
    for key in document.data:
        if key not in _READ:
            note = Note(Kind.LOST, ROOT / key, "a resource that states no processing")
            yield Located(document.locate(note.at), note)


def _organization(draft: Draft, _document: Document, at: Pointer, of: Raw) -> None:
    own = of.get("controller")
    own = own if isinstance(own, dict) else {}
    names = [str(each["name"]) for each in (own, of) if _is_text(each.get("name"))]
    if not names:
        draft.note(
            Kind.DOUBTFUL, at, "no organisation is named: the controller is open"
        )
    name = named(names[0]) if names else "Controller not named"
    title = named(of["name"]) if _is_text(of.get("name")) else name
    draft.put(ROOT / "policy" / "id", slug(title, "policy"), at)
    draft.put(ROOT / "policy" / "title", title, at)
    draft.put(ROOT / "policy" / "regimes", ["eu-gdpr"], at)
    controller = {"name": name, **_fields(own, ("address", "email", "phone"))}
    draft.put(ROOT / "controllers" / slug(name, "controller"), controller, at)
    for key, id_ in _PERSONS.items():
        person = of.get(key)
        said = _fields(person, _PERSON) if isinstance(person, dict) else {}
        if said:
            draft.put(ROOT / "contacts" / id_, said, at / key)
    kept = {
        key: stored(value)
        for key, value in of.items()
        if key not in {"name", "controller", *_PERSONS} and is_usable(value)
    }
    for key in kept:
        draft.note(Kind.KEPT, at / key, "no field of a policy holds it")
    if kept:
        draft.put(ROOT / "policy" / "x-fides", kept, at)


def _fields(of: Raw, keys: Sequence[str]) -> dict[str, str]:
    return {key: of[key].strip() for key in keys if _is_text(of.get(key))}


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
        name = of.get("name") if _is_text(of.get("name")) else of.get("fides_key")
        words = named(str(name or "data set"))
        id_ = slug(words, "data-set", taken)
        taken.add(id_)
        place = ROOT / "activities" / len(draft.data.get("activities", []))
        draft.put(place / "id", id_, at)
        draft.put(place / "name", words, at)
        draft.put(place / "data_categories", list(found), at)


def _categories(of: Any, at: Pointer) -> Iterator[tuple[str, Pointer]]:
    """The categories of a data set, its collections, fields and fields in fields."""
    waiting = [(of, at)]
    while waiting:
        each, place = waiting.pop(0)
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
