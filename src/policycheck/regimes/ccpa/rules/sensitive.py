"""Sensitive personal information, and what it is used for (11 CCR 7027)."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.location import ROOT, Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import PURPOSES
from policycheck.policy.values import DataCategory
from policycheck.regimes.ccpa import lists
from policycheck.regimes.ccpa.law import CcpaLaw
from policycheck.rule import rule


@rule(
    "us-ca-ccpa/sensitive-use-undisclosed",
    Severity.ERROR,
    "ccpa-7011-e-1-K",
    "ccpa-7014-g",
)
def sensitive_use_undisclosed(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """Nothing says whether sensitive data is used beyond the permitted purposes.

    The policy must say whether sensitive personal information is used or disclosed
    beyond the purposes of 11 CCR 7027(m); without that statement the right to limit is
    owed. To fix it, state it in `sensitive_use`.
    """
    sensitive = tuple(_sensitive(policy, law))
    if not sensitive or policy.sensitive_use_beyond_permitted is not None:
        return
    ids = {data.id for data in sensitive}
    for claim in policy.claims:
        named = claim.data_categories
        about = named is None or ids <= {data.id for data in named}
        if about and "used" in claim.never and claim.but and claim.but.purposes:
            return
    yield Problem(
        ROOT / "sensitive_use",
        "whether sensitive data is used beyond the permitted purposes is not said",
        tuple(Related(data.at / "sensitive", data.name) for data in sensitive),
    )


@rule(
    "us-ca-ccpa/sensitive-use-beyond-statement",
    Severity.WARNING,
    "ccpa-7027-m",
)
def sensitive_use_beyond_statement(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """Sensitive data is used beyond the purposes it is said to be used for.

    Advertising, market research and sale are none of those purposes. To fix it, end
    that use, or say that it goes beyond them and offer the right to limit.
    """
    if policy.sensitive_use_beyond_permitted is not False:
        return
    sensitive = {data.id for data in _sensitive(policy, law)}
    at = ROOT / "sensitive_use" / "beyond_permitted"
    said = (Related(at, "said to stay within the permitted purposes"),)
    seen: set[Pointer] = set()
    for place, message in _beyond(policy, law, sensitive):
        if place not in seen:
            seen.add(place)
            yield Problem(place, message, said)


@rule(
    "us-ca-ccpa/under-16-data-not-sensitive",
    Severity.WARNING,
    "ccpa-7001-bbb-4",
)
def under_16_data_not_sensitive(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """People under 16 are known among the users, and no data is named sensitive for it.

    Since 2026 personal information of consumers known to be under 16 is sensitive. To
    fix it, name `under-16` as a sensitive kind of the data concerned.
    """
    minors = policy.minors
    known = minors is not None and (minors.under_16_known or minors.under_13_known)
    if (
        minors is not None
        and known
        and not any(
            "under-16" in data.kinds("us-ca-ccpa")
            for data in lists.collected(policy, law).values()
        )
    ):
        yield Problem(
            minors.at, "no data is named sensitive as that of people under 16"
        )


def _sensitive(policy: Policy, law: CcpaLaw) -> Iterator[DataCategory]:
    """The sensitive data that is collected, in the terms of the day."""
    kinds = {kind.word for kind in law.sensitive_kinds}
    for data in lists.collected(policy, law).values():
        if kinds & set(data.kinds("us-ca-ccpa")):
            yield data


def _beyond(
    policy: Policy, law: CcpaLaw, sensitive: set[str]
) -> Iterator[tuple[Pointer, str]]:
    """The sales, and the uses, of sensitive data that are no permitted purpose."""
    for flow in lists.flows(policy, law):
        if flow.data.id in sensitive and flow.is_one_of(*law.opted_out_of):
            yield flow.disclosure.at, f"'{flow.data.name}' is sold or shared"
    for activity in lists.covered(policy, law):
        held = [
            data for data in lists.data_of(policy, activity) if data.id in sensitive
        ]
        if not held:
            continue
        for use in policy.said(activity, PURPOSES).values:
            if law.beyond_permitted_use & set(use.entry.kinds):
                yield use.at, f"'{held[0].name}' serves '{use.entry.name}'"
