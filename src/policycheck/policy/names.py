"""Catalogues, and the names that point into them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from policycheck.location import ROOT, Pointer
from policycheck.policy import values as v
from policycheck.policy.model import Unresolved

Raw: TypeAlias = dict[str, Any]
Convert: TypeAlias = Callable[[Any, Pointer], Any]
Special: TypeAlias = Mapping[str, tuple[str, Convert]]
"""For keys that need more than copying: the field's name, and how its value is made."""

_ENTRIES: Final[dict[str, type[v.Entry]]] = {
    "audiences": v.Audience,
    "controllers": v.Controller,
    "contacts": v.Contact,
    "data_subjects": v.DataSubject,
    "data_categories": v.DataCategory,
    "purposes": v.Purpose,
    "legal_bases": v.LegalBasis,
    "recipients": v.Recipient,
    "retention": v.Retention,
    "trackers": v.Tracker,
}
CATALOGUES: Final = tuple(_ENTRIES)
_REQUIRED: Final[dict[str, Raw]] = {
    "legal_bases": {"basis": None},
    "retention": {},
    "trackers": {"kind": "unknown"},
}
_EVIDENCE: Final = frozenset({"quote", "quotes"})


class Names:
    """Makes statements out of raw data, resolving the names in them as it goes."""

    def __init__(self, data: Raw) -> None:
        self._raw: dict[str, Raw] = {each: data.get(each, {}) for each in CATALOGUES}
        self._entries: dict[str, dict[str, Any]] = {each: {} for each in CATALOGUES}
        self.unresolved: list[Unresolved] = []
        self.used: set[tuple[str, str]] = set()
        self._common: Special = {
            "for": ("audiences", self.many("audiences")),
            "purposes": ("purposes", self.many("purposes")),
            "data_categories": ("data_categories", self.many("data_categories")),
            "data_subjects": ("data_subjects", self.many("data_subjects")),
            "recipients": ("recipients", self.many("recipients")),
            "via": ("via", self.many("contacts")),
            "role": ("roles", _words),
            "law": ("law", self.one(v.Law)),
        }
        self._special: dict[str, Special] = {
            "audiences": {
                "data_subjects": ("data_subjects", self._ids("data_subjects"))
            },
            "controllers": {"joint_with": ("joint_with", self._ids("controllers"))},
            "data_categories": {
                "ccpa": ("ccpa", _words_or_none),
                "sensitive": ("sensitive", _sensitive),
                "criminal": ("criminal", self._flag_or_unclear),
            },
            "purposes": {"kind": ("kinds", _words)},
            "legal_bases": {"interests": ("interests", self.each(self._interest))},
            "trackers": {"by": ("recipient", self._setter)},
        }

    def catalogue(self, name: str) -> dict[str, Any]:
        """Every entry of a catalogue, those written in place included."""
        for id_ in self._raw[name]:
            self._entry(name, id_)
        return self._entries[name]

    def all_of(self, catalogue: str) -> list[Any]:
        """Every entry of a catalogue, as `all` names it: personal data only.

        An entry written in place is in no catalogue.
        """
        named = [self._entry(catalogue, id_) for id_ in self._raw[catalogue]]
        entries = [
            entry
            for entry in named
            if not isinstance(entry, v.DataCategory) or entry.is_personal
        ]
        self.used.update((catalogue, entry.id) for entry in entries)
        return entries

    def resolve(self, catalogue: str, ref: str | Raw, at: Pointer) -> Any:
        """The entry a name stands for, or the one written in its place."""
        if isinstance(ref, dict):
            return self._make_entry(catalogue, str(at), ref, at)
        self.used.add((catalogue, ref))
        if ref in self._raw[catalogue]:
            return self._entry(catalogue, ref)
        self.unresolved.append(Unresolved(at, catalogue, ref))
        required = _REQUIRED.get(catalogue, {"name": ref})
        if catalogue == "data_categories":
            required = {**required, "sensitive": {}}
        return _ENTRIES[catalogue](at=at, id=ref, resolved=False, **required)

    def make(
        self, cls: Callable[..., Any], raw: Raw, at: Pointer, special: Special
    ) -> Any:
        """A statement of class `cls`: plain fields copied, the others converted."""
        return cls(**self.fields(raw, at, special))

    def fields(self, raw: Raw, at: Pointer, special: Special) -> Raw:
        """The fields of a statement by name."""
        fields: Raw = {"at": at}
        if "quote" in raw:
            fields["quote"] = quotes_of(raw)
        for key, value in raw.items():
            named = special.get(key) or self._common.get(key)
            if named is not None:
                fields[named[0]] = named[1](value, at / key)
            elif key not in _EVIDENCE and key[:2] != "x-":
                fields[key] = tuple(value) if isinstance(value, list) else value
        return fields

    def one(self, cls: Callable[..., Any], special: Special | None = None) -> Convert:
        """A converter for one object."""
        return lambda raw, at: self.make(cls, raw, at, special or {})

    def each(self, convert: Convert) -> Convert:
        """A converter for a list, item by item."""
        return lambda items, at: tuple(
            [convert(item, at / index) for index, item in enumerate(items)]
        )

    def many(self, catalogue: str) -> Convert:
        """A converter for a list of names; `all` does not narrow and becomes None."""
        listed = self.each(lambda ref, place: self.resolve(catalogue, ref, place))

        def convert(refs: Any, at: Pointer) -> Any:
            if refs == "all":
                self.all_of(catalogue)
                return None
            return listed(refs, at)

        return convert

    def answer(self, convert: Convert) -> Convert:
        """A converter for a slot that can say a value, none or unclear."""
        items = self.each(convert)

        def converted(raw: Any, at: Pointer) -> Any:
            if raw == "none":
                return v.NONE
            if isinstance(raw, dict) and "unclear" in raw:
                return v.Unclear(at=at, words=raw["unclear"], quote=quotes_of(raw))
            return items(raw, at)

        return converted

    def ids(self, catalogue: str, refs: list[str], at: Pointer) -> tuple[str, ...]:
        """The names themselves, after looking each one up; they may form a circle."""
        for index, ref in enumerate(refs):
            self.used.add((catalogue, ref))
            if ref not in self._raw[catalogue]:
                self.unresolved.append(Unresolved(at / index, catalogue, ref))
        return tuple(refs)

    def _ids(self, catalogue: str) -> Convert:
        return lambda refs, at: self.ids(catalogue, refs, at)

    def _entry(self, catalogue: str, id_: str) -> Any:
        made = self._entries[catalogue].get(id_)
        if made is None:
            at = ROOT / catalogue / id_
            made = self._make_entry(catalogue, id_, self._raw[catalogue][id_], at)
        return made

    def _make_entry(self, catalogue: str, id_: str, raw: Raw, at: Pointer) -> Any:
        fields = self.fields(raw, at, self._special.get(catalogue, {}))
        if catalogue == "data_categories":
            fields.setdefault("sensitive", {})
        if catalogue == "trackers" and "by" in raw:
            fields["first_party"] = raw["by"] == "first-party"
        made = _ENTRIES[catalogue](id=id_, **fields)
        self._entries[catalogue][id_] = made
        return made

    def _interest(self, raw: Raw, at: Pointer) -> v.Interest:
        special: Special = {"for": ("purposes", self.many("purposes"))}
        interest: v.Interest = self.make(v.Interest, raw, at, special)
        return interest

    def _setter(self, ref: str, at: Pointer) -> v.Recipient | None:
        if ref == "first-party":
            return None
        recipient: v.Recipient = self.resolve("recipients", ref, at)
        return recipient

    def _flag_or_unclear(self, raw: Any, at: Pointer) -> bool | v.Unclear:
        if isinstance(raw, bool):
            return raw
        return v.Unclear(at=at, words=raw["unclear"], quote=quotes_of(raw))


def quotes_of(raw: Raw) -> tuple[str, ...]:
    """The words a statement rests on, one or several."""
    quote = raw.get("quote", ())
    return (quote,) if isinstance(quote, str) else tuple(quote)


def _words(raw: str | list[str], _at: Pointer) -> tuple[str, ...]:
    return (raw,) if isinstance(raw, str) else tuple(raw)


def _words_or_none(raw: str | list[str], _at: Pointer) -> Any:
    return v.NONE if raw == "none" else tuple(raw)


def _sensitive(raw: Raw, at: Pointer) -> dict[str, Any]:
    return {
        law: _words_or_none(kinds, at / law)
        for law, kinds in raw.items()
        if law[:2] != "x-"
    }
