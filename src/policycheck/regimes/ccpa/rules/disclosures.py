"""What is sold, shared and disclosed: each listed, or said not to be."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.location import ROOT, Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import PURPOSES
from policycheck.regimes.ccpa import denied, lists, printed
from policycheck.regimes.ccpa.law import BUSINESS_PURPOSE, KINDS, SHARED, SOLD, CcpaLaw
from policycheck.rule import rule


@rule(
    "us-ca-ccpa/sale-undisclosed",
    Severity.ERROR,
    "ccpa20-115-c",
    "ccpa20-130-a-5-C-i",
    "agreg-308-c-3-b",
    "cpra-115-c",
    "cpra-130-a-5-C-i",
    "ccpa-7011-e-1-D",
    "ccpa-7013-g",
)
def sale_undisclosed(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """The policy says neither what is sold nor that nothing is.

    California asks for the categories of personal information sold, since 2023 sold or
    shared, in the preceding twelve months, or for a statement that none was. To fix it,
    mark the recipients that data is sold to, publish the list, or deny it with a claim.
    """
    if not _is_on_the_list(policy, law, SOLD):
        message = "no category is listed as sold, and sale is not denied"
        yield _silence(policy, SOLD, message)


@rule(
    "us-ca-ccpa/sharing-undisclosed",
    Severity.ERROR,
    "cpra-115-c",
    "cpra-130-a-5-C-i",
    "ccpa-7011-e-1-D",
    "ccpa-7013-g",
)
def sharing_undisclosed(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """The policy says neither what is shared nor that nothing is.

    Sharing, for advertising by what people do elsewhere, is not sale: a policy that
    denies only sale leaves it open. To fix it, mark the recipients that data is shared
    with, publish the list, or deny it with a claim.
    """
    if _is_on_the_list(policy, law, SHARED):
        return
    message = (
        "no category is listed as shared for cross-context behavioral advertising, "
        "and sharing is not denied"
    )
    for claim in denied.claims(policy, SOLD):
        if SHARED not in claim.never:
            yield Problem(claim.at / "never", f"sale is denied; {message}")
            return
    yield _silence(policy, SHARED, message)


@rule(
    "us-ca-ccpa/disclosure-undisclosed",
    Severity.ERROR,
    "ccpa20-115-c",
    "ccpa20-130-a-5-C-ii",
    "agreg-308-c-1-g-1",
    "cpra-115-c",
    "cpra-130-a-5-C-ii",
    "ccpa-7011-e-1-H",
)
def disclosure_undisclosed(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """Nothing says what is disclosed for a business purpose, or that nothing is.

    California asks for a list of the categories disclosed for a business purpose in the
    preceding twelve months, apart from the list of what is sold or shared. To fix it,
    mark the recipients with `business-purpose`, publish the list, or deny it.
    """
    if lists.is_listed(policy, law, BUSINESS_PURPOSE) or denied.is_everything(
        policy, law, BUSINESS_PURPOSE
    ):
        return
    message = "no list says which categories were disclosed for a business purpose"
    places = tuple(
        dict.fromkeys(flow.stated.at for flow in lists.flows(policy, law) if flow.fills)
    )
    yield Problem(
        ROOT / "published",
        message,
        tuple(Related(at, "recipients are named here") for at in places[:3]),
    )


@rule(
    "us-ca-ccpa/recipients-undisclosed",
    Severity.ERROR,
    "ccpa20-110-c",
    "cpra-110-c",
    "cpra-130-a-5-B-iv",
)
def recipients_undisclosed(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """Nobody is named who gets personal information, and nobody is said to get it.

    People must be told the categories of third parties their data is disclosed to. To
    fix it, name the recipients, or say `recipients: none`.
    """
    every = set(lists.collected(policy, law))
    if (
        every
        and not lists.flows(policy, law)
        and denied.data_ids(policy, law, BUSINESS_PURPOSE) != every
        and not any(
            printed.row_recipients(row, *KINDS) for _, row in printed.rows(policy)
        )
    ):
        yield Problem(
            ROOT / "activities", "no recipient of personal information is named"
        )


@rule(
    "us-ca-ccpa/sale-purpose-undisclosed",
    Severity.ERROR,
    "agreg-308-c-1-f",
    "cpra-110-c",
    "ccpa-7011-e-1-F",
)
def sale_purpose_undisclosed(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """What is sold or shared is listed, and no purpose of it is stated.

    People must be told the purposes of selling or sharing; once is enough. To fix it,
    name the purposes where the sale or sharing is stated.
    """
    at = _purposeless(policy, law, law.opted_out_of)
    if at is not None:
        yield Problem(at, "no purpose of selling or sharing is stated")


@rule(
    "us-ca-ccpa/disclosure-purpose-undisclosed",
    Severity.ERROR,
    "ccpa-7011-e-1-J",
)
def disclosure_purpose_undisclosed(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """What is disclosed for a business purpose is listed, and no purpose is stated.

    People must be told the purposes of disclosing; once is enough. To fix it, name the
    purposes where the disclosure is stated.
    """
    at = _purposeless(policy, law, (BUSINESS_PURPOSE,))
    if at is not None:
        yield Problem(at, "no purpose of disclosing is stated")


def _is_on_the_list(policy: Policy, law: CcpaLaw, kind: str) -> bool:
    """Whether there is a list of what is sold or shared, or a denial of this kind."""
    return lists.opt_out_is_owed(policy, law) or denied.is_everything(policy, law, kind)


def _silence(policy: Policy, kind: str, message: str) -> Problem:
    """A missing statement, at the claim about some of the data, else at the claims."""
    for claim in denied.claims(policy, kind):
        return Problem(claim.at / "data_categories", f"{message} for the rest")
    return Problem(ROOT / "claims", message)


def _purposeless(
    policy: Policy, law: CcpaLaw, kinds: tuple[str, ...]
) -> Pointer | None:
    """Where the first disclosure of some kinds stands, if none has a purpose."""
    first: Pointer | None = None
    for flow in lists.flows(policy, law):
        if flow.is_one_of(*kinds):
            told = (
                flow.disclosure.purposes or policy.said(flow.activity, PURPOSES).values
            )
            if told:
                return None
            first = first or flow.disclosure.at
    return first
