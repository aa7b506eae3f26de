"""Adequacy: decisions that exist on the day, and cover the recipient (GDPR Art. 45)."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Severity
from policycheck.policy import Policy
from policycheck.policy.values import Adequacy, Recipient
from policycheck.regimes.gdpr.dated import Decision
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.routes import Route, covering, routes
from policycheck.rule import rule

_PUBLIC = frozenset({"authority", "public"})


@rule("gdpr/adequacy-without-decision", Severity.ERROR, "gdpr-45-list", "uk-adequacy")
def adequacy_without_decision(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Adequacy is claimed for a country no decision declares adequate.

    Only a decision in force permits a transfer without more; a country is not adequate
    because its law is good. To fix it, name another mechanism for that country.
    """
    for route in _adequate(policy, law):
        without = [each for each in route.countries if not law.decisions_on(each)]
        if without:
            yield Problem(
                route.at / "mechanism",
                f"no adequacy decision for {', '.join(without)} on {law.as_of}",
            )


@rule(
    "gdpr/adequacy-without-certification",
    Severity.ERROR,
    "gdpr-45-list",
    "gdpr-45-us",
    "uk-us",
)
def adequacy_without_certification(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Adequacy is claimed for a recipient that is not said to take part in the scheme.

    The United States are adequate only for organisations on the Data Privacy Framework
    List, for the United Kingdom only with the UK Extension. To fix it, say that the
    recipient is certified, or name another mechanism.
    """
    for route in _adequate(policy, law):
        for country in route.countries:
            decisions = law.decisions_on(country)
            if decisions and not covering(law, route, country):
                yield Problem(
                    route.at / "adequacy",
                    f"{country} is adequate only under {decisions[0].scheme}; not said"
                    " that the recipient takes part",
                )
                break


@rule(
    "gdpr/adequacy-beyond-decision",
    Severity.ERROR,
    "gdpr-45-list",
    "gdpr-45-ca",
    "uk-adequacy",
)
def adequacy_beyond_decision(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Adequacy is claimed for a public body, and the decision covers businesses only.

    The decision on Canada covers recipients under its law for commercial organisations.
    To fix it, name another mechanism.
    """
    for route, decision in _limited(policy, law):
        recipient = route.transfer.recipient
        if decision.businesses and recipient is not None and _is_public(recipient):
            yield Problem(
                route.at / "to",
                f"'{recipient.name}' is a public body; {decision.decision} covers only"
                f" {decision.only}",
            )


@rule(
    "gdpr/adequacy-condition-unstated",
    Severity.NOTE,
    "gdpr-45-list",
    "gdpr-45-ca",
    "gdpr-45-jp-kr",
    "uk-adequacy",
)
def adequacy_condition_unstated(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Adequacy covers part of a country, perhaps not this recipient.

    The decisions on Canada, Japan and Korea cover some recipients only; whether the
    latter two cover a public body is doubtful. To fix it, name the decision once it is
    clear that it covers this recipient, or another mechanism.
    """
    for route, decision in _limited(policy, law):
        recipient = route.transfer.recipient
        adequacy = route.transfer.adequacy
        named = isinstance(adequacy, Adequacy) and adequacy.decision
        if recipient is not None and _is_public(recipient):
            is_open = not decision.businesses
        else:
            is_open = not named
        if is_open:
            yield Problem(
                route.at / "adequacy",
                f"{decision.decision} covers only {decision.only}",
            )


def _is_public(recipient: Recipient) -> bool:
    return bool(_PUBLIC & set(recipient.roles))


def _adequate(policy: Policy, law: GdprLaw) -> Iterator[Route]:
    """The transfers said to rest on a decision of this law, or on one like it."""
    for route in routes(policy, law):
        if route.kind == "decision" or route.mechanism in law.foreign_schemes:
            yield route


def _limited(policy: Policy, law: GdprLaw) -> Iterator[tuple[Route, Decision]]:
    """The transfers that rest on a decision about part of a country."""
    for route in _adequate(policy, law):
        for country in route.countries:
            partial = [each for each in law.decisions_on(country) if each.only]
            if partial:
                yield route, partial[0]
                break
