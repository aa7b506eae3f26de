"""Policies in other formats: DPV, the record of Art. 30, resolved JSON."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import rdflib

from policycheck import schema, source
from policycheck.interop import dpv, dpv_terms, resolved, ropa, tilt_out
from policycheck.interop.terms import mechanism

HERE = Path(__file__).parent
ROOT = HERE.parent
POLICIES = [
    "policies/example/policy.yaml",
    "policies/aeris/policy.yaml",
    "tests/fixtures/interop/everything.yaml",
]


def data(name: str) -> Any:  # noqa: ANN401 - a policy is data
    read = source.read(name, (ROOT / name).read_bytes())
    assert read.faults == ()
    assert schema.problems(read.data) == []
    return read.data


def known_terms() -> set[str]:
    lines = (HERE / "fixtures/interop/dpv-2.3-terms.txt").read_text().splitlines()
    found = set()
    for line in lines:
        prefix, _, terms = line.partition(": ")
        if not line.startswith("#"):
            base = dpv_terms.CONTEXT[prefix]
            found |= {f"{base}{term}" for term in terms.split()}
    return found


# rdflib's own parser makes the graph it tells others not to make.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize("name", POLICIES)
def test_the_dpv_export_parses_and_uses_only_terms_that_exist(name: str) -> None:
    graph = rdflib.Graph().parse(data=dpv.export(data(name)), format="json-ld")
    used = {str(term) for triple in graph for term in triple}

    assert len(graph) > 50
    assert "https://w3id.org/dpv/2.3" in used
    terms = {
        each for each in used if each.startswith("https://w3id.org/dpv") and "#" in each
    }
    assert terms <= known_terms()


def test_every_word_of_the_schema_has_a_term_that_exists() -> None:
    tables = (
        dpv_terms.LEGAL,
        dpv_terms.SPECIAL,
        dpv_terms.PURPOSES,
        dpv_terms.RIGHTS,
        dpv_terms.ROLES,
        dpv_terms.RECIPIENT_OF_ROLE,
        dpv_terms.DATA_SOURCES,
    )
    used = {term for table in tables for term in table.values()} | {dpv_terms.COMPLAINT}
    written = {
        dpv_terms.CONTEXT[prefix] + name
        for prefix, _, name in (term.partition(":") for term in used)
    }

    assert written <= known_terms()


def nodes(name: str) -> dict[str, Any]:
    graph = json.loads(dpv.export(data(name)))["@graph"]
    return {each["@id"].rpartition(":")[2]: each for each in graph}


def test_an_activity_is_a_process_with_what_it_says() -> None:
    found = nodes("policies/example/policy.yaml")

    assert found["policy"]["conformsTo"] == dpv_terms.VERSION
    assert found["allergies"]["dpv:hasLegalBasis"] == [
        {"@id": "eu-gdpr:A6-1-a"},
        {"@id": "eu-gdpr:A9-2-a"},
    ]
    assert found["retargeting"]["dpv:hasProcess"] == [
        {
            "@type": ["dpv:Process", "dpv:CrossBorderTransfer"],
            "dpv:hasThirdCountry": [{"@id": "loc:US"}],
            "dpv:hasLegalBasis": {"@id": "eu-gdpr:A46-2-c"},
        }
    ]


def test_several_bases_for_everything_attach_to_nothing_in_dpv() -> None:
    found = nodes("tests/fixtures/interop/everything.yaml")

    assert "dpv:hasLegalBasis" not in found["quiet"]
    assert found["loud"]["dpv:hasStorageCondition"] == [
        {
            "@type": "dpv:StorageCondition",
            "dpv:hasDuration": {"@type": "dpv:EndlessDuration"},
        },
        {
            "@type": "dpv:StorageCondition",
            "dpv:hasDuration": {"@type": "dpv:TemporalDuration", "rdf:value": "P2W"},
        },
        {
            "@type": "dpv:StorageCondition",
            "dpv:hasDuration": {"@type": "dpv:UntilEventDuration"},
            "dct:description": ["after you leave"],
        },
        {"@type": "dpv:StorageCondition", "dct:description": ["as the law asks"]},
    ]


def rows(name: str, *, processor: bool = False) -> list[dict[str, str]]:
    text = ropa.export(data(name), processor=processor)
    return list(csv.DictReader(io.StringIO(text)))


def test_the_record_has_the_columns_of_article_30_1_in_order() -> None:
    (first, *_) = rows("policies/example/policy.yaml")
    letters = [column.partition(" ")[0] for column in first if column.startswith("30")]

    assert letters == sorted(letters)
    assert {each[:8] for each in letters} == {
        f"30(1)({letter})" for letter in "abcdefg"
    }
    assert first["30(1)(b) Purposes"] == "Take, pack and deliver your order"
    assert first["30(1)(g) Security measures"] == ropa.MISSING
    assert first["30(1)(e) Transfers to third countries"].endswith(
        "[stated for everything]"
    )


def test_the_record_of_a_processor_has_those_of_article_30_2() -> None:
    (first, *_) = rows("policies/example/policy.yaml", processor=True)
    letters = [column.partition(" ")[0] for column in first if column.startswith("30")]

    assert sorted(set(letters)) == [f"30(2)({letter})" for letter in "abcd"]
    assert first["30(2)(a) Controllers on whose behalf"] == ropa.MISSING


def test_there_is_a_row_for_each_activity() -> None:
    for name in POLICIES:
        assert len(rows(name)) == len(data(name)["activities"])


def test_what_is_missing_can_be_listed() -> None:
    text = ropa.export(data("tests/fixtures/interop/everything.yaml"))

    assert ("quiet", "30(1)(d) Categories of recipients") in list(ropa.missing(text))


def test_no_cell_is_a_formula() -> None:
    """A name such as =HYPERLINK(...) is shown by a spreadsheet and never run."""
    text = ropa.export(data("tests/fixtures/interop/everything.yaml"))
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]

    assert not [
        cell for cell in cells if cell.lstrip(" ")[:1] in set("=+-@\t\r\n|%\uff1d")
    ]
    assert '\'=HYPERLINK("https://evil.example")' in cells
    assert "' @SUM(1)" in cells


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("=1", "'=1"),
        ("\u00a0=1", "'\u00a0=1"),
        ("\ufeff+1", "'\ufeff+1"),
        (" \u200b@1", "' \u200b@1"),
        ("|1", "'|1"),
        # Where semicolons or tabs separate cells, or a line ends, another one starts.
        ("\t=1", "'\t'=1"),
        ("a\n=1", "a\n'=1"),
        ("Deliver;=cmd|' /C calc'!A0", "Deliver;'=cmd|' /C calc'!A0"),
        ('a; "-1" ;;@b', "a; \"'-1\" ;;'@b"),
        ("a - b, =c; d", "a - b, =c; d"),
    ],
)
def test_no_cell_starts_a_formula_wherever_a_spreadsheet_starts_one(
    name: str, cell: str
) -> None:
    policy = {
        "policycheck": 1,
        "policy": {"id": "x", "title": "X"},
        "controllers": {"x": {"name": "X"}},
        "activities": [{"id": "a", "name": name}],
    }
    (row,) = list(csv.reader(io.StringIO(ropa.export(policy))))[1:]

    assert row[0] == cell


def test_the_record_says_none_unclear_and_who() -> None:
    loud = rows("tests/fixtures/interop/everything.yaml")[0]

    assert loud["30(1)(a) Joint controllers"] == "Two Ltd"
    assert loud["30(1)(a) Representative"] == "Rep, 1 Way, IE"
    assert loud["30(1)(d) Categories of recipients"] == (
        "Helper (Hosting, processor, US); Friend (affiliate)"
    )
    assert loud["30(1)(e) Transfers to third countries"] == (
        "Helper in US: scc; countries not named: safeguard [not stated]"
    )
    assert loud["30(1)(f) Time limits for erasure"] == (
        "unlimited; at least P1W, P2W; after you leave; as the law asks, AO"
    )


def test_the_resolved_policy_fills_in_what_general_statements_say() -> None:
    made = json.loads(resolved.export(data("tests/fixtures/interop/everything.yaml")))
    loud, quiet, _ = made["activities"]

    assert (made["version"], made["schema"]) == (1, 1)
    assert quiet["legal_bases"]["grain"] == "general"
    assert quiet["legal_bases"]["at"] == ["/general/0/legal_bases"]
    assert [each["id"] for each in quiet["legal_bases"]["values"]] == ["yes", "deal"]
    assert quiet["recipients"] == {"grain": "undisclosed"}
    assert quiet["transfers"]["none"] is True
    assert loud["recipients"]["values"][0] == {
        "id": "helper",
        "entry": {
            "name": "Helper",
            "category": "Hosting",
            "role": ["processor"],
            "country": "US",
        },
        "role": "processor",
    }
    assert quiet["purposes"]["unclear"] == ["as needed"]


def test_a_policy_without_activities_is_exported() -> None:
    bare = {
        "policycheck": 1,
        "policy": {"id": "x", "title": "X"},
        "controllers": {"x": {"name": "X"}},
    }

    assert "activities" not in json.loads(resolved.export(bare))
    assert len(ropa.export(bare).splitlines()) == 1
    assert len(json.loads(dpv.export(bare))["@graph"]) == 2


def test_losses_stand_where_the_format_has_no_field() -> None:
    policy = data("policies/example/policy.yaml")

    assert "/claims" in [str(each.at) for each in dpv.losses(policy)]
    assert "/data_categories/email/ccpa" in [
        str(each.at) for each in ropa.losses(policy)
    ]


def test_a_mechanism_has_an_id() -> None:
    assert (mechanism("scc"), mechanism("gdpr:45-3")) == ("gdpr:46-2-c", "gdpr:45-3")


@pytest.mark.parametrize(
    ("contact", "node"),
    [
        ({"email": "a@x.de"}, {"foaf:mbox": {"@id": "mailto:a@x.de"}}),
        ({"email": "a at x"}, {"foaf:mbox": "a at x"}),
        ({"form": "https://x.de/a", "name": "A"},
         {"foaf:name": "A", "foaf:page": {"@id": "https://x.de/a"}}),
        ({"form": "in the app"}, {"foaf:page": "in the app"}),
    ],
)  # fmt: skip
def test_only_an_address_is_an_identifier_in_dpv(
    contact: dict[str, str], node: dict[str, Any]
) -> None:
    policy = {
        "policycheck": 1,
        "policy": {"id": "x", "title": "X"},
        "controllers": {"x": {"name": "X"}},
        "contacts": {"dpo": contact},
    }
    notice = json.loads(dpv.export(policy))["@graph"][0]

    assert notice["dpv:hasDataProtectionOfficer"] == node


@pytest.mark.parametrize("basis", ["missing", {"use": "missing"}])
def test_a_basis_that_names_nothing_is_exported_by_its_name(basis: object) -> None:
    """Such a policy keeps to the schema, so it can be exported."""
    data = {
        "policycheck": 1,
        "policy": {"id": "a", "title": "A"},
        "controllers": {"a": {"name": "A"}},
        "data_categories": {"d": {"name": "D"}},
        "purposes": {"p": {"name": "P"}},
        "activities": [
            {
                "id": "x",
                "data_categories": ["d"],
                "purposes": ["p"],
                "legal_bases": [basis],
            }
        ],
    }
    assert schema.problems(data) == []

    [disclosed] = tilt_out.export(data)["dataDisclosed"]

    assert [each["reference"] for each in disclosed["legalBases"]] == ["missing"]
