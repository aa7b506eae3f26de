"""For each category, who it goes to (11 CCR 7011(e)(1)(E) and (I))."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from policycheck.finding import Problem, Related, Severity
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.regimes.ccpa import lists, printed
from policycheck.regimes.ccpa.law import BUSINESS_PURPOSE, CcpaLaw
from policycheck.regimes.ccpa.lists import Flow
from policycheck.rule import rule


@dataclass(slots=True)
class _Told:
    """Who gets one category: said of it, or only of everything."""

    by_category: set[str] = field(default_factory=set)
    of_everything: dict[str, Pointer] = field(default_factory=dict)
    in_table: bool = False

    @property
    def is_by_category(self) -> bool:
        """Whether recipients are tied to the category; one for everything is tied."""
        loose = set(self.of_everything) - self.by_category
        return self.in_table or len(loose) == 1 or bool(self.by_category and not loose)


@rule(
    "us-ca-ccpa/sale-recipients-not-per-category",
    Severity.ERROR,
    "agreg-308-c-1-g-2",
    "ccpa-7011-e-1-E",
)
def sale_recipients_not_per_category(policy: Policy, law: CcpaLaw) -> Iterator[Problem]:
    """A category is sold or shared, and who gets it is not said for that category.

    One list of buyers for everything does not tell people who has which of their data.
    To fix it, name the recipients of this category where it is sold or shared, or in
    the row of the published table.
    """
    kinds = law.opted_out_of
    yield from _untied(policy, law, kinds, lambda flow: flow.is_one_of(*kinds))


@rule(
    "us-ca-ccpa/disclosure-recipients-not-per-category",
    Severity.ERROR,
    "agreg-308-c-1-g-2",
    "ccpa-7011-e-1-I",
)
def disclosure_recipients_not_per_category(
    policy: Policy, law: CcpaLaw
) -> Iterator[Problem]:
    """A category is disclosed, and who gets it is not said for that category.

    One list of recipients for everything does not tell people who has which of their
    data. To fix it, name the recipients of this category in its activities, or in the
    row of the published table.
    """
    kind = BUSINESS_PURPOSE
    yield from _untied(
        policy,
        law,
        (kind,),
        lambda flow: (
            flow.fills and (flow.disclosure.kinds is None or flow.is_one_of(kind))
        ),
    )


def _untied(
    policy: Policy,
    law: CcpaLaw,
    kinds: tuple[str, ...],
    counts: Callable[[Flow], bool],
) -> Iterator[Problem]:
    """One problem for each category without recipients of its own, or one for all."""
    told = _told(policy, law, kinds, counts)
    places = lists.by_word(policy, law)
    names = {each.word: each.name for each in law.categories}
    untied = [word for word in places if word in told and not told[word].is_by_category]
    if 1 in (len(places), len(lists.collected(policy, law))):
        # What is said of everything is then said of this.
        untied = [word for word in untied if not told[word].of_everything]
    general = {at: None for word in untied for at in told[word].of_everything.values()}
    causes = {frozenset(told[word].of_everything.values()) for word in untied}
    if len(untied) > 1 and len(causes) == 1 and general:
        first, *others = general
        which = f"each of the {len(untied)} categories"
        if len(untied) < len(told):
            which = ", ".join(f"'{names[word]}'" for word in untied)
        yield Problem(
            first,
            f"recipients are named for everything, not for {which}",
            tuple(Related(at, "and here for everything", at) for at in others),
        )
        return
    for word in untied:
        yield Problem(
            lists.word_at(places[word], word),
            f"who gets '{names[word]}' is not said for this category",
            tuple(
                Related(at, "named here for everything")
                for at in dict.fromkeys(told[word].of_everything.values())
            ),
        )


def _told(
    policy: Policy,
    law: CcpaLaw,
    kinds: tuple[str, ...],
    counts: Callable[[Flow], bool],
) -> dict[str, _Told]:
    """What is said of the recipients of each category that are owed by category."""
    told: dict[str, _Told] = {}
    disclosed = kinds == (BUSINESS_PURPOSE,)
    unnamed = law.not_named_per_category if disclosed else frozenset[str]()
    for flow in lists.flows(policy, law):
        roles = set(flow.disclosure.roles)
        if not counts(flow) or (roles and roles <= unnamed):
            continue
        for word in printed.words(flow.data):
            here = told.setdefault(word, _Told())
            if flow.is_by_category:
                here.by_category.add(flow.recipient)
            else:
                here.of_everything.setdefault(flow.recipient, flow.stated.at)
    shown = [
        row
        for table, row in printed.rows(policy)
        if any(printed.row_says(table, row, kind) for kind in kinds)
    ]
    for word in lists.words_in(policy, law, shown):
        told.setdefault(word, _Told())
    naming = [row for row in shown if printed.row_recipients(row, *kinds)]
    for word in lists.words_in(policy, law, naming):
        told[word].in_table = True
    return told
