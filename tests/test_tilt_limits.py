"""A TILT document checked: findings it can mend, in its own places."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from policycheck.checking import Crash, Job, check
from policycheck.finding import Severity
from policycheck.interop import tilt_in
from policycheck.report import Checked
from policycheck.rulebook import every_rule
from policycheck.selection import ALL

Json: TypeAlias = Any
"""Whatever a JSON file may hold."""
DAY = date(2026, 11, 23)
FOLDER = Path(__file__).parent / "fixtures/interop"
FILES = sorted(FOLDER.rglob("*.tilt.json"))
RIGHT = {"available": True, "description": "Schreiben Sie uns."}
EVERYTHING = {
    "meta": {"name": "Shop"},
    "controller": {"name": "Shop GmbH", "country": "DE", "address": "Berlin"},
    "dataDisclosed": [
        {
            "category": "E-mail",
            "purposes": ["Kauf", "Steuer", "Werbung"],
            "legalBases": ["GDPR-6-1-a", "GDPR-6-1-b", "GDPR-6-1-c", "GDPR-6-1-e"],
            "recipients": [{"category": "none"}],
            "storage": [{"temporal": [{"ttl": "P1Y"}]}],
        }
    ],
    "thirdCountryTransfers": [
        {"country": "IR", "standardDataProtectionClause": {"available": True}}
    ],
    "rightToInformation": RIGHT,
    "rightToRectificationOrDeletion": RIGHT,
    "rightToDataPortability": RIGHT,
    "rightToWithdrawConsent": RIGHT,
    "automatedDecisionMaking": {"inUse": True, "logicInvolved": "Punkte"},
}


def checked(document: Json, *, is_tilt: bool = True) -> Checked:
    raw = document if isinstance(document, bytes) else json.dumps(document).encode()
    job = Job(
        path="shop.json", raw=raw, as_of=DAY, only=None, selection=ALL, is_tilt=is_tilt
    )
    (found,) = check(job)
    assert not isinstance(found, Crash)
    return found


def test_what_tilt_cannot_say_is_told_as_not_checked() -> None:
    found = checked(EVERYTHING)

    told = {each.reason for each in found.unchecked}
    assert {each for each in told if each.startswith("TILT")} == {
        "TILT has no field for data that the person provides",
        "TILT has no field for how consent is asked for",
        "TILT has no field for the contract a legal basis means",
        "TILT has no field for the law a legal basis means",
        "TILT has no field for the right to object",
        "TILT has no field for the right to restriction",
        "TILT has no field for the terms on which consent is withdrawn",
        "TILT has no field for what effect an automated decision has in law",
    }


def test_a_policy_made_of_it_has_those_findings() -> None:
    (imported,) = tilt_in.read("shop.json", json.dumps(EVERYTHING).encode())
    data = json.dumps(imported.document.data).encode()  # JSON is YAML as well
    as_policy = {each.rule for each in checked(data, is_tilt=False).findings}
    as_tilt = {each.rule for each in checked(EVERYTHING).findings}

    assert as_policy - as_tilt == {
        "gdpr/automated-decision-undecided",
        "gdpr/consent-asking-unstated",
        "gdpr/contract-unnamed",
        "gdpr/legal-obligation-without-law",
        "gdpr/public-task-without-law",
        "gdpr/right-unstated",
        "gdpr/source-undisclosed",
        "gdpr/withdrawal-incomplete",
    }
    assert as_policy <= {each.rule.id for each in every_rule(DAY)}


def test_why_a_value_was_not_read_stands_beside_what_is_missing_for_it() -> None:
    messages = {each.rule: each.message for each in checked(EVERYTHING).findings}

    assert messages["gdpr/transfer-country-unnamed"] == (
        "the third country is not named (not read: IR is Iran; Ireland is IE)"
    )
    assert "tilt/value-not-read" not in messages


NO_BASIS = "is no legal basis; those are GDPR Art. 6(1)(a) to (f)"


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("GDPR-31", f"GDPR Art. 31 {NO_BASIS}"),
        ("GDPR-99", f"GDPR Art. 99 {NO_BASIS}"),
        ("BDSG-3", "it cites no article of the GDPR, so no legal basis was read"),
    ],
)  # fmt: skip
def test_what_is_no_legal_basis_is_told_where_it_stands(
    reference: str, message: str
) -> None:
    document = {"dataDisclosed": [{"category": "E-mail", "legalBases": [reference]}]}

    notes = [
        (each.severity, str(each.location.pointer), each.message)
        for each in checked(document).findings
        if each.rule == "tilt/value-not-read"
    ]
    assert notes[-1:] == [(Severity.NOTE, "/dataDisclosed/0/legalBases/0", message)]


@pytest.mark.parametrize("file", FILES, ids=[each.name for each in FILES])
def test_every_place_is_one_of_the_document(file: Path) -> None:
    """Pointers of findings and of related places resolve in the JSON."""
    raw = file.read_bytes()
    found = checked(raw)
    places = [each.location for each in found.findings] + [
        place.location for each in found.findings for place in each.related
    ]

    assert places
    for each in places:
        here = json.loads(raw)
        for step in each.pointer:
            here = here[step]
        assert found.document.locate(each.pointer).span.line <= each.span.line


def test_a_file_that_is_no_tilt_has_that_one_finding() -> None:
    found = checked(b'{"policycheck": 1}')

    assert [each.rule for each in found.findings] == ["json/not-tilt"]
    assert found.rules_run == frozenset()
