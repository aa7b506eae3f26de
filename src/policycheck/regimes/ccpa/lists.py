"""What is said to be collected, sold, shared and disclosed, by statutory category."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import DATA_CATEGORIES, DATA_SUBJECTS, RECIPIENTS, Stated
from policycheck.policy.statements import Activity, Claim
from policycheck.policy.values import DataCategory, Disclosure
from policycheck.regimes.ccpa.law import BUSINESS_PURPOSE, SHARED, SOLD, CcpaLaw
from policycheck.regimes.ccpa.printed import row_says, row_words, rows, words

_DENIED_BY: Final = {
    BUSINESS_PURPOSE: frozenset({"disclosed"}),
    SOLD: frozenset({"sold", "disclosed"}),
    SHARED: frozenset({"shared", "disclosed"}),
}


@dataclass(frozen=True, slots=True)
class Flow:
    """One data category of an activity that goes to one recipient.

    `stated` is where the policy says it. It is by category unless a general statement
    makes it without naming data; `fills` is false for a general statement beside the
    activity's own words.
    """

    disclosure: Disclosure
    activity: Activity
    data: DataCategory
    stated: Stated[Disclosure]
    fills: bool = True

    @property
    def is_by_category(self) -> bool:
        """Whether the policy says it of this data rather than of everything."""
        general = self.stated.general
        if general is None or self.disclosure.data_categories is not None:
            return True
        part = general.part
        return part is not None and (
            part.data_categories is not None or part.activities is not None
        )

    @property
    def recipient(self) -> str:
        """The category of recipients it goes to, in the policy's words."""
        return self.disclosure.recipient.category or self.disclosure.recipient.name

    def is_one_of(self, *kinds: str) -> bool:
        """Whether the policy says it is a disclosure of one of these kinds."""
        return any(kind in kinds for kind in self.disclosure.kinds or ())


def covered(policy: Policy, law: CcpaLaw) -> Iterator[Activity]:
    """The activities a California policy speaks of: not those about people outside."""
    for activity in policy.activities:
        people = policy.said(activity, DATA_SUBJECTS).values
        if not people or any(
            each.entry.kind not in law.people_outside for each in people
        ):
            yield activity


def data_of(policy: Policy, activity: Activity) -> tuple[DataCategory, ...]:
    """The personal data of an activity, each category once."""
    found = {
        use.entry.id: use.entry
        for use in policy.said(activity, DATA_CATEGORIES).values
        if use.entry.is_personal and use.entry.resolved
    }
    return tuple(found.values())


def collected(policy: Policy, law: CcpaLaw) -> dict[str, DataCategory]:
    """The personal data that is collected, by id."""
    return {
        data.id: data
        for activity in covered(policy, law)
        for data in data_of(policy, activity)
    }


def word_at(data: DataCategory, word: str) -> Pointer:
    """Where a data category is said to belong to a statutory category."""
    return data.at / "ccpa" / words(data).index(word)


def by_word(policy: Policy, law: CcpaLaw) -> dict[str, DataCategory]:
    """For each statutory category collected, in the statute's order, data in it."""
    first: dict[str, DataCategory] = {}
    for data in collected(policy, law).values():
        for word in words(data):
            first.setdefault(word, data)
    return {
        each.word: first[each.word] for each in law.categories if each.word in first
    }


def flows(policy: Policy, law: CcpaLaw) -> Iterator[Flow]:
    """Everything that goes to anyone, activity by activity."""
    for activity in covered(policy, law):
        data = data_of(policy, activity)
        own = Stated(activity.recipients or (), activity.at / "recipients", None)
        answer = own.answer if isinstance(own.answer, tuple) else ()
        told = set()
        for each in data:
            for disclosure in answer:
                if disclosure.concerns(purpose=None, data_category=each.id):
                    told.add(each.id)
                    yield Flow(disclosure, activity, each, own)
        for each in data:
            silent = each.id not in told and isinstance(own.answer, tuple)
            for stated in policy.generally(activity, RECIPIENTS, data_category=each.id):
                if isinstance(stated.answer, tuple):
                    for disclosure in stated.answer:
                        yield Flow(disclosure, activity, each, stated, silent)


def is_listed(policy: Policy, law: CcpaLaw, kind: str) -> bool:
    """Whether the policy says of anything that it is sold, shared or disclosed."""
    return any(flow.is_one_of(kind) for flow in flows(policy, law)) or any(
        row_says(table, row, kind) for table, row in rows(policy)
    )


def denials(policy: Policy, kind: str) -> Iterator[Claim]:
    """The claims that deny a kind of disclosure outright, of all data or of some."""
    for claim in policy.claims:
        narrowed = (claim.purposes, claim.recipients, claim.whose_purposes, claim.when)
        excepted = claim.but is not None and (
            claim.but.recipients is not None or claim.but.purposes is not None
        )
        if (
            _DENIED_BY[kind] & set(claim.never)
            and not excepted
            and all(each is None for each in narrowed)
        ):
            yield claim


def denied(policy: Policy, law: CcpaLaw, kind: str) -> frozenset[str]:
    """The data, by id, that is said not to be sold, shared or disclosed."""
    every = collected(policy, law)
    found: set[str] = set()
    for claim in denials(policy, kind):
        named = claim.data_categories
        ids = set(every) if named is None else {each.id for each in named}
        left = claim.but.data_categories if claim.but is not None else None
        found |= ids - (left or frozenset())
    told = [(row, row_says(table, row, kind)) for table, row in rows(policy)]
    row_denied = [row for row, says in told if says is False]
    found |= {data.id for row in row_denied for data in row.data_categories}
    nots = {word for row in row_denied for word in row_words(row)}
    found |= {
        id_ for id_, data in every.items() if words(data) and nots >= set(words(data))
    }
    return frozenset(found & set(every) | _given_to_nobody(policy, law))


def _given_to_nobody(policy: Policy, law: CcpaLaw) -> set[str]:
    """The data that has no recipient in any activity, by the policy's own words."""
    kept: set[str] = set()
    given: set[str] = set()
    for activity in covered(policy, law):
        for data in data_of(policy, activity):
            said = policy.said(activity, RECIPIENTS, data_category=data.id)
            (kept if said.is_none else given).add(data.id)
    return kept - given


def is_denied(policy: Policy, law: CcpaLaw, kind: str) -> bool:
    """Whether the policy says that nothing it collects is sold, shared or disclosed."""
    every = collected(policy, law)
    if not every:
        return any(claim.data_categories is None for claim in denials(policy, kind))
    return denied(policy, law, kind) >= set(every)


def opt_out_is_owed(policy: Policy, law: CcpaLaw) -> bool:
    """Whether anything is sold or shared, so that people can opt out of it."""
    return any(is_listed(policy, law, kind) for kind in law.opted_out_of)


def told_of(policy: Policy, law: CcpaLaw, kind: str) -> frozenset[str]:
    """The statutory categories that are said to be, or not to be, sold or shared."""
    not_done = denied(policy, law, kind)
    told = {
        word
        for flow in flows(policy, law)
        if flow.is_one_of(kind)
        for word in words(flow.data)
    }
    for table, row in rows(policy):
        if row_says(table, row, kind) is not None:
            told |= set(row_words(row))
    data = collected(policy, law).values()
    open_ = {word for each in data if each.id not in not_done for word in words(each)}
    return frozenset(told | {word for each in data for word in words(each)} - open_)
