"""Categories of personal information in the statute's terms (Civ. Code 1798.130(c))."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.location import ROOT
from policycheck.policy import Policy
from policycheck.regimes.ccpa import lists, printed
from policycheck.regimes.ccpa.law import CcpaLaw
from policycheck.rule import rule


@rule(
    "us-ca-ccpa/category-undisclosed",
    Severity.ERROR,
    "ccpa20-130-a-5-B",
    "ccpa20-110-c",
    "agreg-308-c-1-d",
    "cpra-130-a-5-B-i",
    "cpra-130-c",
    "cpra-110-c",
    "ccpa-7011-e-1-A",
)
def category_undisclosed(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """Data is collected under a name of its own, in none of the statute's categories.

    California asks for the categories collected by reference to the enumerated ones, so
    that people can compare one policy with another. To fix it, name the statutory
    categories the data belongs to, in `ccpa` or in a row of the published table.
    """
    published = {
        data.id
        for table, row in printed.rows(policy)
        if table.table == "collected" and row.categories
        for data in row.data_categories
    }
    every = lists.collected(policy, law)
    outside = [
        data
        for data in every.values()
        if data.ccpa is None and data.id not in published
    ]
    if len(outside) > 1 and len(outside) == len(every):
        yield Problem(
            ROOT / "data_categories",
            "no statutory category is named for any of the "
            f"{len(every)} kinds of data collected",
            tuple(Related(data.at, "collected", data.at / "ccpa") for data in outside),
        )
        return
    for data in outside:
        message = f"'{data.name}' is in none of the statute's categories"
        yield Problem(data.at / "ccpa", message)


@rule(
    "us-ca-ccpa/special-data-without-sensitive-kind",
    Severity.WARNING,
    "cpra-100-a-2",
)
def special_data_without_sensitive_kind(
    policy: Policy, law: CcpaLaw
) -> Iterator[Problem]:
    """Data is special under the GDPR and not named as sensitive for California.

    Most special categories are sensitive personal information in California too, which
    has disclosures of its own. To fix it, name the sensitive kind, or `none` where the
    data is not of that kind.
    """
    in_force = {kind.word: kind for kind in law.sensitive_kinds}
    for data in lists.collected(policy, law).values():
        if data.sensitive.get("us-ca-ccpa") is not None:
            continue
        for special in data.kinds("gdpr"):
            word = law.sensitive_counterparts.get(special)
            if word is not None:
                yield Problem(
                    data.at / "sensitive",
                    f"'{data.name}' is not named as sensitive: {in_force[word].name}",
                )
                break


@rule(
    "us-ca-ccpa/sensitivity-undecided",
    Severity.NOTE,
    "cpra-100-a-2",
    "ccpa-7011-e-1-K",
)
def sensitivity_undecided(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """Data that may be sensitive is not said to be, or not to be.

    Location, biometric data and traits of protected classes are sensitive in some forms
    and not in others: location within 1,850 feet is, a city is not. To fix it, name the
    kind under `sensitive`, or `none`.
    """
    names = {kind.word: kind.name for kind in law.sensitive_kinds}
    for data in lists.collected(policy, law).values():
        if data.sensitive.get("us-ca-ccpa") is not None or data.kinds("gdpr"):
            continue
        for word in printed.words(data):
            kind = law.may_be_sensitive.get(word)
            if kind is not None:
                yield Problem(
                    data.at / "sensitive",
                    f"whether '{data.name}' is sensitive is not said: {names[kind]}",
                )
                break
