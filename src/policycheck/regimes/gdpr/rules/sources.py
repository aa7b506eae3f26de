"""Where data comes from, and what follows: Art. 13 or Art. 14 of the GDPR."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import DATA_CATEGORIES, PROVISION, SOURCES
from policycheck.policy.statements import Activity
from policycheck.policy.values import DataProvision, Source
from policycheck.regimes.gdpr.grounds import once
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.rule import rule

_ELSEWHERE = frozenset({"third-party", "public"})
_FROM_THE_PERSON = "data-subject"
_BINDING = frozenset({"statutory", "contractual", "pre-contract"})


@rule("gdpr/source-unnamed", Severity.ERROR, "gdpr-14-2-f")
def source_unnamed(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """Data comes from someone else, and the source is not named.

    For data not obtained from the person, Art. 14(2)(f) demands the source, and whether
    it is publicly accessible. To fix it, name the source, or the kind of organisation
    it is.
    """

    def nameless() -> Iterator[Problem]:
        for activity in policy.activities:
            for source in policy.said(activity, SOURCES).values:
                if source.kind in _ELSEWHERE and not source.name:
                    what = "public source" if source.kind == "public" else "third party"
                    yield Problem(
                        source.at, f"which {what} the data comes from is not said"
                    )

    yield from once(nameless())


@rule("gdpr/source-undisclosed", Severity.NOTE, "gdpr-14-2-f")
def source_undisclosed(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """Where the data comes from is not stated.

    Data from the person is told under Art. 13, data from elsewhere under Art. 14, which
    demands its source; without a source neither can be judged. To fix it, state
    `sources`.
    """
    silent = [
        activity
        for activity in policy.activities
        if not policy.said(activity, SOURCES).values
    ]
    if silent:
        yield Problem(
            silent[0].at / SOURCES.name,
            f"no source of the data is stated in {_count(silent)}",
            tuple(Related(each.at, "no source either") for each in silent[1:]),
        )


def _count(activities: list[Activity]) -> str:
    first = activities[0].id
    more = len(activities) - 1
    return f"{first} and {more} more activities" if more else first


@rule("gdpr/indirect-data-unnamed", Severity.ERROR, "gdpr-14-1-d")
def indirect_data_unnamed(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """Data comes from someone else, and its categories are not named.

    A person who did not give the data cannot know what it is; Art. 14(1)(d) demands the
    categories. To fix it, name the data categories that come from this source.
    """
    for activity in policy.activities:
        sources = policy.said(activity, SOURCES).values
        elsewhere = [each for each in sources if each.kind in _ELSEWHERE]
        if elsewhere and not policy.said(activity, DATA_CATEGORIES).values:
            yield Problem(
                activity.at / DATA_CATEGORIES.name,
                f"which data comes from {elsewhere[0].name or 'elsewhere'} is not said",
                (Related(elsewhere[0].at, "the source"),),
            )


@rule("gdpr/provision-unstated", Severity.ERROR, "gdpr-13-2-e")
def provision_unstated(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """Nothing is said about whether people must provide the data.

    Where people give the data themselves, they must be told whether a law or a contract
    demands it. One general sentence is enough; data from elsewhere needs none. To fix
    it, state `provision` in the activity or in a general statement.
    """
    asked = [
        activity
        for activity in policy.activities
        if _is_given(policy.said(activity, SOURCES).values)
    ]
    silent = [
        each for each in asked if not _required_by(policy.said(each, PROVISION).values)
    ]
    if silent and len(silent) == len(asked):
        yield Problem(
            silent[0].at / PROVISION.name,
            f"not said whether people must provide the data, in {_count(silent)}",
            tuple(Related(each.at, "not said here either") for each in silent[1:]),
        )
        return
    for each in silent:
        yield Problem(
            each.at / PROVISION.name, f"not said whether people must provide {each.id}"
        )


def _is_given(sources: tuple[Source, ...]) -> bool:
    return any(each.kind == _FROM_THE_PERSON for each in sources)


def _required_by(stated: tuple[DataProvision, ...]) -> set[str]:
    return {word for each in stated for word in each.required_by}


@rule("gdpr/provision-without-consequence", Severity.ERROR, "gdpr-13-2-e")
def provision_without_consequence(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """People must provide the data, and are not told what happens if they do not.

    Art. 13(2)(e) demands the possible consequences of failure to provide the data. To
    fix it, add `consequence`.
    """
    seen: set[Pointer] = set()
    for activity in policy.activities:
        if not _is_given(policy.said(activity, SOURCES).values):
            continue
        for each in policy.said(activity, PROVISION).values:
            binding = _BINDING & set(each.required_by)
            if binding and not each.consequence and each.at not in seen:
                seen.add(each.at)
                yield Problem(
                    each.at / "consequence",
                    "not said what follows if the data is not provided",
                )
