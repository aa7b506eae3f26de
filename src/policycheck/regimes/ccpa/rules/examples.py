"""The examples beside the categories a notice lists."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.policy import Policy
from policycheck.policy.values import DataCategory
from policycheck.regimes.ccpa import lists, printed
from policycheck.regimes.ccpa.law import CcpaLaw, Example
from policycheck.rule import rule


@rule(
    "us-ca-ccpa/listed-example-uncollected",
    Severity.WARNING,
    "ccpa20-130-a-5-B",
    "agreg-308-c-1-d",
    "cpra-130-a-5-B-i",
    "ccpa-7011-e-1-A",
)
def listed_example_uncollected(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """An example of what is collected is data that nothing else in the policy collects.

    Examples copied from the statute tell people that the business has data it may not
    have, such as medical information; if it has, the policy does not say where from or
    what for. To fix it, drop the example, or describe the data.
    """
    every = lists.collected(policy, law).values()
    for table, row in printed.rows(policy):
        if table.table != "collected" or not printed.row_words(row):
            continue
        for index, words in enumerate(row.examples):
            strange = [
                said.group()
                for example in law.examples
                if (said := example.says.search(words)) is not None
                and not any(_is_of(example, data) for data in every)
            ]
            if strange:
                yield Problem(
                    row.at / "examples" / index,
                    f"no data collected tells of this example: {', '.join(strange)}",
                    tuple(
                        Related(data.at, f"'{data.name}' is collected")
                        for data in every
                        if set(printed.words(data)) & set(printed.row_words(row))
                    ),
                )


def _is_of(example: Example, data: DataCategory) -> bool:
    """Whether data is of the kind of an example, by its category or its words."""
    kinds = {*printed.words(data), *data.kinds("us-ca-ccpa"), *data.kinds("gdpr")}
    words = (data.name, *data.elements, *data.quote)
    return bool(kinds & example.known_as) or any(map(example.told_by.search, words))
