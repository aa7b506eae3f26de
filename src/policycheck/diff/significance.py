"""What each regime makes of a change, read from the regimes' own tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from policycheck import regimes
from policycheck.diff.change import Cited, Consequence
from policycheck.diff.facts import EVERYONE
from policycheck.diff.kinds import Kind
from policycheck.diff.scale import Significance
from policycheck.policy.general import Territory, meets
from policycheck.policy.values import Addressed, Audience


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one regime makes of one kind of change.

    `is_abroad` limits it to places outside the law's own territory.
    """

    significance: Significance
    consequences: tuple[Consequence, ...]
    is_abroad: bool = False


@dataclass(frozen=True, slots=True)
class Judge:
    """One regime's table on one day.

    `vocabularies` are the laws whose words it reads, and `same` the words that mean
    exactly another one. A kind it has no judgement on is left to the yardstick.
    """

    regime: str
    territory: Territory
    vocabularies: frozenset[str]
    same: Mapping[str, str]
    judgements: Mapping[str, Judgement]

    def of(
        self, kind: Kind, vocabulary: str | None, places: Collection[str] = ()
    ) -> Judgement | None:
        """What it makes of a kind of change, if it reads its words at all.

        What it says of data that goes abroad, it says of `places` it does not govern.
        """
        if vocabulary is not None and vocabulary not in self.vocabularies:
            return None
        judgement = self.judgements.get(kind.slug)
        if judgement is not None and judgement.is_abroad and places:
            is_home = all(place and self.territory.governs(place) for place in places)
            return None if is_home else judgement
        return judgement

    def is_read_by(self, readers: Iterable[str], known: Mapping[str, Audience]) -> bool:
        """Whether a change concerns people it governs."""
        return any(
            each == EVERYONE
            or each not in known
            or meets(
                Addressed(at=known[each].at, audiences=(known[each],)), self.territory
            )
            for each in readers
        )


def judges(named: Iterable[str], day: date) -> tuple[Judge, ...]:
    """The regimes named, each once, as the law stands on a day."""
    return tuple(_judge(name, day) for name in dict.fromkeys(named))


@cache
def _judge(regime: str, day: date) -> Judge:
    table = regimes.changes(regime)
    cited = {
        id_: Cited(fields["label"], fields.get("url"), fields.get("compared", True))
        for id_, fields in table["citations"].items()
    }
    judgements: dict[str, Judgement] = {}
    for entry in table["judgements"]:
        judgement = Judgement(
            Significance(entry["significance"]),
            tuple(
                Consequence(
                    regime, said["says"], tuple(cited[id_] for id_ in said["cites"])
                )
                for said in entry.get("consequences", ())
                if _holds(said, day)
            ),
            entry.get("abroad", False),
        )
        judgements.update(dict.fromkeys(entry["kinds"], judgement))
    return Judge(
        regime,
        regimes.book(regime),
        frozenset(table["vocabularies"]),
        table.get("same", {}),
        judgements,
    )


def _holds(said: Mapping[str, Any], day: date) -> bool:
    since = date.fromisoformat(said["since"])
    until = said.get("until")
    return since <= day and (until is None or day <= date.fromisoformat(until))
