"""Comparing two policies takes work in proportion to their size.

How long it takes beside parsing them is in docs/performance.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from fuzz.steps import steps

from policycheck import schema
from policycheck.diff import compare
from policycheck.source import read

TODAY = date(2026, 11, 23)


def policy(half: int) -> str:
    """A policy of 2 x `half` categories and purposes, and 4 x `half` activities."""
    many = 2 * half
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
    for index in range(4 * half):
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


EDITS = {
    "a little of each": [
        ("max: P3Y", "max: P4Y"),
        ("Recipient 5\n", "New 5\n"),
        ("      - p37\n", "      - p47\n"),
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
def test_twice_the_policy_takes_about_twice_the_steps(name: str) -> None:
    assert steps(comparing(name, 80)) <= 2.2 * steps(comparing(name, 40))


def test_twice_the_changes_take_about_twice_the_steps() -> None:
    def renaming(half: int) -> Callable[[], object]:
        text = policy(half)
        other = re.sub(r"(?m)(\bname: \w+ |[ -]\b[dprk])(?=\d)", r"\1x", text)
        documents = [read("p.yaml", each.encode()) for each in (text, other)]
        assert all(not list(schema.problems(each.data)) for each in documents)
        assert len(compare(*documents, as_of=TODAY).changes) > 4 * half
        return lambda: compare(*documents, as_of=TODAY)

    assert steps(renaming(40)) <= 2.2 * steps(renaming(20))


def comparing(name: str, half: int) -> Callable[[], object]:
    """The comparison of a policy with an edit of it."""
    old = new = policy(half)
    for before, after in EDITS[name]:
        new = new.replace(before, after, 1)
    documents = [read("policy.yaml", text.encode()) for text in (old, new)]
    assert all(not list(schema.problems(each.data)) for each in documents)
    assert 1 <= len(compare(*documents, as_of=TODAY).changes) <= 8
    return lambda: compare(*documents, as_of=TODAY)
