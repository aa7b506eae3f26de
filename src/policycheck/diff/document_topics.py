"""What a document says of itself, and how two answers compare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policycheck.diff.facts import Judged, Topic, Words
from policycheck.diff.kinds import Kind
from policycheck.diff.topics import listed, member, replaced, reworded


def _dates(old: Words, new: Words) -> Iterator[Judged]:
    """Dates are written so that the later one sorts last."""
    for gone, came in replaced(old, new):
        kind = Kind.DATE_STATED
        if came is None:
            kind = Kind.DATE_WITHDRAWN
        elif gone is not None:
            kind = Kind.DATE_FORWARD if came > gone else Kind.DATE_BACK
        yield kind, gone, came


def _cell(old: Words, new: Words) -> Iterator[Judged]:
    """A cell of a published table; to deny something there is to deny it."""
    was, now = (bool(side) and side <= _DENIALS for side in (old, new))
    kind = Kind.TABLE_ROW_CHANGED
    if was != now and old and new:
        kind = Kind.NONE_STATED if now else Kind.NONE_WITHDRAWN
    yield kind, old - new or None, new - old or None


_DENIALS: Final = frozenset({"none", "no"})
CONTROLLER: Final = Topic(
    member(Kind.CONTROLLER_ADDED, Kind.CONTROLLER_REMOVED), "controllers"
)
CONTROLLER_NAME: Final = Topic(reworded(Kind.CONTROLLER_RENAMED), "controllers")
CONTROLLER_DETAIL: Final = Topic(
    reworded(Kind.CONTROLLER_DETAIL_CHANGED), "controllers", ("words",)
)
CONTACT: Final = Topic(member(Kind.CONTACT_ADDED, Kind.CONTACT_REMOVED), "contacts")
CONTACT_DETAIL: Final = Topic(reworded(Kind.CONTACT_CHANGED), "contacts", ("words",))
REPRESENTATIVE: Final = Topic(
    listed(
        Kind.REPRESENTATIVE_ADDED,
        Kind.REPRESENTATIVE_REMOVED,
        Kind.REPRESENTATIVE_CHANGED,
    )
)
REPRESENTATIVE_DETAIL: Final = Topic(
    reworded(Kind.REPRESENTATIVE_CHANGED), "words", ("words",)
)
COVERED: Final = Topic(listed(Kind.SCOPE_WIDENED, Kind.SCOPE_NARROWED))
EXCLUDED: Final = Topic(listed(Kind.SCOPE_NARROWED, Kind.SCOPE_WIDENED))
EXCLUDED_OF: Final = Topic(
    listed(Kind.SCOPE_NARROWED, Kind.SCOPE_WIDENED), values="recipients"
)
EXAMPLES: Final = Topic(
    listed(Kind.UNCLEAR_ADDED, Kind.UNCLEAR_REMOVED, Kind.UNCLEAR_REWORDED)
)
REGIME: Final = Topic(listed(Kind.REGIME_ADDED, Kind.REGIME_REMOVED))
PLACE: Final = Topic(listed(Kind.AUDIENCE_WIDENED, Kind.AUDIENCE_NARROWED), "audiences")
OTHER_PLACE: Final = Topic(
    listed(Kind.AUDIENCE_NARROWED, Kind.AUDIENCE_WIDENED), "audiences"
)
TABLE: Final = Topic(member(Kind.TABLE_ADDED, Kind.TABLE_REMOVED))
WINDOW: Final = Topic(reworded(Kind.TABLE_CHANGED), values="period")
ROW: Final = Topic(member(Kind.TABLE_ROW_ADDED, Kind.TABLE_ROW_REMOVED))
CELL: Final = Topic(_cell, "words", ("words",))
ORGANISATION: Final = Topic(reworded(Kind.ORGANISATION_CHANGED))
DATE: Final = Topic(_dates)
DETAIL: Final = Topic(reworded(Kind.DOCUMENT_DETAIL_CHANGED))
SERVES: Final = Topic(reworded(Kind.DOCUMENT_USE_CHANGED), values="id")
