"""What is said of the use of data, and how two answers compare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from policycheck.diff import retained
from policycheck.diff.facts import EVERYONE, Judged, Topic, Values, Words
from policycheck.diff.kinds import Kind
from policycheck.diff.topics import listed, member, replaced

_D, _P, _S = "data_categories", "purposes", "data_subjects"
_GDPR: Final = "gdpr"
_CONSENT: Final = "consent"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where data comes from: a kind of source, and its name if it has one."""

    kind: str
    name: str | None

    def __str__(self) -> str:
        return self.name or self.kind

    @property
    def is_person(self) -> bool:
        """Whether the data comes from the people it is about, told or observed."""
        return self.kind in {"data-subject", "observed"}


def _sources(old: frozenset[Origin], new: frozenset[Origin]) -> Iterator[Judged]:
    """A source that gets a name, or another, is the same source in other words."""
    if not old or not new:
        kind = Kind.SOURCES_STATED if new else Kind.SOURCES_WITHDRAWN
        yield kind, old or None, new or None
        return
    for word in sorted({each.kind for each in old ^ new}):
        gone = frozenset(each for each in old - new if each.kind == word)
        came = frozenset(each for each in new - old if each.kind == word)
        for one, other in replaced(gone, came):
            if one and other:
                yield Kind.SOURCE_REWORDED, one, other
            elif other:
                yield _ARRIVED[other.is_person], None, other
            elif one:
                yield _LEFT[one.is_person], one, None


_ARRIVED: Final = {True: Kind.SOURCE_PERSON_ADDED, False: Kind.SOURCE_ADDED}
_LEFT: Final = {True: Kind.SOURCE_PERSON_REMOVED, False: Kind.SOURCE_REMOVED}


def _readers(old: Words, new: Words) -> Iterator[Judged]:
    if not old or not new or (EVERYONE in old and EVERYONE in new):
        return
    if EVERYONE in old or (old > new and EVERYONE not in new):
        yield Kind.READERS_NARROWED, old, new
    elif EVERYONE in new or new > old:
        yield Kind.READERS_WIDENED, old, new
    else:
        yield Kind.READERS_CHANGED, old, new


def _bases(old: Words, new: Words) -> Iterator[Judged]:
    """Consent is told apart: people are asked for it, and can take it back.

    Bases that are exchanged together are one change.
    """
    gone, came = old - new, new - old
    if not old:
        kind = Kind.BASIS_STATED
    elif not new:
        kind = Kind.BASIS_WITHDRAWN
    elif _CONSENT in gone:
        kind = Kind.BASIS_FROM_CONSENT
    elif _CONSENT in came:
        kind = Kind.BASIS_TO_CONSENT
    elif not gone:
        kind = Kind.BASIS_ADDED
    else:
        kind = Kind.BASIS_CHANGED if came else Kind.BASIS_REMOVED
    yield kind, old or None, new or None


def _lists(old: Values, new: Values) -> Iterator[Judged]:
    """Lists of several bases, none of which is attached to a purpose."""
    for gone, came in replaced(old, new):
        kind = Kind.BASES_LIST_CHANGED
        if gone is None:
            kind = Kind.BASES_LISTED
        elif came is None:
            kind = Kind.BASES_UNLISTED
        yield kind, gone, came


@dataclass(frozen=True, slots=True)
class Provided:
    """Whether the person must provide the data, and what follows if not."""

    required_by: frozenset[str]
    consequence: str | None

    @property
    def is_required(self) -> bool:
        """Whether anything but the person's own will asks for it."""
        return bool(self.required_by - {"voluntary"})

    def __str__(self) -> str:
        said = ", ".join(sorted(self.required_by))
        return "; ".join(filter(None, (said, self.consequence)))


def _provided(old: frozenset[Provided], new: frozenset[Provided]) -> Iterator[Judged]:
    for gone, came in replaced(old, new):
        if gone is None:
            yield Kind.PROVISION_STATED, None, came
        elif came is None:
            yield Kind.PROVISION_WITHDRAWN, gone, None
        elif gone.is_required == came.is_required:
            yield Kind.PROVISION_REWORDED, gone, came
        elif came.is_required:
            yield Kind.PROVISION_MADE_REQUIRED, gone, came
        else:
            yield Kind.PROVISION_MADE_VOLUNTARY, gone, came


PURPOSE: Final = Topic(member(Kind.PURPOSE_ADDED, Kind.PURPOSE_REMOVED), _P)
DATA: Final = Topic(member(Kind.DATA_CATEGORY_ADDED, Kind.DATA_CATEGORY_REMOVED), _D)
SUBJECT: Final = Topic(member(Kind.DATA_SUBJECT_ADDED, Kind.DATA_SUBJECT_REMOVED), _S)
PAIRING: Final = Topic(member(Kind.PAIRING_ADDED, Kind.PAIRING_REMOVED), _P, (_D,))
_anew = member(Kind.SENSITIVE_PAIRING_ADDED, Kind.SENSITIVE_PAIRING_REMOVED)
SENSITIVE_PAIRING: Final = {
    law: Topic(_anew, _P, (_D,), law) for law in (_GDPR, "us-ca-ccpa")
}
SUBJECT_PAIRING: Final = Topic(
    member(Kind.SUBJECT_PAIRING_ADDED, Kind.SUBJECT_PAIRING_REMOVED), _S, (_D, _P)
)
SOURCE: Final = Topic(_sources, "words", (_D,), values="source")
CONDITION: Final = Topic(
    listed(Kind.CONDITION_ADDED, Kind.CONDITION_REMOVED, Kind.CONDITION_CHANGED),
    "words", (_D,), _GDPR, values="id",
)  # fmt: skip
RETENTION: Final = Topic(retained.compare, "words", (_D, _P))
TRACKER_DATA: Final = Topic(
    member(Kind.TRACKER_DATA_ADDED, Kind.TRACKER_DATA_REMOVED), "trackers", (_D,)
)
NONE_SAID: Final = Topic(
    member(Kind.NONE_STATED, Kind.NONE_WITHDRAWN), "slot", (_D, _P)
)
UNCLEAR: Final = Topic(
    listed(Kind.UNCLEAR_ADDED, Kind.UNCLEAR_REMOVED, Kind.UNCLEAR_REWORDED),
    "slot",
    (_D, _P),
)
READERS: Final = Topic(_readers, "words", (_D, _P), values="audiences")
BASIS: Final = Topic(_bases, "words", (_D, _P), _GDPR, values="id")
LISTED: Final = Topic(_lists, "words", (_D, _P), _GDPR, values="id")
PROVISION: Final = Topic(_provided, "words", (_D, _P))
