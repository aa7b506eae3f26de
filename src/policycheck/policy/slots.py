"""The slots of an activity, and what the policy says in one, with its grain."""

from __future__ import annotations

from enum import Enum
from typing import Final, Generic, Literal, NamedTuple, TypeVar

from policycheck.frozen import Frozen
from policycheck.location import Pointer
from policycheck.policy.statements import General, Slots
from policycheck.policy.values import (
    NONE,
    Answer,
    BasisUse,
    Condition,
    DataCategory,
    DataProvision,
    DataSubject,
    Disclosure,
    Purpose,
    Retention,
    Source,
    Statement,
    Tracker,
    Transfer,
    Unclear,
    Use,
    Word,
)

S = TypeVar("S", bound=Statement)


class Slot(Frozen, Generic[S]):
    """One of the things an activity or a general statement can say."""

    name: str

    def of(self, slots: Slots) -> Answer[tuple[S, ...]]:
        """What these slots say in this one."""
        answer: Answer[tuple[S, ...]] = getattr(slots, self.name)
        return answer


DATA_SUBJECTS: Final[Slot[Use[DataSubject]]] = Slot("data_subjects")
DATA_CATEGORIES: Final[Slot[Use[DataCategory]]] = Slot("data_categories")
PURPOSES: Final[Slot[Use[Purpose]]] = Slot("purposes")
LEGAL_BASES: Final[Slot[BasisUse]] = Slot("legal_bases")
CONDITIONS: Final[Slot[Condition]] = Slot("conditions")
SOURCES: Final[Slot[Source]] = Slot("sources")
RECIPIENTS: Final[Slot[Disclosure]] = Slot("recipients")
TRANSFERS: Final[Slot[Transfer]] = Slot("transfers")
RETENTION: Final[Slot[Use[Retention]]] = Slot("retention")
PROVISION: Final[Slot[DataProvision]] = Slot("provision")
TRACKERS: Final[Slot[Use[Tracker]]] = Slot("trackers")


class Grain(Enum):
    """Whether a slot is stated for the activity, for many activities, or not at all."""

    SPECIFIC = "specific"
    GENERAL = "general"
    UNDISCLOSED = "undisclosed"


class Stated(NamedTuple, Generic[S]):
    """One answer of a slot, where it stands, and the general statement it is from."""

    answer: tuple[S, ...] | Unclear | Literal[Word.NONE]
    at: Pointer
    general: General | None

    @property
    def is_none(self) -> bool:
        """Whether the text says there is none."""
        return self.answer is NONE


class Said(NamedTuple, Generic[S]):
    """All a policy says of an activity in one slot."""

    grain: Grain
    stated: tuple[Stated[S], ...]

    @property
    def values(self) -> tuple[S, ...]:
        """The values stated, in order."""
        if len(self.stated) == 1:  # nearly always, and asked most of all
            answer = self.stated[0].answer
            return answer if isinstance(answer, tuple) else ()
        return tuple(
            value
            for stated in self.stated
            if isinstance(stated.answer, tuple)
            for value in stated.answer
        )

    @property
    def is_none(self) -> bool:
        """Whether some statement says there is none."""
        return any(stated.is_none for stated in self.stated)

    @property
    def unclear(self) -> tuple[Unclear, ...]:
        """The statements whose words decide nothing."""
        return tuple(
            stated.answer
            for stated in self.stated
            if isinstance(stated.answer, Unclear)
        )

    @property
    def is_specific(self) -> bool:
        """Whether the activity says it itself."""
        return self.grain is Grain.SPECIFIC

    @property
    def is_undisclosed(self) -> bool:
        """Whether nothing says it."""
        return self.grain is Grain.UNDISCLOSED
