"""When the policy was last updated (Civ. Code 1798.130(a)(5))."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.location import ROOT
from policycheck.policy import Policy
from policycheck.regimes.ccpa.law import CcpaLaw
from policycheck.rule import rule

_DATES = ("last_updated", "reviewed", "effective")


@rule(
    "us-ca-ccpa/last-update-undisclosed",
    Severity.ERROR,
    "agreg-308-c-7",
    "ccpa-7011-e-4",
)
def last_update_undisclosed(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """The policy bears no date of its last update.

    People must see how old what they read is. To fix it, state the date in
    `last_updated`.
    """
    if not _dates(policy):
        at = ROOT / "policy" / "last_updated"
        yield Problem(at, "the date of the last update is not stated")


@rule(
    "us-ca-ccpa/effective-date-for-last-update",
    Severity.WARNING,
    "agreg-308-c-7",
    "ccpa-7011-e-4",
)
def effective_date_for_last_update(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """The policy says when it takes effect, and not when it was last updated.

    The regulations ask for the date of the last update, which need not be the day the
    policy takes effect. To fix it, state it in `last_updated`.
    """
    if set(_dates(policy)) == {"effective"}:
        message = (
            "the policy states the day it takes effect, not that of its last update"
        )
        yield Problem(ROOT / "policy" / "last_updated", message)


@rule(
    "us-ca-ccpa/update-overdue",
    Severity.ERROR,
    "ccpa20-130-a-5-update",
    "cpra-130-a-5-update",
)
def update_overdue(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """The policy has not been updated for twelve months.

    What it tells Californians must be updated at least once every twelve months; the
    day it takes effect counts where no update is dated. To fix it, review the policy,
    bring it up to date and date it anew.
    """
    dates = _dates(policy)
    if len(dates) > 1:
        dates.pop("effective", None)
    key = max(dates, key=lambda each: dates[each], default=None)
    if key is not None and dates[key] < law.oldest_update:
        yield Problem(
            ROOT / "policy" / key,
            f"the last update is of {dates[key]}, and there is none since "
            f"{law.oldest_update}",
            tuple(
                Related(claim.at / "window", "looks back from then")
                for claim in policy.claims
                if claim.window is not None
            ),
        )


def _dates(policy: Policy) -> dict[str, str]:
    """The dates the policy bears, as written: ISO 8601 sorts as text."""
    return {
        name: date for name in _DATES if (date := getattr(policy, name)) is not None
    }
