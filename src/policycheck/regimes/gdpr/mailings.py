"""Direct marketing by electronic mail: what is sent, why, and on which bases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policycheck.frozen import Frozen
from policycheck.policy import Policy
from policycheck.policy.slots import DATA_SUBJECTS, LEGAL_BASES
from policycheck.policy.statements import Activity, Marketing
from policycheck.policy.values import BasisUse, DataSubject
from policycheck.regimes.gdpr.grounds import Ground, grounds_by_activity
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import Told, told


class Mailing(Frozen):
    """An activity that sends marketing to individuals, other than by soft opt-in.

    `channels` may be empty where only a purpose says so, and `grounds` where only a
    channel does.
    """

    activity: Activity
    channels: tuple[Marketing, ...]
    grounds: tuple[Ground, ...]
    bases: Told[BasisUse]


def mailings(policy: Policy, law: GdprLaw) -> tuple[Mailing, ...]:
    """What is sent by electronic mail, activity by activity."""
    return policy.once("gdpr.mailings", lambda: tuple(_mailings(policy, law)))


def electronic(
    policy: Policy, law: GdprLaw, activity: str | None
) -> tuple[Marketing, ...]:
    """The electronic channels stated for an activity, or for none."""
    return tuple(
        each
        for each in policy.marketing
        if each.channel in law.channels and each.activity == activity
    )


def soft_opt_in(law: GdprLaw, channel: Marketing) -> Mapping[str, str]:
    """The set of conditions a channel meets most of; the ordinary one of two alike."""
    return max(
        law.soft_opt_ins,
        key=lambda conditions: sum(bool(getattr(channel, key)) for key in conditions),
    )


def needs_consent(law: GdprLaw, channel: Marketing) -> bool:
    """Whether a channel reaches individuals, and is no soft opt-in as stated.

    Whether companies are asked first is left to national law (Art. 13(5)).
    """
    met = all(getattr(channel, key) for key in soft_opt_in(law, channel))
    return _are_individuals(channel.to) and not met


def _mailings(policy: Policy, law: GdprLaw) -> Iterator[Mailing]:
    by_activity = grounds_by_activity(policy)
    free = electronic(policy, law, None)
    for subjects, bases in zip(
        told(policy, DATA_SUBJECTS), told(policy, LEGAL_BASES), strict=True
    ):
        activity = subjects.activity
        if not _are_individuals(tuple(use.entry for use in subjects.values)):
            continue
        reasons = by_activity.get(activity.at, ())
        named = tuple(each for each in reasons if _is_electronic(each, law))
        channels = electronic(policy, law, activity.id) or (free if named else ())
        if channels:
            named = tuple(each for each in reasons if _is_marketing(each, law))
        left = tuple(each for each in channels if needs_consent(law, each))
        if left or (named and not channels):
            yield Mailing(activity, left, named, bases)


def _is_electronic(ground: Ground, law: GdprLaw) -> bool:
    return bool(law.kinds["electronic_marketing"] & set(ground.purpose.entry.kinds))


def _is_marketing(ground: Ground, law: GdprLaw) -> bool:
    """Whether a purpose is, or may be, what the channel of the activity is for."""
    kinds = set(ground.purpose.entry.kinds)
    return not kinds or bool(kinds & law.kinds["direct_marketing"])


def _are_individuals(subjects: tuple[DataSubject, ...]) -> bool:
    """Whether any of the people are more than contacts in a company."""
    return not subjects or any(each.kind != "business-contact" for each in subjects)
