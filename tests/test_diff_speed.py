"""Two policies of 20,000 lines are compared in less time than they take to parse."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from datetime import date

import pytest

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


def seconds(run: Callable[[], object]) -> float:
    """The CPU time something takes, after the garbage of what went before."""
    gc.collect()
    start = time.process_time()
    run()
    return time.process_time() - start


OLD = large()
EDITS = {
    "a little of each": [
        ("max: P3Y", "max: P4Y"),
        ("Recipient 5\n", "New 5\n"),
        ("      - p77\n", "      - p177\n"),
    ],
    "the quote of a general statement": [("none}", "none, quote: We stay.}")],
    "a slot of a general statement": [("none}", "[{countries: [US]}]}")],
    "a recipient of everything": [("none}", "none, recipients: [r1]}")],
    "a further general statement": [
        ("general:\n", "general:\n  - {id: more, about: all, recipients: [r3]}\n")
    ],
    "a basis of everything": [("given: a box", "given: a nod")],
}


@pytest.mark.parametrize("name", EDITS)
def test_comparing_costs_less_than_parsing(name: str) -> None:
    new = OLD
    for before, after in EDITS[name]:
        new = new.replace(before, after, 1)
    texts = OLD.encode(), new.encode()

    def parse() -> list[Document]:
        return [read("policy.yaml", text) for text in texts]

    documents = parse()
    assert all(not list(schema.problems(each.data)) for each in documents)
    assert LINES - 20 <= OLD.count("\n") <= LINES
    assert 1 <= len(compare(*documents, as_of=TODAY).changes) <= 8

    # In pairs, so that both meet the same machine.
    ratios = []
    for _ in range(5):
        parsing = seconds(parse)
        ratios.append(seconds(lambda: compare(*documents, as_of=TODAY)) / parsing)
    assert sorted(ratios)[2] < 1
