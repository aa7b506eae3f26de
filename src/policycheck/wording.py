"""Values of a policy in words that a reader of a table understands."""

from __future__ import annotations

import re
from typing import Final

from policycheck.policy.values import DataCategory, Recipient, Retention, Source

_SOURCES: Final = {
    "data-subject": "Directly from you",
    "observed": "Observed from your use and devices",
    "derived": "Derived from other data",
    "third-party": "Third parties",
    "public": "Public sources",
    "processor": "Our service providers",
}
_THEN: Final = {
    "delete": "deleted",
    "deidentify": "de-identified",
    "aggregate": "aggregated",
    "archive": "archived",
}
_MECHANISMS: Final = {
    "bcr": "binding corporate rules",
    "dpf": "EU-U.S. Data Privacy Framework",
    "scc": "standard contractual clauses",
    "uk-addendum": "UK Addendum to the standard contractual clauses",
    "uk-idta": "UK International Data Transfer Agreement",
}
_PARTS: Final = re.compile(r"(?<![0-9])[0-9]++[A-Z]|T")
_DATE: Final = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_TIME: Final = {"H": "hour", "M": "minute", "S": "second"}


def source(stated: Source) -> str:
    """A source: the name the policy gives it, else what kind it is."""
    return stated.name or kind_of_source(stated.kind)


def kind_of_source(kind: str) -> str:
    """A kind of source, such as data-subject."""
    return _SOURCES[kind]


def mechanism(word: str) -> str:
    """What permits a transfer, such as scc."""
    return _MECHANISMS.get(word) or word.replace("-", " ").replace("_", " ")


def recipient(entry: Recipient) -> str:
    """A recipient: the category it belongs to, else its name."""
    return entry.category or entry.name


def data(entry: DataCategory) -> str:
    """A data category with what the text names in it."""
    said = entry.name.casefold()
    named = [each for each in entry.elements if each.casefold() not in said]
    return f"{entry.name} ({', '.join(named)})" if named else entry.name


def period(text: str) -> str:
    """A period such as P1Y6M: 1 year and 6 months."""
    units, parts = _DATE, []
    for part in _PARTS.findall(text):
        if part == "T":
            units = _TIME
            continue
        number, unit = int(part[:-1]), units[part[-1]]
        if number:
            parts.append(f"{number} {unit}{'' if number == 1 else 's'}")
    if not parts:
        return "no time"
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def retention(entry: Retention) -> str:
    """How long data is kept, and what happens then."""
    said = _lasting(entry)
    if entry.after is not None:
        said = f"{said} after {entry.after}".strip()
    if entry.law is not None:
        said = f"{said} ({entry.law.cite})" if said else f"by {entry.law.cite}"
    parts = [said, entry.criterion or ""]
    if entry.then:
        parts.append(f"then {' or '.join(_THEN[each] for each in entry.then)}")
    words = "; ".join(filter(None, parts))
    stage = "" if entry.stage is None else f"{entry.stage}: "
    return f"{stage}{words or entry.reason or entry.changeable or ''}"


def _lasting(entry: Retention) -> str:
    about = "about " if entry.approximate else ""
    if entry.max == "unlimited":
        return "without end"
    if entry.max is None:
        return "" if entry.min is None else f"at least {about}{period(entry.min)}"
    if entry.min is None or entry.min == entry.max:
        return f"{about}{period(entry.max)}"
    return f"{about}{period(entry.min)} to {period(entry.max)}"
