"""What is said of catalogue entries, and how two answers compare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from policycheck.diff.facts import Judged, Topic, Words
from policycheck.diff.kinds import Kind
from policycheck.diff.topics import (
    listed,
    member,
    ranked,
    replaced,
    restated,
    reworded,
    stated,
)

_D, _P, _R, _S, _B = (
    "data_categories", "purposes", "recipients", "data_subjects", "legal_bases",
)  # fmt: skip
_IDENTIFIABLE: Final = ("", "aggregated", "deidentified", "pseudonymised", "personal")
_CALIFORNIA: Final = "us-ca-ccpa"
GDPR: Final = "gdpr"


def _owner(old: Words, new: Words) -> Iterator[Judged]:
    for gone, came in replaced(old, new):
        if gone is None or came is None:  # a name that stood for no purpose
            continue
        kind = (
            Kind.PURPOSE_BECAME_THEIRS if came == "theirs" else Kind.PURPOSE_BECAME_OURS
        )
        yield kind, gone, came


@dataclass(frozen=True, slots=True)
class Pursued:
    """A legitimate interest, and whether it is one of others."""

    text: str
    is_of_others: bool

    def __str__(self) -> str:
        return (
            f"{self.text} (an interest of others)" if self.is_of_others else self.text
        )


def _interests(old: frozenset[Pursued], new: frozenset[Pursued]) -> Iterator[Judged]:
    """Our own interests give way to our own first, and those of others to theirs."""
    gone, came = set(old - new), set(new - old)
    for whose in ((False, False), (True, True), (False, True), (True, False)):
        pairs = replaced(
            frozenset(each for each in gone if each.is_of_others is whose[0]),
            frozenset(each for each in came if each.is_of_others is whose[1]),
        )
        for one, other in pairs:
            if one and other:
                gone.remove(one)
                came.remove(other)
                yield Kind.INTEREST_REWORDED, one, other
    for one in sorted(gone, key=str):
        yield Kind.INTEREST_REMOVED, one, None
    for other in sorted(came, key=str):
        yield Kind.INTEREST_ADDED, None, other


LISTED: Final = Topic(member(Kind.ENTRY_LISTED, Kind.ENTRY_UNLISTED), "entry")
DATA_NAME: Final = Topic(restated(Kind.DATA_CATEGORY_REWORDED), _D)
DESCRIBED: Final = Topic(reworded(Kind.DATA_CATEGORY_REWORDED), _D, ("words",))
ELEMENT: Final = Topic(listed(Kind.ELEMENT_ADDED, Kind.ELEMENT_REMOVED), _D)
IDENTIFIABLE: Final = Topic(
    ranked(
        lambda word: _IDENTIFIABLE.index(str(word)),
        Kind.IDENTIFIABILITY_RAISED,
        Kind.IDENTIFIABILITY_LOWERED,
        Kind.DATA_CATEGORY_REWORDED,
    ),
    _D,
)
_SENSITIVE_KINDS = listed(Kind.SENSITIVE_ADDED, Kind.SENSITIVE_REMOVED)
SENSITIVE: Final = {
    law: Topic(_SENSITIVE_KINDS, _D, (), law, values="id")
    for law in (GDPR, _CALIFORNIA)
}
NOT_SENSITIVE: Final = {
    law: Topic(member(Kind.NONE_STATED, Kind.NONE_WITHDRAWN), "words", (_D,), law)
    for law in (GDPR, _CALIFORNIA)
}
STATUTORY: Final = Topic(
    listed(Kind.STATUTORY_CATEGORY_ADDED, Kind.STATUTORY_CATEGORY_REMOVED),
    _D, (), _CALIFORNIA,
)  # fmt: skip
SUBJECT_NAME: Final = Topic(restated(Kind.DATA_SUBJECT_REWORDED), _S)
SUBJECT_KIND: Final = Topic(reworded(Kind.DATA_SUBJECT_REWORDED), _S, ("words",))
PURPOSE_NAME: Final = Topic(restated(Kind.PURPOSE_REWORDED), _P)
PURPOSE_KIND: Final = Topic(
    listed(Kind.PURPOSE_KIND_ADDED, Kind.PURPOSE_KIND_REMOVED), _P
)
PURPOSE_OWNER: Final = Topic(_owner, _P)
BUSINESS_PURPOSE: Final = Topic(
    listed(Kind.STATUTORY_PURPOSE_ADDED, Kind.STATUTORY_PURPOSE_REMOVED),
    _P, (), _CALIFORNIA,
)  # fmt: skip
RECIPIENT_NAME: Final = Topic(restated(Kind.RECIPIENT_RENAMED), _R)
RECIPIENT_CATEGORY: Final = Topic(restated(Kind.RECIPIENT_REWORDED), _R)
COUNTRY: Final = Topic(
    stated(Kind.COUNTRY_STATED, Kind.COUNTRY_WITHDRAWN, Kind.RECIPIENT_COUNTRY_CHANGED),
    _R,
    values="country",
)
INTEREST: Final = Topic(_interests, "words", (_P,), GDPR)
BASIS_DETAIL: Final = Topic(
    reworded(Kind.BASIS_DETAIL_CHANGED), "words", (_P, "words"), GDPR
)
CONSENT_METHOD: Final = Topic(
    stated(
        Kind.CONSENT_METHOD_STATED,
        Kind.CONSENT_METHOD_WITHDRAWN,
        Kind.CONSENT_METHOD_CHANGED,
    ),
    "words", (_P, "words"), GDPR,
)  # fmt: skip
EXPLICIT: Final = Topic(
    member(Kind.CONSENT_MADE_EXPLICIT, Kind.CONSENT_NO_LONGER_EXPLICIT),
    "words",
    (_P,),
    GDPR,
)
