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
        {
            "elsewhere": True,
            "mechanism": "scc",
            "mechanism_text": "Supplementary Measures",
        },
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


def test_every_value_that_is_not_read_is_told() -> None:
    manifest = read(
        """
organization:
  - name: Shop
    controller: {name: Shop GmbH, country: DE}
    representative: nobody
  - name: Another
data_use: [{fides_key: a, name: A, description: Words}]
system:
  - name: One
    legal_basis_for_transfers: [SCCs]
    privacy_declarations:
      - {data_use: a, data_subjects: customer, data_categories: [5, null], name: {x: 1}}
      - {data_use: b, third_parties: MailCo, data_shared_with_third_parties: false}
      - {data_use: c, data_shared_with_third_parties: perhaps, retention_period: true}
      - text
      - null
  - text
"""
    )

    found = [
        (each.note.kind.value, str(each.note.at), each.note.message)
        for each in manifest.notes
    ]
    one = "/system/0/privacy_declarations"
    no_text, no_list, no_object, no_flag = (
        f"not read: {each} here"
        for each in (
            "text belongs",
            "a list belongs",
            "an object belongs",
            "true or false belongs",
        )
    )
    sharing = "data_shared_with_third_parties"
    named = "it says that nothing is shared, and a third party is named"
    other = "another organisation: the first is the controller"
    no_transfer = "permits a transfer that is not said to be"
    names = "of the taxonomy only the names of keys are read"
    kept = "no field of a policy holds it"
    assert found == [
        ("kept", "/organization/0/controller/country", kept),
        ("doubtful", "/organization/0/representative", no_object),
        ("lost", "/organization/1", other),
        ("lost", "/system/0/legal_basis_for_transfers/0", no_transfer),
        ("doubtful", f"{one}/0/data_subjects", no_list),
        ("doubtful", f"{one}/0/data_categories/0", no_text),
        ("doubtful", f"{one}/0/name", no_text),
        ("doubtful", f"{one}/1/{sharing}", named),
        ("doubtful", f"{one}/2/{sharing}", no_flag),
        ("doubtful", f"{one}/2/retention_period", no_text),
        ("doubtful", f"{one}/3", no_object),
        ("doubtful", "/system/1", no_object),
        ("lost", "/data_use", names),
    ]
    assert manifest.data["controllers"]["shop-gmbh"] == {
        "name": "Shop GmbH", "x-fides": {"country": "DE"}
    }  # fmt: skip


def test_measures_beside_a_mechanism_are_words_about_it() -> None:
    """Supplementary measures go with standard clauses; they are no other transfer."""
    text = """
system:
  - name: One
    does_international_transfers: true
    legal_basis_for_transfers: [SCCs, Supplementary Measures, BCRs, Other]
    privacy_declarations: [{data_use: a}]
"""
    words = "Supplementary Measures; Other"

    assert read(text).data["activities"][0]["transfers"] == [
        {"elsewhere": True, "mechanism": "scc", "mechanism_text": words},
        {"elsewhere": True, "mechanism": "bcr", "mechanism_text": words},
    ]


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
