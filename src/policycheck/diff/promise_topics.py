"""What is said beside the activities, and how two answers compare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policycheck.diff.facts import Judged, Topic, Words
from policycheck.diff.kinds import Kind
from policycheck.diff.topics import (
    covering,
    lengthened,
    listed,
    member,
    ranked,
    replaced,
    reworded,
)

_SAID_NO: Final = {"false": -1, "not-known": -1, "true": 1, "known": 1}


def _told(old: Words, new: Words) -> Iterator[Judged]:
    for gone, came in replaced(old, new):
        kind = Kind.NOTICE_REWORDED
        if gone is None:
            kind = Kind.NOTICE_LONGER
        elif came is None:
            kind = Kind.NOTICE_SHORTER
        yield kind, gone, came


_children = ranked(
    lambda word: _SAID_NO[str(word)],
    Kind.CHILDREN_INCLUDED,
    Kind.CHILDREN_EXCLUDED,
    Kind.CHILDREN_REWORDED,
)
_protected = listed(
    Kind.CHILDREN_MORE_PROTECTED, Kind.CHILDREN_LESS_PROTECTED, Kind.CHILDREN_REWORDED
)
_age = ranked(
    lambda age: int(str(age)) + 1,
    Kind.CHILDREN_MORE_PROTECTED,
    Kind.CHILDREN_LESS_PROTECTED,
    Kind.CHILDREN_REWORDED,
)
_wider = ranked(
    lambda word: _SAID_NO[str(word)],
    Kind.DECISION_WIDENED,
    Kind.DECISION_NARROWED,
    Kind.DECISION_REWORDED,
)
_beyond = ranked(
    lambda word: _SAID_NO[str(word)],
    Kind.SENSITIVE_USE_WIDENED,
    Kind.SENSITIVE_USE_NARROWED,
    Kind.SENSITIVE_USE_NARROWED,
)

NONE_SAID: Final = Topic(member(Kind.NONE_STATED, Kind.NONE_WITHDRAWN))
UNCLEAR: Final = Topic(
    listed(Kind.UNCLEAR_ADDED, Kind.UNCLEAR_REMOVED, Kind.UNCLEAR_REWORDED)
)
CHILDREN: Final = Topic(_children, values="flag")
CHILD_PROTECTION: Final = Topic(_protected)
CONSENT_AGE: Final = Topic(_age)
BEYOND: Final = Topic(_beyond, vocabulary="us-ca-ccpa")
MARKETING: Final = Topic(member(Kind.MARKETING_ADDED, Kind.MARKETING_REMOVED))
REACHED: Final = Topic(
    covering(Kind.MARKETING_WIDENED, Kind.MARKETING_NARROWED), values="data_subjects"
)
ABOUT_MARKETING: Final = (
    "from_sale", "similar_products", "from_support", "charitable", "how_refused",
)  # fmt: skip
REFUSAL: Final = Topic(
    listed(Kind.REFUSAL_ADDED, Kind.REFUSAL_REMOVED, Kind.MARKETING_REWORDED),
    "words", ("words",),
)  # fmt: skip
MARKETING_WORDS: Final = Topic(reworded(Kind.MARKETING_REWORDED), "words", ("words",))
DECISION: Final = Topic(member(Kind.DECISION_ADDED, Kind.DECISION_REMOVED))
EXTENT: Final = Topic(_wider, "words", ("words",), values="flag")
SAFEGUARD: Final = Topic(
    listed(Kind.SAFEGUARD_OFFERED, Kind.SAFEGUARD_DENIED), values="id"
)
DECISION_WORDS: Final = Topic(reworded(Kind.DECISION_REWORDED), "words", ("words",))
INCENTIVE: Final = Topic(member(Kind.INCENTIVE_ADDED, Kind.INCENTIVE_REMOVED))
INCENTIVE_WORDS: Final = Topic(reworded(Kind.INCENTIVE_REWORDED), "words", ("words",))
DEIDENTIFICATION: Final = Topic(
    listed(
        Kind.DEIDENTIFICATION_PROMISED,
        Kind.DEIDENTIFICATION_DROPPED,
        Kind.DEIDENTIFICATION_REWORDED,
    ),
    "words", ("words",),
)  # fmt: skip
ADVANCE: Final = Topic(
    lengthened(Kind.NOTICE_LONGER, Kind.NOTICE_SHORTER, Kind.NOTICE_REWORDED),
    values="period",
)
NOTICE: Final = Topic(_told)
ACCEPTANCE: Final = Topic(
    member(Kind.ACCEPTANCE_BY_USE_ADDED, Kind.ACCEPTANCE_BY_USE_REMOVED)
)
SECURITY: Final = Topic(reworded(Kind.SECURITY_REWORDED))
