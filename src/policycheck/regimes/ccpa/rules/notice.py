"""What a policy adds that is also the notice at collection (11 CCR 7012(e))."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.location import ROOT
from policycheck.policy import Policy
from policycheck.policy.slots import PURPOSES, RETENTION, Said
from policycheck.policy.values import DataCategory, Retention, Use
from policycheck.regimes.ccpa import denied, lists, printed
from policycheck.regimes.ccpa.law import CcpaLaw
from policycheck.rule import rule

_NOTICE = "notice-at-collection"


@rule(
    "us-ca-ccpa/notice-category-without-purpose",
    Severity.ERROR,
    "ccpa20-100-b",
    "agreg-305-b",
    "cpra-100-a-1",
    "cpra-100-a-2",
    "ccpa-7012-e-2",
)
def notice_category_without_purpose(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """A notice at collection lists a category and no purpose of collecting it.

    The notice tells people, before data is collected, what each category is for. To fix
    it, name the purpose in an activity that collects the category.
    """
    if _NOTICE not in policy.serves_as:
        return
    told = {
        word
        for activity in lists.covered(policy, law)
        if policy.said(activity, PURPOSES).values
        for data in lists.data_of(policy, activity)
        for word in printed.words(data)
    }
    told |= lists.words_in(
        policy,
        law,
        (
            row
            for _, row in printed.rows(policy)
            if isinstance(row.cells.get("purposes"), tuple)
        ),
    )
    names = {each.word: each.name for each in law.categories}
    for word, data in lists.by_word(policy, law).items():
        if told and word not in told:
            message = f"what '{names[word]}' is collected for is not said"
            yield Problem(lists.word_at(data, word), message)


@rule(
    "us-ca-ccpa/notice-category-sale-undisclosed",
    Severity.WARNING,
    "cpra-100-a-1",
    "cpra-100-a-2",
    "ccpa-7012-e-3",
)
def notice_category_sale_undisclosed(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """A notice at collection leaves open whether a category is sold or shared.

    The notice says of each category whether it is sold or shared. To fix it, list the
    category as sold or shared, or deny it, in a claim or in the published table.
    """
    if _NOTICE not in policy.serves_as:
        return
    open_: dict[str, list[str]] = {}
    for kind in law.opted_out_of:
        if not lists.is_listed(policy, law, kind):
            continue
        told = _told_of(policy, law, kind)
        for word in lists.by_word(policy, law):
            if word not in told:
                open_.setdefault(word, []).append(kind)
    names = {each.word: each.name for each in law.categories}
    for word, data in lists.by_word(policy, law).items():
        if word in open_:
            message = (
                f"whether '{names[word]}' is {' or '.join(open_[word])} is not said"
            )
            yield Problem(lists.word_at(data, word), message)


@rule(
    "us-ca-ccpa/retention-undisclosed",
    Severity.ERROR,
    "cpra-100-a-3",
    "ccpa-7012-e-4",
)
def retention_undisclosed(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """A notice at collection does not say how long a category is kept.

    It names the period of each category, or the criteria that decide it; one criterion
    for everything says it of none. To fix it, name the period in the activity, in a
    general statement about that data, or in the published table.
    """
    if _NOTICE not in policy.serves_as:
        return
    in_table = _in_table(policy)
    open_: dict[int, list[DataCategory]] = {}
    activities = tuple(lists.covered(policy, law))
    for index, activity in enumerate(activities):
        for data in lists.data_of(policy, activity):
            said = policy.said(activity, RETENTION, data_category=data.id)
            told = in_table & {data.id, *printed.words(data)}
            if not told and not _is_by_category(said):
                open_.setdefault(index, []).append(data)
    holding = [each for each in activities if lists.data_of(policy, each)]
    if len(open_) > 1 and len(open_) == len(holding):
        general = policy.generally(holding[0], RETENTION)
        at = general[0].at if general else ROOT / "activities"
        yield Problem(at, "how long each category is kept is not said of any of them")
        return
    for index, kept in open_.items():
        at = activities[index].at / "retention"
        names = ", ".join(f"'{data.name}'" for data in kept)
        general = policy.generally(activities[index], RETENTION)
        yield Problem(
            at,
            f"how long {names} is kept is not said for this data",
            tuple(Related(each.at, "said of everything") for each in general),
        )


@rule(
    "us-ca-ccpa/retention-without-limit",
    Severity.WARNING,
    "cpra-100-a-3-limit",
)
def retention_without_limit(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """Personal information is kept without end.

    Data may be kept no longer than each disclosed purpose reasonably needs. To fix it,
    name the period or the criterion that ends it.
    """
    endless: dict[str, Retention] = {}
    for activity in lists.covered(policy, law):
        if not lists.data_of(policy, activity):
            continue
        for use in policy.said(activity, RETENTION).values:
            if use.entry.max == "unlimited":
                endless[use.entry.id] = use.entry
    for retention in endless.values():
        yield Problem(retention.at / "max", "personal data is kept without limit")


def _in_table(policy: Policy) -> set[str]:
    """The data ids and statutory categories whose retention a table prints."""
    return {
        name
        for table, row in printed.rows(policy)
        if table.table == "retention" or isinstance(row.cells.get("retention"), tuple)
        for name in (
            *printed.row_words(row),
            *(data.id for data in row.data_categories),
        )
    }


def _is_by_category(said: Said[Use[Retention]]) -> bool:
    """Whether it is said of this data; one definite period for all says it too."""
    if said.is_specific:
        return bool(said.values) or said.is_none
    parts = [each.general.part for each in said.stated if each.general is not None]
    if any(
        part is not None
        and (part.data_categories is not None or part.activities is not None)
        for part in parts
    ):
        return True
    return len(said.values) == 1 and said.values[0].entry.max is not None


def _told_of(policy: Policy, law: CcpaLaw, kind: str) -> frozenset[str]:
    """The statutory categories that are said to be, or not to be, sold or shared."""
    not_done = denied.data_ids(policy, law, kind)
    every = lists.collected(policy, law)
    told = {
        word
        for id_ in lists.given(policy, law, kind)
        for word in printed.words(every[id_])
    }
    told |= lists.words_in(
        policy,
        law,
        (
            row
            for table, row in printed.rows(policy)
            if printed.row_says(table, row, kind) is not None
        ),
    )
    data = every.values()
    open_ = {
        word for each in data if each.id not in not_done for word in printed.words(each)
    }
    return frozenset(
        told | {word for each in data for word in printed.words(each)} - open_
    )
