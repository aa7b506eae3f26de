"""What permits a transfer, and the copy of it (GDPR Art. 13(1)(f) and Chapter V)."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Severity
from policycheck.policy import Policy
from policycheck.policy.slots import TRANSFERS
from policycheck.regimes.gdpr.articles import cites
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import about
from policycheck.regimes.gdpr.routes import Route, routes
from policycheck.rule import rule

_CORPORATE_RULES = frozenset({"bcr", "uk-bcr"})


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
            route.at / "mechanism",
            f"no mechanism for transfers to {where}{instead}",
            cites=(
                *_of(policy, route, "gdpr-13-1-f-safeguard"),
                "gdpr-44",
                "uk-44a",
            ),
        )


def _of(policy: Policy, route: Route, direct: str) -> tuple[str, ...]:
    activities = about(policy, TRANSFERS)[route.at]
    return cites(policy, activities, direct=direct, indirect="gdpr-14-1-f")


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
                cites=_of(policy, route, "gdpr-13-1-f-adequacy"),
            )
        elif (
            route.kind == "derogation"
            and not route.backed
            and route.mechanism != "compelling-interests"
        ):
            yield Problem(
                route.at / "adequacy",
                f"not said whether an adequacy decision exists for {route.where}",
                cites=_of(policy, route, "gdpr-13-1-f-adequacy"),
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
        rules = ("gdpr-47-2-g",) if route.mechanism in _CORPORATE_RULES else ()
        if needs and not route.copy and route.lender is None:
            yield Problem(
                route.at / "copy",
                f"not said how to get a copy of the {route.mechanism}",
                cites=(*_of(policy, route, "gdpr-13-1-f-copy"), *rules),
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
