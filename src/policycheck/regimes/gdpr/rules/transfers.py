"""Transfers to third countries: the fact, the country, the mechanism, the copy."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.policy import Policy
from policycheck.policy.slots import RECIPIENTS, TRANSFERS
from policycheck.policy.statements import Activity
from policycheck.policy.values import Disclosure, Transfer
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import once, told
from policycheck.regimes.gdpr.routes import Disclosed, Route, abroad, routes
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
            tuple(Related(place, "disclosed here too") for place in places),
        )


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
                yield Problem(each.at, f"'{each.words}' decides nothing")

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
        names = dict.fromkeys(edge.recipient.name for _, edge in open_)
        yield Problem(
            activity.at / TRANSFERS.name,
            f"no transfers are stated, and no country for {len(names)} recipients,"
            f" such as '{first.recipient.name}'",
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


@rule(
    "gdpr/transfer-without-mechanism",
    Severity.ERROR,
    "gdpr-13-1-f-safeguard",
    "gdpr-14-1-f",
    "gdpr-44",
    "uk-44a",
)
def transfer_without_mechanism(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Data goes to a third country and nothing that permits it is named.

    A transfer needs an adequacy decision, a safeguard such as standard contractual
    clauses, or a derogation, and people must be told which. To fix it, name it.
    """
    found = routes(policy, law)
    places = {route.at for route in found}
    for route in found:
        if route.lender in places:
            continue
        bare = [each for each in route.countries if not _is_adequate(law, each)]
        if not _permits_nothing(route, law) or (route.countries and not bare):
            continue
        words = route.mechanism or route.transfer.mechanism_text
        hint = law.hints.get(route.mechanism or "", "is none under this law")
        instead = f"; '{words}' {hint}" if words else ""
        where = ", ".join(bare) or route.where
        yield Problem(
            route.at / "mechanism", f"no mechanism for transfers to {where}{instead}"
        )


def _permits_nothing(route: Route, law: GdprLaw) -> bool:
    """Whether no mechanism is named, or one this law does not have."""
    judged_apart = law.schemes | law.foreign_schemes
    return route.kind is None and route.mechanism not in judged_apart


def _is_adequate(law: GdprLaw, country: str) -> bool:
    """Whether a decision covers any recipient in a country."""
    return any(each.scheme is None for each in law.decisions_on(country))


@rule("gdpr/adequacy-unstated", Severity.ERROR, "gdpr-13-1-f-adequacy", "gdpr-14-1-f")
def adequacy_unstated(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A transfer rests on no safeguard, and nothing is said about adequacy.

    People must be told whether an adequacy decision exists, unless the transfer rests
    on safeguards, which are named instead. To fix it, name the decision, or say that
    there is none.
    """
    for route in routes(policy, law):
        if route.transfer.adequacy is not None:
            continue
        adequate = [each for each in route.countries if _is_adequate(law, each)]
        if (
            route.mechanism is None
            and adequate
            and len(adequate) == len(route.countries)
        ):
            yield Problem(
                route.at / "adequacy",
                f"the adequacy decision for {', '.join(adequate)} is not mentioned",
            )
        elif (
            route.kind == "derogation"
            and not route.backed
            and route.mechanism != "compelling-interests"
        ):
            yield Problem(
                route.at / "adequacy",
                f"not said whether an adequacy decision exists for {route.where}",
            )


@rule(
    "gdpr/safeguard-without-copy",
    Severity.ERROR,
    "gdpr-13-1-f-copy",
    "gdpr-14-1-f",
    "gdpr-47-2-g",
)
def safeguard_without_copy(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A safeguard is named, but not how to get a copy of it.

    People must be told by what means they obtain a copy of the clauses or rules that
    protect their data, or where these have been made available. To fix it, add a link
    or a contact.
    """
    for route in routes(policy, law):
        needs = route.kind == "safeguard" or route.mechanism == "compelling-interests"
        if needs and not route.copy and route.lender is None:
            yield Problem(
                route.at / "copy",
                f"not said how to get a copy of the {route.mechanism}",
            )


@rule(
    "gdpr/transfer-mechanism-not-in-force",
    Severity.ERROR,
    "gdpr-44",
    "uk-44a",
    "gdpr-transfer-stale",
)
def transfer_mechanism_not_in_force(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A transfer rests on something that is not in force.

    Safe Harbor fell in 2015, the Privacy Shield in 2020, the clauses of before 2021 at
    the end of 2022; what is dead, or not yet born, permits nothing. To fix it, name a
    mechanism that is in force.
    """
    for route in routes(policy, law):
        words = route.transfer.mechanism_text or ""
        old = [each for each in law.replaced if each in words]
        if route.mechanism in law.schemes and route.kind is None:
            yield Problem(
                route.at / "mechanism",
                f"{route.mechanism} is not in force on {law.as_of}",
            )
        elif old:
            yield Problem(
                route.at / "mechanism_text",
                f"{old[0]} was replaced by {law.replaced[old[0]]}",
            )
