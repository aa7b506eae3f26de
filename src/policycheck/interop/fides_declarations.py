"""What a Fides system declares, each declaration as an activity."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from policycheck.interop.draft import Draft
from policycheck.interop.fides_reading import Raw, flag, kept, objects, text, texts
from policycheck.interop.loss import Kind
from policycheck.interop.naming import named, slug
from policycheck.location import ROOT, Pointer

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
    name = text(draft, of, "name", at) or text(draft, of, "fides_key", at) or "system"
    transfers = _transfers(draft, of, at)
    rest = kept(draft, of, at, _READ_OF_SYSTEM | {"name"})
    items = list(objects(draft, of, "privacy_declarations", at))
    if not of.get("privacy_declarations"):
        says = "a system without privacy_declarations states no processing"
        draft.note(Kind.LOST, at, says)
    for item, place in items:
        to = ROOT / "activities" / len(draft.data.get("activities", []))
        title = (
            text(draft, item, "name", place)
            or text(draft, item, "data_use", place)
            or "declaration"
        )
        id_ = slug(f"{name} {title}", "activity", taken)
        taken.add(id_)
        draft.put(to / "id", id_, place)
        draft.put(to / "name", named(title), place)
        _declaration(catalogue, item, place, to)
        if transfers:
            draft.put(to / "transfers", transfers, at)
        own = kept(draft, item, place, _READ_OF_DECLARATION)
        draft.put(to / "x-fides", {"system": {"name": name, **rest}, **own}, place)


def _declaration(catalogue: Catalogue, of: Raw, at: Pointer, to: Pointer) -> None:
    draft = catalogue.draft
    purpose = text(draft, of, "data_use", at)
    for slot in ("data_subjects", "data_categories"):
        named_here = texts(draft, of, slot, at)
        ids = [catalogue.entry(slot, key, place) for key, place in named_here]
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
        text(draft, of, "legal_basis_for_processing", at),
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
        text(draft, of, "special_category_legal_basis", at),
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
    flagged = at / "data_shared_with_third_parties"
    is_shared = flag(draft, of, "data_shared_with_third_parties", at)
    name = text(draft, of, "third_parties", at)
    shared = [
        catalogue.data_category(key, stands)
        for key, stands in texts(draft, of, "shared_categories", at)
    ]
    if name is not None:
        content = {"name": (named(name), place), "role": (["third-party"], place)}
        edge: Raw = {"to": draft.entry("recipients", name, content, place)}
        if shared:
            edge["data_categories"] = list(dict.fromkeys(shared))
        draft.put(to / "recipients", [edge], place)
        if is_shared is False:
            says = "it says that nothing is shared, and a third party is named"
            draft.note(Kind.DOUBTFUL, flagged, says)
    elif is_shared or shared:
        says = "data is shared with third parties, and none is named"
        draft.note(Kind.DOUBTFUL, at, says)
        draft.put(to / "recipients", {"unclear": "third parties"}, at)
    elif is_shared is not None:
        says = "'not shared with third parties' does not say that nobody gets it"
        draft.note(Kind.LOST, flagged, says)


def _retention(draft: Draft, of: Raw, at: Pointer, to: Pointer) -> None:
    said, place = of.get("retention_period"), at / "retention_period"
    is_number = isinstance(said, int) and not isinstance(said, bool)
    words = str(said) if is_number else text(draft, of, "retention_period", at)
    if words is None:
        return
    if _PERIOD.fullmatch(words):
        draft.put(to / "retention", [{"max": words}], place)
    elif words.isdecimal():
        draft.note(Kind.DOUBTFUL, place, "a number without a unit is no period")
        draft.put(to / "retention", {"unclear": words}, place)
    else:
        draft.put(to / "retention", [{"criterion": words}], place)


def _cookies(draft: Draft, of: Raw, at: Pointer, to: Pointer, purpose: str) -> None:
    ids = []
    for item, place in objects(draft, of, "cookies", at):
        name = text(draft, item, "name", place)
        if name is None:
            draft.note(Kind.DOUBTFUL, place, "a cookie without a name")
            continue
        content: dict[str, tuple[Any, Pointer]] = {
            "name": (name, place),
            "kind": ("cookie", place),
            "purposes": ([purpose], place),
        }
        own = kept(draft, item, place, {"name"})
        if own:
            content["x-fides"] = (own, place)
        ids.append(draft.entry("trackers", name, content, place))
    if ids:
        draft.put(to / "trackers", list(dict.fromkeys(ids)), at / "cookies")


def _transfers(draft: Draft, of: Raw, at: Pointer) -> list[Raw]:
    """What a system says of transfers; False is Fides's default and no statement."""
    bases = list(texts(draft, of, "legal_basis_for_transfers", at))
    if flag(draft, of, "does_international_transfers", at) is not True:
        for _, place in bases:
            draft.note(Kind.LOST, place, "permits a transfer that is not said to be")
        return []
    mechanisms, words = [], []
    for said, place in bases:
        mechanism = _MECHANISMS.get(said.casefold())
        if mechanism is None:
            draft.note(Kind.DOUBTFUL, place, "kept as words: no mechanism of the GDPR")
            words.append(said)
        else:
            mechanisms.append(mechanism)
    beside = {"mechanism_text": "; ".join(words)} if words else {}
    made: list[Raw] = [
        {"elsewhere": True, "mechanism": each, **beside}
        for each in dict.fromkeys(mechanisms)
    ]
    return made or [{"elsewhere": True, **beside}]
