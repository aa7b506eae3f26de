"""Which statements concern what: general ones an activity, addressed ones a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeAlias, TypeVar

from policycheck.location import Pointer
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


def by_activity(
    generals: tuple[General, ...], activities: tuple[Activity, ...]
) -> dict[Pointer, tuple[General, ...]]:
    """For each activity, the general statements about it or a part of it."""
    everywhere = tuple(each for each in generals if each.part is None)
    narrowed = [
        (general, _narrowing(general.part), _narrowing(general.but))
        for general in generals
    ]
    index = _Index([part for _, part, _ in narrowed])
    found = {}
    for activity in activities:
        names = _Names(activity, everywhere)
        found[activity.at] = tuple(
            general
            for general, part, but in map(narrowed.__getitem__, index.near(names))
            if all(ids & names.of(catalogue) for catalogue, ids in part)
            and not any(
                names.of(catalogue) and names.of(catalogue) <= ids
                for catalogue, ids in but
            )
        )
    return found


_CATALOGUES = (
    "activities",
    "data_subjects",
    "data_categories",
    "purposes",
    "recipients",
)


_Narrowing: TypeAlias = "tuple[tuple[str, frozenset[str]], ...]"


def _narrowing(part: Part | None) -> _Narrowing:
    """The catalogues a part is narrowed in, with the ids it names."""
    if part is None:
        return ()
    stated = ((catalogue, getattr(part, catalogue)) for catalogue in _CATALOGUES)
    return tuple((catalogue, ids) for catalogue, ids in stated if ids is not None)


class _Index:
    """Which statements may be about an activity, by one of the ids each is about.

    Trying every statement on every activity takes the product of their numbers.
    """

    def __init__(self, parts: Sequence[_Narrowing]) -> None:
        self._all: list[int] = []
        self._by_id: dict[str, dict[str, list[int]]] = {}
        for number, part in enumerate(parts):
            if not part:
                self._all.append(number)
                continue
            catalogue, ids = min(part, key=lambda each: len(each[1]))
            by_id = self._by_id.setdefault(catalogue, {})
            for id_ in ids:
                by_id.setdefault(id_, []).append(number)

    def near(self, names: _Names) -> list[int]:
        """The numbers of those statements, in their order."""
        if not self._by_id:
            return self._all
        found = set(self._all)
        for catalogue, by_id in self._by_id.items():
            for id_ in names.of(catalogue):
                found.update(by_id.get(id_, ()))
        return sorted(found)


class _Names:
    """The ids an activity names, or general statements about all do; each once."""

    def __init__(self, activity: Activity, everywhere: tuple[General, ...]) -> None:
        self._activity = activity
        self._everywhere = everywhere
        self._found = {"activities": frozenset((activity.id,))}

    def of(self, catalogue: str) -> frozenset[str]:
        found = self._found.get(catalogue)
        if found is None:
            found = self._found[catalogue] = frozenset(self._ids(catalogue))
        return found

    def _ids(self, catalogue: str) -> Iterator[str]:
        sources: tuple[Slots, ...] = (self._activity,)
        if getattr(self._activity, catalogue) is None:
            sources = self._everywhere
        for slots in sources:
            answer = getattr(slots, catalogue)
            if isinstance(answer, tuple):
                for value in answer:
                    entry = (
                        value.recipient if catalogue == "recipients" else value.entry
                    )
                    yield entry.id


class Territory(Protocol):
    """Where people are whom a law governs."""

    def governs(self, place: str) -> bool:
        """Whether it governs anyone in a place."""

    def is_all_within(self, places: Iterable[str]) -> bool:
        """Whether it governs nobody outside these places."""


def meets(statement: Addressed, territory: Territory) -> bool:
    """Whether a statement speaks to people in the places a law governs."""
    return not statement.audiences or any(
        any(map(territory.governs, audience.places))
        if audience.places
        else not territory.is_all_within(audience.except_places)
        for audience in statement.audiences
    )
