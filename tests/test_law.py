"""The law as data: valid, dated, and every provision checked or excused."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest

from policycheck import law
from policycheck.finding import Problem, Severity
from policycheck.law import Amendment, LawBook, Provision, countries, current
from policycheck.policy import Policy
from policycheck.regimes import REGIMES, always, book
from policycheck.regimes import load as regime
from policycheck.rule import Regime, Rule, rule
from policycheck.source import read

HERE = Path(__file__).parent
FILES = sorted((HERE.parent / "src/policycheck/regimes").glob("*/law*.yaml"))
SCHEMA = json.loads((HERE.parent / "schemas/law.schema.json").read_text())
SOURCE = HERE.parent / "src/policycheck"
TODAY = date(2026, 11, 23)
_MARK = re.compile(r"#\s*findings?:\s*(?P<rules>[a-z0-9/, -]+)\s*$", re.MULTILINE)

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
each_regime = pytest.mark.parametrize("name", REGIMES)


def data(path: Path) -> dict[str, Any]:
    document = read(path.name, path.read_bytes())
    assert document.faults == ()
    found: dict[str, Any] = document.data
    return found


# --- the files


def test_the_schema_of_law_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema_rs.meta.validate(SCHEMA)


@each_file
def test_a_law_file_is_valid(path: Path) -> None:
    errors = jsonschema_rs.Draft202012Validator(SCHEMA).iter_errors(data(path))

    assert [f"{each.instance_path}: {each.message}" for each in errors] == []


def dated(node: object, at: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every mapping with dates in it, and where it stands."""
    if isinstance(node, dict):
        if node.keys() & {"since", "until", "reviewed"}:
            yield at, node
        for key, below in node.items():
            yield from dated(below, f"{at}/{key}")
    elif isinstance(node, list):
        for index, below in enumerate(node):
            yield from dated(below, f"{at}/{index}")


@each_file
def test_every_date_is_a_day_and_no_fact_ends_before_it_begins(path: Path) -> None:
    for at, fact in dated(data(path)):
        days = {
            key: date.fromisoformat(fact[key])
            for key in ("since", "until", "reviewed")
            if key in fact
        }
        assert days.get("since", date.min) <= days.get("until", date.max), at
        assert days.get("reviewed", date.min) <= TODAY, at


@each_file
def test_amendments_stand_in_order_within_the_life_of_their_provision(
    path: Path,
) -> None:
    for id_, provision in data(path).get("provisions", {}).items():
        days = [each["since"] for each in provision.get("later", ())]
        life = [provision["since"], *days, provision.get("until", "9999-12-31")]
        assert life == sorted(life), id_


@each_regime
def test_a_law_file_names_its_regime(name: str) -> None:
    assert book(name).regime == name
    assert regime(name, TODAY).id == name


# --- the coverage matrix


def marked_rules() -> set[str]:
    """The rules that a failing fixture marks."""
    return {
        each.strip()
        for path in (HERE / "rules").glob("*/*/fail*.yaml")
        for match in _MARK.finditer(path.read_text())
        for each in match["rules"].split(",")
    }


@each_regime
def test_every_provision_is_checked_or_says_why_not_and_never_both(name: str) -> None:
    """A citation counts only where a failing fixture marks its rule."""
    shown = marked_rules()
    cited = {
        citation
        for each in regime(name, TODAY).rules
        if each.id in shown
        for citation in each.citations
    }
    provisions = book(name).provisions
    excused = {id_ for id_, each in provisions.items() if each.unchecked is not None}

    assert sorted(cited & excused) == []
    assert sorted(provisions.keys() - cited - excused) == []


def test_every_citation_exists_in_a_regime_that_runs_its_rule() -> None:
    known: dict[str, set[str]] = {}
    for name in REGIMES:
        for each in regime(name, TODAY).rules:
            known.setdefault(each.id, set()).update(book(name).provisions)
            assert each.citations, each.id
    for name in REGIMES:
        for each in regime(name, TODAY).rules:
            assert set(each.citations) <= known[each.id], each.id


def test_faults_of_the_encoding_cite_no_law() -> None:
    assert {each.citations for each in always(TODAY).rules} == {()}


# --- how law is read


def provision(id_: str, since: str, **fields: Any) -> Provision:  # noqa: ANN401
    return Provision(
        id=id_,
        label=id_,
        title=id_,
        url=None,
        since=date.fromisoformat(since),
        **fields,
    )


LAW = """\
regime: moon
title: Moon law
reviewed: 2026-11-01
places: [MO]
provisions:
  one: {label: Art. 1, title: One, url: "https://moon.example/1", since: 2020-01-01}
  two:
    label: Art. 2
    title: Two
    since: 2020-01-01
    until: 2022-12-31
    compared: false
    unchecked: "timing: x"
    later:
      - {since: 2021-01-01, label: Art. 2a, compared: true}
      - {since: 2022-01-01, title: Too}
facts: {days: [{n: 3, since: 2021-01-01}]}
"""


@pytest.fixture
def moon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package with a law of its own."""
    folder = tmp_path / "moonlaw"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "law.yaml").write_text(LAW)
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    sys.modules.pop("moonlaw", None)


@pytest.mark.usefixtures("moon")
def test_a_law_file_becomes_a_book() -> None:
    assert law.load("moonlaw") == LawBook(
        regime="moon",
        title="Moon law",
        reviewed=date(2026, 11, 1),
        places=frozenset({"MO"}),
        provisions={
            "one": Provision(
                id="one",
                label="Art. 1",
                title="One",
                url="https://moon.example/1",
                since=date(2020, 1, 1),
            ),
            "two": Provision(
                id="two",
                label="Art. 2",
                title="Two",
                url=None,
                since=date(2020, 1, 1),
                until=date(2022, 12, 31),
                compared=False,
                unchecked="timing: x",
                later=(
                    Amendment(date(2021, 1, 1), "Art. 2a", "Two", None, compared=True),
                    Amendment(date(2022, 1, 1), "Art. 2", "Too", None, compared=False),
                ),
            ),
        },
        facts={"days": [{"n": 3, "since": "2021-01-01"}]},
    )


def test_a_book_needs_no_provisions_facts_or_places(moon: Path) -> None:
    (moon / "law.yaml").write_text("regime: moon\ntitle: M\nreviewed: 2026-11-01\n")

    assert law.load("moonlaw") == LawBook(
        regime="moon",
        title="M",
        reviewed=date(2026, 11, 1),
        places=frozenset(),
        provisions={},
    )


def test_a_law_file_that_is_not_sound_yaml_is_a_bug_with_a_place(moon: Path) -> None:
    (moon / "law.yaml").write_text("regime: moon\nregime: sun\n")

    with pytest.raises(
        ValueError,
        match=r"^moonlaw/law\.yaml:2: the key 'regime' is already on line 1$",
    ):
        law.load("moonlaw")


@pytest.mark.usefixtures("moon")
def test_what_a_regime_makes_of_changes_is_read_from_a_file_of_its_own() -> None:
    assert law.changes("moonlaw", "law.yaml")["regime"] == "moon"


@pytest.mark.usefixtures("moon")
@pytest.mark.parametrize(
    ("day", "labels"),
    [
        ("2019-12-31", []),
        ("2020-01-01", ["Art. 1 One", "Art. 2 Two"]),
        ("2021-01-01", ["Art. 1 One", "Art. 2a Two"]),
        ("2022-12-31", ["Art. 1 One", "Art. 2 Too"]),
        ("2023-01-01", ["Art. 1 One"]),
    ],
)
def test_the_law_of_a_day_is_what_is_in_force_under_its_name_then(
    day: str, labels: list[str]
) -> None:
    provisions = law.load("moonlaw").on(date.fromisoformat(day)).provisions

    assert [f"{each.label} {each.title}" for each in provisions.values()] == labels


def test_a_provision_is_in_force_from_its_first_day_to_its_last() -> None:
    two = provision("two", "2020-01-01", until=date(2020, 1, 3))

    assert [day for day in range(1, 6) if two.in_force(date(2020, 1, day))] == [1, 2, 3]


@pytest.mark.parametrize(
    ("places", "governed", "others"),
    [
        ([], ["DE", "US-CA", "EEA"], []),
        (["US-CA"], ["US-CA", "US"], ["US-NV", "EEA", "USA", "CA"]),
        (["DE", "EEA"], ["DE", "DE-BE", "EEA"], ["EU", "D", "GB"]),
    ],
)
def test_a_law_governs_its_places_their_parts_and_what_they_are_part_of(
    places: list[str], governed: list[str], others: list[str]
) -> None:
    """A text for "people in the US" is read by Californians as well."""
    own = LawBook(
        regime="x",
        title="x",
        reviewed=TODAY,
        places=frozenset(places),
        provisions={},
    )

    assert [place for place in governed + others if own.governs(place)] == governed


def test_a_dated_fact_holds_from_its_first_day_to_its_last() -> None:
    facts: list[dict[str, Any]] = [
        {"n": 1},
        {"n": 2, "since": "2020-01-02"},
        {"n": 3, "until": "2020-01-02"},
        {"n": 4, "since": "2020-01-03", "until": "2020-01-03"},
    ]

    def on(day: int) -> list[int]:
        return [fact["n"] for fact in current(facts, date(2020, 1, day))]

    assert [on(1), on(2), on(3), on(4)] == [[1, 3], [1, 2, 3], [1, 2, 4], [1, 2]]


# --- rules and regimes


@rule("moon/dust", Severity.NOTE, "one", "two")
def dust(_policy: Policy, _law: None) -> Iterator[Problem]:
    """Dust is not mentioned.

    It gets everywhere,
    and people ask. To fix it, mention
    the dust.
    """
    yield from ()


def test_a_rule_is_documented_by_its_docstring() -> None:
    assert (dust.id, dust.owner, dust.severity) == ("moon/dust", "moon", Severity.NOTE)
    assert dust.citations == ("one", "two")
    assert dust.title == "Dust is not mentioned"
    assert dust.explanation == "It gets everywhere, and people ask."
    assert dust.fix == "mention the dust"


def test_a_docstring_may_be_a_title_alone() -> None:
    bare = Rule("moon/bare", Severity.NOTE, (), dust.check, "Only a title.")

    assert (bare.title, bare.explanation, bare.fix) == ("Only a title", "", "")


def test_a_rule_runs_while_a_provision_it_cites_is_in_force() -> None:
    """A rule that cites none always runs."""
    free = Rule("moon/free", Severity.NOTE, (), dust.check, "")
    old = Rule("moon/old", Severity.NOTE, ("two",), dust.check, "")
    unborn = Rule("moon/unborn", Severity.NOTE, ("six",), dust.check, "")
    whole = LawBook(
        regime="moon",
        title="Moon law",
        reviewed=TODAY,
        places=frozenset(),
        provisions={
            "one": provision("one", "2020-01-01"),
            "two": provision("two", "2020-01-01", until=date(2020, 12, 31)),
        },
    )

    def on(day: date) -> list[str]:
        moon = Regime(whole.on(day), None, (dust, free, old, unborn))
        return [each.id for each in moon.rules_in_force]

    assert on(date(2019, 1, 1)) == ["moon/free"]
    assert on(date(2020, 6, 1)) == ["moon/dust", "moon/free", "moon/old"]
    assert on(date(2021, 6, 1)) == ["moon/dust", "moon/free"]


def test_the_codes_of_countries_stand_once() -> None:
    """No other file that ships lists more of them than one union of states has."""
    codes = countries().codes
    listed = {
        path.relative_to(SOURCE).as_posix(): len(
            codes.intersection(re.findall(r"\b[A-Z]{2}\b", path.read_text()))
        )
        for path in SOURCE.rglob("*")
        if path.suffix in {".py", ".yaml", ".json", ".toml"}
    }

    assert len(codes) == 250
    assert listed.pop("countries.yaml") == 250
    assert max(listed.values()) < 60, max(listed, key=listed.__getitem__)


def test_countries_and_unions_are_named_for_people() -> None:
    known = countries()

    assert known.unions["EU"] | {"IS", "LI", "NO"} == known.unions["EEA"] <= known.codes
    assert len(known.unions["EU"]) == 27
    assert [known.name(code) for code in ("NO", "EEA", "US-CA")] == [
        "Norway", "the European Economic Area", "US-CA",
    ]  # fmt: skip
