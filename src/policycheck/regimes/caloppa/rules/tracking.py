"""Following people across websites (Bus. & Prof. Code 22575(b)(5) to (7))."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.location import ROOT
from policycheck.policy import Policy
from policycheck.policy.values import Tracker
from policycheck.regimes.caloppa.law import CaloppaLaw
from policycheck.rule import rule

_OURS = frozenset({"processor", "contractor"})
_CHOICE = frozenset({"trackers", "targeted-advertising"})


@rule("us-ca-caloppa/do-not-track-undisclosed", Severity.ERROR, "caloppa-22575-b-5")
def do_not_track_undisclosed(policy: Policy, law: CaloppaLaw) -> Iterator[Problem]:
    """People are followed across websites, and no answer to do-not-track is stated.

    The policy discloses how the operator responds to do-not-track signals, or links to
    a program that offers a choice; Global Privacy Control is another signal. To fix it,
    state the answer in `signals.do_not_track`, also where it is that they are ignored.
    """
    offered = any(each.url and _CHOICE & set(each.ends) for each in policy.opt_outs)
    if policy.do_not_track is not None or offered:
        return
    trackers = [each for each in policy.trackers.values() if _follows(each, law)]
    if trackers:
        yield Problem(
            ROOT / "signals" / "do_not_track",
            "how do-not-track signals are answered is not said",
            tuple(Related(each.at, each.name or each.id) for each in trackers),
        )


@rule(
    "us-ca-caloppa/third-party-tracking-undisclosed",
    Severity.WARNING,
    "caloppa-22575-b-6",
)
def third_party_tracking_undisclosed(
    policy: Policy, law: CaloppaLaw
) -> Iterator[Problem]:
    """A tracker follows people across websites, and nothing says who reads it.

    The policy discloses whether others may collect data about what people do over time
    and across websites. To fix it, say in `by` who sets or reads the tracker.
    """
    for tracker in policy.trackers.values():
        unknown = tracker.first_party is None and tracker.recipient is None
        if unknown and _across_websites(tracker, law):
            name = tracker.name or tracker.id
            yield Problem(tracker.at / "by", f"who sets or reads '{name}' is not said")


def _follows(tracker: Tracker, law: CaloppaLaw) -> bool:
    """Whether a third party reads a tracker, or it serves ads across websites."""
    setter = tracker.recipient
    third = (
        setter is not None
        and not (_OURS & set(setter.roles))
        and not tracker.strictly_necessary
    )
    return third or (not tracker.first_party and _across_websites(tracker, law))


def _across_websites(tracker: Tracker, law: CaloppaLaw) -> bool:
    return any(law.across_websites & set(each.kinds) for each in tracker.purposes)
