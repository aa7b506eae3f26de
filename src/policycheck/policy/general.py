"""Which statements concern what: general ones an activity, addressed ones a place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from policycheck.policy.statements import Activity, General, Part, Slots
from policycheck.policy.values import Addressed, Answer, Narrowed, Statement

S = TypeVar("S", bound=Statement)


def narrow(
    answer: Answer[tuple[S, ...]], data_category: str | None, purpose: str | None
) -> Answer[tuple[S, ...]]:
    """The part of an answer that speaks of one data category or purpose."""
    if not isinstance(answer, tuple) or (data_category is None and purpose is None):
        return answer
    kept = tuple(
        value
        for value in answer
        if not isinstance(value, Narrowed)
        or value.concerns(purpose=purpose, data_category=data_category)
    )
    return kept or None


def covers(general: General, data_category: str | None, purpose: str | None) -> bool:
    """Whether a general statement covers one data category and one purpose."""
    for id_, catalogue in ((data_category, "data_categories"), (purpose, "purposes")):
        if id_ is None:
            continue
        part: frozenset[str] | None = getattr(general.part, catalogue, None)
        but: frozenset[str] | None = getattr(general.but, catalogue, None)
        if (part is not None and id_ not in part) or (but is not None and id_ in but):
            return False
    return True


def speaks_of(
    general: General, activity: Activity, everywhere: tuple[General, ...]
) -> bool:
    """Whether a general statement speaks of an activity, or of a part of it."""
    if general.part is not None and not all(
        ids & set(_ids(activity, catalogue, everywhere))
        for catalogue, ids in _narrowing(general.part)
    ):
        return False
    return general.but is None or not any(
        (named := set(_ids(activity, catalogue, everywhere))) and named <= ids
        for catalogue, ids in _narrowing(general.but)
    )


def _narrowing(part: Part) -> Iterator[tuple[str, frozenset[str]]]:
    for catalogue in (
        "activities",
        "data_subjects",
        "data_categories",
        "purposes",
        "recipients",
    ):
        ids: frozenset[str] | None = getattr(part, catalogue)
        if ids is not None:
            yield catalogue, ids


def _ids(
    activity: Activity, catalogue: str, everywhere: tuple[General, ...]
) -> Iterator[str]:
    """The ids an activity names in a catalogue, or general statements about all do."""
    if catalogue == "activities":
        yield activity.id
        return
    sources: tuple[Slots, ...] = (activity,)
    if getattr(activity, catalogue) is None:
        sources = everywhere
    for slots in sources:
        answer = getattr(slots, catalogue)
        if isinstance(answer, tuple):
            for value in answer:
                yield (
                    value.recipient.id if catalogue == "recipients" else value.entry.id
                )


def meets(statement: Addressed, governs: Callable[[str], bool]) -> bool:
    """Whether a statement speaks to people in the places a law governs."""
    return not statement.audiences or any(
        any(map(governs, audience.places))
        if audience.places
        else not any(map(governs, audience.except_places))
        for audience in statement.audiences
    )
