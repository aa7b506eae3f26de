"""Which rules run, and how grave their findings are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from policycheck.finding import Problem, Severity
from policycheck.reports import rules as written
from policycheck.rule import Rule, Stability
from policycheck.rulebook import Documented
from policycheck.selection import ALL, RuleSet, Selection


def nothing(_policy: object, _law: object) -> Iterator[Problem]:
    yield from ()


RULE = Rule("gdpr/x", Severity.ERROR, (), nothing, "X.\n\nTo fix it, mend it.")
PREVIEW = replace(RULE, stability=Stability.PREVIEW)
DEPRECATED = replace(RULE, stability=Stability.DEPRECATED)


@pytest.mark.parametrize(
    ("selection", "rule", "runs", "is_off"),
    [
        (ALL, RULE, True, False),
        (Selection(select=("gdpr/*",)), RULE, True, False),
        (Selection(select=("integrity/*",)), RULE, False, True),
        (Selection(ignore=("gdpr/x",)), RULE, False, True),
        (Selection(select=("gdpr/x",), ignore=("gdpr/*",)), RULE, False, True),
        (Selection(frozen=RuleSet((("gdpr/x", Severity.NOTE),))), RULE, True, False),
        (Selection(frozen=RuleSet(())), RULE, False, True),
        (ALL, DEPRECATED, True, False),
        (ALL, PREVIEW, False, False),
        (Selection(select=("gdpr/*",)), PREVIEW, False, False),
        (Selection(select=("gdpr/x",)), PREVIEW, True, False),
        (Selection(preview=True), PREVIEW, True, False),
        (Selection(preview=True, ignore=("gdpr/x",)), PREVIEW, False, True),
    ],
)
def test_which_rules_run(
    selection: Selection, rule: Rule[object], *, runs: bool, is_off: bool
) -> None:
    """A rule in preview that nobody asked for is not off: it is not there yet."""
    assert selection.runs(rule) is runs
    assert selection.is_off(rule) is is_off


def test_the_last_severity_that_matches_counts() -> None:
    asked = Selection(
        severity=(("gdpr/*", Severity.NOTE), ("gdpr/x", Severity.WARNING))
    )

    assert asked.severity_of("gdpr/x", Severity.ERROR) is Severity.WARNING
    assert asked.severity_of("gdpr/y", Severity.ERROR) is Severity.NOTE
    assert asked.severity_of("integrity/y", Severity.ERROR) is Severity.ERROR


def test_the_severity_of_faults_of_the_file_is_fixed() -> None:
    asked = Selection(severity=(("*", Severity.NOTE),))

    assert asked.severity_of("yaml/syntax", Severity.ERROR) is Severity.ERROR
    assert asked.severity_of("waiver/expired", Severity.WARNING) is Severity.NOTE


def test_a_rule_that_is_not_stable_says_so_where_it_is_explained() -> None:
    each = Documented(PREVIEW, (), ())

    assert written.one(each, width=80).startswith("gdpr/x (error, preview)\n")
    assert "**error, preview** · X." in written.markdown([each], [])
    assert '"stability": "preview"' in written.json_text([each], [])
    assert written.one(Documented(RULE, (), ()), width=80).startswith(
        "gdpr/x (error)\n"
    )


def test_a_frozen_set_keeps_later_findings_about_excuses_out() -> None:
    """An upgrade of the tool turns no CI red, with `fail-on = "note"` either."""
    selection = Selection(frozen=RuleSet((("waiver/idle", Severity.WARNING),)))

    assert selection.counts("waiver/idle")
    assert not selection.counts("waiver/later")
    assert selection.counts("yaml/later")
    assert Selection().counts("waiver/later")


@pytest.mark.parametrize(
    ("was", "now", "counts_as"),
    [
        (Severity.WARNING, Severity.ERROR, Severity.WARNING),
        (Severity.ERROR, Severity.WARNING, Severity.WARNING),
        (Severity.NOTE, Severity.NOTE, Severity.NOTE),
    ],
)
def test_in_a_frozen_set_no_rule_grows_graver(
    was: Severity, now: Severity, counts_as: Severity
) -> None:
    """A severity that rose would turn CI red as a new rule does."""
    frozen = Selection(frozen=RuleSet((("gdpr/x", was),)))
    asked = replace(frozen, severity=(("gdpr/*", Severity.ERROR),))

    assert frozen.severity_of("gdpr/x", now) is counts_as
    assert asked.severity_of("gdpr/x", now) is Severity.ERROR
    assert frozen.severity_of("yaml/x", now) is now
