"""A valid document's data to a policy: references resolved, nothing judged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from policycheck.location import ROOT, Pointer
from policycheck.policy import statements as st
from policycheck.policy import values as v
from policycheck.policy.model import Organisation, Policy
from policycheck.policy.names import (
    CATALOGUES,
    Convert,
    Names,
    Raw,
    Special,
    quotes_of,
)

_CATALOGUE_OF_PERSONAL_DATA = ("data_subjects", "data_categories", "purposes")


def build(data: Raw) -> Policy:
    """The policy a valid document states; the caller has checked it with the schema."""
    names = Names(data)
    fields = _document(data["policy"])
    for key, convert in _top(names).items():
        if key in data:
            fields[key] = convert(data[key], ROOT / key)
    fields |= _nested(data, names)
    for catalogue in CATALOGUES:
        fields[catalogue] = names.catalogue(catalogue)
    return Policy(
        **fields, unresolved=tuple(names.unresolved), used=frozenset(names.used)
    )


def _document(raw: Raw) -> Raw:
    fields = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in raw.items()
        if key not in {"quotes", "quote"} and key[:2] != "x-"
    }
    if "version" in fields:
        fields["version"] = str(fields["version"])
    return fields


def _nested(data: Raw, names: Names) -> Raw:
    """What stands one level down: scope, signals, and single facts."""
    fields: Raw = {"organisation": _organisation(data.get("organisation", {}))}
    scope, at = data.get("scope", {}), ROOT / "scope"
    if "covers" in scope:
        fields["covers"] = names.each(_sentence)(scope["covers"], at / "covers")
    if "excludes" in scope:
        excludes = names.each(names.one(st.Exclusion))
        fields["excludes"] = excludes(scope["excludes"], at / "excludes")
    signals, at = data.get("signals", {}), ROOT / "signals"
    for signal in ("gpc", "do_not_track"):
        if signal in signals:
            special: Special = {"is": ("honoured", lambda word, _: word == "honoured")}
            made = names.make(st.Signal, signals[signal], at / signal, special)
            fields[signal] = made
    beyond = data.get("sensitive_use", {}).get("beyond_permitted")
    fields["sensitive_use_beyond_permitted"] = beyond
    fields["metrics_url"] = data.get("metrics", {}).get("url")
    fields["security"] = data.get("security", {}).get("measures")
    return fields


def _organisation(raw: Raw) -> Organisation:
    known = {key: value for key, value in raw.items() if key[:2] != "x-"}
    if "established_in" in known:
        places = known["established_in"]
        known["established_in"] = () if places == "none" else tuple(places)
    return Organisation(**known)


def _top(names: Names) -> dict[str, Convert]:
    """How each of the other top-level keys is made."""
    channel = names.one(st.ComplaintChannel)
    complaints: Special = {
        "authorities": ("authorities", names.each(_sentence)),
        "courts": ("courts", _sentence),
        "to_controller": ("to_controller", channel),
    }
    never: Special = {"except": ("but", _part(names))}
    return {
        "activities": names.each(names.one(st.Activity, _slots(names))),
        "general": names.each(lambda raw, at: _general(names, raw, at)),
        "representatives": names.each(names.one(v.Representative)),
        "rights": names.each(lambda raw, at: _rights(names, raw, at)),
        "complaints": names.one(st.Complaints, complaints),
        "opt_outs": names.each(
            names.one(st.OptOut, {"from": ("ends", lambda ends, _: tuple(ends))})
        ),
        "claims": names.each(names.one(st.Claim, never)),
        "published": names.each(
            names.one(
                st.Table,
                {"rows": ("rows", names.each(lambda raw, at: _row(names, raw, at)))},
            )
        ),
        "marketing": names.each(names.one(st.Marketing, _marketing(names))),
        "minors": names.one(st.Minors),
        "deidentification": names.one(st.Deidentification),
        "change_notice": names.one(
            st.ChangeNotice, {"quotes": ("quotes", _all_quotes)}
        ),
        "financial_incentives": names.answer(names.one(st.Incentive)),
        "automated_decisions": names.answer(names.one(st.AutomatedDecision)),
    }


def _slots(names: Names) -> Special:
    """How each slot of an activity or general statement is made."""
    by_name: dict[str, Convert] = {
        **{each: _uses(names, each) for each in _CATALOGUE_OF_PERSONAL_DATA},
        "legal_bases": names.answer(_basis_use(names)),
        "conditions": names.answer(names.one(v.Condition)),
        "sources": names.answer(_source(names)),
        "recipients": names.answer(_disclosure(names)),
        "transfers": names.answer(_transfer(names)),
        "retention": _uses(names, "retention"),
        "trackers": _uses(names, "trackers"),
        "provision": lambda raw, at: (
            names.make(v.DataProvision, raw, at, {"is": ("required_by", _tuple)}),
        ),
    }
    return {name: (name, convert) for name, convert in by_name.items()}


def _tuple(items: list[Any], _at: Pointer) -> tuple[Any, ...]:
    return tuple(items)


def _uses(names: Names, catalogue: str) -> Convert:
    """Entries at the place that names them; `all` is every entry that is personal."""

    def use(ref: str | Raw, at: Pointer) -> v.Use[Any]:
        return v.Use(at=at, entry=names.resolve(catalogue, ref, at))

    listed = names.answer(use)

    def convert(raw: Any, at: Pointer) -> Any:
        if raw != "all":
            return listed(raw, at)
        return tuple(v.Use(at=at, entry=entry) for entry in names.all_of(catalogue))

    return convert


def _general(names: Names, raw: Raw, at: Pointer) -> st.General:
    about, place = raw["about"], at / "about"
    fields = {key: value for key, value in raw.items() if key != "about"}
    general: st.General = names.make(st.General, fields, at, _slots(names))
    if about == "all":
        return general
    part = _part(names)
    but = part(about["except"], place / "except") if "except" in about else None
    rest = {
        key: value
        for key, value in about.items()
        if key != "except" and key[:2] != "x-"
    }
    return replace(general, part=part(rest, place) if rest else None, but=but)


def _part(names: Names) -> Convert:
    """Some entries by id; activities are looked up by the integrity rules."""

    def convert(raw: Raw, at: Pointer) -> st.Part:
        return st.Part(
            **{
                key: frozenset(
                    ids if key == "activities" else names.ids(key, ids, at / key)
                )
                for key, ids in raw.items()
                if key[:2] != "x-"
            }
        )

    return convert


def _basis_use(names: Names) -> Convert:
    special: Special = {
        "use": ("basis", lambda ref, at: names.resolve("legal_bases", ref, at)),
        "for": ("purposes", names.many("purposes")),
    }

    def convert(raw: str | Raw, at: Pointer) -> v.BasisUse:
        if isinstance(raw, dict) and "use" in raw:
            use: v.BasisUse = names.make(v.BasisUse, raw, at, special)
            return use
        return v.BasisUse(at=at, basis=names.resolve("legal_bases", raw, at))

    return convert


def _source(names: Names) -> Convert:
    special: Special = {"from": ("kind", lambda kind, _: kind)}

    def convert(raw: str | Raw, at: Pointer) -> v.Source:
        if isinstance(raw, str):
            return v.Source(at=at, kind=raw)
        source: v.Source = names.make(v.Source, raw, at, special)
        return source

    return convert


def _disclosure(names: Names) -> Convert:
    special: Special = {
        "to": ("recipient", lambda ref, at: names.resolve("recipients", ref, at)),
        "disclosure": ("kinds", _tuple),
    }

    def convert(raw: str | Raw, at: Pointer) -> v.Disclosure:
        if isinstance(raw, str) or "to" not in raw:
            recipient = names.resolve("recipients", raw, at)
            return v.Disclosure(at=at, recipient=recipient, roles=recipient.roles)
        fields = names.fields(raw, at, special)
        fields.setdefault("roles", fields["recipient"].roles)
        return v.Disclosure(**fields)

    return convert


def _transfer(names: Names) -> Convert:
    adequacy = names.one(v.Adequacy)
    special: Special = {
        "to": ("recipient", lambda ref, at: names.resolve("recipients", ref, at)),
        "adequacy": (
            "adequacy",
            lambda said, at: v.NONE if said == "none" else adequacy(said, at),
        ),
    }
    return names.one(v.Transfer, special)


def _rights(names: Names, raw: Raw, at: Pointer) -> st.Rights:
    def grants(raw_grants: Raw, place: Pointer) -> dict[str, st.Grant]:
        return {
            right: names.make(st.Grant, {**grant, "right": right}, place / right, {})
            for right, grant in raw_grants.items()
            if right[:2] != "x-"
        }

    special: Special = {
        "grants": ("grants", grants),
        "fee": ("fee", lambda fee, _: v.NONE if fee == "none" else fee),
    }
    rights: st.Rights = names.make(st.Rights, raw, at, special)
    return rights


_CELLS = (
    "collected",
    "sources",
    "purposes",
    "disclosed_to",
    "sold_to",
    "shared_to",
    "retention",
)


def _row(names: Names, raw: Raw, at: Pointer) -> st.Row:
    cells = {
        key: tuple(raw[key]) if isinstance(raw[key], list) else raw[key]
        for key in _CELLS
        if key in raw
    }
    rest = {key: value for key, value in raw.items() if key not in _CELLS}
    special: Special = {
        "categories": (
            "categories",
            lambda said, _: v.NONE if said == "none" else tuple(said),
        )
    }
    row: st.Row = names.make(st.Row, {**rest, "cells": cells}, at, special)
    return row


def _marketing(names: Names) -> dict[str, tuple[str, Convert]]:
    return {"to": ("to", names.many("data_subjects"))}


def _sentence(raw: str | Raw, at: Pointer) -> st.Sentence:
    if isinstance(raw, str):
        return st.Sentence(at=at, text=raw)
    return st.Sentence(at=at, text=raw["text"], quote=quotes_of(raw))


def _all_quotes(raw: Raw, _at: Pointer) -> tuple[str, ...]:
    """The words the parts of a statement rest on, in their order."""
    return tuple(words for each in raw.values() for words in quotes_of({"quote": each}))
