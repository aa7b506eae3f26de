"""Valid policies of a given size, and bad twins with known faults; always the same.

Dates stand in quotes: other readers of YAML make days of plain ones, which the schema
then refuses, and would stop at the first.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_HEAD: Final = """\
policycheck: 1
policy:
  id: bench-{name}
  title: Benchmark policy {name}
  version: "1.0"
  effective: "2026-06-01"
  last_updated: "2026-06-01"
  serves_as: [privacy-policy]
  regimes: [eu-gdpr, us-ca-ccpa]
organisation:
  established_in: [DE]
  exclusively_online: true
  ca_consumers_per_year: 2000
controllers:
  acme:
    name: Acme GmbH
    address: "Torstr. 1, 10119 Berlin"
    country: DE
    email: privacy@acme.example
contacts:
  privacy: {{email: privacy@acme.example, form: "https://acme.example/requests"}}
data_subjects:
  customer: {{name: Customers}}
legal_bases:
  order: {{basis: contract, contract: your order}}
"""
_CATEGORY: Final = """\
  data-{n}:
    name: Data category {n}
    elements: [first element {n}, second element {n}]
    ccpa: [{ccpa}]
"""
_PURPOSE: Final = """\
  purpose-{n}:
    name: Deliver part {n} of the service you ordered
    kind: [service_delivery]
    ccpa: [performing-services]
"""
_RECIPIENT: Final = """\
  host-{n}:
    name: HostCo {n} GmbH
    category: Hosting
    role: [processor]
    country: DE
"""
_ACTIVITY: Final = """\
  - id: activity-{n}
{quotes}    data_subjects: [customer]
    data_categories: [{data}]
    purposes: [purpose-{n}]
    legal_bases: [order]
    sources: [data-subject]
    provision: {{is: [contractual], consequence: we cannot deliver part {n}}}
    recipients:
{disclosures}    transfers: none
    retention:
      - max: P3Y
        after: the end of the contract
        then: [delete]
"""
_DISCLOSURE: Final = """\
      - to: host-{n}
        purposes: [purpose-{activity}]
        disclosure: [business-purpose]
        window: P12M
"""
_QUOTE: Final = "For part {n} of your order we promise you thing number {k}."
_TAIL: Final = """\
rights:
  - via: [privacy]
    verification: we compare your e-mail address with your order
    authorised_agent: your agent sends us your signed permission
    response: P1M
    grants:
      access: {how: use the form}
      know: {how: use the form}
      rectification: {how: use the form}
      erasure: {how: use the form}
      restriction: {how: use the form}
      portability: {how: use the form}
      non-discrimination: {how: we treat you alike}
      non-retaliation: {how: we do not retaliate}
complaints:
  authorities: [the authority where you live]
signals:
  do_not_track: {is: honoured, how: for the browser that sends it}
minors: {sells_or_shares_under_16: not-known}
financial_incentives: none
automated_decisions: none
change_notice: {method: by e-mail, advance: P30D}
claims:
  - {id: no-sale, never: [sold, shared], window: P12M}
"""
_WORDS: Final = ("identifiers", "commercial", "internet-activity", "geolocation")
_LINES_APIECE: Final = 4 + 4 + 5 + 15
_FAULTS: Final = (
    ("    role: [processor]\n", "    role: [procesor]\n"),
    ("    transfers: none\n", "    transfer: none\n"),
    ("      - max: P3Y\n", "      - max: three years\n"),
    ("        window: P12M\n", "        window: 12 months\n"),
)


@dataclass(frozen=True)
class Shape:
    """How many of each a policy has; activities share categories and recipients out."""

    activities: int
    categories: int
    recipients: int
    quotes: int = 0


def policy(lines: int, name: str = "a") -> str:
    """A valid policy of about `lines` lines."""
    fixed = _HEAD.count("\n") + _TAIL.count("\n") + 4
    count = max(1, (lines - fixed) // _LINES_APIECE)
    return shaped(Shape(count, count, count), name)


def shaped(shape: Shape, name: str = "a") -> str:
    """A valid policy with so many of each; those of a kind are all used."""
    return "".join(
        [
            _HEAD.format(name=name),
            "data_categories:\n",
            *(
                _CATEGORY.format(n=n, ccpa=_WORDS[n % len(_WORDS)])
                for n in range(shape.categories)
            ),
            "purposes:\n",
            *(_PURPOSE.format(n=n) for n in range(shape.activities)),
            "recipients:\n",
            *(_RECIPIENT.format(n=n) for n in range(shape.recipients)),
            "activities:\n",
            *(_activity(n, shape) for n in range(shape.activities)),
            _TAIL,
        ]
    )


def _activity(n: int, shape: Shape) -> str:
    data = (f"data-{each}" for each in _share(n, shape.categories, shape.activities))
    hosts = _share(n, shape.recipients, shape.activities)
    quotes = [f'      - "{quote}"\n' for quote in _quotes(n, shape)]
    return _ACTIVITY.format(
        n=n,
        data=", ".join(data),
        disclosures="".join(_DISCLOSURE.format(n=host, activity=n) for host in hosts),
        quotes="".join(["    quote:\n", *quotes]) if quotes else "",
    )


def _share(n: int, things: int, activities: int) -> list[int]:
    """Which of the things are those of one activity; never none."""
    return list(range(n, things, activities)) or [n % things]


def _quotes(n: int, shape: Shape) -> list[str]:
    count = len(range(n, shape.quotes, shape.activities))
    return [_QUOTE.format(n=n, k=k) for k in range(count)]


def prose(shape: Shape) -> str:
    """The text that a policy of this shape quotes."""
    return "\n\n".join(" ".join(_quotes(n, shape)) for n in range(shape.activities))


def bad(text: str, faults: int) -> str:
    """The same policy with `faults` faults of the schema, spread over it."""
    parts = text.split("  - id: activity-")
    for index in range(faults):
        before, after = _FAULTS[index % len(_FAULTS)]
        place = (index * max(1, (len(parts) - 1) // faults)) % (len(parts) - 1) + 1
        if before in parts[place]:
            parts[place] = parts[place].replace(before, after, 1)
        else:
            parts[0] = parts[0].replace(before, after, 1)
    return "  - id: activity-".join(parts)


def edited(text: str) -> str:
    """A later version: every tenth period is longer, and one activity is gone."""
    parts = text.split("  - id: activity-")
    later = [
        part.replace("max: P3Y", "max: P4Y") if index % 10 == 0 else part
        for index, part in enumerate(parts)
    ]
    del later[len(later) // 2]
    return "  - id: activity-".join(later)


def write(folder: Path) -> None:
    """Every input of the benchmark: small, large, with faults, edited, and many."""
    folder.mkdir(parents=True, exist_ok=True)
    small, large = policy(200), policy(20_000)
    (folder / "small.yaml").write_text(small)
    (folder / "large.yaml").write_text(large)
    (folder / "large-bad.yaml").write_text(bad(large, 200))
    (folder / "large-edited.yaml").write_text(edited(large))
    many = folder / "many"
    many.mkdir(exist_ok=True)
    for number in range(1000):
        (many / f"policy-{number:04}.yaml").write_text(policy(200, f"n{number}"))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
