"""Storage periods (GDPR Art. 13(2)(a) and 14(2)(a))."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import DATA_CATEGORIES, RETENTION, Stated
from policycheck.policy.statements import Activity, General
from policycheck.policy.values import Retention, Unclear, Use
from policycheck.regimes.gdpr.articles import cites
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import about, entries, told
from policycheck.rule import rule


@rule("gdpr/retention-undisclosed", Severity.ERROR, "gdpr-13-2-a", "gdpr-14-2-a")
def retention_undisclosed(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """Nothing is said about how long the data is kept.

    People must be told the storage period, or the criteria that determine it. To fix
    it, state a period, an event it ends with, or a criterion a reader can apply.
    """
    for said in told(policy, RETENTION):
        if said.is_undisclosed:
            yield Problem(
                said.at,
                f"no storage period for {said.activity.id}",
                cites=_cites(policy, [said.activity]),
            )


def _cites(policy: Policy, activities: Iterable[Activity]) -> tuple[str, ...]:
    return cites(policy, activities, direct="gdpr-13-2-a", indirect="gdpr-14-2-a")


@rule("gdpr/retention-vague", Severity.ERROR, "gdpr-13-2-a", "gdpr-14-2-a")
def retention_vague(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """The storage period is told in words that fix none.

    "As long as necessary" repeats the law; a criterion must let a person work out the
    period for the data about them. To fix it, state a period, an event it ends with, or
    a criterion that can be applied.
    """
    for each in _stated(policy):
        if isinstance(each, Unclear):
            at, vague = each.at, each.words
        elif (words := _vague(law, each)) is not None:
            at, vague = each.at / "criterion", words
        else:
            continue
        yield Problem(
            at,
            f"'{vague}' fixes no storage period",
            cites=_cites(policy, about(policy, RETENTION)[each.at]),
        )


def _vague(law: GdprLaw, retention: Retention) -> str | None:
    """The words that leave a period open, unless they go on to say until when."""
    if retention.criterion is None or retention.max or retention.law:
        return None
    words = " ".join(retention.quote) or retention.criterion
    vague = law.said_in("vague_retention", words)
    if vague is None and (left := law.said_in("open_retention", words)) is not None:
        until = words[words.index(left) + len(left) :].strip(" ,.")
        if not until or law.said_in("generic", until) is not None:
            vague = left
    return vague


@rule("gdpr/retention-unbounded", Severity.ERROR, "gdpr-13-2-a", "gdpr-14-2-a")
def retention_unbounded(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """The storage period has no end.

    Data that identifies people may be kept no longer than its purposes need; "at least"
    and "indefinitely" tell nobody when it goes. To fix it, state the longest period, or
    an event or a criterion that ends it.
    """
    for each in _stated(policy):
        if isinstance(each, Unclear):
            continue
        if each.max == "unlimited":
            message = "kept without end"
        elif each.min is not None and not (each.max or each.criterion or each.after):
            message = f"kept for at least {each.min}, no longest"
        else:
            continue
        yield Problem(
            each.at / "max",
            message,
            cites=_cites(policy, about(policy, RETENTION)[each.at]),
        )


@rule("gdpr/retention-hedged", Severity.WARNING, "gdpr-12-1-plain")
def retention_hedged(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A storage period is hedged.

    With "typically" or "may" a reader cannot tell whether the period holds for the data
    about them. To fix it, state the period as it is, and the cases in which it differs.
    """
    for each in _stated(policy):
        if isinstance(each, Unclear):
            continue
        if each.approximate:
            yield Problem(each.at / "approximate", "the period is only approximate")
        elif each.criterion and _vague(law, each) is None:
            hedge = law.hedge(" ".join(each.quote) or each.criterion)
            if hedge is not None:
                yield Problem(
                    each.at / "criterion", f"'{hedge}' leaves the period open"
                )


@rule("gdpr/retention-not-per-category", Severity.WARNING, "gdpr-13-2-a-split")
def retention_not_per_category(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """One storage period is stated for everything.

    Guidance asks for the periods of the different categories of data or purposes, so
    that people can see what happens to theirs; backups may have one period for all. To
    fix it, state a period in each activity.
    """
    filled: dict[Pointer, tuple[General, list[Activity]]] = {}
    for said in told(policy, RETENTION):
        for stated in said.stated:
            if stated.general is not None and _is_of_active_data(stated):
                _, activities = filled.setdefault(stated.at, (stated.general, []))
                activities.append(said.activity)
    data = {each.activity.at: each for each in told(policy, DATA_CATEGORIES)}
    for at, (general, activities) in filled.items():
        categories = {
            use.entry.id for activity in activities for use in data[activity.at].values
        }
        if general.part is None and len(activities) > 1:
            yield Problem(
                at,
                f"one statement for {len(activities)} activities and"
                f" {len(categories)} data categories",
                tuple(
                    Related(at_, "no period of its own", at_)
                    for at_ in (each.at / RETENTION.name for each in activities)
                ),
            )


def _is_of_active_data(stated: Stated[Use[Retention]]) -> bool:
    """Whether a general statement speaks of more than backups."""
    if not isinstance(stated.answer, tuple):
        return not stated.is_none
    return any(use.entry.stage != "backup" for use in stated.answer)


def _stated(policy: Policy) -> Iterator[Retention | Unclear]:
    """Every storage period the policy states, once."""
    yield from entries(policy, RETENTION)
    unclear = (each for said in told(policy, RETENTION) for each in said.unclear)
    yield from {each.at: each for each in unclear}.values()
