"""The legal basis of each purpose, with the interest, contract or law it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from policycheck.answers import together
from policycheck.policy.values import BasisUse, LegalBasis, Purpose
from policycheck.regimes.gdpr.grounds import Ground, grounds_of, unpaired
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.table.sheet import Sheet, Subject
from policycheck.table import Item, Label, united

_INTERESTS: Final = "legitimate-interests"
_UNATTACHED: Final = "gdpr/purpose-without-legal-basis"
_UNPAIRED: Final = "gdpr/legal-bases-unpaired"
_UNNAMED: Final = "gdpr/legitimate-interest-unnamed"


def bases(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
    """The bases attached to the purpose; several for everything attach none."""
    parts = []
    for activity in subject.activities:
        attached = [
            ground
            for ground in grounds_of(sheet.policy, activity)
            if ground.purpose.entry.id == subject.purpose.id
        ]
        name = activity.name or activity.id
        for ground in attached:
            found = tuple(
                item
                for use in ground.uses
                for item in _basis(sheet, use, subject.purpose, ground)
            )
            parts.append((name, united(found) or (_unattached(sheet, ground),)))
    if not parts:
        at = subject.activities[0].at / "legal_bases"
        return (sheet.missing(at, _UNATTACHED),)
    return together(parts)


def _basis(
    sheet: Sheet, use: BasisUse, purpose: Purpose, ground: Ground
) -> Iterator[Item]:
    basis = sheet.law.basis(use.basis.basis)
    if basis is None:
        return
    name = basis.replace("-", " ").capitalize()
    if sheet.options.label is not Label.BARE:
        name += _article(sheet.law, basis)
    detail = _detail(use.basis, purpose)
    text = f"{name}: {detail}" if detail else name
    yield Item(text=text, at=(use.at,), is_general=not ground.said.is_specific)
    if basis == _INTERESTS and not detail:
        missing = sheet.missing(use.basis.at / "interests", _UNNAMED)
        yield replace(missing, about="Interest")


def _detail(basis: LegalBasis, purpose: Purpose) -> str | None:
    """The interest, the contract, or the law that a basis names."""
    interests = [
        each.text
        for each in basis.interests
        if each.purposes is None or any(p.id == purpose.id for p in each.purposes)
    ]
    if interests:
        return "; ".join(interests)
    return basis.contract or (basis.law.cite if basis.law else basis.law_text)


_SOURCES_OF_LAW: Final = {
    "gdpr": "GDPR Art.",
    "uk-gdpr": "UK GDPR Art.",
    "eprivacy": "ePrivacy Directive Art.",
}


def _article(law: GdprLaw, basis: str) -> str:
    """Where the law has a basis, from the id the schema knows it by: gdpr:6-1-f."""
    for word, meant in law.bases.items():
        source, colon, place = word.partition(":")
        if colon and meant == basis:
            article, *steps = place.split("-")
            inner = "".join(f"({step})" for step in steps)
            return f" ({_SOURCES_OF_LAW[source]} {article}{inner})"
    return ""


def _unattached(sheet: Sheet, ground: Ground) -> Item:
    if ground.said.is_specific and unpaired(ground.said.values, [ground.purpose] * 2):
        rule = _UNPAIRED
    else:
        rule = _UNATTACHED
    at = tuple(stated.at for stated in ground.said.stated)
    missing = sheet.missing(ground.activity.at / "legal_bases", rule)
    return replace(missing, at=at) if at else missing
