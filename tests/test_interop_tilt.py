"""TILT documents as policies and back."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from fuzz.steps import steps

from policycheck import engine, schema, source
from policycheck.errors import PolicycheckError
from policycheck.interop import tilt_in, tilt_out
from policycheck.interop.loss import Imported, Kind, told
from policycheck.interop.overlay import is_same, laid_over, original, stored, tidied
from policycheck.location import ROOT, Pointer
from policycheck.policy import build
from policycheck.policy.attaching import Counts, counts
from policycheck.yaml_text import write

Json: TypeAlias = Any
"""Whatever a JSON file may hold."""
FOLDER = Path(__file__).parent / "fixtures/interop"
BAKERY = (FOLDER / "bakery.tilt.json").read_bytes()
DAY = date(2026, 11, 23)


def imported(document: Json, *, lossless: bool = False) -> Imported:
    raw = document if isinstance(document, bytes) else json.dumps(document).encode()
    (found,) = tilt_in.read("shop.tilt.json", raw, lossless=lossless)
    return found


def policy(document: Json) -> Json:
    """The policy of a document; it passes the schema and gives the document back."""
    for lossless in (True, False):
        data = imported(document, lossless=lossless).document.data
        assert schema.problems(data) == []
        back = source.read("policy.yaml", write(data).encode())
        assert (back.faults, back.data) == ((), data)
        made = tilt_out.export(back.data)
        if lossless:
            assert is_same(made, document)
        else:
            assert is_same(tidy(made), tidy(document))
    return imported(document).document.data


def tidy(value: Json) -> Json:
    return tidied(value, ROOT, ROOT, {})


def entry(**fields: Json) -> dict[str, Json]:
    return {"dataDisclosed": [{"category": "E-mail", **fields}]}


def activity(document: Json) -> Json:
    (only,) = policy(document)["activities"]
    return only


def notes(document: Json) -> list[tuple[str, str, str]]:
    return [
        (each.kind.value, str(each.at), each.message)
        for each in imported(document).notes
    ]


def test_a_whole_document_gives_a_readable_policy() -> None:
    found = policy(json.loads(BAKERY))

    assert found["policy"]["id"] == "backstube-sonnenschein"
    assert found["controllers"]["backstube-sonnenschein-gmbh"] == {
        "name": "Backstube Sonnenschein GmbH",
        "address": "Mühlenweg 4, 24937 Flensburg",
        "country": "DE",
        "x-tilt": {"division": "Online-Laden", "country": "Deutschland", "sector": "C"},
    }
    assert found["contacts"]["dpo"]["email"] == "datenschutz@backstube.example"
    assert found["data_categories"]["bestelldaten"]["elements"] == [
        "Name",
        "Lieferadresse",
    ]
    orders, visits, card = found["activities"]
    assert orders["legal_bases"] == ["contract", "legal-obligation"]
    assert orders["provision"]["is"] == ["contractual"]
    assert orders["retention"][1]["max"] == "P8Y"
    assert visits["recipients"] == "none"
    assert found["legal_bases"][visits["legal_bases"][0]]["interests"] == [
        {"text": "Angriffe erkennen"}
    ]
    assert card["legal_bases"] == {"unclear": "GDPR-31; BDSG-3"}
    assert "country" not in found["recipients"]["karten-ltd"]
    assert found["recipients"]["karten-ltd"]["x-tilt"]["country"] == "IR"
    assert found["automated_decisions"] == "none"


def test_the_report_tells_each_value_with_its_place() -> None:
    lines = told(imported(BAKERY).located).splitlines()

    assert "shop.tilt.json:17:16: read: /controller/country: read as DE" in lines
    assert (
        "shop.tilt.json:102:36: doubtful: /dataDisclosed/3/legalBases/0/reference: GDPR"
        " Art. 31 is no legal basis; those are GDPR Art. 6(1)(a) to (f)"
    ) in lines
    assert (
        "shop.tilt.json:105:90: doubtful: /dataDisclosed/3/recipients/0/country: not"
        " read: IR is Iran; Ireland is IE"
    ) in lines
    assert lines == sorted(
        lines, key=lambda line: [int(n) for n in line.split(":")[1:3]]
    )


def test_what_the_policy_says_by_now_wins_over_the_raw_value() -> None:
    """A field edited after the import is exported as edited."""
    data = imported(BAKERY, lossless=True).document.data
    data["controllers"]["backstube-sonnenschein-gmbh"]["country"] = "DK"
    data["activities"][0]["retention"][1]["max"] = "P1Y"
    data["data_categories"]["besuchsdaten"]["name"] = "Logdaten"

    made = tilt_out.export(data)

    assert made["controller"]["country"] == "DK"
    assert made["dataDisclosed"][0]["storage"][0]["temporal"][1]["ttl"] == "P1Y"
    assert made["dataDisclosed"][2]["category"] == "Logdaten"


def test_findings_stand_in_the_json() -> None:
    """`validate --from tilt` needs no file in between."""
    checked = engine.check(imported(BAKERY).document, as_of=DAY)
    places = {
        (each.rule, str(each.location.pointer)): each.location.span.line
        for each in checked.findings
    }
    lines = BAKERY.decode().splitlines()

    line = places["gdpr/purpose-without-legal-basis", "/activities/2/purposes/0"]
    assert "Treueprogramm" in lines[line - 1]
    line = places["gdpr/retention-undisclosed", "/activities/1/retention"]
    assert '"storage"' in lines[line - 1]


@pytest.mark.parametrize(
    ("legal_bases", "interests", "bare"),
    [
        ([{"reference": "GDPR-6-1-a"}], [], 0),
        ([{"reference": "DSGVO-6-1-f"}], [], 0),
        ([{"reference": "Rechtsgrundlage ist Art. 6 (1) f DSGVO"}], [], 0),
        ([{"description": "Vertrag, Art. 6 Abs. 1 lit. b"}], [], 0),
        ([{"reference": "Art. 6(1)(a) and (f) GDPR"}], [], 0),
        ([{"reference": "BDSG-3"}, {"reference": "GDPR-6-1-e"}], [], 0),
        ([], [{"exists": True, "reasoning": "wir werben"}], 0),
        ([], [{"exists": "ja"}], 0),
        ([{"reference": "GDPR-31"}], [], 2),
        ([{"reference": "GDPR-99-1-a"}, {"reference": "TMG-15-3"}], [], 2),
        ([{"reference": "berechtigtes Interesse"}], [{"exists": False}], 2),
        ([{"reference": "GDPR-9-2-a"}], [], 2),
        ([], [{"reasoning": "wir werben"}], 2),
        ([], [], 2),
        ("GDPR-6-1-b", [], 0),
        ({"reference": "GDPR-6-1-b"}, {"exists": True}, 0),
        ([[1]], "wir werben", 2),
        ([{"reference": 5}], [{"exists": "vielleicht"}], 2),
        ([{"reference": ["GDPR-6-1-b"]}], [], 2),
        ([{"new": 1}], [], 2),
    ],
)
def test_purposes_without_a_usable_basis_are_counted(
    legal_bases: Json, interests: Json, bare: int
) -> None:
    """Counted by hand; a basis is one Art. 6(1) names or an interest that exists."""
    document = entry(
        purposes=[{"purpose": "Werbung"}, {"purpose": "Versand"}],
        legalBases=legal_bases,
        legitimateInterests=interests,
    )

    assert counts(build(policy(document))) == Counts(1, 2, bare)


def test_a_condition_of_article_9_is_no_basis() -> None:
    document = entry(
        legalBases=[{"reference": "GDPR-9-2-h"}, {"reference": "GDPR-6-1-b"}]
    )

    assert activity(document)["conditions"] == [{"condition": "gdpr:9-2-h"}]


@pytest.mark.parametrize(
    ("representative", "controller", "contacts"),
    [
        ({"name": "Jane Super", "email": "jane@x.de", "phone": None},
         {"name": "X"},
         {"representative": {"name": "Jane Super", "email": "jane@x.de"}}),
        ({"name": None, "email": "mail@x.de", "phone": "+49 30 1"},
         {"name": "X", "phone": "+49 30 1", "email": "mail@x.de"}, None),
        ({"email": "x.de/contact"},
         {"name": "X", "form": "https://x.de/contact",
          "x-tilt": {"representative": {"email": "x.de/contact"}}}, None),
        ({"email": "mail[at]x.de", "address": "X"},
         {"name": "X", "email": "mail@x.de",
          "x-tilt": {"representative": {"email": "mail[at]x.de", "address": "X"}}},
         None),
        ({"name": "Jane Super"}, {"name": "X"},
         {"representative": {"name": "Jane Super"}}),
        ({"name": None}, {"name": "X"}, None),
        ("Jane Super", {"name": "X", "x-tilt": {"representative": "Jane Super"}}, None),
    ],
)  # fmt: skip
def test_a_representative_nobody_names_is_how_the_controller_is_reached(
    representative: Json, controller: Json, contacts: Json
) -> None:
    """TILT's representative is a person; an address alone is the controller's."""
    data = policy({"controller": {"name": "X", "representative": representative}})

    assert (data["controllers"]["x"], data.get("contacts")) == (controller, contacts)


def test_the_contact_of_a_controller_is_exported_as_its_representative() -> None:
    shop = {"name": "Shop", "email": "mail@shop.de", "phone": "+49 30 1"}
    data = {"policycheck": 1, "policy": {"id": "s", "title": "S"}}

    made = tilt_out.export({**data, "controllers": {"shop": shop}})["controller"]
    assert made["representative"] == {
        "name": None, "email": "mail@shop.de", "phone": "+49 30 1"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("country", "address", "read"),
    [
        ("DE", None, "DE"),
        ("De", None, "DE"),
        ("UK", None, "GB"),
        ("Germany", None, "DE"),
        ("Irland", "Dublin 4, Irland", "IE"),
        ("IE", "Dublin 4, Irland", "IE"),
        ("IR", None, None),
        ("EN", None, None),
        ("YU", None, None),
        ("el", None, "GR"),
        ("IR", "Dublin 4, Irland", None),
        ("DE", "Wien, Österreich", None),
        ("SW", None, None),
        ("ZZ", None, None),
        ("CA 94041", None, None),
        ("69115", None, None),
        (" weltweit", None, None),
        ("ACME AB\nStorgatan 1\nSchweden", None, "SE"),
        (",\n", None, None),
        (17, None, None),
        (["DE"], None, None),
    ],
)
def test_a_country_is_read_or_told_and_never_guessed(
    country: Json, address: str | None, read: str | None
) -> None:
    recipient = {"name": "ACME", "country": country, "address": address}
    found = policy(entry(recipients=[recipient]))

    assert found["recipients"]["acme"].get("country") == read
    if read != country:
        told_of = notes(entry(recipients=[recipient]))
        kinds = [kind for kind, at, _ in told_of if "country" in at]
        assert kinds[0] == ("doubtful" if read is None else "read")


def test_a_page_of_text_is_no_name() -> None:
    """The first words stand for it, and the page is kept beside them."""
    page = "Seite 9 von 26. " + "Wir geben Daten weiter. " * 40
    found = policy(entry(recipients=[{"name": page}], purposes=[{"purpose": page}]))

    (recipient,) = found["recipients"].values()
    assert recipient["name"].startswith("Seite 9 von 26.")
    assert recipient["name"].endswith("…")
    assert len(recipient["name"]) <= 81
    assert recipient["x-tilt"]["name"] == page
    assert ("doubtful", "/dataDisclosed/0/recipients/0/name",
            f"{len(page)} characters as a name: read as its first words") in notes(
        entry(recipients=[{"name": page}]))  # fmt: skip


def test_a_page_with_a_heading_has_the_heading_for_a_name() -> None:
    page = "Empfänger\n" + "Wir geben Daten weiter. " * 40
    found = policy(entry(recipients=[{"name": page}]))

    assert found["recipients"]["empfaenger"]["name"] == "Empfänger…"


def test_a_word_without_spaces_is_cut_all_the_same() -> None:
    (recipient,) = policy(entry(recipients=[{"name": "x" * 300}]))[
        "recipients"
    ].values()

    assert recipient["name"] == "x" * 80 + "…"


NO_TILT = "this is no TILT document: it has none of its keys, such as dataDisclosed"


@pytest.mark.parametrize(
    ("document", "rule", "place", "message"),
    [
        (b"[]", "not-tilt", (1, 1), NO_TILT),
        (b"[1]", "not-tilt", (1, 2), NO_TILT),
        (b'"text"', "not-tilt", (1, 1), NO_TILT),
        (b"{}", "not-tilt", (1, 1), NO_TILT),
        (b'{"foo": 1}', "not-tilt", (1, 1), NO_TILT),
        (b"null", "not-tilt", (1, 1), NO_TILT),
        (b'[{"meta": {}},\n 1]', "not-tilt", (2, 2), NO_TILT),
        (b'{"meta": ', "syntax", (1, 10), "the text ends where a value belongs"),
        (b'{"meta": NaN}', "syntax", (1, 10), "NaN is no value of JSON"),
        (b'{"meta": {}}\n{}', "syntax", (2, 1),
         "something follows the end of the JSON"),
        (b'{"meta": "\\ud83d"}', "syntax", (1, 10),
         "an escape stands for half of a character"),
        (b'{"meta": %s}' % (b"9" * 5000), "syntax", (1, 10),
         "a number longer than 1000 characters"),
        (b'{"meta": {},\n "meta": {}}', "duplicate-key", (2, 2),
         "the key 'meta' is already on line 1"),
        (b'{"meta": ' + b"[" * 500, "too-deep", (1, 73),
         "nested deeper than 64 levels"),
        (b"\xff", "not-utf-8", (1, 1), "the byte 0xFF is not UTF-8"),
        (b"", "empty", (1, 1), "the file is empty"),
    ],
)  # fmt: skip
def test_what_is_no_tilt_is_a_fault_with_a_place(
    document: bytes, rule: str, place: tuple[int, int], message: str
) -> None:
    """One finding of the file itself, under an id of JSON, and no note."""
    found = imported(document)
    (finding,) = engine.check(found.document, as_of=DAY).findings

    assert (finding.rule, finding.message) == (f"json/{rule}", message)
    span = finding.location.span
    assert (span.line, span.column) == place
    assert found.located == ()


def test_a_file_may_hold_several_documents() -> None:
    raw = json.dumps([{"meta": {"name": "A"}}, {"meta": {"name": "B"}}]).encode()
    one, two = tilt_in.read("dump.json", raw)

    assert [each.document.data["policy"]["id"] for each in (one, two)] == ["a", "b"]
    assert two.document.locate(ROOT / "policy" / "title").span.column > 25


@pytest.mark.parametrize(
    "document",
    [
        {"meta": None},
        {"meta": []},
        {"meta": "Shop"},
        {"meta": {"name": ["Shop"], "version": "1.10", "url": 5}},
        {"meta": {"name": "all", "version": True}},
        {"meta": {"name": "Shop", "version": 10**30}},
        {"controller": "Shop GmbH"},
        {"controller": {"name": "Shop", "representative": "Ina"}},
        {"controller": {"representative": {"email": "irgendwo"}}},
        {"dataProtectionOfficer": {"email": "https://shop.example/dpo"}},
        {"dataProtectionOfficer": {"email": "shop.example/dpo"}},
        {"dataProtectionOfficer": {"email": "Frau Doe\ndoe@shop.example"}},
        {"dataProtectionOfficer": {"email": "a@shop.example, b@shop.example"}},
        {"dataProtectionOfficer": {"name": "  "}},
        {"dataDisclosed": None},
        {"dataDisclosed": {"category": "E-mail", "purposes": ["Werbung"]}},
        {"dataDisclosed": "E-mail"},
        {"dataDisclosed": [True, 3, ["x"], "E-mail", None]},
        {"dataDisclosed": {"0": 1}},
        entry(category=["a"]),
        entry(category=7),
        entry(subcategories=["a", {"b": 1}, 3], purposes={"purpose": "Werbung"}),
        entry(purposes=[{"description": "nur beschrieben"}, {"purpose": {}}, {"x": 1}]),
        entry(purposes=[{"purpose": "Werbung"}, {"purpose": "Werbung"}]),
        entry(purposes=[{"purpose": "Werbung"}, {"purpose": " Werbung"}]),
        entry(recipients=[{"name": "ACME"}, {"address": "Kiel"}, 5]),
        entry(recipients=[{"category": "keine"}, {"category": "none"}]),
        entry(recipients="none"),
        entry(recipients=[{"category": "none", "name": "ACME"}]),
        entry(storage={"temporal": {"ttl": "P1Y", "description": []}}),
        entry(storage=[{"temporal": "P1Y"}, "bis zum Widerruf"]),
        entry(storage=[{"temporal": [{"ttl": "zwei Jahre", "description": "Belege"}]}]),
        entry(storage=[{"temporal": [{"ttl": "Pause"}, {"description": "x"}]}]),
        entry(storage=[{"purposeConditional": "immer", "aggregationFunction": "MAX"}]),
        entry(nonDisclosure="freiwillig"),
        entry(nonDisclosure={"legalRequirement": True, "obligationToProvide": "ja"}),
        entry(nonDisclosure={"obligationToProvide": True}),
        entry(nonDisclosure={"legalRequirement": "wahr"}),
        entry(**{"x-absent": ["category"], "x-json": "1", "k" * 600: 2.5, "n": 10**20}),
        {"thirdCountryTransfers": "weltweit"},
        {"thirdCountryTransfers": [{"country": "weltweit"}, {"country": "ES"}]},
        {"thirdCountryTransfers": [{"country": "A"}, {"country": "B"}]},
        {"thirdCountryTransfers": [{"adequacyDecision": {"available": False}}]},
        {"thirdCountryTransfers": [{"country": "US", "adequacyDecision": "nein"}]},
        {"thirdCountryTransfers": [{"appropriateGuarantees": {"available": True}}]},
        {"sources": [{"dataCategory": "x"}, {"sources": ["y"]}, 3]},
        {"sources": [{"dataCategory": "x", "sources": [{"publiclyAvailable": True}]}]},
        {"sources": [{"dataCategory": "x", "sources": "Register"}]},
        {"rightToInformation": True},
        {"rightToInformation": {"available": True, "email": "irgendwo"}},
        {"rightToInformation": {"available": True, "url": "shop.example/me"}},
        {"rightToRectificationOrDeletion": {"available": True}},
        {"accessAndDataPortability": {"available": True}},
        {"accessAndDataPortability": {"available": False}},
        {"rightToComplain": {"available": True, "description": "Bei der Aufsicht."}},
        {"rightToComplain": {"available": True}},
        {"rightToComplain": {"available": False}},
        {"rightToComplain": {"supervisoryAuthority": {"name": "ULD"}}},
        {"automatedDecisionMaking": {"inUse": True, "logicInvolved": "Punkte"}},
        {"automatedDecisionMaking": {"inUse": True, "scopeAndIntendedEffects": "x"}},
        {"automatedDecisionMaking": {"logicInvolved": "erfolgt nicht", "y": 1}},
        {"automatedDecisionMaking": {"logicInvolved": "erfolgt nicht"}},
        {"automatedDecisionMaking": {"inUse": True, "z": 1}},
        entry(recipients=[{"category": {"a": 1}}]),
        {"automatedDecisionMaking": {"scopeAndIntendedEffects": "x"}},
        {"changesOfPurpose": [{"description": "\u2028\x00\x85 \U0001f600 \u00e9"}]},
        {"new": [[[[[[[[[[[[[[[[[[[[[[[[[[[[["deep"]]]]]]]]]]]]]]]]]]]]]]]]]]]]],
         "meta": {"name": "Shop"}},
    ],
)  # fmt: skip
def test_a_broken_document_is_read_and_given_back(document: Json) -> None:
    """Whatever stands where something else belongs: valid policy, equal round trip."""
    policy(document)
    engine.check(imported(document).document, as_of=DAY)


JUNK: list[Json] = [
    None, True, False, 0, -1, 2.5, "", "  ", "x", "none", "IR", "GDPR-6-1-f", "P1Y",
    "Art. 6 Abs. 1 lit. a und f DSGVO", "true", "https://a.example/x", "a@b.example",
    "w " * 150, [], {}, [[]], [{}], ["x"], [None], {"a": 1}, {"0": 1}, {"x-json": "1"},
    {"x-whole": 1}, {"available": True}, {"exists": True}, [{"available": "true"}],
]  # fmt: skip


def mutated(value: Json, dice: random.Random) -> Json:
    if dice.random() < 0.05:
        return dice.choice(JUNK)
    if isinstance(value, dict):
        return {
            key: mutated(each, dice)
            for key, each in value.items()
            if dice.random() > 0.03
        }
    if isinstance(value, list):
        return [mutated(each, dice) for each in value] + (
            [dice.choice(JUNK)] if dice.random() < 0.1 else []
        )
    return value


@pytest.mark.parametrize("seed", range(40))
def test_a_document_broken_by_chance_is_read_and_given_back(seed: int) -> None:
    document = mutated(json.loads(BAKERY), random.Random(seed))  # noqa: S311 - no secret
    if isinstance(document, dict) and "meta" in document:
        policy(document)


def test_kinds_of_notes_are_few() -> None:
    assert {each.kind for each in imported(BAKERY).notes} == {
        Kind.DOUBTFUL,
        Kind.READ,
        Kind.KEPT,
    }


EXAMPLE = Path(__file__).parent.parent / "policies/example/policy.yaml"


def test_a_policy_written_by_hand_is_exported_with_every_required_key() -> None:
    data = source.read("policy.yaml", EXAMPLE.read_bytes()).data
    made = tilt_out.export(data)

    assert made["controller"]["name"] == "Acme Shop GmbH"
    assert made["meta"]["_hash"] is None
    assert len(made["dataDisclosed"]) == sum(
        len(each["data_categories"]) for each in data["activities"]
    )
    recipients = {
        each["category"]: [to["name"] for to in each["recipients"]]
        for each in made["dataDisclosed"][:4]
    }
    assert recipients == {  # what only some of the data goes to is not told of the rest
        "E-mail address": ["HostCo GmbH", "ParcelCo GmbH"],
        "Name and delivery address": ["HostCo GmbH", "ParcelCo GmbH"],
        "Order history": ["HostCo GmbH"],
        "Payment details": ["HostCo GmbH", "PayCo Ltd"],
    }
    assert made["dataDisclosed"][0]["legalBases"] == [
        {"reference": "GDPR-6-1-b", "description": None}
    ]
    assert made["thirdCountryTransfers"][0]["standardDataProtectionClause"] == {
        "available": True,
        "description": "https://acme.example/scc",
    }
    assert made["automatedDecisionMaking"]["inUse"] is False
    assert "/claims" in [str(each.at) for each in tilt_out.losses(data)]


MINIMAL: dict[str, Json] = {
    "policycheck": 1,
    "policy": {"id": "x", "title": "X"},
    "controllers": {"x": {"name": "X"}},
    "data_categories": {
        "a": {"name": "A"},
        "b": {"name": "B", "identifiability": "aggregated"},
    },
    "legal_bases": {"c": {"basis": "consent"}, "d": {"basis": "gdpr:6-1-b"}},
    "general": [
        {"id": "all-of-it", "about": "all", "legal_bases": ["c", "d"],
         "retention": [{"max": "unlimited"}, {"max": "P1Y", "after": "the end"}],
         "sources": ["public", {"from": "public", "name": "the press"}]},
    ],
    "activities": [
        {"id": "one", "data_categories": "all", "purposes": {"unclear": "as needed"},
         "recipients": {"unclear": "others"}, "transfers": {"unclear": "abroad"},
         "sources": [{"from": "third-party"}, {"from": "observed"}]},
        {"id": "two", "data_categories": [{"name": "C"}],
         "retention": {"unclear": "long"}, "transfers": "none",
         "sources": [{"from": "public", "name": "maps"}],
         "recipients": [{"to": {"name": "Y", "category": "Z"}}],
         "provision": {"consequence": "no service"}},
    ],
    "rights": [
        {"grants": {"erasure": {"how": "write"}, "access": {}}, "via": ["gone"]},
        {"grants": {"access": {"how": "again"}}},
    ],
    "complaints": {"authorities": ["ICO"]},
    "automated_decisions": {"unclear": "perhaps"},
}  # fmt: skip


def test_general_and_unclear_statements_are_exported_as_what_they_are() -> None:
    assert schema.problems(MINIMAL) == []
    made = tilt_out.export(MINIMAL)

    one, two = made["dataDisclosed"]
    assert one["legalBases"] == []  # several bases for everything attach to nothing
    assert one["purposes"][0]["purpose"] == "as needed"
    assert one["storage"][0]["temporal"] == [
        {"ttl": "P1Y", "description": "after the end"}
    ]
    assert two["storage"][0]["purposeConditional"] == ["long"]
    assert [each["country"] for each in made["thirdCountryTransfers"]] == ["abroad"]
    assert made["rightToRectificationOrDeletion"]["description"] == "write"
    assert made["rightToComplain"]["supervisoryAuthority"]["name"] == "ICO"
    assert made["automatedDecisionMaking"]["logicInvolved"] == "perhaps"
    assert [(each["dataCategory"], each["sources"]) for each in made["sources"]] == [
        ("A", [{"publiclyAvailable": True},
               {"description": "the press", "publiclyAvailable": True}]),
        ("A", [{"publiclyAvailable": False}]),
        ("C", [{"description": "maps", "publiclyAvailable": True}]),
    ]  # fmt: skip
    assert two["nonDisclosure"]["consequences"] == "no service"


def test_an_overlay_is_told_from_what_it_lies_over() -> None:
    """A hand-edited overlay never ends in a traceback."""
    assert laid_over({"a": 1}, "text") == "text"
    assert laid_over([1, 2], {"0": 5, "+1": 6, "9": 7}) == [5, 6, 2]
    assert laid_over([1], {"x": 5}) == {"x": 5}
    assert laid_over({"a": [1]}, {"a": {"x-whole": {"0": 1}}}) == {"a": {"0": 1}}
    assert laid_over({"a": 1, "b": 2}, {"x-absent": ["b"]}) == {"a": 1}
    assert original(stored({"x-json": 1.5})) == {"x-json": 1.5}
    with pytest.raises(PolicycheckError, match="x-json holds no JSON"):
        original({"x-json": "{"})


def test_an_overlay_that_is_no_mapping_is_ignored_at_the_top() -> None:
    data = {**MINIMAL, "x-tilt": "mine"}

    assert tilt_out.export(data)["meta"]["name"] == "X"


def test_a_pointer_without_a_place_leads_to_the_nearest_part() -> None:
    document = imported(entry(purposes=["Werbung"])).document

    assert document.locate(Pointer(("purposes", "werbung", "name"))).span.column > 30


def test_a_right_that_is_denied_is_not_implied_by_another_block() -> None:
    both = {"available": True, "description": "Schreiben Sie uns."}
    data = policy(
        {
            "accessAndDataPortability": both,
            "rightToDataPortability": {"available": False},
        }
    )

    assert list(data["rights"][0]["grants"]) == ["access"]


def test_prose_in_place_of_a_reference_is_kept_once() -> None:
    document = entry(legalBases=[{"reference": "Das hängt vom Zweck ab. "}])
    data = policy(document)

    assert data["activities"][0]["legal_bases"] == {
        "unclear": "Das hängt vom Zweck ab."
    }
    assert data["x-tilt"] == {"document": {"x-absent": ["meta", "controller"]}}


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Datum und die Dauer des Besuchs, die genutzten Webseiten",
         "datum-und-die-dauer-des-besuchs"),
        ("Informationen, die Sie uns geben: Wir erfassen alles",
         "informationen-die-sie-uns-geben"),
        ("Wir", "wir"),
        ("x" * 60, "x" * 40),
        ("a b " + "c" * 60, "a"),
    ],
)  # fmt: skip
def test_an_id_is_cut_after_a_word_that_says_something(name: str, id_: str) -> None:
    assert activity({"dataDisclosed": [{"category": name}]})["id"] == id_


NUMBERED: dict[str, Callable[[int], Json]] = {
    "entries": lambda many: {"dataDisclosed": [{"category": "c"}] * many},
    "recipients": lambda many: entry(
        recipients=[{"name": "R", "address": str(n)} for n in range(many)]
    ),
    "purposes": lambda many: entry(
        purposes=[{"purpose": "P", "description": str(n)} for n in range(many)]
    ),
    "bases": lambda many: entry(legalBases=[{"reference": "GDPR-6-1-a"}] * many),
    "sources": lambda many: {
        "dataDisclosed": [{"category": f"c{n}"} for n in range(many)],
        "sources": [
            {"dataCategory": f"c{n}", "sources": [{"publiclyAvailable": True}]}
            for n in range(many)
        ],
    },
    "transfers": lambda many: {"thirdCountryTransfers": [{"country": "US"}] * many},
}


@pytest.mark.parametrize("kind", NUMBERED)
def test_a_document_twice_as_long_takes_about_twice_the_steps(kind: str) -> None:
    def taken(many: int) -> int:
        raw = json.dumps(NUMBERED[kind](many)).encode()

        def work() -> None:
            (found,) = tilt_in.read("shop.tilt.json", raw)
            tilt_out.export(found.document.data)

        return steps(work)

    taken(1)
    assert taken(200) <= 2.2 * taken(100)
