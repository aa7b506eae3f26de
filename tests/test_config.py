"""The configuration of a repository: what it says, and what wins."""

from __future__ import annotations

import json
import os
import tomllib
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

import jsonschema
import pytest

from policycheck import config, config_values, editions
from policycheck.cli.options import FailOn
from policycheck.cli.settings import Settings
from policycheck.config import find, in_force
from policycheck.config_values import READERS
from policycheck.errors import PolicycheckError
from policycheck.finding import Severity
from policycheck.regimes import REGIMES
from policycheck.reports import Format

ROOT = Path(__file__).parent.parent
SCHEMA: dict[str, Any] = json.loads((ROOT / "schemas/config.schema.json").read_text())
DAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository, and the folder the process is in."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def settings(**flags: Any) -> Settings:  # noqa: ANN401 - any flag
    return Settings(
        flags={key.replace("_", "-"): value for key, value in flags.items()}, today=DAY
    )


# What wins


PRECEDENCE = {
    # setting: default, configuration, override, flag
    "fail-on": ("error", '"warning"', '"note"', "never"),
    "regimes": (None, '["eu-gdpr"]', '["uk-gdpr"]', ("us-ca-ccpa",)),
    "select": ((), '["gdpr/*"]', '["integrity/*"]', ("schema/*",)),
    "preview": (False, "true", "false", True),
}


@pytest.mark.parametrize("key", PRECEDENCE)
def test_flags_win_over_overrides_over_configuration_over_defaults(key: str) -> None:
    default, configured, overridden, flag = PRECEDENCE[key]
    policy = "policies/old/a.yaml"

    def in_force() -> tuple[Any, str]:
        return settings().of(policy)[key]

    assert in_force() == (default, "the default")

    write("policycheck.toml", f"{key} = {configured}\n")
    assert in_force() == (READERS[key](_toml(configured)), "policycheck.toml")

    write(
        "policycheck.toml",
        f'{key} = {configured}\n[[overrides]]\npaths = ["policies/old"]\n'
        f"{key} = {overridden}\n",
    )
    assert in_force() == (
        READERS[key](_toml(overridden)),
        "policycheck.toml, override 1",
    )
    assert settings().of("policies/new.yaml")[key][1] == "policycheck.toml"
    assert settings(**{key: flag}).of(policy)[key] == (flag, "the command line")


def _toml(value: str) -> Any:  # noqa: ANN401 - any value
    return tomllib.loads(f"x = {value}")["x"]


@pytest.mark.parametrize(
    ("key", "configured", "flag"),
    [
        ("as-of", "2023-07-01", date(2021, 8, 1)),
        ("baseline", '"known.json"', "other.json"),
        ("exclude", '["a"]', ("b",)),
        ("rules", '"2026.1"', "2026.1"),
    ],
)
def test_what_has_no_override_is_won_by_flags_too(
    key: str, configured: str, flag: object
) -> None:
    write("policycheck.toml", f"{key} = {configured}\n")

    assert settings().of("a.yaml")[key][1] == "policycheck.toml"
    assert settings(**{key: flag}).of("a.yaml")[key] == (flag, "the command line")


def test_ignore_and_severity_add_to_what_stands_above() -> None:
    write(
        "policycheck.toml",
        'ignore = ["gdpr/*"]\nseverity = {"integrity/*" = "note"}\n'
        '[[overrides]]\npaths = ["a.yaml"]\nignore = ["integrity/unused-entry"]\n'
        'severity = {"integrity/unused-entry" = "error"}\n',
    )
    found = settings(ignore=("us-ca-ccpa/*",)).of("a.yaml")

    assert found["ignore"] == (
        ("gdpr/*", "integrity/unused-entry", "us-ca-ccpa/*"),
        "the default, policycheck.toml, policycheck.toml, override 1, the command line",
    )
    assert found["severity"][0] == (
        ("integrity/*", Severity.NOTE),
        ("integrity/unused-entry", Severity.ERROR),
    )


def test_a_frozen_rule_set_names_its_rules() -> None:
    write("policycheck.toml", 'rules = "2026.1"\nfail-on = "never"\n')

    terms = settings().terms("a.yaml")

    frozen = terms.selection.frozen
    assert frozen is not None
    severities = {id_: was.value for id_, was in frozen.rules}
    assert severities == editions.rules("2026.1")
    assert severities["gdpr/purpose-without-legal-basis"] == "error"
    assert terms.fail_on is FailOn.NEVER


# Where it is found


def test_the_nearest_configuration_governs_a_policy(here: Path) -> None:
    write("policycheck.toml", 'fail-on = "warning"\n')
    write("a/pyproject.toml", '[tool.policycheck]\nfail-on = "note"\n')
    write("a/b/pyproject.toml", "[project]\nname = 'x'\n")
    write("a/b/c/policycheck.toml", 'fail-on = "never"\n')
    write("a/b/c/pyproject.toml", '[tool.policycheck]\nfail-on = "error"\n')

    found = {
        folder: settings().of(f"{folder}/x.yaml")["fail-on"]
        for folder in (".", "a", "a/b", "a/b/c")
    }

    assert found == {
        ".": ("warning", "policycheck.toml"),
        "a": ("note", "a/pyproject.toml"),
        "a/b": ("note", "a/pyproject.toml"),
        "a/b/c": ("never", "a/b/c/policycheck.toml"),
    }
    assert find(here) == here / "policycheck.toml"


def test_the_search_ends_at_the_top_of_the_repository(here: Path) -> None:
    write("policycheck.toml", "preview = true\n")
    (here / "inner/.git").mkdir(parents=True)

    assert find(here / "inner") is None
    assert find(Path("/")) is None


def test_no_configuration_and_only_one() -> None:
    write("policycheck.toml", "preview = true\n")
    write("ci/strict.toml", 'fail-on = "note"\n')

    none = Settings(flags={}, today=DAY, isolated=True)
    one = Settings(flags={}, today=DAY, only_config="ci/strict.toml")

    assert none.of("a.yaml")["preview"] == (False, "the default")
    assert one.of("a.yaml")["preview"] == (False, "the default")
    assert one.of("a.yaml")["fail-on"] == ("note", "ci/strict.toml")
    with pytest.raises(
        PolicycheckError, match=r"^no.toml: no such configuration file$"
    ):
        Settings(flags={}, today=DAY, only_config="no.toml").of("a.yaml")


def test_paths_count_from_the_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    write(
        "policycheck.toml",
        'paths = ["policies"]\nformats = ["text", "sarif=out/x.sarif"]\n'
        'baseline = "known.json"\n',
    )
    Path("deep").mkdir()
    monkeypatch.chdir("deep")

    assert settings().paths() == ["../policies"]
    assert settings().formats() == ("text", "sarif=../out/x.sarif")
    assert settings().baseline("a.yaml") == "../known.json"
    assert settings(baseline="mine.json").baseline("a.yaml") == "mine.json"


def test_without_a_configuration_there_are_defaults() -> None:
    assert settings().paths() == ["policies"]
    assert settings().formats() == ()
    assert settings().baseline("a.yaml") is None


def test_one_run_judges_by_the_law_of_one_day() -> None:
    settings().one_day({})
    settings().one_day({"a": DAY, "b": DAY})
    with pytest.raises(PolicycheckError, match="check them apart, or give --as-of"):
        settings().one_day({"a": DAY, "b": date(2021, 8, 1)})


# Patterns


def test_a_configuration_excludes_only_what_is_below_it(here: Path) -> None:
    path = write("sub/policycheck.toml", 'exclude = ["**/*.yaml"]\n')
    found = config.read(path)

    assert found.excludes("sub/a.yaml")
    assert found.excludes(str(here / "sub/b/a.yaml"))
    assert not found.excludes("a.yaml")
    assert found.name_of("..") is None


# What is wrong


WRONG = [
    ("fail_on = 'note'", ":1: fail_on is not a setting here; did you mean fail-on?"),
    ("zzz = 1", ":1: zzz is not a setting here; a setting is one of as-of, baseline"),
    ("[severity]\n'gdrp/*' = 'note'", "names gdrp/*, which is no rule"),
    (
        "fail-on = 'warn'",
        "fail-on cannot be 'warn'; one of error, warning, note, never",
    ),
    ("fail-on = 'eror'", "fail-on cannot be 'eror'; did you mean error?"),
    ("fail-on = 1", "fail-on cannot be 1; one of error"),
    ("preview = 'yes'", "preview must be true or false"),
    ("paths = 'policies'", "paths must be a list of texts"),
    ("paths = [1]", "paths must be a list of texts"),
    ("baseline = ''", "baseline must be a text"),
    ("baseline = 1", "baseline must be a text"),
    ("as-of = '2026-02-30'", "as-of is not a day; write it as YYYY-MM-DD"),
    ("as-of = 2026-02-03T00:00:00", "as-of is not a day"),
    ("as-of = 5", "as-of is not a day"),
    ("regimes = ['eu-gdrp']", "regimes cannot be 'eu-gdrp'; did you mean eu-gdpr?"),
    ("rules = '2025.1'", "rules cannot be '2025.1'; did you mean 2026.1?"),
    (
        "select = ['gdpr/purpose-without-legal-basi']",
        "did you mean gdpr/purpose-without-legal-basis?",
    ),
    ("select = ['gdpr/zz*']", "`policycheck rules` lists them"),
    ("ignore = ['schema/*']", "ignore cannot turn off schema/*: it is about the file"),
    ("ignore = ['waiver/idle']", "ignore cannot turn off waiver/idle"),
    ("severity = ['a']", "severity must be a table such as"),
    ("severity = {'yaml/syntax' = 'note'}", "severity cannot change yaml/syntax"),
    ("severity = {'gdpr/*' = 'off'}", "severity cannot be 'off'; one of error"),
    ("overrides = 1", "overrides must be a list: write [[overrides]]"),
    ("overrides = [1]", ": the settings must be a table"),
    ("[[overrides]]\nfail-on = 'note'", "overrides 1 names no paths"),
    ("[[overrides]]\npaths = []", "overrides 1 names no paths"),
    ("[[overrides]]\npaths = ['a']\nas-of = 2021-08-01", "as-of is not a setting here"),
    ("a = ", ":1:5: invalid value"),
    ("a = " + "[" * 5000, "nested too deeply"),
]


@pytest.mark.parametrize(("text", "says"), WRONG, ids=[text[:30] for text, _ in WRONG])
def test_what_is_wrong_is_one_line_with_its_place(text: str, says: str) -> None:
    path = write("policycheck.toml", f"{text}\n")

    with pytest.raises(PolicycheckError) as caught:
        config.read(path)

    assert str(caught.value).startswith("policycheck.toml:")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_stands_twice_has_no_line(here: Path) -> None:
    path = write(
        "policycheck.toml",
        "fail-on = 'note'\n[[overrides]]\npaths = ['a']\nfail-on = 'x'\n",
    )

    with pytest.raises(PolicycheckError, match=r"^policycheck.toml: fail-on cannot be"):
        config.read(path)
    assert here.exists()


def test_a_table_that_is_none_is_one_line() -> None:
    path = write("pyproject.toml", "[tool]\npolicycheck = 3\n")

    with pytest.raises(PolicycheckError, match="the settings must be a table"):
        config.read(path)


def test_a_tool_that_is_no_table_is_no_configuration(here: Path) -> None:
    for text in ("tool = 3 # policycheck\n", "name = 'policycheck'\n", "[[broken"):
        write("pyproject.toml", text)

        assert find(here) is None


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"\xff = 1", "not UTF-8"),
        (b"#" * (1024 * 1024 + 1), "larger than 1048576 bytes"),
    ],
)
def test_hostile_bytes_are_one_line(here: Path, raw: bytes, says: str) -> None:
    (here / "policycheck.toml").write_bytes(raw)

    with pytest.raises(PolicycheckError, match=says):
        config.read(here / "policycheck.toml")


def test_a_configuration_that_cannot_be_opened_is_one_line(here: Path) -> None:
    with pytest.raises(
        PolicycheckError, match=r"^none.toml: no such file or directory$"
    ):
        config.read(here / "none.toml")


# Its schema


def test_the_schema_and_the_reader_know_the_same_settings() -> None:
    override = SCHEMA["properties"]["overrides"]["items"]["properties"]

    assert list(SCHEMA["properties"]) == list(READERS)
    assert set(override) == config.OVERRIDABLE | {"paths"}
    assert SCHEMA["$defs"]["regime"]["enum"] == list(REGIMES)
    assert SCHEMA["$defs"]["edition"]["enum"] == list(editions.editions())
    assert SCHEMA["properties"]["fail-on"]["enum"] == list(config_values.FAIL_ON)
    words = SCHEMA["properties"]["formats"]["items"]["pattern"]
    assert all(each.value in words for each in Format)


@pytest.mark.parametrize("text", [text for text, _ in WRONG[:2]] + ["preview = 'yes'"])
def test_the_schema_refuses_what_the_reader_refuses(text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(text), SCHEMA)


def test_the_file_that_init_writes_is_valid_when_every_line_counts(here: Path) -> None:
    """Its comments are settings one may want: each is taken, by schema and reader."""
    text = (ROOT / "src/policycheck/templates/policycheck.toml").read_text()
    lines = [line.removeprefix("# ") for line in text.splitlines()[1:] if line != "#"]
    path = write("policycheck.toml", "\n".join(lines))

    found = config.read(path)
    jsonschema.validate(tomllib.loads(path.read_text()), SCHEMA)

    assert found.layer.values["fail-on"] == "warning"
    assert found.overrides[0].paths == ("policies/legacy/**",)
    assert here == Path(found.folder)


def test_the_schema_describes_and_closes_every_part() -> None:
    def parts(schema: dict[str, Any]) -> list[dict[str, Any]]:
        below = [*schema.get("properties", {}).values()]
        below += [*schema.get("$defs", {}).values()]
        below += [schema["items"]] if "items" in schema else []
        return [schema, *(part for each in below for part in parts(each))]

    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for part in parts(SCHEMA):
        assert "description" in part or "$ref" in part, part
        if part.get("type") == "object":
            assert "additionalProperties" in part, part


def test_in_force_of_nothing_is_nothing() -> None:
    assert in_force([]) == {}


def test_a_rule_no_edition_has_yet_can_be_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(editions, "published", frozenset)

    assert config_values.rules(["integrity/unused-entry", "integrity/*"]) == (
        "integrity/unused-entry",
        "integrity/*",
    )


def test_what_is_on_another_drive_is_outside(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("policycheck.toml", 'exclude = ["**"]\n')
    found = config.read(path)

    def other(*_: object) -> str:
        message = "path is on mount 'C:', start on mount 'D:'"
        raise ValueError(message)

    monkeypatch.setattr("os.path.relpath", other)

    assert not found.excludes("a.yaml")
    assert found.located("known.json") == str(here / "known.json")


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"fail-on = 'note'\nx = '\xff'\n", ":2:6: the byte 0xFF is not UTF-8"),
        (b"\xef\xbb\xbf\xef\xbb\xbfpreview = true\n", ":1:1: invalid statement"),
        (b"fail-on" + b".a" * 400_000 + b" = 1\n", ":1:1: nested too deeply"),
        (b"\n[" + b"'a' . " * 100 + b"a]\n", ":2:2: nested too deeply"),
        (b"fail-on = " + b"9" * 5_000, ": a number has too many digits"),
        (b"fail-on = '" + b"x" * 500_000 + b"'", "xxx…; one of error, warning"),
        (b"x" * 500_000 + b" = 1", "xxx… is not a setting here; a setting is one of"),
        (b"#" * 1024 * 1024 + b"\n", ": larger than 1048576 bytes"),
        (
            b'["\\r\\n\\u2028"]',
            ": \\r\\n\\u2028 is not a setting here; a setting is one of",
        ),
    ],
    ids=range(9),
)
def test_a_hostile_configuration_is_one_short_line(raw: bytes, says: str) -> None:
    path = Path("policycheck.toml")
    path.write_bytes(raw)
    started = process_time()

    with pytest.raises(PolicycheckError) as caught:
        config.read(path)

    assert says in str(caught.value)
    assert len(str(caught.value)) < 250
    assert len(str(caught.value).splitlines()) == 1
    assert process_time() - started < 2


def test_a_byte_order_mark_is_no_part_of_a_configuration() -> None:
    path = Path("policycheck.toml")
    path.write_bytes(b"\xef\xbb\xbffail-on = 'note'\n")

    assert config.read(path).layer.values == {"fail-on": "note"}


def test_a_configuration_that_is_no_regular_file_is_not_opened() -> None:
    os.mkfifo("policycheck.toml")

    with pytest.raises(PolicycheckError, match=r"^policycheck\.toml: not a regular"):
        config.read(Path("policycheck.toml"))


def test_a_name_with_a_nul_matches_no_pattern(here: Path) -> None:
    found = config.read(write("policycheck.toml", "exclude = ['**']\n"))

    assert found.excludes(str(here / "a.yaml"))
    assert not found.excludes("a\0.yaml")
