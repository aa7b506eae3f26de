"""Values that have the right shape and cannot be meant: dates, places, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from policycheck.finding import Problem, Related, Severity
from policycheck.location import ROOT, Pointer
from policycheck.period import Period
from policycheck.policy import Policy
from policycheck.policy.values import Contact, Controller, Recipient, Representative
from policycheck.regimes.integrity.law import IntegrityLaw
from policycheck.rule import rule

_EMAIL: Final = re.compile(
    r"[^\s@<>()\"]{1,64}@[^\s@<>()\"]{1,190}\.[^\s@<>()\".]{2,63}"
)
_DATES: Final = ("effective", "last_updated", "reviewed")


@rule("integrity/impossible-date", Severity.ERROR)
def impossible_date(policy: Policy, _law: IntegrityLaw) -> Iterator[Problem]:
    """A date names a day that does not exist.

    The law is judged by days: with an impossible one nothing can be said about when the
    policy took effect or was updated. To fix it, write a day of the calendar.
    """
    for field in _DATES:
        written = getattr(policy, field)
        if written is not None and _day(written) is None:
            yield Problem(ROOT / "policy" / field, f"{written} is not a day")


@rule("integrity/not-yet-effective", Severity.NOTE)
def not_yet_effective(policy: Policy, law: IntegrityLaw) -> Iterator[Problem]:
    """The policy takes effect after the day it is judged on.

    It is checked by the law of that day all the same; the law of its own day may ask
    for more. To fix it, check it again with --as-of its effective date.
    """
    effective = None if policy.effective is None else _day(policy.effective)
    if effective is not None and effective > law.as_of:
        message = f"effective {effective}, judged by the law of {law.as_of}"
        yield Problem(ROOT / "policy" / "effective", message)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


@rule("integrity/unknown-country", Severity.ERROR)
def unknown_country(policy: Policy, law: IntegrityLaw) -> Iterator[Problem]:
    """A country code is not in ISO 3166-1.

    Transfers, representatives and laws are judged by country; a code nobody knows is
    judged by nobody. To fix it, write the two-letter code of the country.
    """
    for at, place in _places(policy):
        country = place.partition("-")[0]
        if country in law.countries or country in law.groups:
            continue
        meant = law.meant.get(country)
        hint = f"; did you mean {meant}?" if meant else ""
        yield Problem(at, f"no country has the code {country}{hint}")


def _places(policy: Policy) -> Iterator[tuple[Pointer, str]]:
    """Every place the policy names, and where."""
    yield from _seats(policy)
    yield from _countries_of_laws(policy)
    yield from _places_of_audiences(policy)
    for index, place in enumerate(policy.organisation.established_in or ()):
        yield ROOT / "organisation" / "established_in" / index, place
    yield from _destinations(policy)


def _seats(policy: Policy) -> Iterator[tuple[Pointer, str]]:
    """Where controllers, recipients and representatives are."""
    entries: tuple[Controller | Recipient | Representative, ...] = (
        *policy.controllers.values(),
        *policy.recipients.values(),
        *policy.representatives,
    )
    for entry in entries:
        if entry.country is not None:
            yield entry.at / "country", entry.country


def _countries_of_laws(policy: Policy) -> Iterator[tuple[Pointer, str]]:
    """Whose laws legal bases and retention rest on."""
    laws = [basis.law for basis in policy.legal_bases.values()]
    laws += [kept.law for kept in policy.retention.values()]
    for law in laws:
        if law is not None and law.country is not None:
            yield law.at / "country", law.country


def _places_of_audiences(policy: Policy) -> Iterator[tuple[Pointer, str]]:
    for audience in policy.audiences.values():
        for key in ("places", "except_places"):
            for index, place in enumerate(getattr(audience, key)):
                yield audience.at / key / index, place


def _destinations(policy: Policy) -> Iterator[tuple[Pointer, str]]:
    """Where data is transferred to."""
    for slots in (*policy.activities, *policy.general):
        if isinstance(slots.transfers, tuple):
            for transfer in slots.transfers:
                for index, place in enumerate(transfer.countries):
                    yield transfer.at / "countries" / index, place


@rule("integrity/malformed-email", Severity.ERROR)
def malformed_email(policy: Policy, _law: IntegrityLaw) -> Iterator[Problem]:
    """An e-mail address cannot be written to.

    An address is how people use their rights. To fix it, write the address alone, such
    as privacy@example.com.
    """
    for entry in _reachable(policy):
        if entry.email is not None and not _EMAIL.fullmatch(entry.email):
            yield Problem(entry.at / "email", "not an e-mail address")


@rule("integrity/malformed-url", Severity.ERROR)
def malformed_url(policy: Policy, _law: IntegrityLaw) -> Iterator[Problem]:
    """An address on the web cannot be opened.

    A notice or form that cannot be opened is not given. To fix it, write the whole
    address, starting with https://.
    """
    for at, url in _urls(policy):
        if not _is_url(url):
            yield Problem(
                at, "not an address on the web, such as https://example.com/privacy"
            )


def _urls(policy: Policy) -> Iterator[tuple[Pointer, str]]:
    if policy.url is not None:
        yield ROOT / "policy" / "url", policy.url
    if policy.metrics_url is not None:
        yield ROOT / "metrics" / "url", policy.metrics_url
    for opt_out in policy.opt_outs:
        if opt_out.url is not None:
            yield opt_out.at / "url", opt_out.url
    for entry in _reachable(policy):
        if entry.form is not None:
            yield entry.at / "form", entry.form


def _reachable(policy: Policy) -> tuple[Controller | Contact | Representative, ...]:
    """Everyone people can write to."""
    return (
        *policy.controllers.values(),
        *policy.contacts.values(),
        *policy.representatives,
    )


def _is_url(url: str) -> bool:
    if any(letter.isspace() for letter in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in (parts.hostname or "")


@rule("integrity/minimum-above-maximum", Severity.ERROR)
def minimum_above_maximum(policy: Policy, _law: IntegrityLaw) -> Iterator[Problem]:
    """Data is to be kept at least longer than it is kept at most.

    No period can meet both. To fix it, correct `min` or `max`.
    """
    for retention in policy.retention.values():
        least, most = retention.min, retention.max
        if least is None or most is None or most == "unlimited":
            continue
        if Period.parse(least).is_longer_than(Period.parse(most)):
            related = (Related(retention.at / "max", f"at most {most}"),)
            yield Problem(retention.at / "min", f"at least {least}", related)
