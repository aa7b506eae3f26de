"""Marketing by electronic mail (Directive 2002/58/EC Art. 13, PECR reg. 22)."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.policy import Policy
from policycheck.policy.slots import DATA_SUBJECTS
from policycheck.policy.statements import Activity, Marketing
from policycheck.policy.values import BasisUse, DataSubject, Use
from policycheck.regimes.gdpr.grounds import Ground, grounds_by_activity
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import Told, once, told
from policycheck.rule import rule

_SOFT = "soft-opt-in"
_CONDITIONS = {
    "from_sale": "the address comes from a sale to that person",
    "similar_products": "it is about your own similar products",
    "refusal_at_collection": "people can refuse when they give the address",
    "refusal_each_message": "people can refuse in every message",
}


@rule("eprivacy/marketing-without-consent", Severity.ERROR, "eprivacy-13-1", "pecr-22")
def marketing_without_consent(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Marketing by e-mail or text message rests on something other than consent.

    Electronic mail for direct marketing needs prior consent, or the soft opt-in for
    one's own customers; a legitimate interest replaces neither, though it may be named
    beside a soft opt-in whose conditions are met. To fix it, ask for consent, or meet
    the conditions of the soft opt-in, and state them.
    """

    def unasked() -> Iterator[Problem]:
        by_activity = grounds_by_activity(policy)
        for subjects in told(policy, DATA_SUBJECTS):
            activity = subjects.activity
            if not _are_individuals(subjects):
                continue
            channels = _electronic(policy, law, activity)
            if channels and all(map(_is_soft_opt_in, channels)):
                continue
            for ground in by_activity.get(activity.at, ()):
                marketing = law.kinds["electronic_marketing"] & set(
                    ground.purpose.entry.kinds
                )
                bases = {law.basis(use.basis.basis) for use in ground.uses}
                if not bases or bases & {"consent", _SOFT, None}:
                    continue
                if marketing or (channels and _is_marketing(ground, law)):
                    yield Problem(
                        ground.uses[0].at,
                        f"'{ground.purpose.entry.name}' rests on {_first(ground, law)}",
                        (Related(ground.purpose.at, "the purpose"),),
                    )

    yield from once(unasked())


def _first(ground: Ground, law: GdprLaw) -> str | None:
    return law.basis(ground.uses[0].basis.basis)


def _is_marketing(ground: Ground, law: GdprLaw) -> bool:
    """Whether a purpose is, or may be, what the channel of the activity is for."""
    kinds = set(ground.purpose.entry.kinds)
    return not kinds or bool(kinds & law.kinds["direct_marketing"])


def _electronic(
    policy: Policy, law: GdprLaw, activity: Activity
) -> tuple[Marketing, ...]:
    return tuple(
        each
        for each in policy.marketing
        if each.channel in law.channels and each.activity == activity.id
    )


def _is_soft_opt_in(channel: Marketing) -> bool:
    """Whether every condition of the soft opt-in is said to be met."""
    return all(getattr(channel, key) for key in _CONDITIONS)


def _are_individuals(subjects: Told[Use[DataSubject]]) -> bool:
    """Whether any of the people are more than contacts in a company (Art. 13(5))."""
    return not subjects.values or any(
        each.entry.kind != "business-contact" for each in subjects.values
    )


@rule("eprivacy/soft-opt-in-unmet", Severity.ERROR, "eprivacy-13-2", "pecr-22")
def soft_opt_in_unmet(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """The soft opt-in is relied on, and one of its conditions is not met.

    Addresses from a sale, one's own similar products, and a free and easy refusal, when
    the address is given and in every message: one missing, and consent is needed. To
    fix it, meet the condition, or ask for consent.
    """
    for _, channels in _soft(policy, law):
        for channel in channels:
            for key, condition in _CONDITIONS.items():
                if getattr(channel, key) is False:
                    yield Problem(channel.at / key, f"not met: {condition}")


@rule("eprivacy/soft-opt-in-unstated", Severity.NOTE, "eprivacy-13-2", "pecr-22")
def soft_opt_in_unstated(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """The soft opt-in is relied on, and its conditions are not all stated.

    Whether its four conditions are met cannot be told. To fix it, state them in
    `marketing`, for the activity that relies on it.
    """
    for use, channels in _soft(policy, law):
        if not channels:
            yield Problem(use.at, "no channel is stated that meets its conditions")
        for channel in channels:
            left = [key for key in _CONDITIONS if getattr(channel, key) is None]
            if left:
                yield Problem(channel.at / left[0], f"not stated: {', '.join(left)}")


def _soft(
    policy: Policy, law: GdprLaw
) -> Iterator[tuple[BasisUse, tuple[Marketing, ...]]]:
    """The activities that rely on the soft opt-in, with their electronic channels."""
    for found in grounds_by_activity(policy).values():
        activity = found[0].activity
        uses = [
            use
            for ground in found
            for use in ground.uses
            if law.basis(use.basis.basis) == _SOFT
        ]
        if uses:
            yield uses[0], _electronic(policy, law, activity)


@rule("eprivacy/marketing-without-refusal", Severity.ERROR, "eprivacy-13-4", "pecr-22")
def marketing_without_refusal(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Marketing messages carry no way to stop them.

    Every message needs a valid address to which people can send a request that it ends.
    To fix it, add the way out to every message, and say so.
    """
    soft = {channel.at for _, channels in _soft(policy, law) for channel in channels}
    for channel in policy.marketing:
        electronic = channel.channel in law.channels and channel.at not in soft
        if electronic and channel.refusal_each_message is False:
            yield Problem(
                channel.at / "refusal_each_message",
                f"no way to stop messages by {channel.channel}",
            )
