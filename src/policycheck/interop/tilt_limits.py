"""A TILT document that was checked: told in its own places, and by what it can say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from policycheck.finding import Finding, Problem
from policycheck.interop.loss import Imported, Kind
from policycheck.location import Location, Pointer
from policycheck.report import Checked, Unchecked

UNREAD: Final = "tilt/value-not-read"
_NO_FIELD: Final = {
    ("gdpr/automated-decision-undecided", "significant"): (
        "what effect an automated decision has in law"
    ),
    ("gdpr/consent-asking-unstated", "given"): "how consent is asked for",
    ("gdpr/contract-unnamed", "contract"): "the contract a legal basis means",
    ("gdpr/legal-obligation-without-law", "law"): "the law a legal basis means",
    ("gdpr/public-task-without-law", "law"): "the law a legal basis means",
    ("gdpr/right-unstated", "objection"): "the right to object",
    ("gdpr/right-unstated", "restriction"): "the right to restriction",
    ("gdpr/source-undisclosed", "sources"): "data that the person provides",
    ("gdpr/withdrawal-incomplete", "withdraw-consent"): (
        "the terms on which consent is withdrawn"
    ),
}
"""What TILT has no field for, by the rule that asks for it and the key it points at."""


def judged(checked: Checked, imported: Imported) -> Checked:
    """What was found in the policy made of a document, as findings of the document.

    A finding that no value in a TILT document could mend is not one: it is told as not
    checked. A policy imported from the document has the fields, and the finding.
    """
    unchecked = dict.fromkeys(
        each for found in checked.findings for each in _unsayable(found)
    )
    doubts = {note.at: note.message for note in _doubtful(imported)}
    return replace(
        checked,
        document=imported.whole,
        findings=tuple(
            _of_the_source(found, imported, doubts)
            for found in checked.findings
            if _asked(found) is None
        ),
        unchecked=(*checked.unchecked, *unchecked),
    )


def unread(checked: Checked, imported: Imported) -> tuple[Problem, ...]:
    """The values that were not read for certain, where no finding tells of them."""
    told = {found.location.pointer: found.message for found in checked.findings}
    return tuple(
        each
        for each in _doubtful(imported)
        if not told.get(each.at, "").endswith(_beside(each.message))
    )


def _doubtful(imported: Imported) -> Iterator[Problem]:
    for each in imported.located:
        if each.note.kind is Kind.DOUBTFUL:
            yield Problem(each.note.at, each.note.message)


def _asked(found: Finding) -> str | None:
    """What a finding asks for and TILT has no field for."""
    pointer = found.location.pointer
    return _NO_FIELD.get((found.rule, str(pointer[-1]))) if pointer else None


def _unsayable(found: Finding) -> Iterator[Unchecked]:
    asked = _asked(found)
    for place in found.citations if asked else ():
        reason = f"TILT has no field for {asked}"
        yield Unchecked(place.regime, place.id, place.label, reason)


def _of_the_source(
    found: Finding, imported: Imported, doubts: dict[Pointer, str]
) -> Finding:
    """A finding with pointers of the source, and why a value there was not read."""
    location = _moved(found.location, imported)
    doubt = doubts.get(location.pointer)
    return replace(
        found,
        location=location,
        message=found.message + (_beside(doubt) if doubt else ""),
        related=tuple(
            replace(each, location=_moved(each.location, imported))
            for each in found.related
        ),
    )


def _beside(doubt: str) -> str:
    return f" ({doubt})"


def _moved(location: Location, imported: Imported) -> Location:
    return replace(location, pointer=imported.origin(location.pointer))
