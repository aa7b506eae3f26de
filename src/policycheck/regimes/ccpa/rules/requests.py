"""How people send requests, who may send them, and whom to ask (11 CCR 7011(e)(3))."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Severity
from policycheck.location import ROOT, Pointer
from policycheck.policy import Policy
from policycheck.policy.values import Contact, Controller
from policycheck.regimes.ccpa.law import CcpaLaw
from policycheck.rule import rule


@rule(
    "us-ca-ccpa/request-method-undisclosed",
    Severity.ERROR,
    "ccpa20-130-a-5-A",
    "agreg-308-c-1-b",
    "agreg-308-c-2",
    "cpra-130-a-5-A",
    "ccpa-7011-e-3-A",
    "ccpa-7011-e-3-B",
)
def request_method_undisclosed(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """Rights are granted, and nothing says how to send a request.

    The policy must name the methods and give instructions. To fix it, name the contacts
    that requests go through in `via`, or say how each right is used.
    """
    told = any(
        grant.how is not None
        for block in policy.rights
        for grant in block.grants.values()
    )
    if policy.rights and not told and not _contacts(policy):
        yield Problem(policy.rights[0].at / "via", "no way to send a request is named")


@rule(
    "us-ca-ccpa/too-few-request-methods",
    Severity.ERROR,
    "ccpa20-130-a-1",
    "cpra-130-a-1",
    "cpra-130-a-5-A",
)
def too_few_request_methods(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """Requests cannot be sent in two ways, one of them a toll-free telephone number.

    Only a business that deals with people online alone, and directly, may do with an
    e-mail address. To fix it, name a toll-free number and a second method.
    """
    contacts = _contacts(policy)
    if not contacts or policy.organisation.exclusively_online is not False:
        return
    kinds = {kind for contact in contacts for kind in _kinds(contact)}
    lacking = []
    if not any(_is_toll_free(contact) for contact in contacts):
        lacking.append("no toll-free telephone number")
    if len(kinds) == 1:
        lacking.append("no second method")
    if lacking:
        message = f"{' and '.join(lacking)} for requests"
        yield Problem(policy.rights[0].at / "via", message)


@rule(
    "us-ca-ccpa/business-facts-unstated",
    Severity.NOTE,
    "ccpa20-130-a-1",
    "agreg-308-c-8",
    "cpra-130-a-1",
    "ccpa-7102",
)
def business_facts_unstated(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """Facts that decide whether some duties apply are not given.

    Whether a toll-free number or yearly statistics are owed depends on facts no policy
    states. To fix it, give them in `organisation`; they are never printed.
    """
    facts = policy.organisation
    unknown = []
    if facts.exclusively_online is None and not any(
        map(_is_toll_free, _contacts(policy))
    ):
        unknown.append("exclusively_online: is a toll-free number owed?")
    if facts.ca_consumers_per_year is None and policy.metrics_url is None:
        unknown.append("ca_consumers_per_year: are yearly statistics owed?")
    if unknown:
        yield Problem(ROOT / "organisation", "; ".join(unknown))


@rule(
    "us-ca-ccpa/verification-undisclosed",
    Severity.ERROR,
    "agreg-308-c-1-c",
    "agreg-308-c-2",
    "ccpa-7011-e-3-E",
)
def verification_undisclosed(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """Nothing says how the identity of whoever sends a request is verified.

    People must be told in general how requests are verified, and what they have to
    provide. To fix it, describe it in `verification`.
    """
    if policy.rights and all(block.verification is None for block in policy.rights):
        at = _place(policy) / "verification"
        yield Problem(at, "how requests are verified is not described")


@rule(
    "us-ca-ccpa/authorised-agent-undisclosed",
    Severity.ERROR,
    "agreg-308-c-5",
    "ccpa-7011-e-3-H",
)
def authorised_agent_undisclosed(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """Nothing says how an authorized agent sends a request.

    People can have someone else ask for them, and the policy must tell how. To fix it,
    describe it in `authorised_agent`.
    """
    if policy.rights and all(block.authorised_agent is None for block in policy.rights):
        at = _place(policy) / "authorised_agent"
        yield Problem(at, "how an authorized agent sends a request is not described")


@rule(
    "us-ca-ccpa/contact-undisclosed",
    Severity.ERROR,
    "agreg-308-c-6",
    "ccpa-7011-e-3-J",
)
def contact_undisclosed(policy: Policy, _law: CcpaLaw) -> Iterator[Problem]:
    """Nobody can be reached with a question about the policy.

    The policy must name a contact for questions and concerns. To fix it, name an e-mail
    address, a form, a telephone number or a postal address.
    """
    known: list[Contact | Controller] = [*policy.contacts.values()]
    known += policy.controllers.values()
    if not any(each.email or each.form or each.phone or each.address for each in known):
        yield Problem(ROOT / "contacts", "no contact for questions is named")


def _contacts(policy: Policy) -> tuple[Contact, ...]:
    """The contacts that requests go through, each once."""
    found = {
        contact.id: contact
        for block in policy.rights
        for contact in (
            *block.via,
            *(each for grant in block.grants.values() for each in grant.via),
        )
    }
    return tuple(found.values())


def _kinds(contact: Contact) -> Iterator[str]:
    for kind in ("email", "form", "phone", "address"):
        if getattr(contact, kind) is not None:
            yield kind


def _is_toll_free(contact: Contact) -> bool:
    """Whether a contact has a telephone number that is not said to cost anything."""
    return contact.phone is not None and contact.toll_free is not False


def _place(policy: Policy) -> Pointer:
    """The block of rights for Californians, or for everyone."""
    own = [block for block in policy.rights if block.audiences]
    return (own or list(policy.rights))[0].at
