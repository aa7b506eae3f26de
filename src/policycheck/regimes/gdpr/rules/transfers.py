"""Transfers to third countries: the fact, and the country (GDPR Art. 13(1)(f))."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.policy import Policy
from policycheck.policy.slots import RECIPIENTS, TRANSFERS
from policycheck.policy.statements import Activity
from policycheck.policy.values import Disclosure, Transfer
from policycheck.regimes.gdpr.articles import cites
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import about, once, told
from policycheck.regimes.gdpr.routes import Disclosed, abroad, routes
from policycheck.rule import rule


@rule("gdpr/transfer-undisclosed", Severity.ERROR, "gdpr-13-1-f-fact", "gdpr-14-1-f")
def transfer_undisclosed(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Data goes to a recipient in a third country, and no transfer is stated.

    People must be told that their data leaves for a country with other law, adequate or
    not. To fix it, state the transfer with its country and what permits it.
    """
    silent: dict[str, list[Disclosed]] = {}
    for each in abroad(policy, law):
        if not any(_tells(transfer, each) for transfer in each.transfers):
            silent.setdefault(each.edge.recipient.id, []).append(each)
    for found in silent.values():
        first = found[0]
        at = first.edge.at
        places = dict.fromkeys(each.edge.at for each in found if each.edge.at != at)
        said_so = ", and the text says there are none" if first.is_denied else ""
        yield Problem(
            at,
            f"'{first.edge.recipient.name}' is in {first.country}; no transfer to it is"
            f" stated{said_so}",
            tuple(Related(place, "disclosed here too", place) for place in places),
            cites=_fact(policy, _disclosing(policy, found)),
        )


def _disclosing(policy: Policy, found: list[Disclosed]) -> list[Activity]:
    """The activities that disclose; none for a statement about no activity."""
    by_place = about(policy, RECIPIENTS)
    return [each for one in found for each in by_place.get(one.edge.at, ())]


def _fact(policy: Policy, activities: Iterable[Activity]) -> tuple[str, ...]:
    return cites(policy, activities, direct="gdpr-13-1-f-fact", indirect="gdpr-14-1-f")


def _tells(transfer: Transfer, disclosed: Disclosed) -> bool:
    """Whether a statement about transfers speaks of this recipient or its country."""
    to = transfer.recipient
    if to is not None:
        return to.id == disclosed.edge.recipient.id or not to.resolved
    country = disclosed.country.partition("-")[0]
    named = {each.partition("-")[0] for each in transfer.countries}
    return not named or bool(transfer.elsewhere) or country in named


@rule("gdpr/transfer-unclear", Severity.WARNING, "gdpr-13-1-f-fact", "gdpr-14-1-f")
def transfer_unclear(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """The text leaves open whether data goes to a third country.

    The fact of a transfer is to be told, not its possibility. To fix it, say to which
    countries data goes, or that it goes to none.
    """

    def unclear() -> Iterator[Problem]:
        for said in told(policy, TRANSFERS):
            for each in said.unclear:
                yield Problem(
                    each.at,
                    f"'{each.words}' decides nothing",
                    cites=_fact(policy, about(policy, TRANSFERS)[each.at]),
                )

    yield from once(unclear())


@rule("gdpr/transfers-undecided", Severity.NOTE, "gdpr-13-1-f-fact", "gdpr-14-1-f")
def transfers_undecided(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """Whether data goes to a third country cannot be told.

    Neither a transfer nor its absence is stated, and a recipient has no country. To fix
    it, state the country of the recipient, the transfer, or `transfers: none`.
    """
    open_: list[tuple[Activity, Disclosure]] = []
    for said, recipients in zip(
        told(policy, TRANSFERS), told(policy, RECIPIENTS), strict=True
    ):
        if said.is_undisclosed:
            open_ += [
                (said.activity, edge)
                for edge in recipients.values
                if edge.recipient.country is None
            ]
    if open_:
        activity, first = open_[0]
        yield Problem(
            activity.at / TRANSFERS.name,
            "no transfers are stated, and no country for recipients such as"
            f" '{first.recipient.name}'",
            cites=_fact(policy, [each for each, _ in open_]),
        )


@rule("gdpr/transfer-country-unnamed", Severity.WARNING, "gdpr-13-1-f-country")
def transfer_country_unnamed(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A transfer names no country, or not every one.

    "Countries other than your own" does not tell a person where the data goes; guidance
    asks for the third countries by name. To fix it, list the countries.
    """
    known: set[str] = set()
    for route in routes(policy, law):
        recipient = route.transfer.recipient
        if recipient is not None and recipient.id in known:
            continue
        if route.transfer.elsewhere and route.countries:
            yield Problem(
                route.at / "elsewhere",
                f"not only {route.where}: the others are not named",
            )
        elif not route.countries:
            yield Problem(route.at / "countries", "the third country is not named")
        else:
            continue
        known |= {recipient.id} if recipient is not None else set()
