"""What a policy says is not sold, not shared, or not disclosed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policycheck.policy import Policy
from policycheck.policy.slots import RECIPIENTS
from policycheck.policy.statements import Claim
from policycheck.policy.values import NONE
from policycheck.regimes.ccpa.law import BUSINESS_PURPOSE, SHARED, SOLD, CcpaLaw
from policycheck.regimes.ccpa.lists import collected, covered, data_of, once
from policycheck.regimes.ccpa.printed import row_says, row_words, rows, words

_DENIED_BY: Final = {
    BUSINESS_PURPOSE: frozenset({"disclosed"}),
    SOLD: frozenset({"sold", "disclosed"}),
    SHARED: frozenset({"shared", "disclosed"}),
}


def claims(policy: Policy, kind: str) -> Iterator[Claim]:
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


@once
def data_ids(policy: Policy, law: CcpaLaw, kind: str) -> frozenset[str]:
    """The data, by id, that is said not to be sold, shared or disclosed."""
    every = collected(policy, law)
    found: set[str] = set()
    for claim in claims(policy, kind):
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


@once
def _given_to_nobody(policy: Policy, law: CcpaLaw) -> set[str]:
    """The data that has no recipient in any activity, by the policy's own words."""
    everyone = (*policy.activities, *policy.general)
    if not any(each.recipients is NONE for each in everyone):
        return set()
    kept: set[str] = set()
    got: set[str] = set()
    for activity in covered(policy, law):
        for data in data_of(policy, activity):
            said = policy.said(activity, RECIPIENTS, data_category=data.id)
            (kept if said.is_none else got).add(data.id)
    return kept - got


def is_everything(policy: Policy, law: CcpaLaw, kind: str) -> bool:
    """Whether the policy says that nothing it collects is sold, shared or disclosed."""
    every = collected(policy, law)
    if not every:
        return any(claim.data_categories is None for claim in claims(policy, kind))
    return data_ids(policy, law, kind) >= set(every)
