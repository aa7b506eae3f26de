"""What is said of rights and refusals, and how two answers compare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from policycheck import wording
from policycheck.diff.facts import Judged, Topic, Words
from policycheck.diff.kinds import Kind
from policycheck.diff.topics import covering, listed, member, replaced, reworded, stated
from policycheck.period import Period

FREE: Final = "nothing"


@dataclass(frozen=True, slots=True)
class Answered:
    """How soon requests are answered, and how much later where that is needed.

    Two that say the same of time compare equal; `text` is how it reads.
    """

    within: Period | None
    late: Period | None
    words: str | None
    text: str = field(compare=False)

    def __str__(self) -> str:
        return self.text


def answered(
    response: str | None, extension: str | None, words: str | None
) -> Answered | None:
    """The value of what a rights block says of time; None where it says nothing."""
    if response is None and extension is None and words is None:
        return None
    late = f"{wording.period(extension)} more where needed" if extension else ""
    said = (wording.period(response) if response else "", late, words)
    return Answered(
        Period.parse(response) if response else None,
        Period.parse(extension) if extension else None,
        words,
        "; ".join(filter(None, said)),
    )


def _times(old: frozenset[Answered], new: frozenset[Answered]) -> Iterator[Judged]:
    for gone, came in replaced(old, new):
        was = gone.within if gone else None
        now = came.within if came else None
        kind = Kind.RIGHT_REWORDED
        if (gone is None and old) or (came is None and new):
            pass  # one time beside another that is told as well
        elif was is None and now is not None:
            kind = Kind.RESPONSE_STATED
        elif now is None and was is not None:
            kind = Kind.RESPONSE_WITHDRAWN
        elif gone and came:
            slower = _is_longer(now, was) or _is_longer(came.late, gone.late)
            faster = _is_longer(was, now) or _is_longer(gone.late, came.late)
            if slower != faster:
                kind = Kind.RESPONSE_SLOWER if slower else Kind.RESPONSE_FASTER
        yield kind, gone, came


def _is_longer(one: Period | None, other: Period | None) -> bool:
    """Whether one time is longer; no time is none at all."""
    return one is not None and (other is None or one.is_longer_than(other))


def _fees(old: Words, new: Words) -> Iterator[Judged]:
    """A fee, or that there is none; silence promises nothing."""
    for gone, came in replaced(old, new):
        kind = Kind.RIGHT_REWORDED
        if FREE in (gone, came) and None in (gone, came):
            kind = Kind.NONE_STATED if gone is None else Kind.NONE_WITHDRAWN
        elif came is None or gone is None or FREE in (gone, came):
            dearer = gone is None or gone == FREE
            kind = Kind.FEE_INTRODUCED if dearer else Kind.FEE_DROPPED
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
WAY: Final = Topic(
    member(Kind.RIGHT_METHOD_ADDED, Kind.RIGHT_METHOD_REMOVED), "way", ("right",)
)
WAYS: Final = ("email", "form", "phone", "address")
"""Of what is said of a contact, what a request can be sent to."""
AGENT: Final = Topic(
    listed(Kind.RIGHT_METHOD_ADDED, Kind.RIGHT_METHOD_REMOVED, Kind.RIGHT_REWORDED)
)
EXTENT: Final = Topic(
    covering(Kind.RIGHT_WIDENED, Kind.RIGHT_NARROWED),
    "words", ("right",), values="subject",
)  # fmt: skip
WORDS: Final = Topic(reworded(Kind.RIGHT_REWORDED), "words", ("right",))
FLAG: Final = Topic(reworded(Kind.RIGHT_REWORDED), "words", ("right",))
RESPONSE: Final = Topic(_times)
FEE: Final = Topic(_fees)
HURDLE: Final = Topic(
    stated(Kind.HURDLE_ADDED, Kind.HURDLE_REMOVED, Kind.RIGHT_REWORDED)
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
    listed(Kind.COMPLAINT_ADDED, Kind.COMPLAINT_REMOVED, Kind.COMPLAINT_REWORDED),
    adds=True,
)
COMPLAINT_DETAIL: Final = Topic(reworded(Kind.COMPLAINT_REWORDED), "words", ("words",))
