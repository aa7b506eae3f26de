"""A change, what a law makes of it, and all the changes of one comparison."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256

from policycheck.diff.kinds import Kind
from policycheck.diff.scale import Significance
from policycheck.finding import State
from policycheck.location import Location


@dataclass(frozen=True, slots=True)
class Cited:
    """A provision, or guidance on it, that a consequence rests on.

    `verified` is false where the wording was not compared with the official text.
    """

    label: str
    url: str | None = None
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a law asks for because of a change."""

    regime: str
    says: str
    cites: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a change is told with, so that several of a kind can be told together.

    `words` are the rest of the sentence by name. `old` and `new` are None where the
    change is that the subject itself came or went; where the change `is_addressing`,
    they are the audiences.
    """

    subject: str = ""
    words: tuple[tuple[str, str], ...] = ()
    old: str | None = None
    new: str | None = None
    is_addressing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is different for people, judged.

    `place` is where it shows in the new file: the change itself, or the nearest part
    around it that is still there. `identity` names the thing and both values without
    wording, line or order. `excuse` is what the waiver says, where one excuses it.
    """

    kind: Kind
    significance: Significance
    message: str
    told: Told
    old: str | None
    new: str | None
    old_location: Location | None
    new_location: Location | None
    place: Location
    stable_at: str
    identity: tuple[object, ...]
    consequences: tuple[Consequence, ...] = ()
    state: State = State.NEW
    excuse: str | None = None

    @property
    def fingerprint(self) -> str:
        """16 hex digits that survive rewording, reformatting and moved statements."""
        said = json.dumps([self.kind.slug, *self.identity], ensure_ascii=True)
        return sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that changed between two versions, gravest first.

    `title` and `effective` are the new version's. `judged_by` names the regimes that
    were asked; `unknown_waivers` the kinds that waivers name and that do not exist.
    """

    old_path: str
    new_path: str
    title: str
    effective: str | None
    changes: tuple[Change, ...]
    judged_by: tuple[str, ...] = ()
    unknown_waivers: tuple[str, ...] = ()

    @property
    def verdict(self) -> Significance | None:
        """The gravest significance of a change that is not waived; None if none is."""
        return min(
            (each.significance for each in self.standing),
            key=lambda significance: significance.rank,
            default=None,
        )

    @property
    def standing(self) -> tuple[Change, ...]:
        """The changes no waiver excuses."""
        return tuple(each for each in self.changes if each.state is State.NEW)

    @property
    def waived(self) -> int:
        """How many changes a waiver excuses."""
        return len(self.changes) - len(self.standing)

    def count(self, significance: Significance) -> int:
        """How many standing changes have this significance."""
        return sum(each.significance is significance for each in self.standing)

    def reaches(self, threshold: Significance) -> bool:
        """Whether a standing change is at least that grave."""
        verdict = self.verdict
        return verdict is not None and verdict.rank <= threshold.rank
