"""Where data comes from, and what follows: Art. 13 or Art. 14 of the GDPR."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.policy import Policy
from policycheck.policy.slots import (
    DATA_CATEGORIES,
    DATA_SUBJECTS,
    PROVISION,
    SOURCES,
)
from policycheck.policy.statements import Activity
from policycheck.policy.values import DataProvision, DataSubject, Source, Use
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import Told, once, stated, told
from policycheck.rule import rule

_ELSEWHERE = frozenset({"third-party", "public"})
_FROM_THE_PERSON = "data-subject"
_ANYONE = ""
_ANYTHING = ""
_BINDING = frozenset({"statutory", "contractual", "pre-contract"})


@rule("gdpr/source-unnamed", Severity.ERROR, "gdpr-14-2-f")
def source_unnamed(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """Data comes from someone else, and the source is not named.

    For data not obtained from the person, Art. 14(2)(f) demands the source, and whether
    it is publicly accessible. To fix it, name the source, or the kind of organisation
    it is.
    """

    def nameless() -> Iterator[Problem]:
        for _, source in stated(policy, SOURCES):
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
    demands its source; without a source neither can be judged. An activity that only
    uses data again need not repeat it. To fix it, state `sources`.
    """
    # In this order, reordering the activities moves no finding.
    silent = sorted(without_source(policy), key=lambda activity: activity.id)
    if silent:
        yield Problem(
            silent[0].at / SOURCES.name,
            f"no source of the data is stated in {_count(silent)}",
            tuple(
                Related(each.at, "no source either", each.at / SOURCES.name)
                for each in silent[1:]
            ),
        )


def without_source(policy: Policy) -> tuple[Activity, ...]:
    """The activities with data whose source is stated nowhere, for these people.

    "All data" points at no source that is lacking where another activity names the data
    that has none, and "everyone" at no further people.
    """
    told_of = tuple(
        zip(
            told(policy, SOURCES),
            told(policy, DATA_CATEGORIES),
            told(policy, DATA_SUBJECTS),
            strict=True,
        )
    )
    sourced: dict[str, set[str]] = {}
    for source, held, people in told_of:
        of = {id_ for each in source.values for id_ in _data_of(each)}
        for use in held.values:
            if use.entry.id in of or _ANYTHING in of:
                whose = {each.entry.id for each in people.values} or {_ANYONE}
                sourced.setdefault(use.entry.id, set()).update(whose)
    silent = [each for each in told_of if not each[0].values]
    named = {
        use.entry.id
        for _, held, _ in silent
        for use in held.values
        if use.at != held.at
    }
    return tuple(
        source.activity
        for source, held, people in silent
        if not held.values
        or any(
            not _is_sourced(sourced.get(use.entry.id), people)
            and (use.at != held.at or use.entry.id not in named)
            for use in held.values
        )
    )


def _data_of(source: Source) -> tuple[str, ...]:
    """The ids of the data that comes from a source."""
    if source.data_categories is None:
        return (_ANYTHING,)
    return tuple(each.id for each in source.data_categories)


def _is_sourced(whose: set[str] | None, people: Told[Use[DataSubject]]) -> bool:
    """Whether data has a source for the people an activity names."""
    if whose is None:
        return False
    named = {use.entry.id for use in people.values if use.at != people.at}
    return _ANYONE in whose or named <= whose


def _count(activities: list[Activity]) -> str:
    first = activities[0].id
    more = len(activities) - 1
    if not more:
        return first
    return f"{first} and {more} more {'activity' if more == 1 else 'activities'}"


@rule("gdpr/indirect-data-unnamed", Severity.ERROR, "gdpr-14-1-d")
def indirect_data_unnamed(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """Data comes from someone else, and its categories are not named.

    A person who did not give the data cannot know what it is; Art. 14(1)(d) demands the
    categories. To fix it, name the data categories that come from this source.
    """
    for sources, data in zip(
        told(policy, SOURCES), told(policy, DATA_CATEGORIES), strict=True
    ):
        elsewhere = [each for each in sources.values if each.kind in _ELSEWHERE]
        if elsewhere and not data.values:
            yield Problem(
                data.at,
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
    asked = _asked_of_people(policy)
    silent = [
        each.activity
        for each in asked
        if not any(provision.required_by for provision in each.values)
    ]
    if silent and len(silent) == len(asked):
        yield Problem(
            silent[0].at / PROVISION.name,
            f"not said whether people must provide the data, in {_count(silent)}",
            tuple(
                Related(each.at, "not said here either", each.at / PROVISION.name)
                for each in silent[1:]
            ),
        )
        return
    for each in silent:
        yield Problem(
            each.at / PROVISION.name, f"not said whether people must provide {each.id}"
        )


def _asked_of_people(policy: Policy) -> list[Told[DataProvision]]:
    """What is said of the duty to provide data, where people give it themselves."""
    return [
        provision
        for provision, sources in zip(
            told(policy, PROVISION), told(policy, SOURCES), strict=True
        )
        if any(each.kind == _FROM_THE_PERSON for each in sources.values)
    ]


@rule("gdpr/provision-without-consequence", Severity.ERROR, "gdpr-13-2-e")
def provision_without_consequence(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """People must provide the data, and are not told what happens if they do not.

    Art. 13(2)(e) demands the possible consequences of failure to provide the data. To
    fix it, add `consequence`.
    """

    def silent() -> Iterator[Problem]:
        for provisions in _asked_of_people(policy):
            for each in provisions.values:
                if _BINDING & set(each.required_by) and not each.consequence:
                    yield Problem(
                        each.at / "consequence",
                        "not said what follows if the data is not provided",
                    )

    yield from once(silent())
