"""Denials that the rest of the policy contradicts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policycheck.finding import Problem, Related, Severity
from policycheck.frozen import Frozen
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import (
    DATA_CATEGORIES,
    PURPOSES,
    RECIPIENTS,
    RETENTION,
    SOURCES,
    TRANSFERS,
)
from policycheck.policy.statements import Activity, Claim
from policycheck.policy.values import DataCategory, Disclosure, Use
from policycheck.regimes.integrity.law import IntegrityLaw
from policycheck.rule import rule

_DONE: Final = {"sold": "sells", "shared": "shares"}
_OPERATED_FOR_US: Final = frozenset({"processor", "contractor"})


class _Clash(Frozen):
    """A claim, the place that speaks against it, and whether in its words."""

    claim: Claim
    at: Pointer
    says: str
    plainly: bool


@rule("integrity/contradicted-claim", Severity.ERROR)
def contradicted_claim(policy: Policy, _law: IntegrityLaw) -> Iterator[Problem]:
    """The policy does what it says it never does.

    A promise that the same text breaks misleads, whatever the law. To fix it, correct
    the statement, or name in the claim's `except` what it leaves out.
    """
    yield from _problems(policy, plainly=True)


@rule("integrity/doubtful-claim", Severity.WARNING)
def doubtful_claim(policy: Policy, _law: IntegrityLaw) -> Iterator[Problem]:
    """A statement is hard to square with what the policy says it never does.

    The words differ, so that both can be true; a reader will not see how. To fix it,
    say in the claim what it leaves out, or correct the statement.
    """
    yield from _problems(policy, plainly=False)


def _problems(policy: Policy, *, plainly: bool) -> Iterator[Problem]:
    """Each place once, with the claims it speaks against."""
    every = policy.once("integrity.clashes", lambda: tuple(_all_clashes(policy)))
    found: dict[Pointer, list[_Clash]] = {}
    for clash in every:
        if clash.plainly is plainly:
            found.setdefault(clash.at, []).append(clash)
    for at, clashes in found.items():
        related = tuple(
            Related(claim.at, f"never {' or '.join(claim.never)}")
            for claim in {clash.claim.at: clash.claim for clash in clashes}.values()
        )
        yield Problem(at, clashes[0].says, related)


def _all_clashes(policy: Policy) -> Iterator[_Clash]:
    for claim in policy.claims:
        if claim.when is None:
            yield from _clashes(policy, claim)


def _clashes(policy: Policy, claim: Claim) -> Iterator[_Clash]:
    for activity in policy.activities:
        data = [
            use
            for use in policy.said(activity, DATA_CATEGORIES).values
            if _denies_data(claim, use.entry)
        ]
        if not data or _excepts_activity(claim, activity):
            continue
        named = [use for use in data if _is_named(claim, activity, use)]
        if named and claim.whose_purposes is None and claim.recipients is None:
            yield from _handling(policy, claim, activity, named)
        for use in data:
            yield from _disclosures(policy, claim, activity, use.entry)


def _is_named(claim: Claim, activity: Activity, use: Use[DataCategory]) -> bool:
    """Whether a denial reaches data in an activity.

    "We use all your information" does not contradict "we never keep card numbers": the
    narrower statement is an exception from the wider one.
    """
    return claim.data_categories is None or use.at != activity.at / "data_categories"


def _denies_data(claim: Claim, category: DataCategory) -> bool:
    if claim.data_categories is None:
        denied = category.is_personal
    else:
        denied = any(category.id == each.id for each in claim.data_categories)
    but = claim.but.data_categories if claim.but else None
    return denied and (but is None or category.id not in but)


def _excepts_activity(claim: Claim, activity: Activity) -> bool:
    but = claim.but.activities if claim.but else None
    return but is not None and activity.id in but


def _handling(
    policy: Policy, claim: Claim, activity: Activity, data: list[Use[DataCategory]]
) -> Iterator[_Clash]:
    """What one activity says against a claim about what we do with some of its data."""
    named = ", ".join(f"'{use.entry.name}'" for use in data)
    verbs = set(claim.never)
    if verbs & {"collected", "used"} and _has_purpose(policy, claim, activity):
        plainly = "used" in verbs or claim.purposes is None
        yield _Clash(claim, data[0].at, f"{activity.id} uses {named}", plainly)
    if "accessed" in verbs:
        yield _Clash(claim, data[0].at, f"{activity.id} uses {named}", plainly=False)
    if "inferred" in verbs:
        yield from _inferring(claim, activity, data)
    if "retained" in verbs:
        yield from _keeping(policy, claim, activity, named)
    if "requested" in verbs:
        yield from _asking(policy, claim, activity, named)
    if "relied-on" in verbs:
        yield from _relying(policy, claim, activity)


def _inferring(
    claim: Claim, activity: Activity, data: list[Use[DataCategory]]
) -> Iterator[_Clash]:
    for use in data:
        if isinstance(use.entry.ccpa, tuple) and "inferences" in use.entry.ccpa:
            says = f"{activity.id} uses '{use.entry.name}', which are inferences"
            yield _Clash(claim, use.at, says, plainly=True)


def _keeping(
    policy: Policy, claim: Claim, activity: Activity, named: str
) -> Iterator[_Clash]:
    kept = policy.said(activity, RETENTION)
    if kept.is_specific:
        for use in kept.values:
            yield _Clash(claim, use.at, f"{activity.id} keeps {named}", plainly=True)


def _asking(
    policy: Policy, claim: Claim, activity: Activity, named: str
) -> Iterator[_Clash]:
    for source in policy.said(activity, SOURCES).values:
        if source.kind == "data-subject":
            yield _Clash(claim, source.at, f"{named} comes from people", plainly=False)


def _relying(policy: Policy, claim: Claim, activity: Activity) -> Iterator[_Clash]:
    for transfer in policy.said(activity, TRANSFERS).values:
        if claim.mechanism is not None and transfer.mechanism == claim.mechanism:
            says = f"relies on {transfer.mechanism}"
            yield _Clash(claim, transfer.at / "mechanism", says, plainly=True)


def _has_purpose(policy: Policy, claim: Claim, activity: Activity) -> bool:
    but = (claim.but.purposes if claim.but else None) or frozenset()
    purposes = [
        use.entry
        for use in policy.said(activity, PURPOSES).values
        if use.entry.id not in but
    ]
    if claim.purposes is None:
        return bool(purposes) or not but
    return any(each.id == purpose.id for each in claim.purposes for purpose in purposes)


def _disclosures(
    policy: Policy, claim: Claim, activity: Activity, category: DataCategory
) -> Iterator[_Clash]:
    """The recipients of one category that a claim says there are none of."""
    stated = (
        *policy.said(activity, RECIPIENTS, data_category=category.id).values,
        *(
            value
            for each in policy.generally(
                activity, RECIPIENTS, data_category=category.id
            )
            if isinstance(each.answer, tuple)
            for value in each.answer
        ),
    )
    for edge in {edge.at: edge for edge in stated}.values():
        if _denies_recipient(claim, edge):
            yield from _disclosure(claim, edge, category)


def _denies_recipient(claim: Claim, edge: Disclosure) -> bool:
    recipient = edge.recipient.id
    but = claim.but.recipients if claim.but else None
    if but is not None and recipient in but:
        return False
    if claim.recipients is not None and all(
        r.id != recipient for r in claim.recipients
    ):
        return False
    purposes = edge.purposes or ()
    spared = (claim.but.purposes if claim.but else None) or frozenset()
    if purposes and all(purpose.id in spared for purpose in purposes):
        return False
    if claim.purposes is not None:
        wanted = {purpose.id for purpose in claim.purposes}
        return any(purpose.id in wanted for purpose in purposes)
    return claim.whose_purposes is None or any(
        purpose.whose == claim.whose_purposes for purpose in purposes
    )


def _disclosure(
    claim: Claim, edge: Disclosure, category: DataCategory
) -> Iterator[_Clash]:
    verbs, kinds = set(claim.never), set(edge.kinds or ())
    same_time = claim.window is None or edge.window in {None, claim.window}
    to = f"'{category.name}' to '{edge.recipient.name}'"
    for kind in sorted(kinds & verbs):
        yield _Clash(claim, edge.at, f"{_DONE[kind]} {to}", same_time)
    if "sold-for-money" in verbs and "sold" in kinds and "sold" not in verbs:
        yield _Clash(claim, edge.at, f"sells {to}", plainly=False)
    if "used" in verbs and claim.whose_purposes is not None:
        yield _Clash(claim, edge.at, f"gives {to} for purposes of its own", same_time)
    if "disclosed" in verbs:
        ours = bool(edge.roles) and set(edge.roles) <= _OPERATED_FOR_US
        yield _Clash(claim, edge.at, f"discloses {to}", same_time and not ours)
