"""Cookies and other trackers (Directive 2002/58/EC Art. 5(3), PECR reg. 6)."""

from __future__ import annotations

from collections.abc import Iterator

from policycheck.finding import Problem, Related, Severity
from policycheck.frozen import Frozen
from policycheck.location import Pointer
from policycheck.policy import Policy
from policycheck.policy.slots import TRACKERS
from policycheck.policy.values import BasisUse, Tracker
from policycheck.regimes.gdpr.grounds import Ground, grounds, grounds_by_activity
from policycheck.regimes.gdpr.law import GdprLaw
from policycheck.regimes.gdpr.reading import told
from policycheck.rule import rule

_OPT_IN = "opt-in"
_OPT_OUT = "opt-out"
_BROWSER = frozenset({"browser-settings", "none"})


@rule("eprivacy/tracker-without-consent", Severity.ERROR, "eprivacy-5-3", "pecr-6")
def tracker_without_consent(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A tracker that is not strictly necessary is set without consent.

    Storing on a device, or reading from it, needs prior consent unless the service
    people asked for needs it; a legitimate interest does not replace it. To fix it, ask
    for consent, and say so; or say that the tracker is strictly necessary, if it is.
    """
    for each in _needing_consent(policy, law):
        tracker, uses = each.tracker, each.uses
        if _OPT_IN in tracker.control or _only_browser(tracker):
            continue
        others = [use for use in uses if law.basis(use.basis.basis) != "consent"]
        if others or not uses:
            on = f"rests on {law.basis(others[0].basis.basis)}" if others else "is set"
            yield Problem(
                tracker.at,
                f"'{_called(tracker)}' {on}, and nothing says that consent is asked",
                tuple(Related(use.at, "the basis") for use in uses),
            )


@rule("eprivacy/necessity-unstated", Severity.NOTE, "eprivacy-5-3-necessary", "pecr-6")
def necessity_unstated(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A tracker is set without consent, and it is not said that it is necessary.

    Whether it needs consent depends on whether the service people asked for can do
    without it. To fix it, state `strictly_necessary`, or that consent is asked.
    """
    for each in _settings(policy):
        tracker = each.tracker
        if tracker.strictly_necessary is not None or _OPT_IN in tracker.control:
            continue
        if each.kinds & law.kinds["never_necessary"] or _is_excepted(each, law):
            continue
        if not each.uses or any(
            law.basis(use.basis.basis) != "consent" for use in each.uses
        ):
            yield Problem(
                tracker.at / "strictly_necessary",
                f"not said whether '{_called(tracker)}' is strictly necessary",
            )


@rule(
    "eprivacy/consent-by-browser-settings",
    Severity.ERROR,
    "eprivacy-5-3-browser",
    "pecr-6",
)
def consent_by_browser_settings(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """The browser's settings are offered instead of consent.

    Who does not change the settings of a browser has not consented: consent is an act.
    To fix it, ask before the tracker is set, with a refusal that is as easy.
    """
    for each in _needing_consent(policy, law):
        tracker, uses = each.tracker, each.uses
        asked = bool(uses) and all(
            law.basis(use.basis.basis) == "consent" and use.basis.given for use in uses
        )
        if _only_browser(tracker) and not asked:
            yield Problem(
                tracker.at / "control",
                f"no consent is asked before '{_called(tracker)}' is set",
            )


@rule(
    "eprivacy/necessary-for-advertising",
    Severity.ERROR,
    "eprivacy-5-3-necessary",
    "pecr-6",
)
def necessary_for_advertising(policy: Policy, law: GdprLaw) -> Iterator[Problem]:
    """A tracker for statistics or advertising is called strictly necessary.

    Necessary is what the service that people asked for cannot do without, not what its
    provider wishes to know or to earn. To fix it, ask for consent.
    """
    for each in _settings(policy):
        tracker = each.tracker
        kinds = each.kinds & law.kinds["never_necessary"]
        if tracker.strictly_necessary and kinds:
            names = ", ".join(sorted(kinds)).replace("_", " ")
            yield Problem(
                tracker.at / "strictly_necessary",
                f"'{_called(tracker)}' serves {names}",
            )


@rule(
    "eprivacy/tracker-details-unstated", Severity.WARNING, "eprivacy-5-3-info", "pecr-6"
)
def tracker_details_unstated(policy: Policy, _law: GdprLaw) -> Iterator[Problem]:
    """A tracker is named without its purpose, its duration or who reads it.

    Clear and comprehensive information includes how long a cookie operates and whether
    third parties have access to it. To fix it, add purposes, max_age and by.
    """
    for each in _settings(policy):
        tracker = each.tracker
        if tracker.strictly_necessary:
            continue
        left = [
            key
            for key, said in (
                ("purposes", tracker.purposes or each.grounds),
                ("max_age", tracker.max_age),
                ("by", tracker.first_party is not None),
            )
            if not said
        ]
        if left:
            words = {"purposes": "what it is for", "max_age": "how long it stays"}
            told = [words.get(key, "who sets and reads it") for key in left]
            yield Problem(
                tracker.at / left[0],
                f"not said of '{_called(tracker)}': {', '.join(told)}",
            )


class _Setting(Frozen):
    """A tracker, and what the activities that set it use it for."""

    tracker: Tracker
    grounds: tuple[Ground, ...]

    @property
    def uses(self) -> tuple[BasisUse, ...]:
        """The bases of what it is used for."""
        return tuple(use for ground in self.grounds for use in ground.uses)

    @property
    def kinds(self) -> set[str]:
        """The kinds of purpose it serves."""
        named = (*self.tracker.purposes, *(g.purpose.entry for g in self.grounds))
        return {kind for purpose in named for kind in purpose.kinds}


def _settings(policy: Policy) -> list[_Setting]:
    """Every tracker, with what it is used for."""
    return policy.once("gdpr.trackers", lambda: _found(policy))


def _found(policy: Policy) -> list[_Setting]:
    if not policy.trackers:
        return []
    by_purpose: dict[str, list[Ground]] = {}
    by_activity = grounds_by_activity(policy)
    for ground in grounds(policy):
        by_purpose.setdefault(ground.purpose.entry.id, []).append(ground)
    setting: dict[Pointer, list[Ground]] = {}
    for said in told(policy, TRACKERS):
        for use in said.values:
            found = setting.setdefault(use.entry.at, [])
            found += by_activity.get(said.activity.at, [])
    return [
        _Setting(tracker, tuple(_serving(tracker, setting.get(tracker.at), by_purpose)))
        for tracker in policy.trackers.values()
        if tracker.resolved
    ]


def _serving(
    tracker: Tracker, setting: list[Ground] | None, by_purpose: dict[str, list[Ground]]
) -> list[Ground]:
    """What a tracker serves: its own purposes, else those of its activities."""
    named = [purpose.id for purpose in tracker.purposes]
    if setting is None:
        return [ground for id_ in named for ground in by_purpose.get(id_, [])]
    return [each for each in setting if not named or each.purpose.entry.id in named]


def _needing_consent(policy: Policy, law: GdprLaw) -> Iterator[_Setting]:
    """The trackers that are not necessary, and that no exception covers."""
    for each in _settings(policy):
        necessary = each.tracker.strictly_necessary
        if necessary is None:
            necessary = not each.kinds & law.kinds["never_necessary"]
        if not necessary and not _is_excepted(each, law):
            yield each


def _is_excepted(setting: _Setting, law: GdprLaw) -> bool:
    """Whether the law lets it be set with a way to object instead of consent."""
    tracker, kinds = setting.tracker, setting.kinds
    return (
        bool(kinds)
        and kinds <= law.tracker_exceptions
        and bool(tracker.first_party)
        and _OPT_OUT in tracker.control
    )


def _only_browser(tracker: Tracker) -> bool:
    return bool(tracker.control) and set(tracker.control) <= _BROWSER


def _called(tracker: Tracker) -> str:
    return tracker.name or tracker.id
