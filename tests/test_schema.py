"""Documents against the schema: one sentence at the smallest place; then itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import jsonschema
import jsonschema_rs
import pytest

from policycheck import schema
from policycheck.location import Pointer
from policycheck.regimes import book
from policycheck.schema_errors import repeated
from policycheck.schema_shapes import shape
from policycheck.schema_words import shown
from policycheck.source import read

TODAY = date(2026, 11, 23)
BASE = """\
policycheck: 1
policy: {id: a, title: A}
controllers: {acme: {name: Acme}}
"""
ID = "an id (lower case letters, digits and single hyphens)"
PERIOD = "an ISO 8601 period such as P30D, P13M or P2Y"
PLACE = "an ISO 3166 country such as DE, a subdivision such as US-CA, EU or EEA"
DATE = "a date written YYYY-MM-DD"
UNCLEAR = "{unclear: the words}"
TOP = "a mapping that starts with `policycheck: 1`"


def found(data: object) -> list[tuple[str, str, str]]:
    """Rule, pointer and message of each problem, in the order of their places."""
    return sorted(
        (rule.removeprefix("schema/"), str(problem.at), problem.message)
        for rule, problem in schema.problems(data)
    )


def policy(text: str) -> Any:  # noqa: ANN401 - data that the schema is to judge
    """A minimal valid policy in which `text` adds a key or replaces one."""
    key = text.partition(":")[0]
    kept = [line for line in BASE.splitlines() if not line.startswith(f"{key}:")]
    document = read("p.yaml", "\n".join([*kept, text]).encode())
    assert document.faults == ()
    return document.data


def activity(slots: str) -> Any:  # noqa: ANN401 - data that the schema is to judge
    return policy(f"activities: [{{id: a, {slots}}}]")


def test_a_minimal_policy_is_valid() -> None:
    assert found(policy("x-own: [~, {a: 1}]")) == []


@pytest.mark.parametrize(
    ("text", "pointer", "message"),
    [
        ("activites: []", "/activites", "activites; activities"),
        ("foo: 1", "/foo", "foo"),
        ('"": 1', "/", ""),
        (
            "policy: {id: a, title: A, vresion: b}",
            "/policy/vresion",
            "vresion; version",
        ),
        ("purposes: {p: {nam: x, name: y}}", "/purposes/p/nam", "nam; name"),
        ("rights: [{grants: {acess: {}}}]", "/rights/0/grants/acess", "acess; access"),
        ("a/b: 1", "/a~1b", "a/b"),
        (f"{'k' * 99}: 1", f"/{'k' * 99}", f"{'k' * 59}…"),
    ],
)
def test_an_unknown_key_is_named_with_the_key_that_was_meant(
    text: str, pointer: str, message: str
) -> None:
    key, _, meant = message.partition("; ")
    hint = f"; did you mean {meant}?" if meant else ""

    assert found(policy(text)) == [
        ("unknown-key", pointer, f"the key '{key}' is not known here{hint}")
    ]


@pytest.mark.parametrize(
    ("text", "pointer", "keys"),
    [
        ("policy: {id: a}", "/policy", "title is"),
        ("policy: {x-a: 1}", "/policy", "id and title are"),
        ("purposes: {p: {kind: [fraud_prevention]}}", "/purposes/p", "name is"),
        ("automated_decisions: [{quote: q}]", "/automated_decisions/0", "about is"),
        (
            "scope: {excludes: [{quote: q}]}",
            "/scope/excludes/0",
            "what and because are",
        ),
    ],
)
def test_keys_that_are_missing_are_named_where_they_belong(
    text: str, pointer: str, keys: str
) -> None:
    assert found(policy(text)) == [("missing-key", pointer, f"{keys} missing")]


def test_an_empty_policy_lacks_every_key_that_is_needed() -> None:
    assert found({}) == [
        (
            "missing-key",
            "",
            (
                "policycheck, policy and controllers are missing; a policy starts with "
                "`policycheck: 1`"
            ),
        )
    ]


def test_an_unknown_key_like_no_other_is_told_with_the_few_there_are() -> None:
    keys = (
        "max, min, approximate, after, criterion, law, reason, then, stage, "
        "changeable, replaces, quote or quotes"
    )

    assert found(policy("retention: {r: {X-a: 1, max: P1Y}}")) == [
        (
            "unknown-key",
            "/retention/r/X-a",
            f"the key 'X-a' is not known here; expected {keys}",
        )
    ]


@pytest.mark.parametrize(
    ("text", "pointer", "message"),
    [
        (
            "policy: {id: a, title: 3}",
            "/policy/title",
            "expected text, found a whole number: put it in quotes",
        ),
        (
            "policy: {id: 7, title: A}",
            "/policy/id",
            f"expected {ID}, found a whole number: put it in quotes",
        ),
        (
            "policy: {id: a, title: A, effective: 2026}",
            "/policy/effective",
            f"expected {DATE}, found a whole number",
        ),
        (
            "policy: {id: a, title: A, version: true}",
            "/policy/version",
            "expected text or a number, found true or false: put it in quotes",
        ),
        ("policy: [a]", "/policy", "expected a mapping, found a list"),
        ("policy: 3", "/policy", "expected a mapping, found a whole number"),
        ("policy: ~", "/policy", "has no value; expected a mapping"),
        ("purposes: {p: ~}", "/purposes/p", "has no value; expected a purpose"),
        (
            "policy: {id: a, title: ~}",
            "/policy/title",
            "has no value; expected text",
        ),
        (
            "policy: {id: a, title: A, regimes: eu-gdpr}",
            "/policy/regimes",
            "expected a list, found text: put it in [ ]",
        ),
        ("activities: {a: {}}", "/activities", "expected a list, found a mapping"),
        ("activities: none", "/activities", "expected a list, found text"),
        (
            "organisation: {mobile_app: 'no'}",
            "/organisation/mobile_app",
            "expected true or false, found text: 'no' is text in YAML 1.2, write false",
        ),
        (
            "organisation: {employees: many}",
            "/organisation/employees",
            "expected a whole number, found text",
        ),
        (
            "signals: {gpc: honoured}",
            "/signals/gpc",
            "expected {is: honoured} or {is: ignored}, found text",
        ),
    ],
)
def test_a_value_of_another_kind_is_told_from_the_kind_expected(
    text: str, pointer: str, message: str
) -> None:
    assert found(policy(text)) == [("wrong-type", pointer, message)]


@pytest.mark.parametrize(
    ("text", "pointer", "message"),
    [
        (
            "policy: {id: a, title: A, regimes: [eu-gpdr]}",
            "/policy/regimes/0",
            "'eu-gpdr' is not known here; did you mean eu-gdpr?",
        ),
        (
            "signals: {gpc: {is: maybe}}",
            "/signals/gpc/is",
            "'maybe' is not known here; expected honoured or ignored",
        ),
        (
            "signals: {gpc: {is: true}}",
            "/signals/gpc/is",
            "'true' is not known here; expected honoured or ignored",
        ),
        (
            "policycheck: 2",
            "/policycheck",
            "'2' is not known here; expected 1",
        ),
        (
            "policycheck: 1.0",
            "/policycheck",
            "'1.0' is not known here; did you mean 1?",
        ),
        (
            "legal_bases: {b: {basis: because}}",
            "/legal_bases/b/basis",
            (
                "'because' is not known here; expected consent, contract, "
                "legal-obligation, vital-interests, public-task, legitimate-interests, "
                "recognised-legitimate-interest, soft-opt-in, gdpr:6-1-a, gdpr:6-1-b, "
                "gdpr:6-1-c, gdpr:6-1-d, gdpr:6-1-e, gdpr:6-1-f, uk-gdpr:6-1-ea or "
                "eprivacy:13-2"
            ),
        ),
        (
            "purposes: {p: {name: P, kind: [direct_marketing]}}",
            "/purposes/p/kind/0",
            (
                "'direct_marketing' is not known here; the nearest of 24 words are "
                "direct_marketing_postal, direct_marketing_electronic, retargeting, "
                "troubleshooting, recruitment"
            ),
        ),
    ],
)
def test_a_word_that_is_not_in_a_closed_list_is_told_from_those_that_are(
    text: str, pointer: str, message: str
) -> None:
    assert found(policy(text)) == [("unknown-value", pointer, message)]


@pytest.mark.parametrize(
    ("text", "pointer", "message"),
    [
        (
            "signals: {gpc: {is: ~}}",
            "/signals/gpc/is",
            "has no value; expected honoured or ignored",
        ),
        (
            "signals: {gpc: {is: [honoured]}}",
            "/signals/gpc/is",
            "expected honoured or ignored, found a list",
        ),
        (
            "legal_bases: {b: {basis: {is: consent}}}",
            "/legal_bases/b/basis",
            "expected a word, found a mapping",
        ),
        (
            "policycheck: '1'",
            "/policycheck",
            "expected 1, found text: leave the quotes out",
        ),
    ],
)
def test_what_is_no_word_at_all_is_of_the_wrong_type(
    text: str, pointer: str, message: str
) -> None:
    assert found(policy(text)) == [("wrong-type", pointer, message)]


@pytest.mark.parametrize(
    ("text", "pointer", "message"),
    [
        (
            "policy: {id: a, title: A, effective: 1 May 2026}",
            "/policy/effective",
            f"'1 May 2026' is not {DATE}",
        ),
        ("policy: {id: A b, title: A}", "/policy/id", f"'A b' is not {ID}"),
        (
            f"policy: {{id: {'a' * 101}, title: A}}",
            "/policy/id",
            f"'{'a' * 59}…' is not {ID}",
        ),
        (
            "controllers: {acme: {name: Acme, country: Germany}}",
            "/controllers/acme/country",
            f"'Germany' is not {PLACE}",
        ),
        (
            "retention: {r: {min: 2 years}}",
            "/retention/r/min",
            f"'2 years' is not {PERIOD}",
        ),
        ("retention: {r: {min: P}}", "/retention/r/min", f"'P' is not {PERIOD}"),
        (
            "waivers: [{rule: x, reason: y}]",
            "/waivers/0/rule",
            "'x' is not a rule id such as gdpr/purpose-without-legal-basis",
        ),
        (
            "waivers: [{rule: x/y, at: activities, reason: y}]",
            "/waivers/0/at",
            "'activities' is not a pointer such as /activities/orders",
        ),
        (
            "organisation: {employees: -1}",
            "/organisation/employees",
            "-1 is not at least 0",
        ),
        ("minors: {consent_age: 99}", "/minors/consent_age", "99 is not at most 21"),
        ("purposes: {All: {name: x}}", "/purposes/All", f"'All' is not {ID}"),
        ('purposes: {"": {name: x}}', "/purposes/", f"'' is not {ID}"),
        (
            "purposes: {all: {name: x}}",
            "/purposes/all",
            "'all' is a reserved word and cannot be an id",
        ),
        (
            "policy: {id: none, title: A}",
            "/policy/id",
            "'none' is a reserved word and cannot be an id",
        ),
    ],
)
def test_a_value_written_another_way_is_told_from_the_way_expected(
    text: str, pointer: str, message: str
) -> None:
    assert found(policy(text)) == [("malformed-value", pointer, message)]


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ("policy: {id: a, title: ''}", "/policy/title"),
        ("activities: []", "/activities"),
        ("purposes: {}", "/purposes"),
        ("financial_incentives: []", "/financial_incentives"),
        ("financial_incentives: {unclear: ''}", "/financial_incentives/unclear"),
        ("scope: {covers: ['']}", "/scope/covers/0"),
        ("quotes: {policy: ''}", "/quotes/policy"),
    ],
)
def test_an_empty_text_list_or_mapping_says_nothing(text: str, pointer: str) -> None:
    assert found(policy(text)) == [("empty-value", pointer, "is empty")]


@pytest.mark.parametrize(
    ("items", "index", "said"),
    [
        ("[eu-gdpr, us-ca-ccpa, eu-gdpr, eu-gdpr]", 2, "eu-gdpr"),
        ("[us-nv, us-nv]", 1, "us-nv"),
    ],
)
def test_an_item_listed_twice_is_told_at_its_second_place(
    items: str, index: int, said: str
) -> None:
    assert found(policy(f"policy: {{id: a, title: A, regimes: {items}}}")) == [
        (
            "repeated-item",
            f"/policy/regimes/{index}",
            f"'{said}' is already in the list",
        )
    ]


CHOICE = f"none, a list or {UNCLEAR}"


@pytest.mark.parametrize(
    ("slots", "rule", "pointer", "message"),
    [
        (
            "recipients: host",
            "wrong-type",
            "",
            f"expected {CHOICE}, found 'host': put it in [ ]",
        ),
        (
            "recipients: non",
            "unknown-value",
            "",
            "'non' is not known here; did you mean none?",
        ),
        ("recipients: ~", "wrong-type", "", f"has no value; expected {CHOICE}"),
        ("recipients: all", "wrong-type", "", f"expected {CHOICE}, found 'all'"),
        ("recipients: ''", "empty-value", "", "is empty"),
        ("recipients: []", "empty-value", "", "is empty"),
        ("recipients: {}", "wrong-type", "", f"expected {CHOICE}, found a mapping"),
        ("recipients: 3", "wrong-type", "", f"expected {CHOICE}, found a whole number"),
        (
            "recipients: [Host]",
            "malformed-value",
            "/0",
            f"'Host' is not {ID}, a mapping or a recipient",
        ),
        (
            "recipients: [none]",
            "malformed-value",
            "/0",
            "'none' is a reserved word and cannot be an id",
        ),
        (
            "recipients: [[host]]",
            "wrong-type",
            "/0",
            f"expected {ID}, a mapping or a recipient, found a list",
        ),
        (
            "recipients: [{to: host, wondow: P1Y}]",
            "unknown-key",
            "/0/wondow",
            "the key 'wondow' is not known here; did you mean window?",
        ),
        (
            "recipients: [{to: host, disclosure: [given]}]",
            "unknown-value",
            "/0/disclosure/0",
            "'given' is not known here; expected business-purpose, sold or shared",
        ),
        (
            "recipients: [{to: {nam: Host, name: H}}]",
            "unknown-key",
            "/0/to/nam",
            "the key 'nam' is not known here; did you mean name?",
        ),
        (
            "recipients: [{name: Host, rol: [processor]}]",
            "unknown-key",
            "/0/rol",
            "the key 'rol' is not known here; did you mean role?",
        ),
        (
            "recipients: [{name: Host, role: [procesor]}]",
            "unknown-value",
            "/0/role/0",
            "'procesor' is not known here; did you mean processor?",
        ),
        (
            "legal_bases: [{use: order, four: [fulfil]}]",
            "unknown-key",
            "/0/four",
            "the key 'four' is not known here; did you mean for?",
        ),
        (
            "legal_bases: [{basis: contrat}]",
            "unknown-value",
            "/0/basis",
            "'contrat' is not known here; did you mean contract?",
        ),
        (
            "sources: [obsrved]",
            "unknown-value",
            "/0",
            "'obsrved' is not known here; did you mean observed?",
        ),
        (
            "sources: [elsewhere]",
            "unknown-value",
            "/0",
            (
                "'elsewhere' is not known here; expected data-subject, observed, "
                "derived, third-party, public, processor or a mapping"
            ),
        ),
        (
            "sources: [1]",
            "wrong-type",
            "/0",
            (
                "expected data-subject, observed, derived, third-party, public, "
                "processor or a mapping, found a whole number"
            ),
        ),
        (
            "retention: [{max: 10 years}]",
            "malformed-value",
            "/0/max",
            f"'10 years' is not unlimited or {PERIOD}",
        ),
        (
            "retention: [{max: unlimitd}]",
            "unknown-value",
            "/0/max",
            "'unlimitd' is not known here; did you mean unlimited?",
        ),
        (
            "transfers: [{countries: [DE, DE]}]",
            "repeated-item",
            "/0/countries/1",
            "'DE' is already in the list",
        ),
    ],
)
def test_where_several_forms_may_stand_the_one_that_was_meant_is_explained(
    slots: str, rule: str, pointer: str, message: str
) -> None:
    slot = slots.partition(":")[0]

    assert found(activity(slots)) == [(rule, f"/activities/0/{slot}{pointer}", message)]


def test_a_choice_of_words_and_a_mapping_names_both() -> None:
    assert found(policy("general: [{id: g, about: everything}]")) == [
        (
            "unknown-value",
            "/general/0/about",
            "'everything' is not known here; expected all or a mapping",
        )
    ]


@pytest.mark.parametrize(
    ("cell", "pointer", "message"),
    [
        (
            "3",
            "",
            (
                "expected true or false, none, not-applicable or a list, "
                "found a whole number"
            ),
        ),
        ("[a, 3]", "/1", "expected text, found a whole number: put it in quotes"),
    ],
)
def test_a_choice_within_a_choice_is_one_choice(
    cell: str, pointer: str, message: str
) -> None:
    data = policy(
        f"published: [{{table: collected, rows: [{{label: a, collected: {cell}}}]}}]"
    )

    assert found(data) == [
        ("wrong-type", f"/published/0/rows/0/collected{pointer}", message)
    ]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ([], "a list"),
        ([{"policycheck": 1}], "a list"),
        ("policycheck", "text"),
        (7, "a whole number"),
        (1.5, "a number"),
        (True, "true or false"),
    ],
)
def test_a_document_that_is_no_mapping_is_one_finding(data: object, kind: str) -> None:
    assert found(data) == [("wrong-type", "", f"expected {TOP}, found {kind}")]


def test_every_fault_is_told_at_once() -> None:
    data = policy(
        "activities: [{id: a, purposes: []}, {id: B}, {name: 1}]\n"
        "purposes: {p: {}, q: {name: 3}}\nfoo: 1"
    )

    assert found(data) == [
        ("empty-value", "/activities/0/purposes", "is empty"),
        ("malformed-value", "/activities/1/id", f"'B' is not {ID}"),
        ("missing-key", "/activities/2", "id is missing"),
        ("missing-key", "/purposes/p", "name is missing"),
        ("unknown-key", "/foo", "the key 'foo' is not known here"),
        (
            "wrong-type",
            "/activities/2/name",
            "expected text, found a whole number: put it in quotes",
        ),
        (
            "wrong-type",
            "/purposes/q/name",
            "expected text, found a whole number: put it in quotes",
        ),
    ]


def test_a_message_is_one_line_and_short_whatever_the_policy_says() -> None:
    """A policy's own words are cut and their line breaks dropped."""
    words = "very\nlong\u2028words " * 400
    data = policy("purposes: {p: {name: x}}")
    data["policy"]["effective"] = words
    data["purposes"][words] = {"name": "x"}
    data["policy"]["regimes"] = [[words]]

    messages = [message for _, _, message in found(data)]

    assert len(messages) == 3
    for message in messages:
        assert len(message.splitlines()) == 1
        assert len(message) < 200


def test_a_policy_that_only_one_validator_refuses_is_not_called_valid(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(schema._explainer(), "iter_errors", lambda *_: [])  # noqa: SLF001

    [(rule, problem)] = schema.problems(policy("policy: {id: a, title: 3}"))

    assert (rule, problem.at) == (
        "schema/validators-disagree",
        Pointer(("policy", "title")),
    )
    assert problem.message == '3 is not of type "string"'


def test_what_is_shown_of_a_value_reads_as_it_is_written() -> None:
    assert [shown(each) for each in ("a  b", 1, None, [True, {"a": "b"}])] == [
        "'a b'",
        "'1'",
        "'null'",
        '\'[true, {"a": "b"}]\'',
    ]


# --- the schema itself


SCHEMA = json.loads(schema.text())
KEYWORDS = {
    "$defs", "$id", "$ref", "$schema", "additionalProperties", "anyOf", "const",
    "description", "enum", "items", "maxLength", "maximum", "minItems", "minLength",
    "minProperties", "minimum", "not", "pattern", "patternProperties", "properties",
    "propertyNames", "required", "title", "type", "uniqueItems",
}  # fmt: skip
_MAPS = ("properties", "patternProperties", "$defs")
_LISTS = ("anyOf",)
_SINGLE = ("items", "additionalProperties", "propertyNames", "not")


def subschemas(node: Any, at: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401 - JSON
    """Every schema in the schema, with the place it stands at."""
    if not isinstance(node, dict):
        return
    yield at, node
    for keyword in _MAPS:
        for key, below in node.get(keyword, {}).items():
            yield from subschemas(below, f"{at}/{keyword}/{key}")
    for keyword in _LISTS:
        for index, below in enumerate(node.get(keyword, [])):
            yield from subschemas(below, f"{at}/{keyword}/{index}")
    for keyword in _SINGLE:
        yield from subschemas(node.get(keyword), f"{at}/{keyword}")


def definition(name: str) -> dict[str, Any]:
    found_there: dict[str, Any] = SCHEMA["$defs"][name]
    return found_there


def test_the_schema_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema_rs.meta.validate(SCHEMA)

    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_schema_uses_only_keywords_that_messages_are_made_for() -> None:
    used = {keyword for _, node in subschemas(SCHEMA) for keyword in node}

    assert used <= KEYWORDS


def test_every_property_is_described() -> None:
    """An editor shows the description; a reference brings its own."""
    for at, node in subschemas(SCHEMA):
        for key, below in node.get("properties", {}).items():
            said = below.get("description") or definition(
                below["$ref"].rpartition("/")[2]
            ).get("description")
            assert said, f"{at}/{key}"


def test_every_definition_and_pattern_has_a_title() -> None:
    """Messages say what was expected by its title."""
    for at, node in subschemas(SCHEMA):
        if at.startswith("#/$defs/") and at.count("/") == 2:
            assert "title" in node, at
        if {"pattern", "maxLength", "not"} & node.keys():
            assert "title" in node, at


def test_patterns_mean_the_same_to_every_validator() -> None:
    for at, node in subschemas(SCHEMA):
        pattern = node.get("pattern", "")
        assert not re.search(r"\\[dDwWbB]|\$", pattern), at
        assert pattern.startswith("^") or not pattern, at
        for key in node.get("patternProperties", {}):
            assert key == "^x-", at


def test_an_object_is_closed_or_keyed_by_id() -> None:
    """Unknown keys are errors everywhere, and x- is carried everywhere."""
    for at, node in subschemas(SCHEMA):
        if node.get("type") != "object":
            continue
        if "properties" in node:
            assert node["additionalProperties"] is False, at
            assert list(node["patternProperties"]) == ["^x-"], at
        else:
            assert isinstance(node["additionalProperties"], dict), at


def test_no_empty_list_text_or_catalogue_is_allowed() -> None:
    for at, node in subschemas(SCHEMA):
        if at.endswith("/version"):
            continue
        match node.get("type"):
            case "array":
                assert node.get("minItems") == 1, at
            case "string":
                assert node.get("minLength") == 1 or "pattern" in node, at
            case "object" if "properties" not in node:
                assert node.get("minProperties") == 1, at


def test_every_reference_leads_to_a_definition_and_every_definition_is_used() -> None:
    used = {node["$ref"] for _, node in subschemas(SCHEMA) if "$ref" in node}

    assert used == {f"#/$defs/{name}" for name in SCHEMA["$defs"]}


def test_no_word_of_the_schema_is_read_as_another_by_yaml() -> None:
    """No yes, no, on, off: an editor with YAML 1.1 reads these as true and false."""
    banned = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", ""}
    for at, node in subschemas(SCHEMA):
        words = {str(word).lower() for word in node.get("enum", ())}
        words |= {str(node["const"]).lower()} if "const" in node else set()
        words |= {key.lower() for key in node.get("properties", {})}
        assert not words & banned, at


@pytest.mark.parametrize(
    ("name", "fits", "fails"),
    [
        (
            "period",
            ["P30D", "P1Y6M", "PT30M", "P2W", "P1DT12H", "P99999Y"],
            [
                "P",
                "PT",
                "P1H",
                "P-1D",
                "P1.5D",
                "1Y",
                "P1M1Y",
                "P1D\n",
                "P100000Y",
                "P\u0661D",  # a digit, but not an ASCII one
            ],
        ),
        (
            "place",
            ["DE", "US-CA", "EEA", "EU", "GB-ENG", "NO"],
            ["de", "DEU", "US-", "US-CALI", "EEA-DE", "DE\n", ""],
        ),
        (
            "id",
            ["a", "0", "a-b-1"],
            ["A", "a_b", "-a", "a-", "a--b", "ä", "a\n", "", "a b", "all", "none"],
        ),
        (
            "date",
            ["2026-11-23", "2026-99-99"],
            [
                "2026-1-1",
                "20261123",
                "2026-11-23T00:00",
                "2026-11-23\n",
                "\u0662026-11-23",
            ],
        ),
    ],
)
def test_a_pattern_tells_what_fits_from_what_does_not(
    name: str, fits: list[str], fails: list[str]
) -> None:
    """To both validators alike."""
    compiled = jsonschema_rs.Draft202012Validator(definition(name))
    plain = jsonschema.Draft202012Validator(definition(name))

    for words in (*fits, *fails):
        expected = words in fits
        assert compiled.is_valid(words) is expected, words
        assert plain.is_valid(words) is expected, words


def words_at(node: dict[str, Any], *keys: str) -> set[str]:
    """The words that some property, below, takes from a closed list."""
    for key in keys:
        node = node["properties"][key]
    return {
        word
        for _, below in subschemas(node)
        for word in (*below.get("enum", ()), below.get("const"))
        if word not in {None, "none"}
    }


def words_of(facts: list[dict[str, Any]]) -> set[str]:
    return {fact["word"] for fact in facts}


def test_the_categories_of_california_are_the_words_of_the_schema() -> None:
    facts = book("us-ca-ccpa").facts
    category = definition("data_category")

    assert words_of(facts["categories"]) <= words_at(category, "ccpa")
    assert words_of(facts["sensitive_kinds"]) == words_at(
        category, "sensitive", "us-ca-ccpa"
    )


# --- What to do about it


LONG = "write it as in P30D (days), P13M (months) or P3Y (years)"


def advice(text: str) -> list[str | None]:
    return [problem.fix for _, problem in schema.problems(policy(text))]


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("retention: {r: {max: 3 years}}", "write P3Y"),
        ("retention: {r: {max: two months}}", "write P2M"),
        ("retention: {r: {max: P1.5Y}}", LONG),
        ("policy: {id: a, title: A, effective: 1 July 2026}", "write 2026-07-01"),
        ("policy: {id: a, title: A, effective: 'July 1st, 2026'}", "write 2026-07-01"),
        ("policy: {id: a, title: A, effective: 2026/7/1}", "write 2026-07-01"),
        ("policy: {id: a, title: A, effective: 7/1/2026}", "write it as in 2026-07-01"),
        ("policy: {id: Acme Shop, title: A}", "write acme-shop"),
        ("policy: {id: ---, title: A}", "write it as in order-history"),
        (
            "controllers: {acme: {name: Acme, country: Ireland}}",
            "write it as in IE, the two letters for Ireland",
        ),
        ("policy: {id: a, title: A, regimes: [eu-gpdr]}", "write eu-gdpr"),
        ("policy: {id: a, titel: A, title: A}", "write title"),
        ("policy: {id: a, title: A, colour: red}", None),
        ("waivers: [{rule: X, reason: x}]", None),
    ],
)  # fmt: skip
def test_the_advice_says_what_to_write(text: str, fix: str | None) -> None:
    assert advice(text) == [fix]


def test_the_first_line_is_asked_for() -> None:
    data = {"policy": {"id": "a", "title": "A"}, "controllers": {"a": {"name": "A"}}}

    ((rule, problem),) = schema.problems(data)

    assert rule == "schema/missing-key"
    assert problem.message == (
        "policycheck is missing; a policy starts with `policycheck: 1`"
    )
    assert problem.fix == "start the file with the line `policycheck: 1`"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("no", ": 'no' is text in YAML 1.2, write false"),
        ("Yes", ": 'Yes' is text in YAML 1.2, write true"),
        ("'true'", ": leave the quotes out"),
        ("maybe", ""),
    ],
)
def test_what_older_readers_take_for_true_or_false_is_told(
    written: str, hint: str
) -> None:
    text = f"organisation: {{public_authority: {written}}}"
    message = f"expected true or false, found text{hint}"

    assert found(policy(text)) == [
        ("wrong-type", "/organisation/public_authority", message)
    ]


# --- bounded, whatever the policy is


def test_no_more_faults_are_told_than_the_limit_and_the_last_says_so() -> None:
    data = policy("x-a: 1\n" + "".join(f"k{each}: 1\n" for each in range(5)))
    whole = schema.problems(data, 5)
    cut = schema.problems(data, 3)

    assert [problem.message for _, problem in whole] == [
        f"the key 'k{each}' is not known here" for each in range(5)
    ]
    assert cut[:2] == whole[:2]
    assert [(rule, problem.at, problem.message) for rule, problem in cut[2:]] == [
        (
            "schema/unknown-key",
            Pointer(("k2",)),
            "the key 'k2' is not known here; more than these 3 faults are not listed",
        )
    ]


def test_of_a_vast_file_the_first_fault_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Explaining each could take more memory than there is."""
    monkeypatch.setattr(schema, "_VAST", 100)
    many = ", ".join(["0"] * 101)
    data = policy(f"contacts: [{many}]\nx-many: [{many}]")

    [(rule, problem)] = schema.problems(data)

    assert (rule, problem.at) == ("schema/malformed-value", Pointer(("contacts",)))
    assert problem.message.endswith("; only the first fault of so large a file is told")
    assert len(problem.message) < 220
    assert schema.problems({**data, "contacts": {"a": {"email": "a@b.example"}}}) == []


def test_repeated_items_are_found_without_comparing_each_with_each() -> None:
    ids = [f"a{each}" for each in range(20_000)]
    mixed: list[object] = [{"a": each} for each in range(20_000)]

    assert list(repeated([*ids, "a7", "a0"])) == [20_000, 20_001]
    assert list(repeated([*mixed, True, 1, {"a": 3}])) == [20_002]


def test_a_key_of_digits_is_a_key() -> None:
    """The compiled validator gives it as an index."""
    data = policy("audiences: {'0': 7, '1': {name: A, places: []}}")

    assert found(data) == [
        ("empty-value", "/audiences/1/places", "is empty"),
        ("wrong-type", "/audiences/0", "expected a mapping, found a whole number"),
    ]


def test_the_words_that_decide_nothing_may_be_misspelt() -> None:
    at = "/activities/0/recipients"

    assert found(activity("recipients: {uncler: x}")) == [
        ("missing-key", at, "unclear is missing"),
        (
            "unknown-key",
            f"{at}/uncler",
            "the key 'uncler' is not known here; did you mean unclear?",
        ),
    ]


# --- how the right kind of value is written


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("purposes: [ads]", '{an-id: {name: "..."}}'),
        ("data_categories: {email: Email}", '{name: "..."}'),
        ("legal_bases: consent", "{an-id: {basis: consent}}"),
        ("rights: [{grants: [access]}]", "{access: {}}"),
        ("activities: [{id: a, provision: statutory}]", "{is: [statutory]}"),
        ("activities: [{id: a, sources: web}]", "[data-subject]"),
        ("activities: [{id: a, transfers: US}]", "[{to: an-id}]"),
        ("activities: [{id: a, purposes: }]", "[an-id]"),
        ("activities: [{id: a, retention: {orders: P1Y}}]", "[an-id]"),
    ],
)
def test_a_wrong_kind_comes_with_the_way_the_right_one_is_written(
    text: str, fix: str
) -> None:
    ((_, problem),) = schema.problems(policy(text))

    assert problem.fix == f"write it as {fix}"


def test_what_stands_for_a_mapping_or_list_is_valid() -> None:
    """Every part of the schema: the least value, once its dates are dates."""
    whole = json.loads(schema.text())
    many = 0
    for part in parts(whole):
        if "anyOf" not in part and part.get("type") not in ("object", "array"):
            continue
        text = shape(part, whole["$defs"]).replace("YYYY-MM-DD", "2026-11-30")
        document = read("shape.yaml", f"shape: {text}".encode())
        assert not document.faults
        judge = jsonschema.Draft202012Validator({**part, "$defs": whole["$defs"]})
        assert judge.is_valid(document.data["shape"]), text
        many += 1
    assert many > 100


def parts(schema_: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - a JSON Schema
    """Every schema in a schema."""
    if isinstance(schema_, dict):
        yield schema_
    below = schema_.values() if isinstance(schema_, dict) else schema_
    for each in below if isinstance(schema_, dict | list) else ():
        yield from parts(each)
