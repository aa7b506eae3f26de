"""How people use their rights: how soon, at what price (GDPR Art. 12)."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Severity
from policycheck.period import Period
from policycheck.policy import Policy
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.rule import rule


@rule("gdpr/response-too-slow", Severity.ERROR, "gdpr-12-3")
def response_too_slow(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Requests are answered later than the law allows.

    A request is answered within one month of its receipt, at most two months more where
    it is complex. To fix it, correct the period.
    """
    for block in policy.rights:
        for key, stated, longest in (
            ("response", block.response, law.answer),
            ("extension", block.extension, law.extension),
        ):
            if stated and Period.parse(stated).is_longer_than(Period.parse(longest)):
                yield Problem(block.at / key, f"{stated} is longer than {longest}")


@rule("gdpr/rights-for-a-fee", Severity.ERROR, "gdpr-12-5")
def rights_for_a_fee(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Requests cost money.

    Information and requests are free; a reasonable fee is allowed only where requests
    are manifestly unfounded or excessive, or for further copies. To fix it, drop the
    fee, or limit it to these cases.
    """
    for block in policy.rights:
        fee = block.fee
        if isinstance(fee, str) and law.said_in("fee_limits", fee) is None:
            yield Problem(block.at / "fee", f"requests cost money: '{fee}'")


@rule("gdpr/identity-check-for-everyone", Severity.WARNING, "gdpr-12-6")
def identity_check_for_everyone(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Every request needs an identity document.

    Additional proof of identity may be asked for where there are reasonable doubts, not
    as a rule. To fix it, say that proof is needed only if it cannot otherwise be told
    who asks.
    """
    for block in policy.rights:
        check = block.verification or ""
        document = law.said_in("identity_documents", check)
        if document is not None and law.said_in("doubt", check) is None:
            yield Problem(
                block.at / "verification", f"'{document}' is demanded without any doubt"
            )


@rule("gdpr/rights-conditional", Severity.WARNING, "gdpr-rights-unconditional")
def rights_conditional(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """Rights are stated as something that may or may not exist.

    People under this law have these rights; "your local laws may permit" tells nobody
    whether they do. To fix it, state the rights of these readers as theirs.
    """
    for block in policy.rights:
        if block.conditional:
            yield Problem(
                block.at / "conditional",
                f"'{block.conditional}' leaves the rights open",
            )


@rule("gdpr/rights-exemption-unknown", Severity.WARNING, "gdpr-rights-exemptions")
def rights_exemption_unknown(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """An exemption from rights is stated that this law does not know.

    Each right has its own exceptions; the interests or policies of the controller end
    none of them, except that an objection is weighed. To fix it, name the exception and
    the right it belongs to.
    """
    for block in policy.rights:
        stated = block.exemptions or ""
        unknown = law.said_in("unknown_exemptions", stated)
        if unknown is not None and law.said_in("objection", stated) is None:
            yield Problem(
                block.at / "exemptions",
                f"'{unknown}' is no exemption from these rights",
            )
