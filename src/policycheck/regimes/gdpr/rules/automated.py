"""Automated decisions (GDPR Art. 13(2)(f), 14(2)(g) and 22)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.policy import Policy
from policycheck.policy.slots import CONDITIONS, PURPOSES
from policycheck.policy.statements import Activity, AutomatedDecision
from policycheck.policy.values import DataCategory, Unclear
from policycheck.regimes.gdpr.articles import cites
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import about, once, processing, stated
from policycheck.rule import rule

_SAFEGUARDS = ("human-intervention", "express-view", "contest")


def _decisions(policy: Policy) -> tuple[AutomatedDecision, ...]:
    stated = policy.automated_decisions
    return stated if isinstance(stated, tuple) else ()


def _grave(policy: Policy) -> Iterator[AutomatedDecision]:
    """The decisions Art. 22 is about: by machine alone, with significant effect."""
    for decision in _decisions(policy):
        if decision.solely is not False and decision.significant:
            yield decision


@rule(
    "gdpr/automated-decision-unexplained", Severity.ERROR, "gdpr-13-2-f", "gdpr-14-2-g"
)
def automated_decision_unexplained(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """An automated decision is taken, and it is not explained.

    People must be told the logic involved, and what the decision means for them. To fix
    it, describe the decision under `automated_decisions`, with logic and consequences.
    """
    for decision in _grave(policy):
        left = [
            word for word in ("logic", "consequences") if not getattr(decision, word)
        ]
        if left:
            yield Problem(
                decision.at / left[0],
                f"{' and '.join(left)} of '{decision.about}' not told",
                cites=_cites(policy, _deciding(policy, decision)),
            )
    if _decisions(policy):
        return

    def undescribed() -> Iterator[Problem]:
        for _, use in stated(policy, PURPOSES):
            if law.kinds["decisions"] & set(use.entry.kinds):
                yield Problem(
                    use.at,
                    f"'{use.entry.name}' is not described",
                    cites=_cites(policy, about(policy, PURPOSES)[use.at]),
                )

    yield from once(undescribed())


def _deciding(policy: Policy, decision: AutomatedDecision) -> tuple[Activity, ...]:
    """The activities whose purposes a decision serves; all where it names none."""
    if decision.purposes is None:
        return processing(policy)
    by_purpose = about(policy, PURPOSES)
    return tuple(
        activity
        for purpose in decision.purposes
        for activity in by_purpose.get(purpose.at, ())
    )


def _cites(policy: Policy, activities: Iterable[Activity]) -> tuple[str, ...]:
    return cites(policy, activities, direct="gdpr-13-2-f", indirect="gdpr-14-2-g")


@rule("gdpr/automated-decision-undecided", Severity.NOTE, "gdpr-13-2-f", "gdpr-14-2-g")
def automated_decision_undecided(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """Whether an automated decision has a significant effect is not stated.

    Only decisions with legal or similarly significant effects have to be explained and
    need a permission. To fix it, state `significant`, and `solely`.
    """
    stated = policy.automated_decisions
    if isinstance(stated, Unclear):
        yield Problem(
            stated.at,
            f"'{stated.words}' decides nothing",
            cites=_cites(policy, processing(policy)),
        )
    for decision in _decisions(policy):
        if decision.significant is None:
            yield Problem(
                decision.at / "significant",
                f"not said what effect '{decision.about}' has",
                cites=_cites(policy, _deciding(policy, decision)),
            )


@rule("gdpr/automated-decision-without-exception", Severity.ERROR, "gdpr-22-gate")
def automated_decision_without_exception(
    policy: Policy, _law: GdprLaw
) -> Iterator[Problem]:
    """A decision is left to a machine, and nothing permits that.

    A solely automated decision with legal or similar effect needs a contract it is
    necessary for, a law that authorises it, or explicit consent. To fix it, name the
    exception, or let a person decide.
    """
    for decision in _grave(policy):
        if decision.exception is None:
            yield Problem(
                decision.at / "exception", f"nothing permits '{decision.about}'"
            )


@rule("gdpr/automated-decision-without-safeguards", Severity.WARNING, "gdpr-22-3")
def automated_decision_without_safeguards(
    policy: Policy, _law: GdprLaw
) -> Iterator[Problem]:
    """An automated decision is taken without the safeguards people are owed.

    On contract and on consent, people can ask for a human, give their view and contest
    the decision. To fix it, state the three safeguards.
    """
    for decision in _grave(policy):
        left = [each for each in _SAFEGUARDS if each not in decision.safeguards]
        if left and decision.exception in {"contract", "explicit-consent"}:
            yield Problem(decision.at / "safeguards", f"not offered: {', '.join(left)}")


@rule("gdpr/automated-decision-on-special-data", Severity.ERROR, "gdpr-22-4", "uk-22a")
def automated_decision_on_special_data(
    policy: Policy, law: GdprLaw
) -> Iterator[Problem]:
    """An automated decision uses special-category data it must not use.

    Special data may feed such decisions only with explicit consent, or for a
    substantial public interest laid down by law. To fix it, leave the data out, or name
    one of the two.
    """
    for decision in _grave(policy):
        for data in decision.data_categories or ():
            if data.kinds("gdpr") and not _is_permitted(policy, law, data):
                yield Problem(
                    decision.at / "data_categories",
                    f"'{data.name}' needs explicit consent or a substantial public"
                    " interest",
                    (Related(data.at, "special-category data"),),
                )
                break


def _is_permitted(policy: Policy, law: GdprLaw, data: DataCategory) -> bool:
    return any(
        law.conditions[each.condition] in law.decision_conditions
        for activity in processing(policy)
        for each in policy.said(activity, CONDITIONS, data_category=data.id).values
    )
