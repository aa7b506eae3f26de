"""Two policies of 20,000 lines are compared in less time than they take to parse."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

from policycheck import schema
from policycheck.diff import compare
from policycheck.source import Document, read

TODAY = date(2026, 11, 23)
LINES = 20_000


def large() -> str:
    """A policy of catalogues with 500 entries and as many activities as fit."""
    many, half = 500, 250
    lines = [
        "policycheck: 1",
        "policy: {id: big, title: Big, regimes: [eu-gdpr, us-ca-ccpa]}",
        "controllers: {c: {name: C}}",
        "data_subjects: {customer: {name: Customers}}",
        "legal_bases:",
        "  agreed: {basis: consent, given: a box, withdrawn: a link}",
        "general:",
        "  - {id: stays, about: all, transfers: none}",
        "data_categories:",
    ]
    for index in range(many):
        lines += [
            f"  d{index}:",
            f"    name: Data {index}",
            f"    elements: [e{index}]",
        ]
    lines.append("purposes:")
    for index in range(many):
        lines += [f"  p{index}:", f"    name: Purpose {index}", "    kind: [security]"]
    lines.append("recipients:")
    for index in range(half):
        lines += [
            f"  r{index}:",
            f"    name: Recipient {index}",
            "    role: [processor]",
        ]
    lines.append("retention:")
    for index in range(half):
        lines += [f"  k{index}:", f"    max: P{index % 9 + 1}Y", "    then: [delete]"]
    lines.append("activities:")
    for index in range((LINES - len(lines)) // 16):
        lines += [
            f"  - id: a{index}",
            "    data_subjects:",
            "      - customer",
            "    data_categories:",
            f"      - d{index % many}",
            f"      - d{(index + 7) % many}",
            "    purposes:",
            f"      - p{index % many}",
            f"      - p{(index + 3) % many}",
            "    legal_bases: [agreed]",
            "    sources: [data-subject]",
            "    recipients:",
            f"      - to: r{index % half}",
            "        disclosure: [business-purpose]",
            "    retention:",
            f"      - k{index % half}",
        ]
    return "\n".join(lines) + "\n"


def fastest(run: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


def test_comparing_costs_less_than_parsing() -> None:
    old = large()
    new = old.replace("max: P3Y", "max: P4Y", 1).replace("Recipient 5\n", "New 5\n")
    new = new.replace("      - p77\n", "      - p177\n", 1)
    texts = old.encode(), new.encode()

    def parse() -> list[Document]:
        return [read("policy.yaml", text) for text in texts]

    documents = parse()
    assert all(not list(schema.problems(each.data)) for each in documents)
    assert LINES - 20 <= old.count("\n") <= LINES
    found = compare(*documents, as_of=TODAY)
    assert 3 <= len(found.changes) <= 8

    assert fastest(lambda: compare(*documents, as_of=TODAY)) < fastest(parse)
