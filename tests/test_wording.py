"""Values of a policy in words."""

from __future__ import annotations

from typing import Any

import pytest

from policycheck import wording
from policycheck.location import ROOT
from policycheck.policy.values import DataCategory, Law, Recipient, Retention, Source


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("P30D", "30 days"),
        ("P1Y6M", "1 year and 6 months"),
        ("P1Y2M3W4D", "1 year, 2 months, 3 weeks and 4 days"),
        ("PT1H30M", "1 hour and 30 minutes"),
        ("P1MT1M2S", "1 month, 1 minute and 2 seconds"),
        ("P0D", "no time"),
    ],
)
def test_a_period_reads_as_people_say_it(period: str, words: str) -> None:
    assert wording.period(period) == words


@pytest.mark.parametrize(
    ("retention", "words"),
    [
        ({"max": "P3Y", "after": "delivery"}, "3 years after delivery"),
        ({"max": "P3Y", "approximate": True}, "about 3 years"),
        ({"max": "P3Y", "min": "P3Y"}, "3 years"),
        ({"max": "P3Y", "min": "P1Y"}, "1 year to 3 years"),
        ({"min": "P1Y", "after": "you leave"}, "at least 1 year after you leave"),
        ({"max": "unlimited"}, "without end"),
        ({"after": "it is no longer needed"}, "after it is no longer needed"),
        ({"criterion": "as long as you use it"}, "as long as you use it"),
        ({"max": "P1D", "criterion": "or longer"}, "1 day; or longer"),
        (
            {"max": "P1D", "then": ("delete", "archive")},
            "1 day; then deleted or archived",
        ),
        ({"max": "P1D", "law": Law(at=ROOT, cite="§ 1 AO")}, "1 day (§ 1 AO)"),
        ({"law": Law(at=ROOT, cite="§ 1 AO")}, "by § 1 AO"),
        ({"stage": "backup", "max": "P1D"}, "backup: 1 day"),
        ({"reason": "claims"}, "claims"),
        ({"changeable": "we may change it"}, "we may change it"),
        ({"approximate": True}, ""),
    ],
)
def test_retention_reads_as_a_sentence(retention: dict[str, Any], words: str) -> None:
    entry = Retention(at=ROOT, id="x", **retention)

    assert wording.retention(entry) == words


def test_a_source_is_its_name_or_its_kind() -> None:
    assert wording.source(Source(at=ROOT, kind="public")) == "Public sources"
    assert (
        wording.source(Source(at=ROOT, kind="public", name="Registers")) == "Registers"
    )


def test_a_recipient_is_its_category_or_its_name() -> None:
    host = Recipient(at=ROOT, id="h", name="HostCo", category="Hosting")

    assert wording.recipient(host) == "Hosting"
    assert wording.recipient(Recipient(at=ROOT, id="h", name="HostCo")) == "HostCo"


def test_data_names_what_is_in_it_once() -> None:
    def data(*elements: str) -> str:
        entry = DataCategory(
            at=ROOT, id="d", name="E-mail address", elements=elements, sensitive={}
        )
        return wording.data(entry)

    assert data("e-mail address") == "E-mail address"
    assert data("domain", "address") == "E-mail address (domain)"
