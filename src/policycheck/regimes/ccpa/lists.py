"""What is said to be collected, sold, shared and disclosed, by statutory category."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from policycheck.frozen import Frozen
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import DATA_CATEGORIES, DATA_SUBJECTS, RECIPIENTS, Stated
from policycheck.policy.statements import Activity, Row
from policycheck.policy.values import DataCategory, Disclosure
from policycheck.regimes.ccpa.law import CcpaLaw
from policycheck.regimes.ccpa.printed import row_says, row_words, rows, words

P = ParamSpec("P")
T = TypeVar("T")


class Flow(Frozen):
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


def once(
    make: Callable[Concatenate[Policy, CcpaLaw, P], T],
) -> Callable[Concatenate[Policy, CcpaLaw, P], T]:
    """Work something out once for a policy and the law of a day: many rules ask."""

    @wraps(make)
    def asked(policy: Policy, law: CcpaLaw, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (make, law.as_of, args)
        return policy.once(key, lambda: make(policy, law, *args, **kwargs))

    return asked


@once
def covered(policy: Policy, law: CcpaLaw) -> tuple[Activity, ...]:
    """The activities a California policy speaks of: not those about people outside."""
    return tuple(
        activity
        for activity in policy.activities
        if not (people := policy.said(activity, DATA_SUBJECTS).values)
        or any(each.entry.kind not in law.people_outside for each in people)
    )


def data_of(policy: Policy, activity: Activity) -> tuple[DataCategory, ...]:
    """The personal data of an activity, each category once."""

    def make() -> tuple[DataCategory, ...]:
        found = {
            use.entry.id: use.entry
            for use in policy.said(activity, DATA_CATEGORIES).values
            if use.entry.is_personal and use.entry.resolved
        }
        return tuple(found.values())

    return policy.once((data_of, activity.at), make)


@once
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


@once
def by_word(policy: Policy, law: CcpaLaw) -> dict[str, DataCategory]:
    """For each statutory category collected, in the statute's order, data in it."""
    first: dict[str, DataCategory] = {}
    for data in collected(policy, law).values():
        for word in words(data):
            first.setdefault(word, data)
    return {
        each.word: first[each.word] for each in law.categories if each.word in first
    }


def words_in(policy: Policy, law: CcpaLaw, shown: Iterable[Row]) -> set[str]:
    """The statutory categories some rows stand for: as such, or by all their data."""
    found: set[str] = set()
    ids: set[str] = set()
    for row in shown:
        found |= set(row_words(row))
        if not row_words(row):
            ids |= {data.id for data in row.data_categories}
    held: dict[str, set[str]] = {}
    for data in collected(policy, law).values() if ids else ():
        for word in words(data):
            held.setdefault(word, set()).add(data.id)
    return found | {word for word, data_ids in held.items() if data_ids <= ids}


@once
def flows(policy: Policy, law: CcpaLaw) -> tuple[Flow, ...]:
    """Everything that goes to anyone, activity by activity."""
    return tuple(_flows(policy, law))


def _flows(policy: Policy, law: CcpaLaw) -> Iterator[Flow]:
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


@once
def given(policy: Policy, law: CcpaLaw, kind: str) -> dict[str, dict[str, Flow]]:
    """What is sold, shared or disclosed: for each data id, a flow to each recipient."""
    found: dict[str, dict[str, Flow]] = {}
    for flow in flows(policy, law):
        if flow.is_one_of(kind):
            found.setdefault(flow.data.id, {}).setdefault(flow.recipient, flow)
    return found


@once
def is_listed(policy: Policy, law: CcpaLaw, kind: str) -> bool:
    """Whether the policy says of anything that it is sold, shared or disclosed."""
    return bool(given(policy, law, kind)) or any(
        row_says(table, row, kind) for table, row in rows(policy)
    )


def opt_out_is_owed(policy: Policy, law: CcpaLaw) -> bool:
    """Whether anything is sold or shared, so that people can opt out of it."""
    return any(is_listed(policy, law, kind) for kind in law.opted_out_of)
