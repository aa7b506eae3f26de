"""The legal basis of each purpose, with the interest, contract or law it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from policycheck.answers import apart, said_of
from policycheck.policy.slots import LEGAL_BASES, PURPOSES
from policycheck.policy.statements import Activity
from policycheck.policy.values import BasisUse, LegalBasis, Purpose
from policycheck.regimes.gdpr.grounds import Ground, grounds_by_activity, unpaired
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.table.sheet import Sheet, Subject
from policycheck.table import Item, Kind
from policycheck.table_options import Label

_INTERESTS: Final = "legitimate-interests"
_UNATTACHED: Final = "gdpr/purpose-without-legal-basis"
_UNPAIRED: Final = "gdpr/legal-bases-unpaired"
_UNNAMED: Final = "gdpr/legitimate-interest-unnamed"


def bases(sheet: Sheet, subject: Subject) -> tuple[Item, ...]:
    """The bases attached to the purpose; several for everything attach none."""
    purpose = subject.purpose
    if purpose is None:
        return (Item(kind=Kind.NOT_APPLICABLE),)
    parts = [
        (activity.name or activity.id, items)
        for activity in subject.activities
        if (items := tuple(_of_activity(sheet, activity, purpose)))
    ]
    if not parts:
        return (sheet.missing(subject.activities[0].at / "legal_bases", _UNATTACHED),)
    return apart(parts)


def _of_activity(sheet: Sheet, activity: Activity, purpose: Purpose) -> Iterator[Item]:
    grounds = [
        ground
        for ground in grounds_by_activity(sheet.policy).get(activity.at, ())
        if ground.purpose.entry.id == purpose.id
    ]
    for ground in grounds:
        general = bool(ground.said.stated)
        for use in ground.uses:
            yield from _basis(sheet, use, purpose, is_general=general)
        if not ground.uses:
            yield _unattached(sheet, ground)
    if not grounds:
        yield from _paired(sheet, activity, purpose)


def _paired(sheet: Sheet, activity: Activity, purpose: Purpose) -> Iterator[Item]:
    """The bases paired with a purpose the activity has from general statements only."""
    for stated in said_of(sheet.policy, activity, LEGAL_BASES, purpose=purpose.id):
        if isinstance(stated.answer, tuple):
            for use in stated.answer:
                if use.purposes is not None:
                    yield from _basis(sheet, use, purpose, is_general=True)


def _basis(
    sheet: Sheet, use: BasisUse, purpose: Purpose, *, is_general: bool
) -> Iterator[Item]:
    basis = sheet.law.basis(use.basis.basis)
    if basis is None:
        return
    name = basis.replace("-", " ").capitalize()
    if sheet.options.label is not Label.BARE:
        name += _article(sheet.law, basis)
    detail = _detail(use.basis, purpose)
    text = f"{name}: {detail}" if detail else name
    yield Item(text=text, at=(use.at,), is_general=is_general)
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
    words = (word for word, meant in law.bases.items() if meant == basis)
    source, place = next(tuple(word.split(":")) for word in words if ":" in word)
    article, *steps = place.split("-")
    inner = "".join(f"({step})" for step in steps)
    return f" ({_SOURCES_OF_LAW[source]} {article}{inner})"


def _unattached(sheet: Sheet, ground: Ground) -> Item:
    """The line of a purpose without a basis, at the statements that attach none."""
    said, at = ground.said, ground.activity.at / LEGAL_BASES.name
    purposes = sheet.policy.said(ground.activity, PURPOSES).values
    own = not said.stated and bool(unpaired(said.values, purposes))
    missing = sheet.missing(at, _UNPAIRED if own else _UNATTACHED)
    return replace(missing, at=tuple(each.at for each in said.stated) or (at,))
