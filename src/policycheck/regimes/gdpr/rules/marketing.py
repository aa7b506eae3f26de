"""Marketing by electronic mail (Directive 2002/58/EC Art. 13, PECR reg. 22)."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.policy import Policy
from policycheck.policy.statements import Marketing
from policycheck.policy.values import BasisUse
from policycheck.regimes.gdpr.grounds import grounds_by_activity, names_of_bases
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.mailings import (
    Mailing,
    electronic,
    mailings,
    needs_consent,
    soft_opt_in,
)
from policycheck.regimes.gdpr.reading import once
from policycheck.rule import rule

_SOFT = "soft-opt-in"
_THEIRS = "theirs"


@rule("eprivacy/marketing-without-consent", Severity.ERROR, "eprivacy-13-1", "pecr-22")
def marketing_without_consent(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Nothing says that consent is asked for marketing by e-mail or text message.

    Electronic mail for direct marketing needs prior consent, or the soft opt-in for
    one's own customers; a way out of the messages replaces neither, nor does a
    legitimate interest, though it may be named beside a soft opt-in whose conditions
    are met. To fix it, ask for consent, or meet the conditions of the soft opt-in, and
    state them.
    """
    yield from once(_rested_on_another_basis(policy, law))
    yield from once(_unasked(policy, law))


def _rested_on_another_basis(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    for mailing in mailings(policy, law):
        for ground in mailing.grounds:
            bases = {law.basis(use.basis.basis) for use in ground.uses}
            if bases and not bases & {"consent", _SOFT, None}:
                yield Problem(
                    ground.uses[0].at,
                    f"'{ground.purpose.entry.name}' rests on"
                    f" {law.basis(ground.uses[0].basis.basis)}",
                    (Related(ground.purpose.at, "the purpose"),),
                )


def _unasked(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Mailings without any basis: one problem for each channel, or else purpose."""
    found = mailings(policy, law)
    grounded = {
        ground.purpose.entry.id
        for mailing in found
        for ground in mailing.grounds
        if ground.uses
    }
    for mailing in found:
        bare = [each for each in mailing.grounds if each.purpose.entry.whose != _THEIRS]
        names = {ground.purpose.entry.id for ground in bare}
        if names & grounded or _asks(law, mailing):
            continue
        if mailing.channels:
            yield from map(_by_channel, mailing.channels)
            continue
        for ground in bare:
            grounded.add(ground.purpose.entry.id)
            yield Problem(
                ground.purpose.at,
                f"nothing says that consent is asked for '{ground.purpose.entry.name}'",
            )
    if not names_of_bases(policy, law) & {"consent", _SOFT}:
        yield from map(_by_channel, _of_no_activity(policy, law, found))


def _by_channel(channel: Marketing) -> Problem:
    return Problem(
        channel.at,
        f"nothing says that consent is asked before messages by {channel.channel}",
    )


def _of_no_activity(
    policy: Policy, law: GdprLaw, found: tuple[Mailing, ...]
) -> Iterator[Marketing]:
    """The channels that no activity is named for, and none seems meant."""
    known = {channel.at for mailing in found for channel in mailing.channels}
    for channel in electronic(policy, law, None):
        said = law.said_in("asked_consent", " / ".join(channel.quote))
        if channel.at not in known and needs_consent(law, channel) and said is None:
            yield channel


def _asks(law: GdprLaw, mailing: Mailing) -> bool:
    """Whether the words about a mailing, or bases not yet paired, speak of consent.

    A list of bases for everything does not, unless it says how consent is given, nor
    does a promise to obey the law.
    """
    bases = mailing.bases
    is_list = bool(bases.stated) and len(bases.values) > 1
    named = {
        law.basis(use.basis.basis)
        for use in bases.values
        if use.basis.given or not is_list
    }
    entries = [ground.purpose.entry for ground in mailing.grounds]
    texts = (
        *mailing.activity.quote,
        *(words for each in mailing.channels for words in each.quote),
        *(each.words for each in bases.unclear),
        *(words for each in entries for words in (each.name, *each.quote)),
    )
    said = law.said_in("asked_consent", " / ".join(texts))
    return said is not None or bool(named & {"consent", _SOFT, None})


@rule("eprivacy/soft-opt-in-unmet", Severity.ERROR, "eprivacy-13-2", "pecr-22")
def soft_opt_in_unmet(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """The soft opt-in is relied on, and one of its conditions is not met.

    Addresses from a sale, one's own similar products, and a free and easy refusal, when
    the address is given and in every message: one missing, and consent is needed. A
    charity's may come from support instead, in the United Kingdom since 2026. To fix
    it, meet the condition, or ask for consent.
    """
    for _, channels in _soft(policy, law):
        for channel in channels:
            for key, condition in soft_opt_in(law, channel).items():
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
            conditions = soft_opt_in(law, channel)
            left = [key for key in conditions if getattr(channel, key) is None]
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
            yield uses[0], electronic(policy, law, activity.id)


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
