"""From a document to findings: gates, rules of a day, merged, located, excused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policycheck import engine, regimes
from policycheck.files import Prose, Refusal
from policycheck.finding import (
    Citation,
    Finding,
    Problem,
    Related,
    RelatedPlace,
    Severity,
    State,
)
from policycheck.gates import BY_ID, GATES
from policycheck.law import LawBook, Provision
from policycheck.location import ROOT, Location, Pointer, Span
from policycheck.policy import Policy
from policycheck.report import Checked, NotRead, Report, Unchecked
from policycheck.rule import Regime, Rule
from policycheck.selection import Selection
from policycheck.source import read

HERE = Path(__file__).parent
DAY = date(2026, 11, 23)
SINCE = date(2020, 1, 1)
HEAD = """\
policycheck: 1
policy: {id: shop, title: Shop, version: "1.10", regimes: [eu-gdpr, uk-gdpr]}
controllers: {acme: {name: Acme}}
"""

NAMED = f"""{HEAD}\
purposes: {{p: {{name: P}}}}
activities: [{{id: a, name: A, purposes: [p]}}]
"""


def unnamed(policy: Policy, _law: None) -> Iterator[Problem]:
    """Yield a problem for each activity without a name."""
    for activity in policy.activities:
        if activity.name is None:
            related = (Related(activity.at / "id", "its id"),)
            says = f"{activity.id} has no name"
            yield Problem(activity.at / "name", says, related)


def undisclosed(policy: Policy, _law: None) -> Iterator[Problem]:
    """Yield a problem at each purpose an activity names."""
    for activity in policy.activities:
        if isinstance(activity.purposes, tuple):
            for use in activity.purposes:
                says = f"{use.entry.id} has no basis"
                yield Problem(use.at, says, fix=f"give {use.entry.id} one")


def crash(_policy: Policy, _law: None) -> Iterator[Problem]:
    """Fail as a rule with a bug does."""
    message = "a bug"
    yield Problem(ROOT, "before the bug")
    raise ZeroDivisionError(message)


TEXT = "T.\n\nE To fix it, F."
UNNAMED = Rule("gdpr/unnamed", Severity.ERROR, ("a-1", "a-2"), unnamed, TEXT)
PURPOSES = Rule("gdpr/purposes", Severity.WARNING, ("a-2", "b-9"), undisclosed, TEXT)
OLD = Rule("gdpr/old", Severity.ERROR, ("a-0",), unnamed, TEXT)
CRASH = Rule("gdpr/crash", Severity.NOTE, ("a-1",), crash, TEXT)
ENCODING = Rule("integrity/purposes", Severity.ERROR, (), undisclosed, TEXT)


def provision(regime: str, id_: str, **fields: Any) -> Provision:  # noqa: ANN401
    label = f"{regime} {id_}"
    return Provision(id=id_, label=label, title=id_, url=None, since=SINCE, **fields)


def book(name: str, places: list[str]) -> LawBook:
    listed = [
        provision(name, "a-0", until=date(2020, 12, 31)),
        provision(name, "a-1"),
        provision(name, "a-2", compared=False),
        provision(name, "a-3", unchecked="conduct: x"),
        provision(name, "a-4", unchecked="conduct: y", until=date(2020, 12, 31)),
    ]
    return LawBook(
        regime=name,
        title=f"The law of {name}",
        reviewed=date(2026, 11, 1),
        places=frozenset(places),
        provisions={each.id: each for each in listed},
    )


ENCODING_BOOK = LawBook(
    regime="integrity", title="I", reviewed=DAY, places=frozenset(), provisions={}
)


@dataclass
class World:
    """The regimes there are; a test may change the rules of one."""

    rules: dict[str, tuple[Rule[Any], ...]]
    loaded: list[str]

    def load(self, name: str, day: date) -> Regime[None]:
        """Stand in for `regimes.load`."""
        self.loaded.append(name)
        places = {"eu-gdpr": ["EEA"], "uk-gdpr": ["GB"], "us-nv": []}[name]
        return Regime(book(name, places).on(day), None, self.rules[name])


@pytest.fixture(autouse=True)
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """Two regimes that share a rule, and one that nobody asks for."""
    milder = replace(UNNAMED, severity=Severity.NOTE)
    other = Rule("us-nv/other", Severity.ERROR, ("a-1",), unnamed, TEXT)
    world = World(
        {
            "eu-gdpr": (OLD, PURPOSES, milder),
            "uk-gdpr": (UNNAMED,),
            "us-nv": (other,),
        },
        [],
    )
    monkeypatch.setattr(regimes, "REGIMES", dict.fromkeys(world.rules, ""))
    monkeypatch.setattr(regimes, "load", world.load)
    always = Regime(ENCODING_BOOK, None, (ENCODING,))
    monkeypatch.setattr(regimes, "always", lambda _day: always)
    return world


def check(text: str, day: date = DAY, **options: Any) -> Checked:  # noqa: ANN401
    return engine.check(read("p.yaml", text.encode()), as_of=day, **options)


def brief(checked: Checked) -> list[tuple[str, str, int, str]]:
    """Rule, pointer, line and state of each finding, in the order reported."""
    return [
        (
            each.rule,
            str(each.location.pointer),
            each.location.span.line,
            each.state.value,
        )
        for each in checked.findings
    ]


# --- gates


def test_faults_of_the_yaml_stop_everything_else() -> None:
    text = f"{HEAD}activities: [{{id: A}}]\npolicycheck: 2\n"
    gate = BY_ID["yaml/duplicate-key"]
    checked = check(text)

    assert checked == Checked(
        document=checked.document,
        findings=(
            Finding(
                rule="yaml/duplicate-key",
                severity=Severity.ERROR,
                title=gate.title,
                message="the key 'policycheck' is already on line 1",
                fix="keep one of the two",
                location=Location("p.yaml", Span(5, 1, 5, 12), ROOT),
                stable_at="#0",
            ),
        ),
        id="shop",
        version="1.10",
    )


def test_several_faults_of_the_yaml_are_told_apart() -> None:
    checked = check("a: 1\na: 2\na: 3\n")

    assert [each.stable_at for each in checked.findings] == ["#0", "#1"]
    assert len({each.fingerprint for each in checked.findings}) == 2


def test_breaking_the_schema_stops_every_rule() -> None:
    checked = check(f"{HEAD}activities: [{{id: A, name: 3, nam: x}}]\n")

    assert brief(checked) == [
        ("schema/malformed-value", "/activities/0/id", 4, "new"),
        ("schema/wrong-type", "/activities/0/name", 4, "new"),
        ("schema/unknown-key", "/activities/0/nam", 4, "new"),
    ]
    assert (checked.rules_run, checked.law, checked.unchecked) == (frozenset(), (), ())
    assert (checked.id, checked.version) == ("shop", "1.10")


def test_an_unknown_key_is_shown_at_the_key_and_a_value_at_the_value() -> None:
    checked = check(
        "policycheck: 2\npolicy: {id: a, title: A}\nfoo: bar\ncontrollers: {}"
    )

    assert [(each.rule, each.location.span) for each in checked.findings] == [
        ("schema/unknown-value", Span(1, 14, 1, 15)),
        ("schema/unknown-key", Span(3, 1, 3, 4)),
        ("schema/empty-value", Span(4, 1, 4, 12)),
    ]


@pytest.mark.parametrize(
    ("text", "id_", "version"),
    [
        ("- a", None, None),
        ("a: 1", None, None),
        ("policy: shop", None, None),
        ("policy: {id: 3, version: [1]}", None, None),
        ("policy: {id: shop, version: 3}", "shop", "3"),
    ],
)
def test_a_file_tells_its_name_whatever_else_is_wrong(
    text: str, id_: str | None, version: str | None
) -> None:
    checked = check(text)

    assert (checked.id, checked.version) == (id_, version)
    assert checked.findings


def test_every_gate_is_documented_and_finds_nothing_as_a_rule() -> None:
    """What a gate finds is found before there is a policy."""
    for gate in GATES:
        assert gate.title
        assert gate.explanation
        assert gate.fix
        assert gate.citations == ()
        assert list(gate.check(Policy(id="a", title="A"), None)) == []
    assert len(BY_ID) == len(GATES)


# --- findings


def test_a_finding_is_a_problem_located_cited_and_identified() -> None:
    text = f"{HEAD}activities:\n  - {{id: other, name: Other}}\n  - id: orders\n"
    checked = check(text, only=["uk-gdpr"])
    [finding] = checked.findings

    assert finding == Finding(
        rule="gdpr/unnamed",
        severity=Severity.ERROR,
        title="T",
        message="orders has no name",
        fix="F",
        location=Location(
            "p.yaml", Span(6, 5, 6, 15), Pointer(("activities", 1, "name"))
        ),
        stable_at="/activities/orders/name",
        regimes=("uk-gdpr",),
        citations=(
            Citation("uk-gdpr", "a-1", "uk-gdpr a-1", None, verified=True),
            Citation("uk-gdpr", "a-2", "uk-gdpr a-2", None, verified=False),
        ),
        related=(
            RelatedPlace(
                "its id",
                Location("p.yaml", Span(6, 9, 6, 15), Pointer(("activities", 1, "id"))),
            ),
        ),
    )
    assert finding.fingerprint == "75242acc628ac3b5"


def test_the_same_problem_under_two_regimes_is_one_finding() -> None:
    """With both citations, and the graver of the two severities."""
    [finding] = check(f"{HEAD}activities: [{{id: a}}]").findings

    assert finding.severity is Severity.ERROR
    assert finding.regimes == ("eu-gdpr", "uk-gdpr")
    assert [each.label for each in finding.citations] == [
        "eu-gdpr a-1",
        "eu-gdpr a-2",
        "uk-gdpr a-1",
        "uk-gdpr a-2",
    ]
    assert [each.message for each in finding.related] == ["its id"]


def test_a_problem_may_say_how_it_is_mended() -> None:
    assert [(each.rule, each.fix) for each in check(NAMED).findings] == [
        ("gdpr/purposes", "give p one"),
        ("integrity/purposes", "give p one"),
    ]


def test_faults_of_the_encoding_belong_to_no_regime() -> None:
    [finding] = check(NAMED, only=[]).findings

    assert (finding.rule, finding.regimes, finding.citations) == (
        "integrity/purposes",
        (),
        (),
    )


def test_a_name_that_resolves_to_nothing_is_no_fault_of_the_text() -> None:
    """One finding about the encoding; none for each rule that stumbles over it."""
    text = f"{HEAD}activities: [{{id: a, name: A, purposes: [nothing]}}]"

    assert brief(check(text)) == [
        ("integrity/purposes", "/activities/0/purposes/0", 4, "new")
    ]


def test_a_regime_reads_what_its_people_can_read() -> None:
    text = (
        f"{HEAD}audiences: {{uk: {{name: UK, places: [GB]}}}}\n"
        "activities: [{id: a, for: [uk]}, {id: b}]\n"
    )

    assert [(each.message, each.regimes) for each in check(text).findings] == [
        ("a has no name", ("uk-gdpr",)),
        ("b has no name", ("eu-gdpr", "uk-gdpr")),
    ]


def test_findings_are_in_the_order_of_the_file() -> None:
    text = (
        f"{HEAD}purposes: {{p: {{name: P}}}}\n"
        "activities: [{id: b}, {id: a, purposes: [p]}, {id: c}]\n"
    )

    assert brief(check(text)) == [
        ("gdpr/unnamed", "/activities/0/name", 5, "new"),
        ("gdpr/unnamed", "/activities/1/name", 5, "new"),
        ("gdpr/purposes", "/activities/1/purposes/0", 5, "new"),
        ("integrity/purposes", "/activities/1/purposes/0", 5, "new"),
        ("gdpr/unnamed", "/activities/2/name", 5, "new"),
    ]


# --- the law of a day


def test_a_check_says_what_it_applied_and_what_it_did_not_check() -> None:
    checked = check(f"{HEAD}claims: [{{id: k, never: [sold], when: you ask}}]")

    assert [(each.regime, each.title, str(each.reviewed)) for each in checked.law] == [
        ("eu-gdpr", "The law of eu-gdpr", "2026-11-01"),
        ("uk-gdpr", "The law of uk-gdpr", "2026-11-01"),
    ]
    assert checked.rules_run == {"gdpr/unnamed", "gdpr/purposes", "integrity/purposes"}
    assert checked.unchecked == (
        Unchecked("eu-gdpr", "a-3", "eu-gdpr a-3", "conduct: x"),
        Unchecked("uk-gdpr", "a-3", "uk-gdpr a-3", "conduct: x"),
        Unchecked("integrity", "k", "claim k", "only a person can judge: you ask"),
    )


def test_a_claim_without_a_condition_is_checked() -> None:
    assert check(f"{HEAD}claims: [{{id: k, never: [sold]}}]", only=[]).unchecked == ()


def test_the_law_is_that_of_the_day() -> None:
    checked = check(
        f"{HEAD}activities: [{{id: a}}]", date(2020, 6, 1), only=["eu-gdpr"]
    )

    assert brief(checked) == [
        ("gdpr/old", "/activities/0/name", 4, "new"),
        ("gdpr/unnamed", "/activities/0/name", 4, "new"),
    ]
    assert [each.provision for each in checked.unchecked] == ["a-3", "a-4"]
    assert check(HEAD, date(2019, 1, 1)).rules_run == {"integrity/purposes"}


def test_a_regime_asked_for_twice_is_applied_once(world: World) -> None:
    check(HEAD, only=["uk-gdpr", "uk-gdpr"])

    assert world.loaded == ["uk-gdpr"]


def test_a_bug_in_a_rule_names_the_rule_the_regime_and_the_policy(world: World) -> None:
    world.rules["uk-gdpr"] = (CRASH,)

    with pytest.raises(ZeroDivisionError) as caught:
        check(HEAD)

    assert caught.value.__notes__ == ["in the rule gdpr/crash of uk-gdpr, policy shop"]


def test_a_rule_that_is_switched_off_does_not_run_and_is_told() -> None:
    checked = check(
        f"{HEAD}activities: [{{id: a}}]",
        selection=Selection(ignore=("gdpr/unnamed",)),
    )

    assert checked.findings == ()
    assert checked.rules_run == {"gdpr/purposes", "integrity/purposes"}
    assert checked.rules_off == {"gdpr/unnamed"}


def test_a_rule_may_be_made_graver_or_milder() -> None:
    asked = Selection(severity=(("gdpr/*", Severity.NOTE),))
    [finding] = check(f"{HEAD}activities: [{{id: a}}]", selection=asked).findings

    assert finding.severity is Severity.NOTE


# --- evidence

QUOTED = """\
policycheck: 1
policy: {id: shop, title: Shop, text: privacy.md, regimes: [us-nv]}
controllers: {acme: {name: Acme, quote: We are Acme.}}
"""


def test_quotes_are_compared_with_the_prose_the_policy_names() -> None:
    asked: list[str] = []

    def prose(name: str) -> Prose:
        asked.append(name)
        return Prose(name, "We are Acma.")

    checked = check(QUOTED, prose=prose)

    assert asked == ["privacy.md"]
    assert brief(checked) == [
        ("evidence/quote-not-in-text", "/controllers/acme/quote", 3, "new")
    ]
    assert check(QUOTED, prose=lambda name: Prose(name, "We are Acme.")).findings == ()


def test_a_prose_that_cannot_be_read_is_a_finding() -> None:
    checked = check(QUOTED, prose=lambda name: Refusal(name, "there is no such file"))

    assert brief(checked) == [("evidence/text-unreadable", "/policy/text", 2, "new")]


def test_quotes_without_prose_are_compared_with_nothing_and_told() -> None:
    """But not where nobody can read it: there it is no fault of the policy."""

    def prose(name: str) -> Prose:
        raise AssertionError(name)

    without = QUOTED.replace("text: privacy.md, ", "")
    checked = check(without, prose=prose)
    assert [
        (each.rule, str(each.location.pointer), each.message, len(each.related))
        for each in checked.findings
    ] == [
        (
            "evidence/quotes-without-text",
            "/policy/text",
            "1 quote is compared with nothing: policy.text names no prose",
            1,
        )
    ]
    assert check(without).findings == ()
    assert check(QUOTED).findings == ()


def test_a_word_is_no_quote() -> None:
    """A name or a comment may hold it."""
    text = QUOTED.replace("text: privacy.md, ", "").replace("quote: ", "x-quote: ")
    checked = check(text, prose=lambda name: Refusal(name, "not asked for"))

    assert "quote" in checked.document.text
    assert checked.findings == ()


def test_several_quotes_without_prose_are_one_finding() -> None:
    text = QUOTED.replace("text: privacy.md, ", "quotes: {title: Acme}, ")
    (found,) = check(text, prose=lambda name: Refusal(name, "not asked for")).findings

    assert found.message.startswith("2 quotes are compared with nothing")


# --- waivers


def waived(*waivers: str, body: str = "activities: [{id: a}]") -> Checked:
    listed = "".join(f"  - {{{each}, reason: r}}\n" for each in waivers)
    return check(f"{HEAD}{body}\nwaivers:\n{listed}")


def test_a_waiver_excuses_a_finding_that_stays_visible() -> None:
    checked = waived("rule: gdpr/unnamed, at: /activities/a")

    assert brief(checked) == [("gdpr/unnamed", "/activities/0/name", 4, "waived")]


def test_a_waiver_that_excuses_nothing_is_a_finding() -> None:
    checked = waived("rule: gdpr/unnamed, at: /activities/b")

    assert brief(checked) == [
        ("gdpr/unnamed", "/activities/0/name", 4, "new"),
        ("waiver/idle", "/waivers/0/at", 6, "new"),
    ]


def test_a_waiver_for_a_rule_that_did_not_run_is_left_alone(world: World) -> None:
    """It may be another regime's, or not in force today."""
    checked = waived(
        "rule: us-nv/other", "rule: gdpr/old", "rule: gdpr/unnamed, at: /activities"
    )

    assert [each.rule for each in checked.findings] == ["gdpr/unnamed"]
    assert world.loaded == ["eu-gdpr", "uk-gdpr", "eu-gdpr", "uk-gdpr", "us-nv"]


def test_other_regimes_load_only_for_a_waiver_that_names_an_unknown_rule(
    world: World,
) -> None:
    waived("rule: gdpr/unnamed", "rule: yaml/empty")

    assert world.loaded == ["eu-gdpr", "uk-gdpr"]


def test_a_waiver_for_no_rule_at_all_is_a_finding() -> None:
    checked = waived("rule: gdpr/unnamde")

    assert brief(checked) == [
        ("gdpr/unnamed", "/activities/0/name", 4, "new"),
        ("waiver/unknown-rule", "/waivers/0/rule", 6, "new"),
    ]


# --- reports


def test_a_report_counts_new_findings_by_severity() -> None:
    one = waived("rule: gdpr/unnamed, at: /activities/a")
    other = check(f"{HEAD}activities: [{{id: a}}, {{id: b}}]")
    report = Report(as_of=DAY, checked=(one, other), not_read=(NotRead("x", "y"),))

    assert report.findings == (*one.findings, *other.findings)
    assert [report.count(severity) for severity in Severity] == [2, 0, 0]
    assert [report.in_state(state) for state in State] == [2, 0, 1]
    assert [severity.rank for severity in Severity] == [0, 1, 2]
    assert report.rules_run == one.rules_run
    assert report.rules_off == frozenset()
