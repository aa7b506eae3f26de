"""Who is responsible, and how to reach them (GDPR Art. 13(1)(a)-(b), 26, 27, 37)."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.location import ROOT, Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import DATA_CATEGORIES, PURPOSES, RECIPIENTS, TRACKERS
from policycheck.regimes.gdpr.articles import cites
from policycheck.regimes.gdpr.granted import can_be_reached
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import entries, processing, stated
from policycheck.rule import rule

_OFFICER = "dpo"
_SETTLED = frozenset({"joint-controller", "processor", "contractor"})


@rule(
    "gdpr/controller-without-contact",
    Severity.ERROR,
    "gdpr-13-1-a",
    "gdpr-14-1-a",
    "gdpr-12-2",
)
def controller_without_contact(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """The controller is not named, or cannot be reached.

    People must be told who decides about their data, and how to reach them. To fix it,
    give the controller's name, with a postal or e-mail address, a form or a telephone
    number.
    """
    cited = _cites(policy, "gdpr-13-1-a", "gdpr-14-1-a", "gdpr-12-2")
    if not policy.controllers:
        yield Problem(
            ROOT / "controllers",
            "no controller is named for these readers",
            cites=cited,
        )
    others = [each for id_, each in policy.contacts.items() if id_ != _OFFICER]
    if any(map(can_be_reached, others)):
        return
    for controller in policy.controllers.values():
        if not can_be_reached(controller):
            yield Problem(
                controller.at / "email",
                f"no contact details for '{controller.name}'",
                cites=cited,
            )


def _cites(policy: Policy, direct: str, indirect: str, *also: str) -> tuple[str, ...]:
    """What everyone whose data is processed must be told."""
    everywhere = processing(policy)
    return (*cites(policy, everywhere, direct=direct, indirect=indirect), *also)


@rule("gdpr/representative-unnamed", Severity.ERROR, "gdpr-13-1-a-rep")
def representative_unnamed(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A controller without an establishment in the Union names no representative.

    Art. 27 gives people a representative in the Union to turn to, and Art. 13(1)(a)
    demands the name and contact details. To fix it, name the representative, or state
    the establishment in `organisation`.
    """
    places = policy.organisation.established_in
    away = places is not None and not any(map(law.is_home, places))
    exempt = policy.organisation.public_authority
    if away and not exempt and not policy.representatives:
        yield Problem(
            ROOT / "representatives",
            f"no establishment in {law.home_name}, and no representative is named",
        )


@rule("gdpr/establishment-unstated", Severity.NOTE, "gdpr-13-1-a-rep", "uk-27")
def establishment_unstated(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Whether a representative is due cannot be told.

    A controller without an establishment in the Union needs a representative there; the
    policy does not say where it is established. To fix it, state `organisation:
    {established_in: [...]}`.
    """
    if policy.organisation.established_in is None and not policy.representatives:
        countries = [each.country for each in policy.controllers.values()]
        if not any(each is not None and law.is_home(each) for each in countries):
            yield Problem(
                ROOT / "organisation" / "established_in",
                f"not stated whether there is an establishment in {law.home_name}",
            )


@rule("gdpr/representative-outside-the-union", Severity.ERROR, "gdpr-27")
def representative_outside_the_union(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """The representative is not in the Union.

    Art. 27(3) asks for a representative in a Member State where the people are. To fix
    it, name one there.
    """
    countries = [each.country for each in policy.representatives]
    if countries and all(each is not None and law.is_third(each) for each in countries):
        first = policy.representatives[0]
        yield Problem(
            first.at / "country",
            f"'{first.name}' is in {first.country}, not in the EEA",
        )


@rule(
    "gdpr/representative-without-contact",
    Severity.ERROR,
    "gdpr-13-1-a-rep",
    "gdpr-14-1-a",
)
def representative_without_contact(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """The representative cannot be reached.

    Art. 13(1)(a) demands the contact details of the representative beside the name. To
    fix it, give an address, an e-mail address, a form or a telephone number.
    """
    for each in policy.representatives:
        if not can_be_reached(each):
            yield Problem(
                each.at / "email",
                f"no contact details for '{each.name}'",
                cites=_cites(policy, "gdpr-13-1-a-rep", "gdpr-14-1-a"),
            )


@rule(
    "gdpr/dpo-without-contact",
    Severity.ERROR,
    "gdpr-13-1-b",
    "gdpr-14-1-b",
    "gdpr-37-7",
)
def dpo_without_contact(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """The data protection officer cannot be reached.

    The contact details of the officer are to be told and published; the name is not
    needed. To fix it, give the contact called dpo an address, an e-mail address, a form
    or a number.
    """
    officer = policy.contacts.get(_OFFICER)
    if officer is not None and not can_be_reached(officer):
        yield Problem(
            officer.at / "email",
            "no contact details for the officer",
            cites=_cites(policy, "gdpr-13-1-b", "gdpr-14-1-b", "gdpr-37-7"),
        )


@rule("gdpr/dpo-unstated", Severity.NOTE, "gdpr-37-1")
def dpo_unstated(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A data protection officer may be due, and none is named.

    Public authorities, and controllers whose core activity is large-scale monitoring or
    large-scale use of special or criminal data, designate an officer. Scale is not told
    by a notice. To fix it, name the contact dpo, or record why none is due.
    """
    if _OFFICER not in policy.contacts:
        reason = _reason_for_officer(policy, law)
        if reason is not None:
            yield Problem(
                ROOT / "contacts" / _OFFICER, f"no officer is named, but {reason}"
            )


def _reason_for_officer(policy: Policy, law: GdprLaw) -> str | None:
    """What in the policy suggests that an officer is due."""
    if policy.organisation.public_authority:
        return "this is a public authority"
    for data in entries(policy, DATA_CATEGORIES):
        if data.kinds("gdpr") or data.criminal is True:
            return f"'{data.name}' is special or criminal data"
    for purpose in entries(policy, PURPOSES):
        if law.kinds["monitoring"] & set(purpose.kinds):
            return f"'{purpose.name}' monitors people"
    return None


@rule("gdpr/joint-controllers-without-arrangement", Severity.ERROR, "gdpr-26-2")
def joint_controllers_without_arrangement(
    policy: Policy, _law: GdprLaw
) -> Iterator[Problem]:
    """Joint controllers are named, and not the essence of their arrangement.

    People must be able to see who answers for what. To fix it, say in `arrangement` who
    does what, and whom to turn to.
    """
    for controller in policy.controllers.values():
        partners = [policy.controllers.get(id_) for id_ in controller.joint_with]
        told = (controller, *(each for each in partners if each is not None))
        if partners and not any(each.arrangement for each in told):
            yield Problem(
                controller.at / "arrangement",
                f"not said what {controller.name} agreed with"
                f" {', '.join(controller.joint_with)}",
            )


@rule("gdpr/embedded-collection-disclaimed", Severity.WARNING, "gdpr-26-2")
def embedded_collection_disclaimed(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """What others collect through the site is said to be their affair alone.

    Who embeds a feature by which others collect data is a joint controller with them
    for the collecting and the sending (C-40/17, Fashion ID), and cannot refer people to
    their policies for that. To fix it, say what is collected, on which basis, and what
    was agreed (`joint_with`, or the role `joint-controller`); leave out only what they
    do afterwards.
    """
    joint = {id_ for each in policy.controllers.values() for id_ in each.joint_with}
    here: dict[str, list[Pointer]] = {}
    for tracker in entries(policy, TRACKERS):
        if tracker.recipient is not None:
            here.setdefault(tracker.recipient.id, []).append(tracker.at)
    for edge in (each for _, each in stated(policy, RECIPIENTS)):
        if edge.collects_directly:
            here.setdefault(edge.recipient.id, []).append(edge.at)
    for exclusion in policy.excludes:
        for index, recipient in enumerate(exclusion.recipients):
            settled = recipient.id in joint or _SETTLED & set(recipient.roles)
            if recipient.id in here and not settled:
                yield Problem(
                    exclusion.at / "recipients" / index,
                    f"what '{recipient.name}' collects here is disclaimed (C-40/17)",
                    tuple(Related(at, "collects here") for at in here[recipient.id]),
                )
