"""What a document says of itself, and how two answers compare."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from policycheck.diff.facts import Judged, Topic, Words
from policycheck.diff.kinds import Kind
from policycheck.diff.mirrors import MIRRORS
from policycheck.diff.topics import listed, member, replaced, reworded
from policycheck.law import countries


def _dates(old: Words, new: Words) -> Iterator[Judged]:
    """Dates are written so that the later one sorts last."""
    for gone, came in replaced(old, new):
        kind = Kind.DATE_STATED
        if came is None:
            kind = Kind.DATE_WITHDRAWN
        elif gone is not None:
            kind = Kind.DATE_FORWARD if came > gone else Kind.DATE_BACK
        yield kind, gone, came


def _people(old: Words, new: Words) -> Iterator[Judged]:
    """Who belongs to a group of readers; where nothing is said, anyone."""
    if not old or not new:
        kind = Kind.AUDIENCE_WIDENED if old else Kind.AUDIENCE_NARROWED
        yield kind, old or None, new or None
        return
    if old - new:
        yield Kind.AUDIENCE_NARROWED, old - new, None
    if new - old:
        yield Kind.AUDIENCE_WIDENED, None, new - old


def _places(old: Words, new: Words) -> Iterator[Judged]:
    """Where readers are; the EEA, a country and its parts lie one in another."""
    if not old or not new:
        yield from _people(old, new)
        return
    gone = frozenset(each for each in old if not lies_in({each}, new))
    came = frozenset(each for each in new if not lies_in({each}, old))
    if gone and came:
        yield Kind.AUDIENCE_NARROWED, gone, None
        yield Kind.AUDIENCE_WIDENED, None, came
    elif gone or came:
        yield Kind.AUDIENCE_NARROWED if gone else Kind.AUDIENCE_WIDENED, old, new


def _others(old: Words, new: Words) -> Iterator[Judged]:
    """Where readers are not: who leaves out more speaks to fewer."""
    for kind, was, now in _places(old, new):
        yield MIRRORS[kind], was, now


def lies_in(some: Collection[str], others: Collection[str]) -> bool:
    """Whether places lie within others: a country in the EU, a state in a country."""
    unions = countries().unions
    whole = {each for place in others for each in (place, *unions.get(place, ()))}
    parts = {each for place in some for each in unions.get(place, {place})}
    return all(
        not whole.isdisjoint((place, place.partition("-")[0])) for place in parts
    )


def _cell(old: Words, new: Words) -> Iterator[Judged]:
    """A cell of a published table; to deny something there is to deny it."""
    was, now = (bool(side) and side <= DENIALS for side in (old, new))
    kind = Kind.TABLE_ROW_CHANGED
    if was != now:
        kind = Kind.NONE_STATED if now else Kind.NONE_WITHDRAWN
    yield kind, old - new or None, new - old or None


DENIALS: Final = frozenset({"none", "no"})
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
PLACE: Final = Topic(_places, "audiences", ("words",), values="country")
OF_THEM: Final = Topic(_people, "audiences", ("words",))
OTHER_PLACE: Final = Topic(_others, "audiences", ("words",), values="country")
ONLY: Final = Topic(
    listed(Kind.AUDIENCE_NARROWED, Kind.AUDIENCE_WIDENED), "audiences", ("words",)
)
SUBJECTS: Final = Topic(_people, "audiences", ("words",), values="data_subjects")
TABLE: Final = Topic(member(Kind.TABLE_ADDED, Kind.TABLE_REMOVED))
WINDOW: Final = Topic(reworded(Kind.TABLE_CHANGED), values="period")
ROW: Final = Topic(member(Kind.TABLE_ROW_ADDED, Kind.TABLE_ROW_REMOVED))
CELL: Final = Topic(_cell, "words", ("words",))
ORGANISATION: Final = Topic(reworded(Kind.ORGANISATION_CHANGED))
DATE: Final = Topic(_dates)
DETAIL: Final = Topic(reworded(Kind.DOCUMENT_DETAIL_CHANGED))
SERVES: Final = Topic(reworded(Kind.DOCUMENT_USE_CHANGED), values="id")
