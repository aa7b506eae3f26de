"""Requests not to sell covered information (NRS 603A.345)."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.location import ROOT
from policycheck.period import Period
from policycheck.policy import Policy
from policycheck.policy.values import Audience
from policycheck.regimes.nevada.law import NevadaLaw
from policycheck.rule import rule

_RIGHT = "covered-information-opt-out"
_ENDS = "covered-information-sale"


@rule("us-nv/request-address-undisclosed", Severity.ERROR, "nv-345-1")
def request_address_undisclosed(policy: Policy, _law: NevadaLaw) -> Iterator[Problem]:
    """No address is named for requests not to sell covered information.

    Every operator designates one: an e-mail address, a toll-free number or a website,
    also where it sells nothing. To fix it, add an opt-out from
    `covered-information-sale` with `via` or `url`, or grant the right with a contact.
    """
    granted = any(
        _RIGHT in block.grants and (block.via or block.grants[_RIGHT].via)
        for block in policy.rights
    )
    offered = any(
        _ENDS in each.ends and (each.via or each.url) for each in policy.opt_outs
    )
    if not granted and not offered:
        message = "no address for requests not to sell covered information is named"
        yield Problem(ROOT / "opt_outs", message)


@rule("us-nv/opt-out-narrowed", Severity.WARNING, "nv-345-2")
def opt_out_narrowed(policy: Policy, law: NevadaLaw) -> Iterator[Problem]:
    """Only some of the people in Nevada are told that they can opt out.

    A consumer is whoever seeks or acquires goods or services from the website (NRS
    603A.310), not only who has bought some. To fix it, address the opt-out to everyone
    there.
    """
    speaking = [
        *(block for block in policy.rights if _RIGHT in block.grants),
        *(each for each in policy.opt_outs if _ENDS in each.ends),
    ]
    narrowed = [
        [each for each in block.audiences if _is_narrowed(each, law)]
        for block in speaking
        if block.audiences and all(_is_narrowed(each, law) for each in block.audiences)
    ]
    if narrowed and len(narrowed) == len(speaking):
        audience = narrowed[0][0]
        yield Problem(
            audience.at / "narrowed_to",
            f"the opt-out is only for those '{audience.narrowed_to}'",
            tuple(Related(each.at, "addressed to them") for each in speaking),
        )


def _is_narrowed(audience: Audience, law: NevadaLaw) -> bool:
    """Whether an audience is fewer than those the law protects."""
    words = (audience.narrowed_to or "").casefold()
    return bool(words) and not any(each in words for each in law.consumer)


@rule("us-nv/response-too-slow", Severity.WARNING, "nv-345-2")
def response_too_slow(policy: Policy, law: NevadaLaw) -> Iterator[Problem]:
    """A request not to sell is answered later than Nevada allows.

    The operator answers within sixty days, and can extend that by thirty. To fix it,
    promise an answer within sixty days.
    """
    for block in policy.rights:
        if (
            _RIGHT in block.grants
            and block.response is not None
            and Period.parse(block.response).is_longer_than(law.response)
        ):
            message = f"{block.response} is longer than the law allows"
            yield Problem(block.at / "response", message)
