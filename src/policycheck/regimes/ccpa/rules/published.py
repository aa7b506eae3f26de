"""The tables a notice publishes, compared with what the activities say."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.policy import Policy
from policycheck.policy.slots import DATA_CATEGORIES
from policycheck.policy.statements import Row
from policycheck.policy.values import Recipient
from policycheck.regimes.ccpa import lists, printed
from policycheck.regimes.ccpa.law import KINDS, CcpaLaw
from policycheck.rule import rule

_NOT = (False, "none", "not-applicable")


@rule(
    "us-ca-ccpa/collected-category-unlisted",
    Severity.ERROR,
    "ccpa20-130-a-5-B",
    "agreg-305-a-5",
    "agreg-308-c-1-d",
    "cpra-130-a-5-B-i",
    "ccpa-7011-e-1-A",
    "ccpa-7012-e-1",
)
def collected_category_unlisted(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """A category is collected and missing from the table of categories collected.

    Where a notice prints the list the law asks for, the list must be complete. To fix
    it, add a row for the category, or correct the data that is said to belong to it.
    """
    tables = [table for table in policy.published if table.table == "collected"]
    if not tables:
        return
    listed = {
        word
        for table in tables
        for row in table.rows
        if _is_collected(row)
        for word in printed.row_words(row)
    }
    names = {each.word: each.name for each in law.categories}
    for word, data in lists.by_word(policy, law).items():
        if word not in listed:
            yield Problem(
                lists.word_at(data, word),
                f"'{names[word]}' is collected ('{data.name}') and not listed as such",
                (Related(tables[0].at, "the table of categories collected"),),
            )


@rule(
    "us-ca-ccpa/listed-category-uncollected",
    Severity.WARNING,
    "ccpa20-130-a-5-B",
    "agreg-308-c-1-d",
    "cpra-130-a-5-B-i",
    "ccpa-7011-e-1-A",
)
def listed_category_uncollected(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """A table lists a category as collected that no activity collects.

    Either the table is out of date, or the policy leaves out what it does with the
    data; a category stays in the list for twelve months after collection ends. To fix
    it, describe the activity, or drop the row when the twelve months are over.
    """
    names = {each.word: each.name for each in law.categories}
    uses = [
        use.entry
        for activity in policy.activities
        for use in policy.said(activity, DATA_CATEGORIES).values
    ]
    held = {word for data in uses for word in printed.words(data)}
    ids = {data.id for data in uses}
    for table, row in printed.rows(policy):
        if table.table != "collected" or not _is_collected(row):
            continue
        gone = [data for data in row.data_categories if data.id not in ids]
        for data in gone:
            yield Problem(
                row.at / "data_categories" / row.data_categories.index(data),
                f"'{data.name}' is listed as collected, and no activity collects it",
            )
        if len(gone) < len(row.data_categories) or not isinstance(
            row.categories, tuple
        ):
            continue
        for index, word in enumerate(row.categories):
            if word not in held and word in names:
                yield Problem(
                    row.at / "categories" / index,
                    f"'{names[word]}' is listed as collected, "
                    "and no activity collects it",
                )


@rule(
    "us-ca-ccpa/recipient-missing-from-row",
    Severity.WARNING,
    "agreg-308-c-1-g-2",
    "ccpa-7011-e-1-E",
    "ccpa-7011-e-1-I",
)
def recipient_missing_from_row(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """A row of a published table leaves out a recipient that the activities name.

    The table then tells people less than the text around it. To fix it, add the
    recipient to the row, or correct the activity.
    """
    flows = [flow for flow in lists.flows(policy, law) if flow.is_by_category]
    for _, row in printed.rows(policy):
        ids = {data.id for data in row.data_categories}
        words = set(printed.row_words(row))
        for kind in KINDS:
            cell = printed.row_recipients(row, kind)
            lacking = {
                flow.recipient: Related(flow.disclosure.at, flow.recipient)
                for flow in flows
                if cell
                and flow.is_one_of(kind)
                and (
                    flow.data.id in ids
                    if ids
                    else words & set(printed.words(flow.data))
                )
                and not _names(cell, flow.disclosure.recipient)
            }
            if lacking:
                yield Problem(
                    row.at / printed.CELLS[kind],
                    f"the row leaves out {', '.join(lacking)}",
                    tuple(lacking.values()),
                )


def _names(cell: tuple[str, ...], recipient: Recipient) -> bool:
    """Whether a cell prints a recipient, by its category or by its name."""
    text = " / ".join(cell).casefold()
    known = [recipient.name, *([recipient.category] if recipient.category else [])]
    return any(each.casefold() in text for each in known)


def _is_collected(row: Row) -> bool:
    """Whether a row says its category is collected, as it does if silent."""
    return row.cells.get("collected", True) not in _NOT
