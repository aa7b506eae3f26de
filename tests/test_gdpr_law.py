"""European law: every researched requirement accounted for, and facts as of a day."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policycheck import engine
from policycheck.regimes import book, load
from policycheck.regimes.gdpr import law
from policycheck.source import read

HERE = Path(__file__).parent
RULES = HERE / "rules"
SCHEMA = json.loads((HERE.parent / "schemas/policy.schema.json").read_text())
TODAY = date(2026, 11, 23)
EEA = 30

# --- every id of the researched requirements, and where it is dealt with

_RESEARCHED = """
    gdpr-5-1-b gdpr-5-1-c gdpr-5-1-e gdpr-6-1 gdpr-6-1-split gdpr-6-1-a gdpr-6-1-b
    gdpr-6-1-b-unfit gdpr-6-1-c gdpr-6-1-c-foreign gdpr-6-1-d gdpr-6-1-e gdpr-6-1-f
    gdpr-6-1-f-public gdpr-6-1-f-child gdpr-6-1-kind gdpr-7-3 gdpr-7-4 gdpr-7-deemed
    gdpr-8-1 gdpr-9-2 gdpr-9-2-law gdpr-9-2-e gdpr-10 gdpr-22-gate gdpr-22-3
    gdpr-22-4 gdpr-12-1-plain gdpr-12-1-language gdpr-12-1-child gdpr-12-1-access
    gdpr-12-2 gdpr-12-3 gdpr-12-3-state gdpr-12-5 gdpr-12-6 notice-version
    gdpr-13-1-a gdpr-13-1-a-rep gdpr-13-1-b gdpr-13-1-c-purpose gdpr-13-1-c-basis
    gdpr-13-1-d gdpr-13-1-e gdpr-13-1-e-granular gdpr-13-1-f-fact
    gdpr-13-1-f-country gdpr-13-1-f-adequacy gdpr-13-1-f-safeguard gdpr-13-1-f-copy
    gdpr-13-2-a gdpr-13-2-a-split gdpr-13-2-b-access gdpr-13-2-b-rectification
    gdpr-13-2-b-erasure gdpr-13-2-b-restriction gdpr-13-2-b-object
    gdpr-13-2-b-portability gdpr-13-2-c gdpr-13-2-d gdpr-13-2-e gdpr-13-2-f
    gdpr-13-2-f-none gdpr-13-3 gdpr-13-4 gdpr-13-no-categories gdpr-14-1-a
    gdpr-14-1-b gdpr-14-1-c gdpr-14-1-d gdpr-14-1-e gdpr-14-1-f gdpr-14-2-a
    gdpr-14-2-b gdpr-14-2-c gdpr-14-2-d gdpr-14-2-e gdpr-14-2-f gdpr-14-2-g
    gdpr-14-no-2-e gdpr-14-3-a gdpr-14-3-b gdpr-14-3-c gdpr-14-4 gdpr-14-5 gdpr-15-2
    gdpr-20-scope gdpr-21-scope gdpr-21-2 gdpr-21-4 gdpr-withdraw-scope
    gdpr-rights-unconditional gdpr-rights-exemptions gdpr-79 gdpr-26-2 gdpr-44
    gdpr-45-list gdpr-45-us gdpr-45-us-risk gdpr-45-ca gdpr-45-jp-kr gdpr-46-tia
    gdpr-47-2-g gdpr-49-1-a gdpr-49-1-2 gdpr-49-routine gdpr-transfer-stale
    gdpr-transfer-direct gdpr-27 gdpr-37-7 gdpr-37-1 gdpr-28-scope gdpr-30-1
    gdpr-30-2 gdpr-30-5 eprivacy-5-3 eprivacy-5-3-necessary eprivacy-5-3-info
    eprivacy-5-3-browser eprivacy-13-1 eprivacy-13-2 eprivacy-13-4 uk-scope uk-27
    uk-6-1-ea uk-8 uk-13-2-ca uk-14-2-da uk-164a uk-13-2-d uk-21-ea uk-12a uk-8a
    uk-22a uk-44a uk-adequacy uk-us uk-14-5 pecr-6 pecr-22
"""
_OTHER_REGIMES = """
    ch-19-2-a ch-19-2-b ch-19-2-c ch-19-3 ch-19-4 ch-19-5 ch-21 ch-basis-not-needed
    lgpd-9-i lgpd-9-ii lgpd-9-iii lgpd-9-iv lgpd-9-v lgpd-9-vi lgpd-9-vii lgpd-9-3
    lgpd-7 lgpd-8-4 lgpd-8-6 lgpd-10-2 lgpd-11 lgpd-33 lgpd-41
"""
RESEARCHED = _RESEARCHED.split()
OTHER_REGIMES = _OTHER_REGIMES.split()  # Swiss and Brazilian: no regime here yet
EXPORT = ["gdpr-30-1", "gdpr-30-2", "gdpr-30-5"]  # the record of processing activities
GUIDANCE = ["wp260-29"]  # vague language the catalogue lists under no requirement
DIFF = ["gdpr-13-3", "gdpr-14-4", "uk-8a"]  # what changed between two versions
NOT_DEMANDED = {  # nothing may be raised: the fixture shows it
    "gdpr-12-3-state": "gdpr/response-too-slow/pass-unstated.yaml",
    "gdpr-13-2-f-none": "gdpr/automated-decision-unexplained/pass-silent.yaml",
    "gdpr-13-no-categories": "gdpr/indirect-data-unnamed/pass.yaml",
    "gdpr-14-no-2-e": "gdpr/source-unnamed/pass.yaml",
    "gdpr-15-2": "gdpr/right-unstated/pass.yaml",
    "gdpr-20-scope": "gdpr/right-unstated/pass-wider.yaml",
    "gdpr-28-scope": "gdpr/right-unstated/pass.yaml",
    "gdpr-79": "gdpr/right-unstated/pass.yaml",
    "gdpr-transfer-direct": "gdpr/transfer-undisclosed/pass-controller-abroad.yaml",
    "notice-version": "gdpr/right-unstated/pass.yaml",
    "uk-12a": "gdpr/response-too-slow/pass-uk-pause.yaml",
}


def provisions() -> dict[str, str | None]:
    """Every provision of both books, and why no rule checks it."""
    return {
        id_: each.unchecked
        for name in ("eu-gdpr", "uk-gdpr")
        for id_, each in book(name).provisions.items()
    }


def test_every_researched_requirement_is_accounted_for_once() -> None:
    elsewhere = [*EXPORT, *DIFF, *NOT_DEMANDED]

    assert len(RESEARCHED) + len(OTHER_REGIMES) == 163
    assert sorted([*provisions(), *elsewhere]) == sorted([*RESEARCHED, *GUIDANCE])


def test_few_requirements_are_left_unchecked_and_each_says_why() -> None:
    reasons = [each for each in provisions().values() if each is not None]

    assert len(reasons) == 12
    assert {each.partition(":")[0] for each in reasons} == {
        "conduct",
        "timing",
        "page design",
        "a fact no notice states",
    }


@pytest.mark.parametrize("fixture", sorted(set(NOT_DEMANDED.values())))
def test_what_the_law_does_not_demand_is_not_raised(fixture: str) -> None:
    text = (RULES / fixture).read_text()

    assert found(text, TODAY) == []


def found(text: str, day: date, only: tuple[str, ...] | None = None) -> list[str]:
    checked = engine.check(read("policy.yaml", text.encode()), as_of=day, only=only)
    return sorted(each.rule for each in checked.findings)


@pytest.mark.parametrize("day", ["2003-10-31", "2017-01-01", "2018-05-24"])
def test_a_policy_can_be_judged_by_the_law_before_the_gdpr(day: str) -> None:
    text = (HERE.parent / "policies/aeris/policy.yaml").read_text()

    rules = found(text, date.fromisoformat(day), ("eu-gdpr", "uk-gdpr"))

    assert "eprivacy/marketing-without-consent" in rules
    assert not any(each.startswith(("gdpr/", "uk-gdpr/")) for each in rules)


# --- the tables speak of every word of the schema


def words(node: object, key: str) -> set[str]:
    """The words the schema allows for a key, wherever it stands."""
    found: set[str] = set()
    if isinstance(node, dict):
        for name, below in node.items():
            found |= words(below, key)
            if name == key and isinstance(below, dict):
                found |= set(below.get("enum", ()))
                found |= set(below.get("items", {}).get("enum", ()))
    elif isinstance(node, list):
        for below in node:
            found |= words(below, key)
    return found


def facts() -> dict[str, Any]:
    return dict(law.shared().facts)


def test_every_basis_condition_and_kind_of_the_schema_is_known() -> None:
    (unfit,) = facts()["unfit"]

    assert set(facts()["bases"]) == words(SCHEMA, "basis")
    assert set(facts()["conditions"]) == words(SCHEMA, "condition")
    assert set(unfit["kinds"]) == words(SCHEMA["$defs"]["purpose"], "kind")


def test_every_mechanism_of_the_schema_is_one_of_some_law() -> None:
    known = set(facts()["mechanism_ids"])
    for name in ("eu-gdpr", "uk-gdpr"):
        own = book(name).facts
        known |= {each["word"] for each in own["mechanisms"]}
        known |= {each["word"] for each in own["decisions"] if "word" in each}

    assert words(SCHEMA, "mechanism") == known


# --- facts as of a day


def european(day: str, name: str = "eu-gdpr") -> law.GdprLaw:
    made: law.GdprLaw = load(name, date.fromisoformat(day)).law
    return made


@pytest.mark.parametrize(
    ("day", "decisions"),
    [
        ("2019-06-01", ["(EU) 2016/1250"]),
        ("2020-07-15", ["(EU) 2016/1250"]),
        ("2020-07-16", []),
        ("2023-07-09", []),
        ("2023-07-10", ["(EU) 2023/1795"]),
    ],
)
def test_adequacy_of_the_united_states_came_and_went(
    day: str, decisions: list[str]
) -> None:
    assert [each.decision for each in european(day).decisions_on("US")] == decisions


def test_the_united_kingdom_left_and_was_found_adequate() -> None:
    assert european("2020-12-31").is_home("GB")
    assert european("2021-06-27").is_home("GB")
    assert not european("2021-06-28").is_home("GB")
    assert european("2021-06-28").decisions_on("GB")
    assert not european("2031-12-28").decisions_on("GB")


def test_the_european_economic_area_has_thirty_members() -> None:
    members = european("2026-11-23").home - {"EEA", "EU"}

    assert len(members) == EEA
    assert members == european("2026-11-23", "uk-gdpr").neighbours - {"EEA", "EU"}


@pytest.mark.parametrize(
    ("mechanism", "outcomes"),
    [
        ("privacy-shield", [False, True, True]),
        ("dpf", [True, True, False]),
    ],
)
def test_a_transfer_to_the_united_states_is_judged_by_the_law_of_the_day(
    mechanism: str, outcomes: list[bool]
) -> None:
    fixture = RULES / "gdpr/transfer-mechanism-not-in-force/pass.yaml"
    text = fixture.read_text().replace("privacy-shield", mechanism)
    days = [date(2019, 6, 1), date(2020, 9, 1), date(2023, 8, 1)]

    assert [bool(found(text, day)) for day in days] == outcomes


def test_a_provision_has_the_name_of_the_day() -> None:
    labels = [
        load("uk-gdpr", date.fromisoformat(day)).book.provisions["pecr-6"].label
        for day in ("2026-02-04", "2026-02-05")
    ]

    assert labels == ["PECR reg. 6", "PECR reg. 6 and Sch. A1"]


def test_the_united_kingdom_opened_automated_decisions_to_legitimate_interests() -> (
    None
):
    kind = "solely_automated_decision"

    assert "legitimate-interests" in european("2026-11-23").unfit[kind]
    assert "legitimate-interests" in european("2026-02-04", "uk-gdpr").unfit[kind]
    assert "legitimate-interests" not in european("2026-02-05", "uk-gdpr").unfit[kind]


# --- one company, two laws


def test_one_company_differs_under_both_laws_where_the_laws_differ() -> None:
    """The same notice, clean in the EU, lacks in the UK what only its law asks for."""
    fixture = RULES / "gdpr/transfer-without-mechanism/pass.yaml"
    text = fixture.read_text()

    assert found(text, TODAY, ("eu-gdpr",)) == []
    assert found(text, TODAY, ("uk-gdpr",)) == [
        "gdpr/transfer-without-mechanism",  # the Addendum, or the IDTA
        "uk-gdpr/complaint-authority-foreign",
        "uk-gdpr/complaint-to-controller-unstated",
        "uk-gdpr/uk-representative-unnamed",
    ]


def test_one_fault_under_both_laws_is_one_finding_with_both_citations() -> None:
    fixture = RULES / "gdpr/retention-undisclosed/fail.yaml"
    document = read("policy.yaml", fixture.read_bytes())
    checked = engine.check(document, as_of=TODAY, only=("eu-gdpr", "uk-gdpr"))
    (finding,) = [
        each for each in checked.findings if each.rule == "gdpr/retention-undisclosed"
    ]

    assert finding.regimes == ("eu-gdpr", "uk-gdpr")
    assert [each.label for each in finding.citations] == [
        "GDPR Art. 13(2)(a)",
        "UK GDPR Art. 13(2)(a)",
    ]


# --- Art. 13 or Art. 14, by where the data comes from

DIRECT = "    sources: [data-subject]\n"
ELSEWHERE = "{from: third-party, name: PayCo Ltd}"


def cited(rule: str, text: str, *, regime: str = "eu-gdpr") -> list[list[str]]:
    """The provisions each finding of a rule cites."""
    document = read("policy.yaml", text.encode())
    checked = engine.check(document, as_of=TODAY, only=(regime,))
    return [
        [each.id for each in finding.citations]
        for finding in checked.findings
        if finding.rule == rule
    ]


@pytest.mark.parametrize(
    ("sources", "articles"),
    [
        ("    sources: [data-subject]\n", [13]),
        ("    sources: [observed]\n", [13]),
        (f"    sources: [{ELSEWHERE}]\n", [14]),
        ("    sources: [{from: public, name: the commercial register}]\n", [14]),
        ("    sources: [processor]\n", [14]),
        (f"    sources: [data-subject, {ELSEWHERE}]\n", [13, 14]),
        ("    sources: [derived, observed]\n", [13]),
        (f"    sources: [derived, {ELSEWHERE}]\n", [14]),
        ("    sources: [derived]\n", [13]),
        ("", [13]),
    ],
)
@pytest.mark.parametrize(
    ("rule", "direct", "indirect"),
    [
        ("gdpr/retention-undisclosed", "gdpr-13-2-a", "gdpr-14-2-a"),
        ("gdpr/recipients-undisclosed", "gdpr-13-1-e", "gdpr-14-1-e"),
        ("gdpr/legal-bases-unpaired", "gdpr-13-1-c-basis", "gdpr-14-1-c"),
    ],
)
def test_a_finding_cites_the_article_its_source_decides(
    rule: str, direct: str, indirect: str, sources: str, articles: list[int]
) -> None:
    """The first activity of each fixture has the fault; the second asks the person."""
    text = (RULES / rule / "fail.yaml").read_text()
    assert DIRECT in text
    text = text.replace(DIRECT, sources, 1)
    named = {13: direct, 14: indirect}

    assert cited(rule, text) == [[named[each] for each in articles]]


@pytest.mark.parametrize(
    ("rule", "regime", "direct", "indirect", "also"),
    [
        (
            "gdpr/complaint-authority-unstated",
            "eu-gdpr",
            "gdpr-13-2-d",
            "gdpr-14-2-e",
            [],
        ),
        (
            "gdpr/controller-without-contact",
            "eu-gdpr",
            "gdpr-13-1-a",
            "gdpr-14-1-a",
            ["gdpr-12-2"],
        ),
        (
            "uk-gdpr/complaint-to-controller-unstated",
            "uk-gdpr",
            "uk-13-2-ca",
            "uk-14-2-da",
            [],
        ),
    ],
)
def test_what_everyone_is_owed_cites_art_14_where_any_data_comes_from_elsewhere(
    rule: str, regime: str, direct: str, indirect: str, also: list[str]
) -> None:
    text = (RULES / rule / "fail.yaml").read_text()
    mixed = text.replace(DIRECT, f"    sources: [{ELSEWHERE}]\n", 1)
    indirect_only = text.replace(DIRECT, f"    sources: [{ELSEWHERE}]\n")

    assert cited(rule, text, regime=regime) == [[direct, *also]]
    assert cited(rule, mixed, regime=regime) == [[direct, indirect, *also]]
    assert cited(rule, indirect_only, regime=regime) == [[indirect, *also]]


def test_a_right_unstated_cites_its_own_item() -> None:
    text = (RULES / "gdpr/right-unstated/pass.yaml").read_text()
    text = text.replace("      erasure: {}\n", "")

    assert cited("gdpr/right-unstated", text) == [["gdpr-13-2-b-erasure"]]


def test_a_decision_is_about_the_data_of_its_purposes() -> None:
    rule = "gdpr/automated-decision-unexplained"
    text = (RULES / rule / "fail.yaml").read_text()
    text = text.replace(DIRECT, f"    sources: [{ELSEWHERE}]\n", 1)
    narrowed = text.replace("solely: true", "solely: true, purposes: [deliver]", 1)

    assert cited(rule, text) == [["gdpr-13-2-f", "gdpr-14-2-g"]]
    assert cited(rule, narrowed) == [["gdpr-14-2-g"]]


def test_only_corporate_rules_cite_what_is_told_of_them() -> None:
    text = (RULES / "gdpr/safeguard-without-copy/fail.yaml").read_text()
    assert "mechanism: scc" in text
    corporate = text.replace("mechanism: scc", "mechanism: bcr")

    assert cited("gdpr/safeguard-without-copy", text) == [["gdpr-13-1-f-copy"]]
    assert cited("gdpr/safeguard-without-copy", corporate) == [
        ["gdpr-13-1-f-copy", "gdpr-47-2-g"]
    ]


@pytest.mark.parametrize("name", ["eu-gdpr", "uk-gdpr"])
def test_a_finding_cites_some_of_what_its_rule_cites(name: str) -> None:
    rules = {each.id: set(each.citations) for each in load(name, TODAY).rules}
    for path in sorted(RULES.glob("*gdpr/*/fail*.yaml")):
        document = read(path.name, path.read_bytes())
        for each in engine.check(document, as_of=TODAY, only=(name,)).findings:
            if each.regimes:
                ids = {citation.id for citation in each.citations}
                assert ids, (path, each.rule)
                assert ids <= rules[each.rule], (path, each.rule)


# --- a name that resolves to nothing is one finding


@pytest.mark.parametrize(
    ("fixture", "before", "after"),
    [
        ("gdpr/legal-bases-unpaired/pass.yaml", "for: [deliver]", "for: [delver]"),
        ("gdpr/legal-bases-unpaired/pass.yaml", "{use: contract,", "{use: contrct,"),
        ("gdpr/right-unstated/pass.yaml", "_bases: [consent]", "_bases: [consnt]"),
        ("gdpr/right-unstated/pass.yaml", "purposes: [deliver]", "purposes: [delver]"),
        ("gdpr/transfer-undisclosed/pass.yaml", "{to: host,", "{to: hst,"),
        (
            "gdpr/objection-too-narrow/pass.yaml",
            "purposes: [deliver]}",
            "purposes: [d]}",
        ),
        (
            "gdpr/legitimate-interest-unnamed/pass.yaml",
            "for: [deliver]",
            "for: [delver]",
        ),
        ("gdpr/retention-vague/pass.yaml", "retention: [orders]", "retention: [order]"),
    ],
)
def test_a_misspelt_name_is_no_second_finding(
    fixture: str, before: str, after: str
) -> None:
    """Beside the entry that nothing names any more, if it is so."""
    text = (RULES / fixture).read_text()
    assert before in text
    rules = found(text.replace(before, after), TODAY)

    assert [each for each in rules if each != "integrity/unused-entry"] == [
        "integrity/unresolved-name"
    ]
