"""What only the law of the United Kingdom demands."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.location import ROOT
from policycheck.period import Period
from policycheck.policy import Policy
from policycheck.policy.statements import AutomatedDecision
from policycheck.regimes.gdpr.articles import cites
from policycheck.regimes.gdpr.granted import readers
from policycheck.regimes.gdpr.grounds import grounds, names_of_bases, resting_on
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import once, processing
from policycheck.rule import rule

_RECOGNISED = "recognised-legitimate-interest"
_SAFEGUARDS = ("information", "express-view", "human-intervention", "contest")


@rule("uk-gdpr/uk-representative-unnamed", Severity.WARNING, "uk-27")
def uk_representative_unnamed(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A controller from abroad names no representative in the United Kingdom.

    Where the controller has no establishment there, Art. 27 of the UK GDPR gives people
    a representative; one in the Union does not serve. To fix it, name one for these
    readers.
    """
    places = policy.organisation.established_in
    away = places is not None and not any(map(law.is_home, places))
    countries = [each.country for each in policy.representatives]
    inside = any(each is None or law.is_home(each) for each in countries)
    if away and not inside and not policy.organisation.public_authority:
        yield Problem(
            ROOT / "representatives", f"no representative in {law.home_name} is named"
        )


@rule(
    "uk-gdpr/complaint-authority-foreign",
    Severity.ERROR,
    "uk-scope",
    "gdpr-13-2-d",
    "uk-13-2-d",
)
def complaint_authority_foreign(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """The authority named for complaints is not that of the United Kingdom.

    People in the United Kingdom complain to the Information Commission (ICO), until 29
    September 2026 the Information Commissioner. To fix it, name it beside the others.
    """
    complaints = policy.complaints
    if complaints is None or not complaints.authorities:
        return
    texts = [each.text for each in complaints.authorities]
    if not any(
        law.names_authority(text)
        or law.names_former_authority(text)
        or law.said_in("generic_authority", text)
        for text in texts
    ):
        yield Problem(
            complaints.at / "authorities",
            f"'{texts[0]}' is not the authority of {law.home_name}",
        )


@rule("uk-gdpr/complaint-authority-renamed", Severity.WARNING, "uk-13-2-d")
def complaint_authority_renamed(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """The authority named for complaints has been replaced by another.

    Since 30 September 2026 people complain to the Information Commission; a complaint
    to the Information Commissioner still reaches it. To fix it, write Information
    Commission, or ICO.
    """
    complaints = policy.complaints
    named = complaints.authorities if complaints is not None else ()
    texts = [each.text for each in named]
    former = [text for text in texts if law.names_former_authority(text)]
    if complaints and former and not any(map(law.names_authority, texts)):
        yield Problem(
            complaints.at / "authorities",
            f"'{former[0]}' is a former name of the authority",
        )


@rule(
    "uk-gdpr/complaint-to-controller-unstated",
    Severity.ERROR,
    "uk-13-2-ca",
    "uk-14-2-da",
)
def complaint_to_controller_unstated(
    policy: Policy, _law: GdprLaw
) -> Iterator[Problem]:
    """The right to complain to the controller is not stated.

    Since 19 June 2026 people in the United Kingdom must be told that they can complain
    to the controller itself. To fix it, state it, with a form.
    """
    complaints = policy.complaints
    if complaints is None or complaints.to_controller is None:
        at = ROOT / "complaints" if complaints is None else complaints.at
        yield Problem(
            at / "to_controller",
            "the right to complain to you is not stated",
            cites=cites(
                policy,
                processing(policy),
                direct="uk-13-2-ca",
                indirect="uk-14-2-da",
            ),
        )


@rule("uk-gdpr/complaint-channel-inadequate", Severity.WARNING, "uk-164a")
def complaint_channel_inadequate(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """The controller's complaint channel lacks what the law asks of it.

    Complaints are facilitated by means such as an electronic form, and acknowledged
    within 30 days. To fix it, name the form and the period.
    """
    channel = policy.complaints and policy.complaints.to_controller
    if not channel:
        return
    online = channel.form or any(each.form or each.email for each in channel.via)
    if not online:
        yield Problem(channel.at / "form", "no electronic form for complaints is named")
    within = channel.acknowledged_within
    longest = Period.parse(law.acknowledgement)
    if within is not None and Period.parse(within).is_longer_than(longest):
        yield Problem(
            channel.at / "acknowledged_within",
            f"{within} is longer than {law.acknowledgement}",
        )


@rule("uk-gdpr/recognised-interest-without-case", Severity.ERROR, "uk-6-1-ea")
def recognised_interest_without_case(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A recognised legitimate interest is relied on that the law does not recognise.

    Annex 1 recognises five cases, such as crime and safeguarding; marketing and
    analytics are none, no automated decision may rest on it, and public authorities do
    not rely on it for their tasks. To fix it, name the case, or the ordinary legitimate
    interest.
    """
    for used in resting_on(policy, law, _RECOGNISED):
        basis = used.basis
        if basis.case is None:
            yield Problem(basis.at / "case", "no case of Annex 1 is named")
        elif policy.organisation.public_authority:
            yield Problem(used.uses[0].at, "a public authority relies on it here")
    yield from once(_beyond_annex_1(policy, law))


def _beyond_annex_1(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Purposes of a kind no case of Annex 1 holds."""
    never = (
        law.kinds["direct_marketing"]
        | law.kinds["never_necessary"]
        | law.kinds["decisions"]
    )
    for ground in grounds(policy):
        for use in ground.uses:
            recognised = law.basis(use.basis.basis) == _RECOGNISED
            if (
                recognised
                and use.basis.case
                and never & set(ground.purpose.entry.kinds)
            ):
                yield Problem(
                    ground.purpose.at,
                    f"'{ground.purpose.entry.name}' is no recognised interest",
                    (Related(use.at, "the basis"),),
                )


@rule(
    "uk-gdpr/objection-unstated-for-recognised-interest",
    Severity.WARNING,
    "uk-21-ea",
)
def objection_unstated_for_recognised_interest(
    policy: Policy, law: GdprLaw
) -> Iterator[Problem]:
    """A recognised legitimate interest is relied on, and no right to object is stated.

    Art. 21(1) of the UK GDPR is understood to cover recognised legitimate interests as
    it covers the others. To fix it, grant objection.
    """
    relied = tuple(resting_on(policy, law, _RECOGNISED))
    ordinary = (law.rights["objection"] or frozenset()) & names_of_bases(policy, law)
    if not relied or ordinary:
        return
    for each in readers(policy, law):
        if each.blocks and each.grant("objection") is None:
            yield Problem(
                each.at / "objection",
                "the right to object is not stated",
                (Related(relied[0].uses[0].at, "recognised legitimate interest"),),
            )


@rule("uk-gdpr/decision-without-safeguards", Severity.ERROR, "uk-22a")
def decision_without_safeguards(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """A significant automated decision is taken without the safeguards of Art. 22C.

    Information on the decision, representations, human intervention and contest: since
    5 February 2026 all four are owed, whatever permits the decision. To fix it, state
    them.
    """
    stated = policy.automated_decisions
    decisions: tuple[AutomatedDecision, ...] = (
        stated if isinstance(stated, tuple) else ()
    )
    for decision in decisions:
        if decision.solely is False or not decision.significant:
            continue
        left = [each for each in _SAFEGUARDS if each not in decision.safeguards]
        if left:
            yield Problem(decision.at / "safeguards", f"not offered: {', '.join(left)}")
