"""The lists of what is sold, shared and disclosed: complete, and for twelve months."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.period import Period
from policycheck.policy import Policy
from policycheck.policy.values import DataCategory
from policycheck.regimes.ccpa import lists, printed
from policycheck.regimes.ccpa.law import BUSINESS_PURPOSE, KINDS, SOLD, CcpaLaw
from policycheck.rule import rule

_DONE = {BUSINESS_PURPOSE: "is disclosed", SOLD: "is sold or shared"}


@rule(
    "us-ca-ccpa/disclosed-category-unlisted",
    Severity.ERROR,
    "ccpa20-130-a-5-C-ii",
    "agreg-308-c-1-g-1",
    "cpra-130-a-5-C-ii",
    "ccpa-7011-e-1-H",
)
def disclosed_category_unlisted(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """A category is disclosed and missing from the published list of disclosures.

    Where a notice prints the list the law asks for, the list must be complete. To fix
    it, add a row for the category, or correct the recipient.
    """
    yield from _unlisted(policy, law, (BUSINESS_PURPOSE,))


@rule(
    "us-ca-ccpa/sold-category-unlisted",
    Severity.ERROR,
    "ccpa20-130-a-5-C-i",
    "agreg-308-c-1-g-1",
    "cpra-130-a-5-C-i",
    "ccpa-7011-e-1-D",
)
def sold_category_unlisted(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """A category is sold or shared and missing from the published list of sales.

    Where a notice prints the list the law asks for, the list must be complete. To fix
    it, add a row for the category, or correct the recipient.
    """
    yield from _unlisted(policy, law, law.opted_out_of)


@rule(
    "us-ca-ccpa/look-back-too-short",
    Severity.ERROR,
    "ccpa20-130-a-5-B",
    "ccpa20-130-a-5-C-i",
    "ccpa20-130-a-5-C-ii",
    "cpra-130-a-5-B-i",
    "cpra-130-a-5-C-i",
    "cpra-130-a-5-C-ii",
)
def look_back_too_short(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """A list, or a denial, looks back less than twelve months.

    The lists of what is collected, sold, shared and disclosed cover the preceding
    twelve months. To fix it, make them do so, and state `window: P12M`.
    """
    stated = [(table.at, table.window) for table in policy.published]
    stated += [
        (claim.at, claim.window)
        for claim in policy.claims
        if {"sold", "shared", "disclosed"} & set(claim.never)
    ]
    stated += {
        flow.disclosure.at: flow.disclosure.window
        for flow in lists.flows(policy, law)
        if flow.is_one_of(*KINDS)
    }.items()
    for at, window in stated:
        if window is not None and law.look_back.is_longer_than(Period.parse(window)):
            message = f"{window} is less than the law looks back"
            yield Problem(at / "window", message)


def _unlisted(
    policy: Policy, law: CcpaLaw, kinds: tuple[str, ...]
) -> Iterator[Problem]:
    """The categories the activities disclose that no row of a list shows."""
    told = [
        (table, row, printed.row_says(table, row, kind))
        for table, row in printed.rows(policy)
        for kind in kinds
    ]
    if all(says is None for _, _, says in told):
        return
    table = next(table for table, _, says in told if says is not None)
    listed = lists.words_in(policy, law, (row for _, row, says in told if says))
    names = {each.word: each.name for each in law.categories}
    open_: dict[str, tuple[DataCategory, Related]] = {}
    for flow in lists.flows(policy, law):
        for word in printed.words(flow.data):
            if flow.is_one_of(*kinds) and word in names and word not in listed:
                here = Related(flow.disclosure.at, f"goes to {flow.recipient}")
                open_.setdefault(word, (flow.data, here))
    for word, (data, here) in open_.items():
        yield Problem(
            lists.word_at(data, word),
            f"'{names[word]}' {_DONE[kinds[0]]} and not listed as such",
            (here, Related(table.at, "the published list")),
        )
