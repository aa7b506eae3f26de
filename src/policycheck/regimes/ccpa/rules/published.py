"""The tables a notice publishes, compared with what the activities say."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.policy import Policy
from policycheck.policy.slots import DATA_CATEGORIES
from policycheck.policy.statements import Row
from policycheck.policy.values import Disclosure
from policycheck.regimes.ccpa import lists, printed
from policycheck.regimes.ccpa.law import (
    BUSINESS_PURPOSE,
    KINDS,
    SHARED,
    SOLD,
    CcpaLaw,
)
from policycheck.regimes.ccpa.lists import Flow
from policycheck.rule import rule

_GOES = {
    BUSINESS_PURPOSE: "disclosed to",
    SOLD: "sold to",
    SHARED: "shared with",
}
_NOT = (False, "none", "not-applicable")


@rule(
    "us-ca-ccpa/collected-category-unlisted",
    Severity.ERROR,
    "ccpa20-130-a-5-B",
    "agreg-308-c-1-d",
    "cpra-130-a-5-B-i",
    "ccpa-7011-e-1-A",
    "ccpa-7012-e-1",
)
def collected_category_unlisted(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """A category is collected and missing from the table of categories collected.

    Where a notice prints the list the law asks for, the list must be complete; a table
    whose rows stand for nothing that is named cannot be compared. To fix it, add a row
    for the category, or correct the data that is said to belong to it.
    """
    tables = [table for table in policy.published if table.table == "collected"]
    rows_ = [row for table in tables for row in table.rows]
    if not tables or any(
        not row.categories and not row.data_categories for row in rows_
    ):
        return
    listed = lists.words_in(policy, law, (row for row in rows_ if _is_collected(row)))
    names = {each.word: each.name for each in law.categories}
    shown = {data.id for row in rows_ for data in row.data_categories}
    for word, first in lists.by_word(policy, law).items():
        if word not in listed:
            data = next(
                (
                    each
                    for each in lists.collected(policy, law).values()
                    if word in printed.words(each) and each.id not in shown
                ),
                first,
            )
            yield Problem(
                lists.word_at(data, word),
                f"'{names[word]}' is collected ('{data.name}') and not listed as such",
                (Related(tables[0].at, "the table of categories collected"),),
                cites=_listing(policy),
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
    for row, kind, ids in _cells(policy, law):
        cell = printed.row_recipients(row, kind)
        given = lists.given(policy, law, kind)
        lacking = {
            flow.recipient: Related(flow.disclosure.at, flow.recipient)
            for id_ in ids
            for flow in given.get(id_, {}).values()
            if flow.is_by_category
            and not any(_names(law, name, flow.disclosure) for name in cell)
        }
        if lacking:
            yield Problem(
                row.at / printed.CELLS[kind],
                f"the row leaves out {', '.join(lacking)}",
                tuple(lacking.values()),
            )


@rule(
    "us-ca-ccpa/listed-recipient-unmentioned",
    Severity.WARNING,
    "agreg-308-c-1-g-2",
    "ccpa-7011-e-1-E",
    "ccpa-7011-e-1-I",
)
def listed_recipient_unmentioned(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """A row of a published table names a recipient that no activity gives the data to.

    Either the table is out of date, or the policy leaves out what the recipient does.
    To fix it, name the recipient in an activity, or drop it from the row.
    """
    flows: dict[str, list[Flow]] = {}
    for flow in lists.flows(policy, law):
        flows.setdefault(flow.data.id, []).append(flow)
    for row, kind, ids in _cells(policy, law):
        here = [flow for id_ in ids for flow in flows.get(id_, ())]
        known = [
            flow.disclosure
            for flow in here
            if flow.disclosure.kinds is None or flow.is_one_of(kind)
        ]
        for index, name in enumerate(printed.row_recipients(row, kind)):
            if here and not any(_names(law, name, each) for each in known):
                yield Problem(
                    row.at / printed.CELLS[kind] / index,
                    f"no activity says that this data is {_GOES[kind]} '{name}'",
                )


def _listing(policy: Policy) -> tuple[str, ...]:
    """What asks for the list: at a notice at collection, the rule on it too."""
    asked = (
        "ccpa20-130-a-5-B",
        "agreg-308-c-1-d",
        "cpra-130-a-5-B-i",
        "ccpa-7011-e-1-A",
    )
    notice = "notice-at-collection" in policy.serves_as
    return (*asked, "ccpa-7012-e-1") if notice else asked


def _cells(policy: Policy, law: CcpaLaw) -> Iterator[tuple[Row, str, list[str]]]:
    """The cells that print recipients, with the ids of the data they speak of."""
    every = lists.collected(policy, law)
    for _, row in printed.rows(policy):
        named = {data.id for data in row.data_categories}
        row_words = set(printed.row_words(row))
        ids = [
            id_
            for id_, data in every.items()
            if (id_ in named if named else row_words & set(printed.words(data)))
        ]
        for kind in KINDS:
            if printed.row_recipients(row, kind):
                yield row, kind, ids


def _names(law: CcpaLaw, printed_name: str, disclosure: Disclosure) -> bool:
    """Whether a cell's words are a recipient's category or name, or tell its role."""
    text = printed_name.casefold()
    known = [disclosure.recipient.category or "", disclosure.recipient.name]
    if any(each and _overlap(each.casefold(), text) for each in known):
        return True
    roles = (law.printed_roles.get(role, ()) for role in disclosure.roles)
    return any(word in text for role_words in roles for word in role_words)


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one


def _is_collected(row: Row) -> bool:
    """Whether a row says its category is collected, as it does if silent."""
    return row.cells.get("collected", True) not in _NOT
