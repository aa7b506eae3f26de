"""Inferences drawn about people (Civ. Code 1798.140(v)(1)(K))."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.policy import Policy
from policycheck.policy.slots import PURPOSES
from policycheck.policy.values import Purpose
from policycheck.regimes.ccpa import lists, printed
from policycheck.regimes.ccpa.law import CcpaLaw
from policycheck.rule import rule

_INFERENCES = "inferences"
_THEIRS = "theirs"


@rule(
    "us-ca-ccpa/inferences-undecided",
    Severity.NOTE,
    "ccpa20-130-a-5-B",
    "agreg-308-c-1-d",
    "cpra-130-a-5-B-i",
    "ccpa-7011-e-1-A",
)
def inferences_undecided(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """People are treated by their interests, and no inferences are listed.

    A profile of preferences drawn from other data is a category of its own; interests
    that people state themselves are not. To fix it, list inferences as collected, or
    say with `never: [inferred]` that none are drawn.
    """
    denied = any(
        "inferred" in claim.never and claim.data_categories is None
        for claim in policy.claims
    )
    listed = any(
        table.table == "collected" and _INFERENCES in printed.row_words(row)
        for table, row in printed.rows(policy)
    )
    if denied or listed or _INFERENCES in lists.by_word(policy, law):
        return
    purposes = {
        use.entry.at: use.entry
        for activity in lists.covered(policy, law)
        if lists.data_of(policy, activity)
        for use in policy.said(activity, PURPOSES).values
        if use.entry.whose != _THEIRS and _prefers(law, use.entry)
    }
    if purposes:
        first, *more = purposes.values()
        tables = [each for each in policy.published if each.table == "collected"]
        yield Problem(
            first.at,
            f"whether interests are inferred for '{first.name}' is not said",
            (
                *(Related(each.at, f"nor for '{each.name}'", each.at) for each in more),
                *(Related(each.at, "inferences are not in it") for each in tables),
            ),
        )


def _prefers(law: CcpaLaw, purpose: Purpose) -> bool:
    """Whether a purpose goes by what people prefer, and says so."""
    words = " / ".join((purpose.name, *purpose.quote)).casefold()
    return any(
        each.kinds & set(purpose.kinds) and any(word in words for word in each.words)
        for each in law.preferring
    )
