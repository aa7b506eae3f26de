"""Fides manifests as policies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policycheck import schema, source
from policycheck.errors import PolicycheckError
from policycheck.interop import fides
from policycheck.interop.fides import Manifest
from policycheck.interop.loss import told
from policycheck.yaml_text import write

MANIFEST = Path(__file__).parent / "fixtures/interop/manifest.yml"


def read(text: str, name: str = "manifest.yml") -> Manifest:
    return fides.read([(name, text.encode())])


@pytest.fixture(scope="module")
def manifest() -> Manifest:
    return fides.read([("manifest.yml", MANIFEST.read_bytes())])


def test_the_policy_is_valid_and_reads_back(manifest: Manifest) -> None:
    assert schema.problems(manifest.data) == []
    written = write(manifest.data).encode()
    assert source.read("policy.yaml", written).data == manifest.data


def test_keys_of_the_taxonomy_are_kept_as_same_as(manifest: Manifest) -> None:
    data = manifest.data

    assert data["data_categories"]["user-contact-email"] == {
        "name": "Email",
        "same_as": ["fides:user.contact.email"],
    }
    assert data["purposes"]["essential-service"] == {
        "name": "essential.service",
        "same_as": ["fides:essential.service"],
    }
    assert data["data_subjects"]["customer"]["same_as"] == ["fides:customer"]


def test_each_declaration_is_an_activity(manifest: Manifest) -> None:
    newsletter, service, security, bare, support, *_ = manifest.data["activities"]

    assert newsletter["id"] == "shop-newsletter"
    assert newsletter["data_categories"] == ["user-contact-email"]
    assert newsletter["legal_bases"] == ["consent"]
    assert newsletter["conditions"] == [{"condition": "explicit-consent"}]
    assert newsletter["retention"] == [{"max": "P1Y"}]
    assert newsletter["recipients"] == [
        {"to": "mailco", "data_categories": ["user-contact-email"]}
    ]
    assert newsletter["transfers"] == [
        {"elsewhere": True, "mechanism": "scc"},
        {"elsewhere": True, "mechanism_text": "Supplementary Measures"},
    ]
    assert newsletter["trackers"] == ["news"]
    assert service["legal_bases"] == {"unclear": "because"}
    assert service["conditions"] == {"unclear": "because"}
    assert service["retention"] == {"unclear": "90"}
    assert service["recipients"] == {"unclear": "third parties"}
    assert security["retention"] == [{"criterion": "until the contract ends"}]
    assert security["recipients"] == [{"to": "otherco"}]
    assert "recipients" not in bare
    assert support["transfers"] == [{"elsewhere": True}]


def test_data_that_no_declaration_uses_is_an_activity_without_a_purpose(
    manifest: Manifest,
) -> None:
    orders, unnamed = manifest.data["activities"][-2:]

    assert orders == {
        "id": "orders",
        "name": "Orders",
        "data_categories": ["user-device", "user-contact-address"],
    }
    assert unnamed["name"] == "data set"


def test_the_organisation_is_the_controller(manifest: Manifest) -> None:
    data = manifest.data

    assert data["controllers"]["brotladen-gmbh"] == {
        "name": "Brotladen GmbH",
        "address": "Markt 1, Kiel",
        "email": "hallo@brotladen.example",
    }
    assert data["contacts"] == {
        "dpo": {"name": "Ole Hansen", "email": "dpo@brotladen.example"}
    }
    assert data["policy"]["x-fides"]["security_policy"].startswith("https://")


def test_what_is_not_carried_is_told_with_its_place(manifest: Manifest) -> None:
    lines = told(manifest.notes).splitlines()

    assert (
        "manifest.yml:42:27: doubtful:"
        " /system/0/privacy_declarations/1/retention_period:"
        " a number without a unit is no period"
    ) in lines
    assert (
        "manifest.yml:66:1: lost: /policy: a resource that states no processing"
        in lines
    )
    assert any(
        "/system/2: a system without privacy_declarations" in each for each in lines
    )


def test_several_files_are_one_manifest_and_json_is_read() -> None:
    system = {"system": [{"name": "A", "privacy_declarations": [{"data_use": "x"}]}]}
    manifest = fides.read(
        [
            ("org.yml", b"organization: [{name: Shop}]"),
            ("system.json", json.dumps(system).encode()),
        ]
    )

    assert manifest.data["controllers"] == {"shop": {"name": "Shop"}}
    assert manifest.data["activities"][0]["id"] == "a-x"


def test_an_organisation_without_a_name_is_told() -> None:
    manifest = read("system: {}")

    assert "no organisation is named" in told(manifest.notes)
    assert schema.problems(manifest.data) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: b", "m.yml: this is no Fides manifest: it has no key such as system"),
        ("[1]", "m.yml: this is no Fides manifest: it has no key such as system"),
        ("a: [", "m.yml:1:5: did not find expected node content"),
    ],
)
def test_what_is_no_manifest_is_refused(text: str, message: str) -> None:
    with pytest.raises(PolicycheckError) as raised:
        read(text, "m.yml")

    assert str(raised.value).startswith(message)
