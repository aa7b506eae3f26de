"""What is said of the use of data, and how two answers compare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from policycheck.diff import retained
from policycheck.diff.facts import EVERYONE, Judged, Topic, Words
from policycheck.diff.kinds import Kind
from policycheck.diff.topics import listed, member, replaced

_D, _P, _S = "data_categories", "purposes", "data_subjects"

PURPOSE: Final = Topic(member(Kind.PURPOSE_ADDED, Kind.PURPOSE_REMOVED), _P)
DATA: Final = Topic(member(Kind.DATA_CATEGORY_ADDED, Kind.DATA_CATEGORY_REMOVED), _D)
SUBJECT: Final = Topic(member(Kind.DATA_SUBJECT_ADDED, Kind.DATA_SUBJECT_REMOVED), _S)
PAIRING: Final = Topic(member(Kind.PAIRING_ADDED, Kind.PAIRING_REMOVED), _P, (_D,))
SUBJECT_PAIRING: Final = Topic(
    member(Kind.SUBJECT_PAIRING_ADDED, Kind.SUBJECT_PAIRING_REMOVED), _S, (_D, _P)
)
SOURCE: Final = Topic(member(Kind.SOURCE_ADDED, Kind.SOURCE_REMOVED), "words", (_D,))
CONDITION: Final = Topic(
    listed(Kind.CONDITION_ADDED, Kind.CONDITION_REMOVED, Kind.CONDITION_CHANGED),
    "words", (_D,), "gdpr",
)  # fmt: skip
RETENTION: Final = Topic(retained.compare, "words", (_D, _P))
TRACKER_DATA: Final = Topic(
    member(Kind.TRACKER_DATA_ADDED, Kind.TRACKER_DATA_REMOVED), "trackers", (_D,)
)
NONE_SAID: Final = Topic(member(Kind.NONE_STATED, Kind.NONE_WITHDRAWN), "words", (_D,))
UNCLEAR: Final = Topic(
    listed(Kind.UNCLEAR_ADDED, Kind.UNCLEAR_REMOVED, Kind.UNCLEAR_REWORDED),
    "words",
    (_D,),
)


def _readers(old: Words, new: Words) -> Iterator[Judged]:
    if EVERYONE in old:
        yield Kind.READERS_NARROWED, old, new
    elif EVERYONE in new or new > old:
        yield Kind.READERS_WIDENED, old, new
    elif old > new:
        yield Kind.READERS_NARROWED, old, new
    else:
        yield Kind.READERS_CHANGED, old, new


def _read(old: Words, new: Words) -> Iterator[Judged]:
    if old and new and not (EVERYONE in old and EVERYONE in new):
        yield from _readers(old, new)


READERS: Final = Topic(_read, "words", (_D, _P), values="audiences")

_ORIGINS: Final = {"consent"}


def _bases(old: Words, new: Words) -> Iterator[Judged]:
    """Consent is told apart: people are asked for it, and can take it back."""
    gone, came = old - new, new - old
    for one, other in replaced(old, new):
        if not old:
            yield Kind.BASIS_STATED, None, other
        elif not new:
            yield Kind.BASIS_WITHDRAWN, one, None
        elif gone & _ORIGINS:
            yield Kind.BASIS_FROM_CONSENT, one, other
        elif came & _ORIGINS:
            yield Kind.BASIS_TO_CONSENT, one, other
        elif one is None:
            yield Kind.BASIS_ADDED, None, other
        elif other is None:
            yield Kind.BASIS_REMOVED, one, None
        else:
            yield Kind.BASIS_CHANGED, one, other


BASIS: Final = Topic(_bases, "words", (_D, _P), "gdpr")


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
        was = gone is not None and gone.is_required
        now = came is not None and came.is_required
        if gone is None or came is None or was == now:
            yield Kind.PROVISION_REWORDED, gone, came
        elif now:
            yield Kind.PROVISION_MADE_REQUIRED, gone, came
        else:
            yield Kind.PROVISION_MADE_VOLUNTARY, gone, came


PROVISION: Final = Topic(_provided, "words", (_D, _P))
