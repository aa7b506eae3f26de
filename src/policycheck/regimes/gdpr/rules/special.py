"""Special categories and criminal convictions (GDPR Art. 9 and 10)."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import CONDITIONS, DATA_CATEGORIES, SOURCES
from policycheck.policy.statements import Activity
from policycheck.policy.values import Condition, DataCategory, Use
from policycheck.regimes.gdpr.grounds import grounds_by_activity, quoted
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import once, stated, told
from policycheck.rule import rule

_CRIMINAL = "criminal-data-law"


@rule("gdpr/special-category-without-condition", Severity.ERROR, "gdpr-9-2")
def special_category_without_condition(
    policy: Policy, law: GdprLaw
) -> Iterator[Problem]:
    """Special-category data is processed and no condition of Art. 9(2) is named.

    Health, beliefs, origin and the like may not be processed at all unless one of ten
    conditions is met; a basis of Art. 6 alone does not lift the ban. To fix it, name
    the condition, such as explicit consent, beside the legal basis.
    """
    bare: dict[str, list[Use[DataCategory]]] = {}
    for data in told(policy, DATA_CATEGORIES):
        special = [use for use in data.values if use.entry.kinds("gdpr")]
        if special and not _rests_on_explicit_consent(policy, data.activity, law):
            for use in special:
                if not _conditions(policy, data.activity, use, law):
                    bare.setdefault(use.entry.id, []).append(use)
    places: dict[Pointer, list[Use[DataCategory]]] = {}
    for uses in bare.values():
        places.setdefault(uses[0].at, []).extend(uses)
    for at, uses in places.items():
        kinds = dict.fromkeys(
            kind.replace("-", " ") for use in uses for kind in use.entry.kinds("gdpr")
        )
        named = quoted(use.entry.name for use in uses)
        others = dict.fromkeys(use.at for use in uses if use.at != at)
        yield Problem(
            at,
            f"no condition of Art. 9(2) is named for {named} ({', '.join(kinds)})",
            tuple(Related(each, "processed here too", each) for each in others),
        )


def _rests_on_explicit_consent(
    policy: Policy, activity: Activity, law: GdprLaw
) -> bool:
    """Whether each purpose of the activity rests on explicit consent."""
    found = grounds_by_activity(policy).get(activity.at, ())
    uses = [ground.uses for ground in found]
    return bool(uses) and all(
        any(
            law.basis(use.basis.basis) == "consent" and use.basis.explicit
            for use in attached
        )
        for attached in uses
    )


def _conditions(
    policy: Policy, activity: Activity, use: Use[DataCategory], law: GdprLaw
) -> tuple[Condition, ...]:
    said = policy.said(activity, CONDITIONS, data_category=use.entry.id)
    return tuple(
        each for each in said.values if law.conditions[each.condition] != _CRIMINAL
    )


@rule("gdpr/condition-without-law", Severity.WARNING, "gdpr-9-2-law")
def condition_without_law(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A condition that needs a law names none.

    Art. 9(2)(b), (g), (i) and (j) permit what a law provides for, with its safeguards;
    the condition alone permits nothing. To fix it, cite the law.
    """

    def lawless() -> Iterator[Problem]:
        for _, each in stated(policy, CONDITIONS):
            condition = law.conditions[each.condition]
            if condition in law.conditions_by_law and each.law is None:
                yield Problem(each.at / "law", f"{condition} names no law")

    yield from once(lawless())


@rule("gdpr/made-public-without-public-source", Severity.WARNING, "gdpr-9-2-e")
def made_public_without_public_source(
    policy: Policy, law: GdprLaw
) -> Iterator[Problem]:
    """Data is said to be made public by the person, and its source is not public.

    Art. 9(2)(e) covers what the person has manifestly made public; data from anywhere
    else is not. To fix it, say where the person made it public, or name another
    condition.
    """

    def elsewhere() -> Iterator[Problem]:
        for conditions, told_of in zip(
            told(policy, CONDITIONS), told(policy, SOURCES), strict=True
        ):
            sources = {each.kind for each in told_of.values}
            for each in conditions.values:
                made_public = law.conditions[each.condition] == "made-public"
                if made_public and "public" not in sources:
                    yield Problem(
                        each.at / "condition", "no public source is named for this data"
                    )

    yield from once(elsewhere())


@rule("gdpr/criminal-data-without-law", Severity.WARNING, "gdpr-10")
def criminal_data_without_law(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """Data on criminal convictions is processed and no law that authorises it is named.

    Art. 10 allows it under the control of official authority, or where a law authorises
    it with safeguards; words such as "background checks" leave open whether it is done.
    To fix it, add the condition criminal-data-law with the law, or say that no such
    data is used.
    """
    bare: dict[str, list[Use[DataCategory]]] = {}
    for data in told(policy, DATA_CATEGORIES):
        for use in data.values:
            if use.entry.criminal and not _is_authorised(
                policy, data.activity, use, law
            ):
                bare.setdefault(use.entry.id, []).append(use)
    for uses in bare.values():
        first = uses[0]
        others = dict.fromkeys(use.at for use in uses if use.at != first.at)
        yield Problem(
            first.at,
            _unauthorised(first.entry),
            tuple(Related(each, "processed here too", each) for each in others),
        )


def _is_authorised(
    policy: Policy, activity: Activity, use: Use[DataCategory], law: GdprLaw
) -> bool:
    """Whether a law is named that permits the use of criminal data."""
    said = policy.said(activity, CONDITIONS, data_category=use.entry.id)
    return any(
        law.conditions[each.condition] == _CRIMINAL and each.law for each in said.values
    )


def _unauthorised(data: DataCategory) -> str:
    if data.criminal is True:
        return f"no law is named for '{data.name}'"
    return f"'{data.name}' may hold criminal convictions, and no law is named"
