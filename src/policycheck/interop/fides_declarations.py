"""What a Fides system declares, each declaration as an activity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from policycheck.interop.draft import Draft
from policycheck.interop.loss import Kind
from policycheck.interop.naming import named, slug
from policycheck.interop.overlay import is_usable, stored
from policycheck.location import ROOT, Pointer

Raw = dict[str, Any]
_BASES: Final = {
    "consent": "consent",
    "contract": "contract",
    "legal obligation": "legal-obligation",
    "legal obligations": "legal-obligation",
    "vital interest": "vital-interests",
    "vital interests": "vital-interests",
    "public interest": "public-task",
    "legitimate interest": "legitimate-interests",
    "legitimate interests": "legitimate-interests",
}
_CONDITIONS: Final = {
    "explicit consent": "explicit-consent",
    "consent": "explicit-consent",
    "employment, social security and social protection": "employment-law",
    "vital interests": "vital-interests-incapable",
    "not-for-profit bodies": "not-for-profit-members",
    "made public by the data subject": "made-public",
    "legal claims or judicial acts": "legal-claims",
    "reasons of substantial public interest (with a basis in law)": (
        "substantial-public-interest"
    ),
    "health or social care (with a basis in law)": "health-care",
    "public health (with a basis in law)": "public-health",
    "archiving, research and statistics (with a basis in law)": (
        "archiving-research-statistics"
    ),
}
_MECHANISMS: Final = {"adequacy decision": "adequacy", "sccs": "scc", "bcrs": "bcr"}
_PERIOD: Final = re.compile(
    "P(?=[0-9])([0-9]{1,5}Y)?([0-9]{1,5}M)?([0-9]{1,5}W)?([0-9]{1,5}D)?"
)
_READ_OF_DECLARATION: Final = frozenset(
    {"name", "data_categories", "data_use", "data_subjects", "retention_period",
     "legal_basis_for_processing", "special_category_legal_basis", "third_parties",
     "shared_categories", "data_shared_with_third_parties", "cookies"}
)  # fmt: skip
_READ_OF_SYSTEM: Final = frozenset(
    {
        "privacy_declarations",
        "does_international_transfers",
        "legal_basis_for_transfers",
    }
)


class Catalogue:
    """The entries made of keys of the taxonomy, each with its key as `same_as`."""

    def __init__(self, draft: Draft, names: Mapping[str, str]) -> None:
        self.draft = draft
        self._names = names
        self._ids: dict[tuple[str, str], str] = {}

    def known(self, catalogue: str, key: str) -> str | None:
        """The id of a key that was met before."""
        return self._ids.get((catalogue, key))

    def entry(self, catalogue: str, key: str, at: Pointer) -> str:
        """The id of a key; its name is the taxonomy's where the manifest has it."""
        name = self._names.get(key, key)
        content = {"name": (name, at), "same_as": ([f"fides:{key}"], at)}
        id_ = self.draft.entry(catalogue, key, content, at)
        self._ids[catalogue, key] = id_
        return id_

    def data_category(self, key: str, at: Pointer) -> str:
        """The id of a data category."""
        return self.entry("data_categories", key, at)


def system(catalogue: Catalogue, of: Raw, at: Pointer, taken: set[str]) -> None:
    """Read a system: one activity for each of its declarations."""
    draft = catalogue.draft
    name = _text(of, "name") or _text(of, "fides_key") or "system"
    transfers = _transfers(draft, of, at)
    kept = _kept(draft, of, at, _READ_OF_SYSTEM | {"name"})
    listed = of.get("privacy_declarations")
    items = listed if isinstance(listed, list) else []
    if not items:
        says = "a system without privacy_declarations states no processing"
        draft.note(Kind.LOST, at, says)
    for index, item in enumerate(items):
        place = at / "privacy_declarations" / index
        if not isinstance(item, dict):
            draft.note(Kind.DOUBTFUL, place, "a declaration is an object")
            continue
        to = ROOT / "activities" / len(draft.data.get("activities", []))
        title = _text(item, "name") or _text(item, "data_use") or "declaration"
        id_ = slug(f"{name} {title}", "activity", taken)
        taken.add(id_)
        draft.put(to / "id", id_, place)
        draft.put(to / "name", named(title), place)
        _declaration(catalogue, item, place, to)
        if transfers:
            draft.put(to / "transfers", transfers, at)
        own = _kept(draft, item, place, _READ_OF_DECLARATION)
        draft.put(to / "x-fides", {"system": {"name": name, **kept}, **own}, place)


def _text(of: Raw, key: str) -> str | None:
    value = of.get(key)
    return value.strip() or None if isinstance(value, str) else None


def _kept(draft: Draft, of: Raw, at: Pointer, read: frozenset[str]) -> Raw:
    """What has no field in a policy."""
    kept = {
        key: stored(value)
        for key, value in of.items()
        if key not in read and is_usable(value)
    }
    for key in kept:
        draft.note(Kind.KEPT, at / key, "no field of a policy holds it")
    return kept


def _keys(of: Raw, key: str, at: Pointer) -> Iterator[tuple[str, Pointer]]:
    listed = of.get(key)
    for index, item in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(item, str) and item.strip():
            yield item, at / key / index


def _declaration(catalogue: Catalogue, of: Raw, at: Pointer, to: Pointer) -> None:
    draft = catalogue.draft
    purpose = _text(of, "data_use")
    for slot in ("data_subjects", "data_categories"):
        ids = [catalogue.entry(slot, key, place) for key, place in _keys(of, slot, at)]
        if ids:
            draft.put(to / slot, list(dict.fromkeys(ids)), at / slot)
    if purpose is not None:
        id_ = catalogue.entry("purposes", purpose, at / "data_use")
        draft.put(to / "purposes", [id_], at / "data_use")
        _cookies(draft, of, at, to, id_)
    _basis(draft, of, at, to)
    _recipients(catalogue, of, at, to)
    _retention(draft, of, at, to)


def _basis(draft: Draft, of: Raw, at: Pointer, to: Pointer) -> None:
    said, place = (
        _text(of, "legal_basis_for_processing"),
        at / "legal_basis_for_processing",
    )
    if said is not None and said.casefold() in _BASES:
        word = _BASES[said.casefold()]
        id_ = draft.entry("legal_bases", word, {"basis": (word, place)}, place)
        draft.put(to / "legal_bases", [id_], place)
    elif said is not None:
        draft.note(Kind.DOUBTFUL, place, "no legal basis of Fides's list")
        draft.put(to / "legal_bases", {"unclear": said}, place)
    said, place = (
        _text(of, "special_category_legal_basis"),
        at / "special_category_legal_basis",
    )
    if said is not None and said.casefold() in _CONDITIONS:
        condition = {"condition": _CONDITIONS[said.casefold()]}
        draft.put(to / "conditions", [condition], place)
    elif said is not None:
        draft.note(Kind.DOUBTFUL, place, "no condition of Fides's list")
        draft.put(to / "conditions", {"unclear": said}, place)


def _recipients(catalogue: Catalogue, of: Raw, at: Pointer, to: Pointer) -> None:
    draft, place = catalogue.draft, at / "third_parties"
    is_shared = of.get("data_shared_with_third_parties")
    name = _text(of, "third_parties")
    shared = [
        catalogue.data_category(key, stands)
        for key, stands in _keys(of, "shared_categories", at)
    ]
    if name is not None:
        content = {"name": (named(name), place), "role": (["third-party"], place)}
        edge: Raw = {"to": draft.entry("recipients", name, content, place)}
        if shared:
            edge["data_categories"] = list(dict.fromkeys(shared))
        draft.put(to / "recipients", [edge], place)
    elif is_shared or shared:
        says = "data is shared with third parties, and none is named"
        draft.note(Kind.DOUBTFUL, at, says)
        draft.put(to / "recipients", {"unclear": "third parties"}, at)
    elif is_shared is not None:
        says = "'not shared with third parties' does not say that nobody gets it"
        draft.note(Kind.LOST, at / "data_shared_with_third_parties", says)


def _retention(draft: Draft, of: Raw, at: Pointer, to: Pointer) -> None:
    said, place = of.get("retention_period"), at / "retention_period"
    words = str(said).strip() if isinstance(said, str | int) else ""
    if not words or isinstance(said, bool):
        return
    if _PERIOD.fullmatch(words):
        draft.put(to / "retention", [{"max": words}], place)
    elif words.isdecimal():
        draft.note(Kind.DOUBTFUL, place, "a number without a unit is no period")
        draft.put(to / "retention", {"unclear": words}, place)
    else:
        draft.put(to / "retention", [{"criterion": words}], place)


def _cookies(draft: Draft, of: Raw, at: Pointer, to: Pointer, purpose: str) -> None:
    listed = of.get("cookies")
    ids = []
    for index, item in enumerate(listed if isinstance(listed, list) else []):
        place = at / "cookies" / index
        name = _text(item, "name") if isinstance(item, dict) else None
        if name is None:
            draft.note(Kind.DOUBTFUL, place, "a cookie without a name")
            continue
        content: dict[str, tuple[Any, Pointer]] = {
            "name": (name, place),
            "kind": ("cookie", place),
            "purposes": ([purpose], place),
        }
        own = _kept(draft, item, place, frozenset({"name"}))
        if own:
            content["x-fides"] = (own, place)
        ids.append(draft.entry("trackers", name, content, place))
    if ids:
        draft.put(to / "trackers", list(dict.fromkeys(ids)), at / "cookies")


def _transfers(draft: Draft, of: Raw, at: Pointer) -> list[Raw]:
    """What a system says of transfers; False is Fides's default and no statement."""
    if of.get("does_international_transfers") is not True:
        return []
    made: list[Raw] = []
    for said, place in _keys(of, "legal_basis_for_transfers", at):
        mechanism = _MECHANISMS.get(said.casefold())
        if mechanism is None:
            draft.note(Kind.DOUBTFUL, place, "kept as words: no mechanism of the GDPR")
            made.append({"elsewhere": True, "mechanism_text": said})
        else:
            made.append({"elsewhere": True, "mechanism": mechanism})
    return made or [{"elsewhere": True}]
