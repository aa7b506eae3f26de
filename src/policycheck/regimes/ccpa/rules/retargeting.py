"""Advertising by what people did elsewhere, beside a denial of sale or sharing."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.location import ROOT, Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import PURPOSES, TRACKERS
from policycheck.policy.statements import Claim, Signal
from policycheck.policy.values import Purpose, Tracker
from policycheck.regimes.ccpa import denied, lists
from policycheck.regimes.ccpa.law import SHARED, SOLD, CcpaLaw
from policycheck.regimes.ccpa.lists import Flow
from policycheck.rule import rule

_NOUNS = {SOLD: "sale", SHARED: "sharing"}
_THIRD = frozenset({"third-party", "joint-controller"})


@rule(
    "us-ca-ccpa/retargeting-beside-denial",
    Severity.WARNING,
    "ccpa20-115-c",
    "agreg-308-c-3-b",
    "cpra-115-c",
    "ccpa-7011-e-1-D",
)
def retargeting_beside_denial(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """Sale or sharing is denied, beside advertising that may give others the data.

    Letting a third party read data for ads by what people did elsewhere is sharing, and
    sale where anything of value comes back, as it mostly does where others use data for
    marketing of their own. To fix it, say what is sold or shared and offer the opt-out,
    or say why nobody else gets anything.
    """
    found: dict[Pointer, dict[Pointer, str]] = {}
    verbs: dict[Pointer, list[str]] = {}
    for kind in law.opted_out_of:
        for claim in denied.claims(policy, kind):
            places = dict(_advertising(policy, law, claim, kind))
            if places:
                found.setdefault(claim.at, {}).update(places)
                verbs.setdefault(claim.at, []).append(_NOUNS[kind])
    first: dict[frozenset[Pointer], Pointer] = {}
    for at, places in found.items():
        first.setdefault(frozenset(places), at)
    for beside, at in first.items():
        names = ", ".join(dict.fromkeys(found[at].values()))
        others = [
            other
            for other, places in found.items()
            if other != at and frozenset(places) == beside
        ]
        yield Problem(
            at / "never",
            f"{' and '.join(verbs[at])} denied, beside advertising across websites or "
            f"for others: {names}",
            (
                *(Related(place, name) for place, name in found[at].items()),
                *(Related(other, "denied here too") for other in others),
            ),
        )


@rule(
    "us-ca-ccpa/opt-out-signal-undecided",
    Severity.NOTE,
    "ccpa-7025-b",
    "ccpa-7011-e-3-F",
)
def opt_out_signal_undecided(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """Ads follow people across websites, and opt-out signals are not mentioned.

    Signals such as Global Privacy Control must be honored where such advertising is
    sharing or sale, which the policy does not list; an answer to do-not-track is
    another thing. To fix it, list what is shared, or say how signals are processed.
    """
    if lists.opt_out_is_owed(policy, law) or _refused_with_others(policy) is not None:
        return
    following = _following(policy, law)
    if policy.gpc is None and following:
        yield Problem(
            ROOT / "signals" / "gpc",
            "whether opt-out preference signals are honored is not said",
            (_may_share(following[0]),),
        )


@rule(
    "us-ca-ccpa/opt-out-signal-refused-with-others",
    Severity.WARNING,
    "agreg-315-c",
    "ccpa-7025-b",
)
def opt_out_signal_refused_with_others(
    policy: Policy, law: CcpaLaw
) -> Iterator[Problem]:
    """Mechanisms like do-not-track are refused, and opt-out signals are like it.

    Signals such as Global Privacy Control must be honored by whoever sells or shares
    data, as advertising across websites may do; a reader takes "similar mechanisms" to
    mean them. Where sale or sharing is listed, silence about them is an error of its
    own. To fix it, say in `signals.gpc` what is done with such signals.
    """
    refused = _refused_with_others(policy)
    following = _following(policy, law)
    if refused is not None and following and not lists.opt_out_is_owed(policy, law):
        yield Problem(
            refused.at / "or_similar",
            "similar mechanisms are refused, and Global Privacy Control is one",
            tuple(map(_may_share, following)),
        )


def _refused_with_others(policy: Policy) -> Signal | None:
    """A refusal of do-not-track that may reach opt-out signals, which nothing names."""
    signal = policy.do_not_track
    if policy.gpc is None and signal is not None and signal.or_similar:
        return None if signal.honoured else signal
    return None


def _following(policy: Policy, law: CcpaLaw) -> list[Tracker]:
    """The trackers others may read for advertising across websites."""
    return [
        each
        for each in policy.trackers.values()
        if not each.first_party and _advertises(law, each.purposes)
    ]


def _may_share(tracker: Tracker) -> Related:
    return Related(tracker.at, "may share data for advertising across websites")


def _advertising(
    policy: Policy, law: CcpaLaw, claim: Claim, kind: str
) -> Iterator[tuple[Pointer, str]]:
    """Where the data a claim speaks of serves advertising across websites.

    What the policy itself marks as sold or shared is left out: that contradicts the
    claim outright, and is an error of its own. Such advertising is sharing first: where
    it is listed as that, to deny its sale leaves nothing open.
    """
    kinds = {kind, SHARED} & {*law.opted_out_of}
    marked = {
        flow.disclosure.recipient.id
        for flow in lists.flows(policy, law)
        if flow.is_one_of(*kinds)
    }
    for tracker in policy.trackers.values():
        setter = tracker.recipient
        if tracker.first_party or (setter is not None and setter.id in marked):
            continue
        if _advertises(law, tracker.purposes) and _concerns(
            policy, law, claim, tracker
        ):
            yield tracker.at, f"tracker '{tracker.name or tracker.id}'"
    for flow in lists.flows(policy, law):
        given = flow.disclosure
        if (
            given.recipient.id not in marked
            and _THIRD & set(given.roles)
            and _speaks_of(claim, flow.data.id)
        ):
            purposes = _purposes(policy, flow)
            name = f"recipient '{given.recipient.name}'"
            if _advertises(law, purposes):
                yield given.at, name
            elif kind == SOLD and _markets_for_itself(law, purposes):
                yield given.at, f"{name}, for marketing of its own"


def _purposes(policy: Policy, flow: Flow) -> tuple[Purpose, ...]:
    """What data goes to a recipient for: as said of it, else of its activity."""
    if flow.disclosure.purposes is not None or flow.stated.general is not None:
        return flow.disclosure.purposes or ()
    said = policy.said(flow.activity, PURPOSES, data_category=flow.data.id)
    return tuple(use.entry for use in said.values)


def _advertises(law: CcpaLaw, purposes: tuple[Purpose, ...]) -> bool:
    return any(law.cross_context_advertising & set(each.kinds) for each in purposes)


def _markets_for_itself(law: CcpaLaw, purposes: tuple[Purpose, ...]) -> bool:
    return any(
        each.whose == "theirs" and law.direct_marketing & set(each.kinds)
        for each in purposes
    )


def _concerns(policy: Policy, law: CcpaLaw, claim: Claim, tracker: Tracker) -> bool:
    """Whether a claim speaks of a tracker's data; one used nowhere has any data."""
    activities = [
        activity
        for activity in lists.covered(policy, law)
        if any(
            use.entry.id == tracker.id for use in policy.said(activity, TRACKERS).values
        )
    ]
    data = [
        each.id for activity in activities for each in lists.data_of(policy, activity)
    ]
    return (
        any(_speaks_of(claim, id_) for id_ in data)
        if data
        else (claim.data_categories is None)
    )


def _speaks_of(claim: Claim, data_category: str) -> bool:
    if claim.but is not None and data_category in (claim.but.data_categories or ()):
        return False
    named = claim.data_categories
    return named is None or any(each.id == data_category for each in named)
