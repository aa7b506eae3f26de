"""Purposes, told and told clearly (GDPR Art. 5(1)(b), 12(1) and 13(1)(c))."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Severity
from policycheck.policy import Policy
from policycheck.policy.slots import DATA_CATEGORIES, PURPOSES, RECIPIENTS
from policycheck.policy.values import DataCategory, Purpose, Recipient
from policycheck.regimes.gdpr.articles import cites
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import entries, processing, stated, told
from policycheck.rule import rule


@rule(
    "gdpr/purposes-undisclosed",
    Severity.ERROR,
    "gdpr-13-1-c-purpose",
    "gdpr-14-1-c",
    "gdpr-5-1-c",
)
def purposes_undisclosed(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """Data is processed and no purpose is stated.

    People must be told what their data is for; data without a purpose may not be
    processed at all. To fix it, name the purposes in the activity or in a general
    statement.
    """
    for said in told(policy, PURPOSES):
        if said.unclear:
            message = f"'{said.unclear[0].words}' names no purpose"
        elif not said.values:
            message = f"no purpose is stated for {said.activity.id}"
        else:
            continue
        told_by = cites(
            policy,
            [said.activity],
            direct="gdpr-13-1-c-purpose",
            indirect="gdpr-14-1-c",
        )
        yield Problem(said.at, message, cites=(*told_by, "gdpr-5-1-c"))


@rule(
    "gdpr/purposes-as-examples",
    Severity.ERROR,
    "gdpr-13-1-c-purpose",
    "gdpr-14-1-c",
)
def purposes_as_examples(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """The purposes stated are only examples.

    People must be told the purposes of the processing, all of them; after "here are
    examples" nobody knows what else is done. To fix it, state every purpose, and say
    that these are all.
    """
    personal = {id_ for id_, each in policy.data_categories.items() if each.is_personal}
    general = (
        each
        for each in policy.general
        if each.part is None
        or each.part.data_categories is None
        or each.part.data_categories & personal
    )
    for slots in (*general, *processing(policy)):
        if PURPOSES.name in slots.illustrative:
            index = slots.illustrative.index(PURPOSES.name)
            yield Problem(
                slots.at / "illustrative" / index,
                "the purposes are called examples, so that there are others",
            )


@rule("gdpr/purpose-vague", Severity.WARNING, "gdpr-5-1-b")
def purpose_vague(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A purpose is told in words that fit any purpose.

    A purpose must be specific and explicit: from "improve user experience" nobody can
    tell what is done. To fix it, say what is done with the data, and to what end.
    """
    for purpose in entries(policy, PURPOSES):
        words = " ".join(purpose.quote) or purpose.name
        if law.is_only("vague_purpose", words):
            yield Problem(purpose.at / "name", f"'{words}' does not say what is done")


@rule("gdpr/list-left-open", Severity.WARNING, "gdpr-12-1-plain")
def list_left_open(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A list of purposes, data or recipients is left open.

    "Including but not limited to" tells the reader that the list is not the whole of
    it. To fix it, complete the list, or name the kind that its items belong to.
    """
    named: list[Purpose | DataCategory | Recipient] = [
        *entries(policy, PURPOSES),
        *entries(policy, DATA_CATEGORIES),
        *(edge.recipient for _, edge in stated(policy, RECIPIENTS)),
    ]
    for each in {each.at: each for each in named}.values():
        open_ = law.said_in("open_list", each.name)
        if open_ is not None:
            yield Problem(each.at / "name", f"'{open_}' leaves the list open")
