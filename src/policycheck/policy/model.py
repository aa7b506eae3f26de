"""The policy as rules see it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import field, replace
from functools import cached_property
from typing import Any, TypeVar

from policycheck.frozen import Frozen
from policycheck.location import Pointer
from policycheck.policy.general import Territory, by_activity, covers, meets, narrow
from policycheck.policy.slots import Grain, Said, Slot, Stated
from policycheck.policy.statements import (
    Activity,
    AutomatedDecision,
    ChangeNotice,
    Claim,
    Complaints,
    Deidentification,
    Exclusion,
    General,
    Incentive,
    Marketing,
    Minors,
    OptOut,
    Rights,
    Sentence,
    Signal,
    Table,
)
from policycheck.policy.values import (
    Addressed,
    Answer,
    Audience,
    Contact,
    Controller,
    DataCategory,
    DataSubject,
    Entry,
    LegalBasis,
    Purpose,
    Recipient,
    Representative,
    Retention,
    Statement,
    Tracker,
    Use,
)

S = TypeVar("S", bound=Statement)
T = TypeVar("T")
A = TypeVar("A", bound=Addressed)
E = TypeVar("E", bound=Entry)


class Organisation(Frozen, kw_only=True):
    """Facts rules need and the text need not say; None where the policy gives none."""

    established_in: tuple[str, ...] | None = None
    public_authority: bool | None = None
    exclusively_online: bool | None = None
    mobile_app: bool | None = None
    data_broker: bool | None = None
    ca_consumers_per_year: int | None = None
    employees: int | None = None


class Unresolved(Frozen):
    """A name that resolves to nothing: the catalogue it was looked up in, and where."""

    at: Pointer
    catalogue: str
    id: str


class Policy(Frozen, kw_only=True):
    """A valid policy. Dates are as written: a day that does not exist is a finding.

    Catalogues hold the entries written in place as well, under their pointer.
    """

    id: str
    title: str
    version: str | None = None
    effective: str | None = None
    last_updated: str | None = None
    reviewed: str | None = None
    language: str | None = None
    url: str | None = None
    text: str | None = None
    serves_as: tuple[str, ...] = ()
    regimes: tuple[str, ...] = ()
    covers: tuple[Sentence, ...] = ()
    excludes: tuple[Exclusion, ...] = ()
    organisation: Organisation = field(default_factory=Organisation)
    audiences: Mapping[str, Audience] = field(default_factory=dict)
    controllers: Mapping[str, Controller] = field(default_factory=dict)
    contacts: Mapping[str, Contact] = field(default_factory=dict)
    representatives: tuple[Representative, ...] = ()
    data_subjects: Mapping[str, DataSubject] = field(default_factory=dict)
    data_categories: Mapping[str, DataCategory] = field(default_factory=dict)
    purposes: Mapping[str, Purpose] = field(default_factory=dict)
    legal_bases: Mapping[str, LegalBasis] = field(default_factory=dict)
    recipients: Mapping[str, Recipient] = field(default_factory=dict)
    retention: Mapping[str, Retention] = field(default_factory=dict)
    trackers: Mapping[str, Tracker] = field(default_factory=dict)
    general: tuple[General, ...] = ()
    activities: tuple[Activity, ...] = ()
    rights: tuple[Rights, ...] = ()
    complaints: Complaints | None = None
    opt_outs: tuple[OptOut, ...] = ()
    gpc: Signal | None = None
    do_not_track: Signal | None = None
    financial_incentives: Answer[tuple[Incentive, ...]] = None
    automated_decisions: Answer[tuple[AutomatedDecision, ...]] = None
    minors: Minors | None = None
    marketing: tuple[Marketing, ...] = ()
    sensitive_use_beyond_permitted: bool | None = None
    deidentification: Deidentification | None = None
    change_notice: ChangeNotice | None = None
    metrics_url: str | None = None
    security: str | None = None
    claims: tuple[Claim, ...] = ()
    published: tuple[Table, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    used: frozenset[tuple[str, str]] = frozenset()

    def said(
        self,
        activity: Activity,
        slot: Slot[S],
        *,
        data_category: str | None = None,
        purpose: str | None = None,
    ) -> Said[S]:
        """What the policy says of `activity` in `slot`: its words, else general ones.

        Asked about one data category or purpose (by id), only what speaks of it counts.
        """
        key = (activity.at, slot.name, data_category, purpose)
        said: Said[S] | None = self._said.get(key)
        if said is None:
            own = narrow(slot.of(activity), data_category, purpose)
            if own is not None:
                stated = Stated(own, activity.at / slot.name, None)
                said = Said(Grain.SPECIFIC, (stated,))
            else:
                found = self.generally(
                    activity, slot, data_category=data_category, purpose=purpose
                )
                said = Said(Grain.GENERAL if found else Grain.UNDISCLOSED, found)
            self._said[key] = said
        return said

    def generally(
        self,
        activity: Activity,
        slot: Slot[S],
        *,
        data_category: str | None = None,
        purpose: str | None = None,
    ) -> tuple[Stated[S], ...]:
        """What general statements say of `activity`, whatever it says itself."""
        found = []
        for general in self.general_about(activity):
            if not covers(general, data_category, purpose):
                continue
            answer = narrow(slot.of(general), data_category, purpose)
            if answer is not None:
                found.append(Stated(answer, general.at / slot.name, general))
        return tuple(found)

    def general_about(self, activity: Activity) -> tuple[General, ...]:
        """The general statements that speak of `activity`, or of a part of it."""
        return self._general_by_activity[activity.at] if self.general else ()

    def entries(self, activity: Activity, slot: Slot[Use[E]]) -> tuple[Use[E], ...]:
        """The entries `activity` has in a slot of entries, its own or general ones."""
        return self.said(activity, slot).values

    def addressed_to(self, territory: Territory) -> Policy:
        """The policy as people whom a law governs read it."""

        def heard(statements: tuple[A, ...]) -> tuple[A, ...]:
            return tuple(each for each in statements if meets(each, territory))

        def kept(entries: Mapping[str, E]) -> dict[str, E]:
            return {
                id_: each for id_, each in entries.items() if meets(each, territory)
            }

        def one(statement: A | None) -> A | None:
            return statement if statement and meets(statement, territory) else None

        def answered(answer: Answer[tuple[A, ...]]) -> Answer[tuple[A, ...]]:
            return heard(answer) or None if isinstance(answer, tuple) else answer

        return replace(
            self,
            controllers=kept(self.controllers),
            contacts=kept(self.contacts),
            representatives=heard(self.representatives),
            general=heard(self.general),
            activities=heard(self.activities),
            rights=heard(self.rights),
            complaints=one(self.complaints),
            opt_outs=heard(self.opt_outs),
            gpc=one(self.gpc),
            do_not_track=one(self.do_not_track),
            financial_incentives=answered(self.financial_incentives),
            automated_decisions=answered(self.automated_decisions),
            claims=heard(self.claims),
        )

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` works out from this policy, worked out once for each key."""
        if key not in self._worked_out:
            self._worked_out[key] = make()
        made: T = self._worked_out[key]
        return made

    @cached_property
    def _said(self) -> dict[Hashable, Said[Any]]:
        return {}

    @cached_property
    def _worked_out(self) -> dict[Hashable, Any]:
        return {}

    @cached_property
    def _general_by_activity(self) -> dict[Pointer, tuple[General, ...]]:
        return by_activity(self.general, self.activities)
