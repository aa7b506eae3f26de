"""What is said of rights and refusals, and how two answers compare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policycheck.diff.facts import Judged, Topic, Words
from policycheck.diff.kinds import Kind
from policycheck.diff.topics import (
    covering,
    is_longer,
    is_same,
    lengthened,
    listed,
    member,
    replaced,
    reworded,
)

FREE: Final = "nothing"


def _answers(old: Words, new: Words) -> Iterator[Judged]:
    """A time to answer; one that is not stated is longer than any."""
    for gone, came in replaced(old, new):
        if is_same(gone, came):
            continue
        if gone is None or (came is not None and is_longer(gone, came)):
            yield Kind.RESPONSE_FASTER, gone, came
        elif came is None or is_longer(came, gone):
            yield Kind.RESPONSE_SLOWER, gone, came
        else:
            yield Kind.RIGHT_REWORDED, gone, came


def _fees(old: Words, new: Words) -> Iterator[Judged]:
    for gone, came in replaced(old, new):
        was, now = gone not in (None, FREE), came not in (None, FREE)
        kind = Kind.RIGHT_REWORDED
        if was != now:
            kind = Kind.FEE_INTRODUCED if now else Kind.FEE_DROPPED
        yield kind, gone, came


def _honours(old: Words, new: Words) -> Iterator[Judged]:
    was, now = "honoured" in old, "honoured" in new
    kind = Kind.SIGNAL_REWORDED
    if was != now:
        kind = Kind.SIGNAL_HONOURED if now else Kind.SIGNAL_DROPPED
    yield kind, old or None, new or None


RIGHT: Final = Topic(member(Kind.RIGHT_ADDED, Kind.RIGHT_REMOVED), "words", ("right",))
METHOD: Final = Topic(
    member(Kind.RIGHT_METHOD_ADDED, Kind.RIGHT_METHOD_REMOVED), "contacts", ("right",)
)
AGENT: Final = Topic(
    listed(Kind.RIGHT_METHOD_ADDED, Kind.RIGHT_METHOD_REMOVED, Kind.RIGHT_REWORDED)
)
EXTENT: Final = Topic(
    covering(Kind.RIGHT_WIDENED, Kind.RIGHT_NARROWED, Kind.RIGHT_REWORDED),
    "words", ("right",), values="subject",
)  # fmt: skip
WORDS: Final = Topic(reworded(Kind.RIGHT_REWORDED), "words", ("right", "words"))
RESPONSE: Final = Topic(_answers, values="period")
EXTENSION: Final = Topic(
    lengthened(Kind.RESPONSE_SLOWER, Kind.RESPONSE_FASTER, Kind.RIGHT_REWORDED),
    values="period",
)
"""A time by which the answer can be late."""
FEE: Final = Topic(_fees)
HURDLE: Final = Topic(
    listed(Kind.HURDLE_ADDED, Kind.HURDLE_REMOVED, Kind.RIGHT_REWORDED)
)
OPT_OUT: Final = Topic(
    member(Kind.OPT_OUT_ADDED, Kind.OPT_OUT_REMOVED), "words", ("words",)
)
OPT_OUT_DETAIL: Final = Topic(
    reworded(Kind.OPT_OUT_CHANGED), "words", ("words", "words")
)
SIGNAL: Final = Topic(_honours)
SIGNAL_DETAIL: Final = Topic(reworded(Kind.SIGNAL_REWORDED), "words", ("words",))
COMPLAINT: Final = Topic(
    listed(Kind.COMPLAINT_ADDED, Kind.COMPLAINT_REMOVED, Kind.COMPLAINT_REWORDED)
)
COMPLAINT_DETAIL: Final = Topic(reworded(Kind.COMPLAINT_REWORDED), "words", ("words",))
