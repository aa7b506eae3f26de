"""Where data goes beyond the places of the law, and what is said to permit it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import RECIPIENTS, TRANSFERS
from policycheck.policy.statements import Activity
from policycheck.policy.values import Adequacy, Disclosure, Transfer
from policycheck.regimes.gdpr.law import Decision, GdprLaw


@dataclass(frozen=True, slots=True)
class Route:
    """A transfer to third countries; none is named where `countries` is empty.

    `mechanism` is what the transfer itself names, else what a general statement about
    the same data does; `kind` is decision, safeguard, derogation, or None for a
    mechanism this law does not have on the day.
    """

    transfer: Transfer
    countries: tuple[str, ...]
    mechanism: str | None
    kind: str | None
    copy: str | None

    @property
    def at(self) -> Pointer:
        """Where the transfer is stated."""
        return self.transfer.at

    @property
    def where(self) -> str:
        """The countries, for a message."""
        return ", ".join(self.countries) or "countries that are not named"


def routes(policy: Policy, law: GdprLaw) -> tuple[Route, ...]:
    """Every transfer to a third country, once; what another law needs is left out."""
    found: dict[Pointer, Route] = {}
    for activity in policy.activities:
        stated = policy.said(activity, TRANSFERS)
        spare = tuple(
            transfer
            for general in policy.generally(activity, TRANSFERS)
            if isinstance(general.answer, tuple)
            for transfer in general.answer
        )
        own = [each for each in stated.values if _leaves(each, law)]
        for transfer in own:
            if transfer.at not in found and not _is_of_another_law(transfer, own, law):
                found[transfer.at] = _route(transfer, spare, law)
    return tuple(found.values())


def abroad(policy: Policy, law: GdprLaw) -> Iterator[tuple[Activity, Disclosure, str]]:
    """Every disclosure to a recipient in a third country, and the country."""
    for activity in policy.activities:
        for edge in policy.said(activity, RECIPIENTS).values:
            country = edge.recipient.country
            if country is None or edge.collects_directly or law.is_home(country):
                continue
            if law.is_neighbour(country) and _is_established_beside(policy, law):
                continue
            yield activity, edge, country


def covering(law: GdprLaw, route: Route, country: str) -> tuple[Decision, ...]:
    """The adequacy decisions about a country that cover this recipient, as stated."""
    return tuple(each for each in law.decisions_on(country) if _covers(each, route))


def _covers(decision: Decision, route: Route) -> bool:
    """Whether a decision covers a recipient: of a scheme, only its participants."""
    if decision.scheme is None or route.mechanism == decision.word:
        return True
    adequacy = route.transfer.adequacy
    if not isinstance(adequacy, Adequacy):
        return False
    if decision.certified:
        return bool(set(decision.certified) & set(adequacy.certified))
    return decision.decision.split()[-1] in (adequacy.decision or "")


def _leaves(transfer: Transfer, law: GdprLaw) -> bool:
    """Whether a transfer goes to a third country, or to one that is not named."""
    return (
        bool(_third(transfer, law)) or not _places(transfer) or bool(transfer.elsewhere)
    )


def _places(transfer: Transfer) -> tuple[str, ...]:
    recipient = transfer.recipient
    if transfer.countries or recipient is None or recipient.country is None:
        return transfer.countries
    return (recipient.country,)


def _third(transfer: Transfer, law: GdprLaw) -> tuple[str, ...]:
    return tuple(each for each in _places(transfer) if not law.is_home(each))


def _is_of_another_law(
    transfer: Transfer, beside: list[Transfer], law: GdprLaw
) -> bool:
    """Whether its mechanism is foreign, and one of this law stands beside it."""
    if law.mechanism(transfer.mechanism) in {None, *law.mechanisms}:
        return False
    return any(
        law.mechanism(each.mechanism) in law.mechanisms
        and (each.recipient, _third(each, law))
        == (transfer.recipient, _third(transfer, law))
        for each in beside
    )


def _route(transfer: Transfer, spare: tuple[Transfer, ...], law: GdprLaw) -> Route:
    """A transfer, with what general statements about the same data add to it."""
    countries = _third(transfer, law)
    mechanism = law.mechanism(transfer.mechanism)
    if mechanism is None and isinstance(transfer.adequacy, Adequacy):
        mechanism = "adequacy"
    fitting = [
        each
        for each in spare
        if each.mechanism is not None
        and each.recipient in {None, transfer.recipient}
        and (not _third(each, law) or set(countries) <= set(_third(each, law)))
    ]
    if mechanism is None and fitting:
        mechanism = law.mechanism(fitting[0].mechanism)
    copies = [
        each.copy
        for each in (transfer, *spare)
        if law.mechanism(each.mechanism) == mechanism and each.copy
    ]
    return Route(
        transfer=transfer,
        countries=countries,
        mechanism=mechanism,
        kind=law.mechanisms.get(mechanism or ""),
        copy=transfer.copy or next(iter(copies), None),
    )


def _is_established_beside(policy: Policy, law: GdprLaw) -> bool:
    """Whether the controller itself sits in the places approved as a whole."""
    places = policy.organisation.established_in or tuple(
        each.country for each in policy.controllers.values() if each.country
    )
    return any(map(law.is_neighbour, places))
