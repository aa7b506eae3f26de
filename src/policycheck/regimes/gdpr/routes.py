"""Where data goes beyond the places of the law, and what is said to permit it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from policycheck.frozen import Frozen
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import RECIPIENTS, TRANSFERS, Slot
from policycheck.policy.values import Adequacy, Disclosure, Statement, Transfer
from policycheck.regimes.gdpr.dated import Decision
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import stated as stated_once
from policycheck.regimes.gdpr.reading import told

S = TypeVar("S", bound=Statement)


class Route(Frozen):
    """A transfer to third countries; none is named where `countries` is empty.

    `mechanism` is what the transfer itself names, else what a general statement about
    the same data does; `kind` is decision, safeguard, derogation, or None for a
    mechanism this law does not have on the day. `backed` means that a decision or a
    safeguard stands beside it for the same destination.
    """

    transfer: Transfer
    countries: tuple[str, ...]
    mechanism: str | None
    kind: str | None
    copy: str | None
    lender: Pointer | None
    backed: bool

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
    return policy.once("gdpr.routes", lambda: _routes(policy, law))


def _routes(policy: Policy, law: GdprLaw) -> tuple[Route, ...]:
    found: dict[Pointer, Route] = {}
    for stated in told(policy, TRANSFERS):
        if all(each.at in found for each in stated.values):
            continue
        spare = tuple(
            transfer
            for general in policy.generally(stated.activity, TRANSFERS)
            if isinstance(general.answer, tuple)
            for transfer in general.answer
        )
        own = [each for each in stated.values if _leaves(each, law)]
        for transfer in own:
            if transfer.at not in found and not _is_of_another_law(transfer, own, law):
                backed = _is_backed(transfer, own, law)
                found[transfer.at] = _route(transfer, spare, law, backed=backed)
    return tuple(found.values())


class Disclosed(Frozen):
    """A disclosure to a recipient in a third country, and what is said of transfers."""

    edge: Disclosure
    country: str
    transfers: tuple[Transfer, ...]
    is_denied: bool


def abroad(policy: Policy, law: GdprLaw) -> Iterator[Disclosed]:
    """Every disclosure to a recipient in a third country, stated once or generally."""
    general = tuple(_values(policy, TRANSFERS))
    for said, transfers in zip(
        told(policy, RECIPIENTS), told(policy, TRANSFERS), strict=True
    ):
        for edge in said.values:
            country = _third_country(policy, edge, law)
            if country is not None:
                stated = (*transfers.values, *general)
                yield Disclosed(edge, country, stated, transfers.is_none)
    for edge in _values(policy, RECIPIENTS):
        country = _third_country(policy, edge, law)
        if country is not None:
            everywhere = (each for _, each in stated_once(policy, TRANSFERS))
            yield Disclosed(edge, country, (*everywhere, *general), is_denied=False)


def _values(policy: Policy, slot: Slot[S]) -> Iterator[S]:
    """What the general statements say in a slot."""
    for general in policy.general:
        answer = slot.of(general)
        if isinstance(answer, tuple):
            yield from answer


def _third_country(policy: Policy, edge: Disclosure, law: GdprLaw) -> str | None:
    """The third country personal data goes to; what it collects itself goes nowhere."""
    country, data = edge.recipient.country, edge.data_categories
    if data and not any(each.is_personal for each in data):
        return None
    if country is None or edge.collects_directly or not law.is_third(country):
        return None
    if law.is_neighbour(country) and _is_established_beside(policy, law):
        return None
    return country


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
    return tuple(each for each in _places(transfer) if law.is_third(each))


def _is_of_another_law(
    transfer: Transfer, beside: list[Transfer], law: GdprLaw
) -> bool:
    """Whether its mechanism is foreign, and one of this law stands beside it."""
    if law.mechanism(transfer.mechanism) in {None, *law.mechanisms}:
        return False
    return any(
        law.mechanism(each.mechanism) in law.mechanisms
        for each in _alike(transfer, beside, law)
    )


def _is_backed(transfer: Transfer, beside: list[Transfer], law: GdprLaw) -> bool:
    """Whether a decision or a safeguard stands beside it."""
    return any(
        law.mechanisms.get(law.mechanism(each.mechanism) or "")
        in {"decision", "safeguard"}
        for each in _alike(transfer, beside, law)
    )


def _alike(
    transfer: Transfer, beside: list[Transfer], law: GdprLaw
) -> Iterator[Transfer]:
    """The other transfers to the same recipient in the same countries."""
    destination = _destination(transfer, law)
    for each in beside:
        if each.at != transfer.at and _destination(each, law) == destination:
            yield each


def _destination(
    transfer: Transfer, law: GdprLaw
) -> tuple[str | None, tuple[str, ...]]:
    recipient = transfer.recipient
    return recipient.id if recipient is not None else None, _third(transfer, law)


def _route(
    transfer: Transfer, spare: tuple[Transfer, ...], law: GdprLaw, *, backed: bool
) -> Route:
    """A transfer, with what general statements about the same data add to it."""
    mechanism = law.mechanism(transfer.mechanism)
    if mechanism is None and isinstance(transfer.adequacy, Adequacy):
        mechanism = "adequacy"
    lender = None if mechanism else _lender(transfer, spare, law)
    if lender is not None:
        mechanism = law.mechanism(lender.mechanism)
    copies = [
        each.copy
        for each in (transfer, *spare)
        if each.copy and law.mechanism(each.mechanism) == mechanism
    ]
    return Route(
        transfer=transfer,
        countries=_third(transfer, law),
        mechanism=mechanism,
        kind=law.mechanisms.get(mechanism or ""),
        copy=transfer.copy or next(iter(copies), None),
        lender=lender.at if lender is not None else None,
        backed=backed,
    )


def _lender(
    transfer: Transfer, spare: tuple[Transfer, ...], law: GdprLaw
) -> Transfer | None:
    """The general statement whose mechanism a transfer like it has, in any order.

    One this law has comes first: statements for other laws may stand beside it.
    """
    lenders = tuple(_lenders(transfer, spare, law))
    known = (
        each for each in lenders if law.mechanism(each.mechanism) in law.mechanisms
    )
    return next(known, next(iter(lenders), None))


def _lenders(
    transfer: Transfer, spare: tuple[Transfer, ...], law: GdprLaw
) -> Iterator[Transfer]:
    """The general statements that name a mechanism for a transfer like this one."""
    recipient, countries = _destination(transfer, law)
    for each in spare:
        to, through = _destination(each, law)
        reaches = not through or set(countries) <= set(through)
        if each.mechanism and reaches and to in {None, recipient}:
            yield each


def _is_established_beside(policy: Policy, law: GdprLaw) -> bool:
    """Whether the controller itself sits in the places approved as a whole."""
    places = policy.organisation.established_in or tuple(
        each.country for each in policy.controllers.values() if each.country
    )
    return any(map(law.is_neighbour, places))
