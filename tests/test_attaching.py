"""Which purposes have a legal basis, counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from policycheck import source
from policycheck.policy import build
from policycheck.policy.attaching import Counts, counts
from policycheck.regimes.gdpr.grounds import grounds

POLICIES = Path(__file__).parents[1] / "policies"
POLICY = """
policycheck: 1
policy: {id: shop, title: Shop}
controllers: {shop: {name: Shop}}
data_categories: {email: {name: E-mail}, device: {name: Device}}
purposes: {post: {name: Post}, ads: {name: Ads}}
legal_bases: {order: {basis: contract}, wish: {basis: consent}}
general: GENERAL
activities:
  - {id: one, data_categories: [email], purposes: [post, ads], legal_bases: ONE}
  - {id: two, data_categories: [device], purposes: [ads], legal_bases: TWO}
"""


def counted(general: str, one: str, two: str = "{unclear: it depends}") -> Counts:
    text = POLICY.replace("GENERAL", general).replace("ONE", one).replace("TWO", two)
    document = source.read("policy.yaml", text.encode())
    assert document.faults == ()
    return counts(build(document.data))


@pytest.mark.parametrize(
    ("general", "one", "without"),
    [
        ("[]", "[order]", 1),
        ("[]", "[order, wish]", 1),
        ("[]", "[{use: order, for: [post]}]", 2),
        ("[]", "[{use: order, for: [post]}, {use: wish, for: [ads]}]", 1),
        ("[{id: g, about: all, legal_bases: [order]}]", "[order]", 1),
        ("[{id: g, about: all, legal_bases: [wish]}]",
         "[{use: order, for: [post]}]", 1),
        ("[{id: g, about: all, legal_bases: [wish, order]}]",
         "[{use: order, for: [post]}]", 2),
        ("[{id: g, about: {purposes: [ads]}, legal_bases: [wish, order]}]",
         "[{use: order, for: [post]}]", 1),
    ],
)  # fmt: skip
def test_purposes_without_a_basis_are_counted(
    general: str, one: str, without: int
) -> None:
    assert counted(general, one) == Counts(2, 3, without)


def test_a_basis_for_everything_holds_where_nothing_else_is_said() -> None:
    general = "[{id: g, about: all, legal_bases: [wish]}]"
    text = POLICY.replace("GENERAL", general).replace(", legal_bases: ONE", "")
    document = source.read("p", text.replace(", legal_bases: TWO", "").encode())

    assert counts(build(document.data)) == Counts(2, 3, 0)


@pytest.mark.parametrize("name", ["aeris/policy", "aeris/proposed", "example/policy"])
def test_the_count_is_that_of_the_rule(name: str) -> None:
    """What gdpr/purpose-without-legal-basis flags is what is counted."""
    document = source.read(name, (POLICIES / f"{name}.yaml").read_bytes())
    policy = build(document.data)

    bare = sum(
        not each.uses and bool(each.said.stated or not each.said.values)
        for each in grounds(policy)
    )
    assert counts(policy).without_basis == bare
